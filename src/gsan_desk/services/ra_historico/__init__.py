"""Histórico of an RA: one time line of its rows and of the audit."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.historico import Entrada, em_ordem
from gsan_desk.domain.mensagens import violacao
from gsan_desk.services import ra_resumo
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO
from gsan_desk.services.ra_historico import consulta
from gsan_desk.services.ra_historico.acontecimentos import acontecimentos
from gsan_desk.services.ra_historico.alteracoes import alteracoes
from gsan_desk.services.ra_historico.palavras import ler as ler_palavras
from gsan_desk.services.ra_historico.trilha import Trilha

__all__ = ["HistoricoDoRA", "historico"]


@dataclass(frozen=True, slots=True)
class HistoricoDoRA:
    """The head and the entries, oldest first."""

    ra: ra_resumo.ResumoDoRA
    entradas: tuple[Entrada, ...]


def historico(session: Session, contexto: Contexto, numero: int) -> HistoricoDoRA:
    """Tell all that happened to an RA; two statements, however much it was.

    Raises:
        RegraViolada: there is no such RA (M70).
    """
    este = {"numero": numero}
    linha = session.execute(consulta.fatos(), este).one_or_none() if 0 < numero <= MAIOR_INTEIRO else None
    if linha is None:
        raise RegraViolada(violacao("M70", "numero"))
    trilha = Trilha(linha.trilha)
    palavras = ler_palavras(session, contexto.dominios, linha, trilha)
    entradas = (*acontecimentos(linha, trilha, palavras), *alteracoes(linha, trilha, palavras))
    return HistoricoDoRA(ra_resumo.montar(linha), em_ordem(entradas))

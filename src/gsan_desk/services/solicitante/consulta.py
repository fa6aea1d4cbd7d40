"""Consultar Solicitantes do RA [UC0447] (spec 10 §9.5)."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.services import ra_resumo
from gsan_desk.services.linhas_json import Consulta, linhas
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO
from gsan_desk.services.ra_consultar import SolicitanteDoRA, montar_solicitante, pessoas


@dataclass(frozen=True, slots=True)
class SolicitantesDoRA:
    """The head and the grid; each row has its address and phones, for the window Dados do Solicitante."""

    ra: ra_resumo.ResumoDoRA
    solicitantes: tuple[SolicitanteDoRA, ...]


def consultar_solicitantes(session: Session, contexto: Contexto, numero: int) -> SolicitantesDoRA:  # noqa: ARG001 - shape of a use case
    """List who asked, the principal first; one statement.

    Raises:
        RegraViolada: there is no such RA (M70), or nobody asked (M73).
    """
    linha = session.execute(_consulta(), {"numero": numero}).one_or_none() if 0 < numero <= MAIOR_INTEIRO else None
    if linha is None:
        raise RegraViolada(violacao("M70", "numero"))
    if not linha.solicitantes:
        raise RegraViolada(violacao("M73"))
    return SolicitantesDoRA(ra_resumo.montar(linha), tuple(montar_solicitante(d) for d in linha.solicitantes))


@cache
def _consulta() -> Consulta:
    return ra_resumo.consulta(linhas(pessoas.solicitantes(pessoas.NUMERO)).label("solicitantes"))

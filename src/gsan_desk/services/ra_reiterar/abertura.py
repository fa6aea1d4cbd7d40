"""Opening Reiterar RA: may it be reiterated, and the protocolo of this contact (spec 10 §5)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras.reiteracao import precondicao
from gsan_desk.domain.reiteracao import ReiteracaoRecusada
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO
from gsan_desk.services.protocolo import sortear
from gsan_desk.services.ra_reiterar import fatos as leitura
from gsan_desk.services.ra_resumo import ResumoDoRA


@dataclass(frozen=True, slots=True)
class ReiteracaoAberta:
    """What the screen starts with; ``versao`` goes back with the command."""

    protocolo: str
    ra: ResumoDoRA
    versao: datetime


def abrir(session: Session, contexto: Contexto, numero: int) -> ReiteracaoAberta:
    """Check the preconditions in order and draw the protocolo; two statements.

    Raises:
        RegraViolada: there is no such RA (M70).
        ReiteracaoRecusada: M50, M51 or M52; it tells when Adicionar Solicitante is to be offered instead.
    """
    fatos = leitura.carregar(session, numero) if 0 < numero <= MAIOR_INTEIRO else None
    if fatos is None:
        raise RegraViolada(violacao("M70", "numero"))
    if motivo := precondicao(fatos.estado, contexto):
        raise ReiteracaoRecusada(motivo)
    return ReiteracaoAberta(sortear(session).protocolo, fatos.resumo, fatos.versao)

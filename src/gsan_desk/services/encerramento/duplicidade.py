"""Undoing a wrong duplicate: the one thing of a closed RA that may still change, so that it can be reactivated."""

from datetime import datetime

from sqlalchemy import DateTime, Integer, bindparam, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import EncerramentoRecusado
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.services.encerramento.fatos import fatos
from gsan_desk.services.ra_trava import quem_alterou, trancar

_DESFAZER = select(func.gsan_desk.desfazer_duplicidade(bindparam("ra", type_=Integer), type_=DateTime))


def desfazer_duplicidade(session: Session, contexto: Contexto, ra: int, versao: datetime) -> datetime:
    """Clear the link of a closed RA to its RA de Referência, and give the new stamp; three statements.

    It takes the right that Encerrar takes. Everything else of the closing stays.

    Raises:
        Conflito: somebody changed the RA since ``versao``, or keeps it locked.
        EncerramentoRecusado: the person may not close RAs of its unit.
        RegraViolada: there is no such RA (M70), or it is no duplicate.
    """
    trancar(session, ra)
    achado = fatos(session, contexto, [ra])[ra]
    if achado.ra_duplicidade_id is None:
        raise RegraViolada(violacao("DUPLICIDADE_AUSENTE", ra=ra))
    if achado.ultima_alteracao != versao:
        raise Conflito(texto("TRAMITE_CONFLITO", ra=ra), quem_alterou(session, ra))
    if contexto.operador.unidade_id is None:
        raise EncerramentoRecusado(violacao("SEM_LOTACAO"))
    if not achado.mantem:
        raise EncerramentoRecusado(violacao("ENCERRAR_OUTRA_UNIDADE", unidade=achado.unidade_atual))
    return session.execute(_DESFAZER, {"ra": ra}).scalar_one()

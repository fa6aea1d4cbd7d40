"""Who is treating a report: reserving, releasing, taking over (spec 40 §2.3).

A reservation lasts ten minutes, and ends with the last connection of its holder; the server judges both.
"""

from sqlalchemy import and_, func, null, or_, select, update
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, Violacao
from gsan_desk.domain.relato import SituacaoRelato
from gsan_desk.models.progis import RelatoCidadao as R
from gsan_desk.services.progis.relatos import Relato, carregar


def reservar(session: Session, contexto: Contexto, id_: int) -> Relato:
    """Take a report, or keep it for another ten minutes; two statements.

    Raises:
        Conflito: somebody else holds it, who is named.
        RegraViolada: there is no such report, or it was decided.
    """
    vivos = select(func.gsan_desk.conectados().column_valued("login"))
    livre = or_(
        R.reservado_por.is_(None),
        R.reservado_por == contexto.operador.login,
        R.reservado_ate <= func.now(),
        R.reservado_por.not_in(vivos),
    )
    session.execute(
        update(R)
        .where(R.id == id_, R.situacao == SituacaoRelato.PENDENTE, livre)
        .values(reservado_por=contexto.operador.login)
    )
    return _meu(session, contexto, id_)


def assumir(session: Session, contexto: Contexto, id_: int) -> Relato:
    """Take a report over from whoever holds it; two statements.

    Raises:
        RegraViolada: there is no such report, or it was decided.
    """
    pendente = and_(R.id == id_, R.situacao == SituacaoRelato.PENDENTE)
    session.execute(update(R).where(pendente).values(reservado_por=contexto.operador.login))
    return _meu(session, contexto, id_)


def liberar(session: Session, contexto: Contexto, id_: int) -> None:
    """Give a report back to the list, if one holds it; one statement."""
    session.execute(
        update(R)
        .where(R.id == id_, R.situacao == SituacaoRelato.PENDENTE, R.reservado_por == contexto.operador.login)
        .values(reservado_por=null(), reservado_ate=null())
    )


def exigir_decidivel(relato: Relato, contexto: Contexto, versao: int) -> None:
    """Refuse a report that was decided, that somebody else holds, or that is no longer as it was read.

    Raises:
        Conflito: with who stands in the way.
        RegraViolada: it was decided.
    """
    _exigir_pendente(relato)
    if relato.reservado_por not in (None, contexto.operador.login):
        raise Conflito(f"Este relato está com {relato.reservado_por}.", relato.reservado_por)
    if relato.versao != versao:
        raise Conflito("Este relato mudou desde que foi lido. Analise novamente.")


def _meu(session: Session, contexto: Contexto, id_: int) -> Relato:
    relato, _ = carregar(session, id_)
    exigir_decidivel(relato, contexto, relato.versao)
    return relato


def _exigir_pendente(relato: Relato) -> None:
    if relato.situacao is SituacaoRelato.PENDENTE:
        return
    destino = f" (RA {relato.ra})" if relato.ra is not None else ""
    quem = f" por {relato.decidido_por}" if relato.decidido_por else ""
    raise RegraViolada(
        Violacao("RELATO_DECIDIDO", f"Este relato já foi tratado{quem}: {relato.situacao.nome}{destino}.", ra=relato.ra)
    )

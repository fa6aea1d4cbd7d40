"""Settings of the sending, one row for the whole base."""

from dataclasses import asdict, fields

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.sms_ajustes import AjustesSms, verificar
from gsan_desk.models.sms import SmsAjustes

_COLUNAS = [getattr(SmsAjustes, campo.name) for campo in fields(AjustesSms)]


def mudar_intervalo(session: Session, segundos: int) -> None:
    """Set the seconds between the starts of two parts."""
    session.execute(text("UPDATE gsan_desk.sms_ajustes SET intervalo_segundos = :segundos"), {"segundos": segundos})


def ler_ajustes(session: Session) -> AjustesSms:
    """Read what a person may set."""
    return AjustesSms(*session.execute(select(*_COLUNAS)).one())


def gravar_ajustes(session: Session, lidos: AjustesSms, novos: AjustesSms) -> bool:
    """Write what differs from what was read; tell whether anything does.

    Raises:
        RegraViolada: what is out of its limits, each beside its field ``sms.nome``.
        Conflito: somebody changed one of the same settings meanwhile.
    """
    if erros := verificar(novos):
        raise RegraViolada(*erros)
    antes, depois = asdict(lidos), asdict(novos)
    mudados = [nome for nome in depois if depois[nome] != antes[nome]]
    if not mudados:
        return False
    iguais = [getattr(SmsAjustes, nome).is_not_distinct_from(antes[nome]) for nome in mudados]
    comando = update(SmsAjustes).where(*iguais).values({nome: depois[nome] for nome in mudados})
    if not session.execute(comando.returning(SmsAjustes.id)).all():
        raise Conflito("Estes ajustes foram mudados por outra pessoa. Feche e abra de novo.")
    session.execute(text("SELECT pg_notify('gsan_desk_sms', '')"))
    return True

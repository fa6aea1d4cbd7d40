"""Server and template of the satisfaction e-mail; an e-mail already queued keeps its text."""

from dataclasses import asdict, fields

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from gsan_desk.domain.email import EVENTO, AjustesEmail, ModeloEmail, verificar, verificar_modelo
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.models.email import EmailAjustes, EmailModelo

_COLUNAS = [getattr(EmailAjustes, campo.name) for campo in fields(AjustesEmail)]


def ler_ajustes(session: Session) -> AjustesEmail:
    """Read the settings."""
    return AjustesEmail(*session.execute(select(*_COLUNAS)).one())


def gravar_ajustes(session: Session, lidos: AjustesEmail, novos: AjustesEmail) -> bool:
    """Write what differs from what was read; tell whether anything does.

    Raises:
        RegraViolada: what is wrong, each beside its field ``email.nome``.
        Conflito: somebody changed one of the same settings meanwhile.
    """
    if erros := verificar(novos):
        raise RegraViolada(*erros)
    antes, depois = asdict(lidos), asdict(novos)
    mudados = [nome for nome in depois if depois[nome] != antes[nome]]
    if not mudados:
        return False
    iguais = [getattr(EmailAjustes, nome) == antes[nome] for nome in mudados]
    comando = update(EmailAjustes).where(*iguais).values({nome: depois[nome] for nome in mudados})
    if not session.execute(comando.returning(EmailAjustes.id)).all():
        raise Conflito("Estes ajustes foram mudados por outra pessoa. Feche e abra de novo.")
    session.execute(text("SELECT pg_notify('gsan_desk_sms', '')"))
    return True


def ler_modelo(session: Session) -> ModeloEmail:
    """Read the template."""
    m = EmailModelo
    return ModeloEmail(*session.execute(select(m.assunto, m.texto).where(m.evento == EVENTO)).one())


def gravar_modelo(session: Session, lido: ModeloEmail, novo: ModeloEmail) -> bool:
    """Write the template; tell whether it changed.

    Raises:
        RegraViolada: what is wrong, beside ``email_modelo.assunto`` or ``email_modelo.texto``.
        Conflito: somebody changed it meanwhile.
    """
    if erros := verificar_modelo(novo):
        raise RegraViolada(*erros)
    if novo == lido:
        return False
    m = EmailModelo
    comando = update(m).where(m.evento == EVENTO, m.assunto == lido.assunto, m.texto == lido.texto)
    if not session.execute(comando.values(asdict(novo)).returning(m.evento)).all():
        raise Conflito("O modelo do e-mail foi mudado por outra pessoa. Leia de novo (F5).")
    return True

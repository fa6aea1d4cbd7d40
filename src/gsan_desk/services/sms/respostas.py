"""What citizens answer, and the numbers that receive nothing any more (spec 50 §3.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.telefone import celular
from gsan_desk.models.sms import SmsBloqueio, SmsRecebida

PAGINA = 100
CAMPO_NUMERO = "numero"
PELO_OPERADOR = "OPERADOR"


@dataclass(frozen=True, slots=True)
class RespostaSms:
    """An answer; ``ra`` is the one that the last message to that number spoke of."""

    id: int
    numero: str
    texto: str
    enviada_em: datetime
    recebida_em: datetime
    ra: int | None
    tratada_em: datetime | None


@dataclass(frozen=True, slots=True)
class BloqueioSms:
    """A number that receives nothing; ``id`` is the number itself."""

    id: str
    desde: datetime
    origem: str


def respostas(session: Session, so_novas: bool = False, depois: int | None = None) -> list[RespostaSms]:
    """List answers, newest first, a page at a time."""
    r = SmsRecebida
    colunas = (r.id, r.numero, r.texto, r.enviada_em, r.recebida_em, r.registro_atendimento_id, r.tratada_em)
    consulta = select(*colunas).order_by(r.id.desc()).limit(PAGINA)
    if so_novas:
        consulta = consulta.where(r.tratada_em.is_(None))
    if depois is not None:
        consulta = consulta.where(r.id < depois)
    linhas: Sequence[Any] = session.execute(consulta).all()
    return [RespostaSms(*linha) for linha in linhas]


def tratar(session: Session, ids: Sequence[int]) -> int:
    """Mark answers as dealt with."""
    comando = update(SmsRecebida).where(SmsRecebida.id.in_(ids), SmsRecebida.tratada_em.is_(None))
    return len(session.execute(comando.values(tratada_em=func.now()).returning(SmsRecebida.id)).all())


def bloqueios(session: Session) -> list[BloqueioSms]:
    """List the blocked numbers, newest first."""
    b = SmsBloqueio
    linhas: Sequence[Any] = session.execute(select(b.numero, b.desde, b.origem).order_by(b.desde.desc())).all()
    return [BloqueioSms(*linha) for linha in linhas]


_BLOQUEAR = text("""
    WITH bloqueio AS (
        INSERT INTO gsan_desk.sms_bloqueio (numero, origem) VALUES (:numero, :origem)
        ON CONFLICT DO NOTHING RETURNING numero
    ), canceladas AS (
        UPDATE gsan_desk.sms_mensagem SET situacao = 6, motivo = 'DESCADASTRADO', versao = versao + 1
        WHERE numero = :numero AND situacao = 1 AND tipo <> 4
    )
    SELECT count(*) FROM bloqueio
""")


def bloquear(session: Session, numero: str) -> str:
    """Stop messages to a number, and cancel those that wait; give it in full.

    Raises:
        RegraViolada: it is no mobile phone, or is blocked already.
    """
    certo = celular(numero, campo=CAMPO_NUMERO)
    if not session.execute(_BLOQUEAR, {"numero": certo, "origem": PELO_OPERADOR}).scalar_one():
        raise RegraViolada(Violacao("SMS_JA_BLOQUEADO", "Este número já está bloqueado.", CAMPO_NUMERO))
    return certo


def desbloquear(session: Session, numeros: Sequence[str]) -> int:
    """Let numbers receive messages again."""
    comando = delete(SmsBloqueio).where(SmsBloqueio.numero.in_(numeros)).returning(SmsBloqueio.numero)
    return len(session.execute(comando).all())

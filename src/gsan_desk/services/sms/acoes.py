"""What an operator decides about messages; only a person sends again what may already have gone (spec 50 §3.9)."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.sms_maquina import SituacaoSms
from gsan_desk.domain.sms_texto import medir
from gsan_desk.domain.telefone import celular

TEXTO_DE_TESTE = "Teste da estacao de SMS: este telefone recebe as mensagens."
CAMPO_NUMERO = "numero"
PARADAS = (SituacaoSms.FALHOU, SituacaoSms.CANCELADA, SituacaoSms.INCERTA, SituacaoSms.EXPIRADA)
"""States that a message leaves only by a person's decision."""

_REENVIAR = text("""
    WITH de_novo AS (
        UPDATE gsan_desk.sms_mensagem m
        SET situacao = 1, motivo = NULL, tentativas = 0, reenvios = reenvios + 1, posse = NULL, versao = versao + 1,
            numero = coalesce(CAST(:numero AS varchar), m.numero), proxima_tentativa = now(),
            expira_em = now() + make_interval(hours => a.expira_horas)
        FROM gsan_desk.sms_ajustes a
        WHERE m.id = ANY (CAST(:ids AS bigint[])) AND m.situacao = ANY (CAST(:de AS smallint[]))
            AND m.situacao IN (5, 6, 7, 8)
        RETURNING m.id
    ), partes AS (
        UPDATE gsan_desk.sms_parte p SET situacao = 1, tp_st = NULL, relatorio_em = NULL FROM de_novo d
        WHERE p.mensagem_id = d.id AND (p.situacao <> 3 OR CAST(:numero AS varchar) IS NOT NULL OR p.tp_st >= 64)
    ), aviso AS (SELECT pg_notify('gsan_desk_sms', ''))
    SELECT count(*) FROM de_novo CROSS JOIN aviso
""")
_CANCELAR = text("""
    UPDATE gsan_desk.sms_mensagem SET situacao = 6, motivo = 'OPERADOR', versao = versao + 1
    WHERE id = ANY (CAST(:ids AS bigint[])) AND situacao IN (1, 5, 7, 8) RETURNING id
""")
_ENVIADA = text("""
    UPDATE gsan_desk.sms_mensagem
    SET situacao = 3, motivo = 'OPERADOR', enviada_em = coalesce(enviada_em, now()), versao = versao + 1
    WHERE id = ANY (CAST(:ids AS bigint[])) AND situacao IN (5, 7) RETURNING id
""")
_TESTE = text("""
    INSERT INTO gsan_desk.sms_mensagem
        (tipo, numero_informado, numero, texto, alfabeto, partes, prioridade, expira_em, chave)
    SELECT 4, CAST(:numero AS varchar), CAST(:numero AS varchar), :texto, :alfabeto, :partes, 0,
        now() + interval '1 hour', 'TESTE:' || CAST(gen_random_uuid() AS text)
    RETURNING id
""")


def reenviar(session: Session, ids: Sequence[int], numero: str | None = None, de: Sequence[int] = PARADAS) -> int:
    """Queue again what failed, expired, was cancelled or is in doubt, to a corrected number when one is given.

    What is in none of the states ``de`` any more is left alone: the person did not decide about that.

    Raises:
        RegraViolada: the number cannot receive an SMS.
    """
    certo = celular(numero, campo=CAMPO_NUMERO) if numero else None
    return int(session.execute(_REENVIAR, {"ids": list(ids), "numero": certo, "de": [int(s) for s in de]}).scalar_one())


def cancelar(session: Session, ids: Sequence[int]) -> int:
    """Give messages up; what is going out now is left alone."""
    return len(session.execute(_CANCELAR, {"ids": list(ids)}).all())


def marcar_enviada(session: Session, ids: Sequence[int]) -> int:
    """Settle as sent what is in doubt or failed: the person knows that it arrived."""
    return len(session.execute(_ENVIADA, {"ids": list(ids)}).all())


def pausar(session: Session) -> None:
    """Stop beginning new sends, at every station."""
    session.execute(
        text("UPDATE gsan_desk.sms_ajustes SET pausada_em = now(), pausada_por = session_user WHERE pausada_em IS NULL")
    )
    _avisar(session)


def retomar(session: Session) -> None:
    """Send again."""
    session.execute(text("UPDATE gsan_desk.sms_ajustes SET pausada_em = NULL, pausada_por = NULL"))
    _avisar(session)


def enviar_teste(session: Session, numero: str) -> int:
    """Queue a test message before all others; give its id.

    Raises:
        RegraViolada: the number cannot receive an SMS.
    """
    alfabeto, partes = medir(TEXTO_DE_TESTE)
    campos = {"numero": celular(numero, campo=CAMPO_NUMERO), "texto": TEXTO_DE_TESTE, "alfabeto": alfabeto}
    return int(session.execute(_TESTE, campos | {"partes": partes}).scalar_one())


def _avisar(session: Session) -> None:
    session.execute(text("SELECT pg_notify('gsan_desk_sms', '')"))

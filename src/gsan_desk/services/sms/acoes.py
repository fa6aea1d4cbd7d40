"""What an operator decides about messages; only a person sends again what may already have gone (spec 50 §3.9)."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.sms_maquina import Decisao, SituacaoSms
from gsan_desk.domain.sms_texto import medir
from gsan_desk.domain.telefone import celular

TEXTO_DE_TESTE = "Teste da estacao de SMS: este telefone recebe as mensagens."
CAMPO_NUMERO = "numero"
PARADAS = (SituacaoSms.FALHOU, SituacaoSms.CANCELADA, SituacaoSms.INCERTA, SituacaoSms.EXPIRADA)
"""States that a message leaves only by a person's decision."""
CANCELAVEIS = (SituacaoSms.PENDENTE, SituacaoSms.FALHOU, SituacaoSms.INCERTA, SituacaoSms.EXPIRADA)
ACERTAVEIS = (SituacaoSms.FALHOU, SituacaoSms.INCERTA)
LIMITE_DO_MOTIVO = 200

_ANTES = """
    WITH antes AS MATERIALIZED (
        SELECT id, situacao, numero FROM gsan_desk.sms_mensagem
        WHERE id = ANY (CAST(:ids AS bigint[])) AND situacao = ANY (CAST(:de AS smallint[])) FOR UPDATE
    ), decisao AS (
        INSERT INTO gsan_desk.sms_decisao (mensagem_id, decisao, situacao_anterior, numero_anterior, motivo)
        SELECT id, :decisao, situacao, numero, :motivo FROM antes
    ),
"""
_DE_NOVO = """
    de_novo AS (
        UPDATE gsan_desk.sms_mensagem m
        SET situacao = 1, motivo = NULL, tentativas = 0, reenvios = reenvios + 1, posse = NULL, versao = versao + 1,
            numero = coalesce(CAST(:numero AS varchar), m.numero), proxima_tentativa = now(),
            expira_em = now() + make_interval(hours => a.expira_horas)
        FROM gsan_desk.sms_ajustes a, antes
        WHERE m.id = antes.id
        RETURNING m.id
    ), partes AS (
        UPDATE gsan_desk.sms_parte p SET situacao = 1, tp_st = NULL, relatorio_em = NULL FROM de_novo d
        WHERE p.mensagem_id = d.id AND (p.situacao <> 3 OR CAST(:numero AS varchar) IS NOT NULL OR p.tp_st >= 64)
    ), consentimento AS (
        UPDATE gsan_desk.ra_sms c SET numero = CAST(:numero AS varchar)
        FROM gsan_desk.sms_mensagem m JOIN antes ON antes.id = m.id
        WHERE c.rgat_id = m.rgat_id AND c.raso_id = m.raso_id AND CAST(:numero AS varchar) IS NOT NULL
    ), aviso AS (SELECT pg_notify('gsan_desk_sms', ''))
    SELECT count(*) FROM de_novo CROSS JOIN aviso
"""
_ACERTADAS = """
    acertada AS (
        UPDATE gsan_desk.sms_mensagem m
        SET situacao = :situacao, motivo = 'OPERADOR', versao = versao + 1,
            enviada_em = CASE WHEN :situacao = 3 THEN coalesce(m.enviada_em, now()) ELSE m.enviada_em END
        FROM antes WHERE m.id = antes.id
        RETURNING m.id
    )
    SELECT count(*) FROM acertada
"""
_REENVIAR, _ACERTAR = text(_ANTES + _DE_NOVO), text(_ANTES + _ACERTADAS)
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
    certo = _celular(session, numero) if numero else None
    campos = _decisao(ids, Decisao.REENVIAR, set(de) & set(PARADAS)) | {"numero": certo}
    return int(session.execute(_REENVIAR, campos).scalar_one())


def cancelar(session: Session, ids: Sequence[int], motivo: str = "") -> int:
    """Give messages up, and remember why; what is going out now is left alone."""
    campos = _decisao(ids, Decisao.DESISTIR, CANCELAVEIS, motivo) | {"situacao": SituacaoSms.CANCELADA.value}
    return int(session.execute(_ACERTAR, campos).scalar_one())


def marcar_enviada(session: Session, ids: Sequence[int]) -> int:
    """Settle as sent what is in doubt or failed: the person knows that it arrived."""
    campos = _decisao(ids, Decisao.ENVIADA, ACERTAVEIS) | {"situacao": SituacaoSms.ENVIADA.value}
    return int(session.execute(_ACERTAR, campos).scalar_one())


def _decisao(ids: Sequence[int], decisao: Decisao, de: Iterable[int], motivo: str = "") -> dict[str, Any]:
    return {
        "ids": list(ids),
        "de": [int(s) for s in de],
        "decisao": decisao.value,
        "motivo": motivo.strip()[:LIMITE_DO_MOTIVO],
    }


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
    campos = {"numero": _celular(session, numero), "texto": TEXTO_DE_TESTE, "alfabeto": alfabeto}
    return int(session.execute(_TESTE, campos | {"partes": partes}).scalar_one())


def _celular(session: Session, numero: str) -> str:
    ddd, exterior = session.execute(text("SELECT ddd_padrao, permite_exterior FROM gsan_desk.sms_ajustes")).one()
    return celular(numero, str(ddd or ""), exterior, campo=CAMPO_NUMERO)


def _avisar(session: Session) -> None:
    session.execute(text("SELECT pg_notify('gsan_desk_sms', '')"))

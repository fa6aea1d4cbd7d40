"""The lease: at most one station sends; each takeover has a new fencing token (spec 50 §3.5)."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.sms.aparelho import EstadoAparelho

NINGUEM = -1
_BATIDA = text("""
    WITH ajustes AS (SELECT posse_segundos, pausada_em FROM gsan_desk.sms_ajustes),
    posse AS (
        UPDATE gsan_desk.sms_posse p
        SET token = CASE WHEN p.token = :token THEN p.token ELSE p.token + 1 END,
            anterior_ate = CASE WHEN p.token = :token THEN p.anterior_ate ELSE p.valida_ate END,
            estacao_id = :estacao, renovada_em = now(),
            valida_ate = now() + make_interval(secs => a.posse_segundos)
        FROM ajustes a
        WHERE p.token = :token OR p.valida_ate <= now()
        RETURNING p.token
    ), estacao AS (
        UPDATE gsan_desk.sms_estacao
        SET estado = :estado, motivo = :motivo, aparelho = :aparelho, imei = :imei, imsi = :imsi,
            operadora = :operadora, rede = :rede, sinal = :sinal, bateria = :bateria, correio = :correio,
            vista_em = now()
        WHERE id = :estacao
    )
    SELECT (SELECT token FROM posse), a.pausada_em IS NOT NULL,
        EXISTS (SELECT FROM gsan_desk.sms_mensagem
                WHERE situacao = 1 AND (proxima_tentativa <= now() OR expira_em <= now())),
        EXISTS (SELECT FROM gsan_desk.ra_encerrado WHERE tratado_em IS NULL),
        EXISTS (SELECT FROM gsan_desk.email_mensagem
                WHERE situacao = 1 AND (proxima_tentativa <= now() OR expira_em <= now()))
    FROM ajustes a
""")


@dataclass(frozen=True, slots=True)
class Batida:
    """Answer of a heartbeat.

    Args:
        token: ours, or None when another station has the lease.
        ha_mensagens: some message is due or has expired.
        ha_encerrados: some closing of an RA waits to be told.
        ha_emails: some e-mail is due or has expired.
    """

    token: int | None
    pausada: bool
    ha_mensagens: bool
    ha_encerrados: bool
    ha_emails: bool


def registrar(session: Session, nome: str, dispositivo: str, conexao: str, versao: str) -> int:
    """Give the id of a station by its name, made the first time."""
    comando = text("""
        INSERT INTO gsan_desk.sms_estacao (nome, dispositivo, conexao, versao)
        VALUES (:nome, :dispositivo, :conexao, :versao)
        ON CONFLICT (nome) DO UPDATE SET dispositivo = excluded.dispositivo, conexao = excluded.conexao,
            versao = excluded.versao, vista_em = now()
        RETURNING id
    """)
    campos = {"nome": nome, "dispositivo": dispositivo, "conexao": conexao, "versao": versao}
    return int(session.execute(comando, campos).scalar_one())


def bater(
    session: Session, estacao: int, token: int, estado: str, motivo: str, aparelho: EstadoAparelho, correio: str = ""
) -> Batida:
    """Renew the lease, or take it when it has expired; tell how the station is. One statement."""
    linha = session.execute(
        _BATIDA,
        {
            "estacao": estacao,
            "token": token,
            "estado": estado,
            "motivo": motivo[:200],
            "aparelho": f"{aparelho.fabricante} {aparelho.modelo}".strip()[:120],
            "imei": aparelho.imei[:20],
            "imsi": aparelho.imsi[:20],
            "operadora": aparelho.operadora[:40],
            "rede": aparelho.rede[:30],
            "sinal": aparelho.sinal,
            "bateria": aparelho.bateria,
            "correio": correio[:200],
        },
    ).one()
    return Batida(*linha)


def largar(session: Session, token: int) -> None:
    """Give the lease back, so that a standby takes over at once."""
    session.execute(text("UPDATE gsan_desk.sms_posse SET valida_ate = now() WHERE token = :token"), {"token": token})


def assumir(session: Session, estacao: int) -> int:
    """Take the lease from whoever has it, by a person's decision; give the new token."""
    return int(
        session.execute(
            text("""
                UPDATE gsan_desk.sms_posse SET token = token + 1, estacao_id = :estacao, anterior_ate = valida_ate,
                    renovada_em = now(), valida_ate = now() + make_interval(secs => (
                        SELECT posse_segundos FROM gsan_desk.sms_ajustes))
                RETURNING token
            """),
            {"estacao": estacao},
        ).scalar_one()
    )

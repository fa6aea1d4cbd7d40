"""The outbox as the dispatcher works it: claim, intent before the act, result after it, and what a crash left."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.sms_falha import Tentativa, desfecho, em_portugues
from gsan_desk.domain.sms_maquina import Passo, Regras, SituacaoSms
from gsan_desk.models.sms import SmsAjustes

FOLGA_DA_POSSE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Reivindicada:
    """A message that this station may send now; ``aceitas`` parts of it are already with the network."""

    id: int
    tipo: int
    numero: str
    texto: str
    alfabeto: str
    partes: int
    concatenacao: int
    tentativas: int
    max_tentativas: int
    aceitas: int

    def com_mais_uma(self) -> "Reivindicada":
        """Count one more part as taken by the network."""
        return replace(self, aceitas=self.aceitas + 1)


def ajustes(session: Session) -> SmsAjustes:
    """Read the settings."""
    lido = session.get_one(SmsAjustes, 1)
    session.expunge(lido)
    return lido


_REIVINDICAR = text("""
    WITH posse AS (SELECT token FROM gsan_desk.sms_posse WHERE token = :token AND valida_ate > now()),
    vencidas AS (
        UPDATE gsan_desk.sms_mensagem SET situacao = 8, motivo = 'EXPIRADA', versao = versao + 1
        WHERE situacao = 1 AND expira_em <= now() AND EXISTS (SELECT FROM posse)
    ), barradas AS (
        UPDATE gsan_desk.sms_mensagem SET situacao = 6, motivo = 'DESCADASTRADO', versao = versao + 1
        WHERE situacao = 1 AND (expira_em IS NULL OR expira_em > now()) AND tipo <> 4 AND chave NOT LIKE 'SAIR:%'
            AND EXISTS (SELECT FROM posse) AND numero IN (SELECT numero FROM gsan_desk.sms_bloqueio)
    ), hoje AS (
        SELECT count(*) AS partes FROM gsan_desk.sms_parte WHERE aceita_em >= date_trunc('day', now())
    ), proxima AS (
        SELECT m.id FROM gsan_desk.sms_mensagem m CROSS JOIN gsan_desk.sms_ajustes a CROSS JOIN hoje
        WHERE m.situacao = 1 AND m.proxima_tentativa <= now() AND (m.expira_em IS NULL OR m.expira_em > now())
            AND m.numero IS NOT NULL AND a.pausada_em IS NULL AND EXISTS (SELECT FROM posse)
            AND (m.tipo NOT IN (3, 5, 6) OR localtime BETWEEN a.janela_inicio AND a.janela_fim)
            AND (a.cota_diaria = 0 OR hoje.partes + m.partes <= a.cota_diaria)
            AND (a.cota_por_numero = 0 OR a.cota_por_numero > (
                SELECT count(*) FROM gsan_desk.sms_parte p JOIN gsan_desk.sms_mensagem o ON o.id = p.mensagem_id
                WHERE o.numero = m.numero AND p.aceita_em >= date_trunc('day', now())))
            AND (m.tipo = 4 OR m.chave LIKE 'SAIR:%'
                OR m.numero NOT IN (SELECT numero FROM gsan_desk.sms_bloqueio))
        ORDER BY m.prioridade, m.id LIMIT 1 FOR UPDATE OF m SKIP LOCKED
    )
    UPDATE gsan_desk.sms_mensagem m
    SET situacao = 2, posse = :token, estacao_id = :estacao, versao = versao + 1,
        concatenacao = coalesce(m.concatenacao, :concatenacao)
    FROM proxima WHERE m.id = proxima.id
    RETURNING m.id, m.tipo, m.numero, m.texto, m.alfabeto, m.partes, m.concatenacao, m.tentativas, m.max_tentativas, (
        SELECT count(*) FROM gsan_desk.sms_parte p WHERE p.mensagem_id = m.id AND p.situacao = 3)
""")


def reivindicar(session: Session, estacao: int, token: int, concatenacao: int) -> Reivindicada | None:
    """Claim the next message that is due, by priority and age; none when the lease is not ours. One statement."""
    linha = session.execute(
        _REIVINDICAR, {"estacao": estacao, "token": token, "concatenacao": concatenacao}
    ).one_or_none()
    return Reivindicada(*linha) if linha else None


_INTENCAO = text("""
    WITH posse AS (SELECT token FROM gsan_desk.sms_posse WHERE token = :token AND valida_ate > now() FOR SHARE),
    parte AS (
        INSERT INTO gsan_desk.sms_parte (mensagem_id, sequencia, situacao, imsi)
        SELECT m.id, :sequencia, 2, :imsi FROM gsan_desk.sms_mensagem m CROSS JOIN posse
        WHERE m.id = :mensagem AND m.situacao = 2 AND m.posse = :token
        ON CONFLICT (mensagem_id, sequencia) DO UPDATE SET situacao = 2, imsi = excluded.imsi
            WHERE gsan_desk.sms_parte.situacao <> 3
        RETURNING mensagem_id
    )
    INSERT INTO gsan_desk.sms_tentativa (id, mensagem_id, sequencia, estacao_id, posse)
    SELECT :id, mensagem_id, :sequencia, :estacao, :token FROM parte RETURNING id
""")


def declarar_intencao(
    session: Session, estacao: int, token: int, id_: UUID, mensagem: int, sequencia: int, imsi: str
) -> bool:
    """Write down that a part is about to be handed to the phone; False when the lease was lost."""
    campos = {"estacao": estacao, "token": token, "id": id_, "mensagem": mensagem, "sequencia": sequencia}
    return session.execute(_INTENCAO, campos | {"imsi": imsi[:20]}).one_or_none() is not None


_RESULTADO = text("""
    UPDATE gsan_desk.sms_tentativa
    SET fim = now(), resultado = :resultado, pdu_escrita = :pdu, codigo_gammu = :gammu, codigo_cms = :cms,
        tpmr = :tpmr, detalhe = :detalhe
    WHERE id = :id AND resultado IS NULL RETURNING mensagem_id, sequencia, posse
""")
_PARTE = text("""
    UPDATE gsan_desk.sms_parte SET situacao = :parte, tpmr = :tpmr,
        aceita_em = CASE WHEN :parte IN (3, 4) THEN now() ELSE aceita_em END
    WHERE mensagem_id = :mensagem AND sequencia = :sequencia AND situacao = 2
        AND EXISTS (SELECT FROM gsan_desk.sms_mensagem m WHERE m.id = :mensagem AND m.situacao = 2 AND m.posse = :posse)
""")
_MENSAGEM = text("""
    UPDATE gsan_desk.sms_mensagem
    SET situacao = :situacao, motivo = :motivo, tentativas = tentativas + :conta, versao = versao + 1,
        proxima_tentativa = now() + make_interval(secs => :espera),
        enviada_em = CASE WHEN :situacao = 3 THEN now() ELSE enviada_em END
    WHERE id = :mensagem AND situacao = 2 AND posse = :posse
""")


def concluir(session: Session, id_: UUID, tentativa: Tentativa, passo: Passo, regras: Regras) -> None:
    """Write the phone's answer once; when the lease was lost meanwhile only the attempt is noted."""
    achada = session.execute(
        _RESULTADO,
        {
            "id": id_,
            "resultado": desfecho(tentativa, regras.cms_generico).value,
            "pdu": tentativa.pdu_escrita,
            "gammu": tentativa.gammu,
            "cms": tentativa.cms,
            "tpmr": tentativa.tpmr,
            "detalhe": em_portugues(tentativa)[:200],
        },
    ).one_or_none()
    if achada is None:
        return
    mensagem, sequencia, posse = achada
    chave = {"mensagem": mensagem, "posse": posse}
    session.execute(_PARTE, chave | {"sequencia": sequencia, "parte": passo.parte.value, "tpmr": tentativa.tpmr})
    if passo.situacao is not SituacaoSms.ENVIANDO:
        session.execute(
            _MENSAGEM,
            chave
            | {
                "situacao": passo.situacao.value,
                "motivo": passo.motivo,
                "conta": int(passo.conta),
                "espera": passo.espera.total_seconds(),
            },
        )


_DEVOLVER = text("""
    WITH volta AS (
        UPDATE gsan_desk.sms_mensagem SET situacao = 1, posse = NULL, versao = versao + 1
        WHERE situacao = 2 AND posse = :token RETURNING id
    ), parte AS (
        UPDATE gsan_desk.sms_parte p SET situacao = 1 FROM volta v WHERE p.mensagem_id = v.id AND p.situacao = 2
    )
    UPDATE gsan_desk.sms_tentativa t
    SET resultado = 'ESTACAO', fim = now(), pdu_escrita = false, detalhe = 'O envio não chegou a começar.'
    FROM volta v WHERE t.mensagem_id = v.id AND t.resultado IS NULL
""")


def devolver(session: Session, token: int) -> None:
    """Put back in the queue what this station claimed and, being alive, knows that it did not begin to send."""
    session.execute(_DEVOLVER, {"token": token})


_SEM_DUVIDA = text("""
    UPDATE gsan_desk.sms_mensagem m SET situacao = 1, posse = NULL, versao = versao + 1
    WHERE m.situacao = 2 AND m.posse <> :token AND NOT EXISTS (
        SELECT FROM gsan_desk.sms_parte p WHERE p.mensagem_id = m.id AND p.situacao = 2)
""")
_EM_DUVIDA = text("""
    WITH duvida AS (
        UPDATE gsan_desk.sms_mensagem m SET situacao = 7, motivo = 'QUEDA_ESTACAO', versao = versao + 1
        WHERE m.situacao = 2 AND m.posse <> :token AND (
            m.estacao_id = :estacao OR now() > (SELECT anterior_ate FROM gsan_desk.sms_posse)
                + make_interval(secs => (SELECT tempo_limite_envio FROM gsan_desk.sms_ajustes)) + :folga)
            AND EXISTS (SELECT FROM gsan_desk.sms_parte p WHERE p.mensagem_id = m.id AND p.situacao = 2)
        RETURNING m.id
    ), parte AS (
        UPDATE gsan_desk.sms_parte p SET situacao = 4, aceita_em = now() FROM duvida d
        WHERE p.mensagem_id = d.id AND p.situacao = 2
    ), tentativa AS (
        UPDATE gsan_desk.sms_tentativa t
        SET resultado = 'INCERTA', fim = now(), detalhe = 'A estação parou durante o envio.'
        FROM duvida d WHERE t.mensagem_id = d.id AND t.resultado IS NULL
    )
    SELECT (SELECT count(*) FROM duvida), (
        SELECT count(*) FROM gsan_desk.sms_mensagem WHERE situacao = 2 AND posse <> :token)
""")


def recuperar(session: Session, estacao: int, token: int) -> bool:
    """Judge what older tokens left in mid-send; False while another station's last send may still be going on."""
    session.execute(_SEM_DUVIDA, {"token": token})
    julgadas, restam = session.execute(_EM_DUVIDA, {"token": token, "estacao": estacao, "folga": FOLGA_DA_POSSE}).one()
    return bool(julgadas == restam)

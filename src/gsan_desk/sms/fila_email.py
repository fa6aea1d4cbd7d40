"""The outbox of e-mails as the station works it: claim, result, what a crash left."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.sms_falha import Desfecho
from gsan_desk.domain.sms_maquina import ESPERAS, SituacaoSms
from gsan_desk.sms.correio import Carta, Entrega


@dataclass(frozen=True, slots=True)
class Reivindicado:
    """An e-mail that this station may send now, under the token with which it was claimed."""

    id: int
    posse: int
    tentativas: int
    carta: Carta


@dataclass(frozen=True, slots=True)
class Resultado:
    """What is written about an attempt; ``conta`` when it uses one of the attempts up."""

    situacao: SituacaoSms
    motivo: str | None
    conta: bool
    espera: timedelta = timedelta()


_REIVINDICAR = text("""
    WITH posse AS (SELECT token FROM gsan_desk.sms_posse WHERE token = :token AND valida_ate > now()),
    vencidas AS (
        UPDATE gsan_desk.email_mensagem SET situacao = 8, motivo = 'EXPIRADA', versao = versao + 1
        WHERE situacao = 1 AND expira_em <= now() AND EXISTS (SELECT FROM posse)
    ), proxima AS (
        SELECT m.id FROM gsan_desk.email_mensagem m CROSS JOIN gsan_desk.sms_ajustes a CROSS JOIN posse
        WHERE m.situacao = 1 AND m.proxima_tentativa <= now() AND m.expira_em > now() AND a.pausada_em IS NULL
        ORDER BY m.proxima_tentativa, m.id LIMIT 1 FOR UPDATE OF m SKIP LOCKED
    )
    UPDATE gsan_desk.email_mensagem m SET situacao = 2, posse = :token, versao = versao + 1
    FROM proxima WHERE m.id = proxima.id
    RETURNING m.id, m.posse, m.tentativas, m.endereco, m.assunto, m.texto, m.chave
""")
_RESULTADO = text("""
    WITH mensagem AS (
        UPDATE gsan_desk.email_mensagem
        SET situacao = :situacao, motivo = :motivo, tentativas = tentativas + :conta, versao = versao + 1,
            proxima_tentativa = now() + make_interval(secs => :espera),
            enviada_em = CASE WHEN :situacao = 3 THEN now() ELSE enviada_em END
        WHERE id = :id AND posse = :posse AND situacao IN (2, 7)
    )
    INSERT INTO gsan_desk.email_registro (mensagem_id, resultado, detalhe) VALUES (:id, :resultado, :detalhe)
""")
_RECUPERAR = text("""
    WITH duvida AS (
        UPDATE gsan_desk.email_mensagem SET situacao = 7, motivo = 'QUEDA_ESTACAO', versao = versao + 1
        WHERE situacao = 2 AND posse <> :token RETURNING id
    )
    INSERT INTO gsan_desk.email_registro (mensagem_id, resultado, detalhe)
    SELECT id, 'INCERTA', 'A estação parou durante o envio.' FROM duvida
""")


def reivindicar(session: Session, token: int) -> Reivindicado | None:
    """Claim the e-mail that has waited longest; none when the lease is not ours. One statement."""
    linha = session.execute(_REIVINDICAR, {"token": token}).one_or_none()
    if linha is None:
        return None
    id_, posse, tentativas, endereco, assunto, texto, chave = linha
    return Reivindicado(id_, posse, tentativas, Carta(endereco, assunto, texto, chave.replace(":", "-")))


def concluir(session: Session, email: Reivindicado, entrega: Entrega, max_tentativas: int) -> None:
    """Write what came of an attempt; an e-mail that somebody judged meanwhile to be in doubt is settled by it."""
    julgado = julgar(entrega.desfecho, email.tentativas, max_tentativas)
    session.execute(
        _RESULTADO,
        {
            "id": email.id,
            "posse": email.posse,
            "situacao": julgado.situacao.value,
            "motivo": julgado.motivo,
            "conta": int(julgado.conta),
            "espera": julgado.espera.total_seconds(),
            "resultado": entrega.desfecho.value,
            "detalhe": entrega.detalhe[:300],
        },
    )


def recuperar(session: Session, token: int) -> None:
    """Hold in doubt what an older token left in mid-send; never sent again by itself."""
    session.execute(_RECUPERAR, {"token": token})


def julgar(desfecho: Desfecho, feitas: int, max_tentativas: int) -> Resultado:
    """Decide what follows an attempt; a fault of the server costs none."""
    if desfecho is Desfecho.ACEITA:
        return Resultado(SituacaoSms.ENVIADA, None, conta=True)
    if desfecho is Desfecho.PERMANENTE:
        return Resultado(SituacaoSms.FALHOU, "EMAIL_RECUSADO", conta=True)
    if desfecho is Desfecho.INCERTA:
        return Resultado(SituacaoSms.INCERTA, "RESPOSTA_PERDIDA", conta=True)
    if desfecho is Desfecho.ESTACAO:
        return Resultado(SituacaoSms.PENDENTE, "SERVIDOR", conta=False)
    if feitas + 1 >= max_tentativas:
        return Resultado(SituacaoSms.FALHOU, "TENTATIVAS", conta=True)
    return Resultado(SituacaoSms.PENDENTE, None, conta=True, espera=ESPERAS[min(feitas, len(ESPERAS) - 1)])

"""What comes back from the phone: delivery reports and citizens' answers (spec 50 §1.7, §3.5, §3.7)."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.sms_maquina import SAIDAS, VOLTA, Entrega, entrega, normalizar_resposta
from gsan_desk.domain.telefone import celular, verificar_celular
from gsan_desk.sms.aparelho import Recebida, Relatorio

CONFIRMACAO_DE_SAIDA = "Voce nao recebera mais mensagens."

_DA_PARTE = text("""
    UPDATE gsan_desk.sms_parte p SET tp_st = :tp_st, relatorio_em = now(),
        situacao = CASE WHEN p.situacao = 4 AND :entregue THEN 3 ELSE p.situacao END
    WHERE (p.mensagem_id, p.sequencia) = (
        SELECT q.mensagem_id, q.sequencia
        FROM gsan_desk.sms_parte q JOIN gsan_desk.sms_mensagem m ON m.id = q.mensagem_id
        WHERE q.tpmr = :tpmr AND q.imsi IN (:imsi, '') AND right(m.numero, 8) = :final
            AND q.aceita_em > now() - interval '7 days'
        ORDER BY q.aceita_em DESC LIMIT 1)
    RETURNING p.mensagem_id
""")
_DA_INCERTA = text("""
    UPDATE gsan_desk.sms_parte p SET tp_st = :tp_st, relatorio_em = now(), tpmr = :tpmr,
        situacao = CASE WHEN :entregue THEN 3 ELSE p.situacao END
    WHERE (p.mensagem_id, p.sequencia) = (
        SELECT q.mensagem_id, q.sequencia
        FROM gsan_desk.sms_parte q JOIN gsan_desk.sms_mensagem m ON m.id = q.mensagem_id
        WHERE q.situacao = 4 AND q.tpmr IS NULL AND m.situacao = 7 AND right(m.numero, 8) = :final
            AND q.aceita_em > now() - interval '7 days'
        ORDER BY q.aceita_em LIMIT 1)
    RETURNING p.mensagem_id
""")
_ENTREGUE = text("""
    UPDATE gsan_desk.sms_mensagem m
    SET situacao = 4, motivo = NULL, entregue_em = now(), enviada_em = coalesce(enviada_em, now()), versao = versao + 1
    WHERE m.id = :id AND m.situacao IN (3, 5, 7) AND m.partes = (
        SELECT count(*) FROM gsan_desk.sms_parte p
        WHERE p.mensagem_id = m.id AND p.situacao = 3 AND p.tp_st < 32)
""")
_NAO_ENTREGUE = text("""
    UPDATE gsan_desk.sms_mensagem SET situacao = 5, motivo = :motivo, versao = versao + 1
    WHERE id = :id AND situacao IN (3, 7)
""")
_RECEBIDA = text("""
    INSERT INTO gsan_desk.sms_recebida (numero, texto, enviada_em, imsi, rgat_id)
    VALUES (CAST(:numero AS varchar), :texto, :quando, :imsi, (
        SELECT rgat_id FROM gsan_desk.sms_mensagem WHERE numero = CAST(:numero AS varchar) AND rgat_id IS NOT NULL
        ORDER BY id DESC LIMIT 1))
    ON CONFLICT DO NOTHING RETURNING id
""")
_BLOQUEAR = text("""
    WITH bloqueio AS (
        INSERT INTO gsan_desk.sms_bloqueio (numero, origem) VALUES (CAST(:numero AS varchar), 'SAIR')
        ON CONFLICT DO NOTHING
        RETURNING numero
    ), canceladas AS (
        UPDATE gsan_desk.sms_mensagem SET situacao = 6, motivo = 'DESCADASTRADO', versao = versao + 1
        WHERE numero = CAST(:numero AS varchar) AND situacao = 1 AND tipo <> 4
    )
    INSERT INTO gsan_desk.sms_mensagem
        (tipo, numero_informado, numero, texto, alfabeto, partes, prioridade, expira_em, chave)
    SELECT 5, numero, numero, CAST(:texto AS varchar), 'S', 1, 0, now() + interval '1 hour',
        'SAIR:' || numero || ':' || CAST(:id AS varchar)
    FROM bloqueio CROSS JOIN gsan_desk.sms_ajustes a WHERE a.responder_saida
    ON CONFLICT DO NOTHING
""")
_DESBLOQUEAR = text("DELETE FROM gsan_desk.sms_bloqueio WHERE numero = :numero")


def guardar(session: Session, imsi: str, itens: Sequence[Relatorio | Recebida]) -> tuple[int, ...]:
    """Store what the SIM keeps; give the places that may be deleted once this is committed."""
    lugares: list[int] = []
    for item in itens:
        if isinstance(item, Relatorio):
            _aplicar_relatorio(session, imsi, item)
            lugares.append(item.lugar)
        else:
            _guardar_resposta(session, imsi, item)
            lugares.extend(item.lugares)
    return tuple(lugares)


def _aplicar_relatorio(session: Session, imsi: str, relatorio: Relatorio) -> None:
    resultado = entrega(relatorio.tp_st)
    campos = {
        "tpmr": relatorio.tpmr,
        "tp_st": relatorio.tp_st,
        "final": relatorio.numero[-8:],
        "entregue": resultado is Entrega.ENTREGUE,
    }
    mensagem = session.execute(_DA_PARTE, campos | {"imsi": imsi}).scalar_one_or_none()
    if mensagem is None:
        mensagem = session.execute(_DA_INCERTA, campos).scalar_one_or_none()
    if mensagem is None:
        return
    if resultado is Entrega.ENTREGUE:
        session.execute(_ENTREGUE, {"id": mensagem})
    elif resultado is Entrega.FALHOU:
        session.execute(_NAO_ENTREGUE, {"id": mensagem, "motivo": f"RELATORIO_{relatorio.tp_st}"})


def _guardar_resposta(session: Session, imsi: str, recebida: Recebida) -> None:
    numero = _e164(recebida.numero)
    campos = {"numero": numero, "texto": recebida.texto[:2000], "quando": recebida.quando, "imsi": imsi[:20]}
    nova = session.execute(_RECEBIDA, campos).scalar_one_or_none()
    palavra = normalizar_resposta(recebida.texto)
    if nova is None:
        return
    if palavra in SAIDAS:
        session.execute(_BLOQUEAR, {"numero": numero, "texto": CONFIRMACAO_DE_SAIDA, "id": str(nova)})
    elif palavra == VOLTA:
        session.execute(_DESBLOQUEAR, {"numero": numero})


def _e164(numero: str) -> str:
    """Write a sender as our numbers are written; a short code or an alphanumeric sender stays as it came."""
    return numero[:25] if verificar_celular(numero) else celular(numero)

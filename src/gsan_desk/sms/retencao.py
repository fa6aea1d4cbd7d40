"""Old messages lose number and text; what happened stays counted (spec 50 §3.7)."""

from sqlalchemy import text
from sqlalchemy.orm import Session

LOTE = 1000
_LIMPAR = text("""
    WITH limite AS (SELECT now() - make_interval(days => retencao_dias) AS dia FROM gsan_desk.sms_ajustes),
    velhas AS (
        SELECT m.id FROM gsan_desk.sms_mensagem m CROSS JOIN limite
        WHERE m.criada_em < limite.dia AND m.situacao NOT IN (1, 2) AND m.texto <> '' ORDER BY m.id LIMIT :lote
    ), decisoes AS (
        UPDATE gsan_desk.sms_decisao d SET numero_anterior = NULL FROM velhas v WHERE d.mensagem_id = v.id
    ), respostas AS (
        DELETE FROM gsan_desk.sms_recebida r USING limite WHERE r.recebida_em < limite.dia
    ), emails AS (
        UPDATE gsan_desk.email_mensagem e SET endereco = '', assunto = '', texto = '', versao = versao + 1
        FROM limite WHERE e.criada_em < limite.dia AND e.situacao NOT IN (1, 2) AND e.texto <> ''
    )
    UPDATE gsan_desk.sms_mensagem m SET numero = NULL, numero_informado = '', texto = '', versao = versao + 1
    FROM velhas v WHERE m.id = v.id RETURNING m.id
""")


def limpar(session: Session) -> int:
    """Take personal data from a batch of messages past their keeping; give how many."""
    return len(session.execute(_LIMPAR, {"lote": LOTE}).all())

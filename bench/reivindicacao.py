"""Claiming the next SMS, out of a queue with years of messages sent, beside one that reads the whole queue."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from bench.base import Bancada
from bench.operacoes import Operacao, Orcamento
from gsan_desk.sms.fila import reivindicar

LOGIN = "operadorsms"
_FILA = """
INSERT INTO gsan_desk.sms_mensagem (tipo, rgat_id, numero_informado, numero, texto, alfabeto, partes, situacao,
    criada_em, proxima_tentativa, enviada_em, chave)
SELECT 1, rgat_id, numero, numero, 'SUA SOLICITACAO FOI REGISTRADA', 'S', 1, CASE WHEN n <= 2000 THEN 1 ELSE 4 END,
    rgat_tmregistroatendimento, rgat_tmregistroatendimento,
    CASE WHEN n > 2000 THEN rgat_tmregistroatendimento END, 'BENCH:' || rgat_id::text
FROM (SELECT *, row_number() OVER (ORDER BY rgat_id DESC) AS n,
        '+55819' || lpad((rgat_id % 100000000)::text, 8, '0') AS numero
    FROM atendimentopublico.registro_atendimento) AS ra
WHERE n <= 500000 AND (n <= 2000 OR n % 2 = 0)
"""
_POSSE = """
WITH estacao AS (INSERT INTO gsan_desk.sms_estacao (nome) VALUES ('bancada') RETURNING id)
UPDATE gsan_desk.sms_posse SET estacao_id = estacao.id, token = token + 1, valida_ate = now() + interval '1 day'
FROM estacao RETURNING estacao.id, token
"""


def operacoes(bancada: Bancada, quantos: int) -> Iterator[Operacao]:
    """Queue a message for every other of the newest RAs, all but two thousand sent long ago, and hold the lease."""
    with bancada.superusuario() as conexao:
        conexao.execute("UPDATE gsan_desk.sms_ajustes SET janela_inicio = '00:00', janela_fim = '23:59:59'")
        conexao.execute("UPDATE gsan_desk.sms_ajustes SET cota_diaria = 0, cota_por_numero = 0, pausada_em = NULL")
        conexao.execute(_FILA)
        estacao, posse = conexao.execute(_POSSE).fetchone() or (0, 0)
        conexao.execute("VACUUM ANALYZE gsan_desk.sms_mensagem")
    banco = bancada.como(LOGIN)
    yield Operacao(
        "SMS: reivindicar a próxima mensagem",
        Orcamento(1, 5, 15),
        lambda n: banco.executar(reivindicar, estacao, posse, n % 255),
        lambda _: banco.executar(_reivindicar_ingenuamente, estacao, posse),
        range(quantos),
        engine=banco.engine,
    )


def _reivindicar_ingenuamente(session: Session, estacao: int, posse: int) -> None:
    """Read the queue in order, ask of each message whether it may go, and mark the first that may."""
    fila = "SELECT id, numero FROM gsan_desk.sms_mensagem WHERE situacao = 1 ORDER BY prioridade, criada_em, id"
    for id_, numero in session.execute(text(fila)).all():
        bloqueado = session.execute(text("SELECT 1 FROM gsan_desk.sms_bloqueio WHERE numero = :n"), {"n": numero})
        if bloqueado.first() is None:
            session.execute(
                text("UPDATE gsan_desk.sms_mensagem SET situacao = 2, posse = :p, estacao_id = :e WHERE id = :id"),
                {"p": posse, "e": estacao, "id": id_},
            )
            return

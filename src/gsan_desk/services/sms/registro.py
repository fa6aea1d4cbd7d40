"""The log of a message: each attempt, and each decision of a person about it (spec 50 §3.1)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.sms_nomes import contar_decisao

_REGISTRO = text("""
    SELECT t.inicio, t.fim, e.nome AS quem, t.sequencia, t.resultado, t.detalhe, NULL AS decisao, NULL AS situacao,
        NULL AS numero
    FROM gsan_desk.sms_tentativa t JOIN gsan_desk.sms_estacao e ON e.id = t.estacao_id WHERE t.mensagem_id = :mensagem
    UNION ALL
    SELECT d.quando, d.quando, d.quem, NULL, NULL, d.motivo, d.decisao, d.situacao_anterior, d.numero_anterior
    FROM gsan_desk.sms_decisao d WHERE d.mensagem_id = :mensagem
    ORDER BY 1
""")
DECISAO = "DECISAO"


@dataclass(frozen=True, slots=True)
class EntradaSms:
    """One line of the log; ``quem`` is a station or a person, ``numero`` the one that a decision left behind."""

    inicio: datetime
    fim: datetime | None
    quem: str
    sequencia: int | None
    resultado: str | None
    detalhe: str
    numero: str | None = None


def registro(session: Session, mensagem: int) -> list[EntradaSms]:
    """Give the log of a message, in the order in which it happened; one statement."""
    entradas = []
    for linha in session.execute(_REGISTRO, {"mensagem": mensagem}):
        inicio, fim, quem, sequencia, resultado, detalhe, decisao, situacao, numero = linha
        if decisao is not None:
            resultado, detalhe = DECISAO, contar_decisao(decisao, situacao, detalhe)
        entradas.append(EntradaSms(inicio, fim, quem, sequencia, resultado, detalhe, numero))
    return entradas

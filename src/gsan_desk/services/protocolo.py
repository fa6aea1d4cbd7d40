"""Drawing the protocolo of a contact, told to the caller before anything is typed (spec 10 §2.7)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain import protocolo
from gsan_desk.services.relogio import agora


@dataclass(frozen=True, slots=True)
class Sorteio:
    """A protocolo that nobody else gets, and the server's clock."""

    protocolo: str
    agora: datetime


def sortear(session: Session) -> Sorteio:
    """Draw one; one statement. An abandoned screen leaves a gap, which is accepted.

    Raises:
        RegraViolada: the sequence outgrew the column.
    """
    sequencia = func.nextval("atendimentopublico.seq_ra_protocolo", type_=BigInteger)
    linha = session.execute(select(sequencia.label("sequencia"), agora().label("agora"))).one()
    return Sorteio(protocolo.formatar(linha.agora.year, linha.sequencia), linha.agora)

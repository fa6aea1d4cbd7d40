"""Mapped tables: GSAN's, one module a schema, and our own in ``desk``."""

from sqlalchemy import Table

from gsan_desk.models import (
    arrecadacao,
    atendimentopublico,
    cadastro,
    cobranca,
    complemento,
    desk,
    devolucao,
    email,
    faturamento,
    micromedicao,
    operacional,
    progis,
    seguranca,
    sms,
    tramite_conjunto,
)
from gsan_desk.models.base import Base

__all__ = [
    "arrecadacao",
    "atendimentopublico",
    "cadastro",
    "cobranca",
    "complemento",
    "desk",
    "devolucao",
    "email",
    "faturamento",
    "micromedicao",
    "operacional",
    "progis",
    "seguranca",
    "sms",
    "tabelas",
    "tramite_conjunto",
]


def tabelas() -> list[Table]:
    """Every table that the product reads or writes."""
    return list(Base.metadata.sorted_tables)

"""Declarative base of the mapped GSAN tables."""

from typing import Any

from sqlalchemy import CHAR, Dialect, Integer, Sequence, func
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeDecorator


class Base(DeclarativeBase):
    """Root of every mapped class; attributes are readable, columns are GSAN's."""


class TextoFixo(TypeDecorator[str]):
    """A ``character(n)`` column, read without the blanks that PostgreSQL pads it with."""

    impl = CHAR
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - fixed signature
        """Strip the padding; an all-blank value is an empty text."""
        return value.rstrip(" ") if value is not None else None


def proximo_id(modelo: type[Base]) -> ColumnElement[Any]:
    """Draw the next id of the sequence that GSAN keeps for the table."""
    coluna = modelo.__table__.primary_key.columns[0]  # type: ignore[attr-defined]  # FromClause lacks it in the stubs
    sequencia = coluna.default
    if not isinstance(sequencia, Sequence):
        raise TypeError(f"{modelo.__name__} has no sequence of its own")
    return func.nextval(f"{sequencia.schema}.{sequencia.name}", type_=Integer)

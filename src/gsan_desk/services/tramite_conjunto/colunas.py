"""Columns of values sent whole, as rows: one statement however many."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, bindparam, column, func
from sqlalchemy.types import TypeEngine

Coluna = tuple[type[TypeEngine[Any]], Sequence[Any]]


def linhas_de(**colunas: Coluna) -> Any:
    """Make a table of the columns, each a type and its values; they are all of one length."""
    valores = [bindparam(None, list(v), type_=ARRAY(tipo), unique=True) for tipo, v in colunas.values()]
    nomes = [column(nome, tipo) for nome, (tipo, _) in colunas.items()]
    return func.unnest(*valores).table_valued(*nomes, name="x").render_derived()

"""Rows carried inside another row as JSON: many small tables, or a list per row, in one statement."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, func, select
from sqlalchemy.dialects.postgresql import JSON

from gsan_desk.domain.codigos import SIM

T = TypeVar("T")
Consulta = Select[*tuple[Any, ...]]


def linhas(consulta: Consulta) -> ScalarSelect[list[dict[str, Any]]]:
    """Aggregate the rows of ``consulta``, in its order, as a JSON list of objects keyed by column label."""
    interna = consulta.subquery()
    agregado = func.coalesce(func.json_agg(interna.table_valued()), func.json_build_array(), type_=JSON)
    return select(agregado).select_from(interna).scalar_subquery()


def objeto(consulta: Consulta) -> ScalarSelect[dict[str, Any] | None]:
    """Carry the first row of ``consulta`` as a JSON object; NULL when there is none."""
    interna = consulta.limit(1).subquery()
    return select(func.row_to_json(interna.table_valued(), type_=JSON)).select_from(interna).scalar_subquery()


def sim(coluna: Any) -> ColumnElement[bool]:
    """Turn an indicator into a boolean; NULL counts as no."""
    return func.coalesce(coluna == SIM, False)


def texto(coluna: Any) -> ColumnElement[str]:
    """Read a text without padding; NULL becomes empty."""
    return func.coalesce(func.trim(coluna), "", type_=String)


def por_id(dados: list[dict[str, Any]], fabrica: Callable[..., T]) -> dict[int, T]:
    """Build one ``fabrica`` per row, keyed by its id."""
    return {linha["id"]: fabrica(**linha) for linha in dados}

"""Dias úteis counted in the server, as :mod:`gsan_desk.domain.prazo` counts them."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Integer,
    ScalarSelect,
    cast,
    extract,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by, array

from gsan_desk.models.cadastro import NacionalFeriado

_SEGUNDA = "date '1900-01-01'"
_UTEIS, _SEMANA = 5, 7


def uteis_entre(de: Any, ate: Any) -> ColumnElement[int]:
    """Count the business days after ``de`` up to ``ate``; none when ``ate`` comes before.

    Neither a calendar nor a row is looked up: the weekdays since a Monday of long ago are arithmetic, and the place
    of a day among the sorted holidays, which are read once, tells how many of them to take off.
    """
    resultado: ColumnElement[int] = func.greatest(_uteis_ate(ate) - _uteis_ate(de), 0)
    return resultado


def _uteis_ate(momento: Any) -> ColumnElement[int]:
    dia = cast(momento, Date)
    passados: Any = type_coerce(dia - literal_column(_SEGUNDA, Date), Integer)
    semanas = passados // _SEMANA * _UTEIS
    da_semana = func.least(passados % _SEMANA + 1, _UTEIS)
    resultado: ColumnElement[int] = semanas + da_semana - func.width_bucket(dia, _feriados())
    return resultado


def _feriados() -> ScalarSelect[list[date]]:
    """Read the holidays that fall on a weekday, in order."""
    dia = NacionalFeriado.data
    nenhum: Any = cast(array([], type_=Date), ARRAY(Date))
    todos = func.array_agg(aggregate_order_by(dia, dia))
    return select(func.coalesce(todos, nenhum)).where(extract("isodow", dia) <= _UTEIS).scalar_subquery()

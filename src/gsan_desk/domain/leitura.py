"""Which use cases may be answered by a copy of the base that lags a moment behind: searches and counts.

Never what a write goes by: a form that is opened, a version, a lock.
"""

from collections.abc import Callable
from typing import Any, TypeVar

_Caso = TypeVar("_Caso", bound=Callable[..., Any])
_CASOS: set[Callable[..., Any]] = set()


def pode_atrasar(caso: _Caso) -> _Caso:
    """Say of a use case, as its decorator, that it only reads, and that what it reads may be a moment old."""
    _CASOS.add(caso)
    return caso


def admite_atraso(caso: Callable[..., Any]) -> bool:
    """Tell whether the use case is one of those."""
    return caso in _CASOS

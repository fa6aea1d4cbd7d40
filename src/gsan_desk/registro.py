"""The log of the program: events with a code, where they happened, and nothing about anybody.

A traceback goes without the values of variables, and without messages that may quote a row. ``structlog`` loads with
the first event: a start without trouble does without it.
"""

import sys
import traceback
from collections.abc import Iterator, MutableMapping
from functools import cache
from io import StringIO
from typing import Any

SEM_DADOS = (AttributeError, ImportError, NameError, NotImplementedError, OSError, TypeError)
"""Errors whose messages speak of the program, not of its data."""
Evento = MutableMapping[str, Any]


class Registrador:
    """Writes events under the name of a module."""

    def __init__(self, nome: str) -> None:
        self._nome = nome

    def info(self, evento: str, **dados: Any) -> None:
        """Note what is no trouble."""
        _configurado().info(evento, modulo=self._nome, **dados)

    def warning(self, evento: str, **dados: Any) -> None:
        """Note what somebody should look at."""
        _configurado().warning(evento, modulo=self._nome, **dados)

    def error(self, evento: str, **dados: Any) -> None:
        """Note a failure; ``exc_info`` is its exception."""
        _configurado().error(evento, modulo=self._nome, **dados)


@cache
def _configurado() -> Any:
    import structlog  # noqa: PLC0415 - the login window does not wait for it

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _escrever,
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr or StringIO()),  # a Windows program has none
    )
    return structlog.get_logger()


def _escrever(_registrador: Any, _metodo: str, evento: Evento) -> str:
    """Write an event in a line and, under it, the calls that led to its exception."""
    excecao = evento.pop("exc_info", None)
    cadeia = list(_cadeia(excecao)) if isinstance(excecao, BaseException) else []
    if cadeia:
        evento["erro"] = " < ".join(map(_sem_dados, cadeia))
    cabeca = " ".join(str(evento.pop(nome)) for nome in ("timestamp", "level", "event"))
    linha = " ".join((cabeca, *(f"{nome}={valor!r}" for nome, valor in evento.items())))
    return "\n".join((linha, *(_rastro(parte) for parte in reversed(cadeia))))


def _cadeia(excecao: BaseException | None) -> Iterator[BaseException]:
    vistas: set[int] = set()
    while excecao is not None and id(excecao) not in vistas:
        vistas.add(id(excecao))
        yield excecao
        excecao = excecao.__cause__ or (None if excecao.__suppress_context__ else excecao.__context__)


def _sem_dados(excecao: BaseException) -> str:
    """Name an exception: its kind, its message when it quotes no data, the code that the server gave."""
    estado = getattr(excecao, "sqlstate", None)
    texto = f" {excecao}" if isinstance(excecao, SEM_DADOS) else ""
    return type(excecao).__name__ + (f" [{estado}]" if estado else "") + texto


def _rastro(excecao: BaseException) -> str:
    quadros = "".join(traceback.format_list(traceback.extract_tb(excecao.__traceback__)))
    return f"{quadros}  {type(excecao).__name__}"

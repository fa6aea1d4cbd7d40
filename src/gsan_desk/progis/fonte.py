"""The port: wherever reports come from, they come in batches, each with the position after it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from gsan_desk.domain.relato import RelatoRecebido

BuscaFotos = Callable[[RelatoRecebido], Iterable[bytes]]
"""Brings the photos of a report, as they are at the source; asked only of a report that is new."""


@dataclass(frozen=True, slots=True)
class Lote:
    """Reports read together; ``ate`` is where to go on from; ``recusados`` are ids with what is wrong with them."""

    relatos: tuple[RelatoRecebido, ...]
    ate: str
    fotos: BuscaFotos
    recusados: tuple[tuple[str, str], ...] = ()


class Fonte(Protocol):
    """A source; it may give again what it gave before, since the same report never enters twice."""

    @property
    def nome(self) -> str:
        """Name of the origin, at most 20 characters, which with the report's id is its key."""

    def ler(self, desde: str | None) -> Iterator[Lote]:
        """Read on from a position, or from the beginning.

        Raises:
            FonteIndisponivel: the source does not answer, or answers what it should not.
        """


class FonteIndisponivel(ValueError):
    """The source cannot be read now; what was read before stays, and the next run goes on from there."""

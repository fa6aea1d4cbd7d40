"""Stop-watch and counter: how long an operation takes, and how many statements reach the driver."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from bench.planos import Esforco, observar

AO_MENOS = 3
DEMOROU_DEMAIS = "57014"


@dataclass(frozen=True, slots=True)
class Medida:
    """Times in milliseconds and statements of the draws of one operation; BEGIN and COMMIT are not counted.

    ``primeira`` is the very first time: statements built, compiled and planned.
    """

    primeira: float
    tempos: tuple[float, ...]
    comandos: tuple[int, ...]
    esforcos: tuple[Esforco, ...] = ()

    @property
    def mediana(self) -> float:
        """Median time."""
        return median(self.tempos)

    @property
    def p95(self) -> float:
        """95th percentile of the times."""
        return quantiles(self.tempos, n=20, method="inclusive")[-1]

    @property
    def linhas(self) -> int:
        """Rows looked at, in the middle draw."""
        return round(median(e.linhas for e in self.esforcos)) if self.esforcos else 0

    @property
    def paginas(self) -> int:
        """Pages of 8 kB read, in the middle draw."""
        return round(median(e.paginas for e in self.esforcos)) if self.esforcos else 0

    @property
    def indices(self) -> set[str]:
        """Indexes by which any of the draws went."""
        return set().union(*(e.indices for e in self.esforcos))

    @property
    def mais_comandos(self) -> int:
        """Statements of the draw that took most."""
        return max(self.comandos)


@contextmanager
def contar(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements sent meanwhile."""
    enviados: list[str] = []

    def anotar(_conexao: Any, _cursor: Any, comando: str, *_resto: Any) -> None:
        enviados.append(comando)

    event.listen(engine, "before_cursor_execute", anotar)
    try:
        yield enviados
    finally:
        event.remove(engine, "before_cursor_execute", anotar)


def medir(
    engine: Engine,
    fazer: Callable[[Any], object],
    aquecimento: Sequence[Any],
    sorteios: Sequence[Any],
    paciencia: float = inf,
) -> Medida:
    """Do the operation once for each draw; of the warm-up, after the first, the plans are read.

    After ``paciencia`` seconds what remains is left out, but for some draws that are always made.
    """
    limite = perf_counter() + paciencia
    primeira = _cronometrar(fazer, aquecimento[0])
    esforcos: list[Esforco] = []
    for sorteio in aquecimento[1:]:
        if esforcos and perf_counter() > limite:
            break
        with observar(engine) as esforco:
            _cronometrar(fazer, sorteio)
        esforcos.append(esforco)
    tempos: list[float] = []
    quantos: list[int] = []
    gc.collect()
    for sorteio in sorteios:
        if len(tempos) >= AO_MENOS and perf_counter() > limite:
            break
        with contar(engine) as enviados:
            tempos.append(_cronometrar(fazer, sorteio))
        quantos.append(len(enviados))
    return Medida(primeira, tuple(tempos), tuple(quantos), tuple(esforcos))


def _cronometrar(fazer: Callable[[Any], object], sorteio: Any) -> float:
    """Take the time; of what the server stopped for taking too long, that of waiting for it."""
    inicio = perf_counter()
    try:
        fazer(sorteio)
    except DBAPIError as erro:
        if getattr(erro.orig, "sqlstate", None) != DEMOROU_DEMAIS:
            raise
    return (perf_counter() - inicio) * 1000

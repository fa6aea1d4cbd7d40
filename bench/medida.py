"""Stop-watch and counter: how long an operation takes, and how many statements reach the driver."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, event


@dataclass(frozen=True, slots=True)
class Medida:
    """Times in milliseconds and statements of the draws of one operation; BEGIN and COMMIT are not counted.

    ``primeira`` is the very first time: statements built, compiled and planned.
    """

    primeira: float
    tempos: tuple[float, ...]
    comandos: tuple[int, ...]

    @property
    def mediana(self) -> float:
        """Median time."""
        return median(self.tempos)

    @property
    def p95(self) -> float:
        """95th percentile of the times."""
        return quantiles(self.tempos, n=20, method="inclusive")[-1]

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
    engine: Engine, fazer: Callable[[Any], object], aquecimento: Sequence[Any], sorteios: Sequence[Any]
) -> Medida:
    """Do the operation once for each draw; of the warm-up only the first is kept."""
    mornos = [_cronometrar(fazer, sorteio) for sorteio in aquecimento]
    tempos: list[float] = []
    quantos: list[int] = []
    gc.collect()
    for sorteio in sorteios:
        with contar(engine) as enviados:
            tempos.append(_cronometrar(fazer, sorteio))
        quantos.append(len(enviados))
    return Medida(mornos[0], tuple(tempos), tuple(quantos))


def _cronometrar(fazer: Callable[[Any], object], sorteio: Any) -> float:
    inicio = perf_counter()
    fazer(sorteio)
    return (perf_counter() - inicio) * 1000

"""The rows of the table: each operation as the screens do it, its naive counterpart, and its budget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.medida import Medida, medir

PACIENCIA_COM_A_INGENUA = 6.0
"""Seconds; in a large base some of the counterparts take seconds a draw."""


@dataclass(frozen=True, slots=True)
class Orcamento:
    """Most statements that the draw with most may take (issue 2); milliseconds of spec 60 §3, where it names them."""

    comandos: int
    mediana: float | None = None
    p95: float | None = None


@dataclass(frozen=True, slots=True)
class Operacao:
    """One row; ``nossa`` and ``ingenua`` take one draw each."""

    nome: str
    orcamento: Orcamento
    nossa: Callable[[Any], object]
    ingenua: Callable[[Any], object]
    sorteios: Sequence[Any]
    sorteios_da_ingenua: Sequence[Any] | None = None
    """Draws of the counterpart when both cannot do the same thing twice: they write."""
    engine_da_ingenua: Any = None
    """Where its statements are counted, when it connects as somebody else."""
    piso: str = ""
    """Why it cannot take less, where it is above its budget: what must be read, sent or written."""
    engine: Any = None
    """Where ours are counted, when it connects as somebody else than the atendente."""


@dataclass(frozen=True, slots=True)
class Linha:
    """A row measured."""

    nome: str
    orcamento: Orcamento
    nossa: Medida
    ingenua: Medida
    piso: str = ""

    @property
    def razao(self) -> float:
        """Our median over the naive one."""
        return self.nossa.mediana / self.ingenua.mediana

    @property
    def excessos(self) -> list[str]:
        """What is above the budget."""
        limite, medida = self.orcamento, self.nossa
        pares = (
            ("comandos", medida.mais_comandos, limite.comandos),
            ("mediana", medida.mediana, limite.mediana),
            ("p95", medida.p95, limite.p95),
        )
        return [nome for nome, medido, maximo in pares if maximo is not None and medido > maximo]


def medir_operacao(engine: Any, operacao: Operacao, aquecimento: int) -> Linha:
    """Measure ours and the counterpart in the same run, the first ``aquecimento`` draws apart."""
    onde = operacao.engine or engine
    nossos, deles = operacao.sorteios, operacao.sorteios_da_ingenua or operacao.sorteios
    nossa = medir(onde, operacao.nossa, nossos[:aquecimento], nossos[aquecimento:])
    ingenua = medir(
        operacao.engine_da_ingenua or onde,
        operacao.ingenua,
        deles[:aquecimento],
        deles[aquecimento:],
        PACIENCIA_COM_A_INGENUA,
    )
    return Linha(operacao.nome, operacao.orcamento, nossa, ingenua, operacao.piso)

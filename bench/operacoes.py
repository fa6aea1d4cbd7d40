"""The rows of the table: each operation as the screens do it, its naive counterpart, and its budget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.medida import Medida, medir


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


@dataclass(frozen=True, slots=True)
class Linha:
    """A row measured."""

    nome: str
    orcamento: Orcamento
    nossa: Medida
    ingenua: Medida

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
    medidas = [
        medir(onde, fazer, sorteios[:aquecimento], sorteios[aquecimento:])
        for onde, fazer, sorteios in (
            (engine, operacao.nossa, operacao.sorteios),
            (
                operacao.engine_da_ingenua or engine,
                operacao.ingenua,
                operacao.sorteios_da_ingenua or operacao.sorteios,
            ),
        )
    ]
    return Linha(operacao.nome, operacao.orcamento, *medidas)

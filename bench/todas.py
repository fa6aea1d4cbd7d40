"""Every operation of the table, in a base of a chosen size."""

from collections.abc import Iterator

from bench import encerramentos, gravacoes, leituras, reivindicacao
from bench.base import Bancada, preparar
from bench.operacoes import Linha, Operacao, medir_operacao
from bench.sorteio import Sorteador

SORTEIOS, AQUECIMENTO = 30, 12


def operacoes(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    """Give them all, those that write last."""
    yield from leituras.operacoes(bancada, sorteador)
    yield from reivindicacao.operacoes(bancada, SORTEIOS + AQUECIMENTO)
    yield from gravacoes.operacoes(bancada, sorteador, SORTEIOS + AQUECIMENTO)
    yield encerramentos.operacao(bancada, SORTEIOS + AQUECIMENTO)


def medir(bancada: Bancada, sorteador: Sorteador) -> Iterator[Linha]:
    """Measure one after the other, telling how far it is."""
    for operacao in operacoes(bancada, sorteador):
        print(f"  {operacao.nome}", flush=True)
        yield medir_operacao(bancada.banco.engine, operacao, AQUECIMENTO)


def medir_numa_base(ras: int) -> Iterator[Linha]:
    """Measure in a base of its own."""
    with preparar(ras) as bancada:
        yield from medir(bancada, Sorteador(bancada, SORTEIOS + AQUECIMENTO))

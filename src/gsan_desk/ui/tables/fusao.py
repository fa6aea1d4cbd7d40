"""Merging a list with what it has become, row by row, so that selection, scroll and focus stay where they were."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol


class Lugar(Protocol):
    """A list that announces each change before it makes it."""

    @property
    def linhas(self) -> tuple[Any, ...]:
        """All rows."""

    def inserir(self, posicao: int, linhas: Sequence[Any]) -> None:
        """Put rows in."""

    def tirar(self, posicao: int, quantas: int) -> None:
        """Take rows out."""

    def mover(self, de: int, para: int) -> None:
        """Move a row; ``para`` is its position afterwards."""

    def trocar(self, posicao: int, linha: Any) -> None:
        """Change a row in place."""


def fundir(lugar: Lugar, novas: Sequence[Any], identidade: Callable[[Any], Any]) -> None:
    """Turn the rows of ``lugar`` into ``novas``; a row that stays is moved or changed, never replaced."""
    ordem = {identidade(linha): posicao for posicao, linha in enumerate(novas)}
    _tirar_as_que_sairam(lugar, [identidade(linha) in ordem for linha in lugar.linhas])
    atuais = [identidade(linha) for linha in lugar.linhas]
    velhas = set(atuais)
    posicao = 0
    while posicao < len(novas):
        quem = identidade(novas[posicao])
        if quem not in velhas:
            fim = posicao
            while fim < len(novas) and identidade(novas[fim]) not in velhas:
                fim += 1
            lugar.inserir(posicao, novas[posicao:fim])
            atuais[posicao:posicao] = [identidade(linha) for linha in novas[posicao:fim]]
            posicao = fim
            continue
        while atuais[posicao] != quem:
            _aproximar(lugar, atuais, posicao, quem, ordem)
        lugar.trocar(posicao, novas[posicao])
        posicao += 1


def _tirar_as_que_sairam(lugar: Lugar, ficam: Sequence[bool]) -> None:
    fim = len(ficam)
    while fim:
        inicio = fim - 1
        while inicio and ficam[inicio - 1] == ficam[fim - 1]:
            inicio -= 1
        if not ficam[fim - 1]:
            lugar.tirar(inicio, fim - inicio)
        fim = inicio


def _aproximar(lugar: Lugar, atuais: list[Any], posicao: int, quem: Any, ordem: dict[Any, int]) -> None:
    """Move one row: the one in the way down to its place when the right one follows it, else the right one up."""
    if atuais[posicao + 1] == quem:
        atras = ordem[atuais[posicao]]
        de, para = posicao, sum(ordem[outra] < atras for outra in atuais)
    else:
        de, para = atuais.index(quem, posicao), posicao
    lugar.mover(de, para)
    atuais.insert(para, atuais.pop(de))

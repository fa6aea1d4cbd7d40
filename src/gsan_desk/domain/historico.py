"""The time line of an RA: what happened to it, when, by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class TipoEntrada(IntEnum):
    """Kind of an entry, in the order in which things of the same moment are told."""

    ABERTURA = 1
    REATIVACAO = 2
    SOLICITANTE = 3
    ANEXO = 4
    ALTERACAO = 5
    REITERACAO = 6
    ORDEM_SERVICO = 7
    TRAMITE = 8
    ENCERRAMENTO = 9
    DUPLICIDADE = 10
    SMS = 11

    @property
    def nome(self) -> str:
        """Name shown to people."""
        return _NOMES[self]


_NOMES = {
    TipoEntrada.ABERTURA: "Abertura",
    TipoEntrada.REATIVACAO: "Reativação",
    TipoEntrada.SOLICITANTE: "Solicitante",
    TipoEntrada.ANEXO: "Anexo",
    TipoEntrada.ALTERACAO: "Alteração",
    TipoEntrada.REITERACAO: "Reiteração",
    TipoEntrada.ORDEM_SERVICO: "Ordem de Serviço",
    TipoEntrada.TRAMITE: "Trâmite",
    TipoEntrada.ENCERRAMENTO: "Encerramento",
    TipoEntrada.DUPLICIDADE: "Duplicidade",
    TipoEntrada.SMS: "Mensagem SMS",
}


@dataclass(frozen=True, slots=True)
class Mudanca:
    """A field that changed, in people's words."""

    rotulo: str
    antes: str
    depois: str

    @property
    def texto(self) -> str:
        """Old and new value."""
        return f"{self.antes} → {self.depois}"


@dataclass(frozen=True, slots=True)
class Entrada:
    """Something that happened; ``aproximado`` tells that only the last change of its row is dated.

    ``quem`` is empty where the base does not tell.
    """

    quando: datetime
    tipo: TipoEntrada
    quem: str
    texto: str
    mudancas: tuple[Mudanca, ...] = ()
    aproximado: bool = False

    @property
    def resumo(self) -> str:
        """All of it in one line."""
        partes = (self.texto, *(f"{m.rotulo}: {m.texto}" for m in self.mudancas))
        return "; ".join(" · ".join(parte.splitlines()) for parte in partes if parte)


def em_ordem(entradas: Iterable[Entrada]) -> tuple[Entrada, ...]:
    """Sort, oldest first; the opening comes before everything, whatever clock wrote it."""
    return tuple(sorted(entradas, key=lambda e: (e.tipo is not TipoEntrada.ABERTURA, e.quando, e.tipo)))

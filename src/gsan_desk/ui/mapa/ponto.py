"""What is drawn on the map."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

from gsan_desk.ui.mapa.mercator import Lugar


class Tipo(Enum):
    """Kind of a marker; each has a shape and a colour of its own."""

    RELATO = "Relato"
    RA = "RA aberto"
    RA_ENCERRADO = "RA encerrado"
    IMOVEL = "Imóvel"
    LUGAR = "Lugar"


@dataclass(frozen=True, slots=True)
class Ponto:
    """A marker; ``chave`` comes back when it is chosen, ``raio`` in metres is how far the place may err."""

    chave: Hashable
    nome: str
    lugar: Lugar
    tipo: Tipo = Tipo.RA
    raio: float = 0.0


@dataclass(frozen=True, slots=True)
class Rotulo:
    """A name written on the map, as that of a street."""

    texto: str
    lugar: Lugar

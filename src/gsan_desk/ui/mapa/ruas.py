"""What lies around a place in degrees, for the map: projecting may be slow the first time, so off the UI thread."""

from collections.abc import Sequence

from gsan_desk.domain.projecao import desprojetar
from gsan_desk.services.arredores import Arredores
from gsan_desk.ui.mapa.mercator import Lugar
from gsan_desk.ui.mapa.ponto import Rotulo


def em_graus(metros: Sequence[tuple[float, float]], zona: int | None) -> list[Lugar | None]:
    """Turn pairs (leste, norte) into places; ``None`` for those outside of the zone."""
    if zona is None:
        return [None] * len(metros)
    graus = (desprojetar(leste, norte, zona) for leste, norte in metros)
    return [Lugar(*map(float, par)) if par is not None else None for par in graus]


def rotulos(arredores: Arredores) -> tuple[Rotulo, ...]:
    """Write the names of the streets where their imóveis are."""
    ruas = list(arredores.ruas())
    lugares = em_graus([(leste, norte) for _, leste, norte in ruas], arredores.zona)
    return tuple(Rotulo(rua, lugar) for (rua, *_), lugar in zip(ruas, lugares, strict=True) if lugar is not None)

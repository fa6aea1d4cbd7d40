"""Degrees of a phone and metres of an RA: SIRGAS 2000 / UTM, both ways (spec 40 §2.2).

WGS 84 and SIRGAS 2000 are taken as one, as IBGE does: they differ by centimetres, a phone errs by metres.
"""

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import Proj

LATITUDE_MAXIMA = 84.0
AFASTAMENTO_MAXIMO = 12.0
"""Degrees from the central meridian beyond which metres of that zone mean nothing."""
_MILIMETROS = Decimal("0.0001")
_GRAUS = Decimal("0.0000001")


def zona_de(longitude: float | Decimal) -> int:
    """Give the UTM zone of a longitude, 1 to 60."""
    return int((float(longitude) + 180) // 6) % 60 + 1


def projetar(
    latitude: float | Decimal, longitude: float | Decimal, zona: int | None = None
) -> tuple[Decimal, Decimal] | None:
    """Give (leste, norte) in metres, four decimals, counted as in the southern hemisphere.

    A utility has one false northing even where the equator crosses it. ``None`` for a point outside of the projection
    or of the neighbourhood of ``zona``.
    """
    zona = zona or zona_de(longitude)
    afastamento = abs((float(longitude) - _meridiano(zona) + 180) % 360 - 180)
    if abs(float(latitude)) > LATITUDE_MAXIMA or afastamento > AFASTAMENTO_MAXIMO:
        return None
    leste, norte = _projecao(zona)(float(longitude), float(latitude))
    return _metros(leste), _metros(norte)


def desprojetar(leste: float | Decimal, norte: float | Decimal, zona: int) -> tuple[Decimal, Decimal] | None:
    """Give (latitude, longitude) in degrees, seven decimals; ``None`` for metres that are of no place."""
    if not (-1_000_000 < leste < 2_000_000 and 0 <= norte < 20_000_000):
        return None
    longitude, latitude = _projecao(zona)(float(leste), float(norte), inverse=True)
    return Decimal(str(latitude)).quantize(_GRAUS), Decimal(str(longitude)).quantize(_GRAUS)


def _meridiano(zona: int) -> float:
    return zona * 6 - 183.0


def _metros(valor: float) -> Decimal:
    return Decimal(str(valor)).quantize(_MILIMETROS)


@cache
def _projecao(zona: int) -> "Proj":
    from pyproj import Proj  # noqa: PLC0415 - costs a tenth of a second; most people never project

    return Proj(proj="utm", zone=zona, south=True, ellps="GRS80", units="m")

"""Degrees and pixels of the usual web map (spherical Mercator, tiles of 256 points). No Qt."""

from dataclasses import dataclass
from math import asin, atan, cos, degrees, exp, floor, isfinite, log, log10, pi, radians, sin, sqrt, tan

LADO = 256
LATITUDE_MAXIMA = 85.05112878
ZOOM_MINIMO, ZOOM_MAXIMO = 2, 21
RAIO_DA_TERRA = 6_371_008.8
EQUADOR = 2 * pi * 6_378_137.0


@dataclass(frozen=True, slots=True)
class Lugar:
    """WGS 84 degrees."""

    latitude: float
    longitude: float

    @property
    def valido(self) -> bool:
        """Tell whether it can be drawn."""
        inteiro = isfinite(self.latitude) and isfinite(self.longitude)
        return inteiro and abs(self.latitude) <= LATITUDE_MAXIMA and abs(self.longitude) <= 180

    def escrito(self) -> str:
        """Write it for people: ``8,05000° S, 34,90000° O``."""
        lat = f"{abs(self.latitude):.5f}° {'S' if self.latitude < 0 else 'N'}"
        lon = f"{abs(self.longitude):.5f}° {'O' if self.longitude < 0 else 'L'}"
        return f"{lat}, {lon}".replace(".", ",")


BRASIL = Lugar(-14.2, -51.9)


def mundo(lugar: Lugar, zoom: int) -> tuple[float, float]:
    """Give the pixel of a place, counted from the north-west corner of the world."""
    lado = LADO * 2.0**zoom
    latitude = max(-LATITUDE_MAXIMA, min(LATITUDE_MAXIMA, lugar.latitude))
    y = (1 - log(tan(pi / 4 + radians(latitude) / 2)) / pi) / 2
    return (lugar.longitude + 180) / 360 * lado, y * lado


def lugar_de(x: float, y: float, zoom: int) -> Lugar:
    """Give the place of a pixel; one beyond the world is taken to its edge, or around it."""
    lado = LADO * 2.0**zoom
    y = max(0.0, min(lado, y))
    latitude = degrees(2 * atan(exp(pi * (1 - 2 * y / lado))) - pi / 2)
    return Lugar(latitude, (x / lado % 1) * 360 - 180)


def metros_por_ponto(latitude: float, zoom: int) -> float:
    """Tell how many metres on the ground a pixel spans."""
    return EQUADOR * cos(radians(latitude)) / (LADO * 2.0**zoom)


def distancia(a: Lugar, b: Lugar) -> float:
    """Measure in metres along the ground (haversine)."""
    la, lb = radians(a.latitude), radians(b.latitude)
    meio = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * RAIO_DA_TERRA * asin(min(1.0, sqrt(meio)))


def redondo(maximo: float) -> float:
    """Give the largest of 1, 2, 5, 10, 20, 50… that is no more than ``maximo``."""
    base = 10.0 ** floor(log10(maximo))
    return next(base * passo for passo in (5, 2, 1) if base * passo <= maximo * 1.000001)


def em_metros(metros: float) -> str:
    """Write a distance: ``85 m``, ``1,2 km``."""
    if metros < 1:
        return "menos de 1 m" if metros else "0 m"
    if metros < 1000:
        return f"{metros:.0f} m"
    quilometros = f"{metros / 1000:.1f}" if metros < 10_000 else f"{metros / 1000:.0f}"
    return quilometros.replace(".", ",").removesuffix(",0") + " km"


def enquadrar(lugares: list[Lugar], largura: float, altura: float, maximo: int) -> tuple[Lugar, int]:
    """Give the centre and the closest zoom at which all places fit."""
    for zoom in range(maximo, ZOOM_MINIMO - 1, -1):
        xs, ys = zip(*(mundo(lugar, zoom) for lugar in lugares), strict=True)
        if (max(xs) - min(xs) <= largura and max(ys) - min(ys) <= altura) or zoom == ZOOM_MINIMO:
            break
    return lugar_de((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, zoom), zoom

"""SIRGAS 2000 / UTM both ways, against published control points and in every zone of Brazil (spec 40 §2.2)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.projecao import desprojetar, projetar, zona_de


def graus(grau: int, minuto: int, segundo: str) -> Decimal:
    return -(grau + Decimal(minuto) / 60 + Decimal(segundo) / 3600)


ESTACOES = [
    # IBGE, RBMC: degrees of R.PR 1/2005 (epoch 2000.4), metres as the stations' official records print them
    ("BRAZ", graus(15, 56, "50.9112"), graus(47, 52, "40.3283"), 23, "191901.220", "8234747.341"),
    ("CRAT", graus(7, 14, "16.8673"), graus(39, 24, "56.1798"), 24, "454119.207", "9199917.893"),
]


@pytest.mark.parametrize(("latitude", "longitude", "zona", "leste", "norte"), [e[1:] for e in ESTACOES])
def test_published_stations_to_the_millimetre(
    latitude: Decimal, longitude: Decimal, zona: int, leste: str, norte: str
) -> None:
    assert zona_de(longitude) == zona
    metros = projetar(latitude, longitude)
    assert metros is not None
    assert abs(metros[0] - Decimal(leste)) <= Decimal("0.001")
    assert abs(metros[1] - Decimal(norte)) <= Decimal("0.001")
    de_volta = desprojetar(Decimal(leste), Decimal(norte), zona)
    assert de_volta is not None
    assert abs(de_volta[0] - latitude) <= Decimal("0.0000001")
    assert abs(de_volta[1] - longitude) <= Decimal("0.0000001")


@given(st.floats(-33.8, 5.3), st.floats(-74, -28.8))
def test_there_and_back_is_within_a_hand(latitude: float, longitude: float) -> None:
    metros = projetar(latitude, longitude)
    assert metros is not None
    assert all(m == m.quantize(Decimal("0.0001")) for m in metros)
    de_volta = desprojetar(*metros, zona_de(longitude))
    assert de_volta is not None
    assert abs(float(de_volta[0]) - latitude) < 2e-7
    assert abs(float(de_volta[1]) - longitude) < 2e-7


@pytest.mark.parametrize(
    ("longitude", "zona"), [(-36.0001, 24), (-36, 25), (-34.9, 25), (-47.9, 23), (-180, 1), (179.99, 60), (180, 1)]
)
def test_zone_of_the_longitude(longitude: float, zona: int) -> None:
    assert zona_de(longitude) == zona


def test_a_zone_by_setting_holds_across_its_border() -> None:
    """Pernambuco spans two zones: a utility keeps one, so that neighbours at the border stay neighbours."""
    de_um_lado, do_outro = projetar(-8.05, -36.0005, 25), projetar(-8.05, -35.9995, 25)
    assert de_um_lado is not None
    assert do_outro is not None
    assert 100 < do_outro[0] - de_um_lado[0] < 120


@given(st.floats(-90, 90), st.floats(-180, 180), st.none() | st.integers(1, 60))
def test_no_place_of_the_world_breaks_it(latitude: float, longitude: float, zona: int | None) -> None:
    metros = projetar(latitude, longitude, zona)
    assert metros is None or all(abs(m) < 10**12 for m in metros)


@pytest.mark.parametrize(
    ("latitude", "longitude", "zona"), [(90, 0, None), (-85, -35, None), (-8, 139, 25), (-8, -8, 25)]
)
def test_what_the_zone_cannot_tell_is_no_place(latitude: float, longitude: float, zona: int | None) -> None:
    assert projetar(latitude, longitude, zona) is None


@pytest.mark.parametrize(("leste", "norte"), [(-8.05, -34.9), (3_000_000, 9_000_000), (290_000, 10**9)])
def test_metres_that_are_of_no_place(leste: float, norte: float) -> None:
    assert desprojetar(leste, norte, 25) is None

"""How alike two places are, and what speaks for an RA (issue 6, point 3)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.semelhanca import (
    RUA_IGUAL,
    RUA_OUTRA,
    Escrito,
    Especie,
    Indicios,
    avaliar,
    mesma_referencia,
    mesma_rua,
    pistas,
    separar,
)

PERTO = Indicios(
    distancia=10.0,
    aproximada=False,
    alcance=150.0,
    especie=Especie.MESMA,
    rua=None,
    numeros=None,
    referencia=None,
    mesmo_telefone=False,
    mesmo_imovel=False,
    idade=timedelta(days=2),
    encerrado_ha=None,
)


@pytest.mark.parametrize(
    ("texto", "rua", "numero"),
    [
        ("RUA DAS FLORES, 123 - CENTRO - RECIFE/PE", ("FLORES",), 123),
        ("R. das Flores 123", ("FLORES",), 123),
        ("Av. 7 de Setembro, 45 casa 2", ("7", "SETEMBRO"), 45),
        ("avenida 17 de agosto", ("17", "AGOSTO"), None),
        ("TRAVESSA SÃO JOÃO, S/N", ("SAO", "JOAO"), None),
        ("", (), None),
    ],
)
def test_an_address_is_taken_apart(texto: str, rua: tuple[str, ...], numero: int | None) -> None:
    assert separar(texto) == Escrito(rua, numero)


@pytest.mark.parametrize(
    ("uma", "outra"),
    [
        ("r. ojao de lima 370", "RUA JOÃO DE LIMA, 370"),
        ("Av Dr Arraes", "AVENIDA DOUTOR ARRAES, 10"),
        ("rua ccilia da sliva", "RUA CECILIA DA SILVA, 10"),
        ("antonio vieira", "RUA PADRE ANTONIO VIEIRA, 5"),
    ],
)
def test_misspelt_streets_are_the_same(uma: str, outra: str) -> None:
    alike = mesma_rua(separar(uma), separar(outra))
    assert alike is not None
    assert alike >= RUA_OUTRA
    if "ccilia" not in uma:
        assert alike > 0.6


@pytest.mark.parametrize(("uma", "outra"), [("RUA DAS FLORES", "RUA DO SOL"), ("RUA BRASIL", "RUA CHILE")])
def test_other_streets_are_others(uma: str, outra: str) -> None:
    assert (mesma_rua(separar(uma), separar(outra)) or 0) < RUA_IGUAL


def test_silence_is_no_likeness() -> None:
    assert mesma_rua(separar(""), separar("RUA A")) is None
    assert mesma_referencia("", "PADARIA") is None
    assert (mesma_referencia("em frente à padaria", "FRENTE A PADARIA") or 0) > 0.9


def test_more_evidence_more_points() -> None:
    base = avaliar(PERTO).pontos
    for campos in (
        {"distancia": 1.0},
        {"rua": 1.0},
        {"rua": 1.0, "numeros": (10, 10)},
        {"referencia": 1.0},
        {"mesmo_telefone": True},
        {"mesmo_imovel": True},
        {"idade": timedelta(hours=1)},
    ):
        assert avaliar(replace(PERTO, **campos)).pontos > base  # type: ignore[arg-type]  # fields of several types
    for campos in (
        {"distancia": 100.0},
        {"distancia": 400.0},
        {"aproximada": True},
        {"especie": Especie.MESMO_GRUPO},
        {"rua": 0.1},
        {"encerrado_ha": timedelta(days=5)},
    ):
        assert avaliar(replace(PERTO, **campos)).pontos < base  # type: ignore[arg-type]  # idem


def test_the_weightiest_reason_comes_first() -> None:
    nota = avaliar(replace(PERTO, rua=1.0, numeros=(10, 10), encerrado_ha=timedelta(days=1)))
    assert nota.razoes == ("a 10 m", "mesma rua", "mesma especificação", "mesmo número", "encerrado há 1 dia")
    assert nota.candidato
    assert not avaliar(replace(PERTO, distancia=None, especie=Especie.MESMO_GRUPO)).candidato


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_it(uma: str, outra: str) -> None:
    alike = mesma_rua(separar(uma), separar(outra))
    assert alike is None or 0 <= alike <= 1
    iniciais, trechos = pistas(uma)
    assert all(len(i) == 1 and i.isascii() for i in iniciais)
    assert len(trechos) <= 30

"""Hostile texts, phones and places become ones that the base takes, or nothing (spec 40 §2.3)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.relato import coordenadas, e164, limpar, recebe_sms


@given(st.text(max_size=300), st.integers(1, 60), st.sampled_from(["UTF8", "LATIN1", "WIN1252"]))
def test_any_text_becomes_one_line_that_the_base_holds(texto: str, maximo: int, codificacao: str) -> None:
    limpo = limpar(texto, maximo, codificacao)
    assert len(limpo) <= maximo
    assert limpo == limpo.strip()
    assert all(c.isprintable() or c not in "\n\r\t\0\x1b\u202e" for c in limpo)
    limpo.encode({"UTF8": "utf-8", "LATIN1": "latin-1", "WIN1252": "cp1252"}[codificacao])
    assert limpar(limpo, maximo, codificacao) == limpo


@pytest.mark.parametrize(
    ("texto", "limpo"),
    [
        ("RUA\0 DAS\r\nFLORES", "RUA DAS FLORES"),
        ("<b>oi</b>", "<b>oi</b>"),
        ("a\u202eb\u200bc", "abc"),
        ("\ud800x", "x"),
        ("   ", ""),
    ],
)
def test_text(texto: str, limpo: str) -> None:
    assert limpar(texto, 60) == limpo


@pytest.mark.parametrize(
    ("texto", "numero"),
    [
        ("+5581999990000", "+5581999990000"),
        ("(81) 99999-0000", "+5581999990000"),
        ("081999990000", "+5581999990000"),
        ("5581999990000", "+5581999990000"),
        ("+351 912 345 678", "+351912345678"),
        ("999990000", None),
        ("+0123456789", None),
        ("", None),
        ("<script>", None),
        ("9" * 40, None),
    ],
)
def test_phones(texto: str, numero: str | None) -> None:
    assert e164(texto) == numero


@given(st.text(max_size=40))
def test_any_phone_has_its_form_or_none(texto: str) -> None:
    numero = e164(texto)
    assert numero is None or (numero[0] == "+" and 8 <= len(numero) - 1 <= 15 and numero[1:].isascii())


@pytest.mark.parametrize(
    ("latitude", "longitude", "lugar"),
    [
        ("-8.05", "-34.9", (Decimal("-8.05"), Decimal("-34.9"))),
        ("-8,05", "-34,9", (Decimal("-8.05"), Decimal("-34.9"))),
        (0, 0, None),
        (91, 0, None),
        (0, 181, None),
        ("NaN", 1, None),
        ("Infinity", 1, None),
        ("1e400", 1, None),
        (None, 1, None),
        ("'; DROP", 1, None),
    ],
)
def test_places(latitude: object, longitude: object, lugar: tuple[Decimal, Decimal] | None) -> None:
    assert coordenadas(latitude, longitude) == lugar


def test_only_brazilian_mobiles_are_answered() -> None:
    assert recebe_sms("+5581999990000")
    assert not recebe_sms("+558134210000")
    assert not recebe_sms("+351912345678")

"""Text of an SMS: template, accents, alphabet, parts."""

import pytest

from gsan_desk.domain.sms_texto import MODELO_RA_ABERTO, compor, medir, sem_acentos


def test_known_fields_are_filled_without_accents_and_unknown_ones_stay() -> None:
    assert compor("{empresa} {outro} {ra}", {"empresa": "SÃO JOÃO", "ra": "7"}) == "SAO JOAO {outro} 7"


def test_a_value_that_looks_like_a_field_harms_nothing() -> None:
    assert compor("{empresa}", {"empresa": "{0} {}"}) == "{0} {}"


def test_the_default_text_fits_in_one_part() -> None:
    campos = {"empresa": "SANEAMENTO LTDA", "protocolo": "20261000100001", "ra": "9999999", "previsao": "24/11/2026"}
    assert medir(compor(MODELO_RA_ABERTO, campos)) == ("S", 1)


@pytest.mark.parametrize(
    ("texto", "medida"),
    [
        ("a" * 160, ("S", 1)),
        ("a" * 161, ("S", 2)),
        ("a" * 306, ("S", 2)),
        ("a" * 307, ("S", 3)),
        ("€" * 80, ("S", 1)),
        ("€" * 81, ("S", 2)),
        ("ã" * 70, ("U", 1)),
        ("ã" * 71, ("U", 2)),
        ("😀" * 36, ("U", 2)),
        ("", ("S", 1)),
    ],
)
def test_alphabet_and_parts(texto: str, medida: tuple[str, int]) -> None:
    assert medir(texto) == medida


def test_accents_are_dropped() -> None:
    assert sem_acentos("Ação, órgão, não, ü") == "Acao, orgao, nao, u"

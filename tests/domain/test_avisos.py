"""What a notice of RAs says, and what is made of one that says nonsense."""

import pytest

from gsan_desk.domain.avisos import RAsMudados

MINHA, OUTRA = frozenset({13}), frozenset({14})


def test_numbers_are_read() -> None:
    assert RAsMudados.ler('{"ras": [1, 2], "unidades": [13]}') == RAsMudados(frozenset({1, 2}), MINHA)


def test_it_concerns_who_has_one_of_the_units() -> None:
    mudados = RAsMudados.ler('{"unidades": [13, 15]}')
    assert mudados.ras is None
    assert mudados.interessa(MINHA)
    assert not mudados.interessa(OUTRA)


@pytest.mark.parametrize("carga", [None, "", "{}", "lixo", "[1]", '{"ras": "1", "unidades": [true]}', "7"])
def test_one_that_is_not_understood_concerns_everybody(carga: str | None) -> None:
    mudados = RAsMudados.ler(carga)
    assert mudados == RAsMudados()
    assert mudados.interessa(OUTRA)

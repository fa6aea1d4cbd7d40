import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain import numero_manual

SEQUENCIAIS = st.integers(1, 214_748_363)


def codigo(texto, ultimo=500):
    return [v.codigo for v in numero_manual.verificar(texto, ultimo)]


@given(SEQUENCIAIS)
def test_2_6_shown_number_is_read_back(sequencial):
    valor = numero_manual.com_digito(sequencial)
    assert numero_manual.normalizar(numero_manual.formatar(valor)) == valor
    assert codigo(numero_manual.formatar(valor), ultimo=sequencial) == []


@given(SEQUENCIAIS, st.integers(0, 9))
def test_2_6_m11_only_one_digit_is_right(sequencial, digito):
    certo = numero_manual.digito(sequencial) == digito
    assert codigo(f"{sequencial}-{digito}", ultimo=sequencial) == ([] if certo else ["M11"])


@given(SEQUENCIAIS, st.integers(0, 20))
def test_2_6_hyphen_and_leading_zeros_do_not_matter(sequencial, zeros):
    valor = numero_manual.com_digito(sequencial)
    escritos = (str(valor), f"{'0' * zeros}{valor}", f" {'0' * zeros}{valor // 10}-{valor % 10} ")
    assert {numero_manual.normalizar(e) for e in escritos} == {valor}


@pytest.mark.parametrize(
    ("sequencial", "esperado"), [(1, 9), (5, 1), (6, 0), (11, 6), (123, 6), (123_456_789, 7), (999_999_999, 4)]
)
def test_2_6_check_digit_by_hand(sequencial, esperado):
    algarismos = [int(c) for c in reversed(str(sequencial))]
    soma = sum(a * p for a, p in zip(algarismos, [2, 3, 4, 5, 6, 7, 8, 9, 2], strict=False))
    resto = soma % 11
    assert numero_manual.digito(sequencial) == {0: 0, 1: 0, 10: 1}.get(resto, 11 - resto) == esperado


def test_2_6_shown_as_printed():
    assert numero_manual.formatar(1234) == "000000123-4"


@pytest.mark.parametrize("texto", ["12a-4", "1-2-3", "-1", "12-34", "١٢٣", "1 2"])
def test_2_6_digits_only(texto):
    assert codigo(texto) == ["FORMATO"]


@pytest.mark.parametrize("texto", ["4", "0-4", "0000000004"])
def test_2_6_m09_needs_number_and_digit(texto):
    assert codigo(texto) == ["M09"]


def test_2_6_m10_past_the_last_issued():
    assert codigo(str(numero_manual.com_digito(501))) == ["M10"]
    assert codigo("99999999999", ultimo=10**12) == ["M10"]


def test_2_6_empty_is_accepted():
    assert codigo("  ") == []

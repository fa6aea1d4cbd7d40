import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gsan_desk.domain import cep, documentos, inscricao


def _digito(base, pesos):
    """Modulo 11 as Receita Federal publishes it; a letter is worth its ASCII code minus 48."""
    resto = sum((ord(c) - 48) * p for c, p in zip(base, pesos, strict=True)) % 11
    return "0" if resto < 2 else str(11 - resto)


def _cpf(base):
    base += _digito(base, range(10, 1, -1))
    return base + _digito(base, range(11, 1, -1))


def _cnpj(base):
    pesos = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
    base += _digito(base, pesos)
    return base + _digito(base, [6, *pesos])


CPFS = st.text("0123456789", min_size=9, max_size=9)
CNPJS = st.text(string.digits + string.ascii_uppercase, min_size=12, max_size=12)


@given(CPFS)
def test_cpf_round_trip(base):
    assume(len(set(base)) > 1)
    cpf = _cpf(base)
    assert documentos.cpf_valido(documentos.formatar(cpf))
    assert documentos.normalizar(documentos.formatar(cpf)) == cpf
    assert not documentos.cnpj_valido(cpf)


@given(CPFS, st.integers(0, 10), st.integers(1, 9))
def test_cpf_one_wrong_digit_is_refused(base, posicao, soma):
    cpf = _cpf(base)
    errado = cpf[:posicao] + str((int(cpf[posicao]) + soma) % 10) + cpf[posicao + 1 :]
    assume(len(set(errado)) > 1)
    assert documentos.cpf_valido(errado) == (errado == _cpf(errado[:9]))


@given(CNPJS)
def test_cnpj_alphanumeric_round_trip(base):
    assume(len(set(base)) > 1)
    cnpj = _cnpj(base)
    assert documentos.cnpj_valido(documentos.formatar(cnpj).lower())
    assert documentos.normalizar(documentos.formatar(cnpj)) == cnpj


@given(CNPJS)
def test_cnpj_wrong_check_digit_is_refused(base):
    cnpj = _cnpj(base)
    assert not documentos.cnpj_valido(cnpj[:-1] + str((int(cnpj[-1]) + 1) % 10))


@pytest.mark.parametrize("texto", ["", "1", "11111111111", "00000000000", "123.456.789-0a", "½" * 11, "١" * 11])
def test_what_is_no_cpf(texto):
    assert not documentos.cpf_valido(texto)


@pytest.mark.parametrize("texto", ["", "11111111111111", "00000000000000", "12ABC34501DEAB", "É2ABC34501DE35"])
def test_what_is_no_cnpj(texto):
    assert not documentos.cnpj_valido(texto)


def test_example_of_receita_federal():
    assert documentos.valido("12.ABC.345/01DE-35")
    assert documentos.formatar("12abc34501de35") == "12.ABC.345/01DE-35"


def test_what_is_no_document_is_shown_as_it_came():
    assert documentos.formatar("123") == "123"
    assert documentos.formatar(None) == ""


@given(st.integers(0, 99_999_999))
def test_cep_round_trip(numero):
    assert cep.normalizar(cep.formatar(numero)) == f"{numero:08d}"


def test_cep_shapes():
    assert cep.formatar("50.000 000") == "50000-000"
    assert cep.formatar("123") == "123"
    assert cep.formatar(None) == ""
    assert cep.normalizar("5000000A") is None


PARTES = st.tuples(*(st.integers(0, 10**n - 1) for n in (3, 3, 4, 4, 3)))


@given(PARTES)
def test_inscricao_round_trip_with_and_without_points(partes):
    escrita = str(inscricao.Inscricao(*partes))
    assert inscricao.ler(escrita) == partes
    assert inscricao.ler(escrita.replace(".", "")) == partes


def test_inscricao_quadra_of_three_or_four_digits():
    assert str(inscricao.Inscricao(1, 2, 3, 4, 0)) == "001.002.003.0004.000"
    assert str(inscricao.Inscricao(1, 2, 1003, 4, 0)) == "001.002.1003.0004.000"
    assert inscricao.ler("1.2.3.4.0") == (1, 2, 3, 4, 0)


@pytest.mark.parametrize("texto", ["", "1.2.3", "0010020030004", "001.002.003.0004.00a"])
def test_what_is_no_inscricao(texto):
    assert inscricao.ler(texto) is None

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain import protocolo
from gsan_desk.domain.erros import RegraViolada


def test_2_7_example():
    assert protocolo.formatar(2024, 123) == "20241000000123"


@given(st.integers(2000, 2999), st.integers(1, protocolo.MAIOR_SEQUENCIA))
def test_2_7_always_14_digits(ano, sequencia):
    numero = protocolo.formatar(ano, sequencia)
    assert len(numero) == 14
    assert protocolo.normalizar(numero) == numero


def test_2_7_refuses_past_999_999_999():
    assert protocolo.formatar(2024, 999_999_999) == "20241999999999"
    with pytest.raises(RegraViolada) as erro:
        protocolo.formatar(2024, 1_000_000_000)
    assert erro.value.violacoes[0].codigo == "PROTOCOLO_ESGOTADO"


@pytest.mark.parametrize("texto", ["", "12a", "123456789012345", "١٢"])
def test_what_is_no_protocol(texto):
    assert protocolo.normalizar(texto) is None


def test_punctuation_is_dropped():
    assert protocolo.normalizar(" 2024.1-000000123 ") == "20241000000123"

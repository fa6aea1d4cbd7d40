import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain import telefone
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.registro_atendimento import Fone


def recusa(texto, **opcoes):
    with pytest.raises(RegraViolada) as erro:
        telefone.celular(texto, **opcoes)
    return erro.value.violacoes[0]


@pytest.mark.parametrize(
    "texto",
    [
        "(81) 99999-0000",
        "081 99999-0000",
        "0 41 81 99999-0000",
        "55 81 99999-0000",
        "+55 (81) 9999-0000",
        "0055 81 99999-0000",
        "+55 0 81 99999 0000",
        "8199990000",
        "0 41 81 9999-0000",
    ],
)
def test_sms_3_8_examples(texto):
    assert telefone.celular(texto) == "+5581999990000"


def test_sms_3_8_ddd_55_is_rio_grande_do_sul():
    assert telefone.celular("(55) 99123-4567") == "+5555991234567"
    assert telefone.celular("55 55 99123-4567") == "+5555991234567"


def test_sms_3_8_step_4_default_ddd():
    assert telefone.celular("99999-0000", ddd_padrao="81") == "+5581999990000"
    assert telefone.celular("9999-0000", ddd_padrao="81") == "+5581999990000"
    assert recusa("99999-0000").codigo == "CELULAR_INVALIDO"


def test_sms_3_8_step_5_there_are_67_ddds():
    assert len(telefone.DDDS) == 67
    assert recusa("(20) 99999-0000").mensagem == "DDD inválido"


def test_sms_3_8_step_6_fixed_line():
    assert recusa("(81) 3333-4444").mensagem == "Telefone fixo não recebe SMS"
    assert recusa("3333-4444", ddd_padrao="81").codigo == "CELULAR_FIXO"


@pytest.mark.parametrize(
    "texto",
    ["", "abc", "123", "(81) 89999-0000", "(81) 1999-0000", "(81) 99999-9999", "(81) 9111-11111", "٨١٩٩٩٩٩٠٠٠٠"],
)
def test_sms_3_8_invalid_mobile(texto):
    assert recusa(texto).mensagem == "Número de celular inválido"


def test_sms_3_8_step_7_equal_digits():
    assert recusa("(81) 9 7777-7777").codigo == "CELULAR_INVALIDO"
    assert recusa("(81) 7777-7777").codigo == "CELULAR_INVALIDO"


def test_sms_3_8_step_1_other_countries_only_by_parameter():
    assert recusa("+351 912 345 678").codigo == "CELULAR_INVALIDO"
    assert telefone.celular("+351 912 345 678", permite_exterior=True) == "+351912345678"
    assert recusa("+351 912", permite_exterior=True).codigo == "CELULAR_INVALIDO"


@given(st.sampled_from(sorted(telefone.DDDS)), st.integers(60_000_000, 99_999_999))
def test_sms_3_8_every_result_is_a_possible_number_and_stable(ddd, numero):
    try:
        e164 = telefone.celular(f"({ddd}) 9{numero}")
    except RegraViolada:
        assert len(set(str(numero))) == 1
        return
    assert telefone.celular(e164) == e164
    assert telefone.celular(telefone.formatar_e164(e164)) == e164
    assert phonenumbers.is_possible_number(phonenumbers.parse(e164))


def test_sms_3_8_choice_among_phones():
    fixo = Fone(1, "81", "33334444", principal=True)
    primeiro = Fone(3, "81", "999990000")
    segundo = Fone(3, "81", "988880001", principal=True)
    assert telefone.escolher_celular([fixo, primeiro]) == "+5581999990000"
    assert telefone.escolher_celular([primeiro, segundo]) == "+5581988880001"
    assert telefone.escolher_celular([primeiro], marcado="(81) 97777-0002") == "+5581977770002"
    assert telefone.escolher_celular([fixo]) is None


def test_check_names_its_field():
    assert telefone.verificar_celular("(81) 99999-0000") is None
    assert telefone.verificar_celular("x", campo="solicitante.celular_sms").campo == "solicitante.celular_sms"


@pytest.mark.parametrize(
    ("texto", "partes"),
    [
        ("(81) 99999-0000", ("81", "999990000")),
        ("081 3333-4444", ("81", "33334444")),
        ("3333-4444", ("", "33334444")),
        ("190", ("", "190")),
    ],
)
def test_split(texto, partes):
    assert telefone.separar(texto) == partes


@pytest.mark.parametrize(
    ("partes", "escrito"),
    [
        ((81, "999990000", ""), "(81) 99999-0000"),
        (("81", "33334444", "12 "), "(81) 3333-4444 ramal 12"),
        ((None, "190", None), "190"),
        (("81", "", ""), ""),
    ],
)
def test_show(partes, escrito):
    assert telefone.formatar(*partes) == escrito


@given(st.sampled_from(sorted(telefone.DDDS)), st.integers(20_000_000, 999_999_999))
def test_shown_phone_splits_back(ddd, numero):
    assert telefone.separar(telefone.formatar(ddd, str(numero))) == (ddd, str(numero))

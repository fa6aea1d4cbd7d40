import re
from dataclasses import fields
from datetime import date, datetime, time
from string import Formatter

import pytest

from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.domain.mensagens import TEXTOS, texto, violacao
from gsan_desk.domain.registro_atendimento import DadosGerais
from gsan_desk.domain.rotulos import ROTULOS, rotulo

NUMEROS = [
    *(1, 2, *range(4, 35)),
    *range(40, 46),
    *range(50, 57),
    *range(60, 74),
    *(80, 81),
]


@pytest.mark.parametrize("numero", NUMEROS)
def test_every_code_of_section_12_has_a_text(numero):
    assert TEXTOS[f"M{numero:02d}"]


def test_no_other_m_code_exists():
    assert {int(c[1:]) for c in TEXTOS if re.fullmatch(r"M\d\d", c)} == set(NUMEROS)


@pytest.mark.parametrize("codigo", TEXTOS)
def test_every_text_is_filled_by_its_names(codigo):
    nomes = [nome for _, nome, _, _ in Formatter().parse(TEXTOS[codigo]) if nome is not None]
    assert all(nome.isidentifier() for nome in nomes)
    cheio = texto(codigo, **dict.fromkeys(nomes, "xyz"))
    assert "{" not in cheio
    assert cheio.count("xyz") == len(nomes)


def test_a_missing_value_is_a_defect():
    with pytest.raises(KeyError):
        texto("M18x")
    with pytest.raises(KeyError):
        texto("M19")


def test_dates_and_hours_are_brazilian():
    assert texto("M04", hoje=date(2024, 1, 2)).endswith("02/01/2024.")
    assert texto("M05", agora=time(9, 5, 59)).endswith("09:05.")
    assert texto("M51", data=datetime(2024, 1, 2, 3, 4)).startswith("O prazo do RA (02/01/2024 03:04)")  # noqa: DTZ001


def test_name_comes_from_the_label_of_the_field():
    assert violacao("M01", "dados_gerais.data").mensagem == "Informe Data do Atendimento."
    assert violacao("M02", "local.bairro_id").mensagem == "Bairro inexistente."
    assert violacao("M02", "solicitante.fones", nome="Tipo Telefone").mensagem == "Tipo Telefone inexistente."


def test_label_of_a_part_is_that_of_the_whole():
    assert rotulo("solicitante.fones.numero") == "Fones do Solicitante"
    assert rotulo("outro.campo") is None


def test_labels_cover_the_fields():
    for atributo in fields(DadosGerais):
        assert f"dados_gerais.{atributo.name}" in ROTULOS
    for atributo in fields(FiltroRA):
        assert f"filtro.{atributo.name.removesuffix('_de').removesuffix('_ate')}" in ROTULOS

from dataclasses import replace
from datetime import time

import pytest

from gsan_desk.domain import numero_manual
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.registro_atendimento import DadosGerais
from gsan_desk.domain.regras.dados_gerais import verificar
from tests.domain import fabrica as f


def codigos(contexto=None, **campos):
    return f.codigos(verificar(f.dados_gerais(**campos), contexto or f.contexto(), f.AGORA))


def test_3_2_complete_tab_is_accepted():
    assert codigos() == []


def test_3_2_all_missing_fields_together_in_order():
    assert f.codigos(verificar(DadosGerais(), f.contexto(), f.AGORA)) == [
        ("M01", "dados_gerais.data"),
        ("M01", "dados_gerais.hora"),
        ("M01", "dados_gerais.unidade_id"),
        ("M01", "dados_gerais.meio_id"),
        ("M01", "dados_gerais.tipo_id"),
        ("M01", "dados_gerais.especificacao_id"),
    ]


def test_3_2_observacao_mandatory_when_born_closed():
    contexto = f.contexto(especificacoes=f.com_especificacao(f.VAZAMENTO, encerramento_automatico=True))
    assert codigos(contexto, observacao="  ") == [("M01", "dados_gerais.observacao")]
    assert codigos(contexto, observacao="resolvido") == []


def test_m28_observacao_of_400():
    assert codigos(observacao="x" * 400) == []
    assert codigos(observacao="x" * 401) == [("M28", "dados_gerais.observacao")]


def test_m04_date_in_the_future():
    assert codigos(data=f.dia(16)) == [("M04", "dados_gerais.data")]


def test_m05_hour_to_come_only_matters_today():
    assert codigos(hora=time(10, 31)) == [("M05", "dados_gerais.hora")]
    assert codigos(hora=time(10, 30)) == []
    assert codigos(hora=time(10, 31), data=f.dia(14)) == []


@pytest.mark.parametrize("campo", ["espera_inicial", "espera_final"])
def test_m06_waiting_to_come_only_matters_today(campo):
    assert codigos(**{campo: time(10, 31)}) == [("M06", f"dados_gerais.{campo}")]
    assert codigos(**{campo: time(10, 31)}, data=f.dia(14)) == []


def test_m07_waiting_in_the_wrong_order():
    assert codigos(espera_inicial=time(9, 1), espera_final=time(9, 0)) == [("M07", "dados_gerais.espera_final")]
    assert codigos(espera_inicial=time(9, 0), espera_final=time(9, 0)) == []


@pytest.mark.parametrize("unidade", [f.INATIVA, f.SURDA])
def test_m08_fs0033_unit_may_not_open(unidade):
    assert codigos(unidade_id=unidade) == [("M08", "dados_gerais.unidade_id")]


@pytest.mark.parametrize("campo", ["unidade_id", "meio_id", "especificacao_id"])
def test_m02_unknown_codes(campo):
    assert codigos(**{campo: 999}) == [("M02", f"dados_gerais.{campo}")]


def test_m02_especificacao_of_another_tipo():
    assert codigos(especificacao_id=f.EXTRAVASAMENTO) == [("M02", "dados_gerais.especificacao_id")]


def test_m02_tipo_reserved_for_the_system_or_out_of_use():
    esperado = [("M02", "dados_gerais.tipo_id"), ("M02", "dados_gerais.especificacao_id")]
    assert codigos(tipo_id=f.RESERVADO) == esperado
    base = f.dominios()
    fora = {**base.tipos, f.AGUA: replace(base.tipos[f.AGUA], em_uso=False)}
    assert codigos(f.contexto(tipos=fora)) == [("M02", "dados_gerais.tipo_id")]


def test_m02_especificacao_out_of_use():
    contexto = f.contexto(especificacoes=f.com_especificacao(f.VAZAMENTO, em_uso=False))
    assert codigos(contexto) == [("M02", "dados_gerais.especificacao_id")]


@pytest.mark.parametrize(
    ("numero", "esperado"),
    [
        (str(numero_manual.com_digito(500)), []),
        ("", []),
        ("7", [("M09", "dados_gerais.numero_manual")]),
        (str(numero_manual.com_digito(501)), [("M10", "dados_gerais.numero_manual")]),
        (str(numero_manual.com_digito(500) + 1), [("M11", "dados_gerais.numero_manual")]),
    ],
)
def test_m09_m10_m11_fs0042_manual_number(numero, esperado):
    assert codigos(tipo_atendimento=TipoAtendimento.MANUAL, numero_manual=numero) == esperado
    assert codigos(numero_manual=numero) == []


def test_3_2_everything_wrong_comes_in_gsans_order():
    contexto = f.contexto(especificacoes=f.com_especificacao(f.VAZAMENTO, encerramento_automatico=True))
    errado = f.dados_gerais(
        tipo_atendimento=TipoAtendimento.MANUAL,
        numero_manual="7",
        hora=time(11, 0),
        espera_inicial=time(12, 0),
        espera_final=time(11, 0),
        unidade_id=f.SURDA,
        meio_id=None,
    )
    assert [v.codigo for v in verificar(errado, contexto, f.AGORA)] == [
        *("M01", "M01", "M05", "M06", "M06", "M07", "M08", "M09"),
    ]

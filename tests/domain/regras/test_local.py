from decimal import Decimal

import pytest

from gsan_desk.domain.dominios import CriterioImovel, Localidade
from gsan_desk.domain.registro_atendimento import Endereco, Local
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.domain.regras.local import NivelGeografico, avisos, nivel_da_divisao, verificar
from tests.domain import fabrica as f


def codigos(local, especificacao=f.VAZAMENTO, imovel=None, contexto=None):
    dados = f.dados_gerais(especificacao_id=especificacao)
    return f.codigos(verificar(local, dados, contexto or f.contexto(), imovel, f.HOJE))


def na_rua(**campos):
    return Local(**{"endereco": f.ENDERECO, "localidade_id": 1, **campos})


def no_imovel(**campos):
    return Local(**{"imovel_id": 1234, "endereco": f.ENDERECO, **campos})


def test_3_3_5_identified_by_address_or_imovel_or_described():
    assert codigos(na_rua()) == []
    assert codigos(no_imovel(), imovel=f.imovel()) == []
    assert codigos(Local(descricao="perto da ponte")) == []


def test_3_3_5_step_1_m18_m19_m02_unidade_destino():
    campo = "local.unidade_destino_id"
    assert codigos(na_rua(unidade_destino_id=f.SURDA)) == [("M18", campo)]
    assert codigos(na_rua(unidade_destino_id=f.INATIVA)) == [("M19", campo)]
    assert codigos(na_rua(unidade_destino_id=999)) == [("M02", campo)]
    assert codigos(na_rua(unidade_destino_id=f.DISTRITO)) == []


def test_3_3_parecer_only_when_the_user_changed_the_unit():
    informada = {"unidade_destino_id": f.DISTRITO, "unidade_destino_informada": True}
    assert codigos(na_rua(**informada)) == [("M01", "local.parecer")]
    assert codigos(na_rua(**informada, parecer="urgente")) == []


@pytest.mark.parametrize(("campo", "maximo"), [("parecer", 400), ("ponto_referencia", 60)])
def test_3_3_5_step_2_m28_lengths(campo, maximo):
    assert codigos(na_rua(**{campo: "x" * maximo})) == []
    assert codigos(na_rua(**{campo: "x" * (maximo + 1)})) == [("M28", f"local.{campo}")]


def test_3_3_m28_description_of_200_and_address():
    assert codigos(Local(descricao="x" * 201)) == [("M28", "local.descricao")]
    longo = Endereco(1, 2, numero="123456", complemento="x" * 46)
    achados = verificar(na_rua(endereco=longo), f.dados_gerais(), f.contexto(), None, f.HOJE)
    assert [v.mensagem for v in achados] == ["Número passa de 5 caracteres.", "Complemento passa de 45 caracteres."]


@pytest.mark.parametrize("valor", [Decimal("1e12"), Decimal("NaN"), Decimal("-1e13")])
def test_3_3_coordinate_that_the_column_cannot_hold(valor):
    assert codigos(na_rua(coordenada_norte=valor)) == [("FORMATO", "local.coordenada_norte")]
    assert codigos(na_rua(coordenada_norte=Decimal("9123456.7891"))) == []


def test_3_3_5_step_3_m21_duplicate_payments():
    contexto = f.contexto(especificacoes=f.com_especificacao(f.VAZAMENTO, informar_pagamento_duplicidade=True))
    imovel = f.imovel()
    assert codigos(no_imovel(), imovel=imovel, contexto=contexto) == [("M21", "local.imovel_id")]
    assert codigos(no_imovel(pagamento_ids=(1,)), imovel=imovel, contexto=contexto) == []


def test_3_3_5_step_4_m20_neither_identified_nor_described():
    assert codigos(Local()) == [("M20", "local.imovel_id")]
    assert codigos(Local(descricao="   ")) == [("M20", "local.imovel_id")]


def test_3_3_coordinates_alone_do_not_identify():
    assert codigos(Local(coordenada_norte=Decimal(1), coordenada_leste=Decimal(1))) == [("M20", "local.imovel_id")]
    assert codigos(Local(coordenada_norte=Decimal(1), descricao="perto da ponte")) == []


PEDEM = {1: Localidade(1, "CENTRO", 1, coordenadas=True), 2: Localidade(2, "NORTE", 1)}
NORTE, LESTE = ("COORDENADAS", "local.coordenada_norte"), ("COORDENADAS", "local.coordenada_leste")


@pytest.mark.parametrize(
    ("local", "imovel", "faltam"),
    [
        (na_rua(), None, [NORTE, LESTE]),
        (na_rua(coordenada_norte=Decimal(1)), None, [LESTE]),
        (na_rua(coordenada_leste=Decimal(1)), None, [NORTE]),
        (na_rua(coordenada_norte=Decimal(1), coordenada_leste=Decimal(1)), None, []),
        (no_imovel(), f.imovel(), [NORTE, LESTE]),
        (na_rua(localidade_id=2), None, []),
        (Local(descricao="perto da ponte"), None, []),
    ],
)
def test_3_3_coordinates_where_especificacao_and_localidade_ask(local, imovel, faltam):
    especificacoes = f.com_especificacao(f.VAZAMENTO, coordenadas=True)
    contexto = f.contexto(especificacoes=especificacoes, localidades=PEDEM)
    assert codigos(local, imovel=imovel, contexto=contexto) == faltam
    assert codigos(local, imovel=imovel, contexto=f.contexto(localidades=PEDEM)) == []


def test_3_3_identification_and_description_exclude_each_other():
    assert codigos(na_rua(descricao="perto da ponte")) == [("LOCAL_DUPLO", "local.descricao")]


def test_2_8_6_imovel_with_descriptive_address_is_described_and_identified():
    imovel = f.imovel(endereco=None, endereco_texto="SÍTIO")
    local = Local(imovel_id=1234, descricao="SÍTIO", bairro_area_id=1)
    assert codigos(local, f.SEM_AGUA_IMOVEL, imovel) == []
    assert codigos(local, f.VAZAMENTO, imovel) == [("LOCAL_DUPLO", "local.descricao")]


def test_3_3_5_step_5_imovel_mandatory():
    achados = codigos(na_rua(municipio_id=1, bairro_id=1, bairro_area_id=1), f.SEM_AGUA_IMOVEL)
    assert achados == [("M01", "local.imovel_id")]


def test_3_3_5_step_6_address_without_imovel():
    assert codigos(Local(localidade_id=1)) == [("M01", "local.endereco")]


def test_2_8_6_address_when_the_imovel_has_none():
    imovel = f.imovel(endereco=None)
    assert codigos(Local(imovel_id=1234), imovel=imovel) == [("M01", "local.endereco")]
    assert codigos(no_imovel(), imovel=imovel) == []


def test_3_3_5_step_7_lack_of_water_needs_municipio_bairro_and_area():
    assert codigos(Local(localidade_id=1), f.SEM_AGUA_GERAL) == [
        ("M01", "local.municipio_id"),
        ("M01", "local.bairro_id"),
        ("M01", "local.bairro_area_id"),
    ]


def test_3_3_5_step_7_missing_bairro_is_called_bairro():
    local = Local(localidade_id=1, municipio_id=1, bairro_area_id=1)
    achados = verificar(local, f.dados_gerais(especificacao_id=f.SEM_AGUA_GERAL), f.contexto(), None, f.HOJE)
    assert [v.mensagem for v in achados] == ["Informe Bairro."]


def test_3_3_5_step_7_locked_by_imovel_or_address_asks_only_the_area():
    assert codigos(no_imovel(), f.SEM_AGUA_IMOVEL, f.imovel()) == [("M01", "local.bairro_area_id")]
    com_bairro = Endereco(1, 2, municipio_id=1, bairro_id=1)
    assert codigos(na_rua(endereco=com_bairro), f.SEM_AGUA_GERAL) == [("M01", "local.bairro_area_id")]


def test_3_3_5_step_8_localidade_without_imovel():
    assert codigos(Local(endereco=f.ENDERECO)) == [("M01", "local.localidade_id")]


def test_3_3_5_step_9_quadra_needs_setor():
    assert codigos(na_rua(quadra_id=1)) == [("M01", "local.setor_comercial_id")]
    assert codigos(na_rua(quadra_id=1, setor_comercial_id=1)) == []


def test_3_3_5_step_10_sewage_needs_divisao():
    assert codigos(na_rua(), f.EXTRAVASAMENTO) == [("M01", "local.divisao_esgoto_id")]
    assert codigos(na_rua(divisao_esgoto_id=1), f.EXTRAVASAMENTO) == []
    assert codigos(no_imovel(), f.EXTRAVASAMENTO, f.imovel(divisao_esgoto_id=1)) == []


@pytest.mark.parametrize("qual", ["rua", "calcada"])
def test_3_3_5_step_11_pavement_by_especificacao(qual):
    contexto = f.contexto(especificacoes=f.com_especificacao(f.VAZAMENTO, **{f"pavimento_{qual}": True}))
    campo = f"pavimento_{qual}_id"
    assert codigos(na_rua(), contexto=contexto) == [("M01", f"local.{campo}")]
    assert codigos(na_rua(**{campo: 1}), contexto=contexto) == []


@pytest.mark.parametrize(("ocorrencia", "qual"), [(1, "rua"), (2, "calcada")])
def test_3_3_5_step_11_pavement_by_local_ocorrencia(ocorrencia, qual):
    campo = f"pavimento_{qual}_id"
    assert codigos(na_rua(local_ocorrencia_id=ocorrencia)) == [("M01", f"local.{campo}")]
    assert codigos(na_rua(local_ocorrencia_id=ocorrencia, **{campo: 1})) == []


def test_3_3_5_step_11_pavement_locked_to_that_of_the_imovel():
    especificacoes = f.com_especificacao(f.VAZAMENTO, pavimento_rua=True, matricula=True)
    contexto = f.contexto(especificacoes=especificacoes)
    assert codigos(no_imovel(), imovel=f.imovel(pavimento_rua_id=1), contexto=contexto) == []


def test_3_3_5_step_12_rules_of_the_imovel_m14_m15():
    especificacoes = f.com_especificacao(f.VAZAMENTO, imovel_situacao_id=8, verificar_debito=True)
    criterios = {8: (CriterioImovel(2, None, None, None),)}
    contexto = f.contexto(especificacoes=especificacoes, criterios=criterios)
    assert codigos(no_imovel(), imovel=f.imovel(tem_debito=True), contexto=contexto) == [
        ("M14", "local.imovel_id"),
        ("M15", "local.imovel_id"),
    ]


def test_3_3_5_step_13_codes_in_no_table():
    assert codigos(no_imovel(), imovel=None) == [("IMOVEL_INEXISTENTE", "local.imovel_id")]
    assert codigos(na_rua(localidade_id=999)) == [("M02", "local.localidade_id")]
    assert codigos(na_rua(pavimento_rua_id=999)) == [("M02", "local.pavimento_rua_id")]


def test_3_3_5_all_missing_fields_at_once():
    especificacoes = f.com_especificacao(f.EXTRAVASAMENTO, matricula=True, pavimento_rua=True)
    achados = codigos(Local(quadra_id=1), f.EXTRAVASAMENTO, contexto=f.contexto(especificacoes=especificacoes))
    assert [campo for _, campo in achados] == [
        "local.imovel_id",
        "local.endereco",
        "local.localidade_id",
        "local.setor_comercial_id",
        "local.divisao_esgoto_id",
        "local.pavimento_rua_id",
    ]


@pytest.mark.parametrize(
    ("campos", "nivel"),
    [
        ({"localidade_id": 1}, NivelGeografico.LOCALIDADE),
        ({"localidade_id": 1, "setor_comercial_id": 1}, NivelGeografico.SETOR_COMERCIAL),
        ({"localidade_id": 1, "setor_comercial_id": 1, "quadra_id": 1}, NivelGeografico.QUADRA),
    ],
)
def test_3_3_2_m17_fs0013_divisao_must_serve_the_smallest_level(campos, nivel):
    assert nivel_da_divisao(Local(**campos, divisao_esgoto_id=1)) is nivel


def test_3_3_2_m17_nothing_to_compare():
    assert nivel_da_divisao(Local(divisao_esgoto_id=1)) is None


def test_3_3_warnings_of_blocking():
    dominios = f.dominios()
    livre, obrigatorio = (exigencias(e, dominios) for e in (f.VAZAMENTO, f.SEM_AGUA_IMOVEL))
    assert f.codigos(avisos(Local(descricao="x"), None, livre)) == [("BLOQUEIO_DESCRICAO", "local.descricao")]
    descritivo = f.imovel(endereco=None, endereco_texto="SÍTIO")
    por_imovel = avisos(Local(imovel_id=1234, descricao="SÍTIO"), descritivo, obrigatorio)
    assert f.codigos(por_imovel) == [("BLOQUEIO_IMOVEL", "local.imovel_id")]
    assert avisos(na_rua(), None, livre) == []

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain import numero_manual
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.filtro_ra import INICIO_DOS_TEMPOS, FiltroRA, Periodo, periodo_padrao
from gsan_desk.domain.regras.consulta import passa_de_um_mes, verificar_filtrar, verificar_pesquisar
from tests.domain import fabrica as f

MAIO = Periodo(f.dia(1), f.dia(31))
PERIODOS = ("atendimento", "encerramento", "tramitacao")


def codigos(login_existe=True, **campos):
    return f.codigos(verificar_filtrar(FiltroRA(**campos), f.dominios(), login_existe))


def test_m60_a_period_is_demanded():
    assert codigos() == [("M60", "filtro.atendimento")]
    assert codigos(unidade_atual_id=1) == [("M60", "filtro.atendimento")]


@pytest.mark.parametrize(
    "campos", [{"numero": 1}, {"imovel_id": 1}, {"protocolo": "1"}, {"numero_manual": "19"}, {"tramitacao": MAIO}]
)
def test_m60_a_number_or_any_period_is_enough(campos):
    assert codigos(**campos) == []


@pytest.mark.parametrize("periodo", PERIODOS)
def test_m61_final_date_is_demanded(periodo):
    assert codigos(**{periodo: Periodo(inicial=f.dia(1))}) == [("M61", f"filtro.{periodo}")]


@pytest.mark.parametrize("periodo", PERIODOS)
def test_m62_one_month_at_most_each_period_by_itself(periodo):
    assert codigos(**{periodo: MAIO}) == []
    assert codigos(**{periodo: Periodo(f.dia(1), f.dia(1, 6))}) == [("M62", f"filtro.{periodo}")]
    assert codigos(numero=1, **{periodo: Periodo(f.dia(1), f.dia(1, 6))}) == []


def test_m62_also_with_only_a_final_date():
    assert codigos(atendimento=Periodo(final=f.dia(1))) == [("M62", "filtro.atendimento")]


@pytest.mark.parametrize(
    ("inicial", "ultimo"),
    [
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 2, 1), date(2023, 2, 28)),
        (date(2024, 1, 31), date(2024, 3, 1)),
        (date(2024, 4, 10), date(2024, 5, 9)),
    ],
)
def test_m62_month_of_the_initial_date(inicial, ultimo):
    assert not passa_de_um_mes(Periodo(inicial, ultimo))
    assert passa_de_um_mes(Periodo(inicial, ultimo + timedelta(days=1)))


@given(st.dates(date(1901, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_m62_property_28_to_31_days(inicial, dias):
    recusado = passa_de_um_mes(Periodo(inicial, inicial + timedelta(days=dias)))
    assert recusado or dias <= 30
    assert not recusado or dias >= 28


def test_m63_initial_after_final():
    assert codigos(encerramento=Periodo(f.dia(2), f.dia(1))) == [("M63", "filtro.encerramento")]
    assert codigos(numero=1, atendimento=Periodo(f.dia(2), f.dia(1))) == [("M63", "filtro.atendimento")]


def test_m64_unknown_login():
    assert codigos(numero=1, login="ana", login_existe=False) == [("M64", "filtro.login")]
    assert codigos(numero=1, login_existe=False) == []


def test_m65_bairro_needs_municipio():
    assert codigos(numero=1, bairro_id=1) == [("M65", "filtro.municipio_id")]
    assert codigos(numero=1, bairro_id=1, municipio_id=1) == []


def test_m66_unidade_atual_or_superior():
    achados = codigos(numero=1, unidade_atual_id=f.AGENCIA, unidade_superior_id=f.DISTRITO)
    assert achados == [("M66", "filtro.unidade_superior_id")]


@pytest.mark.parametrize(
    ("de", "ate", "certo"),
    [(None, None, True), (1, 2, True), (2, 2, True), (1, None, False), (None, 1, False), (2, 1, False)],
)
def test_m67_reiteradas(de, ate, certo):
    esperado = [] if certo else [("M67", "filtro.reiteracoes")]
    assert codigos(numero=1, reiteracoes_de=de, reiteracoes_ate=ate) == esperado


def test_m68_superior_without_subordinates():
    assert codigos(numero=1, unidade_superior_id=f.AGENCIA) == [("M68", "filtro.unidade_superior_id")]
    assert codigos(numero=1, unidade_superior_id=f.DISTRITO) == []


def test_numbers_that_are_none():
    assert codigos(protocolo="12a") == [("M80", "filtro.protocolo")]
    assert codigos(numero_manual="12a") == [("FORMATO", "filtro.numero_manual")]


def test_8_4_pesquisar_demands_no_period_but_the_check_digit():
    certo = numero_manual.com_digito(123)
    assert verificar_pesquisar(FiltroRA(), f.dominios()) == []
    assert verificar_pesquisar(FiltroRA(numero_manual=numero_manual.formatar(certo)), f.dominios()) == []
    errado = verificar_pesquisar(FiltroRA(numero_manual=str(certo + 1)), f.dominios())
    assert f.codigos(errado) == [("M11", "filtro.numero_manual")]
    longo = FiltroRA(atendimento=Periodo(f.dia(1, 1, 2000), f.dia(1)))
    assert verificar_pesquisar(longo, f.dominios()) == []


CHEIO = FiltroRA(
    tipo_ids=(1,),
    especificacao_ids=(1,),
    motivo_encerramento_ids=(2,),
    atendimento=MAIO,
    encerramento=MAIO,
    tramitacao=MAIO,
)


def com(**campos):
    return replace(CHEIO, **campos).normalizado()


def test_8_1_nothing_is_lost_without_reason():
    assert CHEIO.normalizado() == CHEIO


def test_8_1_especificacao_is_ignored_with_two_tipos():
    assert com(tipo_ids=(1, 2)).especificacao_ids == ()


def test_8_1_pendentes_have_no_motivo_nor_period_of_encerramento():
    filtro = com(situacao=SituacaoRA.PENDENTE)
    assert (filtro.motivo_encerramento_ids, filtro.encerramento) == ((), Periodo())
    assert (filtro.atendimento, filtro.tramitacao) == (MAIO, MAIO)


def test_8_1_encerrados_have_no_period_of_atendimento():
    filtro = com(situacao=SituacaoRA.ENCERRADO)
    assert (filtro.atendimento, filtro.encerramento) == (Periodo(), MAIO)


@pytest.mark.parametrize("campos", [{"numero": 1}, {"protocolo": "1"}, {"imovel_id": 1}])
def test_8_1_a_number_empties_all_periods(campos):
    filtro = com(**campos)
    assert (filtro.atendimento, filtro.encerramento, filtro.tramitacao) == (Periodo(), Periodo(), Periodo())


def test_8_1_manual_number_empties_the_period_of_atendimento():
    filtro = com(numero_manual="19")
    assert (filtro.atendimento, filtro.encerramento, filtro.tramitacao) == (Periodo(), MAIO, MAIO)


def test_8_2_only_a_final_date_begins_in_1900():
    assert com(tramitacao=Periodo(final=f.dia(1))).tramitacao == Periodo(INICIO_DOS_TEMPOS, f.dia(1))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_8_1_default_period_is_as_long_as_the_previous_month(hoje):
    periodo = periodo_padrao(hoje)
    fim_do_anterior = hoje.replace(day=1) - timedelta(days=1)
    assert periodo.final == hoje
    assert (periodo.final - periodo.inicial).days == fim_do_anterior.day - 1


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_8_1_default_period_is_accepted_by_m62(hoje):
    assert codigos(atendimento=periodo_padrao(hoje)) == []

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.prazo import data_prevista, dia_util, dias_uteis_ate, prever, somar_meses
from tests.domain import fabrica

DATAS = st.dates(date(2000, 1, 1), date(2050, 12, 31))
FERIADOS = st.frozensets(st.dates(date(2000, 1, 1), date(2051, 12, 31)), max_size=30)
DIAS = st.integers(1, 200)


@given(DATAS, st.sampled_from([None, 0]), st.booleans(), FERIADOS)
def test_2_1_null_and_zero_are_the_same_date(dia, dias, uteis, feriados):
    assert data_prevista(dia, dias, uteis, feriados) == dia


@given(DATAS, DIAS, FERIADOS)
def test_2_1_plain_calendar_ignores_weekends_and_holidays(dia, dias, feriados):
    assert data_prevista(dia, dias, False, feriados) == dia + timedelta(days=dias)


@given(DATAS, DIAS, FERIADOS)
def test_2_1_business_days_are_all_counted(dia, dias, feriados):
    previsto = data_prevista(dia, dias, True, feriados)
    percorridos = [dia + timedelta(days=i) for i in range(1, (previsto - dia).days + 1)]
    assert sum(dia_util(d, feriados) for d in percorridos) == dias
    assert dia_util(previsto, feriados)


@given(DATAS, DIAS, FERIADOS)
def test_2_1_one_more_day_is_the_next_business_day(dia, dias, feriados):
    antes = data_prevista(dia, dias, True, feriados)
    assert data_prevista(antes, 1, True, feriados) == data_prevista(dia, dias + 1, True, feriados)


@given(DATAS, DIAS, FERIADOS, DATAS)
def test_2_1_a_holiday_never_brings_the_date_forward(dia, dias, feriados, outro):
    assert data_prevista(dia, dias, True, feriados | {outro}) >= data_prevista(dia, dias, True, feriados)


def test_2_1_friday_before_a_holiday_monday():
    sexta, feriado = date(2024, 5, 3), date(2024, 5, 6)
    assert data_prevista(sexta, 1, True, frozenset({feriado})) == date(2024, 5, 7)


@pytest.mark.parametrize(("uteis", "esperado"), [(True, date(2024, 5, 20)), (False, date(2024, 5, 18))])
def test_2_1_follows_the_parameter_of_the_utility(uteis, esperado):
    base = fabrica.dominios()
    base = replace(base, parametros=replace(base.parametros, previsao_dias_uteis=uteis))
    especificacao = replace(base.especificacoes[fabrica.VAZAMENTO], dias_prazo=3)
    assert prever(date(2024, 5, 15), especificacao, base) == esperado


@pytest.mark.parametrize(
    ("dia", "meses", "esperado"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2024, 3, 10), 24, date(2026, 3, 10)),
    ],
)
def test_months_end_in_their_last_day(dia, meses, esperado):
    assert somar_meses(dia, meses) == esperado


@given(DATAS, st.integers(0, 400), FERIADOS)
def test_days_left_are_the_business_days_up_to_the_deadline(hoje, dias, feriados):
    prazo = hoje + timedelta(days=dias)
    uteis = sum(dia_util(hoje + timedelta(days=i), feriados) for i in range(1, dias + 1))
    assert dias_uteis_ate(hoje, prazo, feriados) == uteis
    assert dias_uteis_ate(prazo, hoje, feriados) == -uteis


@given(DATAS, DIAS, FERIADOS)
def test_days_left_undo_the_deadline(hoje, dias, feriados):
    assert dias_uteis_ate(hoje, data_prevista(hoje, dias, True, feriados), feriados) == dias

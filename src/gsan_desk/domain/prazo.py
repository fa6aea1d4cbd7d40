"""The deadline of an RA [UC0366 SB0003]."""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from gsan_desk.domain.dominios import Dominios, Especificacao

SABADO = 5


def dia_util(dia: date, feriados: AbstractSet[date]) -> bool:
    """Tell whether a day is neither weekend nor national holiday; municipal ones do not count."""
    return dia.weekday() < SABADO and dia not in feriados


def data_prevista(atendimento: date, dias: int | None, dias_uteis: bool, feriados: AbstractSet[date]) -> date:
    """Add the days of the especificação; none or zero is the same date, business day or not."""
    if not dias or dias < 0:
        return atendimento
    if not dias_uteis:
        return atendimento + timedelta(days=dias)
    dia = atendimento
    while dias:
        dia += timedelta(days=1)
        dias -= dia_util(dia, feriados)
    return dia


def prever(atendimento: date, especificacao: Especificacao, dominios: Dominios) -> date:
    """Compute the Data Prevista with the utility's parameters and holidays."""
    uteis = dominios.parametros.previsao_dias_uteis
    return data_prevista(atendimento, especificacao.dias_prazo, uteis, dominios.feriados)


def dias_uteis_ate(hoje: date, prazo: date, feriados: AbstractSet[date]) -> int:
    """Count the business days after ``hoje`` up to ``prazo``; of a deadline gone by, those since then, negative."""
    if prazo < hoje:
        return -dias_uteis_ate(prazo, hoje, feriados)
    semanas, resto = divmod((prazo - hoje).days, 7)
    uteis = semanas * SABADO + sum((hoje.weekday() + i) % 7 < SABADO for i in range(1, resto + 1))
    return uteis - sum(hoje < feriado <= prazo and feriado.weekday() < SABADO for feriado in feriados)


def somar_meses(dia: date, meses: int) -> date:
    """Add calendar months; a day that the month lacks becomes its last."""
    ano, mes = divmod(dia.year * 12 + dia.month - 1 + meses, 12)
    return date(ano, mes + 1, min(dia.day, monthrange(ano, mes + 1)[1]))

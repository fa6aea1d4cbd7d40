"""What the readings of the Painel share: their conditions, their ranges of days, the time at which they were made."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, cast, func, literal_column, select, true
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.painel import SEM_UNIDADE, Faixa, FiltroPainel, lista_de_todos, verificar
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.services.linhas_json import Consulta, linhas
from gsan_desk.services.ra_filtrar.condicao import condicoes
from gsan_desk.services.relogio import agora

HOJE: ColumnElement[date] = select(cast(agora(), Date)).scalar_subquery()
"""A subquery, so that it is worked out once and not for each row."""
ABERTO: ColumnElement[bool] = RA.situacao != literal_column("2")
"""Literal, so that the partial indexes serve it."""
PENDENTE: ColumnElement[bool] = RA.situacao == literal_column("1")


def base(contexto: Contexto, filtro: FiltroPainel) -> FiltroRA:
    """Give the list of all the RAs that the choice speaks of.

    Raises:
        RegraViolada: the period is not one.
    """
    if violacoes := verificar(filtro):
        raise RegraViolada(*violacoes)
    return lista_de_todos(filtro, contexto.dominios.unidades)


def dos(contexto: Contexto, lista: FiltroRA) -> ColumnElement[bool]:
    """Build the condition of a list."""
    return and_(true(), *condicoes(contexto, lista))


def faixas(coluna: Any, todas: Iterable[Faixa], condicao: ColumnElement[bool]) -> list[ColumnElement[int]]:
    """Count in each range of days, labelled ``f0``, ``f1``…; whole days of a date or of a time without zone."""
    return [
        func.count().filter(condicao, *_na_faixa(coluna, faixa)).label(f"f{numero}")
        for numero, faixa in enumerate(todas)
    ]


def _na_faixa(coluna: Any, faixa: Faixa) -> list[ColumnElement[bool]]:
    resultado: list[ColumnElement[bool]] = []
    if faixa.ate is not None:
        resultado.append(coluna >= HOJE - faixa.ate)
    if faixa.de is not None:
        resultado.append(coluna < HOJE - faixa.de + 1)
    return resultado


def lidas(linha: dict[str, Any]) -> tuple[int, ...]:
    """Take the counts of :func:`faixas` from a row."""
    quantas = sum(nome[0] == "f" and nome[1:].isdigit() for nome in linha)
    return tuple(linha[f"f{numero}"] for numero in range(quantas))


def ler(session: Session, consulta: Consulta) -> tuple[datetime, list[dict[str, Any]]]:
    """Read the rows and the time in one statement, so that an empty reading has its time too."""
    with _planejada_na_hora(session):
        momento, achadas = session.execute(select(agora(), linhas(consulta))).one()
    return momento, achadas


@contextmanager
def _planejada_na_hora(session: Session) -> Iterator[None]:
    """Keep the driver from preparing what it saw often: one plan for any period and any units costs several times more.

    The server would take it for the cheaper one, not knowing how much a year is (spec 60 §5).
    """
    conexao: Any = session.connection().connection.driver_connection
    antes, conexao.prepare_threshold = conexao.prepare_threshold, None
    try:
        yield
    finally:
        conexao.prepare_threshold = antes


def dias(periodo: Periodo) -> tuple[date, date]:
    """Give both ends of a period that was verified."""
    if periodo.inicial is None or periodo.final is None:
        raise ValueError("an open period")
    return periodo.inicial, periodo.final


def nome_da_unidade(contexto: Contexto, unidade_id: int | None) -> str:
    """Name a unit; one that was made after the log-in goes by its code."""
    if unidade_id is None:
        return SEM_UNIDADE
    unidade = contexto.dominios.unidades.get(unidade_id)
    return unidade.descricao if unidade else f"Unidade {unidade_id}"


def nome_da_especificacao(contexto: Contexto, especificacao_id: int) -> tuple[str, int | None]:
    """Name an especificação and tell its tipo."""
    especificacao = contexto.dominios.especificacoes.get(especificacao_id)
    if especificacao is None:
        return f"Especificação {especificacao_id}", None
    return especificacao.descricao, especificacao.tipo_id

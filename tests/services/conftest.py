"""Fixtures of the use cases: a person at the counter, and what the program knows after the log-in."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.services.sessao import entrar
from tests.support.banco import conectar


@pytest.fixture
def atendente(como: Callable[[str], Banco]) -> Banco:
    """The database as the atendente of the loja meets it."""
    return como("atendente")


@pytest.fixture
def contexto(atendente: Banco) -> Contexto:
    """The atendente with the domain rows."""
    return atendente.executar(entrar)


@pytest.fixture
def mesa(como: Callable[[str], Banco]) -> Banco:
    """The database as the unit that holds nearly all the RAs of the town meets it."""
    return como("atendente2")


@pytest.fixture
def ctx(mesa: Banco) -> Contexto:
    """The person of ``mesa`` with the domain rows."""
    return mesa.executar(entrar)


@pytest.fixture
def base(dsn: URL) -> Iterator[psycopg.Connection[Any]]:
    """A plain connection of the superuser, rows as dictionaries."""
    with conectar(dsn) as conexao:
        conexao.row_factory = dict_row  # type: ignore[assignment]  # the connection is typed for tuples
        yield conexao

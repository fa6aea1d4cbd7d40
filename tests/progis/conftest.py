"""An intake with nothing but the narrow role, and the superuser beside it."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row
from sqlalchemy import URL

from tests.support.banco import SENHA, conectar


@pytest.fixture
def base(dsn: URL) -> Iterator[psycopg.Connection[Any]]:
    with conectar(dsn) as conexao:
        conexao.row_factory = dict_row  # type: ignore[assignment]  # the connection is typed for tuples
        yield conexao


@pytest.fixture
def url_da_entrada(dsn: URL, base: Any, worker_id: str) -> Iterator[URL]:
    nome = f"intake_{worker_id}"
    base.execute(f"DROP ROLE IF EXISTS {nome}")
    base.execute(f"CREATE ROLE {nome} LOGIN PASSWORD '{SENHA}' IN ROLE gsan_desk_intake")
    yield dsn.set(username=nome, password=SENHA)
    base.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (nome,))
    base.execute(f"DROP ROLE {nome}")


@pytest.fixture
def entrada(url_da_entrada: URL) -> Iterator[psycopg.Connection[Any]]:
    with conectar(url_da_entrada) as conexao:
        yield conexao

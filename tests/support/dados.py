"""Short ways to look into a database, and a base as ``banco criar`` leaves it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import URL

from gsan_desk.database import instalacao
from gsan_desk.database.dados.linhas import tabelas
from gsan_desk.database.embutido import ServidorEmbutido
from tests.support.banco import conectar

Conexao = psycopg.Connection[Any]


def um(conexao: Conexao, consulta: str, *valores: object) -> Any:
    """The only row; of one column, its value."""
    linha = conexao.execute(consulta, valores).fetchone()
    assert linha is not None, "no row"
    return linha[0] if len(linha) == 1 else tuple(linha)


def varios(conexao: Conexao, consulta: str, *valores: object) -> set[Any]:
    """The different values of the only column."""
    return {linha[0] for linha in conexao.execute(consulta, valores)}


def resumo(conexao: Conexao, sem: str = "") -> dict[str, str]:
    """Digest of each table's rows, leaving a column kind out by the end of its name."""
    return {
        nome: um(
            conexao,
            f"SELECT md5(coalesce(string_agg(linha, '' ORDER BY linha), '')) FROM ("
            f" SELECT (SELECT string_agg(c.key || c.value, ',' ORDER BY c.key) FROM jsonb_each_text(to_jsonb(t)) AS c"
            f" WHERE %s = '' OR NOT c.key LIKE '%%' || %s) AS linha FROM {nome} AS t) AS linhas",
            sem,
            sem,
        )
        for nome in tabelas()
    }


@contextmanager
def base_vazia(servidor: ServidorEmbutido, nome: str) -> Iterator[URL]:
    """Make a new base, and drop it at the end."""
    with conectar(servidor.url()) as conexao:
        conexao.execute(f"CREATE DATABASE {nome} TEMPLATE template0 ENCODING 'UTF8'")
    instalacao.criar(servidor.url(nome), "America/Recife", "treinamento")
    try:
        yield servidor.url(nome)
    finally:
        with conectar(servidor.url()) as conexao:
            conexao.execute(f"DROP DATABASE {nome} WITH (FORCE)")

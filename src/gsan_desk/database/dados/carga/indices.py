"""The plain indexes of the tables that a load fills: gone while it runs, and written down first, lest they be lost.

Only in a base of ours without RAs, or the training's; an adopted base loses nothing, not for a moment.
"""

from collections.abc import Iterable
from typing import Any

from psycopg import Connection

_GUARDAR = """
CREATE TABLE IF NOT EXISTS gsan_desk.carga_indice (ordem integer, esquema text, nome text, tabela text, definicao text);
"""
_LISTAR = """
INSERT INTO gsan_desk.carga_indice
SELECT row_number() OVER (ORDER BY pg_relation_size(i.indexrelid) DESC, c.relname), n.nspname, c.relname,
    i.indrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE i.indrelid = ANY (%s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
"""


def retirar(conexao: Connection[Any], tabelas: Iterable[str]) -> None:
    """Drop the indexes that back no constraint, having noted how they are made, in one transaction."""
    with conexao.transaction():
        conexao.execute(_GUARDAR)
        conexao.execute(_LISTAR, (list(tabelas),))
        for esquema, nome in conexao.execute("SELECT esquema, nome FROM gsan_desk.carga_indice").fetchall():
            conexao.execute(f'DROP INDEX "{esquema}"."{nome}"')


def faltantes(conexao: Connection[Any]) -> dict[str, list[str]]:
    """Tell by table which noted indexes are not there, the larger tables first."""
    if conexao.execute("SELECT to_regclass('gsan_desk.carga_indice')").fetchone() == (None,):
        return {}
    linhas = conexao.execute(
        "SELECT tabela, definicao FROM gsan_desk.carga_indice"
        " WHERE to_regclass(format('%I.%I', esquema, nome)) IS NULL ORDER BY ordem"
    ).fetchall()
    achados: dict[str, list[str]] = {}
    for tabela, definicao in linhas:
        achados.setdefault(tabela, []).append(definicao)
    return achados


def esquecer(conexao: Connection[Any]) -> None:
    """Throw the notes away once every index is back."""
    conexao.execute("DROP TABLE IF EXISTS gsan_desk.carga_indice")

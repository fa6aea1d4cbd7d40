"""What ``verificar`` says of the server and of the database as a whole; every statement runs on PostgreSQL 9.4 too."""

from typing import Any

import psycopg

from gsan_desk.database.instalacao import VERSAO_MINIMA

_AJUSTES = (
    "server_encoding",
    "TimeZone",
    "max_prepared_transactions",
    "password_encryption",
    "ssl",
    "max_connections",
    "lc_collate",
    "log_timezone",
)
_TAMANHOS = """
SELECT n.nspname || '.' || c.relname, greatest(c.reltuples, 0)::bigint, pg_total_relation_size(c.oid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 3 DESC, 1 LIMIT 10
"""
_CONVERSOES = """
SELECT castsource::regtype::text FROM pg_cast
WHERE casttarget = 'text'::regtype AND castcontext = 'i' AND castfunc > 16383 ORDER BY 1
"""


def servidor(conexao: psycopg.Connection[Any]) -> dict[str, Any]:
    """Say which server it is and what matters of its settings."""
    numero = conexao.info.server_version
    ajustes = dict(
        conexao.execute("SELECT name, setting FROM pg_settings WHERE name = ANY (%s)", (list(_AJUSTES),)).fetchall()
    )
    reserva, preparadas = conexao.execute(
        "SELECT pg_is_in_recovery(), (SELECT count(*) FROM pg_prepared_xacts WHERE database = current_database())"
    ).fetchone() or (False, 0)
    return {
        "versao": str(conexao.info.parameter_status("server_version")),
        "numero": numero,
        "suportado": numero >= VERSAO_MINIMA,
        "codificacao": ajustes.get("server_encoding", ""),
        "fuso": ajustes.get("TimeZone", ""),
        "ordenacao": _ordenacao(conexao),
        "max_connections": int(ajustes.get("max_connections", 0)),
        "max_prepared_transactions": int(ajustes.get("max_prepared_transactions", 0)),
        "transacoes_preparadas": preparadas,
        "password_encryption": ajustes.get("password_encryption", ""),
        "ssl": ajustes.get("ssl", "off") == "on",
        "reserva": reserva,
        "conversoes_implicitas": [tipo for (tipo,) in conexao.execute(_CONVERSOES)],
    }


def tamanho(conexao: psycopg.Connection[Any]) -> dict[str, Any]:
    """Say how big the database and its biggest tables are, in bytes; rows as the server estimates them."""
    nome, total = conexao.execute(
        "SELECT current_database()::text, pg_database_size(current_database())"
    ).fetchone() or ("", 0)
    maiores = [
        {"tabela": tabela, "linhas": linhas, "bytes": tamanho_da_tabela}
        for tabela, linhas, tamanho_da_tabela in conexao.execute(_TAMANHOS)
    ]
    return {"banco": nome, "bytes": total, "maiores": maiores}


def _ordenacao(conexao: psycopg.Connection[Any]) -> str:
    linha = conexao.execute("SELECT datcollate::text FROM pg_database WHERE datname = current_database()").fetchone()
    return str(linha[0]) if linha else ""

"""All statements that make what is ours, in order, taken from where a new base is made: nothing is written twice."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import psycopg
from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql

from gsan_desk.database import papeis
from gsan_desk.database.adocao.comandos import Comando, ler, separar

_MIGRACOES = Path(__file__).parent.parent / "migrations"
AUSENTES = (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName, psycopg.errors.UndefinedFunction)


def revisoes() -> tuple[str, ...]:
    """Name the revisions of our own schema, the oldest first."""
    return tuple(revisao.revision for revisao in _do_ramo())


def do_esquema() -> Iterator[Comando]:
    """Give the statements of our own schema, its triggers on tables of GSAN included."""
    gravador = _Gravador(None)
    contexto = cast(MigrationContext, SimpleNamespace(impl=SimpleNamespace(bind=gravador), opts={}))
    with Operations.context(contexto):
        for revisao in _do_ramo():
            revisao.module.upgrade()
    yield from gravador.comandos


def dos_direitos(conexao: psycopg.Connection[Any]) -> list[Comando]:
    """Give the statements of roles, grants and policies that this base lacks; only reads."""
    gravador = _Gravador(conexao)
    papeis.aplicar(cast("psycopg.Connection[Any]", gravador))
    return gravador.comandos


def _do_ramo() -> list[Any]:
    config = Config()
    config.set_main_option("script_location", str(_MIGRACOES))
    return list(ScriptDirectory.from_config(config).iterate_revisions("desk@head", "base"))[::-1]


class _Gravador:
    """Stands where a connection is expected: asks the base what is asked, and keeps what would be changed."""

    def __init__(self, conexao: psycopg.Connection[Any] | None) -> None:
        self._conexao = conexao
        self.comandos: list[Comando] = []

    def exec_driver_sql(self, texto: str) -> None:
        """Keep a script of a migration."""
        self._guardar(texto)

    def execute(self, comando: Any, valores: Any = None) -> Any:
        """Ask, or keep; a question about what is not there is answered with nothing."""
        texto = _texto(comando, self._conexao)
        if self._conexao is None or not texto.lstrip().startswith("SELECT"):
            self._guardar(texto)
            return _Nada()
        try:
            with self._conexao.transaction():
                return self._conexao.execute(comando, valores)
        except AUSENTES:
            return _Nada()

    def _guardar(self, texto: str) -> None:
        self.comandos.extend(ler(parte) for parte in separar(texto))


class _Nada:
    """An answer without rows."""

    def fetchone(self) -> None:
        """Give no row."""

    def fetchall(self) -> list[Any]:
        """Give no rows."""
        return []

    def __iter__(self) -> Iterator[Any]:
        return iter(())


def _texto(comando: Any, conexao: psycopg.Connection[Any] | None) -> str:
    if isinstance(comando, bytes):
        return comando.decode()
    if isinstance(comando, sql.Composable):
        return comando.as_string(conexao)
    return str(comando)

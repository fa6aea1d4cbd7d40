"""What the server reads for an operation: each statement is explained, and undone, just before it is really sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from sqlalchemy import Engine, event

EXPLICAVEIS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "MERGE")


@dataclass(slots=True)
class Esforco:
    """Rows that leaves of the plans looked at, pages of 8 kB, and the indexes that they went by."""

    linhas: int = 0
    paginas: int = 0
    indices: set[str] = field(default_factory=set)

    def somar(self, plano: dict[str, Any]) -> None:
        """Add a plan, with those below it."""
        self.paginas += plano.get("Shared Hit Blocks", 0) + plano.get("Shared Read Blocks", 0)
        self._descer(plano)

    def _descer(self, plano: dict[str, Any]) -> None:
        if nome := plano.get("Index Name"):
            self.indices.add(nome)
        if "Relation Name" in plano:
            lidas = plano.get("Rows Removed by Filter", 0) + plano.get("Rows Removed by Index Recheck", 0)
            self.linhas += round((plano.get("Actual Rows", 0) + lidas) * plano.get("Actual Loops", 1))
        for abaixo in plano.get("Plans", ()):
            self._descer(abaixo)


@contextmanager
def observar(engine: Engine) -> Iterator[Esforco]:
    """Collect what the statements sent meanwhile read; it doubles their time."""
    esforco = Esforco()

    def explicar(_conexao: Any, cursor: Any, comando: str, parametros: Any, *_resto: Any) -> None:
        if comando.lstrip().upper().startswith(EXPLICAVEIS):
            _explicar(cursor.connection, comando, parametros, esforco)

    event.listen(engine, "before_cursor_execute", explicar)
    try:
        yield esforco
    finally:
        event.remove(engine, "before_cursor_execute", explicar)


def _explicar(conexao: psycopg.Connection[Any], comando: str, parametros: Any, esforco: Esforco) -> None:
    with conexao.cursor() as cursor:
        cursor.execute("SAVEPOINT explicado")
        try:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {comando}", parametros)
            ((plano,),) = cursor.fetchall()
            esforco.somar(plano[0]["Plan"])
        except psycopg.Error:
            pass  # what the server refuses to explain, it refuses to the operation, which will say so
        finally:
            cursor.execute("ROLLBACK TO SAVEPOINT explicado")
            cursor.execute("RELEASE SAVEPOINT explicado")  # the policies ask who made a row, by its transaction

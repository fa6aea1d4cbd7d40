"""Statements as the driver gets them: how many, and by which plan."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session


@contextmanager
def comandos(sessao: Session) -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that run inside, with their parameters."""
    vistos: list[tuple[str, Any]] = []

    def anotar(conexao: Any, cursor: Any, comando: str, parametros: Any, *resto: Any) -> None:
        vistos.append((comando, parametros))

    conexao = sessao.connection()
    event.listen(conexao, "before_cursor_execute", anotar)
    try:
        yield vistos
    finally:
        event.remove(conexao, "before_cursor_execute", anotar)


def plano(sessao: Session, vistos: list[tuple[str, Any]]) -> str:
    """Explain the collected statements with sequential scans forbidden wherever an index will do."""
    conexao = sessao.connection()
    conexao.exec_driver_sql("SET LOCAL enable_seqscan = off")
    linhas: list[str] = []
    for comando, parametros in vistos:
        linhas += conexao.exec_driver_sql(f"EXPLAIN (COSTS OFF) {comando}", parametros).scalars()
    return "\n".join(linhas)

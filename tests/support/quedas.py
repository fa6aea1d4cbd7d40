"""The server that drops a connection at a chosen moment of a save, and what the base holds before and after."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from gsan_desk.database.papeis import FAMILIAS
from tests.support.travas import derrubar

CONFIRMACAO = 0
"""Stands for the moment of the COMMIT, before it is sent."""
_DE_FORA = {"gsan_desk.sms_ajustes"}


def impressao(base: Any) -> dict[str, str]:
    """Give a digest of every table that people write, and of the audit."""
    escritas = {e.qualificada for f in FAMILIAS for e in f.escritas}
    nossas = {str(modelo.__table__) for f in FAMILIAS for modelo, _ in f.nossas}
    tabelas = sorted((escritas | nossas | {"gsan_desk.auditoria", "cadastro.cliente"}) - _DE_FORA)
    consultas = (
        f"SELECT '{t}' AS tabela, coalesce(md5(string_agg(l::text, '|' ORDER BY l::text)), '') AS resumo FROM {t} AS l"
        for t in tabelas
    )
    return {linha["tabela"]: linha["resumo"] for linha in base.execute(" UNION ALL ".join(consultas)).fetchall()}


@contextmanager
def queda(engine: Engine, base: Any, momento: int) -> Iterator[None]:
    """Drop the connection of each transaction before its statement of that number, counted from 1."""
    enviados = 0

    def comecar(_conexao: Any) -> None:
        nonlocal enviados
        enviados = 0

    def enviar(conexao: Any, *_resto: Any) -> None:
        nonlocal enviados
        enviados += 1
        if enviados == momento:
            _derrubar(base, conexao)

    def confirmar(conexao: Any) -> None:
        if momento == CONFIRMACAO:
            _derrubar(base, conexao)

    with _ouvindo(engine, begin=comecar, before_cursor_execute=enviar, commit=confirmar):
        yield


@contextmanager
def resposta_perdida(engine: Engine, base: Any) -> Iterator[None]:
    """Let the first COMMIT arrive and lose its answer: who sent it cannot know what became of it."""
    perdidas = 0

    def confirmar(conexao: Any) -> None:
        nonlocal perdidas
        perdidas += 1
        if perdidas == 1:
            conexao.connection.driver_connection.commit()
            _derrubar(base, conexao)

    with _ouvindo(engine, commit=confirmar):
        yield


@contextmanager
def _ouvindo(engine: Engine, **ouvintes: Any) -> Iterator[None]:
    for nome, ouvinte in ouvintes.items():
        event.listen(engine, nome, ouvinte)
    try:
        yield
    finally:
        for nome, ouvinte in ouvintes.items():
            event.remove(engine, nome, ouvinte)


def _derrubar(base: Any, conexao: Any) -> None:
    derrubar(base, conexao.connection.driver_connection.info.backend_pid)

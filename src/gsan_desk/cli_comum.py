"""What every command that talks to a database shares."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from gsan_desk.domain.erros import ErroDeUso

Dsn = Annotated[
    str, typer.Option("--dsn", envvar="GSAN_DESK_DSN", help="postgresql://usuario:senha@servidor:5432/banco")
]


@contextmanager
def recusas(codigo: int = 1) -> Iterator[None]:
    """Turn an expected refusal into one line and an exit code."""
    import psycopg  # noqa: PLC0415 - keeps the other commands quick
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    try:
        yield
    except (ErroDeUso, ValueError) as erro:
        typer.echo(str(erro), err=True)
        raise typer.Exit(codigo) from erro
    except (DBAPIError, psycopg.Error) as erro:
        original = erro.orig if isinstance(erro, DBAPIError) else erro
        typer.echo(f"O servidor recusou: {str(original).strip().splitlines()[0]}", err=True)
        raise typer.Exit(codigo) from erro

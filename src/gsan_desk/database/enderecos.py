"""Addresses of databases, as people and settings write them."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

LOCAIS = {None, "", "localhost", "127.0.0.1", "::1"}


def ler(dsn: str) -> URL:
    """Read ``postgresql://usuario:senha@host:porta/banco``; TLS is demanded of any host that is not this machine.

    Raises:
        ValueError: the text is no such address.
    """
    texto = dsn if "://" in dsn else f"postgresql://{dsn}"
    try:
        url = make_url(texto)
    except (ArgumentError, ValueError) as erro:
        raise ValueError(f"Endereço de base inválido: {dsn}") from erro
    if not url.drivername.startswith("postgres"):
        raise ValueError("A base precisa ser PostgreSQL: postgresql://…")
    url = url.set(drivername="postgresql+psycopg")
    if url.host not in LOCAIS and "sslmode" not in url.query:
        url = url.update_query_dict({"sslmode": "verify-full"})
    return url

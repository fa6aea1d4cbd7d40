"""Addresses of databases, as people and settings write them."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from gsan_desk.certificado import arquivo_das_autoridades

LOCAIS = {None, "", "localhost", "127.0.0.1", "::1"}


def ler(dsn: str, autoridades: Path | None = None) -> URL:
    """Read ``postgresql://usuario:senha@host:porta/banco``; TLS is demanded of any host that is not this machine.

    Several hosts are written as ``…@/banco?host=um:5432&host=outro:5432&target_session_attrs=read-write``.

    Args:
        autoridades: certificates by which servers are known, when there are any; else where libpq looks.

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
    if e_local(url):
        return url
    url = url if "sslmode" in url.query else url.update_query_dict({"sslmode": "verify-full"})
    conhecidas = autoridades or arquivo_das_autoridades()
    if "sslrootcert" not in url.query and conhecidas.exists():
        url = url.update_query_dict({"sslrootcert": str(conhecidas)})
    return url


def e_local(url: URL) -> bool:
    """Tell whether every host is this machine; one that starts with ``/`` is a socket."""
    pedidos = url.query.get("host", ())
    varios = (pedidos,) if isinstance(pedidos, str) else pedidos
    nomes = [parte for pedido in varios for parte in pedido.split(",")] or [url.host or ""]
    return all(nome.startswith("/") or _sem_porta(nome) in LOCAIS for nome in nomes)


def _sem_porta(nome: str) -> str:
    return nome if nome.count(":") != 1 else nome.partition(":")[0]


def parametros(url: URL) -> dict[str, str]:
    """Give what libpq asks for, several hosts included."""
    _, nomeados = url.get_dialect()().create_connect_args(url)
    return {nome: str(valor) for nome, valor in nomeados.items() if nome != "context"}

"""A PgBouncer of our own in front of the measured server, lending connections by transaction."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import psycopg
from sqlalchemy import URL

from bench.base import Bancada

PORTA, CONEXOES = 6543, 40
_CONFIGURACAO = """
[databases]
{banco} = host={host} port={porta} dbname={banco}
[pgbouncer]
listen_addr =
unix_socket_dir = {pasta}
listen_port = {nossa}
auth_type = scram-sha-256
auth_file = {pasta}/pessoas.txt
pool_mode = transaction
default_pool_size = {conexoes}
max_client_conn = 2000
ignore_startup_parameters = extra_float_digits
log_connections = 0
log_disconnections = 0
"""


class Pooler:
    """The pooler, and the address by which the desks reach it."""

    def __init__(self, url: URL) -> None:
        self.url = url

    @staticmethod
    def ha() -> bool:
        """Tell whether PgBouncer is installed."""
        return shutil.which("pgbouncer") is not None

    @classmethod
    @contextmanager
    def ligado(cls, bancada: Bancada) -> "Iterator[Pooler]":
        """Start it with the secrets that the server has, and stop it."""
        with tempfile.TemporaryDirectory(prefix="gsan-desk-pooler-") as nome:
            pasta = Path(nome)
            _configurar(bancada, pasta)
            programa = ["pgbouncer", "-q", str(pasta / "ini")]
            if os.geteuid() == 0:  # it refuses to run as root, and has to enter where the server's socket is
                dono = Path(str(bancada.url.query["host"])).owner()
                programa[1:1] = ["-u", dono]
                for caminho in (pasta, *pasta.iterdir()):
                    shutil.chown(caminho, dono)
            processo = subprocess.Popen(programa, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - what is installed
            try:
                _esperar(pasta / f".s.PGSQL.{PORTA}")
                yield cls(bancada.url.update_query_dict({"host": str(pasta), "port": str(PORTA)}))
            finally:
                processo.terminate()
                processo.wait()


def _configurar(bancada: Bancada, pasta: Path) -> None:
    url = bancada.url
    with bancada.superusuario() as conexao:
        segredos = conexao.execute("SELECT rolname, rolpassword FROM pg_authid WHERE rolpassword <> ''").fetchall()
    (pasta / "pessoas.txt").write_text("".join(f'"{papel}" "{segredo}"\n' for papel, segredo in segredos))
    (pasta / "ini").write_text(
        _CONFIGURACAO.format(
            banco=url.database,
            host=url.query["host"],
            porta=url.query["port"],
            pasta=pasta,
            nossa=PORTA,
            conexoes=CONEXOES,
        )
    )


def _esperar(soquete: Path) -> None:
    fim = monotonic() + 10
    while monotonic() < fim:
        with socket.socket(socket.AF_UNIX) as sonda:
            if soquete.exists() and sonda.connect_ex(str(soquete)) == 0:
                return
        sleep(0.05)
    raise psycopg.OperationalError("o PgBouncer não abriu")

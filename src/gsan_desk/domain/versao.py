"""Versions of the program, and the installer that an administrador offers to the workstations."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from gsan_desk.domain.erros import ErroDeUso

_VERSAO = re.compile(r"\d{1,6}(\.\d{1,6}){1,3}")
_PACOTES = {".exe": "win32", ".deb": "linux"}


class InstaladorRecusado(ErroDeUso):
    """The installer cannot be had, or is not the one that was published."""


@dataclass(frozen=True, slots=True)
class Instalador:
    """Where the workstations find it, as they see the path, and its SHA-256 in lower-case hexadecimal."""

    lugar: str
    sha256: str

    @property
    def nome(self) -> str:
        """Name of the file; a path of Windows is understood everywhere."""
        return PureWindowsPath(self.lugar).name

    def serve(self, plataforma: str) -> bool:
        """Whether it installs on a system, named as ``sys.platform`` does."""
        return _PACOTES.get(PureWindowsPath(self.lugar).suffix.lower()) == plataforma


@dataclass(frozen=True, slots=True)
class VersaoNova:
    """A client newer than this one; ``instalador`` is ``None`` where nobody said where it is."""

    versao: str
    instalador: Instalador | None = None


def numero(versao: str) -> tuple[int, ...]:
    """Give what versions are compared by.

    Raises:
        ValueError: it is no version.
    """
    if _VERSAO.fullmatch(versao) is None:
        raise ValueError(f"Versão inválida: {versao}. Escreva, por exemplo, 1.2.0.")
    return tuple(int(parte) for parte in versao.split("."))


def conferir_lugar(lugar: str) -> str:
    """Give the place back when every workstation may understand it.

    Raises:
        ValueError: it is relative, or no installer of ours.
    """
    if not (PureWindowsPath(lugar).is_absolute() or PurePosixPath(lugar).is_absolute()):
        raise ValueError(
            r"Diga o caminho do instalador como as estações o veem, inteiro: \\servidor\pasta\arquivo.exe."
        )
    if PureWindowsPath(lugar).suffix.lower() not in _PACOTES:
        raise ValueError("O instalador é um arquivo .exe (Windows) ou .deb (Debian).")
    return lugar

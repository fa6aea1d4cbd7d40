"""Drafts of forms: kept on this machine while somebody types, offered again after a crash.

A screen keeps one key per open form::

    rascunhos.guardar(chave, "Inserir RA", formulario.rascunho())   # on every change: throttled
    rascunhos.descartar(chave)                                      # concluded, or thrown away
    for rascunho in rascunhos.listar("inserir_ra"): ...             # when the function opens
"""

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from gsan_desk.ui import gravacao
from gsan_desk.ui.state import pasta_do_usuario


@dataclass(frozen=True, slots=True)
class Rascunho:
    """A draft as stored; ``quando`` is this machine's clock, in seconds of the epoch."""

    chave: str
    titulo: str
    quando: float
    dados: dict[str, Any]


class Rascunhos(QObject):
    """The drafts of one person on one base.

    A key is ``funcao:identificador`` (``inserir_ra:3f2c…``); only letters, digits, ``_``, ``-`` and ``:``.
    """

    def __init__(self, pasta: Path | None = None, intervalo: int = 1500, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pasta = pasta or pasta_do_usuario() / "rascunhos"
        self._gravador = gravacao.Gravador(intervalo, parent=self)

    def guardar(self, chave: str, titulo: str, dados: dict[str, Any]) -> None:
        """Keep the draft under its key, replacing the former one."""
        conteudo = {"chave": chave, "titulo": titulo, "quando": time.time(), "dados": dados}
        self._gravador.marcar(self._arquivo(chave), conteudo)

    def obter(self, chave: str) -> Rascunho | None:
        """Read one draft."""
        self._gravador.descarregar()
        return _montar(gravacao.ler(self._arquivo(chave)))

    def listar(self, funcao: str) -> tuple[Rascunho, ...]:
        """List the drafts whose key begins with ``funcao:``, newest first."""
        self._gravador.descarregar()
        arquivos = self._pasta.glob(f"{_nome(funcao)}~*.json")
        achados = (_montar(gravacao.ler(arquivo)) for arquivo in arquivos)
        return tuple(sorted((r for r in achados if r), key=lambda r: r.quando, reverse=True))

    def descartar(self, chave: str) -> None:
        """Forget a draft."""
        self._gravador.marcar(self._arquivo(chave), None)

    def descarregar(self) -> None:
        """Write to the disk what is still owed."""
        self._gravador.descarregar()

    def _arquivo(self, chave: str) -> Path:
        return self._pasta / f"{_nome(chave)}.json"


def _nome(chave: str) -> str:
    if not re.fullmatch(r"[\w:-]+", chave, re.ASCII):
        raise ValueError(f"chave de rascunho imprópria: {chave!r}")
    return chave.replace(":", "~")


def _montar(conteudo: dict[str, Any]) -> Rascunho | None:
    try:
        return Rascunho(
            str(conteudo["chave"]), str(conteudo["titulo"]), float(conteudo["quando"]), dict(conteudo["dados"])
        )
    except (KeyError, TypeError, ValueError):
        return None

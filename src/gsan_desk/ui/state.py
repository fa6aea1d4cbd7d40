"""What the workstation remembers of a person: columns, geometry, theme, last server and login; never a password."""

import copy
from pathlib import Path
from typing import Any, cast

import platformdirs
from PySide6.QtCore import QObject

from gsan_desk.ui import gravacao


def pasta_do_usuario() -> Path:
    """Give the folder where state and drafts live."""
    return Path(platformdirs.user_data_dir("gsan-desk", appauthor=False))


class Estado(QObject):
    """A dictionary in a file. Keys in use: ``tema``, ``servidor``, ``usuario``, ``janela.*``, ``tabela.*``, ``teclas``,
    ``historico.*``, ``sms.conexao``.

    Values are JSON; they are copied both ways, so that what a screen holds is its own.
    """

    def __init__(self, arquivo: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arquivo = arquivo or pasta_do_usuario() / "estado.json"
        self._dados = gravacao.ler(self._arquivo)
        self._gravador = gravacao.Gravador(parent=self)

    def obter(self, chave: str, padrao: Any = None) -> Any:
        """Read a value."""
        return copy.deepcopy(self._dados.get(chave, padrao))

    def texto(self, chave: str, padrao: str = "") -> str:
        """Read a value that must be a text."""
        valor = self._dados.get(chave)
        return valor if isinstance(valor, str) else padrao

    def mapa(self, chave: str) -> dict[str, Any]:
        """Read a value that must be an object."""
        valor = self._dados.get(chave)
        return cast("dict[str, Any]", copy.deepcopy(valor)) if isinstance(valor, dict) else {}

    def guardar(self, chave: str, valor: Any) -> None:
        """Write a value; the file follows a moment later."""
        if self._dados.get(chave) != valor:
            self._dados[chave] = copy.deepcopy(valor)
            self._gravador.marcar(self._arquivo, dict(self._dados))

    def descarregar(self) -> None:
        """Write to the disk what is still owed."""
        self._gravador.descarregar()

"""Where a file goes: one question, asked without stopping the loop."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from gsan_desk.ui.bridge import abrir_dialogo


async def escolher_destino(parent: QWidget, titulo: str, nome: str, formatos: Sequence[tuple[str, str]]) -> Path | None:
    """Ask for a file to write; ``formatos`` are (description, extension), the first one offered."""
    dialogo = QFileDialog(parent, titulo)
    dialogo.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialogo.setFileMode(QFileDialog.FileMode.AnyFile)
    dialogo.setNameFilters([f"{descricao} (*.{extensao})" for descricao, extensao in formatos])
    dialogo.setDefaultSuffix(formatos[0][1])
    dialogo.filterSelected.connect(lambda filtro: dialogo.setDefaultSuffix(filtro.rpartition("*.")[2].rstrip(")")))
    dialogo.selectFile(f"{nome}.{formatos[0][1]}")
    try:
        aceito = await abrir_dialogo(dialogo)
        return Path(dialogo.selectedFiles()[0]) if aceito else None
    finally:
        dialogo.deleteLater()

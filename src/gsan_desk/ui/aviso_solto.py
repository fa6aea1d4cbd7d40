"""A message in a window of its own, for a command that a browser called."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from gsan_desk.ui.bridge import Saida, executar_laco


def mostrar(mensagem: str) -> None:
    """Show it, plain, until the person closes it."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("gsan-desk")
    caixa = QMessageBox(QMessageBox.Icon.Warning, "gsan-desk", mensagem)
    caixa.setTextFormat(Qt.TextFormat.PlainText)

    async def principal(saida: Saida) -> None:
        caixa.finished.connect(saida.pedir)
        caixa.open()

    executar_laco(app, principal)

"""Buttons that appear with a message: a widget put into a layout is visible a turn of the loop later."""

from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton, QWidget


def apertar(qtbot: Any, pagina: QWidget, nome: str) -> None:
    """Wait for the one button with this text, and press it."""

    def achados() -> list[QPushButton]:
        return [b for b in pagina.findChildren(QPushButton) if b.isVisible() and b.text().replace("&", "") == nome]

    qtbot.waitUntil(lambda: len(achados()) == 1)
    achados()[0].click()


def com_foco(qtbot: Any, nome: str) -> None:
    """Wait until the button with this text has the focus."""

    def texto() -> str:
        foco = QApplication.focusWidget()
        return foco.text().replace("&", "") if isinstance(foco, QPushButton) else ""

    qtbot.waitUntil(lambda: texto() == nome)

"""A person at the keyboard: keys go to whatever has the focus, as on a desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sqlalchemy import event


@dataclass(frozen=True, slots=True)
class Teclado:
    """Types with pytest-qt."""

    qtbot: Any

    def digitar(self, texto: str) -> None:
        """Type a text."""
        self.qtbot.keyClicks(self._foco(), texto)

    def tecla(self, tecla: Qt.Key, modificador: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key."""
        self.qtbot.keyClick(self._foco(), tecla, modificador)

    def esperar_janela(self, classe: type[QDialog]) -> Any:
        """Wait until a window of the class is open and has the focus."""

        def aberta() -> Any:
            janela = QApplication.activeWindow()
            return janela if isinstance(janela, classe) and janela.focusWidget() else None

        self.qtbot.waitUntil(lambda: aberta() is not None)
        return aberta()

    def _foco(self) -> QWidget:
        foco = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert foco is not None, "nothing has the focus"
        return foco


@contextmanager
def contar(engine: Any) -> Iterator[list[str]]:
    """Collect the statements sent meanwhile."""
    enviados: list[str] = []

    def anotar(_conexao: Any, _cursor: Any, texto: str, *_: Any) -> None:
        enviados.append(texto)

    event.listen(engine, "before_cursor_execute", anotar)
    try:
        yield enviados
    finally:
        event.remove(engine, "before_cursor_execute", anotar)

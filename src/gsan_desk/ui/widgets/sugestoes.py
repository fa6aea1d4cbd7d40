"""The list that drops under a field while somebody types; the field keeps the focus."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

VISIVEIS = 10


class Sugestoes(QListWidget):
    """Rows to pick with arrows, PgUp, PgDn and Enter, or with the mouse; Esc closes.

    Signals:
        escolhida: the row picked.
    """

    escolhida = Signal(object)

    def __init__(self, campo: QWidget, rotulo: Callable[[Any], str]) -> None:
        super().__init__(campo)
        self.setObjectName("sugestoes")
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Sugestões")
        self.hide()
        self._campo = campo
        self._rotulo = rotulo
        self._itens: list[Any] = []
        self.itemClicked.connect(lambda _: self._escolher())

    def mostrar(self, itens: Sequence[Any]) -> None:
        """Show rows under the field; none closes the list."""
        self.clear()
        self._itens = list(itens)
        self.addItems([self._rotulo(item) for item in self._itens])
        if not self._itens:
            self.hide()
            return
        altura = max(self.sizeHintForRow(0), 1) * min(len(self._itens), VISIVEIS) + 2 * self.frameWidth() + 8
        self.resize(max(self._campo.width(), self.sizeHintForColumn(0) + 40), altura)
        self.move(self._campo.mapToGlobal(QPoint(0, self._campo.height())))
        self.show()
        self.raise_()

    def tecla(self, evento: QKeyEvent) -> bool:
        """Use a key typed in the field; tell whether it was ours."""
        tecla = Qt.Key(evento.key())
        if not self.isVisible():
            return False
        if tecla == Qt.Key.Key_Escape:
            self.hide()
            return True
        if tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self._escolher()
            return True
        return self._andar(tecla)

    def _andar(self, tecla: Qt.Key) -> bool:
        passos = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: VISIVEIS,
            Qt.Key.Key_PageUp: -VISIVEIS,
        }
        if tecla not in passos:
            return False
        linha = self.currentRow() + passos[tecla]
        self.setCurrentRow(min(max(linha, 0), self.count() - 1))
        return True

    def _escolher(self) -> None:
        item = self._itens[self.currentRow()]
        self.hide()
        self.escolhida.emit(item)

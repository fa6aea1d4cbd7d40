"""A line that is read as a value: while it is typed anything goes, on leaving it is written in full or refused."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget


class LinhaLida(QLineEdit):
    """What dates and hours have in common; they say how to read and to write.

    Signals:
        alterado: the content changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(self, exemplo: str, recusa: str, folga: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recusa = recusa
        self.setPlaceholderText(exemplo)
        self.setMaxLength(len(exemplo))
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(exemplo.translate(_ALGARISMOS)) + folga)
        self.textChanged.connect(self.alterado)
        self.editingFinished.connect(self._normalizar)

    def valor(self) -> Any:
        """Give the value; ``None`` when empty or wrong (``erro_proprio`` tells which)."""
        raise NotImplementedError

    def definir(self, valor: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def erro_proprio(self) -> str:
        """Tell what is wrong, once the person has left the field or typed all of it."""
        digitando = self.hasFocus() and self.isModified() and len(self.text()) < self.maxLength()
        return self._recusa if self.text() and self.valor() is None and not digitando else ""

    def para_rascunho(self) -> Any:
        """Keep what was typed, right or wrong."""
        return self.text()

    def de_rascunho(self, valor: Any) -> None:
        """Bring it back."""
        self.setText(valor if isinstance(valor, str) else "")

    def _normalizar(self) -> None:
        if (valor := self.valor()) is not None:
            self.definir(valor)
        self.setModified(False)
        self.erro_mudou.emit(self.erro_proprio())


_ALGARISMOS = str.maketrans(dict.fromkeys("dmah", "0"))

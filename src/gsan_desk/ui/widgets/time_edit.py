"""A time of day typed as ``9:30``, ``0930``, ``930`` or ``9``; normalised to ``hh:mm`` on leaving."""

import re
from datetime import time
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

HORA_INVALIDA = "Hora inválida."


def ler_hora(texto: str) -> time | None:
    """Read what a person typed; ``None`` when it is no time of day."""
    achado = re.fullmatch(r"(\d{1,2})(?:[:hH.]?(\d{2}))?[hH]?", texto.strip())
    if achado is None:
        return None
    hora, minuto = int(achado[1]), int(achado[2] or 0)
    return time(hora, minuto) if hora < 24 and minuto < 60 else None


class CampoHora(QLineEdit):
    """One line.

    Signals:
        alterado: the content changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("hh:mm")
        self.setMaxLength(5)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00") + 36)
        self.textChanged.connect(self.alterado)
        self.editingFinished.connect(self._normalizar)

    def valor(self) -> time | None:
        """Give the time; ``None`` when empty or wrong (``erro_proprio`` tells which)."""
        return ler_hora(self.text())

    def definir(self, valor: time | None) -> None:
        """Show a time."""
        self.setText(f"{valor:%H:%M}" if valor else "")

    def erro_proprio(self) -> str:
        """Tell what is wrong, once the person has left the field."""
        digitando = self.hasFocus() and self.isModified() and len(self.text()) < 5
        return HORA_INVALIDA if self.text() and self.valor() is None and not digitando else ""

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

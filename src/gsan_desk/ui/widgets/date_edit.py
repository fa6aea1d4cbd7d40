"""A date typed as fast as it is said: ``1/3/2026``, ``010326``, ``01032026``, ``1/3``; arrows move by a day."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

DATA_INVALIDA = "Data inválida."
_FUTURO = 20  # years: a two-digit year beyond this belongs to the last century


def ler_data(texto: str, hoje: date) -> date | None:
    """Read what a person typed; ``None`` when it is no date."""
    texto = texto.strip()
    if separada := re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?", texto):
        dia, mes, ano = separada.groups()
    elif junta := re.fullmatch(r"(\d{2})(\d{2})(\d{4}|\d{2})?", texto):
        dia, mes, ano = junta.groups()
    else:
        return None
    try:
        return date(_ano(ano, hoje), int(mes), int(dia))
    except ValueError:
        return None


def _ano(texto: str | None, hoje: date) -> int:
    if not texto:
        return hoje.year
    if len(texto) == 4:
        return int(texto)
    ano = 2000 + int(texto)
    return ano if ano <= hoje.year + _FUTURO else ano - 100


def _hoje_local() -> date:
    return datetime.now().astimezone().date()


class CampoData(QLineEdit):
    """One line; normalised to ``dd/mm/aaaa`` on leaving.

    Args:
        hoje: completes a missing year; give the server's date where it matters.

    Signals:
        alterado: the content changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(self, hoje: Callable[[], date] = _hoje_local, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hoje = hoje
        self.setPlaceholderText("dd/mm/aaaa")
        self.setMaxLength(10)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00/00/0000") + 28)
        self.textChanged.connect(self.alterado)
        self.editingFinished.connect(self._normalizar)

    def valor(self) -> date | None:
        """Give the date; ``None`` when empty or wrong (``erro_proprio`` tells which)."""
        return ler_data(self.text(), self._hoje())

    def definir(self, valor: date | None) -> None:
        """Show a date."""
        self.setText(f"{valor:%d/%m/%Y}" if valor else "")

    def erro_proprio(self) -> str:
        """Tell what is wrong, once the person has left the field or finished the ten characters."""
        incompleta = self.hasFocus() and self.isModified() and len(self.text()) < 10
        return DATA_INVALIDA if self.text() and self.valor() is None and not incompleta else ""

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

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        passo = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(evento.key()))
        if passo is None or self.isReadOnly():
            super().keyPressEvent(evento)
            return
        valor = self.valor()
        self.definir(valor + timedelta(days=passo) if valor else self._hoje())

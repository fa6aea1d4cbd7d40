"""A date typed as fast as it is said: ``1/3/2026``, ``010326``, ``01032026``, ``1/3``; arrows move by a day."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gsan_desk.ui.widgets.linha_lida import LinhaLida

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


class CampoData(LinhaLida):
    """One line; normalised to ``dd/mm/aaaa`` on leaving.

    Args:
        hoje: completes a missing year; give the server's date where it matters.
    """

    def __init__(self, hoje: Callable[[], date] = _hoje_local, parent: QWidget | None = None) -> None:
        self._hoje = hoje
        super().__init__("dd/mm/aaaa", DATA_INVALIDA, 28, parent)

    def valor(self) -> date | None:
        """Give the date; ``None`` when empty or wrong (``erro_proprio`` tells which)."""
        return ler_data(self.text(), self._hoje())

    def definir(self, valor: date | None) -> None:
        """Show a date."""
        self.setText(f"{valor:%d/%m/%Y}" if valor else "")

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        passo = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(evento.key()))
        if passo is None or self.isReadOnly():
            super().keyPressEvent(evento)
            return
        valor = self.valor()
        self.definir(valor + timedelta(days=passo) if valor else self._hoje())

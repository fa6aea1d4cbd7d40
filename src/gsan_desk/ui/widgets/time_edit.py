"""A time of day typed as ``9:30``, ``0930``, ``930`` or ``9``; normalised to ``hh:mm`` on leaving."""

import re
from datetime import time

from PySide6.QtWidgets import QWidget

from gsan_desk.ui.widgets.linha_lida import LinhaLida

HORA_INVALIDA = "Hora inválida."


def ler_hora(texto: str) -> time | None:
    """Read what a person typed; ``None`` when it is no time of day."""
    achado = re.fullmatch(r"(\d{1,2})(?:[:hH.]?(\d{2}))?[hH]?", texto.strip())
    if achado is None:
        return None
    hora, minuto = int(achado[1]), int(achado[2] or 0)
    return time(hora, minuto) if hora < 24 and minuto < 60 else None


class CampoHora(LinhaLida):
    """One line, ``hh:mm``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("hh:mm", HORA_INVALIDA, 36, parent)

    def valor(self) -> time | None:
        """Give the time; ``None`` when empty or wrong (``erro_proprio`` tells which)."""
        return ler_hora(self.text())

    def definir(self, valor: time | None) -> None:
        """Show a time."""
        self.setText(f"{valor:%H:%M}" if valor else "")

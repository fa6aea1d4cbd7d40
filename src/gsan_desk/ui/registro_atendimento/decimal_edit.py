"""A decimal number typed with comma or point."""

from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

INVALIDO = "Número inválido."


class CampoDecimal(QLineEdit):
    """One line.

    Args:
        casas: places kept; more are refused, not rounded.

    Signals:
        alterado: the content changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(self, tamanho: int, casas: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._casas = casas
        self.setMaxLength(tamanho + 2)  # sign and separator
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(self.alterado)
        self.editingFinished.connect(lambda: self.erro_mudou.emit(self.erro_proprio()))

    def valor(self) -> Decimal | None:
        """Give the number; ``None`` when empty or wrong (``erro_proprio`` tells which)."""
        try:
            numero = Decimal(self.text().strip().replace(",", "."))
        except InvalidOperation:
            return None
        expoente = numero.as_tuple().exponent
        return numero if isinstance(expoente, int) and -expoente <= self._casas else None

    def definir(self, valor: Decimal | None) -> None:
        """Show a number."""
        self.setText("" if valor is None else f"{valor:f}".replace(".", ","))

    def erro_proprio(self) -> str:
        """Tell that the text is no number, once the person has left the field."""
        return INVALIDO if self.text().strip() and self.valor() is None and not self.hasFocus() else ""

    def para_rascunho(self) -> Any:
        """Keep what was typed, right or wrong."""
        return self.text()

    def de_rascunho(self, valor: Any) -> None:
        """Bring it back."""
        self.setText(valor if isinstance(valor, str) else "")

"""Documents and numbers with punctuation: written freely, dressed on leaving, read bare.

No ``inputMask``: pasting with or without punctuation works, and a CNPJ may hold letters.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget


@dataclass(frozen=True, slots=True)
class Mascara:
    """``modelos`` by length of the bare text (``{8: "#####-###"}``); other lengths stay bare.

    Args:
        mais: a ``+`` in front is kept, and what has one stays bare.
    """

    exemplo: str
    modelos: dict[int, str]
    maximo: int
    letras: bool = False
    mais: bool = False

    def limpar(self, texto: str) -> str:
        """Give the bare upper-case text."""
        nu = re.sub(r"[^0-9A-Z]" if self.letras else r"\D", "", texto.upper())
        return f"+{nu}" if self.mais and texto.lstrip().startswith("+") else nu

    def vestir(self, texto: str) -> str:
        """Give the text with its punctuation."""
        nu = self.limpar(texto)
        modelo = None if nu.startswith("+") else self.modelos.get(len(nu))
        if modelo is None:
            return nu
        letras = iter(nu)
        return "".join(next(letras) if sinal == "#" else sinal for sinal in modelo)


CPF = Mascara("000.000.000-00", {11: "###.###.###-##"}, 11)
CNPJ = Mascara("00.000.000/0000-00", {14: "##.###.###/####-##"}, 14, letras=True)
CPF_CNPJ = Mascara("CPF ou CNPJ", {11: "###.###.###-##", 14: "##.###.###/####-##"}, 14, letras=True)
CEP = Mascara("00000-000", {8: "#####-###"}, 8)
FONE = Mascara("0000-0000", {8: "####-####", 9: "#####-####"}, 9)
CELULAR = Mascara("(00) 00000-0000", {10: "(##) ####-####", 11: "(##) #####-####"}, 16, mais=True)


class CampoMascarado(QLineEdit):
    """One line under a ``Mascara``.

    Args:
        verificar: gives the objection to a bare, non-empty text, or an empty text (check digit and the like).

    Signals:
        alterado: the content changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(
        self,
        mascara: Mascara,
        verificar: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mascara = mascara
        self._verificar = verificar
        self._conferido = ""
        self.setPlaceholderText(mascara.exemplo)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(mascara.exemplo) + 24)
        self.textChanged.connect(self._mudou)
        self.editingFinished.connect(self._vestir)

    def valor(self) -> str:
        """Give the bare text, upper case, without punctuation."""
        return self._mascara.limpar(self.text())

    def definir(self, valor: str | None) -> None:
        """Show a value, bare or dressed."""
        self.setText(self._mascara.vestir(valor or ""))
        self.setModified(False)

    def erro_proprio(self) -> str:
        """Tell what is wrong; quiet while the person types."""
        nu = self.valor()
        if not self.text().strip() or (self.hasFocus() and self.isModified()):
            return ""
        if not nu:
            return "Valor inválido."
        if len(nu) > self._mascara.maximo:
            return f"Use no máximo {self._mascara.maximo} caracteres."
        return self._verificar(nu) if self._verificar else ""

    def para_rascunho(self) -> Any:
        """Keep the bare text."""
        return self.valor()

    def de_rascunho(self, valor: Any) -> None:
        """Bring it back."""
        self.definir(valor if isinstance(valor, str) else "")

    def _mudou(self) -> None:
        if (nu := self.valor()) != self._conferido:
            self._conferido = nu
            self.alterado.emit()

    def _vestir(self) -> None:
        if self.valor():
            self.definir(self.text())
        self.setModified(False)
        self.erro_mudou.emit(self.erro_proprio())

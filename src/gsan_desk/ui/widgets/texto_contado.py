"""Texts with a limit that is shown, and a check of the characters that the database can hold."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gsan_desk.ui.widgets.marca import marcar, renomear, rotulo

Verificador = Callable[[str], str]
"""Give the objection to a text ("O caractere “€” não pode ser gravado."), or an empty one."""


class CampoTexto(QLineEdit):
    """One line with a maximum length.

    Signals:
        alterado: the content changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(self, limite: int, verificar: Verificador | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verificar = verificar
        self.setMaxLength(limite)
        self.textChanged.connect(self.alterado)
        self.editingFinished.connect(lambda: self.erro_mudou.emit(self.erro_proprio()))

    def valor(self) -> str:
        """Give the text without blanks around it."""
        return self.text().strip()

    def definir(self, valor: str | None) -> None:
        """Show a text."""
        self.setText(valor or "")

    def erro_proprio(self) -> str:
        """Tell which character cannot be stored."""
        return self._verificar(self.text()) if self._verificar else ""


class _Editor(QPlainTextEdit):
    saiu = Signal()

    def focusOutEvent(self, evento: QFocusEvent) -> None:
        super().focusOutEvent(evento)
        self.saiu.emit()


class TextoContado(QWidget):
    """Several lines and a counter; too long a text is kept, counted in red and refused, never cut in silence.

    Tab leaves the field.

    Signals:
        alterado: the content changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(
        self,
        limite: int,
        verificar: Verificador | None = None,
        *,
        linhas: int = 4,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._limite = limite
        self._verificar = verificar
        self.editor = _Editor(tabChangesFocus=True)
        self._contador = rotulo("fraco")
        self._contador.setAlignment(Qt.AlignmentFlag.AlignRight)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(1)
        caixa.addWidget(self.editor)
        caixa.addWidget(self._contador)
        self.editor.setFixedHeight(self.fontMetrics().lineSpacing() * linhas + 16)
        self.setFocusProxy(self.editor)
        self.editor.textChanged.connect(self._mudou)
        self.editor.saiu.connect(self._saiu)
        self._contar()

    def valor(self) -> str:
        """Give the text without blanks around it."""
        return self.editor.toPlainText().strip()

    def definir(self, valor: str | None) -> None:
        """Show a text."""
        self.editor.setPlainText(valor or "")

    def erro_proprio(self) -> str:
        """Tell about the length, then about the characters."""
        texto = self.valor()
        if len(texto) > self._limite:
            return f"Use no máximo {self._limite} caracteres (há {len(texto)})."
        return self._verificar(texto) if self._verificar else ""

    def para_rascunho(self) -> Any:
        """Keep the text as typed."""
        return self.editor.toPlainText()

    def de_rascunho(self, valor: Any) -> None:
        """Bring it back."""
        self.definir(valor if isinstance(valor, str) else "")

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        self.editor.setAccessibleName(nome)

    def setReadOnly(self, somente_leitura: bool) -> None:
        """Let the text be read and copied only."""
        self.editor.setReadOnly(somente_leitura)

    def _saiu(self) -> None:
        self.erro_mudou.emit(self.erro_proprio())

    def _mudou(self) -> None:
        self._contar()
        self.alterado.emit()

    def _contar(self) -> None:
        usados = len(self.valor())
        self._contador.setText(f"{usados}/{self._limite}")
        renomear(self._contador, "texto_erro" if usados > self._limite else "fraco")
        marcar(self.editor, "erro", usados > self._limite)

"""The protocolo, to be read out and copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.widgets.marca import rotulo

SORTEANDO = "…"


class Protocolo(QWidget):
    """Label, number and Copiar."""

    def __init__(self, *, grande: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numero = rotulo("titulo", SORTEANDO)
        fonte = self._numero.font()
        fonte.setBold(True)
        self._numero.setFont(fonte)
        if grande:
            self._numero.setStyleSheet("font-size: 26pt;")
        self._numero.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._numero.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.copiar = botao("Copiar", "Copiar o número do protocolo")
        self.copiar.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.copiar.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.texto()))
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(10)
        caixa.addWidget(rotulo("fraco", "Nº Protocolo:"))
        caixa.addWidget(self._numero)
        caixa.addWidget(self.copiar)
        caixa.addStretch()

    def texto(self) -> str:
        """Give the number shown."""
        return self._numero.text()

    def definir(self, numero: str) -> None:
        """Show a number; an empty one is still being drawn."""
        self._numero.setText(numero or SORTEANDO)
        self._numero.setAccessibleName(f"Número do protocolo {numero}")
        self.copiar.setEnabled(bool(numero))

"""Labelled values in a frame, changed in place, so that what is read or selected does not jump."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from gsan_desk.ui.widgets.marca import rotulo

SEM_VALOR = "–"


class Cartao(QFrame):
    """A title and its values, one to a line."""

    def __init__(self, titulo: str, nomes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cartao")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._valores: dict[str, QLabel] = {}
        grade = QGridLayout(self)
        grade.setContentsMargins(12, 8, 12, 8)
        grade.setHorizontalSpacing(14)
        grade.setVerticalSpacing(2)
        grade.setColumnStretch(1, 1)
        grade.addWidget(rotulo("subtitulo", titulo), 0, 0, 1, 2)
        for linha, nome in enumerate(nomes, 1):
            valor = QLabel(SEM_VALOR, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
            valor.setObjectName("valor")
            valor.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grade.addWidget(rotulo("rotulo", nome), linha, 0, Qt.AlignmentFlag.AlignTop)
            grade.addWidget(valor, linha, 1)
            self._valores[nome] = valor
        grade.setRowStretch(len(nomes) + 1, 1)

    def mostrar(self, valores: Mapping[str, str]) -> None:
        """Change values; those not named stay."""
        for nome, texto in valores.items():
            escrito = texto or SEM_VALOR
            rotulo_do_valor = self._valores[nome]
            if rotulo_do_valor.text() != escrito:
                rotulo_do_valor.setText(escrito)
                rotulo_do_valor.setAccessibleName(f"{nome}: {escrito}")

    def texto(self, nome: str) -> str:
        """Give what a value says."""
        return self._valores[nome].text()

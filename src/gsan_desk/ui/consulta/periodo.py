"""Pairs of fields that mean one thing: a period, and a range of small numbers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gsan_desk.domain.filtro_ra import Periodo
from gsan_desk.ui.widgets.date_edit import CampoData
from gsan_desk.ui.widgets.marca import rotulo

_PARTES = 2


class _Par(QWidget):
    """Two fields side by side.

    Signals:
        alterado: one of them changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def _juntar(self, de: QLineEdit, ate: QLineEdit) -> None:
        self._lados = (de, ate)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(4)
        caixa.addWidget(de)
        caixa.addWidget(rotulo("fraco", "a"))
        caixa.addWidget(ate)
        caixa.addStretch()
        self.setFocusProxy(de)

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        for lado, qual in zip(self._lados, ("inicial", "final"), strict=True):
            lado.setAccessibleName(f"{nome}: {qual}")

    def setReadOnly(self, somente_leitura: bool) -> None:
        """Let the fields be read only, and leave them out of the Tab order."""
        for lado in self._lados:
            lado.setEnabled(not somente_leitura)

    def para_rascunho(self) -> Any:
        """Keep what was typed."""
        return [lado.text() for lado in self._lados]

    def de_rascunho(self, valor: Any) -> None:
        """Bring it back."""
        if isinstance(valor, list) and len(valor) == _PARTES:
            for lado, texto in zip(self._lados, valor, strict=True):
                lado.setText(texto if isinstance(texto, str) else "")


class CampoPeriodo(_Par):
    """Two dates; what is typed in the initial one is copied to the final one as it is typed, as in GSAN."""

    def __init__(self, hoje: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inicial, self.final = CampoData(hoje), CampoData(hoje)
        self._juntar(self.inicial, self.final)
        self.inicial.textEdited.connect(self.final.setText)
        self.inicial.editingFinished.connect(self._normalizar_final)
        for campo in (self.inicial, self.final):
            campo.alterado.connect(self.alterado)
            campo.erro_mudou.connect(lambda _: self.erro_mudou.emit(self.erro_proprio()))

    def valor(self) -> Periodo:
        """Give the period; an end that is no date is ``None`` (``erro_proprio`` tells)."""
        return Periodo(self.inicial.valor(), self.final.valor())

    def definir(self, valor: Periodo | None) -> None:
        """Show a period; ``None`` empties it."""
        periodo = valor or Periodo()
        self.inicial.definir(periodo.inicial)
        self.final.definir(periodo.final)

    def erro_proprio(self) -> str:
        """Tell which date is none."""
        return self.inicial.erro_proprio() or self.final.erro_proprio()

    def _normalizar_final(self) -> None:
        if (data := self.final.valor()) is not None:
            self.final.definir(data)


class CampoFaixa(_Par):
    """Two small whole numbers."""

    def __init__(self, digitos: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.de, self.ate = QLineEdit(), QLineEdit()
        for campo in (self.de, self.ate):
            campo.setValidator(QIntValidator(0, 10**digitos - 1, campo))
            campo.setFixedWidth(campo.fontMetrics().horizontalAdvance("0" * digitos) + 24)
            campo.textChanged.connect(self._digitou)
        self._juntar(self.de, self.ate)

    def _digitou(self, _: str) -> None:
        self.alterado.emit()

    def valor(self) -> tuple[int | None, int | None]:
        """Give both ends; an empty one is ``None``."""
        de, ate = (int(c.text()) if c.text().isdigit() else None for c in (self.de, self.ate))
        return de, ate

    def definir(self, valor: tuple[int | None, int | None] | None) -> None:
        """Show both ends; ``None`` empties them."""
        for campo, numero in zip((self.de, self.ate), valor or (None, None), strict=True):
            campo.setText("" if numero is None else str(numero))

    def erro_proprio(self) -> str:
        """The digits are held by the fields themselves."""
        return ""

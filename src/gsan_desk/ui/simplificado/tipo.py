"""The four kinds of a simplified contact, as radio buttons."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from gsan_desk.domain.simplificado import TipoSimplificado

_TEXTOS = {
    TipoSimplificado.OPERACIONAL: "&Operacional",
    TipoSimplificado.COMERCIAL: "Co&mercial",
    TipoSimplificado.REITERACAO: "&Reiteração",
    TipoSimplificado.INFORMACAO: "&Informação",
}


class CampoTipo(QWidget):
    """One of four; arrows walk them.

    Signals:
        alterado: another one was chosen.
    """

    alterado = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grupo = QButtonGroup(self)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 4, 0, 4)
        caixa.setSpacing(16)
        for tipo, texto in _TEXTOS.items():
            botao = QRadioButton(texto)
            self._grupo.addButton(botao, tipo)
            caixa.addWidget(botao)
        caixa.addStretch()
        self.definir(TipoSimplificado.OPERACIONAL)
        self._grupo.idToggled.connect(self._mudou)

    def valor(self) -> TipoSimplificado:
        """Give the kind chosen."""
        return TipoSimplificado(self._grupo.checkedId())

    def definir(self, tipo: TipoSimplificado) -> None:
        """Choose a kind."""
        botao = self._grupo.button(tipo)
        botao.setChecked(True)
        self.setFocusProxy(botao)

    def para_rascunho(self) -> Any:
        """Keep the code."""
        return int(self.valor())

    def de_rascunho(self, valor: Any) -> None:
        """Bring it back."""
        if valor in TipoSimplificado._value2member_map_:
            self.definir(TipoSimplificado(valor))

    def _mudou(self, codigo: int, escolhido: bool) -> None:
        if escolhido:
            self.setFocusProxy(self._grupo.button(codigo))
            self.alterado.emit()

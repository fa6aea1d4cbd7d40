"""What the window shows before any work is open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from gsan_desk.ui import actions
from gsan_desk.ui.funcoes import Funcao
from gsan_desk.ui.widgets.marca import rotulo


class BoasVindas(QWidget):
    """The functions of the person, each with its key.

    Signals:
        escolhida: the id of a function.
    """

    escolhida = Signal(str)

    def __init__(self, nome: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caixa = QVBoxLayout(self)
        cartao = QFrame()
        cartao.setObjectName("cartao")
        self._caixa = QVBoxLayout(cartao)
        self._caixa.setContentsMargins(28, 22, 28, 22)
        self._caixa.setSpacing(10)
        self._caixa.addWidget(rotulo("titulo", nome))
        self._caixa.addWidget(rotulo("fraco", "O que vamos fazer? Ctrl+K acha qualquer função pelo nome."))
        self._botoes = QWidget()
        self._caixa.addWidget(self._botoes)
        cartao.setFixedWidth(560)
        caixa.addStretch(1)
        caixa.addWidget(cartao, 0, Qt.AlignmentFlag.AlignHCenter)
        caixa.addStretch(2)

    def mostrar(self, funcoes: Sequence[Funcao]) -> None:
        """List these functions."""
        antigos, self._botoes = self._botoes, QWidget()
        grade = QGridLayout(self._botoes)
        grade.setContentsMargins(0, 6, 0, 0)
        for i, funcao in enumerate(funcoes):
            botao = QPushButton(funcao.nome)
            botao.setToolTip(funcao.descricao)
            botao.clicked.connect(lambda _=False, id_=funcao.id: self.escolhida.emit(id_))
            grade.addWidget(botao, i, 0)
            grade.addWidget(rotulo("fraco", actions.legivel(funcao.atalho)), i, 1)
        self._caixa.replaceWidget(antigos, self._botoes)
        antigos.deleteLater()

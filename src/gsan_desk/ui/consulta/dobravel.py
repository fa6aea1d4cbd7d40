"""A section that folds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gsan_desk.ui.widgets.marca import rotulo


class Dobravel(QFrame):
    """A title that opens and closes what is beneath; Enter or Space on it does the same.

    Signals:
        mudou: whether it is open now.
    """

    mudou = Signal(bool)

    def __init__(self, titulo: str, conteudo: QWidget, *, aberta: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conteudo = conteudo
        self._titulo = titulo
        self.botao = QToolButton()
        self.botao.setObjectName("dobra")
        self.botao.setCheckable(True)
        self.botao.setChecked(aberta)
        self.botao.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.botao.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.botao.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.botao.setText(titulo)
        self._resumo = rotulo("fraco")
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(self.botao)
        topo.addWidget(self._resumo, 1)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(2)
        caixa.addLayout(topo)
        caixa.addWidget(conteudo)
        self.botao.toggled.connect(self._abrir)
        self._abrir(aberta)

    @property
    def aberta(self) -> bool:
        """Tell whether the content shows."""
        return self.botao.isChecked()

    def abrir(self, aberta: bool = True) -> None:
        """Open or close."""
        self.botao.setChecked(aberta)

    def resumir(self, texto: str) -> None:
        """Say beside the title what is inside."""
        self._resumo.setText(texto)

    def _abrir(self, aberta: bool) -> None:
        self.botao.setArrowType(Qt.ArrowType.DownArrow if aberta else Qt.ArrowType.RightArrow)
        estado = "aberta" if aberta else "fechada"
        self.botao.setAccessibleName(f"{self._titulo}: seção {estado}")
        self.conteudo.setVisible(aberta)
        self._resumo.setVisible(not aberta)
        self.mudou.emit(aberta)

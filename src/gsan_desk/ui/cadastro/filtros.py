"""What only a filter asks: a period, and a text at the beginning or anywhere."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from gsan_desk.services.cadastro.descricao import Procurado
from gsan_desk.ui.widgets.date_edit import CampoData


class CampoProcura(QWidget):
    """A text and where it is looked for.

    Signals:
        alterado: either changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(self, texto: Any) -> None:
        super().__init__()
        self.texto = texto
        self.iniciando, self.contendo = QRadioButton("Iniciando pelo texto"), QRadioButton("Contendo o texto")
        self._grupo = QButtonGroup(self)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(2)
        caixa.addWidget(texto)
        linha = QHBoxLayout()
        for opcao in (self.iniciando, self.contendo):
            self._grupo.addButton(opcao)
            linha.addWidget(opcao)
        linha.addStretch(1)
        caixa.addLayout(linha)
        self.iniciando.setChecked(True)
        self.setFocusProxy(texto)
        texto.alterado.connect(self.alterado)
        texto.erro_mudou.connect(self.erro_mudou)
        self._grupo.buttonToggled.connect(lambda _botao, ligado: self.alterado.emit() if ligado else None)

    def valor(self) -> Procurado | None:
        """Give what is looked for, when something is."""
        texto = self.texto.valor()
        return Procurado(texto, self.contendo.isChecked()) if texto else None

    def definir(self, valor: str | Procurado | None) -> None:
        """Show a text, at the beginning unless it says otherwise."""
        procurado = valor if isinstance(valor, Procurado) else Procurado(valor or "")
        self.texto.definir(procurado.texto)
        (self.contendo if procurado.contendo else self.iniciando).setChecked(True)

    def erro_proprio(self) -> str:
        """Tell which character cannot be stored."""
        return str(self.texto.erro_proprio())

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        self.texto.setAccessibleName(nome)
        for opcao in (self.iniciando, self.contendo):
            opcao.setAccessibleName(f"{nome}: {opcao.text().lower()}")


class CampoPeriodo(QWidget):
    """Two dates.

    Signals:
        alterado: either changed.
    """

    alterado = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.inicio, self.fim = CampoData(), CampoData()
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        for parte in (self.inicio, self.fim):
            caixa.addWidget(parte)
            parte.alterado.connect(self.alterado)
        caixa.addStretch(1)
        self.setFocusProxy(self.inicio)

    def valor(self) -> tuple[Any, Any]:
        """Give the first and the last day."""
        return self.inicio.valor(), self.fim.valor()

    def definir(self, valor: tuple[Any, Any] | None) -> None:
        """Show a period."""
        inicio, fim = valor or (None, None)
        self.inicio.definir(inicio)
        self.fim.definir(fim)

    def erro_proprio(self) -> str:
        """Tell which date is none."""
        return str(self.inicio.erro_proprio() or self.fim.erro_proprio())

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        self.inicio.setAccessibleName(f"{nome}: de")
        self.fim.setAccessibleName(f"{nome}: até")

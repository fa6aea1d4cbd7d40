"""Several rows of a domain table, found by typing."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from gsan_desk.ui.normalizar import contem
from gsan_desk.ui.widgets.combo import ComId, descricao
from gsan_desk.ui.widgets.marca import rotulo

_ABRE = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_F4})
ALTURA = 280
LARGURA = 340
FOLGA = 8  # pixels around the text of a row, where the check box fits


class _Lista(QFrame):
    """The drop-down: a line to type in, check boxes beneath."""

    fechou = Signal()

    def __init__(self, dono: QWidget) -> None:
        super().__init__(dono, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.procura = QLineEdit(placeholderText="Digite para achar; Espaço marca")
        self.lista = QListWidget()
        self.lista.setUniformItemSizes(True)
        self.lista.setAccessibleName("Itens")
        self.procura.setAccessibleName("Procurar na lista")
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(4, 4, 4, 4)
        caixa.setSpacing(4)
        caixa.addWidget(self.procura)
        caixa.addWidget(self.lista)
        caixa.addWidget(rotulo("fraco", "Enter marca e fecha, Esc fecha"))
        self.procura.textChanged.connect(self._filtrar)
        self.procura.installEventFilter(self)
        self.lista.installEventFilter(self)

    def visiveis(self) -> list[QListWidgetItem]:
        """List the rows that answer to what was typed."""
        itens = (self.lista.item(i) for i in range(self.lista.count()))
        return [item for item in itens if not item.isHidden()]

    def abrir(self, dono: QWidget) -> None:
        """Drop under the field, inside the screen."""
        self.resize(max(dono.width(), LARGURA), ALTURA)
        canto = dono.mapToGlobal(QPoint(0, dono.height()))
        tela = dono.screen().availableGeometry()
        if canto.y() + ALTURA > tela.bottom():
            canto = dono.mapToGlobal(QPoint(0, -ALTURA))
        self.move(max(tela.left(), min(canto.x(), tela.right() - self.width())), canto.y())
        self.procura.clear()
        self.lista.setCurrentRow(0)
        self.show()
        self.procura.setFocus(Qt.FocusReason.PopupFocusReason)

    def _filtrar(self, texto: str) -> None:
        for i in range(self.lista.count()):
            item = self.lista.item(i)
            item.setHidden(not contem(texto, item.text()))
        if achados := self.visiveis():
            self.lista.setCurrentItem(achados[0])

    def _andar(self, passo: int) -> None:
        itens = self.visiveis()
        if itens:
            atual = itens.index(self.lista.currentItem()) if self.lista.currentItem() in itens else -1
            self.lista.setCurrentItem(itens[min(max(atual + passo, 0), len(itens) - 1)])

    def _marcar(self) -> None:
        item = self.lista.currentItem()
        if item is not None and not item.isHidden():
            marcado = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if marcado else Qt.CheckState.Checked)

    def eventFilter(self, objeto: QObject, evento: QEvent) -> bool:
        if isinstance(evento, QKeyEvent) and evento.type() == QEvent.Type.KeyPress:
            return self._tecla(Qt.Key(evento.key())) or super().eventFilter(objeto, evento)
        return super().eventFilter(objeto, evento)

    def _tecla(self, tecla: Qt.Key) -> bool:
        passo = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(tecla)
        if passo is not None:
            self._andar(passo)
        elif tecla == Qt.Key.Key_Space:
            self._marcar()
        elif tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._algum_marcado_a_vista():
                self._marcar()
            self.hide()
        else:
            return False
        return True

    def _algum_marcado_a_vista(self) -> bool:
        return any(item.checkState() is Qt.CheckState.Checked for item in self.visiveis())

    def hideEvent(self, evento: Any) -> None:
        super().hideEvent(evento)
        self.fechou.emit()


class _Botao(QPushButton):
    """The closed field.

    Signals:
        tecla_de_abrir: the letter typed, or an empty text.
        esvaziar: Delete or Backspace.
    """

    tecla_de_abrir = Signal(str)
    esvaziar = Signal()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        controle = evento.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if Qt.Key(evento.key()) in _ABRE:
            self.tecla_de_abrir.emit("")
        elif evento.text().isalnum() and not controle:
            self.tecla_de_abrir.emit(evento.text())
        elif evento.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.esvaziar.emit()
        elif evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            evento.ignore()
        else:
            super().keyPressEvent(evento)


class SelecaoMultipla(QWidget):
    """A button that says what is chosen and drops the list; a letter typed on it begins the search.

    Signals:
        alterado: other rows are chosen.
    """

    alterado = Signal()

    def __init__(self, itens: Iterable[ComId] = (), *, vazio: str = "Todos", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.botao = _Botao()
        self.botao.setObjectName("selecao")
        self.botao.setAutoDefault(False)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self.botao)
        self.setFocusProxy(self.botao)
        self._vazio = vazio
        self._pausa = False
        self.caixa = _Lista(self)
        self.caixa.lista.itemChanged.connect(self._mudou)
        self.caixa.lista.itemClicked.connect(lambda _: self.caixa.procura.setFocus())
        self.caixa.fechou.connect(lambda: self.botao.setFocus(Qt.FocusReason.PopupFocusReason))
        self.botao.clicked.connect(lambda _: self.abrir())
        self.botao.tecla_de_abrir.connect(self.abrir)
        self.botao.esvaziar.connect(lambda: self.definir(()))
        self.definir_itens(itens)

    def definir_itens(self, itens: Iterable[ComId]) -> None:
        """Replace the rows; those chosen stay so when they are still there."""
        escolhidos = set(self.valor())
        self._pausa = True
        self.caixa.lista.clear()
        for item in itens:
            linha = QListWidgetItem(_texto(item), self.caixa.lista)
            linha.setData(Qt.ItemDataRole.UserRole, item.id)
            linha.setSizeHint(QSize(0, self.fontMetrics().lineSpacing() + FOLGA))
            linha.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            linha.setCheckState(Qt.CheckState.Checked if item.id in escolhidos else Qt.CheckState.Unchecked)
        self._pausa = False
        self._mudou()

    def valor(self) -> tuple[int, ...]:
        """Give the ids chosen, in the order of the list."""
        return tuple(linha.data(Qt.ItemDataRole.UserRole) for linha in self._marcadas())

    def definir(self, ids: Iterable[int] | None) -> None:
        """Choose rows by id."""
        escolhidos = set(ids or ())
        self._pausa = True
        for linha in self._linhas():
            marcada = linha.data(Qt.ItemDataRole.UserRole) in escolhidos
            linha.setCheckState(Qt.CheckState.Checked if marcada else Qt.CheckState.Unchecked)
        self._pausa = False
        self._mudou()

    def textos(self) -> tuple[str, ...]:
        """Give the descriptions chosen."""
        return tuple(linha.text() for linha in self._marcadas())

    def erro_proprio(self) -> str:
        """A row of the list is never wrong."""
        return ""

    def para_rascunho(self) -> Any:
        """Keep the ids."""
        return list(self.valor())

    def de_rascunho(self, valor: Any) -> None:
        """Bring them back."""
        self.definir(v for v in valor if isinstance(v, int)) if isinstance(valor, list) else self.definir(())

    def texto(self) -> str:
        """Give what the closed field says."""
        return self.botao.text()

    def abrir(self, procurado: str = "") -> None:
        """Drop the list, searching from the start for what was typed."""
        self.caixa.abrir(self)
        self.caixa.procura.setText(procurado)

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        self.botao.setAccessibleName(nome)

    def _linhas(self) -> list[QListWidgetItem]:
        return [self.caixa.lista.item(i) for i in range(self.caixa.lista.count())]

    def _marcadas(self) -> list[QListWidgetItem]:
        return [linha for linha in self._linhas() if linha.checkState() is Qt.CheckState.Checked]

    def _mudou(self) -> None:
        if self._pausa:
            return
        textos = self.textos()
        resumo = textos[0] if len(textos) == 1 else f"{len(textos)} escolhidos"
        self.botao.setText(resumo if textos else self._vazio)
        self.botao.setToolTip("\n".join(textos) if textos else "Espaço ou seta para baixo abre a lista")
        self.botao.setAccessibleDescription(", ".join(textos) or self._vazio)
        self.alterado.emit()


def _texto(item: Any) -> str:
    return descricao(item) if getattr(item, "em_uso", True) else f"{descricao(item)} (fora de uso)"

"""Ctrl+K: any function by a piece of its name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from gsan_desk.ui import actions
from gsan_desk.ui.funcoes import Funcao
from gsan_desk.ui.normalizar import contem
from gsan_desk.ui.widgets.marca import rotulo

NADA = "Nenhuma função com esse nome."


class Paleta(QDialog):
    """Type, arrows, Enter.

    Signals:
        escolhida: the id of the function.
    """

    escolhida = Signal(str)

    def __init__(self, funcoes: Sequence[Funcao], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Procurar função")
        self.resize(560, 340)
        self._funcoes = funcoes
        self._texto = QLineEdit(placeholderText="Nome da função")
        self._texto.setAccessibleName("Nome da função")
        self._lista = QTreeWidget()
        self._lista.setColumnCount(2)
        self._lista.setHeaderHidden(True)
        self._lista.setRootIsDecorated(False)
        self._lista.setObjectName("paleta")
        self._lista.header().setStretchLastSection(False)
        self._lista.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._lista.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._lista.setAlternatingRowColors(True)
        self._lista.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lista.setAccessibleName("Funções encontradas")
        self._nada = rotulo("fraco", NADA)
        self._nada.hide()
        caixa = QVBoxLayout(self)
        for widget in (self._texto, self._nada, self._lista):
            caixa.addWidget(widget)
        self._texto.textChanged.connect(self._filtrar)
        self._texto.returnPressed.connect(self._escolher)
        self._texto.installEventFilter(self)
        self._lista.itemActivated.connect(lambda *_: self._escolher())
        self._lista.itemClicked.connect(lambda *_: self._escolher())
        self._filtrar("")

    def ids(self) -> tuple[str, ...]:
        """List what the text leaves."""
        return tuple(_id(self._lista.topLevelItem(i)) for i in range(self._lista.topLevelItemCount()))

    def _filtrar(self, texto: str) -> None:
        self._lista.clear()
        for funcao in self._funcoes:
            if contem(texto, f"{funcao.nome} {funcao.menu} {funcao.descricao}"):
                self._lista.addTopLevelItem(_linha(funcao))
        self._ir_para(0)
        self._nada.setVisible(self._lista.topLevelItemCount() == 0)

    def _escolher(self) -> None:
        item = self._lista.currentItem()
        if item is not None:
            self.accept()
            self.escolhida.emit(_id(item))

    def _ir_para(self, linha: int) -> None:
        item = self._lista.topLevelItem(min(max(linha, 0), self._lista.topLevelItemCount() - 1))
        if item is not None:
            self._lista.setCurrentItem(item)

    def eventFilter(self, objeto: QObject, evento: QEvent) -> bool:
        passos = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if isinstance(evento, QKeyEvent) and evento.type() == QEvent.Type.KeyPress:
            passo = passos.get(Qt.Key(evento.key()), 0)
            if passo:
                self._ir_para(self._lista.currentIndex().row() + passo)
                return True
        return super().eventFilter(objeto, evento)


def _linha(funcao: Funcao) -> QTreeWidgetItem:
    item = QTreeWidgetItem([funcao.nome, actions.legivel(funcao.atalho)])
    item.setData(0, Qt.ItemDataRole.UserRole, funcao.id)
    item.setToolTip(0, f"{funcao.menu}\n{funcao.descricao}")
    return item


def _id(item: QTreeWidgetItem | None) -> str:
    return "" if item is None else str(item.data(0, Qt.ItemDataRole.UserRole))

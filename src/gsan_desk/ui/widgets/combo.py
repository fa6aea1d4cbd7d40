"""A combo of rows by id: typed to be found (any part, no accents), blank first."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from gsan_desk.ui.normalizar import normalizar

FORA_DA_LISTA = "Escolha um item da lista."
_PROCURA = Qt.ItemDataRole.UserRole + 1


class ComId(Protocol):
    """Any frozen row of ``domain.dominios`` that has an id."""

    @property
    def id(self) -> int: ...


def descricao(item: Any) -> str:
    """Show a row by its ``descricao``."""
    return str(item.descricao)


class _Completador(QCompleter):
    """Match any part of the text, without accents."""

    def __init__(self, modelo: QAbstractItemModel, parent: QWidget) -> None:
        super().__init__(modelo, parent)
        self.setCompletionRole(_PROCURA)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, texto: str) -> list[str]:
        return [normalizar(texto)]

    def pathFromIndex(self, indice: QModelIndex | QPersistentModelIndex) -> str:
        return str(indice.data(Qt.ItemDataRole.DisplayRole))


class ComboItens(QComboBox):
    """Hold ``Item`` rows (or any with ``id``); the value is the id.

    Signals:
        alterado: another row was chosen, by person or program.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(
        self,
        itens: Iterable[ComId] = (),
        *,
        rotulo: Callable[[Any], str] = descricao,
        vazio: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rotulo = rotulo
        self._vazio = vazio
        self._itens: list[Any] = []
        self._modelo = QStandardItemModel(self)
        self.setModel(self._modelo)
        linha = QLineEdit()
        self.setLineEdit(linha)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(_Completador(self._modelo, self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.definir_itens(itens)
        self.currentIndexChanged.connect(self.alterado)
        linha.returnPressed.connect(self._acertar)

    def definir_itens(self, itens: Iterable[ComId]) -> None:
        """Replace the rows; the chosen one stays chosen when it is still among them."""
        escolhido = self.valor()
        self._itens = [None, *itens]
        self.blockSignals(True)
        self._modelo.clear()
        for item in self._itens:
            self._modelo.appendRow(self._linha(item))
        self.setCurrentIndex(self._indice(escolhido))
        self.blockSignals(False)
        if self.valor() != escolhido:
            self.alterado.emit()

    def renovar(self, itens: Iterable[ComId]) -> None:
        """Replace the rows by those just read; what is chosen, out of use as it may be, and what is typed stay."""
        escolhido, digitado = self.item(), self.currentText()
        novos = list(itens)
        if escolhido is not None and all(item.id != escolhido.id for item in novos):
            novos.append(escolhido)
        self.blockSignals(True)
        self.definir_itens(novos)
        if escolhido is None:
            self.setEditText(digitado)
        self.blockSignals(False)

    def incluir(self, item: ComId | None) -> None:
        """Offer one more row, last, unless it is there: what an old record holds may be out of use."""
        if item is not None and all(outro is None or outro.id != item.id for outro in self._itens):
            self._itens.append(item)
            self._modelo.appendRow(self._linha(item))

    def valor(self) -> int | None:
        """Give the id of the chosen row."""
        item = self.item()
        return None if item is None else int(item.id)

    def item(self) -> Any:
        """Give the chosen row."""
        indice = self.currentIndex()
        fora = self.isEditable() and self.currentText() != self.itemText(indice)
        return None if indice < 0 or fora else self._itens[indice]

    def definir(self, id_: int | None) -> None:
        """Choose a row by id; an unknown one chooses the blank."""
        self.setCurrentIndex(self._indice(id_))

    def erro_proprio(self) -> str:
        """Tell that the typed text is no row; quiet while the person types."""
        digitado = self.currentText().strip()
        fora = bool(digitado) and digitado != self.itemText(self.currentIndex()).strip()
        return FORA_DA_LISTA if fora and not self.hasFocus() else ""

    def para_rascunho(self) -> Any:
        """Keep the id."""
        return self.valor()

    def de_rascunho(self, valor: Any) -> None:
        """Bring it back."""
        self.definir(valor if isinstance(valor, int) else None)

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        if (linha := self.lineEdit()) is not None:
            linha.setAccessibleName(nome)

    def _linha(self, item: Any) -> QStandardItem:
        texto = self._vazio if item is None else self._rotulo(item)
        linha = QStandardItem(texto)
        linha.setData(normalizar(texto), _PROCURA)
        return linha

    def _indice(self, id_: int | None) -> int:
        return next((i for i, item in enumerate(self._itens) if item is not None and item.id == id_), 0)

    def _acertar(self) -> None:
        """Choose what the typed text points at without doubt: equal, or the only row that holds it."""
        digitado = normalizar(self.currentText().strip())
        textos = [normalizar(self.itemText(i)) for i in range(self.count())]
        iguais = [i for i, texto in enumerate(textos) if texto == digitado]
        achados = iguais[:1] or [i for i, texto in enumerate(textos) if digitado and digitado in texto]
        if len(achados) == 1:
            self.setCurrentIndex(achados[0])
            self.setEditText(self.itemText(achados[0]))
        self.erro_mudou.emit(self.erro_proprio())

    def focusOutEvent(self, evento: QFocusEvent) -> None:
        super().focusOutEvent(evento)
        if evento.reason() != Qt.FocusReason.PopupFocusReason:
            self._acertar()

    def wheelEvent(self, evento: QWheelEvent) -> None:
        """Scroll the page, not the value: a wheel over a combo changes answers unseen."""
        evento.ignore()

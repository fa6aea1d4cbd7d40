"""The rows of a list: frozen objects, appended page by page."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from gsan_desk.ui import theme
from gsan_desk.ui.tables.column import Coluna, Destaque
from gsan_desk.ui.tables.fusao import fundir

_ALINHAMENTOS = {
    "esquerda": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "direita": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "centro": Qt.AlignmentFlag.AlignCenter,
}
Indice = QModelIndex | QPersistentModelIndex
_RAIZ = QModelIndex()


class ModeloLinhas(QAbstractTableModel):
    """Rows under columns.

    Signals:
        precisa_mais: the view reached the end and the server has more; answer with ``acrescentar``.
    """

    precisa_mais = Signal()

    def __init__(
        self,
        colunas: Sequence[Coluna],
        destaque: Callable[[Any], Destaque | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.colunas = tuple(colunas)
        self._destaque = destaque
        self._linhas: list[Any] = []
        self._tem_mais = False
        self._esperando = False
        self._negrito = QFont()
        self._negrito.setBold(True)

    def definir(self, linhas: Sequence[Any], *, tem_mais: bool = False) -> None:
        """Show these rows instead of the former ones."""
        self.beginResetModel()
        self._linhas = list(linhas)
        self._tem_mais, self._esperando = tem_mais, False
        self.endResetModel()

    def acrescentar(self, linhas: Sequence[Any], *, tem_mais: bool = False) -> None:
        """Add the next page."""
        if linhas:
            self.beginInsertRows(QModelIndex(), len(self._linhas), len(self._linhas) + len(linhas) - 1)
            self._linhas.extend(linhas)
            self.endInsertRows()
        self._tem_mais, self._esperando = tem_mais, False

    def desistir(self) -> None:
        """Tell that the next page did not come; the person may ask again by scrolling."""
        self._esperando = False

    def fundir(self, linhas: Sequence[Any], *, tem_mais: bool = False) -> None:
        """Turn into these rows, known by their ``id``; those that stay keep selection and place."""
        fundir(self, linhas, lambda linha: linha.id)
        self._tem_mais, self._esperando = tem_mais, False

    def inserir(self, posicao: int, linhas: Sequence[Any]) -> None:
        """Put rows in."""
        self.beginInsertRows(_RAIZ, posicao, posicao + len(linhas) - 1)
        self._linhas[posicao:posicao] = linhas
        self.endInsertRows()

    def tirar(self, posicao: int, quantas: int) -> None:
        """Take rows out."""
        self.beginRemoveRows(_RAIZ, posicao, posicao + quantas - 1)
        del self._linhas[posicao : posicao + quantas]
        self.endRemoveRows()

    def mover(self, de: int, para: int) -> None:
        """Move a row; ``para`` is its position afterwards."""
        self.beginMoveRows(_RAIZ, de, de, _RAIZ, para + 1 if para > de else para)
        self._linhas.insert(para, self._linhas.pop(de))
        self.endMoveRows()

    def trocar(self, posicao: int, linha: Any) -> None:
        """Change a row in place."""
        if self._linhas[posicao] != linha:
            self._linhas[posicao] = linha
            self.redesenhar(posicao, posicao)

    def redesenhar(self, primeira: int = 0, ultima: int | None = None) -> None:
        """Show rows again whose colour or text changed for a reason of its own."""
        if self._linhas:
            fim = len(self._linhas) - 1 if ultima is None else ultima
            self.dataChanged.emit(self.index(primeira, 0), self.index(fim, len(self.colunas) - 1))

    def linha(self, numero: int) -> Any:
        """Give the row object of a line."""
        return self._linhas[numero]

    @property
    def linhas(self) -> tuple[Any, ...]:
        """All rows loaded so far."""
        return tuple(self._linhas)

    def rowCount(self, pai: Indice = _RAIZ) -> int:
        return 0 if pai.isValid() else len(self._linhas)

    def columnCount(self, pai: Indice = _RAIZ) -> int:
        return 0 if pai.isValid() else len(self.colunas)

    def data(self, indice: Indice, papel: int = Qt.ItemDataRole.DisplayRole) -> Any:
        linha, coluna = self._linhas[indice.row()], self.colunas[indice.column()]
        if papel in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return coluna.texto(linha)
        if papel == Qt.ItemDataRole.TextAlignmentRole:
            return _ALINHAMENTOS[coluna.alinhamento]
        if self._destaque is not None and papel in _PAPEIS_DE_DESTAQUE:
            return self._destacar(self._destaque(linha), papel)
        return None

    def headerData(self, secao: int, orientacao: Qt.Orientation, papel: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientacao == Qt.Orientation.Vertical:
            return secao + 1 if papel == Qt.ItemDataRole.DisplayRole else None
        if papel == Qt.ItemDataRole.TextAlignmentRole:
            return _ALINHAMENTOS[self.colunas[secao].alinhamento]
        return self.colunas[secao].titulo if papel == Qt.ItemDataRole.DisplayRole else None

    def canFetchMore(self, pai: Indice) -> bool:
        return not pai.isValid() and self._tem_mais and not self._esperando

    def fetchMore(self, pai: Indice) -> None:
        if self.canFetchMore(pai):
            self._esperando = True
            self.precisa_mais.emit()

    def _destacar(self, destaque: Destaque | None, papel: int) -> Any:
        if destaque is None:
            return None
        if papel == Qt.ItemDataRole.ToolTipRole:
            return destaque.dica
        if papel == Qt.ItemDataRole.FontRole:
            return self._negrito
        nome = destaque.papel + ("_fundo" if papel == Qt.ItemDataRole.BackgroundRole else "")
        return QBrush(QColor(getattr(theme.cores(), nome)))


_PAPEIS_DE_DESTAQUE = frozenset(
    {
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.BackgroundRole,
    }
)

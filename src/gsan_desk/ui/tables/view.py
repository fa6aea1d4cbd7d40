"""The list on screen: columns kept per person by name, copy, Enter opens, export asked for.

self.lista = TabelaLinhas(COLUNAS, nome="ra.filtrar", titulo="Registros de Atendimento", estado=estado,
                          destaque=destaque_do_ra)
self.lista.ativado.connect(self._abrir_ra)              # the frozen row
self.lista.modelo.precisa_mais.connect(self._pagina)    # then self.lista.modelo.acrescentar(linhas, tem_mais=…)
self.lista.modelo.definir(linhas, tem_mais=True)
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from gsan_desk.ui import actions
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna, Destaque
from gsan_desk.ui.tables.model import ModeloLinhas


class TabelaLinhas(QTableView):
    """A ``ModeloLinhas`` with its header.

    Signals:
        ativado: Enter or double click on a row; the frozen row.
        mudou_linha: another row is current; the frozen row, or ``None``.
        exportar_pedido: Ctrl+E or the menu.
        ordenar_pedido: column name and whether ascending; the server sorts.
    """

    ativado = Signal(object)
    mudou_linha = Signal(object)
    exportar_pedido = Signal()
    ordenar_pedido = Signal(str, bool)

    def __init__(
        self,
        colunas: Sequence[Coluna],
        *,
        nome: str,
        titulo: str,
        estado: Estado | None = None,
        destaque: Callable[[Any], Destaque | None] | None = None,
        exportavel: bool = False,
        modelo: type[ModeloLinhas] = ModeloLinhas,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chave = f"tabela.{nome}"
        self._estado = estado
        self._exportavel = exportavel
        self._ofertas: list[tuple[QAction, Callable[[Any], bool]]] = []
        self.modelo = modelo(colunas, destaque, self)
        self.setModel(self.modelo)
        self.setAccessibleName(titulo)
        self._guardar = QTimer(self, singleShot=True, interval=300)
        self._aparencia()
        self._cabecalho()
        self._comandos()
        self._ligar()

    def selecionadas(self) -> tuple[Any, ...]:
        """List the selected rows, top to bottom."""
        numeros = sorted(indice.row() for indice in self.selectionModel().selectedRows())
        return tuple(self.modelo.linha(numero) for numero in numeros)

    def atual(self) -> Any:
        """Give the current row, or ``None``."""
        indice = self.currentIndex()
        return self.modelo.linha(indice.row()) if indice.isValid() else None

    def ir_para(self, numero: int = 0) -> None:
        """Make a line current and selected, when it exists."""
        if numero < self.modelo.rowCount():
            indice = self.model().index(numero, self.horizontalHeader().logicalIndex(0))
            opcoes = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(indice, opcoes)

    def fundir(self, linhas: Sequence[Any], *, tem_mais: bool = False) -> None:
        """Turn into these rows; what was on top stays on top, unless that was the beginning of the list."""
        barra = self.verticalScrollBar()
        no_alto = self.modelo.linha(barra.value()).id if 0 < barra.value() < self.modelo.rowCount() else None
        havia = self.selectionModel().hasSelection()
        self.modelo.fundir(linhas, tem_mais=tem_mais)
        if havia and not self.selectionModel().hasSelection() and self.currentIndex().isValid():
            self.ir_para(self.currentIndex().row())
        if no_alto is not None:
            self.updateGeometries()
            barra.setValue(next((n for n, linha in enumerate(linhas) if linha.id == no_alto), barra.value()))

    def colunas_visiveis(self) -> tuple[Coluna, ...]:
        """List the columns shown, in the person's order: what an export writes."""
        cabecalho = self.horizontalHeader()
        ordem = (cabecalho.logicalIndex(i) for i in range(cabecalho.count()))
        return tuple(self.modelo.colunas[i] for i in ordem if not cabecalho.isSectionHidden(i))

    def copiar(self) -> None:
        """Put the selected rows on the clipboard, tab-separated."""
        colunas = self.colunas_visiveis()
        texto = "\n".join("\t".join(coluna.texto(linha) for coluna in colunas) for linha in self.selecionadas())
        QGuiApplication.clipboard().setText(texto)

    def oferecer(self, texto: str, fazer: Callable[[Any], object], cabe: Callable[[Any], bool] = bool) -> None:
        """Put a command over the current row in the menu of the list (Menu key or right button)."""
        acao = QAction(texto, self)
        acao.triggered.connect(lambda: fazer(self.atual()))
        self._ofertas.append((acao, cabe))

    def menu_de_colunas(self) -> QMenu:
        """Make the menu that shows and hides columns."""
        menu = QMenu("Colunas", self)
        for numero, coluna in enumerate(self.modelo.colunas):
            acao = menu.addAction(coluna.titulo)
            acao.setCheckable(True)
            acao.setChecked(not self.isColumnHidden(numero))
            acao.toggled.connect(lambda visivel, numero=numero: self._mostrar_coluna(numero, visivel))
        menu.addSeparator()
        menu.addAction("Restaurar colunas").triggered.connect(self._restaurar_padrao)
        return menu

    def _aparencia(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        linhas = self.verticalHeader()
        linhas.setVisible(False)
        linhas.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        linhas.setDefaultSectionSize(self.fontMetrics().lineSpacing() + 9)

    def _cabecalho(self) -> None:
        cabecalho = self.horizontalHeader()
        cabecalho.setSectionsMovable(True)
        cabecalho.setHighlightSections(False)
        cabecalho.setStretchLastSection(True)
        cabecalho.setSectionsClickable(any(coluna.ordenavel for coluna in self.modelo.colunas))
        cabecalho.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._aplicar(self._estado.mapa(self._chave) if self._estado else {})

    def _aplicar(self, guardado: dict[str, Any]) -> None:
        cabecalho = self.horizontalHeader()
        caractere = self.fontMetrics().averageCharWidth()
        for numero, coluna in enumerate(self.modelo.colunas):
            dados = guardado.get(coluna.nome) or {}
            self.setColumnWidth(numero, int(dados.get("largura") or coluna.largura * caractere + 16))
            self.setColumnHidden(numero, not dados.get("visivel", coluna.visivel))
        ordem = sorted(
            range(len(self.modelo.colunas)),
            key=lambda n: (guardado.get(self.modelo.colunas[n].nome) or {}).get("posicao", n),
        )
        for posicao, numero in enumerate(ordem):
            cabecalho.moveSection(cabecalho.visualIndex(numero), posicao)

    def _comandos(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._acoes: list[QAction] = [actions.criar(self, "tabela.copiar", self.copiar)]
        if self._exportavel:
            self._acoes.append(actions.criar(self, "tabela.exportar", self.exportar_pedido.emit))
        for acao in self._acoes:
            acao.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _ligar(self) -> None:
        cabecalho = self.horizontalHeader()
        cabecalho.sectionResized.connect(lambda *_: self._guardar.start())
        cabecalho.sectionMoved.connect(lambda *_: self._guardar.start())
        cabecalho.customContextMenuRequested.connect(
            lambda ponto: self.menu_de_colunas().popup(cabecalho.mapToGlobal(ponto))
        )
        cabecalho.sectionClicked.connect(self._ordenar)
        self._guardar.timeout.connect(self._guardar_colunas)
        self.doubleClicked.connect(lambda indice: self.ativado.emit(self.modelo.linha(indice.row())))
        self.customContextMenuRequested.connect(self._abrir_menu)
        self.selectionModel().currentRowChanged.connect(self._mudou)
        self.modelo.modelReset.connect(lambda: self.mudou_linha.emit(None))

    def _mudou(self, atual: QModelIndex, _anterior: QModelIndex) -> None:
        self.mudou_linha.emit(self.modelo.linha(atual.row()) if atual.isValid() else None)

    def _abrir_menu(self, ponto: QPoint) -> None:
        self._menu_da_linha().popup(self.viewport().mapToGlobal(ponto))

    def _menu_da_linha(self) -> QMenu:
        menu, linha = QMenu(self), self.atual()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for acao, cabe in self._ofertas:
            acao.setEnabled(linha is not None and cabe(linha))
            menu.addAction(acao)
        menu.addSeparator()
        menu.addActions(self._acoes)
        menu.addMenu(self.menu_de_colunas())
        return menu

    def _ordenar(self, numero: int) -> None:
        coluna = self.modelo.colunas[numero]
        if not coluna.ordenavel:
            return
        cabecalho = self.horizontalHeader()
        repetida = cabecalho.isSortIndicatorShown() and cabecalho.sortIndicatorSection() == numero
        crescente = not repetida or cabecalho.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        cabecalho.setSortIndicatorShown(True)
        cabecalho.setSortIndicator(numero, Qt.SortOrder.AscendingOrder if crescente else Qt.SortOrder.DescendingOrder)
        self.ordenar_pedido.emit(coluna.nome, crescente)

    def _mostrar_coluna(self, numero: int, visivel: bool) -> None:
        ultima = not visivel and len(self.colunas_visiveis()) == 1
        self.setColumnHidden(numero, not visivel and not ultima)
        self._guardar.start()

    def _restaurar_padrao(self) -> None:
        self._aplicar({})
        self._guardar.start()

    def _guardar_colunas(self) -> None:
        if self._estado is None:
            return
        cabecalho = self.horizontalHeader()
        guardado = self._estado.mapa(self._chave)
        for numero, coluna in enumerate(self.modelo.colunas):
            oculta = cabecalho.isSectionHidden(numero)
            largura = guardado.get(coluna.nome, {}).get("largura") if oculta else cabecalho.sectionSize(numero)
            guardado[coluna.nome] = {
                "visivel": not oculta,
                "posicao": cabecalho.visualIndex(numero),
                "largura": largura,
            }
        self._estado.guardar(self._chave, guardado)

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.ativado.emit(self.atual())
        else:
            super().keyPressEvent(evento)

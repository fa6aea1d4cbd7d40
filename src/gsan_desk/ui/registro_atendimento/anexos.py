"""Tab Anexos [UC0366], spec 10 §3.5."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gsan_desk.domain.arquivos import OBSERVACAO_MAXIMA, verificar_anexo
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.registro_atendimento import Anexo
from gsan_desk.ui.bridge import Ponte, em_segundo_plano
from gsan_desk.ui.registro_atendimento.aba import Aba, botao
from gsan_desk.ui.registro_atendimento.arquivo import carregar
from gsan_desk.ui.widgets.campo import Campo
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.texto_contado import CampoTexto, Verificador

ABA = "anexos"
FILTRO = "Arquivos aceitos (*.jpg *.jpeg *.png *.pdf *.doc *.docx)"
DICA = "Arraste arquivos para cá ou tecle Alt+L. JPG, PNG, PDF, DOC ou DOCX, até 1 MB; PNG vira JPG."
COLUNAS = ("Arquivo", "Tipo", "Tamanho", "Observação")
OBSERVACAO = COLUNAS.index("Observação")
_RAIZ = QModelIndex()
Indice = QModelIndex | QPersistentModelIndex


class LinhaDeAnexo(Protocol):
    """A row of the list; ``tamanho`` in bytes."""

    @property
    def nome(self) -> str: ...
    @property
    def extensao(self) -> str: ...
    @property
    def tamanho(self) -> int: ...
    @property
    def observacao(self) -> str: ...
    def com_observacao(self, texto: str) -> "LinhaDeAnexo":
        """Give the row with another observação."""


@dataclass(frozen=True, slots=True)
class Linha:
    """An attachment and the file it came from, to which a draft goes back."""

    anexo: Anexo
    caminho: Path

    @property
    def nome(self) -> str:
        """Name of the file."""
        return self.anexo.nome

    @property
    def extensao(self) -> str:
        """Kind of file."""
        return self.anexo.extensao

    @property
    def tamanho(self) -> int:
        """Bytes as they will be stored."""
        return len(self.anexo.conteudo)

    @property
    def observacao(self) -> str:
        """What the person wrote of it."""
        return self.anexo.observacao

    def com_observacao(self, texto: str) -> "Linha":
        """Give the row with another observação."""
        return replace(self, anexo=replace(self.anexo, observacao=texto))


class ModeloAnexos(QAbstractTableModel):
    """The files; the observação is edited in place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.linhas: list[LinhaDeAnexo] = []

    def acrescentar(self, linha: LinhaDeAnexo) -> None:
        """Add a file."""
        self.beginInsertRows(_RAIZ, len(self.linhas), len(self.linhas))
        self.linhas.append(linha)
        self.endInsertRows()

    def remover(self, numero: int) -> None:
        """Take a file away."""
        self.beginRemoveRows(_RAIZ, numero, numero)
        del self.linhas[numero]
        self.endRemoveRows()

    def rowCount(self, pai: Indice = _RAIZ) -> int:
        return 0 if pai.isValid() else len(self.linhas)

    def columnCount(self, pai: Indice = _RAIZ) -> int:
        return 0 if pai.isValid() else len(COLUNAS)

    def data(self, indice: Indice, papel: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if papel not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        linha = self.linhas[indice.row()]
        tamanho = f"{max(1, linha.tamanho // 1024)} KB"
        return (linha.nome, linha.extensao.strip().upper(), tamanho, linha.observacao)[indice.column()]

    def setData(self, indice: Indice, valor: Any, papel: int = Qt.ItemDataRole.EditRole) -> bool:
        if indice.column() != OBSERVACAO or papel != Qt.ItemDataRole.EditRole:
            return False
        self.linhas[indice.row()] = self.linhas[indice.row()].com_observacao(str(valor).strip())
        self.dataChanged.emit(indice, indice)
        return True

    def flags(self, indice: Indice) -> Qt.ItemFlag:
        padrao = super().flags(indice)
        return padrao | Qt.ItemFlag.ItemIsEditable if indice.column() == OBSERVACAO else padrao

    def headerData(self, secao: int, orientacao: Qt.Orientation, papel: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if papel != Qt.ItemDataRole.DisplayRole or orientacao != Qt.Orientation.Horizontal:
            return None
        return COLUNAS[secao]


class CampoAnexos(QWidget):
    """The list with its buttons; files may be dropped on it.

    Signals:
        alterado: a file came, went, or got another observação.
        soltos: paths dropped.
    """

    alterado = Signal()
    soltos = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.modelo = ModeloAnexos(self)
        self.tabela = QTableView()
        self.adicionar = botao("Adicionar arquivo… (&L)")
        self.abrir = botao("Abrir (&B)")
        self.remover = botao("Remover (&X)")
        self._tabela()
        self._dispor()
        self.setFocusProxy(self.adicionar)
        for sinal in (self.modelo.rowsInserted, self.modelo.rowsRemoved, self.modelo.dataChanged):
            sinal.connect(lambda *_: self._mudou())
        self._mudou()

    def valor(self) -> tuple[Anexo, ...]:
        """Give the attachments added here."""
        return tuple(linha.anexo for linha in self.novos())

    def novos(self) -> tuple[Linha, ...]:
        """Give the files added here."""
        return tuple(linha for linha in self.modelo.linhas if isinstance(linha, Linha))

    def atual(self) -> int | None:
        """Give the current line."""
        indice = self.tabela.currentIndex()
        return indice.row() if indice.isValid() else None

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        self.tabela.setAccessibleName(nome)

    def _tabela(self) -> None:
        self.tabela.setModel(self.modelo)
        self.tabela.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.tabela.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tabela.setTabKeyNavigation(False)
        self.tabela.setShowGrid(False)
        self.tabela.verticalHeader().setVisible(False)
        self.tabela.setMinimumHeight(180)
        self.tabela.setAcceptDrops(False)
        cabecalho = self.tabela.horizontalHeader()
        cabecalho.setStretchLastSection(True)
        cabecalho.setHighlightSections(False)
        cabecalho.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        cabecalho.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for coluna, largura in enumerate((320, 70, 90)):
            self.tabela.setColumnWidth(coluna, largura)

    def limitar(self, verificar: Verificador) -> None:
        """Check the observação while it is edited in the list."""
        self.tabela.setItemDelegateForColumn(OBSERVACAO, _EditorDaObservacao(verificar, self.tabela))

    def _dispor(self) -> None:
        botoes = QHBoxLayout()
        for alvo in (self.adicionar, self.abrir, self.remover):
            botoes.addWidget(alvo)
        botoes.addStretch()
        self._dica = rotulo("fraco", DICA, quebra=True)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(6)
        caixa.addLayout(botoes)
        caixa.addWidget(self.tabela)
        caixa.addWidget(self._dica)

    def _mudou(self) -> None:
        tem = bool(self.modelo.linhas)
        self.abrir.setEnabled(tem)
        self.remover.setEnabled(tem)
        if tem and not self.tabela.currentIndex().isValid():
            self.tabela.setCurrentIndex(self.modelo.index(0, 0))
        self.alterado.emit()

    def dragEnterEvent(self, evento: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in evento.mimeData().urls()):
            evento.acceptProposedAction()

    def dropEvent(self, evento: QDropEvent) -> None:
        caminhos = [Path(url.toLocalFile()) for url in evento.mimeData().urls() if url.isLocalFile()]
        evento.acceptProposedAction()
        self.soltos.emit(caminhos)


class _EditorDaObservacao(QStyledItemDelegate):
    """A line no longer than the column that stores it."""

    def __init__(self, verificar: Verificador, parent: QWidget) -> None:
        super().__init__(parent)
        self._verificar = verificar

    def createEditor(self, pai: QWidget, _opcao: QStyleOptionViewItem, _indice: Indice) -> QWidget:
        return CampoTexto(OBSERVACAO_MAXIMA, self._verificar, pai)


class AbaAnexos(Aba):
    """The fourth tab: photos and documents."""

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        super().__init__(ponte, codificacao, parent)
        self.lista = CampoAnexos()
        self.observacao = CampoTexto(OBSERVACAO_MAXIMA, self._verificador("anexos.observacao"))
        self.lista.limitar(self._verificador("anexos.observacao"))
        self._campo_lista: Campo = self.formulario.campo(ABA, "Arquivo(s) informado(s)", self.lista)
        self._pasta: tempfile.TemporaryDirectory[str] | None = None
        dica = "Vai com o próximo arquivo adicionado; na lista, edita-se com F2 ou duplo clique."
        self._preencher(
            self.formulario.campo("anexos.observacao", "&Observação", self.observacao, dica=dica), self._campo_lista
        )
        self.lista.adicionar.clicked.connect(self._escolher)
        self.lista.abrir.clicked.connect(self._abrir)
        self.lista.remover.clicked.connect(self._remover)
        self.lista.tabela.activated.connect(lambda indice: None if indice.column() == OBSERVACAO else self._abrir())
        self.lista.soltos.connect(self.adicionar)

    def valor(self) -> tuple[Anexo, ...]:
        """Read the tab."""
        return self.lista.valor()

    def verificar(self) -> list[Violacao]:
        """Check the files as they will be stored."""
        return [recusa for anexo in self.valor() for recusa in verificar_anexo(anexo)]

    def adicionar(self, caminhos: Sequence[Path]) -> None:
        """Read files and add those that serve; what is wrong with the others is said beside the list."""
        self._buscar(self._adicionar(tuple(caminhos), self.observacao.valor()))

    def rascunho(self) -> dict[str, Any]:
        """Give where the files are, not what is in them."""
        return {"arquivos": [[str(linha.caminho), linha.observacao] for linha in self.lista.novos()]}

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Read the files again; one that went away is named."""
        for caminho, observacao in dados.get("arquivos", ()):
            await self._adicionar((Path(caminho),), observacao, manter_erro=True)

    async def _adicionar(self, caminhos: tuple[Path, ...], observacao: str, *, manter_erro: bool = False) -> None:
        erros = [self._campo_lista.erro] if manter_erro and self._campo_lista.erro else []
        for caminho in caminhos:
            try:
                anexo = await em_segundo_plano(carregar, caminho, observacao)
            except RegraViolada as erro:
                erros += [v.mensagem for v in erro.violacoes]
            else:
                self.lista.modelo.acrescentar(Linha(anexo, caminho))
                self.observacao.clear()
        self._campo_lista.mostrar_erro("\n".join(erros))

    def _escolher(self) -> None:
        dialogo = QFileDialog(self.window(), "Anexar arquivo", "", FILTRO)
        dialogo.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogo.filesSelected.connect(lambda nomes: self.adicionar([Path(nome) for nome in nomes]))
        dialogo.open()

    def _remover(self) -> None:
        if (numero := self.lista.atual()) is not None:
            self.lista.modelo.remover(numero)

    def _abrir(self) -> None:
        """Show the file as it will be stored, in the program that the system has for its type."""
        if (numero := self.lista.atual()) is not None:
            self._buscar(self._abrir_linha(numero, self.lista.modelo.linhas[numero]))

    async def _abrir_linha(self, numero: int, linha: LinhaDeAnexo) -> None:
        if isinstance(linha, Linha):
            await self._mostrar(numero, linha.anexo)

    async def _mostrar(self, numero: int, anexo: Anexo) -> None:
        if self._pasta is None:
            self._pasta = tempfile.TemporaryDirectory(prefix="gsan-desk-")
            self.destroyed.connect(self._pasta.cleanup)
        destino = Path(self._pasta.name) / f"anexo-{numero + 1}.{anexo.extensao}"
        await em_segundo_plano(destino.write_bytes, anexo.conteudo)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(destino)))

"""The list of Manter RA: pages by key, total that arrives later, order by the server, export and print."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.services.ra_filtrar import Chave, Contagem, LinhaRA, Ordem, Pagina, contar, filtrar, pesquisar
from gsan_desk.services.relogio import hoje
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.exportacao import Exportador
from gsan_desk.ui.consulta.lista import COLUNAS, COLUNAS_DA_PESQUISA, destaque, ordem_da_coluna
from gsan_desk.ui.impressao.documentos import documento_da_lista
from gsan_desk.ui.impressao.menu import MenuImpressao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

TOTAL = "Total de Registros de Atendimento encontrados: "
Trabalho = Literal["pagina", "ordem", "contagem"]
SEM_BUSCA = "Preencha o filtro e tecle Enter."
MAXIMO_IMPRESSO = 500


@dataclass(frozen=True, slots=True)
class Tipo:
    """Which list it is: the use case that gives pages, and what is shown of them."""

    nome: str
    caso: Callable[..., Pagina]
    colunas: tuple[Coluna, ...]
    exportavel: bool


MANTER = Tipo("ra.filtrar", filtrar, COLUNAS, True)
PESQUISAR = Tipo("ra.pesquisar", pesquisar, COLUNAS_DA_PESQUISA, False)


class ResultadoRA(QWidget):
    """The rows of one filter.

    Signals:
        aberto: Enter or double click on a ``LinhaRA``.
    """

    aberto = Signal(object)

    def __init__(
        self, ponte: Ponte, estado: Estado, barra: BarraMensagens, ocupado: Ocupado, tipo: Tipo = MANTER
    ) -> None:
        super().__init__()
        self._tipo = tipo
        self._caso = tipo.caso
        self._ponte, self._barra, self._ocupado = ponte, barra, ocupado
        self._filtro: FiltroRA | None = None
        self._ordem: Ordem | None = None
        self._proxima: Chave | None = None
        self._tarefas: dict[Trabalho, asyncio.Task[None]] = {}
        self.tabela = TabelaLinhas(
            tipo.colunas,
            nome=tipo.nome,
            titulo="Registros de Atendimento",
            estado=estado,
            destaque=destaque,
            exportavel=tipo.exportavel,
        )
        self.total = rotulo("subtitulo", SEM_BUSCA)
        self._montar()
        self.tabela.ativado.connect(self.aberto)
        self.tabela.modelo.precisa_mais.connect(self._pedir_mais)
        self.tabela.ordenar_pedido.connect(self._ordenar)
        self.tabela.exportar_pedido.connect(self.exportar)
        self.botao_exportar.setVisible(tipo.exportavel)
        self._habilitar(False)

    @property
    def consulta(self) -> tuple[FiltroRA, Ordem | None]:
        """What the list answers to."""
        return self._filtro or FiltroRA(), self._ordem

    def mostrar(self, filtro: FiltroRA, pagina: Pagina, livre: bool = False) -> None:
        """Show the first page of another filter, in the default order; ``livre`` is one without period."""
        self._caso = pesquisar if livre else self._tipo.caso
        self._parar("pagina", "ordem", "contagem")
        self._filtro, self._ordem = filtro, None
        self.tabela.horizontalHeader().setSortIndicatorShown(False)
        self._primeira(pagina)
        self._habilitar(bool(pagina.linhas))
        if pagina.proxima is None:
            self._mostrar_total(Contagem(len(pagina.linhas), False))
        else:
            self.total.setText(TOTAL + "contando…")
            self._trocar("contagem", self._contar())

    def limpar(self) -> None:
        """Show nothing."""
        self._parar("pagina", "ordem", "contagem")
        self._filtro = None
        self.tabela.modelo.definir(())
        self.total.setText(SEM_BUSCA)
        self._habilitar(False)

    def focar(self) -> None:
        """Go to the list."""
        self.tabela.setFocus(Qt.FocusReason.OtherFocusReason)

    def exportar(self) -> None:
        """Ask for a file and write the whole result to it."""
        if self._filtro is None or not self.tabela.modelo.rowCount():
            return
        colunas = tuple(coluna.nome for coluna in self.tabela.colunas_visiveis())
        exportador = Exportador(self._ponte, self, self._barra, self._ocupado)
        self._ponte.iniciar(exportador.exportar(self._filtro, self._ordem, colunas), self)

    def mostrar_impressao(self) -> None:
        """Drop the choice between paper and PDF."""
        if self.tabela.modelo.rowCount():
            self._impressao.popup(self.botao_imprimir.mapToGlobal(QPoint(0, self.botao_imprimir.height())))

    def _montar(self) -> None:
        self.botao_exportar = QPushButton("E&xportar…")
        self.botao_exportar.setToolTip(actions.dica("tabela.exportar"))
        self.botao_exportar.clicked.connect(self.exportar)
        self.botao_imprimir = QPushButton("&Imprimir ▾")
        self.botao_imprimir.setAccessibleName("Imprimir a lista")
        self.botao_imprimir.setToolTip(actions.dica("form.imprimir"))
        self.botao_imprimir.clicked.connect(self.mostrar_impressao)
        self.botao_colunas = QPushButton("&Colunas ▾")
        self.botao_colunas.setToolTip("Escolhe as colunas mostradas")
        self.botao_colunas.clicked.connect(self._mostrar_colunas)
        self._impressao = MenuImpressao(self._ponte, self._documento, "registros-de-atendimento", self._barra, self)
        topo = QHBoxLayout()
        topo.addWidget(self.total)
        topo.addStretch()
        for botao in (self.botao_colunas, self.botao_exportar, self.botao_imprimir):
            topo.addWidget(botao)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(4)
        caixa.addLayout(topo)
        caixa.addWidget(self.tabela, 1)

    def _mostrar_colunas(self) -> None:
        menu: QMenu = self.tabela.menu_de_colunas()
        menu.popup(self.botao_colunas.mapToGlobal(QPoint(0, self.botao_colunas.height())))

    def _habilitar(self, ha_linhas: bool) -> None:
        self.botao_exportar.setEnabled(ha_linhas)
        self.botao_imprimir.setEnabled(ha_linhas)

    def _trocar(self, nome: Trabalho, coro: Coroutine[Any, Any, None]) -> None:
        """Start a work in the place of the former one of its kind."""
        self._parar(nome)
        self._tarefas[nome] = self._ponte.iniciar(coro, self)

    def _parar(self, *nomes: Trabalho) -> None:
        for nome in nomes:
            if (tarefa := self._tarefas.pop(nome, None)) is not None:
                tarefa.cancel()

    def _primeira(self, pagina: Pagina) -> None:
        self._proxima = pagina.proxima
        self.tabela.modelo.definir(pagina.linhas, tem_mais=pagina.proxima is not None)
        self.tabela.ir_para(0)

    def _pedir_mais(self) -> None:
        ordem = self._tarefas.get("ordem")
        if ordem is not None and not ordem.done():
            self.tabela.modelo.desistir()
        else:
            self._trocar("pagina", self._acrescentar())

    async def _acrescentar(self) -> None:
        try:
            pagina = await self._pagina(self._proxima)
        except ErroDeUso as erro:
            self.tabela.modelo.desistir()
            self._barra.errar(descrever_erro(erro).mensagem, chave="pagina")
            return
        self._proxima = pagina.proxima
        self.tabela.modelo.acrescentar(pagina.linhas, tem_mais=pagina.proxima is not None)

    async def _pagina(self, depois_de: Chave | None) -> Pagina:
        filtro, ordem = self.consulta
        return await self._ponte.executar(self._caso, self._ponte.contexto, filtro, depois_de, ordem)

    async def _contar(self) -> None:
        filtro, _ = self.consulta
        try:
            self._mostrar_total(await self._ponte.executar(contar, self._ponte.contexto, filtro))
        except ErroDeUso:
            self.total.setText(TOTAL + "não contado")
            raise

    def _mostrar_total(self, contagem: Contagem) -> None:
        numero = f"{contagem.n:,}".replace(",", ".")
        self.total.setText(TOTAL + (f"mais de {numero}" if contagem.mais else numero))

    def _ordenar(self, coluna: str, crescente: bool) -> None:
        if self._filtro is not None:
            self._ordem = ordem_da_coluna(coluna, crescente)
            self._parar("pagina")
            self._trocar("ordem", self._reordenar())

    async def _reordenar(self) -> None:
        with self._ocupado.ocupar("Ordenando…"):
            pagina = await self._pagina(None)
        self._primeira(pagina)

    async def _documento(self) -> QTextDocument:
        linhas = await self._linhas_para_imprimir()
        corte = f" (os primeiros {len(linhas)})" if len(linhas) >= MAXIMO_IMPRESSO else ""
        colunas = self.tabela.colunas_visiveis()
        dia = await self._ponte.executar(hoje)
        return documento_da_lista(linhas, colunas, self.total.text() + corte, self._ponte.contexto, dia)

    async def _linhas_para_imprimir(self) -> list[LinhaRA]:
        """Read on from what is loaded, up to what still makes sense on paper."""
        linhas: list[LinhaRA] = list(self.tabela.modelo.linhas)
        proxima = self._proxima
        with self._ocupado.ocupar("Lendo a lista…"):
            while proxima is not None and len(linhas) < MAXIMO_IMPRESSO:
                pagina = await self._pagina(proxima)
                linhas += pagina.linhas
                proxima = pagina.proxima
        return linhas[:MAXIMO_IMPRESSO]

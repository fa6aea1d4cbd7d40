"""Painel do Registro de Atendimento: the supervisor's numbers, each a way into the list."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.painel import FiltroPainel, Leitura, lista_de_todos, periodo_padrao, unidade_padrao
from gsan_desk.services.relogio import hoje
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.campos import Relogio
from gsan_desk.ui.consulta.gravar_lista import gravar_lista
from gsan_desk.ui.consulta.periodo import CampoPeriodo
from gsan_desk.ui.consulta.selecao import SelecaoMultipla
from gsan_desk.ui.painel.quadros import QUADROS, Pedido
from gsan_desk.ui.painel.vista import VistaQuadro
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal, grade
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.message_bar import BarraMensagens

TITULO = "Painel do Registro de Atendimento"
CANCELADA = "Leitura cancelada."


class PainelRA(QWidget):
    """The tab: what is looked at above, one reading in each tab beneath; a tab reads when it is first looked at.

    Signals:
        fechar_pedido: the person is done with the page.
    """

    fechar_pedido = Signal()
    chave = "painel"

    def __init__(
        self,
        ponte: Ponte,
        estado: Estado,
        abrir_lista: Callable[[FiltroRA], object],
        abrir_ra: Callable[[int], object],
    ) -> None:
        super().__init__()
        self._ponte = ponte
        self._dia: date | None = None
        self._filtro: FiltroPainel | None = None
        self._lidas: set[str] = set()
        self._tarefa: asyncio.Task[Any] | None = None
        self.setWindowTitle(TITULO)
        tipos = sorted(ponte.contexto.dominios.tipos.values(), key=lambda tipo: tipo.descricao)
        self.unidade = campo_unidade(ponte, so_em_uso=False)
        self.tipos = SelecaoMultipla(tipos)
        self.periodo = CampoPeriodo(Relogio(lambda: self._dia).hoje)
        self.formulario, self.barra, self.ocupado = Formulario(self), BarraMensagens(), Ocupado()
        self.botao_ler = botao_principal("Atua&lizar")
        self.botao_exportar, self.botao_fechar = botao("E&xportar…"), botao("Fec&har")
        self.abas = QTabWidget()
        self.vistas = [VistaQuadro(quadro, estado) for quadro in QUADROS]
        for vista in self.vistas:
            self.abas.addTab(vista, vista.quadro.titulo)
            vista.lista_pedida.connect(abrir_lista)
            vista.ra_pedido.connect(abrir_ra)
            vista.tabela.exportar_pedido.connect(self.exportar)
        self._montar()
        self._ligar()
        self._tarefa = ponte.iniciar(self._abrir(), self)

    @property
    def vista(self) -> VistaQuadro:
        """The reading in front."""
        return self.vistas[self.abas.currentIndex()]

    @property
    def pronto(self) -> bool:
        """Tell whether nothing is under way."""
        return self._tarefa is None or self._tarefa.done()

    def reler(self) -> None:
        """Read the tab in front with the fields as they are; the others when they are looked at again."""
        self._comecar(self._reler())

    def exportar(self) -> None:
        """Write the table in front to a file."""
        vista = self.vista
        if linhas := vista.tabela.modelo.linhas:
            titulo = vista.quadro.titulo.replace("&", "")
            colunas = vista.tabela.colunas_visiveis()
            self._ponte.iniciar(gravar_lista(self, self.barra, titulo, colunas, linhas), self)

    def _comecar(self, coro: Any) -> None:
        if self._tarefa is not None:
            self._tarefa.cancel()
        self._tarefa = self._ponte.iniciar(coro, self)

    async def _abrir(self) -> None:
        try:
            self._dia = await self._ponte.executar(hoje)
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="erros")
            return
        self.periodo.definir(periodo_padrao(self._dia))
        if (unidade := unidade_padrao(self._ponte.contexto)) is not None:
            self.unidade.de_rascunho(str(unidade))
        await self._reler()

    async def _reler(self) -> None:
        await self.formulario.aguardar()
        if invalidos := self.formulario.invalidos():
            self.formulario.mostrar(invalidos)
            return
        self.formulario.limpar()
        self._filtro = FiltroPainel(self.periodo.valor() or Periodo(), self.unidade.valor(), self.tipos.valor())
        self._lidas.clear()
        await self._ler()
        if self.vista.quadro.nome in self._lidas:
            self.vista.tabela.setFocus(Qt.FocusReason.OtherFocusReason)

    async def _ler(self) -> None:
        vista, filtro = self.vista, self._filtro
        if filtro is None:
            return
        self.barra.limpar()
        try:
            with self.ocupado.ocupar(f"Lendo {vista.quadro.titulo.replace('&', '')}…"):
                leitura = await self._ponte.executar(vista.quadro.ler, self._ponte.contexto, filtro)
        except asyncio.CancelledError:
            if asyncio.current_task() is not self._tarefa:
                raise
            self.barra.avisar(CANCELADA, chave="leitura")
        except RegraViolada as erro:
            self.formulario.mostrar(erro.violacoes)
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="erros")
        else:
            self._mostrar(vista, filtro, leitura)

    def _mostrar(self, vista: VistaQuadro, filtro: FiltroPainel, leitura: Leitura[Any]) -> None:
        contexto = self._ponte.contexto
        todos = lista_de_todos(filtro, contexto.dominios.unidades)
        vista.mostrar(Pedido(todos, filtro, leitura.momento.date(), contexto), leitura)
        self._lidas.add(vista.quadro.nome)

    def _trocou(self) -> None:
        if self._filtro is not None and self.vista.quadro.nome not in self._lidas:
            self._comecar(self._ler())

    def _montar(self) -> None:
        campo = self.formulario.campo
        dica = "Com ela, todas as que lhe são subordinadas; vazia, a companhia inteira"
        campos = grade(
            (
                (campo("painel.unidade_id", "U&nidade", self.unidade, dica=dica), 5),
                (campo("painel.tipo_ids", "&Tipo de Solicitação", self.tipos), 4),
                (campo("painel.periodo", "&Período (Por Dia e Tempo Médio)", self.periodo), 3),
            )
        )
        pe = QHBoxLayout()
        pe.addWidget(self.botao_exportar)
        pe.addStretch()
        pe.addWidget(self.botao_ler)
        pe.addWidget(self.botao_fechar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(6)
        caixa.addWidget(self.barra)
        caixa.addLayout(campos)
        caixa.addWidget(self.ocupado)
        caixa.addWidget(self.abas, 1)
        caixa.addLayout(pe)
        self.setFocusProxy(self.unidade)

    def _ligar(self) -> None:
        self.botao_ler.setToolTip(actions.dica("form.atualizar"))
        self.botao_exportar.setToolTip(actions.dica("tabela.exportar"))
        self.botao_ler.clicked.connect(self.reler)
        self.botao_exportar.clicked.connect(self.exportar)
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        self.abas.currentChanged.connect(self._trocou)
        actions.criar(self, "form.atualizar", self.reler)
        actions.criar(self, "form.salvar", self.reler)

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        entra = evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not evento.modifiers()
        foco = self.focusWidget()
        if entra and foco is not None and not self.abas.isAncestorOf(foco):
            self.reler()
        else:
            super().keyPressEvent(evento)

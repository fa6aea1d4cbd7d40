"""Caixa PROGIS: the citizens' reports, oldest first, as they come and are decided (spec 40 §2.4)."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso
from gsan_desk.services.progis.relatos import PAGINA, FiltroRelatos, LinhaDoRelato, fotos, listar
from gsan_desk.services.relogio import hoje
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.consulta.gravar_lista import gravar_lista
from gsan_desk.ui.mapa.mapa import Mapa
from gsan_desk.ui.progis import pontos, textos
from gsan_desk.ui.progis.colunas import destaque_do_relato, dos_relatos
from gsan_desk.ui.progis.filtro import FiltroDosRelatos
from gsan_desk.ui.progis.fotos import PainelFotos
from gsan_desk.ui.progis.registro import DialogoRegistro
from gsan_desk.ui.progis.vigia import VigiaRelatos
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.marca import rotulo

TITULO = "Caixa PROGIS"
CHAVE = "caixa_progis"
TETO = 1000
"""Reports that are read again at once, at most."""
POLL = 60_000  # ms; a reservation ends without anybody saying so
ESPERA = 150  # ms on a row before its photos are read
LARGURA_DO_LADO = 300


class CaixaProgis(QWidget):
    """The tab.

    Args:
        analisar: opens a report.

    Signals:
        fechar_pedido: the person is done with it.
    """

    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, vigia: VigiaRelatos, analisar: Callable[[int], object]) -> None:
        super().__init__()
        self.chave = CHAVE
        self.setWindowTitle(TITULO)
        self._ponte, self._vigia, self._analisar = ponte, vigia, analisar
        self._dia, self._desde = datetime.now().astimezone().date(), time.monotonic()
        self._pedido = FiltroRelatos()
        self._no_mapa: tuple[object, ...] = ()
        self._lendo: asyncio.Task[None] | None = None
        self.lida = False
        self.filtro = FiltroDosRelatos(self._hoje)
        self.trabalho = Trabalho(ponte, self, self.filtro.formulario.mostrar)
        self.tabela = TabelaLinhas(
            dos_relatos(),
            nome="progis.relatos",
            titulo=TITULO,
            estado=estado,
            destaque=destaque_do_relato(ponte.contexto.operador.login),
            exportavel=True,
        )
        self.fotos, self.mapa = PainelFotos(ponte, "Foto do cidadão"), Mapa()
        self.descricao = rotulo("fraco", quebra=True)
        self.descricao.setTextFormat(Qt.TextFormat.PlainText)
        self.total = rotulo("fraco")
        self.botao_filtrar, self.botao_limpar = botao("&Filtrar"), botao("Limpa&r")
        self.botao_analisar, self.botao_exportar = botao_principal("A&nalisar"), botao("E&xportar…")
        self.botao_registrar, self.botao_fechar = botao("Re&gistrar relato…"), botao("Fec&har")
        self._espera = QTimer(self, singleShot=True, interval=ESPERA)
        self._poll = QTimer(self, interval=POLL)
        self._montar()
        self._ligar()
        self.reler()

    @property
    def pronta(self) -> bool:
        """Whether nothing is under way."""
        return self.lida and self.trabalho.parado

    def reler(self) -> None:
        """Filter anew and show."""
        self.trabalho.iniciar(self._ler())

    async def _ler(self) -> None:
        if erros := self.filtro.formulario.invalidos():
            self.filtro.formulario.mostrar(erros)
            return
        self.filtro.formulario.limpar()
        with self.trabalho.ocupado.ocupar("Lendo…", desabilitar=[self.botao_filtrar]):
            if not self.lida:
                self._dia, self._desde = await self._ponte.executar(hoje), time.monotonic()
            self._pedido = self.filtro.valor()
            linhas = await self._ponte.executar(listar, self._ponte.contexto, self._pedido)
        self.tabela.modelo.definir(linhas, tem_mais=len(linhas) == PAGINA)
        self.tabela.ir_para(0)
        self.lida = True
        self._mostrar_total()

    async def _renovar(self) -> None:
        """Read again as much as is shown, and change only what changed."""
        alcance, pedido = min(max(self.tabela.modelo.rowCount(), PAGINA), TETO), self._pedido
        linhas: list[LinhaDoRelato] = []
        try:
            while len(linhas) < alcance:
                pagina = await self._ponte.executar(listar, self._ponte.contexto, self._depois(linhas))
                linhas += pagina
                if len(pagina) < PAGINA:
                    break
        except BancoIndisponivel:
            return
        if pedido is self._pedido:
            anterior = self.tabela.atual()
            self.tabela.fundir(linhas, tem_mais=len(linhas) >= alcance and len(linhas) % PAGINA == 0)
            if anterior is None:
                self.tabela.ir_para(0)
            self._mostrar_total()

    def _depois(self, linhas: list[LinhaDoRelato]) -> FiltroRelatos:
        if not linhas:
            return self._pedido
        ultimo = linhas[-1].relato
        return replace(self._pedido, apos=(ultimo.recebido_em, ultimo.id))

    async def _mais(self) -> None:
        pedido = self._pedido
        try:
            depois = self._depois(list(self.tabela.modelo.linhas))
            linhas = await self._ponte.executar(listar, self._ponte.contexto, depois)
        except ErroDeUso as erro:
            self.tabela.modelo.desistir()
            self.trabalho.mostrar(erro)
            return
        if pedido is self._pedido:
            self.tabela.modelo.acrescentar(linhas, tem_mais=len(linhas) == PAGINA)
            self._mostrar_total()

    def _mudaram(self, _quais: frozenset[int] | None) -> None:
        if self.lida and self.trabalho.parado:
            self._ponte.iniciar(self._renovar(), self)

    def _mostrar_total(self) -> None:
        quantas = self.tabela.modelo.rowCount()
        mais = "+" if self.tabela.modelo.canFetchMore(self.tabela.rootIndex()) else ""
        self.total.setText(f"{quantas}{mais} relato(s)" if quantas else "Nenhum relato.")
        self.botao_exportar.setEnabled(quantas > 0)
        marcas = pontos.da_lista(self.tabela.modelo.linhas)
        if marcas != self._no_mapa:
            self._no_mapa = marcas
            self.mapa.marcar(marcas)
        self._olhar(self.tabela.atual())

    def _olhar(self, linha: LinhaDoRelato | None) -> None:
        self.botao_analisar.setEnabled(linha is not None)
        relato = linha.relato if linha is not None else None
        partes = (textos.decidido(relato), textos.excedente(relato), relato.descricao) if relato is not None else ()
        self.descricao.setText("\n".join(p for p in partes if p))
        self.mapa.destacar(("relato", relato.id) if relato is not None else None)
        self._espera.start()

    def _ler_fotos(self) -> None:
        if self._lendo is not None:
            self._lendo.cancel()
        self._lendo = self._ponte.iniciar(self._fotos(self.tabela.atual()), self)

    async def _fotos(self, linha: LinhaDoRelato | None) -> None:
        lidas: tuple[bytes, ...] = ()
        if linha is not None and linha.relato.fotos:
            try:
                lidas = await self._ponte.executar(fotos, self._ponte.contexto, linha.relato.id)
            except ErroDeUso:
                return
        self.fotos.mostrar(lidas)

    def _abrir(self, linha: LinhaDoRelato | None) -> None:
        if linha is not None:
            self._analisar(linha.relato.id)

    def _do_mapa(self, chave: pontos.Chave) -> None:
        linhas = self.tabela.modelo.linhas
        numero = next((i for i, linha in enumerate(linhas) if linha.relato.id == chave[1]), None)
        if numero is not None:
            self.tabela.ir_para(numero)
            self._abrir(linhas[numero])

    def exportar(self) -> None:
        """Write the rows shown to a file."""
        if linhas := self.tabela.modelo.linhas:
            visiveis = self.tabela.colunas_visiveis()
            self.trabalho.iniciar(gravar_lista(self, self.trabalho.barra, "Relatos do Cidadão", visiveis, linhas))

    def registrar(self) -> None:
        """Type what somebody tells, and open it."""
        dialogo = DialogoRegistro(self._ponte, self.window())
        dialogo.registrado.connect(self._registrado)
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()

    def _registrado(self, id_: int) -> None:
        self._vigia.mudou(frozenset({id_}))
        self._analisar(id_)

    def _limpar(self) -> None:
        self.filtro.limpar()
        self.filtro.formulario["relato.situacoes"].focar()

    def _hoje(self) -> date:
        return self._dia + timedelta(days=int((time.monotonic() - self._desde) // 86400))

    def _montar(self) -> None:
        botoes = QHBoxLayout()
        for alvo in (self.botao_analisar, self.botao_registrar, self.botao_exportar):
            botoes.addWidget(alvo)
        botoes.addWidget(self.total)
        botoes.addStretch(1)
        for alvo in (self.botao_fechar, self.botao_limpar, self.botao_filtrar):
            botoes.addWidget(alvo)
        lado = QSplitter(Qt.Orientation.Vertical)
        lado.addWidget(self.fotos)
        lado.addWidget(self.mapa)
        lado.setMinimumWidth(LARGURA_DO_LADO)
        meio = QSplitter()
        meio.setChildrenCollapsible(False)
        meio.addWidget(self.tabela)
        meio.addWidget(lado)
        meio.setStretchFactor(0, 1)
        corpo = QWidget()
        coluna = QVBoxLayout(corpo)
        coluna.setContentsMargins(0, 0, 0, 0)
        for widget, estica in ((self.filtro, 0), (meio, 1), (self.descricao, 0)):
            coluna.addWidget(widget, estica)
        rolagem = QScrollArea(widgetResizable=True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rolagem.setWidget(corpo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(6)
        caixa.addWidget(self.trabalho.barra)
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addWidget(rolagem, 1)
        caixa.addLayout(botoes)
        self.setFocusProxy(self.tabela)

    def _ligar(self) -> None:
        self.tabela.ativado.connect(self._abrir)
        self.tabela.mudou_linha.connect(self._olhar)
        self.tabela.modelo.precisa_mais.connect(lambda: self._ponte.iniciar(self._mais(), self))
        self.tabela.exportar_pedido.connect(self.exportar)
        self.mapa.escolhido.connect(self._do_mapa)
        self.botao_analisar.clicked.connect(lambda: self._abrir(self.tabela.atual()))
        self.botao_analisar.setToolTip("Reserva e abre o relato da linha (Enter)")
        self.botao_registrar.clicked.connect(self.registrar)
        self.botao_registrar.setToolTip("Escreve o relato de quem ligou ou veio ao balcão, e o abre")
        self.botao_exportar.clicked.connect(self.exportar)
        self.botao_filtrar.clicked.connect(self.reler)
        self.botao_limpar.clicked.connect(self._limpar)
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        self._espera.timeout.connect(self._ler_fotos)
        self._poll.timeout.connect(lambda: self._mudaram(None) if self.isVisible() else None)
        self._poll.start()
        self._vigia.mudaram.connect(self._mudaram)
        actions.criar(self, "form.salvar", self.reler)
        actions.criar(self, "form.atualizar", self.reler)
        actions.criar(self, "form.limpar", self._limpar)
        self._ponte.estado_mudou.connect(self._mudou_conexao)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO and not self.lida:
            self.reler()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.filtro.isAncestorOf(self.focusWidget()):
            self.reler()
            return
        super().keyPressEvent(evento)

"""Mensagens SMS com erro: what did not arrive, and apart what may have (spec 50 §3.9, spec 40 §1.6)."""

import time
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from gsan_desk.domain.sms_maquina import SituacaoSms
from gsan_desk.services.relogio import hoje
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.sms.filtro import FiltroMensagens
from gsan_desk.ui.sms.lista_mensagens import ListaMensagens
from gsan_desk.ui.state import Estado
from gsan_desk.ui.trabalho import Trabalho

TITULO = "Mensagens SMS com erro"
CHAVE = "mensagens_sms"
CERTAS = frozenset(SituacaoSms) - {SituacaoSms.INCERTA}
INCERTAS = frozenset({SituacaoSms.INCERTA})


class MensagensSms(QWidget):
    """The tab: filter, and two lists, so that a decision about what may have arrived is never taken in passing.

    Args:
        numero: an RA whose messages are shown, all of them.

    Signals:
        fechar_pedido: the person is done with it.
    """

    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, caminhos: Caminhos, numero: int | None = None) -> None:
        super().__init__()
        self.chave = f"{CHAVE}:{numero}" if numero is not None else CHAVE
        self.setWindowTitle(f"Mensagens SMS do RA {numero}" if numero is not None else TITULO)
        self._ponte, self._caminhos = ponte, caminhos
        self._dia, self._desde = datetime.now().astimezone().date(), time.monotonic()
        self.lido = False
        self.filtro = FiltroMensagens(ponte, self._hoje)
        self.trabalho = Trabalho(ponte, self, self.filtro.formulario.mostrar)
        self.lista = ListaMensagens(self.trabalho, estado, "mensagens", CERTAS, caminhos.consultar)
        self.incertas = ListaMensagens(self.trabalho, estado, "incertas", INCERTAS, caminhos.consultar)
        self.abas = QTabWidget()
        self.botao_filtrar, self.botao_limpar = botao_principal("&Filtrar"), botao("&Limpar")
        self.botao_fechar = botao("Fec&har")
        self._montar()
        self._ligar()
        if numero is not None:
            self.filtro.de_um_ra(numero)
        self.reler()

    @property
    def pronto(self) -> bool:
        """Whether nothing is under way."""
        return self.trabalho.parado

    def reler(self) -> None:
        """Filter and show."""
        self.trabalho.iniciar(self._ler())

    async def _ler(self) -> None:
        await self.filtro.formulario.aguardar()
        if erros := self.filtro.formulario.invalidos():
            self.filtro.formulario.mostrar(erros)
            return
        self.filtro.formulario.limpar()
        primeira, pedido = not self.lido, self.filtro.valor()
        with self.trabalho.ocupado.ocupar("Lendo…", desabilitar=[self.botao_filtrar]):
            if primeira:
                self._dia, self._desde = await self._ponte.executar(hoje), time.monotonic()
            await self.lista.ler(pedido)
            await self.incertas.ler(pedido)
        self.lido = True
        if primeira and not self.lista.tabela.modelo.rowCount() and self.incertas.tabela.modelo.rowCount():
            self.abas.setCurrentWidget(self.incertas)

    def _hoje(self) -> date:
        return self._dia + timedelta(days=int((time.monotonic() - self._desde) // 86400))

    def _mudou(self, ras: frozenset[int]) -> None:
        for numero in ras:
            self._caminhos.mudou(numero)
        self._ponte.iniciar(self._reler_depois(), self)

    async def _reler_depois(self) -> None:
        """Read again once the work that changed rows is over."""
        pedido = self.filtro.valor()
        await self.lista.ler(pedido)
        await self.incertas.ler(pedido)

    def _limpar(self) -> None:
        self.filtro.limpar()
        self.filtro.formulario["sms.periodo"].focar()

    def _montar(self) -> None:
        self.abas.setDocumentMode(True)
        self.abas.addTab(self.lista, "Mensagens")
        self.abas.addTab(self.incertas, "Incertas")
        linha = QHBoxLayout()
        linha.addStretch(1)
        for alvo in (self.botao_fechar, self.botao_limpar, self.botao_filtrar):
            linha.addWidget(alvo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(6)
        for widget in (self.trabalho.barra, self.filtro):
            caixa.addWidget(widget)
        caixa.addLayout(linha)
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addWidget(self.abas, 1)
        self.setFocusProxy(self.lista.tabela)

    def _ligar(self) -> None:
        self.lista.contou.connect(lambda quantas: self.abas.setTabText(0, f"Mensagens ({quantas})"))
        self.incertas.contou.connect(lambda quantas: self.abas.setTabText(1, f"Incertas ({quantas})"))
        for lista in (self.lista, self.incertas):
            lista.mudou.connect(self._mudou)
        self.botao_filtrar.clicked.connect(self.reler)
        self.botao_limpar.clicked.connect(self._limpar)
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        self.botao_filtrar.setToolTip(actions.dica("form.salvar"))
        actions.criar(self, "form.salvar", self.reler)
        actions.criar(self, "form.atualizar", self.reler)
        actions.criar(self, "form.limpar", self._limpar)
        self._ponte.estado_mudou.connect(self._mudou_conexao)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO and not self.lido:
            self.reler()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.filtro.isAncestorOf(self.focusWidget()):
            self.reler()
            return
        super().keyPressEvent(evento)

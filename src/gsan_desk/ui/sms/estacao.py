"""Estação SMS: the panel of who looks after the sending (spec 50 §3.9)."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.domain.sms_estacao import ESTADOS
from gsan_desk.services.sms import PainelSms, painel, pausar, retomar
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.funcoes import SMS
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.sms import painel as dizeres
from gsan_desk.ui.sms import textos
from gsan_desk.ui.sms.cartao import Cartao
from gsan_desk.ui.sms.daqui import Daqui
from gsan_desk.ui.sms.testar import DialogoTeste
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.marca import marcar, rotulo

TITULO = "Estação SMS"
CHAVE = "estacao_sms"
INTERVALO = 5000  # ms between readings while the tab is in front
SEGUNDO = 1000
ASSUMIR = (
    "Assumir o envio tira-o da estação “{nome}”. Se ela estiver no meio de uma mensagem, essa mensagem pode ficar"
    " incerta. Assumir?"
)
ESTACOES = (
    Coluna("nome", "Estação", lambda e: e.nome, largura=22),
    Coluna("estado", "Situação", lambda e: ESTADOS.get(e.estado, e.estado) if e.viva else "Sem notícia", largura=16),
    Coluna("titular", "Envia", lambda e: e.titular and e.viva, "centro", 8),
    Coluna("aparelho", "Aparelho", lambda e: e.aparelho, largura=24),
    Coluna("vista", "Vista em", lambda e: e.vista_em, "centro", 18),
    Coluna("motivo", "Motivo", lambda e: e.motivo, largura=40),
)
LINHAS_DE_ESTACOES = 3
FECHAR = "A estação deste computador continua enviando com esta aba fechada, e para quando o programa fecha. Fechar?"


class Vizinhas(Protocol):
    """The other screens of the SMS, opened from the panel."""

    def configurar(self) -> object: ...

    def mensagens(self) -> object: ...

    def emails(self) -> object: ...

    def respostas(self) -> object: ...


class EstacaoSms(QWidget):
    """The tab; the station itself goes on without it.

    Signals:
        fechar_pedido: the person is done with the tab.
    """

    fechar_pedido = Signal()
    chave = CHAVE

    def __init__(self, ponte: Ponte, estado: Estado, daqui: Daqui, vizinhas: Vizinhas) -> None:
        super().__init__()
        self.setWindowTitle(TITULO)
        self._ponte, self._daqui, self._vizinhas = ponte, daqui, vizinhas
        self._roda = SMS in ponte.contexto.operador.perfis
        self._lido: PainelSms | None = None
        self._leitura: asyncio.Task[None] | None = None
        self._resta = 0.0
        self.trabalho = Trabalho(ponte, self)
        self.selo, self.motivo = QLabel(), rotulo("subtitulo", quebra=True)
        self.telefone = Cartao("Telefone", dizeres.TELEFONE)
        self.envio = Cartao("Envio", dizeres.ENVIO)
        self.fila = Cartao("Fila", dizeres.FILA)
        self.estacoes = TabelaLinhas(ESTACOES, nome="sms.estacoes", titulo="Estações", estado=estado)
        self._botoes()
        self._relogio, self._contagem = QTimer(self, interval=INTERVALO), QTimer(self, interval=SEGUNDO)
        self._montar()
        self._ligar()
        self._habilitar()
        self.reler()

    @property
    def pronto(self) -> bool:
        """Whether the panel was read and nothing is under way."""
        return self._lido is not None and self.trabalho.parado

    async def pode_fechar(self) -> bool:
        """Say what closing means while the station runs here."""
        if not self._daqui.rodando:
            return True
        return bool(await self.trabalho.barra.perguntar(FECHAR, [("Ficar (&0)", False), ("Fechar (&1)", True)]))

    def reler(self) -> None:
        """Read the panel again, unless it is being read."""
        if (self._leitura is None or self._leitura.done()) and self._ponte.estado is EstadoConexao.CONECTADO:
            self._leitura = self._ponte.iniciar(self._ler(), self)

    async def _ler(self) -> None:
        try:
            lido: PainelSms = await self._ponte.executar(painel)
        except BancoIndisponivel:
            self._dizer(dizeres.Situacao("Sem conexão", "urgente", "O servidor de banco de dados não responde."))
            return
        self._lido, self._resta = lido, lido.espera
        self._mostrar()

    def _mostrar(self) -> None:
        lido = self._lido
        if lido is None:
            return
        daqui = self._daqui.aparencia if self._daqui.rodando else None
        self._dizer(dizeres.situacao(lido, daqui))
        self.telefone.mostrar(dizeres.do_telefone(lido, daqui))
        self.envio.mostrar(dizeres.do_envio(lido, self._ponte.contexto))
        self.fila.mostrar(dizeres.da_fila(lido))
        self.estacoes.fundir(lido.quadro.estacoes)
        self._contar(0)
        self._habilitar()

    def _dizer(self, situacao: dizeres.Situacao) -> None:
        self.selo.setText(situacao.dito)
        self.selo.setAccessibleName(f"Envio: {situacao.dito}")
        marcar(self.selo, "papel", situacao.papel)
        self.motivo.setText(situacao.motivo)

    def _contar(self, passou: float = 1.0) -> None:
        """Count down the pace between two readings."""
        self._resta = max(self._resta - passou, 0.0)
        lido = self._lido
        espera = lido is not None and lido.quadro.pendentes and lido.quadro.pausada_em is None
        dito = f"em {self._resta:.0f} s" if self._resta > 0 else "agora"
        self.envio.mostrar({"Próxima": dito if espera else ""})

    async def _iniciar(self) -> None:
        if self._daqui.conexao is None:
            self.trabalho.barra.avisar("Configure antes o telefone deste computador.", chave="feito")
            self._vizinhas.configurar()
            return
        with self.trabalho.ocupado.ocupar("Iniciando…", cancelavel=False):
            await self._daqui.iniciar()
        self.trabalho.barra.confirmar("A estação roda neste computador, mesmo com esta aba fechada.", chave="feito")

    async def _parar(self) -> None:
        with self.trabalho.ocupado.ocupar("Parando depois do que está saindo…", cancelavel=False):
            await self._daqui.parar()
        self.trabalho.barra.informar("A estação deste computador parou. O que está na fila espera.", chave="feito")

    async def _pausar(self) -> None:
        pausada = self._lido is not None and self._lido.quadro.pausada_em is not None
        await self._ponte.executar(retomar if pausada else pausar)
        await self._ler()

    async def _assumir(self) -> None:
        dona = dizeres.titular(self._lido) if self._lido is not None else None
        if dona is not None and dona.nome != self._daqui.local.nome:
            pergunta = ASSUMIR.format(nome=dona.nome)
            opcoes = [("Deixar como está (&0)", False), ("Assumir o envio (&1)", True)]
            if not await self.trabalho.barra.perguntar(pergunta, opcoes):
                return
        self._daqui.local.assumir()
        self.trabalho.barra.informar("Esta estação assume o envio em instantes.", chave="feito")

    def testar(self) -> None:
        """Open the test message."""
        dialogo = DialogoTeste(self._ponte, self._daqui, self.window())
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.finished.connect(self.reler)
        dialogo.open()

    def _habilitar(self) -> None:
        rodando, recusa = self._daqui.rodando, "" if self._roda else textos.DE_QUEM_CUIDA
        self.botao_iniciar.setVisible(not rodando)
        self.botao_parar.setVisible(rodando)
        _oferecer(self.botao_iniciar, recusa, "Este computador passa a enviar as mensagens")
        _oferecer(self.botao_assumir, recusa or ("" if rodando else "Inicie antes a estação neste computador."), "")
        pausada = self._lido is not None and self._lido.quadro.pausada_em is not None
        self.botao_pausar.setText("R&etomar" if pausada else "Pausar (&E)")
        self.botao_pausar.setEnabled(self._lido is not None)

    def _botoes(self) -> None:
        self.botao_iniciar, self.botao_parar = botao_principal("&Iniciar neste computador"), botao("&Parar")
        self.botao_pausar, self.botao_assumir = botao("Pausar (&E)"), botao("Assu&mir envio")
        self.botao_pausar.setToolTip("Em todas as estações: o que está na fila espera")
        self.botao_testar, self.botao_configurar = botao("&Testar…"), botao("&Configurar…")
        self.botao_erros, self.botao_respostas = botao("Mensagens com e&rro"), botao("Resp&ostas")
        self.botao_emails, self.botao_fechar = botao("E-mai&ls"), botao("Fec&har")

    def _montar(self) -> None:
        self.selo.setObjectName("selo")
        topo, quadros, acoes, outras = QHBoxLayout(), QGridLayout(), QHBoxLayout(), QHBoxLayout()
        topo.addWidget(self.selo)
        topo.addWidget(self.motivo, 1)
        for coluna, quadro in enumerate((self.telefone, self.envio, self.fila)):
            quadros.addWidget(quadro, 0, coluna)
            quadros.setColumnStretch(coluna, 4 if quadro is self.envio else 3)
        for alvo in (self.botao_iniciar, self.botao_parar, self.botao_pausar, self.botao_assumir, self.botao_testar):
            acoes.addWidget(alvo)
        acoes.addStretch(1)
        for alvo in (self.botao_configurar, self.botao_erros, self.botao_respostas, self.botao_emails):
            outras.addWidget(alvo)
        outras.addStretch(1)
        outras.addWidget(self.botao_fechar)
        altura = self.estacoes.verticalHeader().defaultSectionSize() * (LINHAS_DE_ESTACOES + 1) + 8
        self.estacoes.setMinimumHeight(altura)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(8)
        caixa.addWidget(self.trabalho.barra)
        caixa.addLayout(topo)
        caixa.addLayout(quadros)
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addLayout(acoes)
        caixa.addWidget(self.estacoes, 1)
        caixa.addLayout(outras)
        self.setFocusProxy(self.botao_iniciar)

    def _ligar(self) -> None:
        acoes: tuple[tuple[QPushButton, Callable[[], Coroutine[Any, Any, None]]], ...] = (
            (self.botao_iniciar, self._iniciar),
            (self.botao_parar, self._parar),
            (self.botao_pausar, self._pausar),
            (self.botao_assumir, self._assumir),
        )
        for alvo, fazer in acoes:
            alvo.clicked.connect(lambda _=False, fazer=fazer: self.trabalho.iniciar(fazer()))
        self.botao_testar.clicked.connect(self.testar)
        self.botao_configurar.clicked.connect(self._vizinhas.configurar)
        self.botao_erros.clicked.connect(self._vizinhas.mensagens)
        self.botao_respostas.clicked.connect(self._vizinhas.respostas)
        self.botao_emails.clicked.connect(self._vizinhas.emails)
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        self._relogio.timeout.connect(self.reler)
        self._contagem.timeout.connect(self._contar)
        self._daqui.mudou.connect(self._mudou)
        self._daqui.ligou.connect(self._mudou)
        self._ponte.estado_mudou.connect(lambda _: self.reler())
        actions.criar(self, "form.atualizar", self.reler)

    def _mudou(self, _novo: object) -> None:
        self._mostrar()
        self._habilitar()
        self.reler()

    def showEvent(self, evento: QShowEvent) -> None:
        super().showEvent(evento)
        self._relogio.start()
        self._contagem.start()
        self.reler()

    def hideEvent(self, evento: QHideEvent) -> None:
        super().hideEvent(evento)
        self._relogio.stop()
        self._contagem.stop()


def _oferecer(alvo: QPushButton, recusa: str, dica: str) -> None:
    alvo.setEnabled(not recusa)
    alvo.setToolTip(recusa or dica)
    alvo.setAccessibleDescription(recusa)

"""Configurar Estação SMS: the phone of this computer, how the sending goes for all, and the mail server."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from gsan_desk.domain import email
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.sms_ajustes import verificar
from gsan_desk.services import email_pesquisa
from gsan_desk.services.sms import gravar_ajustes, ler_ajustes
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.sms.ajustes import AbaAjustes
from gsan_desk.ui.sms.correio import AbaCorreio
from gsan_desk.ui.sms.daqui import Daqui
from gsan_desk.ui.sms.telefone import AbaTelefone
from gsan_desk.ui.trabalho import Trabalho

TITULO = "Configurar Estação SMS"


class ConfigurarSms(QWidget):
    """The tab.

    Signals:
        fechar_pedido: the person is done with it.
    """

    fechar_pedido = Signal()
    chave = "configurar_sms"

    def __init__(self, ponte: Ponte, daqui: Daqui) -> None:
        super().__init__()
        self.setWindowTitle(TITULO)
        self._ponte = ponte
        self.lido = False
        self.trabalho = Trabalho(ponte, self)
        self.telefone, self.ajustes = AbaTelefone(ponte, daqui, self.trabalho), AbaAjustes(ponte)
        self.correio = AbaCorreio(ponte, daqui, self.trabalho)
        self.abas = QTabWidget()
        self.abas.setDocumentMode(True)
        self.abas.addTab(self.telefone, "Telefone deste computador")
        self.abas.addTab(self.ajustes, "Regras do envio")
        self.abas.addTab(self.correio, "E-mail de pesquisa")
        self.botao_fechar, self.botao_gravar = botao("&Fechar"), botao_principal("G&ravar")
        self._montar()
        self._ligar()
        self.trabalho.iniciar(self._abrir())

    @property
    def pronto(self) -> bool:
        """Whether the settings were read and nothing is under way."""
        return self.lido and self.trabalho.parado

    async def pode_fechar(self) -> bool:
        """Let nobody lose by accident what was typed."""
        mudada = next((aba for aba in (self.ajustes, self.correio) if aba.mudados), None)
        if not self.lido or mudada is None:
            return True
        self.abas.setCurrentWidget(mudada)
        pergunta = "O que foi mudado aqui não foi gravado. Descartar?"
        return bool(await self.trabalho.barra.perguntar(pergunta, [("&Descartar", True), ("Ficar", False)]))

    def gravar(self) -> None:
        """Write the settings of the tab in front."""
        no_correio = self.abas.currentWidget() is self.correio
        self.trabalho.iniciar(self._gravar_correio() if no_correio else self._gravar())

    async def _abrir(self) -> None:
        self.ajustes.abrir(await self._ponte.executar(ler_ajustes))
        self.correio.abrir(await self._ponte.executar(email_pesquisa.ler_ajustes))
        self.lido = True
        await self.telefone.ler_portas()

    async def _gravar(self) -> None:
        if not self.lido:
            return
        self.abas.setCurrentWidget(self.ajustes)
        novos, proprios = self.ajustes.valor(), self.ajustes.invalidos()
        de_fora = {v.campo for v in proprios}
        if erros := (*proprios, *(v for v in verificar(novos) if v.campo not in de_fora)):
            self.ajustes.mostrar(erros)
            return
        try:
            with self.trabalho.ocupado.ocupar("Gravando…", desabilitar=[self.botao_gravar], cancelavel=False):
                await self._ponte.executar(gravar_ajustes, self.ajustes.lidos, novos)
        except RegraViolada as erro:
            self.ajustes.mostrar(erro.violacoes)
            return
        self.ajustes.abrir(novos)
        self.trabalho.barra.confirmar("Regras gravadas. Valem a partir da próxima mensagem.", chave="feito")

    async def _gravar_correio(self) -> None:
        if not self.lido:
            return
        novos, senha = self.correio.valor(), bool(self.correio.senha.text())
        self.correio.formulario.limpar()
        if erros := email.verificar(novos):
            self.correio.mostrar(erros)
            return
        try:
            with self.trabalho.ocupado.ocupar("Gravando…", desabilitar=[self.botao_gravar], cancelavel=False):
                await self._ponte.executar(email_pesquisa.gravar_ajustes, self.correio.lidos, novos)
                guardou = await self.correio.guardar_senha()
        except RegraViolada as erro:
            self.correio.mostrar(erro.violacoes)
            return
        self.correio.abrir(novos)
        if not guardou:
            self.trabalho.barra.avisar("Este computador não tem chaveiro: a senha não foi guardada.", chave="feito")
            return
        dito = "Servidor de e-mail gravado, e a senha no chaveiro." if senha else "Servidor de e-mail gravado."
        self.trabalho.barra.confirmar(dito, chave="feito")

    def _montar(self) -> None:
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        botoes.addWidget(self.botao_fechar)
        botoes.addWidget(self.botao_gravar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(6)
        caixa.addWidget(self.trabalho.barra)
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addWidget(self.abas, 1)
        caixa.addLayout(botoes)
        self.botao_gravar.hide()
        self.setFocusProxy(self.telefone.portas)

    def _ligar(self) -> None:
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        self.botao_gravar.clicked.connect(self.gravar)
        self.botao_gravar.setToolTip(actions.dica("form.salvar"))
        self.abas.currentChanged.connect(
            lambda i: self.botao_gravar.setVisible(self.abas.widget(i) is not self.telefone)
        )
        actions.criar(self, "form.salvar", self.gravar)
        self._ponte.estado_mudou.connect(self._mudou_conexao)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO and not self.lido:
            self.trabalho.iniciar(self._abrir())

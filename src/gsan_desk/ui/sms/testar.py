"""The test message, followed until it is delivered (spec 50 §3.9)."""

import asyncio

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.sms_maquina import SituacaoSms as S
from gsan_desk.domain.sms_nomes import causa
from gsan_desk.services.sms import andamento, enviar_teste
from gsan_desk.services.sms.painel import AndamentoSms
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.sms.daqui import Daqui
from gsan_desk.ui.sms.um_campo import recusa
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.marca import renomear, rotulo
from gsan_desk.ui.widgets.masked_edit import CELULAR, CampoMascarado

LARGURA = 500
OLHADA = 1000  # ms between looks at the message
DITOS = {
    S.PENDENTE: "Na fila, à frente das outras…",
    S.ENVIANDO: "Enviando…",
    S.ENVIADA: "Enviada. Esperando a confirmação de entrega…",
    S.ENTREGUE: "Entregue: a estação funciona.",
    S.FALHOU: "Falhou.",
    S.CANCELADA: "Cancelada.",
    S.INCERTA: "Incerta.",
    S.EXPIRADA: "Expirou antes de sair.",
}
FIM = frozenset({S.ENTREGUE, S.FALHOU, S.CANCELADA, S.INCERTA, S.EXPIRADA})


class DialogoTeste(QDialog):
    """A number, a button, and what becomes of the message; it may be closed at any time.

    Attributes:
        andou: what was last said of the message.
    """

    def __init__(self, ponte: Ponte, daqui: Daqui, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ponte, self._daqui = ponte, daqui
        self._mensagem: int | None = None
        self._lendo: asyncio.Task[None] | None = None
        self.setWindowTitle("Testar a estação SMS")
        self.numero = CampoMascarado(CELULAR, recusa)
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar)
        self.andou = rotulo("subtitulo", quebra=True)
        self.fechar, self.enviar = botao("&Fechar"), botao_principal("&Enviar mensagem de teste")
        self._relogio = QTimer(self, interval=OLHADA)
        self._montar()
        self._relogio.timeout.connect(self._olhar)
        self.fechar.clicked.connect(self.reject)
        self.finished.connect(self._relogio.stop)
        self.enviar.clicked.connect(self.testar)
        actions.criar(self, "form.salvar", self.testar)

    def testar(self) -> None:
        """Check the number and queue the message."""
        nu = self.numero.valor()
        if dito := recusa(nu):
            self.formulario["numero"].mostrar_erro(dito)
            self.formulario["numero"].focar()
            return
        self.trabalho.iniciar(self._testar(nu))

    async def _testar(self, numero: str) -> None:
        with self.trabalho.ocupado.ocupar("Gravando…", desabilitar=[self.enviar], cancelavel=False):
            self._mensagem = await self._ponte.executar(enviar_teste, numero)
        self._dizer(AndamentoSms(S.PENDENTE, None, None))
        self._daqui.local.acordar()
        self._relogio.start()

    def _olhar(self) -> None:
        if self._mensagem is not None and (self._lendo is None or self._lendo.done()):
            self._lendo = self._ponte.iniciar(self._ler(self._mensagem), self)

    async def _ler(self, mensagem: int) -> None:
        lido: AndamentoSms = await self._ponte.executar(andamento, mensagem)
        if mensagem == self._mensagem:
            self._dizer(lido)

    def _dizer(self, lido: AndamentoSms) -> None:
        situacao = S(lido.situacao)
        dito = f"{DITOS[situacao]} {causa(lido.motivo, lido.detalhe)}".strip()
        self.andou.setText(dito)
        self.andou.setAccessibleName(dito)
        renomear(self.andou, "texto_erro" if situacao in FIM - {S.ENTREGUE} else "subtitulo")
        if situacao in FIM:
            self._relogio.stop()

    def _montar(self) -> None:
        explicacao = "A mensagem passa à frente da fila, mesmo fora do horário. Use o seu celular."
        caixa = QVBoxLayout(self)
        caixa.addWidget(self.trabalho.barra)
        caixa.addWidget(rotulo("fraco", explicacao, quebra=True))
        caixa.addWidget(self.formulario.campo("numero", "&Número do celular", self.numero, obrigatorio=True))
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addWidget(self.andou)
        caixa.addStretch(1)
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        botoes.addWidget(self.fechar)
        botoes.addWidget(self.enviar)
        caixa.addLayout(botoes)
        self.resize(LARGURA, self.sizeHint().height() + self.fontMetrics().lineSpacing() * 2)
        self.numero.setFocus()

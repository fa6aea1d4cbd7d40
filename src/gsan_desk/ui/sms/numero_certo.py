"""The dialog that asks for a mobile number: to send again to the right one, to test, to block."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.telefone import verificar_celular
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.sms.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.masked_edit import CELULAR, CampoMascarado

LARGURA = 460


def recusa(digitado: str) -> str:
    """Say why a number receives no SMS."""
    achada = verificar_celular(digitado)
    return achada.mensagem if achada else ""


class DialogoNumero(QDialog):
    """One number and what is done with it; it closes when that is done.

    Args:
        fazer: does it with the number; what it refuses stands beside the field.
    """

    def __init__(
        self,
        ponte: Ponte,
        titulo: str,
        explicacao: str,
        acao: str,
        fazer: Callable[[str], Awaitable[object]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fazer = fazer
        self.setWindowTitle(titulo)
        self.numero = CampoMascarado(CELULAR, recusa)
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario)
        self.fechar, self.concluir = botao("&Fechar"), botao_principal(acao)
        caixa = QVBoxLayout(self)
        caixa.addWidget(self.trabalho.barra)
        caixa.addWidget(rotulo("fraco", explicacao, quebra=True))
        caixa.addWidget(self.formulario.campo("numero", "&Número do celular", self.numero, obrigatorio=True))
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addStretch(1)
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        botoes.addWidget(self.fechar)
        botoes.addWidget(self.concluir)
        caixa.addLayout(botoes)
        self.resize(LARGURA, self.sizeHint().height())
        self.fechar.clicked.connect(self.reject)
        self.concluir.clicked.connect(self.confirmar)
        self.concluir.setToolTip(actions.dica("form.salvar"))
        actions.criar(self, "form.salvar", self.confirmar)
        self.numero.setFocus()

    def confirmar(self) -> None:
        """Check and do it."""
        nu = self.numero.valor()
        if dito := recusa(nu) if nu else "Informe o número.":
            self.formulario["numero"].mostrar_erro(dito)
            self.formulario["numero"].focar()
            return
        self.trabalho.iniciar(self._confirmar(nu))

    async def _confirmar(self, numero: str) -> None:
        with self.trabalho.ocupado.ocupar("Gravando…", desabilitar=[self.concluir], cancelavel=False):
            await self._fazer(numero)
        self.accept()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmar()
            return
        super().keyPressEvent(evento)

"""Dialogs of one field: a mobile number, an address, or a reason, and what is done with it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.email import endereco_valido
from gsan_desk.domain.telefone import verificar_celular
from gsan_desk.services.email_pesquisa.lista import CAMPO_ENDERECO
from gsan_desk.services.sms.acoes import CAMPO_NUMERO, LIMITE_DO_MOTIVO
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.masked_edit import CELULAR, CampoMascarado
from gsan_desk.ui.widgets.texto_contado import CampoTexto

LARGURA = 460
ENDERECO_MAXIMO = 80
QUALQUER_DDD = "11"
"""The server completes a number and decides about foreign ones by the settings; here only what none would take."""
Fazer = Callable[[str], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Dizeres:
    """What is written on a dialog."""

    titulo: str
    explicacao: str
    acao: str


def recusa(digitado: str) -> str:
    """Say why a number receives no SMS."""
    if not digitado:
        return "Informe o número."
    achada = verificar_celular(digitado, QUALQUER_DDD, permite_exterior=True)
    return achada.mensagem if achada else ""


class DialogoUmCampo(QDialog):
    """One value and what is done with it; it closes when that is done.

    Args:
        recusar: gives the objection to a value.
        fazer: does it; what it refuses stands beside the field.
    """

    def __init__(
        self,
        ponte: Ponte,
        dizeres: Dizeres,
        nome: str,
        rotulo_do_campo: str,
        campo: CampoMascarado | CampoTexto,
        recusar: Callable[[str], str],
        fazer: Fazer,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._nome, self._recusar, self._fazer = nome, recusar, fazer
        self.setWindowTitle(dizeres.titulo)
        self.campo = campo
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar)
        self.fechar, self.concluir = botao("&Fechar"), botao_principal(dizeres.acao)
        caixa = QVBoxLayout(self)
        caixa.addWidget(self.trabalho.barra)
        caixa.addWidget(rotulo("fraco", dizeres.explicacao, quebra=True))
        caixa.addWidget(self.formulario.campo(nome, rotulo_do_campo, campo, obrigatorio=True))
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
        campo.setFocus()

    def confirmar(self) -> None:
        """Check and do it."""
        valor = self.campo.valor()
        if dito := self._recusar(valor):
            self.formulario[self._nome].mostrar_erro(dito)
            self.formulario[self._nome].focar()
            return
        self.trabalho.iniciar(self._confirmar(valor))

    async def _confirmar(self, valor: str) -> None:
        with self.trabalho.ocupado.ocupar("Gravando…", desabilitar=[self.concluir], cancelavel=False):
            await self._fazer(valor)
        self.accept()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmar()
            return
        super().keyPressEvent(evento)


def pedir_numero(ponte: Ponte, dizeres: Dizeres, fazer: Fazer, parent: QWidget | None = None) -> DialogoUmCampo:
    """Make the dialog of a mobile number."""
    campo = CampoMascarado(CELULAR, recusa)
    return DialogoUmCampo(ponte, dizeres, CAMPO_NUMERO, "&Número do celular", campo, recusa, fazer, parent)


def pedir_endereco(ponte: Ponte, dizeres: Dizeres, fazer: Fazer, parent: QWidget | None = None) -> DialogoUmCampo:
    """Make the dialog of an e-mail address."""

    def errado(endereco: str) -> str:
        return "" if endereco_valido(endereco.strip()) else "Endereço de email inválido."

    campo = CampoTexto(ENDERECO_MAXIMO)
    return DialogoUmCampo(ponte, dizeres, CAMPO_ENDERECO, "&Endereço de e-mail", campo, errado, fazer, parent)


def pedir_motivo(ponte: Ponte, dizeres: Dizeres, fazer: Fazer, parent: QWidget | None = None) -> DialogoUmCampo:
    """Make the dialog of a reason."""

    def faltando(motivo: str) -> str:
        return "" if motivo else "Informe o motivo."

    campo = CampoTexto(LIMITE_DO_MOTIVO)
    return DialogoUmCampo(ponte, dizeres, "motivo", "&Motivo", campo, faltando, fazer, parent)

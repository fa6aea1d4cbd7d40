"""Descartar: why a report is no request."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Item
from gsan_desk.domain.relato import MOTIVOS_DE_DESCARTE
from gsan_desk.services.progis.decisoes import MOTIVO_MAXIMO
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.texto_contado import CampoTexto

LARGURA = 480
OUTRO = MOTIVOS_DE_DESCARTE[-1]
AVISO = "O cidadão não recebe mensagem. Um supervisor pode reabrir o relato."
_COMPLEMENTO = MOTIVO_MAXIMO - max(map(len, MOTIVOS_DE_DESCARTE)) - 2


class DialogoDescarte(QDialog):
    """A reason of the list and, where it says too little, words; it closes when that is done.

    Args:
        quantos: reports that the reason is for.
        fazer: discards; what it refuses is said here.
    """

    def __init__(
        self, ponte: Ponte, quantos: int, fazer: Callable[[str], Awaitable[object]], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._fazer = fazer
        self.setWindowTitle("Descartar relato" if quantos == 1 else f"Descartar {quantos} relatos")
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar)
        self.motivo = ComboItens([Item(n, texto) for n, texto in enumerate(MOTIVOS_DE_DESCARTE, 1)])
        self.complemento = CampoTexto(_COMPLEMENTO)
        self.fechar, self.concluir = botao("&Fechar"), botao_principal("&Descartar")
        self._montar()
        self.motivo.alterado.connect(self._mudou_motivo)
        self.fechar.clicked.connect(self.reject)
        self.concluir.clicked.connect(self.confirmar)
        actions.criar(self, "form.salvar", self.confirmar)
        self.motivo.setFocus()

    def valor(self) -> str:
        """Give the reason in full; empty while it says nothing."""
        item, complemento = self.motivo.item(), self.complemento.valor()
        if item is None or (item.descricao == OUTRO and not complemento):
            return ""
        return f"{item.descricao}: {complemento}" if complemento else str(item.descricao)

    def confirmar(self) -> None:
        """Check and do it."""
        if self.motivo.item() is None:
            self._recusar("motivo", "Escolha o motivo.")
        elif not self.valor():
            self._recusar("complemento", "Diga qual é o motivo.")
        else:
            self.trabalho.iniciar(self._confirmar(self.valor()))

    async def _confirmar(self, motivo: str) -> None:
        with self.trabalho.ocupado.ocupar("Gravando…", desabilitar=[self.concluir], cancelavel=False):
            await self._fazer(motivo)
        self.accept()

    def _recusar(self, campo: str, texto: str) -> None:
        self.formulario[campo].mostrar_erro(texto)
        self.formulario[campo].focar()

    def _mudou_motivo(self) -> None:
        item = self.motivo.item()
        self.formulario["complemento"].definir_obrigatorio(item is not None and item.descricao == OUTRO)

    def _montar(self) -> None:
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        botoes.addWidget(self.fechar)
        botoes.addWidget(self.concluir)
        caixa = QVBoxLayout(self)
        caixa.addWidget(self.trabalho.barra)
        caixa.addWidget(rotulo("fraco", AVISO, quebra=True))
        caixa.addWidget(self.formulario.campo("motivo", "&Motivo", self.motivo, obrigatorio=True))
        caixa.addWidget(self.formulario.campo("complemento", "&Complemento", self.complemento))
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addStretch(1)
        caixa.addLayout(botoes)
        self.resize(LARGURA, self.sizeHint().height())

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmar()
            return
        super().keyPressEvent(evento)

"""Messages and questions inside the page, instead of windows in the way."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gsan_desk.ui import theme
from gsan_desk.ui.widgets.botao_icone import BotaoIcone

T = TypeVar("T")
Tipo = Literal["informacao", "sucesso", "aviso", "erro"]
_NOMES: dict[Tipo, str] = {"informacao": "Informação", "sucesso": "Feito", "aviso": "Aviso", "erro": "Erro"}
_PAPEIS: dict[Tipo, str] = {"informacao": "info", "sucesso": "sucesso", "aviso": "aviso", "erro": "erro"}


@dataclass(frozen=True, slots=True)
class Acao:
    """A button of a message (``texto`` with its mnemonic) and what it does."""

    texto: str
    fazer: Callable[[], object]


class _Faixa(QFrame):
    """One message."""

    def __init__(self, tipo: Tipo, texto: str, fechar: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("faixa")
        self.setProperty("tipo", tipo)
        self.setAccessibleName(f"{_NOMES[tipo]}: {texto}")
        self.fechar = fechar
        simbolo = QLabel()
        simbolo.setPixmap(theme.icone(tipo, _PAPEIS[tipo]).pixmap(18, 18))
        self.texto = QLabel(texto, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.texto.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.texto.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.caixa = QHBoxLayout(self)
        self.caixa.setContentsMargins(10, 6, 8, 6)
        self.caixa.addWidget(simbolo)
        self.caixa.addWidget(self.texto, 1)

    def botao(self, texto: str, fazer: Callable[[], object]) -> QPushButton:
        botao = QPushButton(texto)
        botao.clicked.connect(lambda _=False: fazer())
        self.caixa.addWidget(botao)
        return botao

    def botao_fechar(self) -> None:
        botao = BotaoIcone("fechar", "Fechar mensagem", "Fechar mensagem (Esc)", com_tab=True)
        botao.clicked.connect(lambda _=False: self.fechar())
        self.caixa.addWidget(botao)

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() == Qt.Key.Key_Escape:
            self.fechar()
        elif evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            foco := self.focusWidget(), QPushButton
        ):
            foco.click()
        else:
            super().keyPressEvent(evento)


class BarraMensagens(QWidget):
    """A stack of messages at the top of a page; empty, it takes no room.

    A message with a ``chave`` replaces the former one with the same key.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faixas: dict[str, _Faixa] = {}
        self._numero = 0
        self._caixa = QVBoxLayout(self)
        self._caixa.setContentsMargins(0, 0, 0, 0)
        self._caixa.setSpacing(2)
        self.hide()

    def informar(self, texto: str, *, acoes: Sequence[Acao] = (), chave: str | None = None) -> None:
        """Say something of use."""
        self._mostrar("informacao", texto, acoes, chave)

    def confirmar(self, texto: str, *, acoes: Sequence[Acao] = (), chave: str | None = None) -> None:
        """Say that something was done."""
        self._mostrar("sucesso", texto, acoes, chave)

    def avisar(self, texto: str, *, acoes: Sequence[Acao] = (), chave: str | None = None) -> None:
        """Warn."""
        self._mostrar("aviso", texto, acoes, chave)

    def errar(self, texto: str, *, acoes: Sequence[Acao] = (), chave: str | None = None) -> None:
        """Say what went wrong and what to do."""
        self._mostrar("erro", texto, acoes, chave)

    def limpar(self) -> None:
        """Take every message away; open questions are answered with ``None``."""
        for faixa in tuple(self._faixas.values()):
            faixa.fechar()

    def textos(self) -> tuple[str, ...]:
        """List what is shown, oldest first."""
        return tuple(faixa.texto.text() for faixa in self._faixas.values())

    async def perguntar(self, texto: str, opcoes: Sequence[tuple[str, T]], *, tipo: Tipo = "aviso") -> T | None:
        """Ask and wait for the answer; the first option has the focus, Esc gives ``None``."""
        resposta: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()

        def responder(valor: T | None) -> None:
            if not resposta.done():
                resposta.set_result(valor)

        anterior = self.window().focusWidget()
        chave = self._nova_chave(None)
        faixa = self._por(chave, _Faixa(tipo, texto, lambda: responder(None)))
        botoes = [faixa.botao(rotulo, partial(responder, valor)) for rotulo, valor in opcoes]
        botoes[0].setProperty("principal", True)
        botoes[0].setFocus(Qt.FocusReason.OtherFocusReason)
        try:
            escolha = await resposta
        finally:
            with suppress(RuntimeError):  # the page may have died with its question
                self.fechar(chave)
        if anterior is not None:
            anterior.setFocus(Qt.FocusReason.OtherFocusReason)
        return escolha

    def fechar(self, chave: str) -> None:
        """Take one message away."""
        faixa = self._faixas.pop(chave, None)
        if faixa is not None:
            self._caixa.removeWidget(faixa)
            faixa.hide()
            faixa.deleteLater()
        self.setVisible(bool(self._faixas))

    def _mostrar(self, tipo: Tipo, texto: str, acoes: Sequence[Acao], chave: str | None) -> None:
        chave = self._nova_chave(chave)
        faixa = self._por(chave, _Faixa(tipo, texto, lambda: self.fechar(chave)))
        for acao in acoes:
            faixa.botao(acao.texto, acao.fazer)
        faixa.botao_fechar()

    def _nova_chave(self, chave: str | None) -> str:
        self._numero += 1
        return chave or f"mensagem {self._numero}"

    def _por(self, chave: str, faixa: _Faixa) -> _Faixa:
        self.fechar(chave)
        self._faixas[chave] = faixa
        self._caixa.addWidget(faixa)
        self.show()
        return faixa

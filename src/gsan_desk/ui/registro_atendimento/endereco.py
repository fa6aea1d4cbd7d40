"""At most one address: its text, Adicionar and Remover."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gsan_desk.domain.registro_atendimento import Endereco
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import botao

SEM_ENDERECO = "nenhum endereço"

Escolher = Callable[[], Awaitable[Endereco | None]]


class CampoEndereco(QWidget):
    """Hold an ``Endereco``.

    Args:
        escolher: opens the address window and gives the address, or ``None`` when it was closed.
        mnemonicos: letters of Adicionar and Remover.

    Signals:
        alterado: another address, or none, by person or program.
    """

    alterado = Signal()

    def __init__(
        self, ponte: Ponte, escolher: Escolher, mnemonicos: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ponte, self._escolher = ponte, escolher
        self._endereco: Endereco | None = None
        self._travado = False
        self.texto = QLineEdit(readOnly=True, placeholderText=SEM_ENDERECO)
        self.texto.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.adicionar = botao(f"Adicionar (&{mnemonicos[0]})")
        self.remover = botao(f"Remover (&{mnemonicos[1]})")
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(6)
        for widget, estica in ((self.texto, 1), (self.adicionar, 0), (self.remover, 0)):
            caixa.addWidget(widget, estica)
        self.setFocusProxy(self.adicionar)
        self.adicionar.clicked.connect(lambda: self._ponte.iniciar(self._adicionar(), self))
        self.remover.clicked.connect(self._remover)
        self._mostrar()

    def valor(self) -> Endereco | None:
        """Give the address."""
        return self._endereco

    def definir(self, endereco: Endereco | None) -> None:
        """Show an address; ``None`` empties."""
        if endereco != self._endereco:
            self._endereco = endereco
            self._mostrar()
            self.alterado.emit()

    def travar(self, travado: bool) -> None:
        """Let the address be read only."""
        self._travado = travado
        self._mostrar()

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        self.texto.setAccessibleName(nome)
        self.adicionar.setAccessibleName(f"Adicionar {nome}")
        self.remover.setAccessibleName(f"Remover {nome}")

    def para_rascunho(self) -> Any:
        """Keep the ids and the text."""
        return asdict(self._endereco) if self._endereco is not None else None

    def de_rascunho(self, valor: Any) -> None:
        """Bring them back; the use case checks them again."""
        try:
            self.definir(Endereco(**valor) if valor else None)
        except TypeError:  # a draft of another version
            self.definir(None)

    async def _adicionar(self) -> None:
        endereco = await self._escolher()
        if endereco is not None:
            self.definir(endereco)
            self.remover.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remover(self) -> None:
        self.definir(None)
        self.adicionar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar(self) -> None:
        tem = self._endereco is not None
        self.texto.setText(self._endereco.texto if self._endereco is not None else "")
        self.texto.setToolTip(self.texto.text())
        self.texto.setCursorPosition(0)
        self.adicionar.setEnabled(not tem and not self._travado)
        self.remover.setEnabled(tem and not self._travado)

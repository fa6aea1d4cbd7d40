"""The tabs where work is done."""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.widgets.botao_icone import BotaoIcone

CHAVE = "chave_da_aba"
"""Property of a page with its key; a page that comes to show something else sets it anew."""


class AbasTrabalho(QTabWidget):
    """Pages by key. A page may define ``pode_fechar() -> bool`` (plain or async) to ask before it goes.

    Signals:
        vazia: the last page was closed.
    """

    vazia = Signal()

    def __init__(self, ponte: Ponte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ponte = ponte
        self._fechando: set[QWidget] = set()
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)  # the number of the RA stands at the end
        self.setAccessibleName("Abas de trabalho")

    def abrir(self, widget: QWidget, titulo: str, chave: str | None = None) -> QWidget:
        """Add a page, or go to the one that already has the key and drop the new one; give the page in front."""
        if chave is not None and (existente := self.procurar(chave)) is not None:
            if existente is not widget:
                widget.deleteLater()
            self.setCurrentWidget(existente)
            return existente
        widget.setProperty(CHAVE, chave)
        indice = self.addTab(widget, titulo)
        self.setTabToolTip(indice, titulo)
        self._botao_de_fechar(widget, indice, titulo)
        widget.windowTitleChanged.connect(lambda novo: self._renomear(widget, novo))
        self.setCurrentIndex(indice)
        _focar(widget)
        return widget

    def procurar(self, chave: str) -> QWidget | None:
        """Find a page by its key."""
        paginas = (self.widget(i) for i in range(self.count()))
        return next((pagina for pagina in paginas if pagina and pagina.property(CHAVE) == chave), None)

    def fechar_atual(self) -> None:
        """Close the page in front, if it agrees."""
        if (widget := self.currentWidget()) is not None:
            self.pedir_fechamento(widget)

    def pedir_fechamento(self, widget: QWidget) -> None:
        """Close a page, if it agrees; asking again while it thinks changes nothing."""
        if widget not in self._fechando:
            self._ponte.iniciar(self.fechar(widget), widget)

    async def fechar(self, widget: QWidget) -> bool:
        """Ask the page and close it; tell whether it went."""
        self._fechando.add(widget)
        try:
            if not await _pode_fechar(widget):
                return False
        finally:
            self._fechando.discard(widget)
        self.removeTab(self.indexOf(widget))
        widget.hide()
        self._ponte.iniciar(_enterrar(widget))
        if self.count() == 0:
            self.vazia.emit()
        return True

    async def fechar_todas(self) -> bool:
        """Close page by page, showing each that hesitates; stop at the first that refuses."""
        while (widget := self.currentWidget()) is not None:
            if widget in self._fechando or not await self.fechar(widget):
                return False
        return True

    def _botao_de_fechar(self, widget: QWidget, indice: int, titulo: str) -> None:
        botao = BotaoIcone("fechar", f"Fechar {titulo}", "Fechar aba (Ctrl+W)", parent=self.tabBar())
        botao.clicked.connect(lambda: self.pedir_fechamento(widget))
        self.tabBar().setTabButton(indice, QTabBar.ButtonPosition.RightSide, botao)

    def _renomear(self, widget: QWidget, titulo: str) -> None:
        if (indice := self.indexOf(widget)) >= 0 and titulo:
            self.setTabText(indice, titulo)
            self.setTabToolTip(indice, titulo)


def _focar(pagina: QWidget) -> None:
    """Put the cursor where the page says, or in its first field."""
    foco = pagina.window().focusWidget()
    if foco is not None and pagina.isAncestorOf(foco):
        return
    alvo: QWidget | None = pagina if pagina.focusProxy() else pagina.nextInFocusChain()
    while alvo is not None and alvo is not pagina and not _aceita_foco(alvo, pagina):
        alvo = alvo.nextInFocusChain()
    if alvo is not None:
        alvo.setFocus(Qt.FocusReason.OtherFocusReason)


def _aceita_foco(widget: QWidget, pagina: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    util = widget.isEnabled() and widget.isVisibleTo(pagina) and not isinstance(widget, QTabBar)
    return bool(tab) and util and pagina.isAncestorOf(widget)


async def _pode_fechar(widget: QWidget) -> bool:
    perguntar: Callable[[], bool | Awaitable[bool]] | None = getattr(widget, "pode_fechar", None)
    if perguntar is None:
        return True
    resposta: Any = perguntar()
    return bool(await resposta if inspect.isawaitable(resposta) else resposta)


async def _enterrar(widget: QWidget) -> None:
    """Delete outside the task that the page itself owns and that is still unwinding."""
    widget.deleteLater()

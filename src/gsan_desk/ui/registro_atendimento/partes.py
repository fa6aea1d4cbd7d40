"""An RA in four tabs: one is in front, the way to another leads over its checks (spec 10 §3.1, §7.1)."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from gsan_desk.domain.erros import Violacao
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import Aba

A = TypeVar("A", bound=Aba)


class Parte(IntEnum):
    """The tabs in their order."""

    DADOS_GERAIS = 0
    LOCAL = 1
    SOLICITANTE = 2
    ANEXOS = 3


TITULOS = {
    Parte.DADOS_GERAIS: "1 Dados Gerais",
    Parte.LOCAL: "2 Local da Ocorrência",
    Parte.SOLICITANTE: "3 Solicitante",
    Parte.ANEXOS: "4 Anexos",
}


class FormularioEmPartes(QTabWidget):
    """The tabs of one form; usable after ``await montar()``.

    Signals:
        mudou: the draft is no longer what it was.
        aba_pedida: the person wants another tab; whether it opens depends on what the one in front holds.
    """

    mudou = Signal()
    aba_pedida = Signal(int)
    PREFIXOS: ClassVar[Mapping[Parte, str]]
    """First word of the names that the rules give the fields of each tab."""

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ponte, self._codificacao = ponte, codificacao
        barra = _BarraDeAbas()
        barra.pedida.connect(self.aba_pedida)
        self.setTabBar(barra)
        self.setDocumentMode(True)
        self._abas: list[Aba] = []

    async def montar(self) -> None:
        """Make the tabs, each in turns of the loop of its own, so that no turn is felt."""
        raise NotImplementedError

    async def verificar(self, parte: Parte) -> list[Violacao]:
        """Wait for the look-ups of a tab and check what needs no other row of the base.

        Raises:
            BancoIndisponivel: a code could not be looked up.
        """
        aba = self._abas[parte]
        await aba.aguardar()
        proprios = aba.invalidos()
        recusados = {v.campo for v in proprios}
        return [*proprios, *(v for v in self._regras(parte) if v.campo not in recusados)]

    def mostrar(self, violacoes: Iterable[Violacao]) -> tuple[Violacao, ...]:
        """Show each beside its field, the first tab with one in front; give back what belongs to none."""
        por_aba: dict[Parte, list[Violacao]] = {parte: [] for parte in Parte}
        sobra: list[Violacao] = []
        for violacao in violacoes:
            prefixo = (violacao.campo or "").partition(".")[0]
            parte = next((p for p in Parte if self.PREFIXOS[p] == prefixo), None)
            (sobra if parte is None else por_aba[parte]).append(violacao)
        for parte in reversed(Parte):  # the last one shown takes the focus
            sobra += self._abas[parte].mostrar(por_aba[parte])
        return tuple(sobra)

    def mostrar_aba(self, parte: Parte) -> None:
        """Bring a tab to the front and the focus to its first field."""
        self.setCurrentIndex(parte)
        self._abas[parte].focar()

    @property
    def parte(self) -> Parte:
        """The tab in front."""
        return Parte(max(self.currentIndex(), 0))

    def rascunho(self) -> dict[str, Any]:
        """Give the contents as JSON."""
        partes = {nome: aba.rascunho() for nome, aba in zip(self.PREFIXOS.values(), self._abas, strict=True)}
        return {**partes, "aba": self.currentIndex()}

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back, tab by tab."""
        for nome, aba in zip(self.PREFIXOS.values(), self._abas, strict=True):
            parte = dados.get(nome)
            if isinstance(parte, dict):
                await aba.restaurar(parte)
        indice = dados.get("aba")
        self.setCurrentIndex(indice if isinstance(indice, int) else Parte.DADOS_GERAIS)

    async def _juntar(self, fazer: Callable[[], A]) -> A:
        await asyncio.sleep(0)
        aba = fazer()
        await asyncio.sleep(0)
        parte = Parte(len(self._abas))
        self._abas.append(aba)
        self.addTab(aba, TITULOS[parte])
        aba.mudou.connect(self.mudou)
        self._atalho(parte)
        return aba

    def _atalho(self, parte: Parte) -> None:
        """Alt and the number of the tab; a mnemonic of its title would open it without asking."""
        numero = Qt.Key(Qt.Key.Key_1.value + parte)
        sequencia = QKeySequence(Qt.Modifier.ALT | numero)
        self.setTabToolTip(parte, f"Alt+{parte + 1}")
        QShortcut(sequencia, self, lambda: self.aba_pedida.emit(parte))

    def _regras(self, parte: Parte) -> list[Violacao]:  # noqa: ARG002 - for the forms that have rules at hand
        """Check a tab by the rules that need no other row of the base."""
        return []

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        evento.ignore()  # Ctrl+Tab belongs to the window; here it would pass the checks by


class _BarraDeAbas(QTabBar):
    """Ask for a tab instead of opening it.

    Signals:
        pedida: the index.
    """

    pedida = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Partes do Registro de Atendimento")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def mousePressEvent(self, evento: QMouseEvent) -> None:
        indice = self.tabAt(evento.position().toPoint())
        if evento.button() == Qt.MouseButton.LeftButton and indice not in (-1, self.currentIndex()):
            self.pedida.emit(indice)

    def wheelEvent(self, evento: QWheelEvent) -> None:
        evento.ignore()

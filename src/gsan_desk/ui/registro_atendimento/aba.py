"""What the four tabs of an RA share: a form that scrolls, look-ups that leaving the tab waits for, a dense grid."""

import asyncio
import time
from collections.abc import Coroutine, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.rotulos import rotulo as nome_do_campo
from gsan_desk.domain.texto import verificar_caracteres
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.widgets.campo import Campo, Formulario
from gsan_desk.ui.widgets.texto_contado import Verificador

COLUNAS = 12
LARGURA_MAXIMA = 1400


class Relogio:
    """The server's clock, kept running from the moment at which it was read."""

    def __init__(self, agora: datetime) -> None:
        self._lido, self._desde = agora, time.monotonic()

    def agora(self) -> datetime:
        """Give the server's time."""
        return self._lido + timedelta(seconds=time.monotonic() - self._desde)


class Aba(QScrollArea):
    """A tab; its fields are registered in ``formulario`` by the names of the rules.

    Signals:
        mudou: something that the draft keeps has changed.
    """

    mudou = Signal()

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ponte, self._codificacao = ponte, codificacao
        self._em_curso: set[asyncio.Task[Any]] = set()
        self.formulario = Formulario(self)
        self.formulario.alterado.connect(self.mudou)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def _contexto(self) -> Contexto:
        """What holds now: the domain rows may be read again while the form is open."""
        return self._ponte.contexto

    async def aguardar(self) -> None:
        """Wait for code fields and look-ups under way."""
        await self.formulario.aguardar()
        while self._em_curso:
            await asyncio.gather(*self._em_curso)

    def mostrar(self, violacoes: Iterable[Violacao]) -> tuple[Violacao, ...]:
        """Show what is wrong beside the fields; give back what has no field here."""
        sobra = self.formulario.mostrar(violacoes)
        QTimer.singleShot(0, self, self._seguir_foco)
        return sobra

    def invalidos(self) -> tuple[Violacao, ...]:
        """List what the fields themselves refuse."""
        return self.formulario.invalidos()

    def rascunho(self) -> dict[str, Any]:
        """Give the contents for the draft."""
        return self.formulario.rascunho()

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back."""
        raise NotImplementedError

    def focar(self) -> None:
        """Give the focus to the first field that takes it."""
        nomes = self.formulario.nomes()
        campos = (self.formulario[nome] for nome in nomes)
        if (primeiro := next((c for c in campos if c.isVisible() and _recebe_foco(c.campo)), None)) is not None:
            primeiro.focar()

    def _buscar(self, coro: Coroutine[Any, Any, Any]) -> None:
        tarefa = self._ponte.iniciar(coro, self)
        self._em_curso.add(tarefa)
        tarefa.add_done_callback(self._em_curso.discard)

    def _verificador(self, campo: str) -> Verificador:
        """Make the check of the characters that the base can hold."""

        def verificar(texto: str) -> str:
            achado = verificar_caracteres(texto, self._codificacao, campo)
            return achado.mensagem if achado else ""

        return verificar

    def _campo(
        self, campo: str, mnemonico: str, widget: QWidget, *, obrigatorio: bool = False, dica: str = "", nome: str = ""
    ) -> Campo:
        """Make a field under the name that the rules give it; ``nome`` when the screen calls it otherwise."""
        escrito = com_mnemonico(nome or nome_do_campo(campo) or campo, mnemonico)
        return self.formulario.campo(campo, escrito, widget, obrigatorio=obrigatorio, dica=dica)

    def _preencher(self, *secoes: QLayout | QWidget) -> None:
        """Stack the sections from the top, no wider than an eye follows."""
        corpo = QWidget()
        caixa = QVBoxLayout(corpo)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(8)
        for secao in secoes:
            if isinstance(secao, QWidget):
                caixa.addWidget(secao)
            else:
                caixa.addLayout(secao)
        caixa.addStretch(1)
        corpo.setMaximumWidth(LARGURA_MAXIMA)
        self.setWidget(corpo)

    def _seguir_foco(self) -> None:
        foco = self.focusWidget()
        if foco is not None and self.isAncestorOf(foco):
            self.ensureWidgetVisible(foco, 40, 60)


def _recebe_foco(campo: QWidget) -> bool:
    """Tell whether Tab would stop here: a field that is only read it passes by."""
    alvo = campo.focusProxy() or campo
    return campo.isEnabled() and alvo.isEnabled() and bool(alvo.focusPolicy() & Qt.FocusPolicy.TabFocus)


def com_mnemonico(texto: str, letra: str) -> str:
    """Mark the first occurrence of a letter in a label; one that it lacks is put behind, ``Data (&5)``."""
    if not letra:
        return texto
    posicao = texto.casefold().find(letra.casefold())
    return f"{texto[:posicao]}&{texto[posicao:]}" if posicao >= 0 else f"{texto} (&{letra.upper()})"


def grade(*linhas: Sequence[tuple[QWidget, int]]) -> QGridLayout:
    """Lay rows of widgets over twelve columns; the number beside a widget is how many it takes."""
    resultado = QGridLayout()
    resultado.setContentsMargins(0, 0, 0, 0)
    resultado.setHorizontalSpacing(14)
    resultado.setVerticalSpacing(6)
    for coluna in range(COLUNAS):
        resultado.setColumnStretch(coluna, 1)
        resultado.setColumnMinimumWidth(coluna, 24)
    for numero, linha in enumerate(linhas):
        coluna = 0
        for widget, largura in linha:
            resultado.addWidget(widget, numero, coluna, 1, largura)
            coluna += largura
    return resultado


def nota() -> QLabel:
    """Make a line of warning, to be written by ``avisar``."""
    linha = QLabel(wordWrap=True)
    linha.setObjectName("faixa")
    linha.setProperty("tipo", "aviso")
    linha.setContentsMargins(8, 4, 8, 4)
    linha.hide()
    return linha


def avisar(linha: QLabel, texto: str) -> None:
    """Write a warning; without text it takes no room."""
    linha.setText(texto)
    linha.setVisible(bool(texto))


def so_leitura(nome: str) -> QLineEdit:
    """Make a field that is only shown."""
    campo = QLineEdit(readOnly=True)
    campo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    campo.setAccessibleName(nome)
    return campo


def botao(texto: str, acessivel: str = "") -> QPushButton:
    """Make a plain button, which Enter elsewhere does not press."""
    resultado = QPushButton(texto, autoDefault=False)
    resultado.setAccessibleName(acessivel or texto.replace("&", ""))
    return resultado


def botao_principal(texto: str) -> QPushButton:
    """Make the button of what the page is for."""
    resultado = botao(texto)
    resultado.setProperty("principal", True)
    return resultado


def informe(campo: str) -> str:
    """Write "Informe …" for a field."""
    return violacao("M01", campo).mensagem

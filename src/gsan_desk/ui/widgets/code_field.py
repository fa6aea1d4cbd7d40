"""Code field: código + lupa + nome, one component for every lookup of GSAN.

    municipio = CampoCodigo("Município", lambda t: dominios.municipios.get(int(t)) if t.isdigit() else None)
    bairro = CampoCodigo(
        "Bairro",
        resolver=self._resolver_bairro,                    # async def (texto) -> row | None
        ponte=ponte,                                       # needed when a function is async
        sugerir=self._sugerir_bairros,                     # (texto) -> rows, async or plain
        pesquisar=self._pesquisar_bairro,                  # async def (texto) -> row | None: opens a JanelaPesquisa
        depende=lambda: "" if municipio.item() else "Informe o Município.",
    )
    form.campo("local.bairro_id", "&Bairro", bairro)

Enter or Tab resolves, F2 opens the search window, Ctrl+Del clears, arrows walk the suggestions. Tab never waits.
"""

import inspect
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gsan_desk.ui.widgets.botao_icone import BotaoIcone
from gsan_desk.ui.widgets.combo import descricao
from gsan_desk.ui.widgets.marca import marcar
from gsan_desk.ui.widgets.sugestoes import Sugestoes

ESPERA_SUGESTAO = 180  # ms without a key before suggestions are asked for
MINIMO_SUGESTAO = 2  # characters

Resolver = Callable[[str], Any | Awaitable[Any]]
Sugerir = Callable[[str], Sequence[Any] | Awaitable[Sequence[Any]]]
Pesquisar = Callable[[str], Awaitable[Any]]


class Iniciador(Protocol):
    """The part of ``Ponte`` that fields need."""

    def iniciar(self, coro: Coroutine[Any, Any, Any], dono: QObject | None = None) -> Any: ...


def codigo_do_id(item: Any) -> str:
    """Show the id as the code."""
    return str(item.id)


class CampoCodigo(QWidget):
    """Hold one row, found by its code.

    Args:
        nome: for the texts ("Bairro inexistente.", "Pesquisar Bairro").
        codigo, rotulo: how a row shows itself.
        depende: gives the text of what is missing first, or an empty one.
        largura: of the code, in characters.

    Signals:
        resolvido: the row found, or ``None`` when the code was cleared, changed or is unknown.
        alterado: the content changed in any way.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    resolvido = Signal(object)
    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(  # noqa: PLR0913 - keyword-only, each a choice of its own
        self,
        nome: str,
        resolver: Resolver,
        *,
        ponte: Iniciador | None = None,
        sugerir: Sugerir | None = None,
        pesquisar: Pesquisar | None = None,
        depende: Callable[[], str] | None = None,
        codigo: Callable[[Any], str] = codigo_do_id,
        rotulo: Callable[[Any], str] = descricao,
        inexistente: str | None = None,
        largura: int = 9,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._nome, self._resolver, self._ponte = nome, resolver, ponte
        self._sugerir, self._pesquisar, self._depende = sugerir, pesquisar, depende
        self._codigo_de, self._rotulo_de = codigo, rotulo
        self._inexistente = inexistente or f"{nome} inexistente."
        self._item: Any = None
        self._erro = ""
        self._resolvido_texto = ""
        self._vez = 0
        self._em_curso: Any = None
        self._procurando: tuple[str, int] | None = None  # text and turn of the look-up under way
        self._montar(largura)
        self._espera = QTimer(self, singleShot=True, interval=ESPERA_SUGESTAO)
        self._espera.timeout.connect(self._pedir_sugestoes)
        self._ligar()

    def item(self) -> Any:
        """Give the row, or ``None``."""
        return self._item

    def valor(self) -> Any:
        """Give the id of the row, or ``None``."""
        return None if self._item is None else self._item.id

    def texto(self) -> str:
        """Give the code as typed."""
        return self.codigo.text().strip()

    def definir(self, item: Any) -> None:
        """Show a row (``None`` clears) and say so by ``resolvido``."""
        self._vez += 1
        self.codigo.setText("" if item is None else self._codigo_de(item))
        self._assentar(item, "")

    def limpar(self) -> None:
        """Empty the field."""
        self.definir(None)

    def erro_proprio(self) -> str:
        """Tell that the code is unknown, or what must be filled first."""
        return self._erro

    def resolver(self) -> None:
        """Look the code up, unless this very text has been looked up already."""
        texto = self.texto()
        self._espera.stop()
        self._sugestoes.hide()
        if texto == self._resolvido_texto and (self._item is not None or not texto or self._erro):
            return
        if (texto, self._vez) == self._procurando:
            return
        if not texto:
            self._assentar(None, "")
        elif falta := self._falta():
            self._assentar(None, falta)
        else:
            self._procurar(texto)

    async def aguardar(self) -> None:
        """Resolve what was typed last and wait for the answer."""
        self.resolver()
        if self._em_curso is not None:
            await self._em_curso

    def abrir_pesquisa(self) -> None:
        """Open the search window, when there is one."""
        self._sugestoes.hide()
        if self._pesquisar is None or not self.isEnabled():
            return
        if falta := self._falta():
            self._errar(falta)
        else:
            self._iniciar(self._pesquisar_e_definir(self.texto() if self._item is None else ""))

    def setReadOnly(self, somente_leitura: bool) -> None:
        """Show the row without letting it be changed."""
        self.codigo.setReadOnly(somente_leitura)
        self.lupa.setEnabled(not somente_leitura)

    def para_rascunho(self) -> Any:
        """Keep the code."""
        return self.texto()

    def de_rascunho(self, valor: Any) -> None:
        """Bring the code back and look it up again: the row may have changed since."""
        self._vez += 1
        self.codigo.setText(valor if isinstance(valor, str) else "")
        self._resolvido_texto, self._item = "", None
        self.resolver()

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        self.codigo.setAccessibleName(nome)
        self.descricao.setAccessibleName(f"{nome}: descrição")

    def _montar(self, largura: int) -> None:
        self.codigo = QLineEdit(self)
        self.codigo.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * largura) + 20)
        procurar = f"Pesquisar {self._nome}"
        self.lupa = BotaoIcone("lupa", procurar, f"{procurar} (F2)", parent=self)
        self.lupa.setVisible(self._pesquisar is not None)
        self.descricao = QLineEdit(self, readOnly=True)
        self.descricao.setObjectName("descricao")
        self.descricao.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(2)
        for widget, estica in ((self.codigo, 0), (self.lupa, 0), (self.descricao, 1)):
            caixa.addWidget(widget, estica)
        self._sugestoes = Sugestoes(self.codigo, self._mostrar_como)
        self.setFocusProxy(self.codigo)
        self.setAccessibleName(self._nome)

    def _ligar(self) -> None:
        self.codigo.textEdited.connect(self._editou)
        self.codigo.editingFinished.connect(self.resolver)
        self.codigo.installEventFilter(self)
        self.lupa.clicked.connect(self.abrir_pesquisa)
        self._sugestoes.escolhida.connect(self.definir)

    def _mostrar_como(self, item: Any) -> str:
        return f"{self._codigo_de(item)} - {self._rotulo_de(item)}"

    def _falta(self) -> str:
        return self._depende() if self._depende else ""

    def _editou(self) -> None:
        self._vez += 1
        tinha = self._item is not None
        self._item, self._resolvido_texto = None, ""
        self.descricao.clear()
        self._errar("")
        self.alterado.emit()
        if tinha:
            self.resolvido.emit(None)
        if self._sugerir is not None:
            self._sugestoes.hide()
            self._espera.start()

    def _procurar(self, texto: str) -> None:
        self._vez += 1
        resposta = self._resolver(texto)
        if inspect.isawaitable(resposta):
            self.descricao.setPlaceholderText("procurando…")
            self._procurando = (texto, self._vez)
            self._em_curso = self._iniciar(self._receber(resposta, texto, self._vez))
        else:
            self._chegou(texto, resposta)

    async def _receber(self, resposta: Awaitable[Any], texto: str, vez: int) -> None:
        try:
            item = await resposta
            if vez == self._vez:
                self._chegou(texto, item)
        finally:
            if self._procurando == (texto, vez):
                self._procurando = None
            self.descricao.setPlaceholderText("")

    def _chegou(self, texto: str, item: Any) -> None:
        if item is not None:
            self.codigo.setText(self._codigo_de(item))
        self._assentar(item, "" if item is not None else self._inexistente)
        if item is None:
            self._resolvido_texto = texto

    def _assentar(self, item: Any, erro: str) -> None:
        self._item = item
        self._resolvido_texto = self.texto()
        self._sugestoes.hide()
        self._espera.stop()
        self.descricao.setText("" if item is None else self._rotulo_de(item))
        self.descricao.setCursorPosition(0)
        self.descricao.setToolTip(self.descricao.text())
        self._errar(erro)
        self.alterado.emit()
        self._errar(erro)
        self.resolvido.emit(item)

    def _errar(self, texto: str) -> None:
        self._erro = texto
        marcar(self.codigo, "erro", bool(texto))
        self.codigo.setAccessibleDescription(texto)
        self.erro_mudou.emit(texto)

    def _iniciar(self, coro: Coroutine[Any, Any, Any]) -> Any:
        if self._ponte is None:
            coro.close()
            raise RuntimeError(f"{self._nome}: função assíncrona sem ponte")
        return self._ponte.iniciar(coro, self)

    async def _pesquisar_e_definir(self, texto: str) -> None:
        if self._pesquisar is None:
            return
        item = await self._pesquisar(texto)
        if item is not None:
            self.definir(item)
        self.activateWindow()
        self.codigo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pedir_sugestoes(self) -> None:
        texto = self.texto()
        if self._sugerir is None or len(texto) < MINIMO_SUGESTAO or not self.codigo.hasFocus() or self._falta():
            return
        resposta = self._sugerir(texto)
        if inspect.isawaitable(resposta):
            self._iniciar(self._receber_sugestoes(resposta, self._vez))
        else:
            self._sugestoes.mostrar(resposta)

    async def _receber_sugestoes(self, resposta: Awaitable[Sequence[Any]], vez: int) -> None:
        itens = await resposta
        if vez == self._vez and self.codigo.hasFocus():
            self._sugestoes.mostrar(itens)

    def eventFilter(self, objeto: QObject, evento: QEvent) -> bool:
        if objeto is self.codigo and isinstance(evento, QKeyEvent):
            if evento.type() == QEvent.Type.ShortcutOverride and _e_nossa(evento):
                evento.accept()
                return True
            if evento.type() == QEvent.Type.KeyPress and not self.codigo.isReadOnly():
                return self._tecla(evento)
        return super().eventFilter(objeto, evento)

    def _tecla(self, evento: QKeyEvent) -> bool:
        if self._sugestoes.tecla(evento):
            return True
        if evento.key() == Qt.Key.Key_F2:
            self.abrir_pesquisa()
            return True
        if evento.key() == Qt.Key.Key_Delete and evento.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.limpar()
            return True
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not evento.modifiers():
            self.resolver()
            return True
        return False


def _e_nossa(evento: QKeyEvent) -> bool:
    ctrl_del = evento.key() == Qt.Key.Key_Delete and evento.modifiers() == Qt.KeyboardModifier.ControlModifier
    return evento.key() == Qt.Key.Key_F2 or ctrl_del

"""A labelled field with its error beneath, and the form that knows fields by name.

    self.form = Formulario()
    grade.addWidget(self.form.campo("dados_gerais.data", "&Data do Atendimento", CampoData(), obrigatorio=True), 0, 0)
    ...
    await self.form.aguardar()                       # code fields still looking up
    locais = self.form.invalidos()                   # what a field itself refuses (date, code, character)
    sobra = self.form.mostrar(erro.violacoes)        # beside their fields, first one focused; the rest -> message bar

Field widgets of this package have ``valor()``, ``definir(valor)``, ``erro_proprio() -> str`` and the signals
``alterado`` and ``erro_mudou(str)``; plain ``QLineEdit``, ``QPlainTextEdit``, ``QCheckBox`` and ``QComboBox`` work too.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gsan_desk.domain.erros import Violacao
from gsan_desk.ui.widgets.marca import marcar_erro
from gsan_desk.ui.widgets.marca import rotulo as rotulo_de


@runtime_checkable
class Guardavel(Protocol):
    """A field whose content goes into a draft."""

    def para_rascunho(self) -> Any:
        """Give the content as JSON."""

    def de_rascunho(self, valor: Any) -> None:
        """Take the content back."""


@runtime_checkable
class Pendente(Protocol):
    """A field that may still be looking something up."""

    async def aguardar(self) -> None:
        """Wait until it is resolved."""


class Campo(QWidget):
    """Label above, field, error text beneath; a mnemonic in the label (``&Data``) leads to the field.

    Signals:
        alterado: the person changed the content; the shown error goes away by itself.
    """

    alterado = Signal()

    def __init__(
        self,
        rotulo: str,
        campo: QWidget,
        *,
        obrigatorio: bool = False,
        dica: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.campo = campo
        self.nome = rotulo.replace("&", "")
        self._proprio = True
        self._rotulo = rotulo_de("rotulo")
        self._erro = rotulo_de("texto_erro", quebra=True)
        self._erro.hide()
        self._caixa(campo)
        self.definir_obrigatorio(obrigatorio, rotulo)
        campo.setAccessibleName(self.nome)
        if dica:
            campo.setToolTip(dica)
        for sinal in _sinais_de_mudanca(campo):
            sinal.connect(self._mudou)
        if hasattr(campo, "erro_mudou"):
            campo.erro_mudou.connect(self._mostrar_proprio)

    @property
    def erro(self) -> str:
        """The text shown beneath."""
        return self._erro.text()

    def definir_obrigatorio(self, obrigatorio: bool, rotulo: str | None = None) -> None:
        """Show or hide the asterisk; a required field changes with the especificação."""
        self._rotulo.setText((rotulo or self._rotulo.text().removesuffix(" *")) + (" *" if obrigatorio else ""))

    def definir_rotulo(self, rotulo: str) -> None:
        """Change the label, keeping the asterisk."""
        self.nome = rotulo.replace("&", "")
        self.definir_obrigatorio(self._rotulo.text().endswith(" *"), rotulo)
        self.campo.setAccessibleName(self.nome)

    def mostrar_erro(self, texto: str) -> None:
        """Mark the field and say why."""
        self._proprio = False
        self._mostrar(texto)

    def limpar_erro(self) -> None:
        """Take the error away, unless the field itself still refuses its content."""
        self._proprio = True
        self._mostrar(erro_proprio(self.campo))

    def focar(self) -> None:
        """Bring the field to view and give it the focus."""
        _trazer_a_vista(self.campo)
        self.campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _caixa(self, campo: QWidget) -> None:
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 4)
        caixa.setSpacing(2)
        if not isinstance(campo, QAbstractButton):
            caixa.addWidget(self._rotulo)
            self._rotulo.setBuddy(campo.focusProxy() or campo)  # a label leads only to what takes the focus itself
        caixa.addWidget(campo)
        caixa.addWidget(self._erro)
        caixa.addStretch()

    def _mudou(self) -> None:
        self.limpar_erro()
        self.alterado.emit()

    def _mostrar_proprio(self, texto: str) -> None:
        """Follow the field's own objection; that it has none does not undo what a rule said."""
        if texto or self._proprio:
            self._proprio = True
            self._mostrar(texto)

    def _mostrar(self, texto: str) -> None:
        self._erro.setText(texto)
        self._erro.setVisible(bool(texto))
        marcar_erro(self.campo, texto)


class Formulario(QObject):
    """Fields by the names that rules use (``aba.atributo``).

    Signals:
        alterado: some field changed; connect it to the draft.
        mostrado: the violations that were just shown, all of them.
    """

    alterado = Signal()
    mostrado = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._campos: dict[str, Campo] = {}

    def campo(self, nome: str, rotulo: str, widget: QWidget, *, obrigatorio: bool = False, dica: str = "") -> Campo:
        """Make a ``Campo`` and register it; give it back for the layout."""
        return self.adicionar(nome, Campo(rotulo, widget, obrigatorio=obrigatorio, dica=dica))

    def adicionar(self, nome: str, campo: Campo) -> Campo:
        """Register a field under its name."""
        self._campos[nome] = campo
        campo.alterado.connect(self.alterado)
        return campo

    def __getitem__(self, nome: str) -> Campo:
        return self._campos[nome]

    def nomes(self) -> tuple[str, ...]:
        """List the names in the order of registration."""
        return tuple(self._campos)

    def mostrar(self, violacoes: Iterable[Violacao]) -> tuple[Violacao, ...]:
        """Show each violation beside its field and focus the first; give back those that have no field here.

        ``solicitante.fones.2`` goes to ``solicitante.fones`` when that is what is registered.
        """
        self.limpar()
        violacoes = tuple(violacoes)
        achados: dict[str, list[str]] = {}
        sobra = []
        for violacao in violacoes:
            nome = self._procurar(violacao.campo)
            if nome is None:
                sobra.append(violacao)
            else:
                achados.setdefault(nome, []).append(violacao.mensagem)
        for nome, mensagens in achados.items():
            self._campos[nome].mostrar_erro("\n".join(mensagens))
        primeiro = next((c for n, c in self._campos.items() if n in achados), None)
        if primeiro is not None:
            primeiro.focar()
        self.mostrado.emit(violacoes)
        return tuple(sobra)

    def limpar(self) -> None:
        """Take all errors away."""
        for campo in self._campos.values():
            campo.limpar_erro()

    def invalidos(self) -> tuple[Violacao, ...]:
        """List what the fields themselves refuse: a date that is none, an unknown code, an unfit character."""
        return tuple(
            Violacao("campo", texto, nome)
            for nome, campo in self._campos.items()
            if (texto := erro_proprio(campo.campo))
        )

    async def aguardar(self) -> None:
        """Wait for the fields that are looking something up; call it before reading values."""
        for campo in self._campos.values():
            if isinstance(campo.campo, Pendente):
                await campo.campo.aguardar()

    def rascunho(self) -> dict[str, Any]:
        """Give the contents as JSON, by field name."""
        return {nome: ler_campo(campo.campo) for nome, campo in self._campos.items()}

    def restaurar(self, dados: dict[str, Any]) -> None:
        """Put the contents of a draft back; unknown names are passed over."""
        for nome, valor in dados.items():
            if nome in self._campos:
                escrever_campo(self._campos[nome].campo, valor)

    def _procurar(self, nome: str | None) -> str | None:
        while nome and nome not in self._campos:
            nome = nome.rpartition(".")[0]
        return nome or None


def erro_proprio(widget: QWidget) -> str:
    """Ask a field for its own objection; plain Qt widgets have none."""
    perguntar: Callable[[], str] | None = getattr(widget, "erro_proprio", None)
    return perguntar() if perguntar is not None else ""


def ler_campo(widget: QWidget) -> Any:
    """Read a field as JSON."""
    if isinstance(widget, Guardavel):
        return widget.para_rascunho()
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QAbstractButton):
        return widget.isChecked()
    return widget.currentIndex() if isinstance(widget, QComboBox) else None


def escrever_campo(widget: QWidget, valor: Any) -> None:
    """Write what ``ler_campo`` gave; a value of another type is passed over."""
    if isinstance(widget, Guardavel):
        widget.de_rascunho(valor)
    elif isinstance(widget, QLineEdit) and isinstance(valor, str):
        widget.setText(valor)
    elif isinstance(widget, QPlainTextEdit) and isinstance(valor, str):
        widget.setPlainText(valor)
    elif isinstance(widget, QAbstractButton) and isinstance(valor, bool):
        widget.setChecked(valor)
    elif isinstance(widget, QComboBox) and isinstance(valor, int):
        widget.setCurrentIndex(valor)


def _sinais_de_mudanca(widget: QWidget) -> tuple[SignalInstance, ...]:
    if hasattr(widget, "alterado"):
        return (widget.alterado,)
    nomes = ("textChanged", "toggled", "currentIndexChanged")
    return tuple(getattr(widget, nome) for nome in nomes if hasattr(widget, nome))[:1]


def _trazer_a_vista(widget: QWidget) -> None:
    """Turn the tabs around the widget to the pages that hold it."""
    pagina: QWidget = widget
    while (pai := pagina.parentWidget()) is not None:
        if isinstance(pai, QStackedWidget) and pai.indexOf(pagina) >= 0:
            avo = pai.parentWidget()
            if isinstance(avo, QTabWidget):
                avo.setCurrentWidget(pagina)
            else:
                pai.setCurrentWidget(pagina)
        pagina = pai

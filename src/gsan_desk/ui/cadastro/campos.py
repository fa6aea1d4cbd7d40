"""The widget of a field, by what the field holds."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from gsan_desk.domain.codigos import NAO, SIM
from gsan_desk.domain.texto import verificar_caracteres
from gsan_desk.services.cadastro.descricao import Ambiente, Campo, Especie
from gsan_desk.services.pesquisas.lista import Achado, Lista
from gsan_desk.ui.bridge import Ponte, abrir_dialogo, em_segundo_plano
from gsan_desk.ui.normalizar import normalizar
from gsan_desk.ui.pesquisas.busca import escolher, pesquisa_por_nome
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.registro_atendimento.decimal_edit import CampoDecimal
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.date_edit import CampoData
from gsan_desk.ui.widgets.texto_contado import CampoTexto, TextoContado
from gsan_desk.ui.widgets.time_edit import CampoHora

SUGESTOES = 30
NA_JANELA = 200
ACEITOS = "Documentos (*.pdf *.doc *.docx *.jpg *.jpeg)"
INTEIRO_INVALIDO = "Número inválido."
Itens = Callable[[], tuple[Any, ...]]
"""Gives the rows that the field may hold now."""


class SimNao(QWidget):
    """Two radio buttons; nothing is chosen until somebody answers.

    Signals:
        alterado: the answer changed.
    """

    alterado = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opcoes = {SIM: QRadioButton("Sim"), NAO: QRadioButton("Não")}
        self._grupo = QButtonGroup(self)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        for opcao in self._opcoes.values():
            self._grupo.addButton(opcao)
            caixa.addWidget(opcao)
        caixa.addStretch()
        self.setFocusProxy(self._opcoes[SIM])
        self._grupo.buttonToggled.connect(lambda _botao, ligado: self.alterado.emit() if ligado else None)

    def valor(self) -> int | None:
        """Give 1, 2 or nothing."""
        return next((valor for valor, opcao in self._opcoes.items() if opcao.isChecked()), None)

    def definir(self, valor: int | None) -> None:
        """Choose, or take the choice back."""
        self._grupo.setExclusive(False)
        for numero, opcao in self._opcoes.items():
            opcao.setChecked(numero == valor)
        self._grupo.setExclusive(True)

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        for opcao in self._opcoes.values():
            opcao.setAccessibleName(f"{nome} {opcao.text()}")


class Marca(QWidget):
    """Radio buttons of which one is marked, or none: the marked one is unmarked by another click.

    Signals:
        alterado: another is marked, or none.
    """

    alterado = Signal()

    def __init__(self, itens: Iterable[Any]) -> None:
        super().__init__()
        self._opcoes = {item.id: QRadioButton(item.descricao) for item in itens}
        self._grupo = QButtonGroup(self)
        self._marcado: int | None = None
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        for id_, opcao in self._opcoes.items():
            self._grupo.addButton(opcao)
            caixa.addWidget(opcao)
            opcao.pressed.connect(lambda: setattr(self, "_marcado", self.valor()))
            opcao.clicked.connect(lambda _=False, id_=id_: self.definir(None) if id_ == self._marcado else None)
        caixa.addStretch()
        self.setFocusProxy(next(iter(self._opcoes.values())))
        self._grupo.buttonToggled.connect(lambda *_: self.alterado.emit())

    def valor(self) -> int | None:
        """Give the id of the one that is marked."""
        return next((id_ for id_, opcao in self._opcoes.items() if opcao.isChecked()), None)

    def definir(self, valor: int | None) -> None:
        """Mark one, or none."""
        self._grupo.setExclusive(False)
        for id_, opcao in self._opcoes.items():
            opcao.setChecked(id_ == valor)
        self._grupo.setExclusive(True)

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        for opcao in self._opcoes.values():
            opcao.setAccessibleName(f"{nome} {opcao.text()}")


class CampoInteiro(QLineEdit):
    """One line of digits.

    Signals:
        alterado: the content changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(self, digitos: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(digitos)
        self.setMaximumWidth(120)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(self.alterado)
        self.editingFinished.connect(lambda: self.erro_mudou.emit(self.erro_proprio()))

    def valor(self) -> int | None:
        """Give the number, when it is one."""
        limpo = self.text().strip()
        return int(limpo) if limpo.isascii() and limpo.isdigit() else None

    def definir(self, valor: int | None) -> None:
        """Show a number."""
        self.setText("" if valor is None else str(valor))

    def erro_proprio(self) -> str:
        """Tell that the text is no number."""
        return INTEIRO_INVALIDO if self.text().strip() and self.valor() is None else ""


class CampoMomento(QWidget):
    """A date and an hour.

    Signals:
        alterado: either changed.
        erro_mudou: the text of what is wrong, empty when nothing is.
    """

    alterado = Signal()
    erro_mudou = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data, self.hora = CampoData(), CampoHora()
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        for parte in (self.data, self.hora):
            caixa.addWidget(parte)
            parte.alterado.connect(self.alterado)
            parte.editingFinished.connect(lambda: self.erro_mudou.emit(self.erro_proprio()))
        caixa.addStretch()
        self.setFocusProxy(self.data)

    def valor(self) -> datetime | None:
        """Give the moment, when both are there."""
        dia, hora = self.data.valor(), self.hora.valor()
        return datetime.combine(dia, hora) if dia is not None and hora is not None else None

    def definir(self, valor: datetime | None) -> None:
        """Show a moment."""
        self.data.definir(valor.date() if valor else None)
        self.hora.definir(valor.time() if valor else None)

    def erro_proprio(self) -> str:
        """Tell what is wrong with either, or that one of them is missing."""
        if erro := self.data.erro_proprio() or self.hora.erro_proprio():
            return erro
        falta = bool(self.data.text().strip()) != bool(self.hora.text().strip())
        foco = self.data.hasFocus() or self.hora.hasFocus()
        return "Informe a data e o horário." if falta and not foco else ""

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        self.data.setAccessibleName(f"{nome}: data")
        self.hora.setAccessibleName(f"{nome}: horário")


class CampoArquivo(QWidget):
    """A file of the person: its content, and its name.

    Signals:
        alterado: another file was chosen.
    """

    alterado = Signal()

    def __init__(self, ponte: Ponte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ponte = ponte
        self._conteudo: bytes | None = None
        self.nome = ""
        self.mostrado = QLineEdit(readOnly=True)
        self.mostrado.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.escolher = botao("Escolher ar&quivo…")
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self.mostrado, 1)
        caixa.addWidget(self.escolher)
        self.setFocusProxy(self.escolher)
        self.escolher.clicked.connect(lambda: self._ponte.iniciar(self._escolher(), self))

    def valor(self) -> bytes | None:
        """Give the content."""
        return self._conteudo

    def definir(self, valor: bytes | None) -> None:
        """Forget the file, or take a content."""
        self._conteudo = valor
        if valor is None:
            self.mostrado.clear()

    def por(self, nome: str, conteudo: bytes) -> None:
        """Take a file."""
        self.nome, self._conteudo = nome, conteudo
        self.mostrado.setText(f"{nome} ({len(conteudo) // 1024 + 1} KB)")
        self.alterado.emit()

    async def _escolher(self) -> None:
        dialogo = QFileDialog(self.window(), "Escolher arquivo", "", ACEITOS)
        dialogo.setFileMode(QFileDialog.FileMode.ExistingFile)
        try:
            escolhido = Path(dialogo.selectedFiles()[0]) if await abrir_dialogo(dialogo) else None
        finally:
            dialogo.deleteLater()
        if escolhido is not None:
            self.por(escolhido.name, await em_segundo_plano(Path.read_bytes, escolhido))


def fabricar(campo: Campo, ponte: Ponte, itens: Itens) -> QWidget:
    """Make the widget of a field; ``itens`` gives what it may hold."""

    def verificar(texto: str) -> str:
        achado = verificar_caracteres(texto, ponte.contexto.codificacao, campo.nome)
        return achado.mensagem if achado else ""

    fabricas: dict[Especie, Callable[[], QWidget]] = {
        Especie.TEXTO: lambda: CampoTexto(campo.tamanho, verificar),
        Especie.TEXTO_LONGO: lambda: TextoContado(campo.tamanho, verificar, linhas=3),
        Especie.INTEIRO: lambda: CampoInteiro(campo.tamanho),
        Especie.DINHEIRO: lambda: CampoDecimal(campo.tamanho, 2),
        Especie.SIM_NAO: SimNao,
        Especie.OPCAO: ComboItens,
        Especie.MARCA: lambda: _marca(campo, ponte),
        Especie.CODIGO: lambda: _campo_codigo(campo, ponte, itens),
        Especie.DATA: CampoData,
        Especie.MOMENTO: CampoMomento,
        Especie.ARQUIVO: lambda: CampoArquivo(ponte),
    }
    return fabricas[campo.especie]()


def ler(widget: Any) -> Any:
    """Read a field."""
    return widget.valor()


def escrever(widget: Any, valor: Any, itens: tuple[Any, ...]) -> None:
    """Show a value, with what it may be exchanged for."""
    if isinstance(widget, ComboItens):
        widget.definir_itens(itens)
        widget.definir(valor)
    elif isinstance(widget, CampoCodigo):
        widget.definir(next((item for item in itens if item.id == valor), None))
    else:
        widget.definir(valor)


def _marca(campo: Campo, ponte: Ponte) -> Marca:
    return Marca(campo.opcoes(Ambiente(ponte.contexto), {}) if campo.opcoes is not None else ())


def _campo_codigo(campo: Campo, ponte: Ponte, itens: Itens) -> CampoCodigo:
    """Find by code, by the beginning of a word or any part of the name, among the rows that the client has."""

    def resolver(codigo: str) -> Any:
        return next((item for item in itens() if str(item.id) == codigo.strip()), None)

    def sugerir(digitado: str) -> list[Any]:
        procurado = normalizar(digitado)
        return [item for item in itens() if procurado in normalizar(item.descricao)][:SUGESTOES]

    nome = campo.rotulo
    inexistente = campo.inexistente or f"{nome} inexistente"
    return CampoCodigo(
        nome, resolver, ponte=ponte, sugerir=sugerir, pesquisar=_pesquisa(nome, ponte, itens), inexistente=inexistente
    )


def _pesquisa(nome: str, ponte: Ponte, itens: Itens) -> Callable[[str], Any]:
    def listar(digitado: str) -> Lista[Any]:
        procurado = normalizar(digitado)
        achados = [Achado(i.id, str(i.id), i.descricao) for i in itens() if procurado in normalizar(i.descricao)]
        return Lista(tuple(achados[:NA_JANELA]), len(achados) > NA_JANELA)

    def resolver(codigo: str) -> Any:
        return next((Achado(i.id, str(i.id), i.descricao) for i in itens() if str(i.id) == codigo.strip()), None)

    async def pesquisar(digitado: str) -> Any:
        return await escolher(pesquisa_por_nome(nome, listar, resolver), ponte, digitado)

    return pesquisar

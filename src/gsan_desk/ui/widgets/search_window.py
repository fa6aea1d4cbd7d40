"""The search window behind every lupa: some filter fields, a list, the keyboard.

    async def _pesquisar_bairro(self, texto: str) -> Bairro | None:
        janela = JanelaPesquisa(
            "Pesquisar Bairro",
            filtros=[FiltroPesquisa("nome", "&Nome"), FiltroPesquisa("codigo", "&Código")],
            colunas=[Coluna("codigo", "Código", lambda b: b.id), Coluna("nome", "Nome", lambda b: b.descricao)],
            buscar=self._buscar_bairros,     # async or plain: (dict of filter values) -> rows
            ponte=self._ponte, nome="bairro", estado=self._estado, parent=self,
        )
        return await janela.escolher({"nome": texto})

Enter in a filter searches and goes to the list; Enter in the list chooses; Esc closes. It blocks only its own window.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.services.pesquisas.lista import Lista
from gsan_desk.ui.bridge import Ponte, abrir_dialogo, descrever_erro
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.campo import Campo, Formulario, escrever_campo
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

LISTA_VAZIA = "Nenhum registro encontrado."
HA_MAIS = "Há mais resultados: restrinja a pesquisa."
COLUNAS_DE_FILTROS = 3

Resposta = Sequence[Any] | Lista[Any]
Buscar = Callable[[dict[str, Any]], Resposta | Awaitable[Resposta]]


@dataclass(frozen=True, slots=True)
class FiltroPesquisa:
    """A filter field: ``criar`` makes its widget (``QLineEdit``, ``ComboItens``, ``CampoCodigo``…)."""

    nome: str
    rotulo: str
    criar: Callable[[], QWidget] = QLineEdit
    dica: str = ""


class JanelaPesquisa(QDialog):
    """Find one row.

    Args:
        buscar: receives ``{nome: valor()}`` (stripped text for plain fields) and gives a ``Lista``, or at most
            ``limite`` rows; a ``RegraViolada`` whose ``campo`` is a filter's name is shown beside it.
        nome: under which the columns are kept in ``estado``.
    """

    def __init__(  # noqa: PLR0913 - keyword-only, each a choice of its own
        self,
        titulo: str,
        *,
        filtros: Sequence[FiltroPesquisa],
        colunas: Sequence[Coluna],
        buscar: Buscar,
        ponte: Ponte,
        nome: str,
        estado: Estado | None = None,
        limite: int = 100,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buscar, self._ponte, self._limite = buscar, ponte, limite
        self._escolhida: Any = None
        self._busca: Any = None
        self.setWindowTitle(titulo)
        self.resize(760, 480)
        self.formulario = Formulario(self)
        self.tabela = TabelaLinhas(colunas, nome=f"pesquisa.{nome}", titulo="Resultado", estado=estado)
        self._montar(filtros)
        self.tabela.ativado.connect(self._escolher)
        self.tabela.mudou_linha.connect(lambda linha: self._selecionar.setEnabled(linha is not None))

    async def escolher(self, valores: Mapping[str, Any] | None = None) -> Any | None:
        """Open, wait, and give the chosen row; a filled filter is searched for at once."""
        preenchidos = {nome: valor for nome, valor in (valores or {}).items() if valor not in (None, "")}
        for nome, valor in preenchidos.items():
            escrever_campo(self.formulario[nome].campo, valor)
        self.formulario[next(iter(preenchidos), self.formulario.nomes()[0])].focar()
        if preenchidos:
            self.pesquisar()
        await abrir_dialogo(self)
        self.deleteLater()
        return self._escolhida

    def pesquisar(self) -> None:
        """Search with the filters as they are; a search under way is dropped."""
        if self._busca is not None:
            self._busca.cancel()
        self._busca = self._ponte.iniciar(self._pesquisar(), self)

    def _montar(self, filtros: Sequence[FiltroPesquisa]) -> None:
        self._barra = BarraMensagens()
        self._ocupado = Ocupado()
        self._contagem = rotulo("fraco", "Preencha um ou mais campos e tecle Enter.")
        caixa = QVBoxLayout(self)
        caixa.addLayout(self._grade(filtros))
        for widget, estica in ((self._barra, 0), (self._ocupado, 0), (self.tabela, 1)):
            caixa.addWidget(widget, estica)
        caixa.addLayout(self._rodape())

    def _grade(self, filtros: Sequence[FiltroPesquisa]) -> QGridLayout:
        grade = QGridLayout()
        for i, filtro in enumerate(filtros):
            campo: Campo = self.formulario.campo(filtro.nome, filtro.rotulo, filtro.criar(), dica=filtro.dica)
            (campo.campo.focusProxy() or campo.campo).installEventFilter(self)
            grade.addWidget(campo, i // COLUNAS_DE_FILTROS, i % COLUNAS_DE_FILTROS)
        return grade

    def _rodape(self) -> QHBoxLayout:
        pesquisar = QPushButton("&Pesquisar", autoDefault=False)
        self._selecionar = QPushButton("&Selecionar", autoDefault=False)
        self._selecionar.setEnabled(False)
        fechar = QPushButton("&Fechar", autoDefault=False)
        pesquisar.clicked.connect(self.pesquisar)
        self._selecionar.clicked.connect(lambda: self._escolher(self.tabela.atual()))
        fechar.clicked.connect(self.reject)
        rodape = QHBoxLayout()
        rodape.addWidget(self._contagem, 1)
        for botao in (pesquisar, self._selecionar, fechar):
            rodape.addWidget(botao)
        return rodape

    async def _pesquisar(self) -> None:
        self._barra.limpar()
        await self.formulario.aguardar()
        if invalidos := self.formulario.invalidos():
            self.formulario.mostrar(invalidos)
            return
        self.formulario.limpar()
        try:
            with self._ocupado.ocupar("Pesquisando…"):
                resposta = self._buscar({nome: _valor(self.formulario[nome]) for nome in self.formulario.nomes()})
                linhas = await resposta if inspect.isawaitable(resposta) else resposta
        except RegraViolada as erro:
            for violacao in self.formulario.mostrar(erro.violacoes):
                self._barra.errar(violacao.mensagem)
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem)
        else:
            self._mostrar(linhas)

    def _mostrar(self, resposta: Resposta) -> None:
        linhas, ha_mais = (
            (resposta.linhas, resposta.ha_mais)
            if isinstance(resposta, Lista)
            else (resposta, len(resposta) >= self._limite)
        )
        self.tabela.modelo.definir(linhas)
        if not linhas:
            self._contagem.setText(LISTA_VAZIA)
            return
        corte = HA_MAIS if ha_mais else ""
        self._contagem.setText(f"{len(linhas)} encontrado(s). {corte}".strip())
        self.tabela.ir_para(0)
        self.tabela.setFocus(Qt.FocusReason.OtherFocusReason)

    def _escolher(self, linha: Any) -> None:
        if linha is not None:
            self._escolhida = linha
            self.accept()

    def eventFilter(self, objeto: QObject, evento: QEvent) -> bool:
        if isinstance(evento, QKeyEvent) and evento.type() == QEvent.Type.KeyPress:
            if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.pesquisar()
                return True
            if evento.key() == Qt.Key.Key_Down and isinstance(objeto, QLineEdit) and self.tabela.modelo.rowCount():
                self.tabela.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(objeto, evento)


def _valor(campo: Campo) -> Any:
    widget = campo.campo
    if hasattr(widget, "valor"):
        return widget.valor()
    return widget.text().strip() if isinstance(widget, QLineEdit) else None

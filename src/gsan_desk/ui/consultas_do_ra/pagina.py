"""What the read-only tabs share: they read, say why there is nothing, read again on F5, close."""

import asyncio
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso, RegraViolada
from gsan_desk.services.ra_resumo import ResumoDoRA
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte, descrever_erro
from gsan_desk.ui.consulta.secoes import VAZIO
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

Pares = Sequence[tuple[str, str]]


class Cabecalho(QFrame):
    """Labelled texts over the list, a few to a line."""

    def __init__(self, por_linha: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._por_linha = por_linha
        self.setObjectName("cartao")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._grade = QGridLayout(self)
        self._grade.setContentsMargins(12, 6, 12, 6)
        self._grade.setHorizontalSpacing(18)

    def mostrar(self, pares: Pares) -> None:
        """Replace the texts."""
        while (item := self._grade.takeAt(0)) is not None:
            if (velho := item.widget()) is not None:
                velho.hide()
                velho.deleteLater()
        for posicao, (nome, valor) in enumerate(pares):
            self._grade.addWidget(par(nome, valor), posicao // self._por_linha, posicao % self._por_linha)

    def textos(self) -> dict[str, str]:
        """Give every label and its text."""
        return {str(v.property("campo")): v.text() for v in self.findChildren(QLabel, "valor") if not v.isHidden()}


class PaginaConsulta(QWidget):
    """A tab; ``chave`` keeps it single."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, titulo: str, chave: str) -> None:
        super().__init__()
        self._ponte, self._caminhos = ponte, caminhos
        self._tarefa: asyncio.Task[None] | None = None
        self.chave = chave
        self.lido = False
        self.setWindowTitle(titulo)
        self.barra, self.ocupado, self.vazio = BarraMensagens(), Ocupado(), rotulo("subtitulo", quebra=True)
        self.conteudo = QWidget()
        self.caixa = QVBoxLayout(self.conteudo)
        self.caixa.setContentsMargins(0, 0, 0, 0)
        self.filtros, self.botoes = QHBoxLayout(), QHBoxLayout()
        self.botao_fechar = botao("&Fechar")
        self.botao_fechar.setToolTip("Fecha esta aba (Esc)")
        self._montar()
        self.botao_fechar.clicked.connect(self._fechar)
        actions.criar(self, "form.atualizar", self.reler)
        ponte.estado_mudou.connect(self._mudou_conexao)
        self.reler()

    def reler(self) -> None:
        """Read and show; a reading under way is dropped."""
        if self._tarefa is not None:
            self._tarefa.cancel()
        self._tarefa = self._ponte.iniciar(self._ler_e_mostrar(), self)

    async def _ler(self) -> None:
        """Read and fill ``conteudo``.

        Raises:
            RegraViolada: why there is nothing to show.
        """
        raise NotImplementedError

    def _montar(self) -> None:
        self._paginas = QStackedWidget()
        self.vazio.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for pagina in (self.vazio, self.conteudo):
            self._paginas.addWidget(pagina)
        self.botoes.addStretch()
        self.botoes.addWidget(self.botao_fechar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 10, 12, 8)
        caixa.setSpacing(6)
        caixa.addWidget(self.barra)
        caixa.addLayout(self.filtros)
        caixa.addWidget(self.ocupado)
        caixa.addWidget(self._paginas, 1)
        caixa.addLayout(self.botoes)

    def _oferecer(self, *botoes: QPushButton) -> None:
        """Put buttons before Fechar."""
        for posicao, alvo in enumerate(botoes):
            self.botoes.insertWidget(posicao, alvo)

    async def _ler_e_mostrar(self) -> None:
        self.barra.limpar()
        try:
            with self.ocupado.ocupar("Lendo…"):
                await self._ler()
        except RegraViolada as erro:
            self._dizer_vazio("\n".join(v.mensagem for v in erro.violacoes))
        except BancoIndisponivel as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem)
        else:
            self.lido = True
            self._mostrar(self.conteudo)
            self._focar()

    def _dizer_vazio(self, texto: str) -> None:
        self.lido = True
        self.vazio.setText(texto)
        self.vazio.setAccessibleName(texto)
        self._mostrar(self.vazio)
        self.botao_fechar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focar(self) -> None:
        """Go to the list, unless the person is at something else."""
        foco, alvo = self.window().focusWidget(), self.focusProxy()
        if self.isVisible() and alvo is not None and (foco is None or foco is self.botao_fechar):
            alvo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar(self, pagina: QWidget) -> None:
        self._paginas.setCurrentWidget(pagina)

    def _fechar(self) -> None:
        self._caminhos.fechar(self)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO:
            self.barra.fechar("conexao")
            if not self.lido:
                self.reler()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() == Qt.Key.Key_Escape:
            self._fechar()
        else:
            super().keyPressEvent(evento)


def par(nome: str, valor: str) -> QWidget:
    """Make a label over its text, to be read, selected and copied."""
    texto = QLabel(valor or VAZIO, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    texto.setObjectName("valor")
    texto.setProperty("campo", nome)
    texto.setAccessibleName(f"{nome}: {valor or VAZIO}")
    texto.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    texto.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    resultado = QWidget()
    caixa = QVBoxLayout(resultado)
    caixa.setContentsMargins(0, 0, 0, 0)
    caixa.setSpacing(0)
    caixa.addWidget(rotulo("rotulo", nome))
    caixa.addWidget(texto)
    caixa.addStretch()
    return resultado


def do_ra(ra: ResumoDoRA) -> list[tuple[str, str]]:
    """Write the head that the lists of an RA share (spec 10 §9.3)."""
    return [
        ("Número do RA", str(ra.numero)),
        ("Situação", ra.situacao.nome),
        ("Tipo de Solicitação", ra.tipo),
        ("Especificação", ra.especificacao),
        ("Unidade Atual", codigo_e_nome(ra.unidade_atual_id, ra.unidade_atual)),
    ]


def codigo_e_nome(id_: Any, nome: str) -> str:
    """Write ``12 - Nome``, or what there is of it."""
    return " - ".join(parte for parte in (str(id_) if id_ is not None else "", nome) if parte)

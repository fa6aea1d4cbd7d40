"""The rows inside a row: a list, and the dialog that adds and changes them; nothing is written before the row is."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.services.cadastro.descricao import Ambiente, ColunaLista, Descricao, Grade, Registro
from gsan_desk.services.cadastro.tabelas.especificacao import ESPECIFICACAO
from gsan_desk.ui.bridge import Ponte, abrir_dialogo
from gsan_desk.ui.cadastro.experimentar import DialogoExperimentar
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna, Destaque
from gsan_desk.ui.tables.view import TabelaLinhas

if TYPE_CHECKING:
    from gsan_desk.ui.cadastro.dialogo import DialogoRegistro

ALTURA = 190


class GradeFilhos(QWidget):
    """Rows of a grid, kept in memory.

    Signals:
        alterado: a row was added, changed or taken out.
    """

    alterado = Signal()

    def __init__(
        self,
        ponte: Ponte,
        grade: Grade,
        ambiente: Ambiente,
        valores: Callable[[], Mapping[str, Any]],
        estado: Estado | None,
    ) -> None:
        super().__init__()
        self._ponte, self.grade, self._ambiente, self._valores, self._estado = ponte, grade, ambiente, valores, estado
        self.linhas: tuple[Registro, ...] = ()
        self._aberta = True
        self.tabela = TabelaLinhas(
            colunas(grade.descricao, lambda: self._ambiente),
            nome=f"cadastro.{grade.nome}",
            titulo=grade.rotulo,
            estado=estado,
            destaque=destaque_de_uso,
        )
        self.adicionar, self.alterar, self.remover = botao("Adicionar…"), botao("Alterar…"), botao("Remover")
        self._montar()
        self._ligar()

    def mostrar(self, linhas: tuple[Registro, ...]) -> None:
        """Show these rows."""
        self.linhas = linhas
        self.tabela.modelo.definir(linhas)
        self.tabela.ir_para()
        self._habilitar()

    def trocar_ambiente(self, ambiente: Ambiente) -> None:
        """Write names, and choose, from what was just read."""
        self._ambiente = ambiente
        self.tabela.modelo.definir(self.linhas)
        self.tabela.ir_para()
        self._habilitar()

    def abrir(self, aberta: bool) -> None:
        """Let rows be added, or not."""
        self._aberta = aberta
        self._habilitar()

    def valor(self) -> tuple[Registro, ...]:
        """Give the rows."""
        return self.linhas

    def _montar(self) -> None:
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        self.tabela.setFixedHeight(ALTURA)
        caixa.addWidget(self.tabela)
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        for alvo in (self.adicionar, self.alterar, self.remover):
            alvo.setAccessibleName(f"{alvo.text()} {self.grade.descricao.nome}")
            botoes.addWidget(alvo)
        caixa.addLayout(botoes)
        self.setFocusProxy(self.adicionar)
        self.alterar.setVisible(self.grade.alteravel)

    def _ligar(self) -> None:
        self.adicionar.clicked.connect(lambda: self._ponte.iniciar(self._adicionar(), self))
        self.alterar.clicked.connect(self._alterar_atual)
        self.remover.clicked.connect(self._remover)
        self.tabela.ativado.connect(lambda _: self._alterar_atual())
        self.tabela.mudou_linha.connect(lambda _: self._habilitar())
        for tecla, fazer in ((Qt.Key.Key_Insert, self.adicionar.click), (Qt.Key.Key_Delete, self._remover)):
            acao = QAction(self.tabela)
            acao.setShortcut(tecla)
            acao.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            acao.triggered.connect(lambda _=False, fazer=fazer: fazer())
            self.tabela.addAction(acao)
        self.adicionar.setToolTip("Ins, na lista")
        self.alterar.setToolTip("Enter, na lista")
        self.remover.setToolTip("Del, na lista")

    def _habilitar(self) -> None:
        tem = self.tabela.currentIndex().isValid()
        self.adicionar.setEnabled(self._aberta)
        self.alterar.setEnabled(tem)
        self.remover.setEnabled(tem)

    def _alterar_atual(self) -> None:
        numero = self.tabela.currentIndex().row()
        if 0 <= numero < len(self.linhas) and self.grade.alteravel:
            self._ponte.iniciar(self._alterar(numero), self)

    async def _adicionar(self) -> None:
        nova = Registro({campo.nome: campo.padrao for campo in self.grade.descricao.campos})
        feita = await self._abrir(nova, self.linhas)
        if feita is not None:
            self._trocar((*self.linhas, feita), len(self.linhas))
        self.adicionar.setFocus(Qt.FocusReason.OtherFocusReason)

    async def _alterar(self, numero: int) -> None:
        outras = (*self.linhas[:numero], *self.linhas[numero + 1 :])
        feita = await self._abrir(self.linhas[numero], outras)
        if feita is not None:
            self._trocar((*self.linhas[:numero], feita, *self.linhas[numero + 1 :]), numero)
        self.tabela.setFocus(Qt.FocusReason.OtherFocusReason)

    async def _abrir(self, registro: Registro, outras: tuple[Registro, ...]) -> Registro | None:
        from gsan_desk.ui.cadastro.dialogo import DialogoRegistro  # noqa: PLC0415 - a dialog holds grids too

        dialogo = DialogoRegistro(
            self._ponte, self.grade.descricao, self._ambiente, registro, outras, self._estado, self.window()
        )
        if self.grade.descricao is ESPECIFICACAO:
            dialogo.oferecer("E&xperimentar…", lambda: self._ponte.iniciar(self._experimentar(dialogo), dialogo))
        try:
            await abrir_dialogo(dialogo)
            return dialogo.feito
        finally:
            dialogo.deleteLater()

    async def _experimentar(self, dialogo: "DialogoRegistro") -> None:
        teste = DialogoExperimentar(
            self._ponte, dialogo.corpo.valores, self._valores, dialogo.corpo.registro().id, dialogo
        )
        try:
            await abrir_dialogo(teste)
        finally:
            teste.deleteLater()

    def _remover(self) -> None:
        marcadas = {indice.row() for indice in self.tabela.selectionModel().selectedRows()}
        if marcadas:
            self._trocar(tuple(r for n, r in enumerate(self.linhas) if n not in marcadas), min(marcadas))

    def _trocar(self, linhas: tuple[Registro, ...], numero: int) -> None:
        self.mostrar(linhas)
        self.tabela.ir_para(min(numero, len(linhas) - 1) if linhas else 0)
        self._habilitar()
        self.alterado.emit()


def colunas(descricao: Descricao, ambiente: Callable[[], Ambiente]) -> tuple[Coluna, ...]:
    """Make the columns of a list over rows of a kind; ``ambiente`` gives what was read last."""
    return tuple(_coluna(c, ambiente) for c in descricao.colunas)


def destaque_de_uso(registro: Registro) -> Destaque | None:
    """Show in red what is out of use."""
    return Destaque("erro", "Fora de uso") if registro["indicador_uso"] not in (None, 1) else None


def _coluna(coluna: ColunaLista, ambiente: Callable[[], Ambiente]) -> Coluna:
    return Coluna(
        coluna.nome, coluna.titulo, lambda r: coluna.valor(ambiente(), r), coluna.alinhamento, largura=coluna.largura
    )

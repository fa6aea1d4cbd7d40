"""The screen: a head, its associations in memory, and Informar, which writes the difference."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.associacoes import Associacao, InformarAssociacoes, fundir
from gsan_desk.domain.dominios import Dominios
from gsan_desk.domain.erros import Conflito
from gsan_desk.domain.mensagens import texto
from gsan_desk.services.associacoes import carregar, informar
from gsan_desk.ui import actions
from gsan_desk.ui.associacoes.declaracoes import Declaracao
from gsan_desk.ui.associacoes.dialogo import DialogoAssociacao
from gsan_desk.ui.associacoes.regra import RegraDaCentralizadora
from gsan_desk.ui.bridge import EstadoConexao, Ponte, abrir_dialogo
from gsan_desk.ui.contato.rodape import RodapeCurto
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna, Destaque
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import Acao

CABECA = "associacao.cabeca"
LARGURA_DA_CABECA = 560


@dataclass(frozen=True, slots=True)
class LinhaAssociacao:
    """An association in the grid."""

    associacao: Associacao
    especificacao: str
    unidade: str
    nova: bool


class PaginaAssociacoes(QWidget):
    """The tab; while something waits for Informar, the head does not change.

    Signals:
        gravado: the base has changed.
        fechar_pedido: the person is done with the page.
    """

    gravado = Signal()
    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, declaracao: Declaracao) -> None:
        super().__init__()
        self._ponte, self._declaracao = ponte, declaracao
        self._cabeca_id: int | None = None
        self._carregadas: frozenset[Associacao] = frozenset()
        self._desejadas: frozenset[Associacao] = frozenset()
        self.chave = declaracao.chave
        self.setWindowTitle(declaracao.titulo)
        self.trabalho, self.formulario = Trabalho(ponte, self), Formulario(self)
        self.barra, self.ocupado = self.trabalho.barra, self.trabalho.ocupado
        self.cabeca: Any = declaracao.campo(ponte)
        self.tabela = TabelaLinhas(
            _colunas(declaracao), nome=declaracao.chave, titulo=declaracao.titulo, estado=estado, destaque=_destaque
        )
        self.regra = RegraDaCentralizadora(self.trabalho) if declaracao.regra else None
        self.mudancas = rotulo("fraco")
        self.associar, self.remover = botao("Ass&ociar…"), botao("Re&mover")
        self.rodape = RodapeCurto("&Informar", self.informar, self.desfazer, self.fechar_pedido.emit, self)
        self._montar()
        self._ligar()
        self._mostrar()
        ponte.estado_mudou.connect(self._mudou_conexao)
        if declaracao.opcoes is not None:
            self._ponte.iniciar(self._ler_opcoes(), self)
        if self.regra is not None:
            self._ponte.iniciar(self.trabalho.fazer(self.regra.ler()), self)

    @property
    def digitado(self) -> bool:
        """Tell whether something waits for Informar."""
        return self._desejadas != self._carregadas

    @property
    def pronto(self) -> bool:
        """Tell whether nothing is under way."""
        return self.trabalho.parado

    async def pode_fechar(self) -> bool:
        """Ask before changes go."""
        if not self.digitado:
            return True
        sair = [("&Descartar", True), ("Continuar", False)]
        return bool(await self.barra.perguntar("Nada disto foi gravado. Descartar?", sair))

    def informar(self) -> None:
        """Write the difference."""
        self.trabalho.iniciar(self._informar())

    def desfazer(self) -> None:
        """Read the head again and forget the changes."""
        self.barra.limpar()
        if self._cabeca_id is not None:
            self.trabalho.iniciar(self._carregar(self._cabeca_id))

    def adicionar(self, nova: Associacao) -> None:
        """Put an association in the grid."""
        self._desejadas |= {nova}
        self._mostrar()

    async def _ler_opcoes(self) -> None:
        if isinstance(self.cabeca, ComboItens) and self._declaracao.opcoes is not None:
            await self.trabalho.fazer(self._por_opcoes(self.cabeca))

    async def _por_opcoes(self, combo: ComboItens) -> None:
        combo.definir_itens(await self._ponte.executar(self._declaracao.opcoes))  # type: ignore[arg-type]

    def _mudou_cabeca(self) -> None:
        cabeca_id = self.cabeca.valor()
        if cabeca_id == self._cabeca_id:
            return
        self._cabeca_id, self._carregadas, self._desejadas = cabeca_id, frozenset(), frozenset()
        self.barra.limpar()
        self._mostrar()
        self.trabalho.desistir()
        if cabeca_id is not None:
            self.trabalho.trocar(self._carregar(cabeca_id))

    async def _carregar(self, cabeca_id: int) -> None:
        with self.ocupado.ocupar("Lendo…", desabilitar=[self.associar, self.rodape.concluir]):
            lidas = await self._ponte.executar(carregar, self._declaracao.tabela, cabeca_id)
        if cabeca_id == self._cabeca_id:
            self._carregadas = self._desejadas = lidas
            self._mostrar()
            self.tabela.ir_para()

    async def _abrir_dialogo(self) -> None:
        if self._exigir_cabeca() is None:
            return
        dialogo = DialogoAssociacao(
            self._ponte, self._declaracao, self._nome_da_cabeca(), lambda: self._desejadas, self.window()
        )
        dialogo.adicionada.connect(self.adicionar)
        dialogo.formulario["associacao.tipo_id"].focar()
        try:
            await abrir_dialogo(dialogo)
        finally:
            dialogo.deleteLater()
        self.associar.setFocus(Qt.FocusReason.OtherFocusReason)

    async def _remover(self) -> None:
        linhas = self.tabela.selecionadas()
        if not linhas:
            return
        if await self.barra.perguntar("Confirma Remoção?", [("Sim, remo&ver", True), ("Manter", False)]):
            self._desejadas -= {linha.associacao for linha in linhas}
            self._mostrar()
            self.tabela.ir_para()

    async def _informar(self) -> None:
        self.barra.limpar()
        cabeca_id = self._exigir_cabeca()
        if cabeca_id is None:
            return
        if not self.digitado:
            self.barra.informar("Nada mudou desde a leitura.", chave="erros")
            return
        vazio = not self._desejadas
        if vazio and not await self._confirmar_vazio():
            return
        pedido = InformarAssociacoes(self._declaracao.tabela, cabeca_id, self._carregadas, self._desejadas, vazio)
        try:
            with self.ocupado.ocupar("Gravando…", desabilitar=[*self.rodape.botoes, self.associar], cancelavel=False):
                await self._ponte.executar(informar, self._ponte.contexto, pedido)
        except Conflito as erro:
            refazer = Acao("&Recarregar e refazer", lambda: self.trabalho.iniciar(self._refazer(pedido)))
            self.barra.errar(str(erro), acoes=[refazer], chave="erros")
        else:
            self._carregadas = self._desejadas
            self._mostrar()
            self.barra.confirmar(texto(self._declaracao.gravada), chave="feito")
            self.gravado.emit()

    async def _confirmar_vazio(self) -> bool:
        pergunta = f"Nenhuma associação restará para {self._nome_da_cabeca()}. Confirma?"
        return bool(await self.barra.perguntar(pergunta, [("Informar &vazio", True), ("Voltar", False)]))

    async def _refazer(self, pedido: InformarAssociacoes) -> None:
        """Do the person's changes again over what somebody else left; nothing is written yet."""
        atuais = await self._ponte.executar(carregar, pedido.tabela, pedido.cabeca_id)
        fusao = fundir(pedido, atuais)
        self._carregadas, self._desejadas = atuais, fusao.desejadas
        self.barra.limpar()
        self._mostrar()
        nomes = ", ".join(sorted(self._linha(a).especificacao for a in fusao.perdidas))
        if nomes:
            self.barra.avisar(f"Já têm outra unidade, que fica: {nomes}.", chave="erros")
        self.barra.informar("Lido de novo, com suas alterações. Confira e informe.", chave="refeito")

    def _exigir_cabeca(self) -> int | None:
        if self._cabeca_id is None:
            self.formulario[CABECA].mostrar_erro(texto(self._declaracao.ausente))
            self.formulario[CABECA].focar()
        return self._cabeca_id

    def _nome_da_cabeca(self) -> str:
        item = self.cabeca.item()
        return "" if item is None else str(item.descricao)

    def _montar(self) -> None:
        cabeca = self.formulario.campo(CABECA, self._declaracao.cabeca, self.cabeca, obrigatorio=True)
        cabeca.setMaximumWidth(LARGURA_DA_CABECA)
        botoes = QHBoxLayout()
        botoes.addWidget(self.mudancas, 1)
        botoes.addWidget(self.associar)
        botoes.addWidget(self.remover)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        corpo = QVBoxLayout()
        corpo.setContentsMargins(12, 8, 12, 4)
        corpo.setSpacing(6)
        corpo.addWidget(cabeca)
        if self.regra is not None:
            corpo.addWidget(self.regra)
        corpo.addWidget(self.ocupado)
        corpo.addWidget(self.tabela, 1)
        corpo.addLayout(botoes)
        caixa.addWidget(self.barra)
        caixa.addLayout(corpo, 1)
        caixa.addWidget(self.rodape)
        self.setFocusProxy(self.cabeca)

    def _ligar(self) -> None:
        self.cabeca.alterado.connect(self._mudou_cabeca)
        self.associar.clicked.connect(lambda: self._ponte.iniciar(self._abrir_dialogo(), self))
        self.remover.clicked.connect(lambda: self.trabalho.iniciar(self._remover()))
        apagar = QAction("Remover", self.tabela)
        apagar.setShortcut(Qt.Key.Key_Delete)
        apagar.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        apagar.triggered.connect(lambda: self.trabalho.iniciar(self._remover()))
        self.tabela.addAction(apagar)
        self.tabela.oferecer("&Remover", lambda _: self.trabalho.iniciar(self._remover()))
        self.remover.setToolTip("Remove as associações marcadas (Del)")
        actions.criar(self, "form.atualizar", self.desfazer)

    def _mostrar(self) -> None:
        """Show what memory holds, and how far it is from what the base had."""
        linhas = sorted((self._linha(a) for a in self._desejadas), key=lambda x: (x.especificacao, x.unidade))
        self.tabela.modelo.definir(linhas)
        novas, removidas = len(self._desejadas - self._carregadas), len(self._carregadas - self._desejadas)
        partes = [f"{n} {nome}" for n, nome in ((novas, "a incluir"), (removidas, "a remover")) if n]
        self.mudancas.setText(f"{' e '.join(partes)}; falta informar." if partes else f"{len(linhas)} associações.")
        self.cabeca.setEnabled(not self.digitado)
        self.remover.setEnabled(bool(linhas))

    def _linha(self, associacao: Associacao) -> LinhaAssociacao:
        dominios: Dominios = self._ponte.contexto.dominios
        especificacao = dominios.especificacoes.get(associacao.especificacao_id)
        unidade = dominios.unidades.get(associacao.unidade_id)
        return LinhaAssociacao(
            associacao,
            especificacao.descricao if especificacao else str(associacao.especificacao_id),
            f"{unidade.id} - {unidade.descricao}" if unidade else str(associacao.unidade_id),
            associacao not in self._carregadas,
        )

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is not EstadoConexao.CONECTADO:
            return
        self.barra.fechar("conexao")
        if isinstance(self.cabeca, ComboItens) and self.cabeca.count() <= 1:
            self._ponte.iniciar(self._ler_opcoes(), self)
        if self.regra is not None and not self.regra.isEnabled():
            self._ponte.iniciar(self.trabalho.fazer(self.regra.ler()), self)
        elif self._cabeca_id is not None and not self.digitado:
            self.trabalho.iniciar(self._carregar(self._cabeca_id))


def _colunas(declaracao: Declaracao) -> tuple[Coluna, ...]:
    especificacao, unidade = declaracao.colunas
    return (
        Coluna("especificacao", especificacao, lambda x: x.especificacao, largura=52),
        Coluna("unidade", unidade, lambda x: x.unidade, largura=52),
    )


def _destaque(linha: LinhaAssociacao) -> Destaque | None:
    return Destaque("sucesso", "Ainda não gravada") if linha.nova else None

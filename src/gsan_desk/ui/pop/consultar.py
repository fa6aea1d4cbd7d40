"""Consultar Procedimento Operacional Padrão [UC1258]."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Especificacao, Tipo
from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.pop import FiltroPOP, Procedimento
from gsan_desk.services.pop import LinhaPOP, PaginaPOP, filtrar
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.dominios_vivos import seguir
from gsan_desk.ui.pop.abrir import abrir_pop
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal, grade
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens

TITULO = "Consultar Procedimento Operacional Padrão"
PROCEDIMENTOS = (Procedimento.TODOS, Procedimento.OPERACIONAL, Procedimento.COMERCIAL)
COLUNAS = (
    Coluna("tipo", "Tipo da Solicitação", lambda x: x.tipo, largura=40),
    Coluna("especificacao", "Especificação", lambda x: x.especificacao, largura=50),
    Coluna("arquivo", "Arquivo", lambda x: x.arquivo, largura=36),
)


class ConsultarPOP(QWidget):
    """The tab: filter above, documents beneath; ten at a time as the list is read.

    Signals:
        fechar_pedido: the person is done with the page.
    """

    fechar_pedido = Signal()
    chave = "pop"

    def __init__(self, ponte: Ponte, estado: Estado) -> None:
        super().__init__()
        self._ponte = ponte
        self._filtro = FiltroPOP()
        self.setWindowTitle(TITULO)
        self.tipo = ComboItens(self._tipos(), vazio="Todos")
        self.especificacao = ComboItens(vazio="Todas")
        self.procedimento = QComboBox()
        self.procedimento.addItems([p.nome for p in PROCEDIMENTOS])
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar)
        self.barra, self.ocupado = self.trabalho.barra, self.trabalho.ocupado
        self.tabela = TabelaLinhas(COLUNAS, nome="pop", titulo="Procedimentos", estado=estado)
        self.botao_limpar, self.botao_filtrar = botao("Limpa&r"), botao_principal("&Filtrar")
        self.botao_abrir, self.botao_fechar = botao("A&brir arquivo"), botao("Fec&har")
        self._montar()
        self._ligar()
        self.filtrar()

    @property
    def pronto(self) -> bool:
        """Tell whether nothing is under way."""
        return self.trabalho.parado

    def filtrar(self) -> None:
        """Search from the start; a search under way is dropped."""
        self.trabalho.trocar(self._filtrar())

    def limpar(self) -> None:
        """Empty the filter."""
        self.tipo.definir(None)
        self.procedimento.setCurrentIndex(0)
        self.formulario.limpar()
        self.barra.limpar()
        self.tabela.modelo.definir(())
        self.formulario["pop.tipo_id"].focar()

    async def _filtrar(self) -> None:
        self.barra.limpar()
        if invalidos := self.formulario.invalidos():
            raise RegraViolada(*invalidos)
        procedimento = PROCEDIMENTOS[self.procedimento.currentIndex()]
        self._filtro = FiltroPOP(self.tipo.valor(), self.especificacao.valor(), procedimento)
        with self.ocupado.ocupar("Procurando…", desabilitar=[self.botao_filtrar]):
            pagina: PaginaPOP = await self._ponte.executar(filtrar, self._filtro)
        self.tabela.modelo.definir(pagina.linhas, tem_mais=pagina.tem_mais)
        self.botao_abrir.setEnabled(bool(pagina.linhas))
        if pagina.linhas:
            self.tabela.ir_para()
        else:
            self.barra.informar(texto("NENHUM_REGISTRO"), chave="vazio")

    async def _mais(self) -> None:
        ultima: LinhaPOP = self.tabela.modelo.linhas[-1]
        try:
            pagina = await self._ponte.executar(filtrar, self._filtro, ultima)
        except ErroDeUso:
            self.tabela.modelo.desistir()
            raise
        self.tabela.modelo.acrescentar(pagina.linhas, tem_mais=pagina.tem_mais)

    def _abrir(self) -> None:
        linha: LinhaPOP | None = self.tabela.atual()
        if linha is not None:
            self._ponte.iniciar(self.trabalho.fazer(abrir_pop(self._ponte, self.barra, linha.id)), self)

    def _montar(self) -> None:
        campo = self.formulario.campo
        campos = grade(
            (
                (campo("pop.tipo_id", "&Tipo de Solicitação", self.tipo), 4),
                (campo("pop.especificacao_id", "&Especificação", self.especificacao), 5),
                (campo("pop.procedimento", "&Procedimento", self.procedimento), 3),
            )
        )
        botoes, pe = QHBoxLayout(), QHBoxLayout()
        for linha in (botoes, pe):
            linha.addStretch()
        for alvo in (self.botao_limpar, self.botao_filtrar):
            botoes.addWidget(alvo)
        for alvo in (self.botao_abrir, self.botao_fechar):
            pe.addWidget(alvo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(6)
        caixa.addWidget(self.barra)
        caixa.addLayout(campos)
        caixa.addLayout(botoes)
        caixa.addWidget(self.ocupado)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(pe)
        self.setFocusProxy(self.tipo)

    def _ligar(self) -> None:
        self.tipo.alterado.connect(self._mudou_tipo)
        self.botao_filtrar.clicked.connect(self.filtrar)
        self.botao_limpar.clicked.connect(self.limpar)
        self.botao_abrir.clicked.connect(self._abrir)
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        self.botao_abrir.setToolTip("Abre o arquivo com o programa do sistema (Enter na lista)")
        self.tabela.ativado.connect(lambda _: self._abrir())
        self.tabela.modelo.precisa_mais.connect(lambda: self._ponte.iniciar(self.trabalho.fazer(self._mais()), self))
        actions.criar(self, "form.salvar", self.filtrar)
        seguir(self._ponte, self, self._renovar)
        actions.criar(self, "form.atualizar", self.filtrar)
        actions.criar(self, "form.limpar", self.limpar)

    def _mudou_tipo(self) -> None:
        tipo_id = self.tipo.valor()
        self.especificacao.definir_itens(self._especificacoes(tipo_id))

    def _tipos(self) -> list[Tipo]:
        return [t for t in self._ponte.contexto.dominios.tipos.values() if t.em_uso and not t.uso_sistema]

    def _especificacoes(self, tipo_id: int | None) -> list[Especificacao]:
        return [e for e in self._ponte.contexto.dominios.especificacoes.values() if e.tipo_id == tipo_id]

    def _renovar(self) -> None:
        self.tipo.renovar(self._tipos())
        self.especificacao.renovar(self._especificacoes(self.tipo.valor()))

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        entra = evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not evento.modifiers()
        foco = self.focusWidget()
        if entra and foco is not None and foco is not self.tabela:
            self.filtrar()
        else:
            super().keyPressEvent(evento)

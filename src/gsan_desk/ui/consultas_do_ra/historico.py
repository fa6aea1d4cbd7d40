"""Histórico of an RA: all that happened to it in one list, filtered by kind, in either order."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea

from gsan_desk.domain.dominios import Item
from gsan_desk.domain.historico import Entrada, TipoEntrada
from gsan_desk.services.ra_historico import historico
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.consultas_do_ra.listas import Lido, PaginaLista
from gsan_desk.ui.consultas_do_ra.pagina import Cabecalho, Pares, do_ra
from gsan_desk.ui.consultas_do_ra.saida import SaidaDaLista
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna, texto_de
from gsan_desk.ui.widgets.campo import Campo
from gsan_desk.ui.widgets.combo import ComboItens

COLUNAS = (
    Coluna("quando", "Quando", lambda e: e.quando, "centro", 18),
    Coluna("tipo", "Tipo", lambda e: e.tipo.nome, largura=18),
    Coluna("quem", "Quem", lambda e: e.quem, largura=30),
    Coluna("resumo", "O que aconteceu", lambda e: e.resumo, largura=90),
)
POR_LINHA = 3
LINHAS_DO_DETALHE = 8
RECENTES = "historico.recentes_primeiro"


class HistoricoDoRA(PaginaLista):
    """The time line; the entry in front is shown whole under it."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int, estado: Estado | None = None) -> None:
        self._numero, self._estado = numero, estado
        self._entradas: tuple[Entrada, ...] = ()
        self.tipo = ComboItens(vazio="Todos")
        self.recentes = QCheckBox("Mais &recentes primeiro")
        self.recentes.setChecked(bool(estado is not None and estado.obter(RECENTES, False)))
        titulo = f"Histórico do RA {numero}"
        super().__init__(ponte, caminhos, titulo, f"historico_do_ra:{numero}", COLUNAS, estado, exportavel=True)
        self.detalhe = Cabecalho(POR_LINHA)
        self._por_detalhe()
        self._por_filtros()
        self._por_botoes()
        self._ligar()

    async def _buscar(self) -> Lido:
        achado = await self._ponte.executar(historico, self._ponte.contexto, self._numero)
        self._entradas = achado.entradas
        presentes = {entrada.tipo for entrada in self._entradas}
        self.tipo.blockSignals(True)
        self.tipo.definir_itens(Item(tipo, tipo.nome) for tipo in TipoEntrada if tipo in presentes)
        self.tipo.blockSignals(False)
        return Lido(do_ra(achado.ra), self._escolhidas())

    async def _ler(self) -> None:
        await super()._ler()
        self._dizer_total()

    def _escolhidas(self) -> tuple[Entrada, ...]:
        tipo = self.tipo.valor()
        escolhidas = tuple(e for e in self._entradas if tipo is None or e.tipo == tipo)
        return escolhidas[::-1] if self.recentes.isChecked() else escolhidas

    def _refazer(self) -> None:
        self.tabela.modelo.definir(self._escolhidas())
        self.tabela.ir_para(0)
        self._dizer_total()

    def _dizer_total(self) -> None:
        mostradas, todas = self.tabela.modelo.rowCount(), len(self._entradas)
        self.total.setText(
            f"{mostradas} de {todas} acontecimentos" if mostradas != todas else f"{todas} acontecimentos"
        )

    def _por_detalhe(self) -> None:
        rolagem = QScrollArea(widgetResizable=True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        rolagem.setAccessibleName("O acontecimento por inteiro")
        rolagem.setWidget(self.detalhe)
        rolagem.setFixedHeight(self.fontMetrics().lineSpacing() * LINHAS_DO_DETALHE)
        self.caixa.addWidget(rolagem)

    def _por_filtros(self) -> None:
        campo = Campo("&Tipo", self.tipo)
        campo.setMaximumWidth(260)
        self.recentes.setFixedHeight(self.tipo.sizeHint().height())
        self.filtros.addWidget(campo)
        self.filtros.addWidget(self.recentes, 0, Qt.AlignmentFlag.AlignBottom)
        self.filtros.addStretch()

    def _por_botoes(self) -> None:
        dados = botao("Consultar &Dados do RA")
        dados.clicked.connect(lambda: self._caminhos.dados(self._numero))
        self.saida = SaidaDaLista(self._ponte, self, f"historico-do-ra-{self._numero}")
        self._oferecer(*self.saida.botoes, dados)

    def _ligar(self) -> None:
        self.tabela.mudou_linha.connect(self._mostrar_detalhe)
        self.tipo.alterado.connect(self._refazer)
        self.recentes.toggled.connect(self._inverter)

    def _inverter(self, recentes: bool) -> None:
        if self._estado is not None:
            self._estado.guardar(RECENTES, recentes)
        self._refazer()

    def _mostrar_detalhe(self, entrada: Entrada | None) -> None:
        self.detalhe.mostrar(pares_da_entrada(entrada) if entrada is not None else [])


def pares_da_entrada(entrada: Entrada) -> Pares:
    """Write everything of an entry, a changed field to a text."""
    quando = texto_de(entrada.quando) + (" (última alteração do dado)" if entrada.aproximado else "")
    return [
        (entrada.tipo.nome, entrada.texto),
        ("Quando", quando),
        ("Quem", entrada.quem),
        *((mudanca.rotulo, mudanca.texto) for mudanca in entrada.mudancas),
    ]

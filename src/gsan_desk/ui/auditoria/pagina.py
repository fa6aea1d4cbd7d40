"""The tab Auditoria: filter above, entries beneath, and the fields of the entry in front, before and after."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from gsan_desk.domain.filtro_ra import Periodo
from gsan_desk.domain.mensagens import texto
from gsan_desk.services.auditoria import CampoMudado, FiltroAuditoria, LinhaAuditoria, PaginaAuditoria, filtrar
from gsan_desk.services.relogio import hoje
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consulta.campos import Relogio
from gsan_desk.ui.consulta.gravar_lista import gravar_lista
from gsan_desk.ui.consulta.periodo import CampoPeriodo
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal, grade
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario

TITULO = "Auditoria"
DIAS_PROPOSTOS = 7
_COM_SEGUNDOS = "{:%d/%m/%Y %H:%M:%S}".format
COLUNAS = (
    Coluna("quando", "Quando", lambda x: x.momento, largura=22, formato=_COM_SEGUNDOS),
    Coluna("nome", "Quem", lambda x: x.nome, largura=24),
    Coluna("quem", "Login", lambda x: x.quem, largura=12),
    Coluna("origem", "Por onde", lambda x: x.origem, largura=24),
    Coluna("ra", "RA", lambda x: x.ra, "direita", largura=10),
    Coluna("tabela", "O quê", lambda x: x.tabela, largura=22),
    Coluna("linha", "Código", lambda x: x.linha, "direita", largura=10),
    Coluna("operacao", "Operação", lambda x: x.operacao, largura=10),
    Coluna("resumo", "Campos", lambda x: x.resumo, largura=60),
)
DOS_CAMPOS = (
    Coluna("rotulo", "Campo", lambda x: x.rotulo, largura=30),
    Coluna("antes", "Antes", lambda x: x.antes, largura=50),
    Coluna("depois", "Depois", lambda x: x.depois, largura=50),
)


@dataclass(frozen=True, slots=True)
class _LinhaExportada:
    """A field of an entry: one line of the exported list."""

    entrada: LinhaAuditoria
    campo: CampoMudado


EXPORTADAS = tuple(
    Coluna(c.nome, c.titulo, lambda x, c=c: c.obter(x.entrada))  # type: ignore[misc]  # binds the column of the turn
    for c in COLUNAS
    if c.nome != "resumo"
) + tuple(
    Coluna(c.nome, c.titulo, lambda x, c=c: c.obter(x.campo))  # type: ignore[misc]  # binds the column of the turn
    for c in DOS_CAMPOS
)


class Auditoria(QWidget):
    """Read only; documents come masked from the server.

    Signals:
        fechar_pedido: the person is done with the page.
    """

    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, caminhos: Caminhos, ra: int | None = None) -> None:
        super().__init__()
        self._ponte, self._caminhos = ponte, caminhos
        self._filtro = FiltroAuditoria()
        self._hoje: date | None = None
        self.chave = f"auditoria:{ra}" if ra else "auditoria"
        self.setWindowTitle(f"{TITULO} do RA {ra}" if ra else TITULO)
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar)
        self.ra, self.pessoa, self.periodo = QLineEdit(), QLineEdit(), CampoPeriodo(Relogio(lambda: self._hoje).hoje)
        self.ra.setValidator(QIntValidator(0, 2**31 - 1, self.ra))
        self.tabela = TabelaLinhas(COLUNAS, nome="auditoria", titulo="Entradas da auditoria", estado=estado)
        self.campos = TabelaLinhas(DOS_CAMPOS, nome="auditoria.campos", titulo="Campos antes e depois", estado=estado)
        self.filtrar_botao, self.limpar_botao = botao_principal("&Filtrar"), botao("Limpa&r")
        self.exportar, self.abrir_ra, self.fechar = botao("&Exportar…"), botao("A&brir RA"), botao("Fec&har")
        self._montar()
        self._ligar()
        self.trabalho.iniciar(self._propor(ra))

    @property
    def pronto(self) -> bool:
        """Tell whether nothing is under way."""
        return self.trabalho.parado

    def filtrar(self) -> None:
        """Search from the newest; a search under way is dropped."""
        self.trabalho.trocar(self._filtrar())

    def limpar(self) -> None:
        """Empty the filter and the list."""
        self.ra.clear()
        self.pessoa.clear()
        self.periodo.definir(None)
        self._mostrar((), tem_mais=False)
        self.formulario["auditoria.ra"].focar()

    async def _propor(self, ra: int | None) -> None:
        """Ask at once what the person came for: an RA, or the last days."""
        self._hoje = await self._ponte.executar(hoje)
        if ra is not None:
            self.ra.setText(str(ra))
        else:
            self.periodo.definir(Periodo(self._hoje - timedelta(days=DIAS_PROPOSTOS), self._hoje))
        await self._filtrar()

    async def _filtrar(self) -> None:
        if invalidos := self.formulario.invalidos():
            self.formulario.mostrar(invalidos)
            return
        periodo = self.periodo.valor()
        numero = int(self.ra.text()) if self.ra.text() else None
        self._filtro = FiltroAuditoria(numero, self.pessoa.text().strip(), periodo.inicial, periodo.final)
        with self.trabalho.ocupado.ocupar("Procurando…", desabilitar=[self.filtrar_botao]):
            pagina = await self._ler()
        self._mostrar(pagina.linhas, tem_mais=pagina.tem_mais)
        if not pagina.linhas:
            self.trabalho.barra.informar(texto("NENHUM_REGISTRO"), chave="erros")

    async def _mais(self) -> None:
        pagina = await self._ler(self.tabela.modelo.linhas[-1])
        self.tabela.modelo.acrescentar(pagina.linhas, tem_mais=pagina.tem_mais)

    async def _ler(self, ultima: LinhaAuditoria | None = None) -> PaginaAuditoria:
        return await self._ponte.executar(filtrar, self._ponte.contexto, self._filtro, ultima)

    def _mostrar(self, linhas: tuple[LinhaAuditoria, ...], *, tem_mais: bool) -> None:
        self.tabela.modelo.definir(linhas, tem_mais=tem_mais)
        self.exportar.setEnabled(bool(linhas))
        if linhas:
            self.tabela.ir_para()
        self._detalhar()

    def _detalhar(self) -> None:
        entrada: LinhaAuditoria | None = self.tabela.atual()
        self.campos.modelo.definir(entrada.campos if entrada is not None else ())
        self.abrir_ra.setEnabled(entrada is not None and entrada.ra is not None)

    async def _exportar(self) -> None:
        linhas = [_LinhaExportada(entrada, campo) for entrada in self.tabela.modelo.linhas for campo in entrada.campos]
        await gravar_lista(self, self.trabalho.barra, TITULO, EXPORTADAS, linhas)

    def _abrir_ra(self) -> None:
        entrada: LinhaAuditoria | None = self.tabela.atual()
        if entrada is not None and entrada.ra is not None:
            self._caminhos.consultar(entrada.ra)

    def _montar(self) -> None:
        campo = self.formulario.campo
        campos = grade(
            (
                (campo("auditoria.ra", "&Número do RA", self.ra), 2),
                (campo("auditoria.pessoa", "&Login do usuário", self.pessoa), 3),
                (campo("auditoria.periodo", "&Período", self.periodo), 7),
            )
        )
        divisor = QSplitter(Qt.Orientation.Vertical)
        divisor.addWidget(self.tabela)
        divisor.addWidget(self.campos)
        divisor.setStretchFactor(0, 3)
        divisor.setStretchFactor(1, 2)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(6)
        caixa.addWidget(self.trabalho.barra)
        caixa.addLayout(campos)
        caixa.addLayout(_a_direita(self.limpar_botao, self.filtrar_botao))
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addWidget(divisor, 1)
        caixa.addLayout(_a_direita(self.abrir_ra, self.exportar, self.fechar))
        self.setFocusProxy(self.ra)

    def _ligar(self) -> None:
        self.filtrar_botao.clicked.connect(self.filtrar)
        self.limpar_botao.clicked.connect(self.limpar)
        self.fechar.clicked.connect(self.fechar_pedido)
        self.abrir_ra.clicked.connect(self._abrir_ra)
        self.exportar.clicked.connect(lambda: self.trabalho.iniciar(self._exportar()))
        self.tabela.selectionModel().currentRowChanged.connect(lambda *_: self._detalhar())
        self.tabela.ativado.connect(lambda _: self._abrir_ra())
        self.tabela.modelo.precisa_mais.connect(lambda: self.trabalho.iniciar(self._mais()))
        for nome, fazer in (
            ("form.salvar", self.filtrar),
            ("form.atualizar", self.filtrar),
            ("form.limpar", self.limpar),
        ):
            actions.criar(self, nome, fazer)

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        entra = evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not evento.modifiers()
        foco: Any = self.focusWidget()
        if entra and foco not in (None, self.tabela, self.campos):
            self.filtrar()
        else:
            super().keyPressEvent(evento)


def _a_direita(*alvos: QWidget) -> QHBoxLayout:
    linha = QHBoxLayout()
    linha.addStretch()
    for alvo in alvos:
        linha.addWidget(alvo)
    return linha

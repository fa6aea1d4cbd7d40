"""Respostas recebidas: what citizens answer, and the numbers that receive nothing (spec 50 §3.7)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.services.sms import bloquear, bloqueios, desbloquear, respostas, tratar
from gsan_desk.services.sms.respostas import PAGINA, PELO_OPERADOR, RespostaSms
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.consulta.gravar_lista import gravar_lista
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.sms import textos
from gsan_desk.ui.sms.um_campo import Dizeres, pedir_numero
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.marca import rotulo

TITULO = "Respostas de SMS recebidas"
BLOQUEAR = Dizeres(
    "Bloquear número",
    "Nada mais será enviado a este número, e o que espera na fila para ele é cancelado.",
    "&Bloquear",
)


def _das_respostas(contexto: Contexto) -> tuple[Coluna, ...]:
    return (
        Coluna("recebida", "Recebida em", lambda r: r.recebida_em, "centro", 18),
        Coluna("numero", "Número", lambda r: textos.numero(contexto, r.numero), largura=18),
        Coluna("ra", "Número do RA", lambda r: r.ra, "direita", 14),
        Coluna("texto", "Resposta", lambda r: r.texto, largura=60),
        Coluna("tratada", "Tratada em", lambda r: r.tratada_em, "centro", 18),
        Coluna("enviada", "Enviada em", lambda r: r.enviada_em, "centro", 18, visivel=False),
    )


def _dos_bloqueios(contexto: Contexto) -> tuple[Coluna, ...]:
    return (
        Coluna("numero", "Número", lambda b: textos.numero(contexto, b.id), largura=20),
        Coluna("desde", "Desde", lambda b: b.desde, "centro", 18),
        Coluna("origem", "Quem bloqueou", lambda b: _origem(b.origem), largura=40),
    )


def _origem(origem: str) -> str:
    return "O operador" if origem == PELO_OPERADOR else f"O cidadão, respondendo {origem}"


class ListaRespostas(QWidget):
    """The answers, newest first; those not dealt with are what matters."""

    def __init__(self, trabalho: Trabalho, estado: Estado, caminhos: Caminhos) -> None:
        super().__init__()
        self._trabalho, self._ponte, self._caminhos = trabalho, trabalho.ponte, caminhos
        contexto = self._ponte.contexto
        self._decide = textos.decide(contexto)
        colunas = _das_respostas(contexto)
        self.tabela = TabelaLinhas(colunas, nome="sms.respostas", titulo=TITULO, estado=estado, exportavel=True)
        self.so_novas = QCheckBox("Só as não &tratadas")
        self.so_novas.setChecked(True)
        self.texto = rotulo("subtitulo", quebra=True)
        self.botao_ra, self.botao_exportar = botao("A&brir RA"), botao("E&xportar…")
        self.botao_tratar = botao_principal("&Marcar como tratada")
        self._montar()
        self._ligar()
        self._habilitar()

    async def ler(self) -> None:
        """Read the first page."""
        linhas = await self._ponte.executar(respostas, self.so_novas.isChecked())
        self.tabela.modelo.definir(linhas, tem_mais=len(linhas) == PAGINA)
        self.tabela.ir_para(0)
        self._habilitar()

    async def _mais(self) -> None:
        ultima: RespostaSms = self.tabela.modelo.linhas[-1]
        try:
            linhas = await self._ponte.executar(respostas, self.so_novas.isChecked(), ultima.id)
        except ErroDeUso as erro:
            self.tabela.modelo.desistir()
            self._trabalho.mostrar(erro)
            return
        self.tabela.modelo.acrescentar(linhas, tem_mais=len(linhas) == PAGINA)

    async def _tratar(self) -> None:
        ids = [r.id for r in self.tabela.selecionadas()]
        quantas = await self._ponte.executar(tratar, ids)
        self._trabalho.barra.confirmar(f"{quantas} resposta(s) tratada(s).", chave="feito")
        await self.ler()

    def _exportar(self) -> None:
        if linhas := self.tabela.modelo.linhas:
            gravar = gravar_lista(self, self._trabalho.barra, TITULO, self.tabela.colunas_visiveis(), linhas)
            self._trabalho.iniciar(gravar)

    def _abrir(self, resposta: RespostaSms | None) -> None:
        if resposta is not None and resposta.ra is not None:
            self._caminhos.consultar(resposta.ra)

    def _habilitar(self) -> None:
        atual: RespostaSms | None = self.tabela.atual()
        self.texto.setText(f"“{atual.texto}”" if atual is not None else "")
        novas = any(r.tratada_em is None for r in self.tabela.selecionadas())
        self.botao_tratar.setEnabled(self._decide and novas)
        self.botao_tratar.setToolTip("" if self._decide else textos.SEM_DIREITO)
        self.botao_ra.setEnabled(atual is not None and atual.ra is not None)
        self.botao_exportar.setEnabled(self.tabela.modelo.rowCount() > 0)

    def _montar(self) -> None:
        botoes = QHBoxLayout()
        for alvo in (self.botao_ra, self.botao_exportar):
            botoes.addWidget(alvo)
        botoes.addStretch(1)
        botoes.addWidget(self.botao_tratar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 6, 0, 0)
        caixa.addWidget(self.so_novas)
        caixa.addWidget(self.tabela, 1)
        caixa.addWidget(self.texto)
        caixa.addLayout(botoes)

    def _ligar(self) -> None:
        iniciar = self._trabalho.iniciar
        self.so_novas.toggled.connect(lambda _: iniciar(self.ler()))
        self.tabela.ativado.connect(self._abrir)
        self.tabela.selectionModel().selectionChanged.connect(lambda *_: self._habilitar())
        self.tabela.modelo.precisa_mais.connect(lambda: self._ponte.iniciar(self._mais(), self))
        self.tabela.exportar_pedido.connect(self._exportar)
        self.botao_ra.clicked.connect(lambda: self._abrir(self.tabela.atual()))
        self.botao_exportar.clicked.connect(self._exportar)
        self.botao_tratar.clicked.connect(lambda: iniciar(self._tratar()))


class ListaBloqueios(QWidget):
    """The numbers that receive nothing."""

    def __init__(self, trabalho: Trabalho, estado: Estado) -> None:
        super().__init__()
        self._trabalho, self._ponte = trabalho, trabalho.ponte
        self._decide = textos.decide(self._ponte.contexto)
        colunas = _dos_bloqueios(self._ponte.contexto)
        self.tabela = TabelaLinhas(colunas, nome="sms.bloqueios", titulo="Números bloqueados", estado=estado)
        self.botao_bloquear, self.botao_desbloquear = botao("Blo&quear número…"), botao("&Desbloquear")
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        for alvo in (self.botao_desbloquear, self.botao_bloquear):
            botoes.addWidget(alvo)
            alvo.setToolTip("" if self._decide else textos.SEM_DIREITO)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 6, 0, 0)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(botoes)
        self.botao_bloquear.setEnabled(self._decide)
        self.botao_bloquear.clicked.connect(self.pedir_bloqueio)
        self.botao_desbloquear.clicked.connect(lambda: trabalho.iniciar(self._desbloquear()))
        self.tabela.selectionModel().selectionChanged.connect(lambda *_: self._habilitar())
        self._habilitar()

    async def ler(self) -> None:
        """Read them all: they are few."""
        self.tabela.modelo.definir(await self._ponte.executar(bloqueios))
        self.tabela.ir_para(0)
        self._habilitar()

    def pedir_bloqueio(self) -> None:
        """Ask for a number."""

        async def fazer(numero: str) -> None:
            await self._ponte.executar(bloquear, numero)
            await self.ler()

        dialogo = pedir_numero(self._ponte, BLOQUEAR, fazer, self.window())
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()

    async def _desbloquear(self) -> None:
        numeros = [b.id for b in self.tabela.selecionadas()]
        pergunta = "Voltar a enviar a este número? O cidadão pode ter pedido para não receber."
        opcoes = [("Não (&0)", False), ("Voltar a enviar (&1)", True)]
        if numeros and bool(await self._trabalho.barra.perguntar(pergunta, opcoes)):
            quantos = await self._ponte.executar(desbloquear, numeros)
            self._trabalho.barra.confirmar(f"{quantos} número(s) desbloqueado(s).", chave="feito")
            await self.ler()

    def _habilitar(self) -> None:
        self.botao_desbloquear.setEnabled(self._decide and bool(self.tabela.selecionadas()))


class RespostasSms(QWidget):
    """The tab: answers, and blocked numbers.

    Signals:
        fechar_pedido: the person is done with it.
    """

    fechar_pedido = Signal()
    chave = "respostas_sms"

    def __init__(self, ponte: Ponte, estado: Estado, caminhos: Caminhos) -> None:
        super().__init__()
        self.setWindowTitle(TITULO)
        self._ponte = ponte
        self.lido = False
        self.trabalho = Trabalho(ponte, self)
        self.respostas = ListaRespostas(self.trabalho, estado, caminhos)
        self.bloqueios = ListaBloqueios(self.trabalho, estado)
        self.abas = QTabWidget()
        self.abas.setDocumentMode(True)
        self.abas.addTab(self.respostas, "Respostas")
        self.abas.addTab(self.bloqueios, "Números bloqueados")
        self.botao_fechar = botao("Fec&har")
        fim = QHBoxLayout()
        fim.addStretch(1)
        fim.addWidget(self.botao_fechar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(6)
        for widget in (self.trabalho.barra, self.trabalho.ocupado):
            caixa.addWidget(widget)
        caixa.addWidget(self.abas, 1)
        caixa.addLayout(fim)
        self.setFocusProxy(self.respostas.tabela)
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        actions.criar(self, "form.atualizar", self.reler)
        ponte.estado_mudou.connect(self._mudou_conexao)
        self.reler()

    @property
    def pronto(self) -> bool:
        """Whether nothing is under way."""
        return self.lido and self.trabalho.parado

    def reler(self) -> None:
        """Read both lists."""
        self.trabalho.iniciar(self._ler())

    async def _ler(self) -> None:
        with self.trabalho.ocupado.ocupar("Lendo…"):
            await self.respostas.ler()
            await self.bloqueios.ler()
        self.lido = True

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO and not self.lido:
            self.reler()

"""E-mails de pesquisa: what waits, what went, what was refused and why [UC1181]."""

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain import sms_nomes
from gsan_desk.domain.dominios import Item
from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.domain.sms_maquina import SituacaoSms as S
from gsan_desk.services.email_pesquisa import EmailDePesquisa, desistir, listar, reenviar
from gsan_desk.services.email_pesquisa.lista import CANCELAVEIS, PAGINA, PARADOS
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte, abrir_dialogo
from gsan_desk.ui.consulta.selecao import SelecaoMultipla
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.sms import textos
from gsan_desk.ui.sms.um_campo import DialogoUmCampo, Dizeres, pedir_endereco, pedir_motivo
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.marca import rotulo

TITULO = "E-mails de pesquisa"
PERGUNTA = "Entre os escolhidos há e-mail que pode já ter chegado. Reenviar assim mesmo?"
INICIAIS = (S.PENDENTE, S.ENVIANDO, *sorted(sms_nomes.COM_ERRO))


def causa(email: EmailDePesquisa) -> str:
    """Say in plain words how an e-mail came to be as it is."""
    dito = sms_nomes.causa(email.motivo, None) if email.motivo else ""
    return email.detalhe or dito if email.situacao != S.ENVIADA else ""


COLUNAS = (
    Coluna("situacao", "Situação", lambda e: sms_nomes.SITUACOES.get(e.situacao, ""), largura=11),
    Coluna("ra", "Número do RA", lambda e: e.ra, "direita", 14),
    Coluna("protocolo", "Protocolo", lambda e: e.protocolo, "centro", 18),
    Coluna("destinatario", "Destinatário", lambda e: e.destinatario, largura=24),
    Coluna("endereco", "Endereço", lambda e: e.endereco, largura=28),
    Coluna("causa", "Causa", causa, largura=44),
    Coluna("tentativas", "Tentativas", lambda e: e.tentativas, "direita", 10),
    Coluna("criada", "Criado em", lambda e: e.criada_em, "centro", 17),
    Coluna("proxima", "Próxima tentativa", lambda e: e.proxima_tentativa, "centro", 17),
    Coluna("enviada", "Enviado em", lambda e: e.enviada_em, "centro", 17),
    Coluna("expira", "Expira em", lambda e: e.expira_em, "centro", 17, visivel=False),
)


class EmailsDePesquisa(QWidget):
    """The tab.

    Signals:
        fechar_pedido: the person is done with it.
    """

    fechar_pedido = Signal()
    chave = "emails_pesquisa"

    def __init__(self, ponte: Ponte, estado: Estado, caminhos: Caminhos) -> None:
        super().__init__()
        self.setWindowTitle(TITULO)
        self._ponte, self._caminhos = ponte, caminhos
        self.lido = False
        self._decide = textos.decide(ponte.contexto)
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar)
        self.situacoes = SelecaoMultipla([Item(i, n) for i, n in sms_nomes.SITUACOES.items()], vazio="Todas")
        self.situacoes.definir(INICIAIS)
        self.tabela = TabelaLinhas(COLUNAS, nome="sms.emails", titulo=TITULO, estado=estado)
        self.texto = rotulo("fraco", quebra=True)
        self.botao_filtrar, self.botao_reenviar = botao("&Filtrar"), botao_principal("R&eenviar")
        self.botao_corrigir, self.botao_desistir = botao("Corri&gir endereço e reenviar…"), botao("&Desistir do envio…")
        self.botao_ra, self.botao_fechar = botao("A&brir RA"), botao("Fec&har")
        self._montar()
        self._ligar()
        self._habilitar()
        self.reler()

    @property
    def pronto(self) -> bool:
        """Whether the list was read and nothing is under way."""
        return self.lido and self.trabalho.parado

    def reler(self) -> None:
        """Read the first page."""
        self.trabalho.iniciar(self._ler())

    async def _ler(self) -> None:
        with self.trabalho.ocupado.ocupar("Lendo…", desabilitar=[self.botao_filtrar]):
            linhas = await self._ponte.executar(listar, self.situacoes.valor())
        self.tabela.modelo.definir(linhas, tem_mais=len(linhas) == PAGINA)
        self.tabela.ir_para(0)
        self.lido = True
        self._habilitar()

    async def _mais(self) -> None:
        ultimo: EmailDePesquisa = self.tabela.modelo.linhas[-1]
        try:
            linhas = await self._ponte.executar(listar, self.situacoes.valor(), None, ultimo.id)
        except ErroDeUso as erro:
            self.tabela.modelo.desistir()
            self.trabalho.mostrar(erro)
            return
        self.tabela.modelo.acrescentar(linhas, tem_mais=len(linhas) == PAGINA)

    def _escolhidos(self, situacoes: Sequence[int]) -> list[EmailDePesquisa]:
        return [e for e in self.tabela.selecionadas() if e.situacao in situacoes]

    async def _confirmado(self, alvo: Sequence[EmailDePesquisa]) -> bool:
        """Have a person decide about what may have arrived."""
        if not any(e.situacao == S.INCERTA for e in alvo):
            return True
        opcoes = [("Não reenviar (&0)", False), ("Reenviar assim mesmo (&1)", True)]
        return bool(await self.trabalho.barra.perguntar(PERGUNTA, opcoes))

    async def _reenviar(self) -> None:
        alvo = self._escolhidos(PARADOS)
        if alvo and await self._confirmado(alvo):
            de = tuple(sorted({e.situacao for e in alvo}))
            quantos = await self._ponte.executar(reenviar, [e.id for e in alvo], "", de)
            await self._feito(quantos, len(alvo), "de novo na fila")

    async def _corrigir(self) -> None:
        alvo = self._escolhidos(PARADOS)
        if len(alvo) != 1 or not await self._confirmado(alvo):
            return

        async def fazer(novo: str) -> None:
            quantos = await self._ponte.executar(reenviar, [alvo[0].id], novo, (alvo[0].situacao,))
            self._dizer(quantos, 1, "de novo na fila")

        dizeres = Dizeres(
            "Corrigir endereço e reenviar",
            f"O e-mail foi para {alvo[0].endereco}. O endereço do solicitante no RA não muda.",
            "Corrigir e &reenviar",
        )
        await self._perguntar(pedir_endereco(self._ponte, dizeres, fazer, self.window()))

    async def _desistir(self) -> None:
        alvo = self._escolhidos(CANCELAVEIS)
        if not alvo:
            return

        async def fazer(motivo: str) -> None:
            quantos = await self._ponte.executar(desistir, [e.id for e in alvo], motivo)
            self._dizer(quantos, len(alvo), "cancelado(s)")

        dizeres = Dizeres(
            "Desistir do envio",
            f"{len(alvo)} e-mail(s) não sairá(ão). O motivo fica no registro.",
            "&Desistir do envio",
        )
        await self._perguntar(pedir_motivo(self._ponte, dizeres, fazer, self.window()))

    async def _perguntar(self, dialogo: DialogoUmCampo) -> None:
        feito = await abrir_dialogo(dialogo)
        dialogo.deleteLater()
        if feito:
            await self._ler()

    async def _feito(self, quantos: int, pedidos: int, dito: str) -> None:
        self._dizer(quantos, pedidos, dito)
        await self._ler()

    def _dizer(self, quantos: int, pedidos: int, dito: str) -> None:
        if quantos == pedidos:
            self.trabalho.barra.confirmar(f"{quantos} e-mail(s) {dito}.", chave="feito")
        else:
            resto = f"{pedidos - quantos} já tinha(m) mudado de situação."
            self.trabalho.barra.avisar(f"{quantos} de {pedidos} e-mail(s) {dito}; {resto}", chave="feito")

    def _abrir(self, email: EmailDePesquisa | None) -> None:
        if email is not None:
            self._caminhos.consultar(email.ra)

    def _habilitar(self) -> None:
        recusa = "" if self._decide else textos.SEM_DIREITO
        parados = len(self._escolhidos(PARADOS))
        for alvo, pode in (
            (self.botao_reenviar, parados > 0),
            (self.botao_corrigir, parados == 1),
            (self.botao_desistir, bool(self._escolhidos(CANCELAVEIS))),
        ):
            alvo.setEnabled(pode and not recusa)
            alvo.setToolTip(recusa)
            alvo.setAccessibleDescription(recusa)
        atual: EmailDePesquisa | None = self.tabela.atual()
        self.botao_ra.setEnabled(atual is not None)
        self.texto.setText(f"{atual.assunto}\n{atual.texto}" if atual is not None else "")

    def _montar(self) -> None:
        topo, botoes = QHBoxLayout(), QHBoxLayout()
        topo.addWidget(self.formulario.campo("email.situacoes", "S&ituação", self.situacoes), 1)
        topo.addWidget(self.botao_filtrar)
        topo.addStretch(1)
        botoes.addWidget(self.botao_ra)
        botoes.addStretch(1)
        for alvo in (self.botao_fechar, self.botao_desistir, self.botao_corrigir, self.botao_reenviar):
            botoes.addWidget(alvo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(6)
        caixa.addWidget(self.trabalho.barra)
        caixa.addLayout(topo)
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addWidget(self.tabela, 1)
        caixa.addWidget(self.texto)
        caixa.addLayout(botoes)
        self.setFocusProxy(self.tabela)

    def _ligar(self) -> None:
        acoes: tuple[tuple[QPushButton, Callable[[], Awaitable[None]]], ...] = (
            (self.botao_reenviar, self._reenviar),
            (self.botao_corrigir, self._corrigir),
            (self.botao_desistir, self._desistir),
        )
        for alvo, fazer in acoes:
            alvo.clicked.connect(lambda _=False, fazer=fazer: self.trabalho.iniciar(fazer()))
        self.botao_filtrar.clicked.connect(self.reler)
        self.botao_ra.clicked.connect(lambda: self._abrir(self.tabela.atual()))
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        self.tabela.ativado.connect(self._abrir)
        self.tabela.selectionModel().selectionChanged.connect(lambda *_: self._habilitar())
        self.tabela.modelo.precisa_mais.connect(lambda: self._ponte.iniciar(self._mais(), self))
        actions.criar(self, "form.atualizar", self.reler)
        self._ponte.estado_mudou.connect(self._mudou_conexao)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO and not self.lido:
            self.reler()

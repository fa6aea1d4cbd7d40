"""Caixa da unidade: the open RAs of the person's unit, as they come and go."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso
from gsan_desk.services import caixa
from gsan_desk.services.caixa import POR_PAGINA, Contagem, LinhaCaixa, Pagina, Pedido
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.caixa import lista
from gsan_desk.ui.caixa.acompanhamento import Acompanhamento, Numeros
from gsan_desk.ui.caixa.avisos_de_urgencia import AvisosDeUrgencia
from gsan_desk.ui.caixa.estoque import Estoque
from gsan_desk.ui.caixa.topo import Topo, quantos
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.message_bar import BarraMensagens

CHAVE = "caixa_da_unidade"
TITULO = "Caixa da Unidade"
TETO = 1000
"""RAs that the filter looks through, and most that are read again at once."""
NOVIDADE = 60_000
"""Milliseconds on screen after which an RA is not new any more."""
SEM_UNIDADE = "Usuário sem unidade de lotação: não há caixa para mostrar."
_COM_SUBORDINADAS = "caixa.subordinadas"


class CaixaDaUnidade(QWidget):
    """The home tab; ``acompanhamento`` says when to read, this screen what."""

    def __init__(self, ponte: Ponte, acompanhamento: Acompanhamento, caminhos: Caminhos, estado: Estado) -> None:
        super().__init__()
        self._ponte, self._acompanhamento = ponte, acompanhamento
        self._caminhos, self._estado = caminhos, estado
        self._estoque = Estoque()
        self._pagina: asyncio.Task[None] | None = None
        self._envelhecer = QTimer(self, singleShot=True, interval=NOVIDADE)
        self.chave = CHAVE
        self.setWindowTitle(TITULO)
        todas = caixa.abrangidas(ponte.contexto, com_subordinadas=True)
        self.topo = Topo(ponte, acompanhamento, tem_subordinadas=len(todas) > 1)
        self.barra = BarraMensagens()
        self.urgencias = AvisosDeUrgencia(ponte, self.barra, self, ir_para=self._ir_para)
        self.tabela = self._fazer_tabela()
        self._montar()
        self._ligar()
        self._comecar()

    @property
    def alcance(self) -> int:
        """How many RAs are read again when anything may have changed."""
        return max(POR_PAGINA, min(len(self._estoque), TETO))

    async def renovar(self, numeros: Numeros) -> None:
        """Read RAs again, or everything, and show what came of it."""
        if numeros is None:
            self._estoque.substituir(await self._ler(self.alcance, numeros=frozenset(self._estoque.novos)))
        else:
            achadas = (await self._ler(0, numeros=numeros)).avulsas
            self._estoque.atualizar(numeros, achadas)
        self._mostrar()
        await self._acompanhamento.contar()

    def _fazer_tabela(self) -> TabelaLinhas:
        return TabelaLinhas(
            lista.colunas(self._novo),
            nome="caixa",
            titulo="Registros de Atendimento da unidade",
            estado=self._estado,
            destaque=lista.destaque(self._novo),
        )

    def _novo(self, numero: int) -> bool:
        return numero in self._estoque.novos

    def _montar(self) -> None:
        self.botao_consultar, self.botao_dados = botao("&Consultar RA"), botao("Consultar &Dados do RA")
        self.botao_consultar.setToolTip("Abre o RA da linha (Enter)")
        botoes = QHBoxLayout()
        botoes.addWidget(self.botao_consultar)
        botoes.addWidget(self.botao_dados)
        botoes.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self.barra)
        layout.addWidget(self.topo)
        layout.addWidget(self.tabela, 1)
        layout.addLayout(botoes)
        self.setFocusProxy(self.tabela)

    def _ligar(self) -> None:
        self.tabela.ativado.connect(lambda linha: self._caminhos.consultar(linha.id))
        self.botao_consultar.clicked.connect(lambda: self._abrir(self._caminhos.consultar))
        self.botao_dados.clicked.connect(lambda: self._abrir(self._caminhos.dados))
        self.tabela.selectionModel().currentRowChanged.connect(self._olhou)
        self.tabela.modelo.precisa_mais.connect(self._pedir_pagina)
        self.topo.filtro.textChanged.connect(self._filtrar)
        self.topo.abrangencia_mudou.connect(self._abranger)
        self.topo.novos.clicked.connect(self._ir_ao_proximo_novo)
        self._envelhecer.timeout.connect(self._esquecer_novos)
        self._acompanhamento.contou.connect(self._contou)
        actions.criar(self, "form.atualizar", self._acompanhamento.reler)

    def _comecar(self) -> None:
        if not self._acompanhamento.unidades:
            self.barra.avisar(SEM_UNIDADE, chave="unidade")
            return
        com = self.topo.tem_subordinadas and self._estado.obter(_COM_SUBORDINADAS) is not False
        self.topo.escolher(com)
        self._acompanhamento.unidades = caixa.abrangidas(self._ponte.contexto, com)
        acompanhamento, numero = self._acompanhamento, self._acompanhamento.acompanhar(self)
        self.destroyed.connect(lambda: acompanhamento.largar(numero))

    def _abranger(self, com_subordinadas: bool) -> None:
        self._estado.guardar(_COM_SUBORDINADAS, com_subordinadas)
        self._estoque = Estoque()
        self._acompanhamento.abranger(caixa.abrangidas(self._ponte.contexto, com_subordinadas))

    async def _ler(self, limite: int, *, numeros: frozenset[int] = frozenset()) -> Pagina:
        pedido = Pedido(self._acompanhamento.unidades, limite, None, numeros)
        pagina = await self._ponte.executar(caixa.ler, self._ponte.contexto, pedido)
        self.barra.fechar("conexao")
        return pagina

    def _pedir_pagina(self) -> None:
        if self._pagina is None or self._pagina.done():
            self._pagina = self._ponte.iniciar(self._ler_mais(), self)

    async def _ler_mais(self) -> None:
        """Read the next page; while a filter is typed, all of them up to ``TETO``."""
        estoque = self._estoque
        try:
            while estoque.proxima is not None:
                pedido = Pedido(self._acompanhamento.unidades, POR_PAGINA, estoque.proxima)
                pagina = await self._ponte.executar(caixa.ler, self._ponte.contexto, pedido)
                if estoque is not self._estoque:
                    return
                estoque.acrescentar(pagina)
                self._mostrar()
                if not self.topo.filtro.text().strip() or len(estoque) >= TETO:
                    return
        except BancoIndisponivel:
            self.tabela.modelo.desistir()
        except ErroDeUso as erro:
            self.tabela.modelo.desistir()
            self.barra.errar(descrever_erro(erro).mensagem, chave="pagina")

    def _filtrar(self) -> None:
        self._mostrar()
        if self.topo.filtro.text().strip() and len(self._estoque) < TETO:
            self._pedir_pagina()

    def _mostrar(self) -> None:
        filtro = self.topo.filtro.text()
        linhas = self._estoque.mostradas(filtro)
        antes = self.tabela.atual()
        self.tabela.fundir(linhas, tem_mais=self._estoque.proxima is not None and not filtro.strip())
        self.tabela.modelo.redesenhar()
        if antes is None and not self.tabela.currentIndex().isValid():
            self.tabela.ir_para(0)
        self._mostrar_novos()
        self.topo.mostrar_filtradas(len(linhas), incompleta=self._estoque.proxima is not None)

    def _mostrar_novos(self) -> None:
        self.topo.mostrar_novos(len(self._estoque.novos))
        if self._estoque.novos and self.isVisible() and not self._envelhecer.isActive():
            self._envelhecer.start()

    def _olhou(self, atual: QModelIndex, _anterior: QModelIndex) -> None:
        """Count an RA as seen when the person goes to its row."""
        linha = self.tabela.modelo.linha(atual.row()) if atual.isValid() else None
        if linha is not None and linha.id in self._estoque.novos and self.tabela.hasFocus():
            self._estoque.novos.discard(linha.id)
            self.tabela.modelo.redesenhar(atual.row(), atual.row())
            self._mostrar_novos()

    def _esquecer_novos(self) -> None:
        self._estoque.novos.clear()
        self.tabela.modelo.redesenhar()
        self._mostrar_novos()

    def _ir_ao_proximo_novo(self) -> None:
        self.topo.filtro.clear()
        novos = [n for n, linha in enumerate(self.tabela.modelo.linhas) if linha.id in self._estoque.novos]
        if novos:
            self.tabela.setFocus()
            self.tabela.ir_para(next((n for n in novos if n > self.tabela.currentIndex().row()), novos[0]))

    def _ir_para(self, numero: int) -> None:
        """Go to the row of an RA; one that is not in the list opens."""
        self.topo.filtro.clear()
        linha = next((n for n, linha in enumerate(self.tabela.modelo.linhas) if linha.id == numero), None)
        if linha is None:
            self._caminhos.consultar(numero)
        else:
            self.tabela.setFocus()
            self.tabela.ir_para(linha)

    def _abrir(self, abrir: Callable[[int], object]) -> None:
        linha: LinhaCaixa | None = self.tabela.atual()
        if linha is not None:
            abrir(linha.id)

    def _contou(self, contagem: Contagem) -> None:
        self.topo.mostrar_total(contagem)
        self.urgencias.mostrar(contagem.avisos)
        self.setWindowTitle(f"{TITULO} ({quantos(contagem.total)})")

    def showEvent(self, evento: QShowEvent) -> None:
        super().showEvent(evento)
        self._mostrar_novos()

    def hideEvent(self, evento: QHideEvent) -> None:
        super().hideEvent(evento)
        self._envelhecer.stop()

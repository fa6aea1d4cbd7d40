"""The analysis of one report: what it says, what may be the same, and what is decided (spec 40 §2.4)."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from gsan_desk.domain.erros import BancoIndisponivel, Conflito, ErroDeUso, RegraViolada
from gsan_desk.domain.relato import SituacaoRelato
from gsan_desk.services.progis.abertura import RAProposto, propor
from gsan_desk.services.progis.relatos import Analise, Relato, analisar, fotos
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.progis import textos
from gsan_desk.ui.progis.botoes import BotoesDoRelato
from gsan_desk.ui.progis.candidatos import ListaCandidatos
from gsan_desk.ui.progis.decisao import Decisoes
from gsan_desk.ui.progis.ficha import FichaDoRelato
from gsan_desk.ui.progis.fotos import PainelFotos
from gsan_desk.ui.progis.pontos import Chave
from gsan_desk.ui.progis.posse import Posse
from gsan_desk.ui.progis.vigia import VigiaRelatos
from gsan_desk.ui.progis.vizinhanca import Vizinhanca
from gsan_desk.ui.state import Estado
from gsan_desk.ui.trabalho import Trabalho

LARGURA_DO_LADO = 350
ALTURA_DO_CORPO = 470
DEZ_MINUTOS = 600_000  # ms


@dataclass(frozen=True, slots=True)
class Saidas:
    """Where the analysis leads: another report, Inserir RA filled in, the next report."""

    analisar: Callable[[int], object]
    inserir: Callable[[RAProposto, Sequence[Relato]], object]
    proximo: Callable[["AnalisarRelato"], object]


def chave(relato: int) -> str:
    """Name the tab of a report."""
    return f"relato:{relato}"


class AnalisarRelato(QWidget):
    """The tab; while it is open the report is held.

    Signals:
        fechar_pedido: the person is done with it.
    """

    fechar_pedido = Signal()

    def __init__(
        self,
        ponte: Ponte,
        estado: Estado,
        caminhos: Caminhos,
        saidas: Saidas,
        posse: Posse,
        vigia: VigiaRelatos,
        relato: int,
    ) -> None:
        super().__init__()
        self.relato, self.chave = relato, chave(relato)
        self.setWindowTitle(f"Relato {relato}")
        self._ponte, self._caminhos, self._saidas = ponte, caminhos, saidas
        self._posse, self._vigia = posse, vigia
        self._eu = ponte.contexto.operador.login
        self.analise: Analise | None = None
        self._relendo: asyncio.Task[None] | None = None
        self.trabalho = Trabalho(ponte, self, recarregar=self.reler)
        self.decisoes = Decisoes(ponte, self.trabalho, self, self._decidiu)
        self.ficha, self.fotos = FichaDoRelato(), PainelFotos(ponte, "Foto do cidadão")
        self.candidatos = ListaCandidatos(ponte, estado, "candidatos", caminhos.consultar)
        self.vizinhanca = Vizinhanca(ponte, estado, saidas.analisar)
        self.botoes = BotoesDoRelato(ponte.contexto)
        self._prazo = QTimer(self, singleShot=True, interval=DEZ_MINUTOS)
        self._montar()
        self._ligar()
        self.trabalho.iniciar(self._abrir())

    @property
    def pronta(self) -> bool:
        """Whether the report was read and nothing is under way."""
        return self.analise is not None and self.trabalho.parado

    @property
    def meu(self) -> bool:
        """Whether the report waits and is held by this person."""
        relato = self.analise.relato if self.analise is not None else None
        return relato is not None and relato.situacao is SituacaoRelato.PENDENTE and relato.reservado_por == self._eu

    def pode_fechar(self) -> bool:
        """Give the report back."""
        self._ponte.iniciar(self._posse.largar(self.relato, self))
        return True

    def reler(self) -> None:
        """Take the report if it is free, and read everything."""
        self.trabalho.iniciar(self._abrir())

    async def _abrir(self) -> None:
        with self.trabalho.ocupado.ocupar("Lendo o relato…"):
            await self._tomar(de_outro=False)
            await self._ler()
            await self._ler_fotos()
        self.candidatos.tabela.setFocus(Qt.FocusReason.OtherFocusReason)

    async def _tomar(self, *, de_outro: bool) -> None:
        """Take the report; that it is somebody else's, or was decided, the reading shows."""
        with suppress(Conflito, RegraViolada):
            await self._posse.tomar(self.relato, self, de_outro=de_outro)
            self.trabalho.barra.fechar("posse")
            self._prazo.start()

    async def _assumir(self) -> None:
        await self._tomar(de_outro=True)
        await self._ler()

    async def _ler(self) -> None:
        era_meu = self.meu
        lida = await self._ponte.executar(analisar, self._ponte.contexto, self.relato)
        self.analise = lida
        self.ficha.mostrar_relato(lida.relato)
        if lida.candidatos != self.candidatos.candidatos:
            self.candidatos.mostrar(lida.candidatos)
        self.vizinhanca.mostrar(lida)
        self._dizer_com_quem(lida.relato, era_meu=era_meu)
        self._habilitar()

    async def _ler_fotos(self) -> None:
        if self.analise is not None and self.analise.relato.fotos:
            self.fotos.mostrar(await self._ponte.executar(fotos, self._ponte.contexto, self.relato))

    async def _reler_calado(self) -> None:
        try:
            await self._ler()
        except BancoIndisponivel:
            return
        except ErroDeUso as erro:
            self.trabalho.mostrar(erro)

    def _dizer_com_quem(self, relato: Relato, *, era_meu: bool) -> None:
        """Say that the report went to somebody else's hands, or was decided there."""
        if self.meu:
            return
        self._prazo.stop()
        if era_meu:
            self._posse.esquecer(self.relato)
        barra = self.trabalho.barra
        if relato.situacao is not SituacaoRelato.PENDENTE:
            if relato.decidido_por != self._eu:
                barra.informar(f"{textos.decidido(relato)}.", chave="posse")
        elif relato.reservado_por is not None:
            verbo = "assumiu este relato" if era_meu else "está com este relato"
            barra.avisar(f"{relato.reservado_por} {verbo}.", chave="posse")
        elif era_meu:
            barra.avisar("A reserva deste relato terminou.", chave="posse")

    def _mudaram(self, quais: frozenset[int] | None) -> None:
        if self.analise is None or not self.trabalho.parado:
            return
        perto = {r.id for r in (*self.analise.relatos_proximos, *self.analise.mesmo_telefone)}
        if quais is None or quais & {self.relato, *perto}:
            self._reler()

    def _reler(self) -> None:
        if self._relendo is None or self._relendo.done():
            self._relendo = self._ponte.iniciar(self._reler_calado(), self)

    def _decidiu(self, relatos: frozenset[int], ra: int | None) -> None:
        for relato in relatos:
            self._posse.esquecer(relato)
        self._prazo.stop()
        if ra is not None:
            self._caminhos.mudou(ra)
        self._vigia.mudou(relatos)
        self._ponte.iniciar(self._depois_de_decidir(), self)

    async def _depois_de_decidir(self) -> None:
        await self._reler_calado()
        self.botoes.proximo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _habilitar(self) -> None:
        relato = self.analise.relato if self.analise is not None else None
        self.botoes.mostrar(relato, self.candidatos.atual(), len(self.vizinhanca.marcados()))

    def _outros(self) -> tuple[Relato, ...]:
        return self.vizinhanca.marcados() if self.botoes.com_marcados else ()

    async def _inserir(self) -> None:
        if self.analise is None:
            return
        with self.trabalho.ocupado.ocupar("Abrindo…", desabilitar=[self.botoes.abrir]):
            contexto, vistos = self._ponte.contexto, self.analise.ras_vistos
            proposto = await self._ponte.executar(propor, contexto, self.relato, vistos)
        self._saidas.inserir(proposto, self._outros())

    async def _vincular(self) -> None:
        ra = self.candidatos.atual()
        if self.analise is None or ra is None:
            return
        try:
            await self.decisoes.vincular(
                self.analise.relato, ra, self._outros(), reiterar=self.botoes.reiterar.isChecked()
            )
        except RegraViolada:
            self._reler()  # the RA may have been closed: what is shown is old
            raise

    async def _descartar(self) -> None:
        if self.analise is not None:
            await self.decisoes.descartar(self.analise.relato, self._outros())

    async def _reabrir(self) -> None:
        if self.analise is not None:
            await self.decisoes.reabrir(self.analise.relato)

    async def _desfazer(self) -> None:
        if self.analise is not None:
            await self.decisoes.desfazer(self.analise.relato)

    def _do_mapa(self, escolhida: Chave) -> None:
        tipo, numero = escolhida
        if tipo == "ra":
            self.candidatos.ir_ao_ra(numero)
            self._caminhos.consultar(numero)
        elif numero != self.relato:
            self._saidas.analisar(numero)

    def _mudou_candidato(self) -> None:
        self._posse.usar(self.relato)
        candidato = self.candidatos.atual()
        self.vizinhanca.mapa.destacar(("ra", candidato.numero) if candidato is not None else None)
        self._habilitar()

    def _renovada(self, relato: Relato) -> None:
        if relato.id == self.relato:
            self._prazo.start()

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO and self.analise is None:
            self.reler()

    def _montar(self) -> None:
        lado = QWidget()
        coluna = QVBoxLayout(lado)
        coluna.setContentsMargins(0, 0, 0, 0)
        coluna.addWidget(self.ficha)
        coluna.addWidget(self.fotos, 1)
        lado.setMinimumWidth(LARGURA_DO_LADO)
        direita = QSplitter(Qt.Orientation.Vertical)
        direita.setChildrenCollapsible(False)
        direita.addWidget(self.candidatos)
        direita.addWidget(self.vizinhanca)
        direita.setSizes([ALTURA_DO_CORPO, ALTURA_DO_CORPO])
        meio = QSplitter()
        meio.setChildrenCollapsible(False)
        meio.setMinimumHeight(ALTURA_DO_CORPO)
        meio.addWidget(lado)
        meio.addWidget(direita)
        meio.setStretchFactor(1, 1)
        rolagem = QScrollArea(widgetResizable=True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rolagem.setWidget(meio)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(6)
        caixa.addWidget(self.trabalho.barra)
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addWidget(rolagem, 1)
        caixa.addWidget(self.botoes)
        self.setFocusProxy(self.candidatos)

    def _ligar(self) -> None:
        botoes, iniciar = self.botoes, self.trabalho.iniciar
        for alvo, fazer in (
            (botoes.abrir, self._inserir),
            (botoes.vincular, self._vincular),
            (botoes.descartar, self._descartar),
            (botoes.assumir, self._assumir),
            (botoes.reabrir, self._reabrir),
            (botoes.desfazer, self._desfazer),
        ):
            alvo.clicked.connect(lambda _=False, fazer=fazer: iniciar(fazer()))
        botoes.proximo.clicked.connect(lambda: self._saidas.proximo(self))
        botoes.fechar.clicked.connect(self.fechar_pedido)
        self.candidatos.mudou.connect(self._mudou_candidato)
        self.vizinhanca.marcou.connect(self._habilitar)
        self.vizinhanca.escolhido.connect(self._do_mapa)
        self._prazo.timeout.connect(self._reler)
        self._posse.renovada.connect(self._renovada)
        self._vigia.mudaram.connect(self._mudaram)
        actions.criar(self, "form.atualizar", self.reler)
        self._ponte.estado_mudou.connect(self._mudou_conexao)

    def showEvent(self, evento: QShowEvent) -> None:
        super().showEvent(evento)
        self._posse.usar(self.relato)

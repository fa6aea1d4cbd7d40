"""Tramitar Registro de Atendimento of the menu: one tab, its steps one after the other [UC0503]."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gsan_desk.domain.tramite_conjunto import Conjunto, Pedido, TramiteInformado
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tramite_conjunto.escolha import Escolha
from gsan_desk.ui.tramite_conjunto.informar import PassoInformar
from gsan_desk.ui.tramite_conjunto.previa import PassoPrevia
from gsan_desk.ui.tramite_conjunto.recentes import PassoRecentes
from gsan_desk.ui.tramite_conjunto.resultado import PassoResultado
from gsan_desk.ui.tramite_conjunto.selecao import PassoSelecao
from gsan_desk.ui.tramite_conjunto.textos import mil
from gsan_desk.ui.widgets.message_bar import BarraMensagens

TITULO = "Tramitar Registro de Atendimento"


class TramitarVarios(QWidget):
    """The tab: select, inform, preview, execute and report.

    Signals:
        fechar_pedido: the person is done with it.
    """

    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, caminhos: Caminhos) -> None:
        super().__init__()
        self.chave = "tramitar_conjunto"
        self.setWindowTitle(TITULO)
        self._ponte, self._caminhos = ponte, caminhos
        self.escolha, self.barra = Escolha(self), BarraMensagens()
        self.selecao = PassoSelecao(ponte, estado, self.escolha, self.barra)
        self.informar = PassoInformar(ponte, self.barra)
        self.previa = PassoPrevia(ponte, self.barra)
        self.resultado = PassoResultado(ponte, estado, self.barra)
        self.recentes = PassoRecentes(ponte, estado, self.barra)
        self.passos = QStackedWidget()
        for passo in (self.selecao, self.informar, self.previa, self.resultado, self.recentes):
            self.passos.addWidget(passo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        caixa.addWidget(self.barra)
        caixa.addWidget(self.passos, 1)
        self.setFocusProxy(self.selecao)
        self._ligar()

    async def pode_fechar(self) -> bool:
        """Let nobody lose by accident what was informed, or the sight of a run."""
        if self.resultado.em_curso:
            pergunta = "A tramitação está em andamento. Fechar desfaz a parte da vez e deixa as seguintes por fazer."
            return bool(await self.barra.perguntar(pergunta, [("&Fechar mesmo assim", True), ("Ficar", False)]))
        if not self.escolha.informados:
            return True
        pergunta = f"Há trâmite informado para {mil(self.escolha.informados)} RA(s), ainda não gravado. Descartar?"
        return bool(await self.barra.perguntar(pergunta, [("&Descartar", True), ("Ficar", False)]))

    def _ligar(self) -> None:
        self.selecao.informar_pedido.connect(self._informar)
        self.selecao.tramitar_pedido.connect(self._prever)
        self.selecao.recentes_pedidos.connect(self._mostrar_recentes)
        self.selecao.tabela.ativado.connect(lambda linha: self._caminhos.consultar(linha.id))
        self.informar.informado.connect(self._informado)
        self.previa.confirmado.connect(self._executar)
        self.resultado.voltar_pedido.connect(self._recomecar)
        self.resultado.aberto.connect(lambda linha: self._caminhos.consultar(linha.ra))
        self.recentes.escolhido.connect(self._mostrar)
        for passo in (self.informar, self.previa, self.recentes):
            passo.voltar_pedido.connect(self._voltar)

    def _ir(self, passo: QWidget) -> None:
        self.barra.limpar()
        self.passos.setCurrentWidget(passo)
        self.setFocusProxy(passo)

    def _informar(self) -> None:
        self._ir(self.informar)
        self.informar.abrir(self.escolha.marcados)

    def _informado(self, achado: TramiteInformado) -> None:
        self.escolha.informar(achado.tramite, achado.aceitos)
        self._voltar()
        frase = f"Trâmite informado para {mil(len(achado.aceitos))} RA(s). Nada foi gravado: Tramitar mostra a prévia."
        self.barra.informar(frase, chave="conjunto")

    def _prever(self) -> None:
        self._ir(self.previa)
        self.previa.abrir(self.escolha.pedidos())

    def _executar(self, pedidos: tuple[Pedido, ...]) -> None:
        self.escolha.limpar()
        self._ir(self.resultado)
        self.resultado.tramitar(pedidos)

    def _mostrar_recentes(self) -> None:
        self._ir(self.recentes)
        self.recentes.ler()

    def _mostrar(self, conjunto: Conjunto) -> None:
        self._ir(self.resultado)
        self.resultado.mostrar(conjunto.id)

    def _recomecar(self) -> None:
        self._voltar()
        self.selecao.reler()

    def _voltar(self) -> None:
        self._ir(self.selecao)
        self.selecao.focar()

"""The citizens' reports in the workstation of one person: the Caixa, the analyses, and the RAs opened from them."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gsan_desk.domain.avisos import Aviso
from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.domain.registro_atendimento import RAInserido
from gsan_desk.services.progis.abertura import RAProposto
from gsan_desk.services.progis.relatos import FiltroRelatos, Relato, listar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.abas import AbasDoRA
from gsan_desk.ui.main_window import Fabrica, JanelaPrincipal
from gsan_desk.ui.progis.analise import AnalisarRelato, Saidas, chave
from gsan_desk.ui.progis.caixa import CHAVE, CaixaProgis
from gsan_desk.ui.progis.configurar import CHAVE as CONFIGURAR
from gsan_desk.ui.progis.configurar import ConfigurarRelatos
from gsan_desk.ui.progis.decisao import Vinculador
from gsan_desk.ui.progis.posse import Posse
from gsan_desk.ui.progis.vigia import VigiaRelatos
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.state import Estado

SEM_OUTRO = "Não há outro relato pendente que esteja livre."


class TelasProgis(QObject):
    """Lives as long as the main window."""

    def __init__(self, ponte: Ponte, estado: Estado, janela: JanelaPrincipal, abas: AbasDoRA) -> None:
        super().__init__(janela)
        self._ponte, self._estado, self._janela, self._abas = ponte, estado, janela, abas
        self.posse, self.vigia = Posse(ponte, self), VigiaRelatos(ponte, self)
        self._insercoes: dict[int, InserirRA] = {}
        self._outros: dict[int, tuple[Relato, ...]] = {}
        self._saidas = Saidas(self.analisar, self._inserir, self._proximo)
        self.vigia.contou.connect(lambda quantos: janela.contar(CHAVE, str(quantos)))
        janela.fechou.connect(self.vigia.parar)

    def fabricas(self) -> dict[str, Fabrica]:
        """Give the factory of each function."""
        return {
            CHAVE: self._caixa,
            CONFIGURAR: lambda: self._feita(CONFIGURAR, lambda: ConfigurarRelatos(self._ponte)),
        }

    def avisado(self, aviso: Aviso) -> None:
        """Hear a notice of the server."""
        self.vigia.avisado(aviso)

    def comecar(self) -> None:
        """Count what waits, for who treats it."""
        if CHAVE in {f.id for f in self._janela.oferecidas()}:
            self.vigia.mudou(None)

    def analisar(self, relato: int) -> QWidget:
        """Open a report, or bring its tab to the front."""
        return self._unica(
            chave(relato),
            lambda: AnalisarRelato(self._ponte, self._estado, self._abas, self._saidas, self.posse, self.vigia, relato),
        )

    def _caixa(self) -> QWidget:
        return self._feita(CHAVE, lambda: CaixaProgis(self._ponte, self._estado, self.vigia, self.analisar))

    def _unica(self, nome: str, montar: Callable[[], Any]) -> QWidget:
        tela = self._feita(nome, montar)
        return self._janela.abrir_aba(tela, tela.windowTitle(), nome)

    def _feita(self, nome: str, montar: Callable[[], Any]) -> QWidget:
        """Give the tab that is open, or a new one that may ask to be closed."""
        if (existente := self._janela.abas.procurar(nome)) is not None:
            return existente
        tela = montar()
        tela.fechar_pedido.connect(lambda: self._janela.abas.pedir_fechamento(tela))
        resultado: QWidget = tela
        return resultado

    def _proximo(self, tela: AnalisarRelato) -> None:
        self._ponte.iniciar(self._ir_ao_proximo(tela), self._janela)

    async def _ir_ao_proximo(self, tela: AnalisarRelato) -> None:
        """Leave a report for the oldest one that nobody holds."""
        try:
            linhas = await self._ponte.executar(listar, self._ponte.contexto, FiltroRelatos())
        except BancoIndisponivel:
            return
        livre = next((n for n in linhas if n.id != tela.relato and n.relato.reservado_por is None), None)
        if livre is None:
            tela.trabalho.barra.informar(SEM_OUTRO, chave="proximo")
            return
        if await self._janela.abas.fechar(tela):
            self.analisar(livre.id)

    def _inserir(self, proposto: RAProposto, outros: Sequence[Relato]) -> None:
        """Open Inserir RA filled in; one that is being typed for the report goes on, with the report as it is now."""
        id_ = proposto.relato.id
        self._outros[id_] = tuple(outros)
        if (aberta := self._insercoes.get(id_)) is not None:
            aberta.do_relato.renovar(proposto.origem)
            self._janela.abas.setCurrentWidget(aberta)
            return
        tela = self._janela.abrir("inserir_ra", relato=proposto)
        if isinstance(tela, InserirRA):
            self._insercoes[id_] = tela
            self.posse.juntar(id_, tela)
            tela.formulario.mudou.connect(lambda: self.posse.usar(id_))
            tela.concluido.connect(lambda feito: self._inserido(tela, id_, feito))
            tela.relato_pedido.connect(self.analisar)
            tela.relato_largado.connect(lambda: self._largado(tela, id_))

    def _largado(self, tela: InserirRA, relato: int) -> None:
        self._insercoes.pop(relato, None)
        self._ponte.iniciar(self.posse.largar(relato, tela))

    def _inserido(self, tela: InserirRA, relato: int, feito: RAInserido) -> None:
        if self._insercoes.pop(relato, None) is None:
            return
        self.posse.esquecer(relato)
        self.vigia.mudou(frozenset({relato}))
        if outros := self._outros.pop(relato, ()):
            self._ponte.iniciar(self._juntar(tela, feito.numero, outros), self._janela)

    async def _juntar(self, tela: InserirRA, ra: int, outros: Sequence[Relato]) -> None:
        """Attach to the new RA the reports that were marked near the one that opened it."""
        resultado = await Vinculador(self._ponte).varios(outros, ra)
        tela.sucesso.acrescentar(resultado.texto("próximo(s) vinculado(s) a este RA"))
        self.vigia.mudou(frozenset(resultado.feitos))

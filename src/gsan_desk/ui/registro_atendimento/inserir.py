"""Inserir Registro de Atendimento [UC0366]: the page that opens, asks, concludes and keeps the draft."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso, RegraViolada, Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import NovoRA, RAInserido
from gsan_desk.services import ra_inserir
from gsan_desk.services.ra_duplicidade import Aviso, AvisosPendentes, especificacao_generalizada
from gsan_desk.services.ra_inserir import FormularioAberto
from gsan_desk.ui.bridge import EstadoConexao, Ponte, descrever_erro
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.rascunho import Rascunho, Rascunhos
from gsan_desk.ui.registro_atendimento import conferencia, rascunho_ra
from gsan_desk.ui.registro_atendimento.avisos import PaginaAvisos
from gsan_desk.ui.registro_atendimento.conferencia import FaltaEmail
from gsan_desk.ui.registro_atendimento.consultas import Consultas
from gsan_desk.ui.registro_atendimento.formulario import FormularioRA, Parte
from gsan_desk.ui.registro_atendimento.janelas import AbrirRA
from gsan_desk.ui.registro_atendimento.protocolo import Protocolo
from gsan_desk.ui.registro_atendimento.rascunho_ra import GuardaRascunho, comecado
from gsan_desk.ui.registro_atendimento.rodape import Rodape
from gsan_desk.ui.registro_atendimento.sucesso import PaginaSucesso
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.message_bar import BarraMensagens

TITULO = "Inserir RA"
T = TypeVar("T")
_SEGUIR_SEM_EMAIL = "Falta o endereço de email para a pesquisa de satisfação."


class Modo(Enum):
    """How the form is opened (spec 10 §3.1)."""

    NORMAL = auto()
    FALTA_AGUA_GERAL = auto()


@dataclass(frozen=True, slots=True)
class _Tentativa(Generic[T]):
    """What came of trying something; ``feito`` tells it from a refusal."""

    resultado: T | None = None
    feito: bool = False


class InserirRA(QWidget):
    """A page of the main window.

    Args:
        abrir_ra: opens Consultar RA; without it the offers to consult are not shown.
        imprimir_via: prints the via do cliente of an RA; without it the offer is not shown.
        imprimir_os: prints the OS that an RA generated; without it the offer is not shown.
        caminhos: opens the tabs about other RAs; without it a caller cannot be attached to one of them.
        comeco: what another screen has already asked, under its own key and protocolo.

    Signals:
        concluido: the ``RAInserido``.
        fechar_pedido: the person is done with the page.
    """

    concluido = Signal(object)
    fechar_pedido = Signal()

    def __init__(  # noqa: PLR0913 - keyword-only, each a choice of its own
        self,
        ponte: Ponte,
        rascunhos: Rascunhos,
        *,
        estado: Estado | None = None,
        modo: Modo = Modo.NORMAL,
        abrir_ra: AbrirRA | None = None,
        imprimir_via: AbrirRA | None = None,
        imprimir_os: AbrirRA | None = None,
        caminhos: Caminhos | None = None,
        comeco: NovoRA | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._caminhos, self._comeco = caminhos, comeco
        self._ponte, self._rascunhos = ponte, rascunhos
        self._modo = modo
        self._aberto: FormularioAberto | None = None
        self._aceitos: frozenset[str] = frozenset()
        self._inicial: dict[str, Any] = {}
        self._tarefa: Any = None
        adicionar = self._adicionar_solicitante if caminhos is not None else None
        self._consultas = Consultas(ponte, estado, abrir_ra, self, caminhos, adicionar)
        self._guarda = GuardaRascunho(rascunhos, self._ler_rascunho, self)
        self.avisos = PaginaAvisos(self._abrir_aviso, self._recomecar_geral, adicionar)
        self.sucesso = PaginaSucesso(
            consulta=abrir_ra is not None, impressao=imprimir_via is not None, impressao_os=imprimir_os is not None
        )
        self.setWindowTitle(TITULO)
        self._montar()
        self._ligar(abrir_ra, imprimir_via, imprimir_os)
        self._novo_formulario()
        self._iniciar(self._abrir(oferecer=modo is Modo.NORMAL and comeco is None))

    @property
    def digitado(self) -> bool:
        """Tell whether somebody typed something that is not registered."""
        return self._aberto is not None and self.formulario.rascunho() != self._inicial

    @property
    def pronto(self) -> bool:
        """Tell whether the form is open and nothing is under way."""
        return self._aberto is not None and not self.ocupado.em_andamento

    @property
    def pagina(self) -> QWidget | None:
        """The page in front: ``formulario``'s, ``avisos`` or ``sucesso``."""
        return self._paginas.currentWidget()

    @property
    def _no_formulario(self) -> bool:
        return self.pagina is self._pagina_formulario

    async def pode_fechar(self) -> bool:
        """Ask before a form with something typed goes; the draft may be kept."""
        if self.pagina is self.sucesso or not self.digitado:
            self._guarda.esquecer()
            return True
        opcoes = [("&Guardar rascunho", "guardar"), ("Descartar", "descartar"), ("Continuar digitando", "ficar")]
        resposta = await self.barra.perguntar("O RA não foi concluído.", opcoes)
        if resposta == "guardar":
            self._guarda.guardar()
            self._guarda.soltar()
        elif resposta == "descartar":
            self._guarda.esquecer()
        return resposta in ("guardar", "descartar")

    def _montar(self) -> None:
        self.protocolo = Protocolo()
        self.barra = BarraMensagens()
        self.ocupado = Ocupado()
        self.rodape = Rodape()
        self._pagina_formulario = QWidget()
        self._caixa_formulario = QVBoxLayout(self._pagina_formulario)
        self._caixa_formulario.setContentsMargins(0, 0, 0, 0)
        self._caixa_formulario.setSpacing(0)
        self._paginas = QStackedWidget()
        for pagina in (self._pagina_formulario, self.avisos, self.sucesso):
            self._paginas.addWidget(pagina)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        self.protocolo.setContentsMargins(12, 6, 12, 4)
        caixa.addWidget(self.protocolo)
        caixa.addWidget(self.barra)
        caixa.addWidget(self.ocupado)
        caixa.addWidget(self._paginas, 1)
        caixa.addWidget(self.rodape)

    def _ligar(self, abrir_ra: AbrirRA | None, imprimir_via: AbrirRA | None, imprimir_os: AbrirRA | None) -> None:
        rodape = self.rodape
        rodape.ligar(
            self,
            {
                "form.salvar": (rodape.concluir, self._pedir_conclusao),
                "form.avancar": (rodape.avancar, lambda: self._pedir_aba(self.formulario.parte + 1)),
                "form.voltar": (rodape.voltar, self._pedir_volta),
            },
        )
        rodape.desfazer.clicked.connect(lambda: self._iniciar(self._desfazer()))
        rodape.cancelar.clicked.connect(lambda: self._iniciar(self._cancelar()))
        self.sucesso.outro.connect(self._recomecar)
        self.sucesso.fechar.connect(self.fechar_pedido)
        sucesso = self.sucesso
        for sinal, fazer in (
            (sucesso.consultar, abrir_ra),
            (sucesso.imprimir, imprimir_via),
            (sucesso.imprimir_os, imprimir_os),
        ):
            if fazer is not None:
                sinal.connect(fazer)
        self._ponte.estado_mudou.connect(self._mudou_conexao)

    def _novo_formulario(self) -> None:
        """Put an empty form in the place of the former one."""
        anterior: FormularioRA | None = getattr(self, "formulario", None)
        self.formulario = FormularioRA(self._ponte, self._ponte.contexto.codificacao)
        self._completo = False
        self.formulario.setEnabled(False)
        self.formulario.mudou.connect(self._guarda.marcar)
        self.formulario.aba_pedida.connect(self._pedir_aba)
        self.formulario.currentChanged.connect(lambda _: self._atualizar_rodape())
        self._caixa_formulario.addWidget(self.formulario)
        self.setFocusProxy(self.formulario)
        if anterior is not None:
            self._caixa_formulario.removeWidget(anterior)
            anterior.hide()
            anterior.deleteLater()
        self._mostrar_pagina(self._pagina_formulario)

    async def _abrir(self, *, oferecer: bool) -> None:
        """Draw the protocolo and put the defaults in; then offer the draft of a session that crashed."""
        self.protocolo.definir("")
        try:
            with self.ocupado.ocupar("Abrindo…", cancelavel=False):
                await self._completar()
                aberto = await self._ponte.executar(ra_inserir.abrir, self._ponte.contexto)
        except RegraViolada as erro:
            for violada in erro.violacoes:
                self.barra.errar(violada.mensagem)
            return
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")
            return
        self._assumir(aberto if self._comeco is None else comecado(aberto, self._comeco))
        if oferecer:
            self._ponte.iniciar(self._oferecer_rascunho(), self)

    async def _completar(self) -> None:
        if self._completo:
            return
        await self.formulario.montar()
        self.formulario.local.pendentes_pedidos.connect(self._consultas.ras_do_imovel)
        self.formulario.local.debitos_pedidos.connect(self._consultas.debitos)
        self._completo = True

    def _assumir(self, aberto: FormularioAberto) -> None:
        self._aberto, self._aceitos = aberto, frozenset()
        self.protocolo.definir(aberto.protocolo)
        self.formulario.abrir(aberto)
        if self._modo is Modo.FALTA_AGUA_GERAL:
            self._fixar_generalizada()
        self.formulario.setEnabled(True)
        self._inicial = self.formulario.rascunho()
        self._guarda.acompanhar(aberto)
        if self._comeco is not None:
            self.formulario.comecar(self._comeco)
        self._atualizar_rodape()
        self.formulario.mostrar_aba(Parte.DADOS_GERAIS)

    def _fixar_generalizada(self) -> None:
        geral = especificacao_generalizada(self._ponte.contexto.dominios)
        if geral is None:
            self.barra.errar(violacao("M34", tabela="Especificação").mensagem)
        else:
            self.formulario.dados_gerais.fixar(geral)

    async def _oferecer_rascunho(self) -> None:
        guardado = rascunho_ra.mais_recente(self._rascunhos)
        if guardado is None:
            return
        quando = f"{datetime.fromtimestamp(guardado.quando).astimezone():%d/%m %H:%M}"
        opcoes = [("&Retomar", True), ("Descartar", False)]
        resposta = await self.barra.perguntar(f"Há um RA não concluído de {quando}.", opcoes, tipo="informacao")
        if resposta is True:
            await self._retomar(guardado)
        elif resposta is False:
            self._rascunhos.descartar(guardado.chave)

    async def _retomar(self, guardado: Rascunho) -> None:
        """Put the draft back under its own key and protocolo, which the caller may have been told."""
        if self._aberto is None:
            return
        self._aberto, self._aceitos = rascunho_ra.retomar(self._aberto, guardado)
        self._guarda.acompanhar(self._aberto)
        self.protocolo.definir(self._aberto.protocolo)
        try:
            with self.ocupado.ocupar("Retomando…", cancelavel=False):
                await self.formulario.restaurar(guardado.dados)
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")

    def _pedir_aba(self, indice: int) -> None:
        if self._aberto is None or not self._no_formulario:
            return
        if indice <= self.formulario.parte:
            self.formulario.mostrar_aba(Parte(max(indice, 0)))
        elif indice <= Parte.ANEXOS:
            self._iniciar(self._avancar_ate(Parte(indice)))

    def _pedir_volta(self) -> None:
        if self.pagina is self.avisos:
            self.avisos.responder(False)
        else:
            self._pedir_aba(self.formulario.parte - 1)

    def _pedir_conclusao(self) -> None:
        if self.pagina is self.avisos:
            self.avisos.responder(True)
        elif self._aberto is not None and self._no_formulario:
            self._iniciar(self._concluir())

    async def _avancar_ate(self, destino: Parte) -> None:
        """Check every tab on the way; the first that is not right stops."""
        formulario = self.formulario
        for parte in Parte:
            sair = partial(conferencia.sair_de, parte, formulario, self._ponte, self._comando)
            if formulario.parte <= parte < destino and not await self._passar(sair):
                return
        formulario.mostrar(())
        formulario.mostrar_aba(destino)

    async def _passar(self, sair: Callable[[], Awaitable[None]]) -> bool:
        """Leave a tab; what it asks is answered once."""
        try:
            return (await self._tentar(sair)).feito
        except AvisosPendentes as pendentes:
            return await self._perguntar(pendentes.avisos)
        except FaltaEmail:
            return await self._sem_email()

    async def _concluir(self) -> None:
        """Register; what has not been answered yet is asked, and the same command goes again."""
        registrar = partial(conferencia.concluir, self.formulario, self._ponte, self._comando)
        while True:
            try:
                tentativa = await self._tentar(registrar)
            except AvisosPendentes as pendentes:
                if not await self._perguntar(pendentes.avisos):
                    return
            except FaltaEmail:
                if not await self._sem_email():
                    return
            else:
                if tentativa.resultado is not None:
                    self._celebrar(tentativa.resultado)
                return

    async def _tentar(self, fazer: Callable[[], Awaitable[T]]) -> "_Tentativa[T]":
        """Do something with the buttons off and say what went wrong; what was typed stays.

        Raises:
            AvisosPendentes, FaltaEmail: for whoever asks the person.
        """
        self.barra.fechar("erros")
        try:
            with self.ocupado.ocupar("Aguarde…", desabilitar=self.rodape.botoes, cancelavel=False):
                return _Tentativa(await fazer(), feito=True)
        except RegraViolada as erro:
            self._mostrar_erros(erro.violacoes)
        except (AvisosPendentes, FaltaEmail):
            raise
        except BancoIndisponivel as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="erros")
        finally:
            self._atualizar_rodape()
        return _Tentativa()

    def _comando(self) -> NovoRA:
        if self._aberto is None:
            raise RuntimeError("the form is not open")
        return self.formulario.comando(self._aberto, self._aceitos)

    def _mostrar_erros(self, violacoes: Sequence[Violacao]) -> None:
        sobra = self.formulario.mostrar(violacoes)
        if sobra:
            self.barra.errar("\n".join(v.mensagem for v in sobra), chave="erros")

    async def _sem_email(self) -> bool:
        opcoes = [("Informar o &email", False), ("&Seguir sem a pesquisa", True)]
        if await self.barra.perguntar(_SEGUIR_SEM_EMAIL, opcoes):
            self.formulario.solicitante.desistir_do_email()
            return True
        self.formulario.mostrar([violacao("M01", "solicitante.email")])
        return False

    async def _perguntar(self, avisos: tuple[Aviso, ...]) -> bool:
        """Show the warnings in place of the form; what is answered once is not asked again for this place."""
        formulario, foco = self.formulario, self.window().focusWidget()
        self._mostrar_pagina(self.avisos)
        seguir = await self.avisos.perguntar(avisos)
        self._mostrar_pagina(self._pagina_formulario)
        if seguir:
            self._aceitos |= {aviso.chave for aviso in avisos}
            self._guarda.marcar()
        elif formulario is self.formulario and foco is not None and formulario.isAncestorOf(foco):
            foco.setFocus()
        return seguir

    def _abrir_aviso(self, aviso: Aviso) -> None:
        if self._aberto is not None:
            self._consultas.abrir(aviso, self._comando(), self.formulario)

    def _celebrar(self, inserido: RAInserido) -> None:
        self._guarda.esquecer()
        self.barra.limpar()
        self._mostrar_pagina(self.sucesso)
        self.sucesso.mostrar(inserido)
        self.concluido.emit(inserido)

    def _recomecar(self) -> None:
        """Open another RA, with its own protocolo."""
        self._modo = Modo.NORMAL
        self._reabrir()

    def _recomecar_geral(self) -> None:
        """Leave this RA for the one of general lack of water."""
        self._guarda.esquecer()
        self._modo = Modo.FALTA_AGUA_GERAL
        self._reabrir()

    def _adicionar_solicitante(self, numero: int) -> None:
        """Attach the caller to an RA that exists, with what was typed of who it is (spec 10 §4.2, §10)."""
        if self._caminhos is not None:
            solicitante = self.formulario.solicitante
            digitado = solicitante.rascunho() if solicitante.valor().informado else None
            self._caminhos.adicionar_solicitante(numero, digitado, self._largar)

    def _largar(self) -> None:
        """Drop this RA: the citizen was attached to another."""
        self._guarda.esquecer()
        self._aberto = None
        self.avisos.responder(False)
        self.fechar_pedido.emit()

    def _reabrir(self) -> None:
        self._aberto, self._comeco = None, None
        self._novo_formulario()
        self._ponte.iniciar(self._abrir(oferecer=False), self)

    async def _desfazer(self) -> None:
        """Empty the form, keeping its protocolo."""
        aberto = self._aberto
        if aberto is None or (self.digitado and not await self._confirmar("Desfazer o que foi digitado?", "&Desfazer")):
            return
        self.barra.limpar()
        self._novo_formulario()
        self._guarda.esquecer()
        await self._completar()
        self._assumir(aberto)

    async def _cancelar(self) -> None:
        if self.digitado and not await self._confirmar("Descartar este RA?", "&Descartar"):
            return
        self._guarda.esquecer()
        self._aberto = None
        self.fechar_pedido.emit()

    async def _confirmar(self, pergunta: str, sim: str) -> bool:
        return bool(await self.barra.perguntar(pergunta, [(sim, True), ("Continuar digitando", False)]))

    def _ler_rascunho(self) -> dict[str, Any] | None:
        return {**self.formulario.rascunho(), "avisos_aceitos": sorted(self._aceitos)} if self.digitado else None

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is not EstadoConexao.CONECTADO:
            return
        self.barra.fechar("conexao")
        if self._aberto is None and self._no_formulario:
            self._iniciar(self._abrir(oferecer=self._modo is Modo.NORMAL))

    def _mostrar_pagina(self, pagina: QWidget) -> None:
        self._paginas.setCurrentWidget(pagina)
        formulario = pagina is self._pagina_formulario
        self.rodape.setVisible(formulario)
        self.protocolo.setVisible(pagina is not self.sucesso)

    def _atualizar_rodape(self) -> None:
        ocupado = self.ocupado.em_andamento
        self.rodape.atualizar(self.formulario.parte, aberto=self._aberto is not None, ocupado=ocupado)

    def _iniciar(self, coro: Any) -> None:
        """Start one thing at a time: a second click on anything changes nothing."""
        if self._tarefa is not None and not self._tarefa.done():
            coro.close()
            return
        self._tarefa = self._ponte.iniciar(coro, self)

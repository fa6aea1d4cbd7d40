"""The page of a form of an RA: it opens, is typed tab by tab, asks, concludes, and keeps its draft [UC0366, UC0408]."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso, RegraViolada, Violacao
from gsan_desk.services.ra_duplicidade import Aviso, AvisosPendentes
from gsan_desk.ui.bridge import EstadoConexao, Ponte, descrever_erro
from gsan_desk.ui.rascunho import Rascunho, Rascunhos
from gsan_desk.ui.registro_atendimento.avisos import PaginaAvisos
from gsan_desk.ui.registro_atendimento.partes import FormularioEmPartes, Parte
from gsan_desk.ui.registro_atendimento.rascunho_ra import GuardaRascunho
from gsan_desk.ui.registro_atendimento.rodape import Rodape
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.message_bar import BarraMensagens

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Tentativa(Generic[T]):
    """What came of trying something; ``feito`` tells it from a refusal."""

    resultado: T | None = None
    feito: bool = False


class PaginaRA(QWidget):
    """What Inserir and Atualizar fill in: how it opens, what it asks the base, what it says at the end.

    Args:
        cabeca: stands above everything while the form is not done with.
        avisos: asks about other RAs, in place of the form.
        final: says what was done.

    Signals:
        concluido: what the use case answered.
        fechar_pedido: the person is done with the page.
    """

    concluido = Signal(object)
    fechar_pedido = Signal()
    TITULO_DO_RASCUNHO: ClassVar[str]
    NAO_CONCLUIDO: ClassVar[str]
    DESCARTAR: ClassVar[str]
    HA_RASCUNHO: ClassVar[str]
    PERGUNTAS: ClassVar[tuple[type[ErroDeUso], ...]] = (AvisosPendentes,)
    """Answers of the base that are questions to the person."""

    def __init__(
        self,
        ponte: Ponte,
        rascunhos: Rascunhos,
        cabeca: QWidget,
        avisos: PaginaAvisos,
        final: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ponte, self._rascunhos = ponte, rascunhos
        self._cabeca, self.avisos, self._final = cabeca, avisos, final
        self._aceitos: frozenset[str] = frozenset()
        self._inicial: dict[str, Any] = {}
        self._tarefa: asyncio.Task[Any] | None = None
        self._guarda = GuardaRascunho(rascunhos, self.TITULO_DO_RASCUNHO, self._ler_rascunho, self)
        self._montar()
        self._ligar()
        self._novo_formulario()

    @property
    def formulario_aberto(self) -> bool:
        """Tell whether there is an RA in the form."""
        raise NotImplementedError

    @property
    def digitado(self) -> bool:
        """Tell whether somebody typed something that is not registered."""
        return self.formulario_aberto and _conteudo(self.formulario.rascunho()) != _conteudo(self._inicial)

    @property
    def pronto(self) -> bool:
        """Tell whether the form is open and nothing is under way."""
        return self.formulario_aberto and not self.ocupado.em_andamento

    @property
    def pagina(self) -> QWidget | None:
        """The page in front: the form's, ``avisos`` or the final one."""
        return self._paginas.currentWidget()

    @property
    def _no_formulario(self) -> bool:
        return self.pagina is self._pagina_formulario

    async def pode_fechar(self) -> bool:
        """Ask before a form with something typed goes; the draft may be kept."""
        if self.pagina is self._final or not self.digitado:
            self._guarda.esquecer()
            return True
        opcoes = [("&Guardar rascunho", "guardar"), ("Descartar", "descartar"), ("Continuar digitando", "ficar")]
        resposta = await self.barra.perguntar(self.NAO_CONCLUIDO, opcoes)
        if resposta == "guardar":
            self._guarda.guardar()
            self._guarda.soltar()
        elif resposta == "descartar":
            self._guarda.esquecer()
        return resposta in ("guardar", "descartar")

    def _criar_formulario(self) -> FormularioEmPartes:
        """Make the tabs, still empty."""
        raise NotImplementedError

    async def _abrir(self) -> None:
        """Read what the form starts with and put it in."""
        raise NotImplementedError

    async def _sair_de(self, parte: Parte) -> None:
        """Check a tab, first alone, then against the base.

        Raises:
            RegraViolada: all that is wrong.
            one of ``PERGUNTAS``: for the person to answer.
        """
        raise NotImplementedError

    async def _registrar(self) -> Any:
        """Check every tab, all that is wrong at once, and register.

        Raises:
            RegraViolada or one of ``PERGUNTAS``: as ``_sair_de``.
        """
        raise NotImplementedError

    def _celebrar(self, resultado: Any) -> None:
        """Fill the final page and turn to it."""
        raise NotImplementedError

    def _abandonar(self) -> None:
        """Leave the RA of the form: nothing of it is to be asked about any more."""
        raise NotImplementedError

    async def _refazer(self) -> None:
        """Put the RA into the new form as it was before anything was typed."""
        raise NotImplementedError

    def _rascunho_guardado(self) -> Rascunho | None:
        """Find the draft to be offered."""
        raise NotImplementedError

    async def _retomar(self, guardado: Rascunho) -> None:
        """Put a draft back."""
        raise NotImplementedError

    def _identidade(self) -> dict[str, Any]:
        """Give what the draft keeps besides what was typed."""
        raise NotImplementedError

    async def _responder(self, pergunta: ErroDeUso) -> bool:
        """Ask the person; tell whether to go on."""
        if isinstance(pergunta, AvisosPendentes):
            return await self._perguntar(pergunta.avisos)
        raise pergunta

    def _montar(self) -> None:
        self.barra = BarraMensagens()
        self.ocupado = Ocupado()
        self.rodape = Rodape()
        self._pagina_formulario = QWidget()
        self._caixa_formulario = QVBoxLayout(self._pagina_formulario)
        self._caixa_formulario.setContentsMargins(0, 0, 0, 0)
        self._caixa_formulario.setSpacing(0)
        self._paginas = QStackedWidget()
        for pagina in (self._pagina_formulario, self.avisos, self._final):
            self._paginas.addWidget(pagina)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        self._cabeca.setContentsMargins(12, 6, 12, 4)
        for widget in (self._cabeca, self.barra, self.ocupado, self._paginas, self.rodape):
            caixa.addWidget(widget, int(widget is self._paginas))

    def _ligar(self) -> None:
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
        self._ponte.estado_mudou.connect(self._mudou_conexao)

    def _novo_formulario(self) -> None:
        """Put an empty form in the place of the former one."""
        anterior: FormularioEmPartes | None = getattr(self, "formulario", None)
        self.formulario = self._criar_formulario()
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

    async def _completar(self) -> None:
        """Make the tabs of a form that has none yet."""
        if not self._completo:
            await self.formulario.montar()
            self._completo = True

    async def _oferecer_rascunho(self) -> bool | None:
        """Ask about the draft of a session that crashed; ``None`` when nobody answered."""
        guardado = self._rascunho_guardado()
        if guardado is None:
            return False
        quando = f"{datetime.fromtimestamp(guardado.quando).astimezone():%d/%m %H:%M}"
        opcoes = [("&Retomar", True), ("Descartar", False)]
        resposta = await self.barra.perguntar(f"{self.HA_RASCUNHO} de {quando}.", opcoes, tipo="informacao")
        if resposta is True:
            await self._retomar(guardado)
        elif resposta is False:
            self._rascunhos.descartar(guardado.chave)
        return resposta

    def _pedir_aba(self, indice: int) -> None:
        if not self.formulario_aberto or not self._no_formulario:
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
        elif self.formulario_aberto and self._no_formulario:
            self._iniciar(self._concluir())

    async def _avancar_ate(self, destino: Parte) -> None:
        """Check every tab on the way; the first that is not right stops."""
        formulario = self.formulario
        for parte in Parte:
            if formulario.parte <= parte < destino and not await self._passar(partial(self._sair_de, parte)):
                return
        formulario.mostrar(())
        formulario.mostrar_aba(destino)

    async def _passar(self, sair: Callable[[], Awaitable[None]]) -> bool:
        """Leave a tab; what it asks is answered once."""
        try:
            return (await self._tentar(sair)).feito
        except self.PERGUNTAS as pergunta:
            return await self._responder(pergunta)

    async def _concluir(self) -> None:
        """Register; what has not been answered yet is asked, and the same command goes again."""
        while True:
            try:
                tentativa = await self._tentar(self._registrar)
            except self.PERGUNTAS as pergunta:
                if not await self._responder(pergunta):
                    return
            else:
                if tentativa.resultado is not None:
                    self._celebrar(tentativa.resultado)
                return

    async def _tentar(self, fazer: Callable[[], Awaitable[T]]) -> "_Tentativa[T]":
        """Do something with the buttons off and say what went wrong; what was typed stays.

        Raises:
            one of ``PERGUNTAS``: for whoever asks the person.
        """
        self.barra.fechar("erros")
        try:
            with self.ocupado.ocupar("Aguarde…", desabilitar=self.rodape.botoes, cancelavel=False):
                return _Tentativa(await fazer(), feito=True)
        except self.PERGUNTAS:
            raise
        except RegraViolada as erro:
            self._mostrar_erros(erro.violacoes)
        except BancoIndisponivel as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="erros")
        finally:
            self._atualizar_rodape()
        return _Tentativa()

    def _mostrar_erros(self, violacoes: Sequence[Violacao]) -> None:
        sobra = self.formulario.mostrar(violacoes)
        if sobra:
            self.barra.errar("\n".join(v.mensagem for v in sobra), chave="erros")

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

    def _terminar(self, resultado: Any) -> None:
        """Turn to the final page, which is filled; the draft has served."""
        self._guarda.esquecer()
        self.barra.limpar()
        self._mostrar_pagina(self._final)
        self.concluido.emit(resultado)

    async def _desfazer(self) -> None:
        """Take back what was typed."""
        if not self.formulario_aberto:
            return
        if self.digitado and not await self._confirmar("Desfazer o que foi digitado?", "&Desfazer"):
            return
        self.barra.limpar()
        self._novo_formulario()
        self._guarda.esquecer()
        await self._refazer()

    async def _cancelar(self) -> None:
        if self.digitado and not await self._confirmar(self.DESCARTAR, "&Descartar"):
            return
        self._guarda.esquecer()
        self._abandonar()
        self.fechar_pedido.emit()

    async def _confirmar(self, pergunta: str, sim: str) -> bool:
        return bool(await self.barra.perguntar(pergunta, [(sim, True), ("Continuar digitando", False)]))

    def _ler_rascunho(self) -> dict[str, Any] | None:
        if not self.digitado:
            return None
        return {**self.formulario.rascunho(), "avisos_aceitos": sorted(self._aceitos), **self._identidade()}

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is not EstadoConexao.CONECTADO:
            return
        self.barra.fechar("conexao")
        if not self.formulario_aberto and self._no_formulario:
            self._iniciar(self._abrir())

    def _mostrar_pagina(self, pagina: QWidget) -> None:
        self._paginas.setCurrentWidget(pagina)
        self.rodape.setVisible(pagina is self._pagina_formulario)
        self._cabeca.setVisible(pagina is not self._final)

    def _atualizar_rodape(self) -> None:
        ocupado = self.ocupado.em_andamento
        self.rodape.atualizar(self.formulario.parte, aberto=self.formulario_aberto, ocupado=ocupado)

    def _iniciar(self, coro: Coroutine[Any, Any, Any]) -> None:
        """Start one thing at a time: a second click on anything changes nothing."""
        if self._tarefa is not None and not self._tarefa.done():
            coro.close()
            return
        self._tarefa = self._ponte.iniciar(coro, self)


def _conteudo(rascunho: dict[str, Any]) -> dict[str, Any]:
    """Leave out where the person is: to look at another tab is not to type."""
    return {nome: parte for nome, parte in rascunho.items() if nome != "aba"}

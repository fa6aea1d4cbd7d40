"""What the pages that talk to the base share: one piece of work at a time, its errors beside fields or in the bar."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import BancoIndisponivel, Conflito, ErroDeUso, RegraViolada, Violacao
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.message_bar import Acao, BarraMensagens

MostrarCampos = Callable[[Sequence[Violacao]], Sequence[Violacao]]


class Trabalho:
    """The work of one page.

    Args:
        mostrar_campos: puts errors beside their fields and gives those that have none.
        recarregar: offered when somebody else changed what is being written.
    """

    def __init__(
        self,
        ponte: Ponte,
        dono: QWidget,
        mostrar_campos: MostrarCampos = lambda violacoes: violacoes,
        recarregar: Callable[[], object] | None = None,
    ) -> None:
        self.ponte = ponte
        self._dono, self._mostrar_campos, self._recarregar = dono, mostrar_campos, recarregar
        self.barra, self.ocupado = BarraMensagens(), Ocupado()
        self._tarefa: asyncio.Task[Any] | None = None

    @property
    def parado(self) -> bool:
        """Whether nothing is under way."""
        return self._tarefa is None or self._tarefa.done()

    def iniciar(self, coro: Coroutine[Any, Any, Any]) -> None:
        """Do it; while something is under way another is not begun."""
        if not self.parado:
            coro.close()
            return
        self._tarefa = self.ponte.iniciar(self.fazer(coro), self._dono)

    def trocar(self, coro: Coroutine[Any, Any, Any]) -> None:
        """Do it instead of what is under way."""
        self.desistir()
        self._tarefa = self.ponte.iniciar(self.fazer(coro), self._dono)

    def depois(self, coro: Coroutine[Any, Any, Any]) -> None:
        """Do it once what is under way is over."""
        self._tarefa = self.ponte.iniciar(self._seguir(self._tarefa, coro), self._dono)

    async def _seguir(self, anterior: asyncio.Task[Any] | None, coro: Coroutine[Any, Any, Any]) -> None:
        if anterior is not None:
            await asyncio.wait([anterior])
        await self.fazer(coro)

    def desistir(self) -> None:
        """Drop what is under way."""
        if self._tarefa is not None:
            self._tarefa.cancel()

    async def fazer(self, coro: Coroutine[Any, Any, Any]) -> None:
        """Do it and say what went wrong."""
        for chave in ("erros", "conexao"):
            self.barra.fechar(chave)
        try:
            await coro
        except ErroDeUso as erro:
            self.mostrar(erro)

    def mostrar(self, erro: ErroDeUso) -> None:
        """Say what went wrong where it belongs."""
        if isinstance(erro, RegraViolada):
            if sobra := self._mostrar_campos(erro.violacoes):
                self.barra.errar("\n".join(v.mensagem for v in sobra), chave="erros")
        elif isinstance(erro, Conflito) and self._recarregar is not None:
            self.barra.errar(str(erro), acoes=[Acao("&Recarregar", self._recarregar)], chave="erros")
        else:
            chave = "conexao" if isinstance(erro, BancoIndisponivel) else "erros"
            self.barra.errar(descrever_erro(erro).mensagem, chave=chave)

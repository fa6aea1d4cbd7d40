"""What the screens of the SMS share: one piece of work at a time, its errors beside fields or in the bar."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.message_bar import BarraMensagens


class Trabalho:
    """The work of one page."""

    def __init__(self, ponte: Ponte, dono: QWidget, formulario: Formulario | None = None) -> None:
        self.ponte = ponte
        self._dono, self._formulario = dono, formulario
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
        self._tarefa = self.ponte.iniciar(self._com_erros(coro), self._dono)

    def mostrar(self, erro: ErroDeUso) -> None:
        """Say what went wrong where it belongs."""
        if isinstance(erro, RegraViolada):
            sobra = self._formulario.mostrar(erro.violacoes) if self._formulario is not None else erro.violacoes
            if sobra:
                self.barra.errar("\n".join(v.mensagem for v in sobra), chave="erro")
        else:
            self.barra.errar(descrever_erro(erro).mensagem, chave="erro")

    async def _com_erros(self, coro: Coroutine[Any, Any, Any]) -> None:
        self.barra.fechar("erro")
        try:
            await coro
        except ErroDeUso as erro:
            self.mostrar(erro)

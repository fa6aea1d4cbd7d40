"""A run under way: part after part, stopped by the person or by a fault, always told as the server has it."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from gsan_desk.domain.erros import BancoIndisponivel, Conflito, ErroDeUso
from gsan_desk.domain.tramite_conjunto import Conjunto, LinhaResultado, ParteFeita, Resultado
from gsan_desk.services.tramite_conjunto.execucao import executar
from gsan_desk.services.tramite_conjunto.registro import ler, resultado
from gsan_desk.ui.bridge import EstadoConexao, Ponte, descrever_erro


class Corrida(QObject):
    """Executes what is missing of one run.

    Signals:
        andou: totals so far, parts done, parts in all.
        caiu: the server does not answer; the run is read again by itself when it does.
        terminou: the ``Conjunto`` as the server has it, and its rows.
        falhou: a text, when not even that could be read.
    """

    andou = Signal(object, int, int)
    caiu = Signal()
    terminou = Signal(object, object)
    falhou = Signal(str)

    def __init__(self, ponte: Ponte, parent: QObject) -> None:
        super().__init__(parent)
        self._ponte = ponte
        self._id: UUID | None = None
        self._preparar: Callable[[], Any] | None = None
        self._parar = self._interrompida = self._esperando = False
        self._parte: asyncio.Task[ParteFeita] | None = None
        self._tarefa: asyncio.Task[None] | None = None
        self.recusadas: dict[int, str] = {}
        ponte.estado_mudou.connect(self._conexao)

    @property
    def em_curso(self) -> bool:
        """Tell whether parts are being executed."""
        return self._tarefa is not None and not self._tarefa.done()

    @property
    def esperando(self) -> bool:
        """Tell whether the run waits for the server to come back."""
        return self._esperando

    def comecar(self, id_: UUID, preparar: Callable[[], Any] | None = None) -> None:
        """Write the run down (``preparar`` gives its coroutine) and execute what is missing of it."""
        if self.em_curso:
            return
        self._id, self._preparar = id_, preparar
        self._parar = self._interrompida = self._esperando = False
        self.recusadas.clear()
        self._tarefa = self._ponte.iniciar(self._correr(id_), self)

    def mostrar(self, id_: UUID) -> None:
        """Only read a run."""
        if not self.em_curso:
            self._id, self._preparar, self._esperando = id_, None, False
            self.recusadas.clear()
            self._tarefa = self._ponte.iniciar(self._ler(id_), self)

    def parar(self) -> None:
        """Stop when the part under way is whole."""
        self._parar = True

    def interromper(self) -> None:
        """Stop the statement under way; its part is rolled back whole."""
        self._parar = self._interrompida = True
        if self._parte is not None:
            self._parte.cancel()

    async def _correr(self, id_: UUID) -> None:
        try:
            conjunto: Conjunto = await (self._preparar() if self._preparar else self._conjunto(id_))
            await self._partes(conjunto)
        except BancoIndisponivel:
            self._cair()
            return
        except ErroDeUso as erro:
            self.falhou.emit(descrever_erro(erro).mensagem)
            return
        await self._ler(id_)

    async def _partes(self, conjunto: Conjunto) -> None:
        totais = Counter(dict(conjunto.totais))
        totais.pop(Resultado.NAO_ALCANCADO, None)
        feitas = len(conjunto.feitas)
        self.andou.emit(totais, feitas, conjunto.partes)
        for parte in conjunto.faltam:
            if self._parar:
                return
            feita = await self._executar(conjunto.id, parte)
            if feita is not None:
                totais.update(feita.totais)
                feitas += 1
                self.andou.emit(totais, feitas, conjunto.partes)

    async def _executar(self, id_: UUID, parte: int) -> ParteFeita | None:
        """Execute a part; one that somebody holds is left for later, one interrupted is as if never begun."""
        coro = self._ponte.executar(executar, self._ponte.contexto, id_, parte)
        self._parte = asyncio.get_running_loop().create_task(coro)
        try:
            return await self._parte
        except Conflito as erro:
            self.recusadas[parte] = str(erro)
            return None
        except asyncio.CancelledError:
            if not self._interrompida:
                raise
            return None
        finally:
            self._parte = None

    async def _ler(self, id_: UUID) -> None:
        try:
            conjunto = await self._conjunto(id_)
            linhas: tuple[LinhaResultado, ...] = await self._ponte.executar(resultado, id_)
        except BancoIndisponivel:
            self._cair()
        except ErroDeUso as erro:
            self.falhou.emit(descrever_erro(erro).mensagem)
        else:
            self._preparar = None
            self.terminou.emit(conjunto, linhas)

    async def _conjunto(self, id_: UUID) -> Conjunto:
        return await self._ponte.executar(ler, self._ponte.contexto, id_)

    def _cair(self) -> None:
        self._esperando = True
        self.caiu.emit()

    def _conexao(self, estado: EstadoConexao) -> None:
        """Read the run when the server is back; one that was never written down is written, and read."""
        if estado is EstadoConexao.CONECTADO and self._esperando and self._id is not None and not self.em_curso:
            self._esperando = False
            self._tarefa = self._ponte.iniciar(self._reler(self._id), self)

    async def _reler(self, id_: UUID) -> None:
        try:
            if self._preparar is not None:
                await self._preparar()
        except BancoIndisponivel:
            self._cair()
            return
        except ErroDeUso as erro:
            self.falhou.emit(descrever_erro(erro).mensagem)
            return
        await self._ler(id_)

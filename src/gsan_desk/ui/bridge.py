"""The bridge between the Qt thread and the work behind it; the only module that imports qasync.

How a screen uses it::

    class Tela(QWidget):
        def __init__(self, ponte: Ponte) -> None:
            ...
            botao.clicked.connect(lambda: ponte.iniciar(self._gravar(), dono=self))

        async def _gravar(self) -> None:
            resultado = await self._ponte.executar(inserir_ra, self._ponte.contexto, comando)

``executar`` runs the use case in the single worker thread and comes back on the UI thread with its result or its
domain error. ``iniciar`` keeps the task alive, cancels it when ``dono`` dies and sends what escapes it to ``erro``.
Dialogs are opened with ``await abrir_dialogo(dialogo)``; nothing here or in a screen calls ``exec()``.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, runtime_checkable

import qasync
import structlog
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso

P = ParamSpec("P")
T = TypeVar("T")

BANCO_FORA = "O banco de dados não responde. O que foi digitado continua aqui; tente de novo quando a conexão voltar."
ESPERAS_DA_SONDA = (1.0, 2.0, 4.0, 8.0, 15.0)  # seconds; the last one repeats

log = structlog.get_logger(__name__)


class BancoProtocolo(Protocol):
    """What the bridge needs from ``gsan_desk.database.banco.Banco``."""

    def executar(self, caso: Callable[..., Any], *args: Any) -> Any:
        """Call ``caso(session, *args)`` in one transaction."""


@runtime_checkable
class Cancelavel(Protocol):
    """A ``Banco`` that can stop on the server the statement under way; called from the UI thread."""

    def cancelar(self) -> None:
        """Ask the server to cancel, without waiting for it."""


class EstadoConexao(Enum):
    """Whether the server answered the last time it was asked."""

    CONECTADO = "Conectado"
    DESCONECTADO = "Sem conexão"


@dataclass(frozen=True, slots=True)
class Falha:
    """What escaped a task: the text for the person, and the code under which the log has the rest."""

    mensagem: str
    excecao: BaseException
    dono: QObject | None = None
    codigo: str | None = None


def descrever_erro(excecao: BaseException, dono: QObject | None = None) -> Falha:
    """Put an error into words; an unexpected one is logged under a short code.

    Screens call this in their own ``except`` when they show the error themselves.
    """
    if isinstance(excecao, BancoIndisponivel):
        return Falha(BANCO_FORA, excecao, dono)
    if isinstance(excecao, ErroDeUso):
        return Falha(str(excecao) or type(excecao).__name__, excecao, dono)
    codigo = secrets.token_hex(2).upper()
    log.error("erro_inesperado", codigo=codigo, exc_info=excecao)
    return Falha(f"Erro inesperado, código {codigo}", excecao, dono, codigo)


class Tarefas(QObject):
    """Coroutines started from slots.

    Signals:
        erro: a ``Falha`` for each task that ended in an exception.
    """

    erro = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tarefas: set[asyncio.Task[Any]] = set()

    def iniciar(self, coro: Coroutine[Any, Any, T], dono: QObject | None = None) -> "asyncio.Task[T]":
        """Run ``coro`` by itself; it is cancelled when ``dono`` is destroyed."""
        tarefa = asyncio.get_running_loop().create_task(coro)
        self._tarefas.add(tarefa)
        morto = False

        def enterrar() -> None:
            nonlocal morto
            morto = True
            tarefa.cancel()

        conexao = dono.destroyed.connect(enterrar) if dono is not None else None

        def concluir(feita: "asyncio.Task[T]") -> None:
            self._tarefas.discard(feita)
            excecao = None if feita.cancelled() else feita.exception()
            if morto:  # its widgets are gone: what it stumbled on while unwinding interests nobody
                return
            if conexao is not None:
                QObject.disconnect(conexao)
            if excecao is not None:
                self.relatar(excecao, dono)

        tarefa.add_done_callback(concluir)
        return tarefa

    def relatar(self, excecao: BaseException, dono: QObject | None = None) -> None:
        """Send an error to whoever shows them."""
        self.erro.emit(descrever_erro(excecao, dono))

    def cancelar_tudo(self) -> None:
        """Cancel what is still running."""
        for tarefa in tuple(self._tarefas):
            tarefa.cancel()


class Ponte(Tarefas):
    """Use cases of one logged-in person, one at a time, outside the UI thread.

    Signals:
        erro: see ``Tarefas``.
        estado_mudou: the new ``EstadoConexao``.
    """

    estado_mudou = Signal(object)

    def __init__(
        self,
        banco: BancoProtocolo,
        contexto: Contexto | None = None,
        *,
        esperas: tuple[float, ...] = ESPERAS_DA_SONDA,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._banco = banco
        self._contexto = contexto
        self._esperas = esperas
        self._trabalho = ThreadPoolExecutor(1, thread_name_prefix="banco")
        self._estado = EstadoConexao.CONECTADO
        self._sonda: asyncio.Task[None] | None = None

    @property
    def contexto(self) -> Contexto:
        """Who acts; screens hand it to the use cases."""
        if self._contexto is None:
            raise RuntimeError("a ponte ainda não tem contexto")
        return self._contexto

    @contexto.setter
    def contexto(self, contexto: Contexto) -> None:
        self._contexto = contexto

    @property
    def estado(self) -> EstadoConexao:
        """The state of the connection."""
        return self._estado

    async def executar(self, caso: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a use case in the worker thread; cancelling the awaiting task cancels it on the server.

        Raises:
            ErroDeUso: as the use case raised it.
        """
        futuro: Future[T] = self._trabalho.submit(self._banco.executar, caso, *args, **kwargs)
        try:
            resultado = await asyncio.wrap_future(futuro)
        except asyncio.CancelledError:
            self._abandonar(futuro)
            raise
        except BancoIndisponivel:
            self._desconectar()
            raise
        self._mudar_estado(EstadoConexao.CONECTADO)
        return resultado

    def fechar(self) -> None:
        """Cancel everything and let the worker thread end."""
        self.cancelar_tudo()
        self._trabalho.shutdown(wait=False, cancel_futures=True)

    def _abandonar(self, futuro: "Future[T]") -> None:
        if futuro.running() and isinstance(self._banco, Cancelavel):
            self._banco.cancelar()

    def _desconectar(self) -> None:
        self._mudar_estado(EstadoConexao.DESCONECTADO)
        if self._sonda is None or self._sonda.done():
            self._sonda = self.iniciar(self._sondar(), dono=self)

    async def _sondar(self) -> None:
        from gsan_desk.services.sonda import sondar  # noqa: PLC0415 - the login window does not wait for SQLAlchemy

        tentativa = 0
        while self._estado is EstadoConexao.DESCONECTADO:
            await asyncio.sleep(self._esperas[min(tentativa, len(self._esperas) - 1)])
            tentativa += 1
            try:
                await self.executar(sondar)
            except BancoIndisponivel:
                log.info("banco_fora", tentativa=tentativa)

    def _mudar_estado(self, estado: EstadoConexao) -> None:
        if estado is not self._estado:
            self._estado = estado
            self.estado_mudou.emit(estado)


async def abrir_dialogo(dialogo: QDialog) -> int:
    """Open a dialog and wait until it is closed; give its result code."""
    fim: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def terminar(codigo: int) -> None:
        if not fim.done():
            fim.set_result(codigo)

    dialogo.finished.connect(terminar)
    QDialog.open(dialogo)  # QPrintDialog hides the one without arguments
    return await fim


async def em_segundo_plano(funcao: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a slow function that is no use case (start the embedded server, read the keyring) off the UI thread."""
    return await asyncio.to_thread(funcao, *args, **kwargs)


class Saida:
    """The one way out of the program."""

    def __init__(self) -> None:
        self._codigo: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def pedir(self, codigo: int = 0) -> None:
        """End the loop; asking twice is harmless."""
        if not self._codigo.done():
            self._codigo.set_result(codigo)

    async def esperar(self) -> int:
        """Wait until somebody asked."""
        return await self._codigo


def executar_laco(app: QApplication, principal: Callable[[Saida], Awaitable[None]]) -> int:
    """Run the program: ``principal`` opens the first window, then the loop turns until ``saida.pedir()``."""
    app.setQuitOnLastWindowClosed(False)

    async def viver() -> int:
        saida = Saida()
        await principal(saida)
        return await saida.esperar()

    with qasync.QEventLoop(app) as laco:
        codigo: int = laco.run_until_complete(viver())
    return codigo


def laco_de_teste(app: QApplication) -> asyncio.AbstractEventLoop:
    """Give a loop that turns whenever Qt's does, for pytest-qt; close it with ``fechar_laco_de_teste``."""
    laco: asyncio.AbstractEventLoop = qasync.QEventLoop(app, already_running=True)
    return laco


def fechar_laco_de_teste(laco: asyncio.AbstractEventLoop) -> None:
    """Undo ``laco_de_teste``."""
    laco.stop()
    asyncio._set_running_loop(None)
    laco.close()

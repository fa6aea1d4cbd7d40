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
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, runtime_checkable

import qasync
from PySide6.QtCore import QMetaObject, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso
from gsan_desk.registro import Registrador
from gsan_desk.ui.faxina import Faxina

P = ParamSpec("P")
T = TypeVar("T")

BANCO_FORA = "O banco de dados não responde. O que foi digitado continua aqui; tente de novo quando a conexão voltar."
ESPERAS_DA_SONDA = (1.0, 2.0, 4.0, 8.0, 15.0)  # seconds; the last one repeats

log = Registrador(__name__)


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


@dataclass(slots=True)
class _Pedido:
    """Work for the worker thread, kept by the UI thread until it has the outcome.

    What the work holds on to (a screen, by its callbacks) must not see its last reference go in the worker thread:
    Qt objects that die there take their timers with them only by halves, and the event loop crashes later.
    """

    fazer: Callable[[], Any]
    espera: "asyncio.Future[Any]"
    resultado: Any = None
    erro: BaseException | None = None


class Ponte(Tarefas):
    """Use cases of one logged-in person, one at a time, outside the UI thread.

    Signals:
        erro: see ``Tarefas``.
        estado_mudou: the new ``EstadoConexao``.
        contexto_mudou: the person's rights and the domain rows were read again.
    """

    estado_mudou = Signal(object)
    contexto_mudou = Signal()

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
        self._numeros = count()
        self._pedidos: dict[int, _Pedido] = {}
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
        primeiro = self._contexto is None
        self._contexto = contexto
        if not primeiro:
            self.contexto_mudou.emit()

    @property
    def estado(self) -> EstadoConexao:
        """The state of the connection."""
        return self._estado

    async def executar(self, caso: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a use case in the worker thread; cancelling the awaiting task cancels it on the server.

        Raises:
            ErroDeUso: as the use case raised it.
        """
        laco = asyncio.get_running_loop()
        pedido = _Pedido(lambda: self._banco.executar(caso, *args, **kwargs), laco.create_future())
        numero = next(self._numeros)
        self._pedidos[numero] = pedido
        futuro = self._trabalho.submit(self._correr, numero)
        futuro.add_done_callback(lambda _: laco.call_soon_threadsafe(self._entregar, numero))
        try:
            resultado: T = await pedido.espera
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

    def _correr(self, numero: int) -> None:
        """Do the work, in the worker thread, and leave the outcome where only the UI thread takes it."""
        pedido = self._pedidos[numero]
        try:
            pedido.resultado = pedido.fazer()
        except BaseException as erro:
            pedido.erro = erro

    def _entregar(self, numero: int) -> None:
        pedido = self._pedidos.pop(numero)
        if pedido.espera.done():
            return
        if pedido.erro is not None:
            pedido.espera.set_exception(pedido.erro)
        else:
            pedido.espera.set_result(pedido.resultado)

    def _abandonar(self, futuro: "Future[None]") -> None:
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


class _Carteiro(QObject):
    """Hands calls of other threads to the UI thread; only the ring of the bell crosses through Qt."""

    def __init__(self, chamar: Callable[..., Any]) -> None:
        super().__init__()
        self._chamar = chamar
        self._cartas: deque[tuple[Callable[..., Any], tuple[Any, ...]]] = deque()

    def depositar(self, funcao: Callable[..., Any], args: tuple[Any, ...]) -> None:
        """Leave a call, from any thread."""
        self._cartas.append((funcao, args))
        QMetaObject.invokeMethod(self, "distribuir", Qt.ConnectionType.QueuedConnection)

    @Slot()
    def distribuir(self) -> None:
        """Make the calls that were left."""
        while self._cartas:
            funcao, args = self._cartas.popleft()
            self._chamar(funcao, *args)


class _Laco(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop, without Python objects in signals between threads.

    WORKAROUND(https://github.com/CabbageDevelopment/qasync/issues/154): since PySide6 6.8 these crash at random.
    """

    def __init__(self, app: QApplication, *, already_running: bool = False) -> None:
        self._carteiro = _Carteiro(self._chamar)
        super().__init__(app, already_running=already_running)

    def call_soon_threadsafe(self, callback: Callable[..., Any], *args: Any, context: Any = None) -> None:  # noqa: ARG002 - asyncio's signature
        """Have the UI thread call ``callback`` soon."""
        self._carteiro.depositar(callback, args)

    def _chamar(self, funcao: Callable[..., Any], *args: Any) -> None:
        if not self.is_closed():
            self.call_soon(funcao, *args)


def executar_laco(app: QApplication, principal: Callable[[Saida], Awaitable[None]]) -> int:
    """Run the program: ``principal`` opens the first window, then the loop turns until ``saida.pedir()``."""
    app.setQuitOnLastWindowClosed(False)

    async def viver() -> int:
        saida = Saida()
        await principal(saida)
        return await saida.esperar()

    faxina = Faxina(app)
    try:
        with _Laco(app) as laco:
            codigo: int = laco.run_until_complete(viver())
    finally:
        faxina.parar()
    return codigo


def laco_de_teste(app: QApplication) -> asyncio.AbstractEventLoop:
    """Give a loop that turns whenever Qt's does, for pytest-qt; close it with ``fechar_laco_de_teste``."""
    laco: asyncio.AbstractEventLoop = _Laco(app, already_running=True)
    return laco


def fechar_laco_de_teste(laco: asyncio.AbstractEventLoop) -> None:
    """Undo ``laco_de_teste``."""
    laco.stop()
    asyncio._set_running_loop(None)
    laco.close()

"""The long job: step after step, through lost connections, until the command is done or somebody stops it."""

import asyncio

from PySide6.QtCore import QObject, Signal

from gsan_desk.domain.comando_encerramento import Passo
from gsan_desk.domain.erros import BancoIndisponivel, Conflito, ErroDeUso, SemPermissao
from gsan_desk.services.comando_encerramento import ComandoEmCurso, passo, recusar_proximo
from gsan_desk.services.comando_encerramento.execucao import TAMANHO
from gsan_desk.ui.bridge import EstadoConexao, Ponte, descrever_erro


class Executor(QObject):
    """One execution at a time. What is committed stays, so that any end is a good one to begin again from.

    Signals:
        andou: a ``Passo`` after each transaction.
        esperando: the server is away; it goes on by itself.
        acabou: the last ``Passo`` (or ``None``), and why it ended before the command was done, if it did.
    """

    andou = Signal(object)
    esperando = Signal()
    acabou = Signal(object, str)

    def __init__(self, ponte: Ponte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ponte = ponte
        self._tarefa: asyncio.Task[None] | None = None
        self._voltou = asyncio.Event()
        self._parar = False
        self._de_um_em_um = 0
        self.numero = 0
        ponte.estado_mudou.connect(self._mudou_conexao)

    @property
    def correndo(self) -> bool:
        """Tell whether an execution is under way."""
        return self._tarefa is not None and not self._tarefa.done()

    def comecar(self, numero: int) -> None:
        """Execute a command, from where it is."""
        if not self.correndo:
            self.numero, self._parar, self._de_um_em_um = numero, False, 0
            self._tarefa = self._ponte.iniciar(self._correr(), self)

    def parar(self) -> None:
        """End after the step under way."""
        self._parar = True
        self._voltou.set()

    async def aguardar(self) -> None:
        """Wait for the end."""
        if self._tarefa is not None:
            await asyncio.wait([self._tarefa])

    async def _correr(self) -> None:
        ultimo: Passo | None = None
        try:
            while not self._parar:
                try:
                    ultimo = await self._passo()
                except BancoIndisponivel:
                    await self._esperar_servidor()
                    continue
                self.andou.emit(ultimo)
                if ultimo.concluido:
                    self.acabou.emit(ultimo, "")
                    return
            self.acabou.emit(ultimo, "Execução parada a pedido; o que foi encerrado fica encerrado.")
        except ErroDeUso as erro:
            self.acabou.emit(ultimo, descrever_erro(erro).mensagem)

    async def _passo(self) -> Passo:
        """Do a chunk; when something in it is refused as a whole, go one by one past it."""
        tamanho = 1 if self._de_um_em_um else TAMANHO
        try:
            feito = await self._ponte.executar(passo, self._ponte.contexto, self.numero, tamanho)
        except ComandoEmCurso:
            raise
        except (Conflito, SemPermissao) as erro:
            if tamanho > 1:
                self._de_um_em_um = TAMANHO
                return await self._passo()
            feito = await self._ponte.executar(recusar_proximo, self._ponte.contexto, self.numero, str(erro))
        self._de_um_em_um = max(0, self._de_um_em_um - 1)
        return feito

    async def _esperar_servidor(self) -> None:
        if self._ponte.estado is EstadoConexao.DESCONECTADO and not self._parar:
            self._voltou.clear()
            self.esperando.emit()
            await self._voltou.wait()

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO:
            self._voltou.set()

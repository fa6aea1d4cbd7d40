"""When the Caixa is read again: what concerns its units, a moment later, and never more often than makes sense.

Notices are joined while a reading waits or runs, so that a burst costs few readings. What may be anything is first
compared by sums; equal sums mean that nothing is read.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from gsan_desk.domain.avisos import CANAL_RA, Aviso, EstadoEscuta, RAsMudados
from gsan_desk.domain.erros import BancoIndisponivel, ErroDeUso
from gsan_desk.services import caixa
from gsan_desk.services.caixa import POR_PAGINA, Contagem, Sinal
from gsan_desk.ui.avisos import Avisos
from gsan_desk.ui.bridge import EstadoConexao, Ponte

PRESSA = 150  # ms between a notice and its reading, and as much again by chance: desks must not come all at once
FOLGA = 2000  # ms between a reading and the next one
MUITOS = 50  # RAs from which everything is read
Numeros = frozenset[int] | None


class Leitor(Protocol):
    """A screen that shows the RAs."""

    @property
    def alcance(self) -> int:
        """How many RAs it reads when it reads everything."""

    async def renovar(self, numeros: Numeros) -> None:
        """Read these RAs again, or everything."""


class Acompanhamento(QObject):
    """Lives as long as the workstation; without a screen it only counts.

    Signals:
        contou: a ``Contagem``.
        escuta_mudou: how changes are heard of is another way now.
    """

    contou = Signal(object)
    escuta_mudou = Signal()

    def __init__(self, ponte: Ponte, avisos: Avisos | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ponte, self._avisos = ponte, avisos
        self.unidades = caixa.abrangidas(ponte.contexto, com_subordinadas=False)
        self._pendentes: set[int] = set()
        self._tudo = False
        self._sinal: Sinal | None = None
        self._leitor: Leitor | None = None
        self._vez = 0
        self._parado = False
        self._tarefa: asyncio.Task[None] | None = None
        self._ultima = 0.0
        self._relogio = QTimer(self, singleShot=True)
        self._relogio.timeout.connect(self._ler)
        ponte.estado_mudou.connect(self._mudou_conexao)
        if avisos is not None:
            avisos.chegou.connect(self._avisado)
            avisos.estado_mudou.connect(self.escuta_mudou)

    @property
    def escuta(self) -> EstadoEscuta | None:
        """How changes are heard of; ``None`` when they are not."""
        return self._avisos.estado if self._avisos is not None else None

    def acompanhar(self, leitor: Leitor) -> int:
        """Have a screen do the reading; give the number with which it stops."""
        self._leitor, self._vez = leitor, self._vez + 1
        self.reler()
        return self._vez

    def largar(self, vez: int) -> None:
        """Go on counting when the screen has closed; one that gave its place to another changes nothing."""
        if vez == self._vez and not self._parado:
            self._leitor = None
            self.reler()

    def parar(self) -> None:
        """Read no more: the window has closed."""
        self._parado = True
        self._relogio.stop()

    def abranger(self, unidades: frozenset[int]) -> None:
        """Follow other units."""
        self.unidades = unidades
        self.reler()

    def reler(self) -> None:
        """Read everything now, whatever the sums say; a reading under way is dropped."""
        if self._tarefa is not None:
            self._tarefa.cancel()
            self._tarefa = None
        self._sinal, self._ultima = None, 0.0
        self._pedir(None, 0)

    def mudou(self, numero: int) -> None:
        """Read an RA that this workstation has changed."""
        self._pedir(frozenset({numero}), PRESSA)

    async def contar(self) -> Contagem:
        """Count and let everybody know."""
        contagem = await self._ponte.executar(caixa.contar, self._ponte.contexto, self.unidades)
        self.contou.emit(contagem)
        return contagem

    def _avisado(self, aviso: Aviso) -> None:
        if aviso.canal != CANAL_RA:
            return
        mudados = RAsMudados.ler(aviso.carga)
        if mudados.interessa(self.unidades):
            self._pedir(mudados.ras, PRESSA + random.randint(0, PRESSA))  # noqa: S311 - no secret

    def _pedir(self, numeros: Numeros, espera: int) -> None:
        if not self.unidades or self._parado:
            return
        self._tudo = self._tudo or numeros is None
        self._pendentes |= numeros or frozenset()
        if self._ponte.estado is EstadoConexao.DESCONECTADO or self._lendo:
            return
        if self._ultima:
            espera = max(espera, FOLGA - int((monotonic() - self._ultima) * 1000))
        if not self._relogio.isActive() or self._relogio.remainingTime() > espera:
            self._relogio.start(espera)

    @property
    def _lendo(self) -> bool:
        return self._tarefa is not None and not self._tarefa.done()

    def _ler(self) -> None:
        self._tarefa = self._ponte.iniciar(self._uma_leitura(), self)

    async def _uma_leitura(self) -> None:
        tudo = self._tudo or len(self._pendentes) > MUITOS
        numeros = None if tudo else frozenset(self._pendentes)
        self._pendentes, self._tudo = set(), False
        try:
            await (self._tudo_se_mudou() if tudo else self._leitura()(numeros))
        except BancoIndisponivel:
            self._tudo = True
        except ErroDeUso as erro:
            self._ponte.relatar(erro, self)
        self._ultima = monotonic()
        if self._ponte.estado is EstadoConexao.CONECTADO and (self._tudo or self._pendentes) and not self._parado:
            self._relogio.start(FOLGA)

    async def _tudo_se_mudou(self) -> None:
        alcance = self._leitor.alcance if self._leitor is not None else POR_PAGINA
        sinal = await self._ponte.executar(caixa.sinal, self._ponte.contexto, self.unidades, alcance)
        if sinal != self._sinal:
            await self._leitura()(None)
            self._sinal = sinal

    def _leitura(self) -> Callable[[Numeros], Awaitable[object]]:
        return self._leitor.renovar if self._leitor is not None else self._so_contar

    async def _so_contar(self, _numeros: Numeros) -> None:
        await self.contar()

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO:
            self._pedir(None, PRESSA)

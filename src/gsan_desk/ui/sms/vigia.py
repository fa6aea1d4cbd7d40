"""How the sending of SMS goes, for the status bar of every workstation: read when the server says that it changed."""

import random
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from gsan_desk.domain.avisos import CANAL_SMS, Aviso
from gsan_desk.domain.erros import BancoIndisponivel, SemPermissao
from gsan_desk.services.sms import VigiaSms, vigiar
from gsan_desk.ui.bridge import EstadoConexao, Ponte

RESPIRO = 30_000  # ms; at most one statement in so long, however often something changes
VARIACAO = 3_000
"""Desks must not come all at once."""
ESPERANDO = 60_000
"""While something waits, silence itself is news: nothing goes out."""
COMECO = 3_000


class Vigia(QObject):
    """Lives as long as the workstation.

    Signals:
        viu: a ``VigiaSms``.
    """

    viu = Signal(object)

    def __init__(self, ponte: Ponte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ponte = ponte
        self._lida = float("-inf")
        self._relogio = QTimer(self, singleShot=True)
        self._relogio.timeout.connect(self._perguntar)

    def iniciar(self) -> None:
        """Ask for the first time soon, when the window is quiet."""
        self._relogio.start(COMECO)

    def parar(self) -> None:
        """Ask no more."""
        self._relogio.stop()

    def avisado(self, aviso: Aviso) -> None:
        """Ask soon, or as soon as the last time is long enough ago."""
        if aviso.canal == CANAL_SMS:
            passou = (monotonic() - self._lida) * 1000
            self._marcar(max(RESPIRO - int(min(passou, RESPIRO)), 0))

    async def ler(self) -> None:
        """Ask once."""
        visto: VigiaSms = await self._ponte.executar(vigiar)
        self._lida = monotonic()
        if visto.na_fila:
            self._marcar(ESPERANDO)
        self.viu.emit(visto)

    def _marcar(self, espera: int) -> None:
        """Ask after so long, unless that is to happen before."""
        if not self._relogio.isActive() or self._relogio.remainingTime() > espera:
            self._relogio.start(espera + random.randrange(VARIACAO))  # noqa: S311 - no secret

    def _perguntar(self) -> None:
        if self._ponte.estado is EstadoConexao.CONECTADO:
            self._ponte.iniciar(self._ler_calado(), self)

    async def _ler_calado(self) -> None:
        """Read; the bar of the window says already when the server is away."""
        try:
            await self.ler()
        except (BancoIndisponivel, SemPermissao):
            return

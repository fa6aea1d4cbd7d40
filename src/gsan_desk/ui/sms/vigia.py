"""How the sending of SMS goes, asked seldom by every workstation for its status bar."""

import random

from PySide6.QtCore import QObject, QTimer, Signal

from gsan_desk.domain.erros import BancoIndisponivel, SemPermissao
from gsan_desk.services.sms import VigiaSms, vigiar
from gsan_desk.ui.bridge import EstadoConexao, Ponte

INTERVALO = 40_000  # ms; at most one statement each 30 s, and desks must not come all at once
VARIACAO = 10_000
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
        self._relogio = QTimer(self, singleShot=True)
        self._relogio.timeout.connect(self._perguntar)

    def iniciar(self) -> None:
        """Ask for the first time soon, when the window is quiet."""
        self._relogio.start(COMECO)

    def parar(self) -> None:
        """Ask no more."""
        self._relogio.stop()

    async def ler(self) -> None:
        """Ask once."""
        visto: VigiaSms = await self._ponte.executar(vigiar)
        self.viu.emit(visto)

    def _perguntar(self) -> None:
        self._relogio.start(INTERVALO + random.randrange(VARIACAO))  # noqa: S311 - no secret
        if self._ponte.estado is EstadoConexao.CONECTADO:
            self._ponte.iniciar(self._ler_calado(), self)

    async def _ler_calado(self) -> None:
        """Read; the bar of the window says already when the server is away."""
        try:
            await self.ler()
        except (BancoIndisponivel, SemPermissao):
            return

"""Changes of the citizens' reports, heard of from the server, joined so that a burst costs few readings."""

import random
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from gsan_desk.domain.avisos import CANAL_RELATO, Aviso, relatos_mudados
from gsan_desk.domain.erros import BancoIndisponivel, SemPermissao
from gsan_desk.services.progis.relatos import pendentes
from gsan_desk.ui.bridge import EstadoConexao, Ponte

PRESSA = 200  # ms between a notice and what it causes, and as much again by chance
FOLGA = 2000  # ms between one and the next


class VigiaRelatos(QObject):
    """Lives as long as the workstation.

    Signals:
        mudaram: ids of reports that changed, or ``None`` for any.
        contou: how many wait.
    """

    mudaram = Signal(object)
    contou = Signal(int)

    def __init__(self, ponte: Ponte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ponte = ponte
        self._quais: set[int] | None = set()
        self._ultima = 0.0
        self._parado = False
        self._relogio = QTimer(self, singleShot=True)
        self._relogio.timeout.connect(self._avisar)
        ponte.estado_mudou.connect(self._mudou_conexao)

    def avisado(self, aviso: Aviso) -> None:
        """Hear a notice of the server."""
        if aviso.canal == CANAL_RELATO:
            self.mudou(relatos_mudados(aviso.carga))

    def mudou(self, quais: frozenset[int] | None) -> None:
        """Hear of a change, from here or elsewhere."""
        if self._parado:
            return
        self._quais = None if quais is None or self._quais is None else self._quais | quais
        if not self._relogio.isActive():
            desde = int((monotonic() - self._ultima) * 1000)
            self._relogio.start(max(PRESSA + random.randint(0, PRESSA), FOLGA - desde))  # noqa: S311 - no secret

    def parar(self) -> None:
        """Hear no more."""
        self._parado = True
        self._relogio.stop()

    def _avisar(self) -> None:
        quais, self._quais = self._quais, set()
        self._ultima = monotonic()
        self.mudaram.emit(None if quais is None else frozenset(quais))
        self._ponte.iniciar(self._contar(), self)

    async def _contar(self) -> None:
        try:
            self.contou.emit(await self._ponte.executar(pendentes))
        except (BancoIndisponivel, SemPermissao):
            return

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO:
            self.mudou(None)

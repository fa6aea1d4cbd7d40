"""Notices of the server on the UI thread.

    avisos = Avisos(escuta)
    avisos.chegou.connect(...)      # an Aviso of any channel
    avisos.iniciar()

The listener's thread only leaves notices in a queue and wakes the loop: it never holds what a screen could die with.
"""

import asyncio
import weakref
from collections import deque
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from gsan_desk.domain.avisos import Aviso, EstadoEscuta


class Fonte(Protocol):
    """What gives notices; ``gsan_desk.database.escuta.Escuta`` is one."""

    def iniciar(self, ao_avisar: Callable[[Aviso], object], ao_mudar: Callable[[EstadoEscuta], object]) -> None:
        """Begin to call back, from whatever thread."""

    def parar(self) -> None:
        """Ask it to end, without waiting."""


class Avisos(QObject):
    """Hands notices on.

    Signals:
        chegou: an ``Aviso``.
        estado_mudou: the new ``EstadoEscuta``.
    """

    chegou = Signal(object)
    estado_mudou = Signal(object)

    def __init__(self, fonte: Fonte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonte = fonte
        self._fila: deque[Aviso | EstadoEscuta] = deque()
        self._estado: EstadoEscuta | None = None

    @property
    def estado(self) -> EstadoEscuta | None:
        """How changes are heard of; ``None`` until the listener has said so."""
        return self._estado

    def iniciar(self) -> None:
        """Begin to listen."""
        laco, fila, eu = asyncio.get_running_loop(), self._fila, weakref.ref(self)

        def entregar() -> None:
            if (avisos := eu()) is not None:
                avisos._distribuir()

        def deixar(dito: Aviso | EstadoEscuta) -> None:
            fila.append(dito)
            laco.call_soon_threadsafe(entregar)

        self._fonte.iniciar(deixar, deixar)

    def parar(self) -> None:
        """Stop listening."""
        self._fonte.parar()

    def _distribuir(self) -> None:
        while self._fila:
            dito = self._fila.popleft()
            if isinstance(dito, EstadoEscuta):
                self._estado = dito
                self.estado_mudou.emit(dito)
            else:
                self.chegou.emit(dito)

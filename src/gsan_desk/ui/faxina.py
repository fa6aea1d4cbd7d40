"""Python's garbage collected on the UI thread only.

Left alone, the collector runs in whatever thread happens to allocate; a closed screen that it finds in the database's
thread takes its Qt timers down from there, and the next turn of the event loop meets a dead object.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVALO = 500  # ms


class Faxina(QObject):
    """Collect as the thresholds ask, from a timer of the thread that makes this object."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limiares = gc.get_threshold()
        self._estava_ligada = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._relogio = QTimer(self, interval=INTERVALO)
        self._relogio.timeout.connect(self.varrer)
        self._relogio.start()

    def varrer(self) -> None:
        """Collect the oldest generation that is due, and the younger ones with it."""
        devidas = [
            g for g, (total, limiar) in enumerate(zip(gc.get_count(), self._limiares, strict=True)) if total > limiar
        ]
        if devidas:
            gc.collect(devidas[-1])

    def parar(self) -> None:
        """Give the collector back as it was found."""
        self._relogio.stop()
        if self._estava_ligada:
            gc.unfreeze()
            gc.enable()

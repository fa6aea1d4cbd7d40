"""Garbage is collected on the UI thread, whatever the other threads allocate."""

import gc
import threading

from PySide6.QtCore import QObject, QTimer

from gsan_desk.ui.faxina import Faxina


class Tela(QObject):
    """A screen with a timer, in a cycle with itself."""

    def __init__(self) -> None:
        super().__init__()
        self.eu_mesma = self
        self.relogio = QTimer(self, interval=60_000)
        self.relogio.start()


def test_screens_die_on_the_ui_thread(qapp, qtbot):
    onde: list[int] = []
    antes = gc.isenabled()
    faxina = Faxina()
    try:
        for _ in range(50):
            Tela().destroyed.connect(lambda: onde.append(threading.get_ident()))
        trabalho = threading.Thread(target=lambda: [[] for _ in range(200_000)])
        trabalho.start()
        trabalho.join()
        assert onde == []
        assert not gc.isenabled()
        gc.collect()
        assert set(onde) <= {threading.get_ident()}
        lixo = [[] for _ in range(2_000)]
        qtbot.waitUntil(lambda: gc.get_count()[0] < 700)
        assert len(lixo) == 2_000
    finally:
        faxina.parar()
    assert gc.isenabled() is antes

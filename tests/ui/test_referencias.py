"""Guard against a PySide6 that loses references: before Python 3.12 that aborts the program after some hours."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton


class _Emissor(QObject):
    sinal = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are immortal")
def test_slots_nao_perdem_referencias(qtbot):
    botao, emissor = QPushButton(), _Emissor()
    qtbot.addWidget(botao)
    botao.clicked.connect(lambda: None)
    emissor.sinal.connect(lambda _: None)
    antes = [sys.getrefcount(valor) for valor in (None, True, False)]
    for _ in range(500):
        botao.click()
        emissor.sinal.emit(True)
    depois = [sys.getrefcount(valor) for valor in (None, True, False)]
    assert min(d - a for a, d in zip(antes, depois, strict=True)) > -100

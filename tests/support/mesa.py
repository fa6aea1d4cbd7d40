"""A form on a real base, somebody at its keyboard, and a count of statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gsan_desk.services.sessao import entrar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.widgets.code_field import CampoCodigo
from gsan_desk.ui.widgets.search_window import JanelaPesquisa
from tests.support.teclado import Teclado, contar


class Mesa:
    """One window whose fields a test brings."""

    def __init__(self, qtbot: Any, ponte: Ponte, banco: Any) -> None:
        self.qtbot, self.ponte, self.banco = qtbot, ponte, banco
        self.teclado = Teclado(qtbot)
        self.janela = QWidget()
        QVBoxLayout(self.janela)
        qtbot.addWidget(self.janela)
        with qtbot.waitActive(self.janela):
            self.janela.show()

    def por(self, *campos: CampoCodigo) -> CampoCodigo:
        for campo in campos:
            self.janela.layout().addWidget(campo)
        campos[-1].setFocus()
        return campos[-1]

    @contextmanager
    def contando(self, quantos: int) -> Iterator[None]:
        with contar(self.banco.engine) as enviados:
            yield
        assert len(enviados) == quantos, enviados

    def resolver(self, campo: CampoCodigo, codigo: str) -> None:
        with self.qtbot.waitSignal(campo.resolvido):
            self.teclado.digitar(codigo)
            self.teclado.tecla(Qt.Key.Key_Return)

    def escolher(self, campo: CampoCodigo, *digitado: str) -> None:
        """F2, type in the filters (Tab between them), Enter, Enter."""
        self.teclado.tecla(Qt.Key.Key_F2)
        janela = self.teclado.esperar_janela(JanelaPesquisa)
        for numero, texto in enumerate(digitado):
            if numero:
                self.teclado.tecla(Qt.Key.Key_Tab)
            self.teclado.digitar(texto)
        self.teclado.tecla(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is janela.tabela)
        with self.qtbot.waitSignal(campo.resolvido):
            self.teclado.tecla(Qt.Key.Key_Return)
        self.qtbot.waitUntil(campo.codigo.hasFocus)


@pytest.fixture
def mesa(qtbot, laco, como) -> Iterator[Mesa]:
    banco = como("atendente")
    ponte = Ponte(banco, banco.executar(entrar))
    yield Mesa(qtbot, ponte, banco)
    ponte.fechar()

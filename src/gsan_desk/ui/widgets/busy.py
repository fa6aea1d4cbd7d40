"""Work that takes time: what must not be clicked twice is off, a line appears after a moment, and it can be cancelled.

with self.ocupado.ocupar("Gravando…", desabilitar=[self.concluir], cancelavel=False):
    resultado = await ponte.executar(...)
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from gsan_desk.ui.widgets.marca import rotulo

DEMORA = 600  # ms before the line appears: most work is over by then


class Ocupado(QWidget):
    """A thin line with text, moving bar and Cancelar; hidden while nothing takes long."""

    def __init__(self, parent: QWidget | None = None, demora: int = DEMORA) -> None:
        super().__init__(parent)
        self._texto = rotulo("fraco")
        self._barra = QProgressBar(maximum=0, textVisible=False)
        self._barra.setFixedHeight(4)
        self._cancelar = QPushButton("Cancelar")
        self._cancelar.setAccessibleName("Cancelar o que está em andamento")
        self._cancelar.clicked.connect(self._pedir_cancelamento)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(8, 2, 8, 2)
        for widget, estica in ((self._texto, 0), (self._barra, 1), (self._cancelar, 0)):
            caixa.addWidget(widget, estica)
        self._timer = QTimer(self, singleShot=True, interval=demora)
        self._timer.timeout.connect(self.show)
        self._tarefas: list[asyncio.Task[object] | None] = []
        self.hide()

    @property
    def em_andamento(self) -> bool:
        """Tell whether something is under way."""
        return bool(self._tarefas)

    @contextmanager
    def ocupar(
        self, texto: str, *, desabilitar: Sequence[QWidget | QAction] = (), cancelavel: bool = True
    ) -> Iterator[None]:
        """Show the state while the block runs; Cancelar cancels the running task."""
        desligados = [alvo for alvo in desabilitar if alvo.isEnabled()]
        for alvo in desligados:
            alvo.setEnabled(False)
        tarefa = asyncio.current_task() if cancelavel else None
        self._tarefas.append(tarefa)
        self._texto.setText(texto)
        self._texto.setAccessibleName(texto)
        self._cancelar.setVisible(cancelavel)
        self._timer.start()
        try:
            yield
        finally:
            self._tarefas.remove(tarefa)
            for alvo in desligados:
                alvo.setEnabled(True)
            if not self._tarefas:
                self._timer.stop()
                self.hide()

    def dizer(self, texto: str) -> None:
        """Change the text while the work goes on."""
        self._texto.setText(texto)
        self._texto.setAccessibleName(texto)

    def progresso(self, feito: int, total: int) -> None:
        """Turn the moving bar into a measured one."""
        self._barra.setMaximum(total)
        self._barra.setValue(feito)

    def _pedir_cancelamento(self) -> None:
        for tarefa in self._tarefas:
            if tarefa is not None:
                tarefa.cancel()

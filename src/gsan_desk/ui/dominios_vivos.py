"""What is open follows the domain rows: somebody's change of a table reaches combos that are already on the screen."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from gsan_desk.ui.bridge import Ponte


class _Seguidor(QObject):
    """Lives with its owner, so that what died is not called."""

    def __init__(self, dono: QObject, renovar: Callable[[], object]) -> None:
        super().__init__(dono)
        self._renovar = renovar

    def renovar(self) -> None:
        self._renovar()


def seguir(ponte: Ponte, dono: QObject, renovar: Callable[[], object]) -> None:
    """Call ``renovar`` each time the domain rows are read again, as long as ``dono`` lives."""
    ponte.contexto_mudou.connect(_Seguidor(dono, renovar).renovar)

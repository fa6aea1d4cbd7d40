"""The reports that this workstation holds: taken, held while somebody works on them, given back (spec 40 §2.3)."""

from time import monotonic

from PySide6.QtCore import QObject, Signal

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.services.progis import reserva
from gsan_desk.services.progis.relatos import Relato
from gsan_desk.ui.bridge import Ponte

RENOVAR = 180.0
"""Seconds of a reservation after which work on the report takes it anew; the server ends it after ten minutes."""


class Posse(QObject):
    """Lives as long as the workstation; a report has as many owners here as screens work on it.

    Signals:
        renovada: a ``Relato``, held for another ten minutes.
    """

    renovada = Signal(object)

    def __init__(self, ponte: Ponte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ponte = ponte
        self._donos: dict[int, set[int]] = {}
        self._desde: dict[int, float] = {}

    async def tomar(self, relato: int, dono: QObject, *, de_outro: bool = False) -> Relato:
        """Take a report, ``de_outro`` from whoever holds it.

        Raises:
            Conflito: somebody else holds it.
            RegraViolada: it was decided.
        """
        caso = reserva.assumir if de_outro else reserva.reservar
        tomado = await self._ponte.executar(caso, self._ponte.contexto, relato)
        self.juntar(relato, dono)
        self._desde[relato] = monotonic()
        return tomado

    def juntar(self, relato: int, dono: QObject) -> None:
        """Have one more screen work on a report that is held."""
        self._donos.setdefault(relato, set()).add(id(dono))

    def usar(self, relato: int) -> None:
        """Hear that somebody works on a report; held long enough, it is taken anew."""
        if relato in self._desde and monotonic() - self._desde[relato] > RENOVAR:
            self._desde[relato] = monotonic()
            self._ponte.iniciar(self._renovar(relato), self)

    def esquecer(self, relato: int) -> None:
        """Drop what was decided, or taken by somebody else: there is nothing to give back."""
        self._donos.pop(relato, None)
        self._desde.pop(relato, None)

    async def largar(self, relato: int, dono: QObject) -> None:
        """Give a report back once the last screen is done with it; without the base it ends by itself."""
        donos = self._donos.get(relato, set())
        donos.discard(id(dono))
        if donos or relato not in self._desde:
            return
        self.esquecer(relato)
        try:
            await self._ponte.executar(reserva.liberar, self._ponte.contexto, relato)
        except ErroDeUso:
            return

    async def _renovar(self, relato: int) -> None:
        try:
            self.renovada.emit(await self._ponte.executar(reserva.reservar, self._ponte.contexto, relato))
        except ErroDeUso:
            return  # the notice of who took it, or of what was decided, reaches the screens by itself

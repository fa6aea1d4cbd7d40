"""A listener whose notices and states a test waits for, by event and not by clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Queue
from typing import Any

from sqlalchemy import URL

from gsan_desk.database.escuta import Escuta
from gsan_desk.domain.avisos import CANAL_RA, Aviso, EstadoEscuta

PACIENCIA = 20.0


class Ouvinte:
    """Collects what the listener says, in order."""

    def __init__(self) -> None:
        self._ditos: Queue[Aviso | EstadoEscuta] = Queue()

    def ouvir(self, dito: Aviso | EstadoEscuta) -> None:
        self._ditos.put(dito)

    def proximo(self) -> Aviso | EstadoEscuta:
        """Wait for the next thing said."""
        return self._ditos.get(timeout=PACIENCIA)

    def ate(self, serve: Callable[[Any], bool]) -> list[Any]:
        """Wait for the first thing that serves; give everything said up to it."""
        ditos = [self.proximo()]
        while not serve(ditos[-1]):
            ditos.append(self.proximo())
        return ditos


@contextmanager
def escutando(url: URL, **opcoes: Any) -> Iterator[Ouvinte]:
    """Listen to the notices of RAs while the block runs."""
    ouvinte = Ouvinte()
    escuta = Escuta(url, (CANAL_RA,), **opcoes)
    escuta.iniciar(ouvinte.ouvir, ouvinte.ouvir)
    try:
        yield ouvinte
    finally:
        escuta.parar()
        assert escuta.aguardar_fim(PACIENCIA)

"""What the person has marked and informed so far: in memory, until Tramitar (spec 20 §7.2)."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from gsan_desk.domain.selecao_tramite import Escolhido
from gsan_desk.domain.tramitacao import Tramite
from gsan_desk.domain.tramite_conjunto import Pedido


class Escolha(QObject):
    """RAs marked, and the trâmite of those for which one was informed.

    Signals:
        mudou: either changed.
    """

    mudou = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marcados: dict[int, Escolhido] = {}
        self._informados: dict[int, tuple[Escolhido, Tramite]] = {}

    @property
    def marcados(self) -> tuple[Escolhido, ...]:
        """The RAs marked."""
        return tuple(self._marcados.values())

    @property
    def informados(self) -> int:
        """How many RAs have a trâmite."""
        return len(self._informados)

    def marcado(self, ra: int) -> bool:
        """Tell whether an RA is marked."""
        return ra in self._marcados

    def destino(self, ra: int) -> int | None:
        """Give the destination informed for an RA."""
        informado = self._informados.get(ra)
        return informado[1].unidade_destino_id if informado is not None else None

    def marcar(self, ras: Iterable[Escolhido], marcado: bool = True) -> None:
        """Mark RAs, or take their marks away."""
        if marcado:
            self._marcados.update((escolhido.ra, escolhido) for escolhido in ras)
        else:
            for escolhido in ras:
                self._marcados.pop(escolhido.ra, None)
        self.mudou.emit()

    def desmarcar(self) -> None:
        """Take every mark away."""
        self._marcados.clear()
        self.mudou.emit()

    def informar(self, tramite: Tramite, ras: Iterable[Escolhido]) -> None:
        """Keep a trâmite for RAs, in the place of the one that they had; their marks go, ready for another subset."""
        for escolhido in ras:
            self._informados[escolhido.ra] = (escolhido, tramite)
            self._marcados.pop(escolhido.ra, None)
        self.mudou.emit()

    def limpar_tramites(self) -> int:
        """Remove the trâmite of the RAs marked; give how many had one."""
        antes = len(self._informados)
        for ra in self._marcados:
            self._informados.pop(ra, None)
        self.mudou.emit()
        return antes - len(self._informados)

    def limpar(self) -> None:
        """Forget everything."""
        self._marcados.clear()
        self._informados.clear()
        self.mudou.emit()

    def pedidos(self) -> tuple[Pedido, ...]:
        """Gather what was informed, marked or not, by trâmite."""
        grupos: dict[Tramite, list[Escolhido]] = {}
        for escolhido, tramite in self._informados.values():
            grupos.setdefault(tramite, []).append(escolhido)
        return tuple(Pedido(tramite, tuple(ras)) for tramite, ras in grupos.items())

"""Which RAs a supervisor picks to forward together [UC0503], spec 20 §7.1."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gsan_desk.domain.filtro_ra import FiltroRA, Periodo

LIMITE = 20_000
"""Most RAs that are taken at once."""
_DIAS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SelecaoTramite:
    """What is asked; only pending RAs are ever found.

    Args:
        filtro: the fields that Manter RA has too.
        tarifa_social: of tipos that are, or are not; ``None`` is Todos.
        so_que_posso: leave out those that the person may not forward.
    """

    filtro: FiltroRA = field(default_factory=FiltroRA)
    tarifa_social: bool | None = None
    so_que_posso: bool = True

    @property
    def tem_criterio(self) -> bool:
        """Tell whether anything but the rights was asked."""
        return self.tarifa_social is not None or self.filtro != FiltroRA()


@dataclass(frozen=True, slots=True)
class Escolhido:
    """An RA of a selection; ``versao`` is the stamp it had when it was chosen."""

    ra: int
    versao: datetime


@dataclass(frozen=True, slots=True)
class Escolhidos:
    """All that match, up to ``LIMITE``; ``mais`` tells that there are others."""

    ras: tuple[Escolhido, ...]
    mais: bool


def periodo_padrao(hoje: date) -> Periodo:
    """Give the period with which the filter opens."""
    return Periodo(hoje - _DIAS, hoje)

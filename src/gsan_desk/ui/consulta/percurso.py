"""The list that an RA was opened from, so that its neighbours can be walked."""

from dataclasses import dataclass, replace

from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.services.ra_filtrar import Chave, Ordem


@dataclass(frozen=True, slots=True)
class Percurso:
    """Where an RA stands in the result of a filter."""

    filtro: FiltroRA
    ordem: Ordem | None
    chave: Chave

    def em(self, chave: Chave) -> "Percurso":
        """Give the place of another RA in the same list."""
        return replace(self, chave=chave)

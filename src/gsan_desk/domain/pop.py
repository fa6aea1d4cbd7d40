"""Procedimento Operacional Padrão: what is asked of the list [UC1258]."""

from dataclasses import dataclass
from enum import StrEnum


class Procedimento(StrEnum):
    """``svtp_cdservicotipo`` of the service of an especificação; ``TODOS`` also takes those without service."""

    OPERACIONAL = "O"
    COMERCIAL = "C"
    TODOS = "3"

    @property
    def nome(self) -> str:
        """Name shown to people."""
        return {"O": "Operacional", "C": "Comercial", "3": "Todos"}[self.value]


@dataclass(frozen=True, slots=True)
class FiltroPOP:
    """Nothing is mandatory."""

    tipo_id: int | None = None
    especificacao_id: int | None = None
    procedimento: Procedimento = Procedimento.TODOS

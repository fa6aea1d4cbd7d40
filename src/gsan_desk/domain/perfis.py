"""What a person may be."""

from enum import StrEnum


class Perfil(StrEnum):
    """A profile; the group role in the server is ``gsan_desk_<perfil>``."""

    ATENDENTE = "atendente"
    SUPERVISOR = "supervisor"
    SMS = "sms"
    ADMIN = "admin"

    @property
    def grupo(self) -> str:
        """Name of the group role."""
        return f"gsan_desk_{self.value}"

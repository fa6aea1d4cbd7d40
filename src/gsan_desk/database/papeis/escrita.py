"""What a family of use cases writes, and the conditions that its rows must meet."""

from dataclasses import dataclass

from gsan_desk.models.base import Base

AP = "atendimentopublico"
ATENDENTE, SUPERVISOR, SMS = "gsan_desk_atendente", "gsan_desk_supervisor", "gsan_desk_sms"
INTAKE, ADMIN = "gsan_desk_intake", "gsan_desk_admin"
DESTA = "gsan_desk.ra_desta_transacao(rgat_id)"
MANTEM = "gsan_desk.pode_manter_ra(rgat_id)"
DESTA_OU_MANTEM = f"{DESTA} OR {MANTEM}"
SOU_EU = "gsan_desk.operador_id()"


@dataclass(frozen=True, slots=True)
class Escrita:
    """What may be written in a table of GSAN, and the condition that each row must meet.

    ``alterar`` is the condition on the row as it was, ``alterada`` on the row as it becomes; only ``colunas`` change.
    Conditions of several families on one table stand side by side: a row passes when one of them accepts it.
    """

    tabela: str
    inserir: str = ""
    sequencia: str | None = None
    alterar: str = ""
    alterada: str = ""
    colunas: tuple[str, ...] = ()
    remover: str = ""
    esquema: str = AP

    @property
    def qualificada(self) -> str:
        """Name with schema."""
        return f"{self.esquema}.{self.tabela}"


@dataclass(frozen=True, slots=True)
class Familia:
    """Writings of one family of use cases and the group role that may do them.

    Args:
        nossas: tables of our own schema that it fills, each with the condition on a new row.
    """

    nome: str
    grupo: str
    escritas: tuple[Escrita, ...]
    nossas: tuple[tuple[type[Base], str], ...] = ()

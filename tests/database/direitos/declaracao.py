"""What a right is, and the people who try it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Quem(StrEnum):
    """A column of the table: a login of the small town, and how the document calls who it stands for."""

    DA_UNIDADE = "atendente2"
    DE_OUTRA = "atendente"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"
    SMS = "sms"
    ENTRADA = "entrada"

    @property
    def titulo(self) -> str:
        """Head of the column."""
        return _TITULOS[self]


_TITULOS = {
    Quem.DA_UNIDADE: "Atendente da unidade do RA",
    Quem.DE_OUTRA: "Atendente de outra unidade",
    Quem.SUPERVISOR: "Supervisor",
    Quem.ADMIN: "Administrador",
    Quem.SMS: "Operador SMS",
    Quem.ENTRADA: "Entrada de relatos",
}
NINGUEM: frozenset[Quem] = frozenset()
CHEFIA = frozenset({Quem.SUPERVISOR, Quem.ADMIN})
MANTEM = CHEFIA | {Quem.DA_UNIDADE}
"""[UC0419]: who is of the unit of the RA or of one above it, or of the Central."""
BALCAO = MANTEM | {Quem.DE_OUTRA}
PESSOAS = BALCAO | {Quem.SMS}
_ESCRITA = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) ([a-z_]+\.[a-z_]+)")
_OPERACAO = {"INSERT INTO": "INSERT", "UPDATE": "UPDATE", "DELETE FROM": "DELETE"}


@dataclass(frozen=True, slots=True)
class Direito:
    """An operation of a function: who may, under what condition, and the statements that try it.

    All run in one transaction; the last one tells by its rows whether it was done.
    """

    funcao: str
    operacao: str
    condicao: str
    pode: frozenset[Quem]
    comandos: tuple[str, ...]

    @property
    def escritas(self) -> frozenset[tuple[str, str]]:
        """Tables that the statements write, each with the kind of write."""
        achadas: Iterable[tuple[str, str]] = (par for c in self.comandos for par in _ESCRITA.findall(c))
        return frozenset((tabela, _OPERACAO[verbo]) for verbo, tabela in achadas)


def direito(funcao: str, operacao: str, pode: frozenset[Quem], *comandos: str, se: str = "") -> Direito:
    """Declare a right."""
    return Direito(funcao, operacao, se, pode, comandos)

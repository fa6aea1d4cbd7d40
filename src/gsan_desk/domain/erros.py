"""The answers that a use case gives instead of a result.

Everything else that escapes a use case is a defect of the program.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Violacao:
    """One broken rule: its message code (spec ``Mnn``), its text and the field it belongs to.

    ``ra`` is the RA that stands in the way, for what may be done with it instead.
    """

    codigo: str
    mensagem: str
    campo: str | None = None
    ra: int | None = field(default=None, compare=False)


class ErroDeUso(Exception):
    """Root of the errors that are an answer to the person."""


class RegraViolada(ErroDeUso):
    """One or more rules of GSAN refuse the command; nothing was written."""

    def __init__(self, *violacoes: Violacao) -> None:
        super().__init__("; ".join(v.mensagem for v in violacoes))
        self.violacoes = violacoes


class Conflito(ErroDeUso):
    """Somebody changed the row since it was read."""

    def __init__(self, mensagem: str, quem: str | None = None) -> None:
        super().__init__(mensagem)
        self.quem = quem


class SemPermissao(ErroDeUso):
    """The server refuses the person this action."""


class BancoIndisponivel(ErroDeUso):
    """The server cannot be reached; the same command may be sent again later."""


class BancoOcupado(ErroDeUso):
    """The server could not do it now; nothing was written, and the same command may be sent again."""


class BancoAntigo(ErroDeUso):
    """The database is older than this program, or not one of its own."""


class AcessoNegado(ErroDeUso):
    """Login or password refused."""

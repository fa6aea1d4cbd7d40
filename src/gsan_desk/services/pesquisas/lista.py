"""What every search window shares: bounded lists and text matching."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy.orm import InstrumentedAttribute, Session

Linha = TypeVar("Linha")

LIMITE = 200
MAIOR_INTEIRO = 2_147_483_647

Consulta: TypeAlias = "Select[*tuple[Any, ...]]"


@dataclass(frozen=True, slots=True)
class Lista(Generic[Linha]):
    """The first rows of a search; ``ha_mais`` asks the person for a narrower one."""

    linhas: tuple[Linha, ...]
    ha_mais: bool = False


@dataclass(frozen=True, slots=True)
class Achado:
    """What a code field resolves to: the id that is stored, the code and the text that are shown."""

    id: int
    codigo: str
    descricao: str


def listar(session: Session, consulta: Consulta, montar: Callable[..., Linha], limite: int = LIMITE) -> Lista[Linha]:
    """Run the statement for one row more than ``limite``, which only tells that there are more."""
    linhas = tuple(montar(*linha) for linha in session.execute(consulta.limit(limite + 1)))
    return Lista(linhas[:limite], len(linhas) > limite)


def achar(session: Session, consulta: Consulta) -> Achado | None:
    """Run the statement of a code field, whose columns are id, code and description."""
    linha = session.execute(consulta.limit(1)).first()
    return Achado(linha[0], str(linha[1]), linha[2] or "") if linha else None


def inteiro(codigo: str) -> int | None:
    """Read a typed code; what is no number, or no number of the base, finds nothing."""
    limpo = codigo.strip()
    if not (limpo.isascii() and limpo.isdigit()):
        return None
    valor = int(limpo)
    return valor if valor <= MAIOR_INTEIRO else None


def casa(
    coluna: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], texto: str, contem: bool = False
) -> ColumnElement[bool]:
    """Compare in upper case with the beginning of the column, the form that has an index, or anywhere in it."""
    return func.upper(coluna).like(padrao(texto, contem))


def padrao(texto: str, contem: bool = False) -> str:
    """Write what :func:`casa` compares with."""
    literal = texto.strip().upper().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{literal}%" if contem else f"{literal}%"

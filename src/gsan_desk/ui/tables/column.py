"""A column of a list, as a value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal

Alinhamento = Literal["esquerda", "direita", "centro"]


_ESCRITAS: dict[type, Callable[[Any], str]] = {  # bool is an int and datetime a date: order matters
    bool: lambda valor: "Sim" if valor else "Não",
    datetime: lambda valor: f"{valor:%d/%m/%Y %H:%M}",
    date: lambda valor: f"{valor:%d/%m/%Y}",
    time: lambda valor: f"{valor:%H:%M}",
    Decimal: lambda valor: f"{valor:,f}".translate(str.maketrans(",.", ".,")),
}


def texto_de(valor: Any) -> str:
    """Write a value as a person of pt-BR reads it."""
    if valor is None:
        return ""
    for tipo, escrever in _ESCRITAS.items():
        if isinstance(valor, tipo):
            return escrever(valor)
    return str(valor)


@dataclass(frozen=True, slots=True)
class Coluna:
    """How one attribute of a row is shown.

    Args:
        nome: stable; the person's choices are kept under it.
        obter: reads the value from the frozen row; it must not compute.
        largura: in characters.
        visivel: shown until the person chooses otherwise.
        ordenavel: a click on its title asks the server for that order.
    """

    nome: str
    titulo: str
    obter: Callable[[Any], Any]
    alinhamento: Alinhamento = "esquerda"
    largura: int = 14
    formato: Callable[[Any], str] = texto_de
    visivel: bool = True
    ordenavel: bool = False

    def texto(self, linha: Any) -> str:
        """Write the cell of a row."""
        return self.formato(self.obter(linha))


@dataclass(frozen=True, slots=True)
class Destaque:
    """A row that stands out: a colour of ``theme.Cores`` (with its ``*_fundo``), bold, and the reason in words."""

    papel: Literal["urgente", "reiterado", "aviso", "erro", "sucesso", "info"]
    dica: str

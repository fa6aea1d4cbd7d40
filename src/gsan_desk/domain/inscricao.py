"""The inscrição of an imóvel: ``localidade.setor.quadra.lote.sublote``, as GSAN prints it."""

import re
from typing import NamedTuple

_CORRIDA = re.compile(r"([0-9]{3})([0-9]{3})([0-9]{3,4})([0-9]{4})([0-9]{3})")
_PONTUADA = re.compile(r"([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,4})\.([0-9]{1,4})\.([0-9]{1,3})")


class Inscricao(NamedTuple):
    """The five parts; setor and quadra are the codes, not the ids."""

    localidade: int
    setor: int
    quadra: int
    lote: int
    sublote: int

    def __str__(self) -> str:
        """Show it with leading zeros; a quadra takes the fourth digit only when it needs it."""
        return f"{self.localidade:03d}.{self.setor:03d}.{self.quadra:03d}.{self.lote:04d}.{self.sublote:03d}"


def ler(texto: str) -> Inscricao | None:
    """Read an inscrição typed with points or without (16 or 17 digits); ``None`` when it is not one."""
    nu = re.sub(r"[\s]", "", texto)
    achado = _PONTUADA.fullmatch(nu) or _CORRIDA.fullmatch(nu)
    return Inscricao(*map(int, achado.groups())) if achado else None

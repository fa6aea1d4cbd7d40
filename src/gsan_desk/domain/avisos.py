"""Notices that the server sends while the workstation is open, and how the workstation hears of changes."""

import json
from dataclasses import dataclass
from enum import Enum
from typing import Any

CANAL_RA = "gsan_desk_ra"
"""RAs that were opened, moved, changed or closed, by whomever."""
CANAL_DOMINIOS = "gsan_desk_dominios"
"""A table of configuration was changed; its name."""
CANAL_SMS = "gsan_desk_sms"
"""A message was queued or a setting changed; with ``ESTADO_SMS``, only how messages or the station are."""
ESTADO_SMS = "estado"
CANAL_RELATO = "gsan_desk_relato"
"""Citizens' reports that came in, were reserved or decided."""


@dataclass(frozen=True, slots=True)
class Aviso:
    """A notice; without ``carga`` anything may have changed: read again."""

    canal: str
    carga: str | None = None


class EstadoEscuta(Enum):
    """How the workstation hears of changes."""

    AO_VIVO = "ao vivo"
    DE_TEMPO_EM_TEMPO = "de tempo em tempo"
    SEM_CONEXAO = "sem conexão"


@dataclass(frozen=True, slots=True)
class RAsMudados:
    """RAs of a notice and the units that they were or are in; ``None`` stands for any."""

    ras: frozenset[int] | None = None
    unidades: frozenset[int] | None = None

    @classmethod
    def ler(cls, carga: str | None) -> "RAsMudados":
        """Read a notice of ``CANAL_RA``; one that says nothing that we understand concerns everybody."""
        try:
            dados = json.loads(carga or "{}")
        except ValueError:
            return cls()
        if not isinstance(dados, dict):
            return cls()
        return cls(_numeros(dados.get("ras")), _numeros(dados.get("unidades")))

    def interessa(self, unidades: frozenset[int]) -> bool:
        """Tell whether RAs of these units may be among them."""
        return self.unidades is None or not self.unidades.isdisjoint(unidades)


def relatos_mudados(carga: str | None) -> frozenset[int] | None:
    """Read a notice of ``CANAL_RELATO``; ``None`` stands for any report."""
    try:
        dados = json.loads(carga or "{}")
    except ValueError:
        return None
    return _numeros(dados.get("relatos")) if isinstance(dados, dict) else None


def _numeros(valor: Any) -> frozenset[int] | None:
    if isinstance(valor, list) and all(type(v) is int for v in valor):
        return frozenset(valor)
    return None

"""Gerar OS: an Ordem de Serviço for an RA that exists (spec 10 §3.8, spec 20 §1.3)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GerarOS:
    """The command; ``vistas`` are the OS that the RA had when the screen opened."""

    ra: int
    servico_tipo_id: int | None
    vistas: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class OSGerada:
    """What was done; ``ja_existia`` tells that a command sent before had done it."""

    ra: int
    ordem_servico: int
    ja_existia: bool = False

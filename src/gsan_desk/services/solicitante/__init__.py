"""Solicitantes of an RA that exists: Adicionar [UC0366 SB0010, SB0027] and Consultar [UC0447]."""

from gsan_desk.services.solicitante.adicao import (
    AdicaoAberta,
    AdicionarSolicitante,
    SolicitanteAdicionado,
    abrir_adicao,
    adicionar,
)
from gsan_desk.services.solicitante.consulta import SolicitantesDoRA, consultar_solicitantes

__all__ = [
    "AdicaoAberta",
    "AdicionarSolicitante",
    "SolicitanteAdicionado",
    "SolicitantesDoRA",
    "abrir_adicao",
    "adicionar",
    "consultar_solicitantes",
]

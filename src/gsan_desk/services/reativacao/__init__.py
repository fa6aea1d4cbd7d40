"""Reativar Registro de Atendimento: a new RA in the place of a closed one [UC0426]."""

from gsan_desk.services.reativacao.abertura import ReativacaoAberta, abrir
from gsan_desk.services.reativacao.conclusao import reativar

__all__ = ["ReativacaoAberta", "abrir", "reativar"]

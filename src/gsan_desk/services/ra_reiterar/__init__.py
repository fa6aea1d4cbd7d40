"""Reiterar Registro de Atendimento [UC0425]: somebody asks again about an RA whose date has come."""

from gsan_desk.services.ra_reiterar.abertura import ReiteracaoAberta, abrir
from gsan_desk.services.ra_reiterar.conclusao import reiterar

__all__ = ["ReiteracaoAberta", "abrir", "reiterar"]

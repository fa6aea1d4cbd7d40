"""Inserir Registro de Atendimento [UC0366]: opening the form, leaving a tab, Concluir."""

from gsan_desk.services.ra_inserir.abertura import FormularioAberto, abrir
from gsan_desk.services.ra_inserir.conclusao import concluir
from gsan_desk.services.ra_inserir.verificacao import (
    LocalVerificado,
    verificar_dados_gerais,
    verificar_local,
    verificar_solicitante,
)

__all__ = [
    "FormularioAberto",
    "LocalVerificado",
    "abrir",
    "concluir",
    "verificar_dados_gerais",
    "verificar_local",
    "verificar_solicitante",
]

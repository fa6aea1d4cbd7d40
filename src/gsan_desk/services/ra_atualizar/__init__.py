"""Atualizar Registro de Atendimento [UC0408]: opening the RA, leaving a tab, Concluir."""

from gsan_desk.services.ra_atualizar.abas import (
    LugarVerificado,
    verificar_dados_gerais,
    verificar_local,
    verificar_solicitantes,
)
from gsan_desk.services.ra_atualizar.abertura import RAParaAtualizar, abrir
from gsan_desk.services.ra_atualizar.conclusao import atualizar
from gsan_desk.services.ra_atualizar.leitura import TextosDoLocal

__all__ = [
    "LugarVerificado",
    "RAParaAtualizar",
    "TextosDoLocal",
    "abrir",
    "atualizar",
    "verificar_dados_gerais",
    "verificar_local",
    "verificar_solicitantes",
]

"""Atualizar Registro de Atendimento [UC0408]: opening the RA, Concluir."""

from gsan_desk.services.ra_atualizar.abertura import RAParaAtualizar, abrir
from gsan_desk.services.ra_atualizar.conclusao import atualizar
from gsan_desk.services.ra_atualizar.leitura import TextosDoLocal

__all__ = ["RAParaAtualizar", "TextosDoLocal", "abrir", "atualizar"]

"""Inserir Registro Atendimento Simplificado [UC1530], on the bases of the later line that have it."""

from gsan_desk.services.ra_simplificado.abertura import SimplificadoAberto, abrir, disponivel
from gsan_desk.services.ra_simplificado.conclusao import concluir
from gsan_desk.services.ra_simplificado.ocorrencias import listar_ocorrencias

__all__ = ["SimplificadoAberto", "abrir", "concluir", "disponivel", "listar_ocorrencias"]

"""Encerrar Registro de Atendimento, one or several at once, and undoing a wrong duplicate [UC0435]."""

from gsan_desk.services.encerramento.abertura import EncerramentoAberto, abrir
from gsan_desk.services.encerramento.duplicidade import desfazer_duplicidade
from gsan_desk.services.encerramento.encerrar import encerrar
from gsan_desk.services.encerramento.varios import encerrar_varios

__all__ = ["EncerramentoAberto", "abrir", "desfazer_duplicidade", "encerrar", "encerrar_varios"]

"""Reading the audit: who wrote which row when, and what it was before and after."""

from gsan_desk.services.auditoria.consulta import FiltroAuditoria, LinhaAuditoria, PaginaAuditoria, filtrar, preparar
from gsan_desk.services.auditoria.palavras import CampoMudado

__all__ = ["CampoMudado", "FiltroAuditoria", "LinhaAuditoria", "PaginaAuditoria", "filtrar", "preparar"]

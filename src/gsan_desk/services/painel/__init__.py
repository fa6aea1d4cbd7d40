"""The Painel of the supervisor: each reading one statement, none of which looks at all the closed RAs."""

from gsan_desk.services.painel.abertos import abertos
from gsan_desk.services.painel.dias import por_dia
from gsan_desk.services.painel.prazos import prazos
from gsan_desk.services.painel.reiteracoes import mais_reiterados, reiterados_por_especificacao, reiterados_por_unidade
from gsan_desk.services.painel.tempo import tempo_medio

__all__ = [
    "abertos",
    "mais_reiterados",
    "por_dia",
    "prazos",
    "reiterados_por_especificacao",
    "reiterados_por_unidade",
    "tempo_medio",
]

"""The unit of an especificação beside a situação de cobrança or a localidade [UC1159, UC1091]."""

from gsan_desk.services.associacoes.gravacao import informar, mudar_por_localidade
from gsan_desk.services.associacoes.leitura import Cabeca, carregar, por_localidade, situacoes_de_cobranca

__all__ = ["Cabeca", "carregar", "informar", "mudar_por_localidade", "por_localidade", "situacoes_de_cobranca"]

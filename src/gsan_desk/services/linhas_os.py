"""The rows of an OS that an RA generates, the same at its opening and when its especificação changes [UC0430]."""

from datetime import datetime
from typing import Any

from gsan_desk.domain.codigos import NAO, SituacaoOS
from gsan_desk.domain.regras.ordem_servico import OrdemServicoAutomatica


def linha_da_os(ordem: OrdemServicoAutomatica, ra_id: int, ra: dict[str, Any], agora: datetime) -> dict[str, Any]:
    """Give the row but for its id; ``ra`` holds the imóvel, the observação and the unidade atual of the RA."""
    return {
        "registro_atendimento_id": ra_id,
        "imovel_id": ra["imovel_id"],
        "servico_tipo_id": ordem.servico_tipo_id,
        "servico_tipo_referencia_id": ordem.referencia_id,
        "servico_tipo_prioridade_original_id": ordem.prioridade_id,
        "servico_tipo_prioridade_atual_id": ordem.prioridade_id,
        "valor_original": ordem.valor,
        "situacao": SituacaoOS.PENDENTE,
        "data_geracao": agora,
        "observacao": ra["observacao"],
        "unidade_atual_id": ra["unidade_atual_id"],
        "indicador_comercial_atualizado": NAO,
        "indicador_servico_diagnosticado": NAO,
        "indicador_encerramento_automatico": NAO,
        "indicador_boletim": NAO,
        "indicador_programada": NAO,
    }

"""What keeps a row of configuration from being removed, as it is called in the refusal."""

from typing import Any

from gsan_desk.models.atendimentopublico import (
    EspecificacaoPavimentacaoServicoTipo,
    EspecificacaoUnidadeCobranca,
    LocalidadeEspecificacaoUnidade,
    RaEncerramentoComandoEspecificacoes,
    RegistroAtendimento,
    SolicitacaoTipoEspecificacao,
)
from gsan_desk.services.cadastro.descricao import Uso


def usado_por_ra(coluna: Any) -> Uso:
    """Let no row go that an RA has."""
    return Uso(coluna, "RA", "RAs")


DA_ESPECIFICACAO = (
    usado_por_ra(RegistroAtendimento.__table__.c.step_id),
    Uso(RaEncerramentoComandoEspecificacoes.__table__.c.step_id, "comando de encerramento", "comandos de encerramento"),
    Uso(
        LocalidadeEspecificacaoUnidade.__table__.c.step_id,
        "associação de localidade, especificação e unidade",
        "associações de localidade, especificação e unidade",
    ),
    Uso(
        EspecificacaoUnidadeCobranca.__table__.c.step_id,
        "trâmite por situação de cobrança",
        "trâmites por situação de cobrança",
    ),
    Uso(EspecificacaoPavimentacaoServicoTipo.__table__.c.step_id, "serviço por pavimento", "serviços por pavimento"),
    Uso(
        SolicitacaoTipoEspecificacao.__table__.c.step_idnovora,
        "especificação que abre um novo RA com ela",
        "especificações que abrem um novo RA com ela",
    ),
)

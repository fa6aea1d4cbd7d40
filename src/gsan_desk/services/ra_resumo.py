"""The head that the windows opened from an RA share [UC0425, UC0431, UC0447] (spec 10 §5, §9.3)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, bindparam, select

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.atendimentopublico import SolicitacaoTipo, SolicitacaoTipoEspecificacao
from gsan_desk.models.cadastro import UnidadeOrganizacional
from gsan_desk.services.linhas_json import Consulta, texto


@dataclass(frozen=True, slots=True)
class ResumoDoRA:
    """Number, state and place of an RA."""

    numero: int
    situacao: SituacaoRA
    data_prevista: date
    tipo: str
    especificacao: str
    unidade_atual_id: int | None
    unidade_atual: str


def consulta(*mais: Any) -> Consulta:
    """Select what :func:`montar` reads of the RA ``numero``, and ``mais``; every name may be missing."""
    especificacao, tipo, unidade = SolicitacaoTipoEspecificacao, SolicitacaoTipo, UnidadeOrganizacional
    return (
        select(
            RA.id,
            RA.situacao,
            RA.data_prevista_atual,
            texto(tipo.descricao).label("tipo"),
            texto(especificacao.descricao).label("especificacao"),
            RA.unidade_atual_id,
            texto(unidade.descricao).label("unidade_atual"),
            *mais,
        )
        .outerjoin(especificacao, especificacao.id == RA.especificacao_id)
        .outerjoin(tipo, tipo.id == especificacao.solicitacao_tipo_id)
        .outerjoin(unidade, unidade.id == RA.unidade_atual_id)
        .where(RA.id == bindparam("numero", type_=Integer))
    )


def montar(linha: Any) -> ResumoDoRA:
    """Build the head from a row of :func:`consulta`."""
    return ResumoDoRA(
        numero=linha.id,
        situacao=SituacaoRA(linha.situacao),
        data_prevista=linha.data_prevista_atual,
        tipo=linha.tipo,
        especificacao=linha.especificacao,
        unidade_atual_id=linha.unidade_atual_id,
        unidade_atual=linha.unidade_atual,
    )

"""The unit proposed for many RAs at once (spec 20 §6)."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Integer, bindparam, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.regras.unidade_destino import sugerir
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.cadastro import Imovel, ImovelCobrancaSituacao, ImovelPerfil, Quadra
from gsan_desk.services.endereco import divisao_da_quadra_expressao
from gsan_desk.services.linhas_json import Consulta, sim


@dataclass(frozen=True, slots=True)
class _Imovel:
    """What the proposal asks of an imóvel."""

    grande_consumidor: bool
    localidade_id: int
    divisao_esgoto_id: int | None
    cobranca_situacao_ids: frozenset[int]


def propor(session: Session, contexto: Contexto, ras: Collection[int]) -> int | None:
    """Give the unit proposed for every one of the RAs, when it is the same; one statement."""
    propostas: set[int | None] = set()
    for linha in session.execute(_consulta(), {"numeros": list(ras)}):
        propostas.add(sugerir(*_lugar(linha), contexto.dominios).unidade_id)
        if len(propostas) > 1:
            return None
    return propostas.pop() if propostas else None


def _lugar(linha: Any) -> tuple[int, int | None, int | None, _Imovel | None]:
    especificacao, localidade, divisao, imovel, grande, do_imovel, da_quadra, cobrancas = linha
    achado = _Imovel(grande, do_imovel, da_quadra, frozenset(cobrancas or ())) if imovel is not None else None
    return especificacao, localidade, divisao, achado


@cache
def _consulta() -> Consulta:
    cobranca = ImovelCobrancaSituacao
    cobrancas = select(func.array_agg(cobranca.cobranca_situacao_id)).where(
        cobranca.imovel_id == Imovel.id,
        cobranca.cobranca_situacao_id.is_not(None),
        cobranca.data_retirada.is_(None),
    )
    return (
        select(
            RA.especificacao_id,
            RA.localidade_id,
            RA.divisao_esgoto_id,
            Imovel.id,
            sim(ImovelPerfil.indicador_grande_consumidor),
            Imovel.localidade_id,
            divisao_da_quadra_expressao(Quadra).label("divisao"),
            cobrancas.scalar_subquery(),
        )
        .outerjoin(Imovel, Imovel.id == RA.imovel_id)
        .outerjoin(ImovelPerfil, ImovelPerfil.id == Imovel.imovel_perfil_id)
        .outerjoin(Quadra, Quadra.id == Imovel.quadra_id)
        .where(RA.id == func.any(bindparam("numeros", type_=ARRAY(Integer))))
    )

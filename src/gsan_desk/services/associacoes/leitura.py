"""Reading of the associations of one head."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gsan_desk.domain.associacoes import Associacao, TabelaAssociacao
from gsan_desk.domain.codigos import SIM
from gsan_desk.models.cobranca import CobrancaSituacao
from gsan_desk.models.desk import BaseInstalada
from gsan_desk.services.associacoes.tabelas import TABELAS


@dataclass(frozen=True, slots=True)
class Cabeca:
    """A situação de cobrança that may be chosen."""

    id: int
    descricao: str


def situacoes_de_cobranca(session: Session) -> tuple[Cabeca, ...]:
    """List the situações de cobrança in use, by description; one statement."""
    consulta = (
        select(CobrancaSituacao.id, CobrancaSituacao.descricao)
        .where(CobrancaSituacao.indicador_uso == SIM)
        .order_by(CobrancaSituacao.descricao, CobrancaSituacao.id)
    )
    return tuple(Cabeca(id_, descricao or "") for id_, descricao in session.execute(consulta))


def por_localidade(session: Session) -> bool:
    """Tell whether any centralizadora tied to the localidade may receive an RA, whatever its grupo (§5.3, 5b)."""
    return bool(session.execute(select(BaseInstalada.centralizadora_por_localidade)).scalar_one())


def carregar(session: Session, tabela: TabelaAssociacao, cabeca_id: int) -> frozenset[Associacao]:
    """Read the associations of a head; one statement."""
    alvo = TABELAS[tabela]
    consulta = select(alvo.modelo.especificacao_id, alvo.modelo.unidade_id).where(alvo.coluna_cabeca == cabeca_id)
    return frozenset(Associacao(*linha) for linha in session.execute(consulta))

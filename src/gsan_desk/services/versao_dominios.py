"""A cheap look at whether the tables of configuration changed, where no notice tells."""

from typing import Any

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models import complemento

_TABELAS = (
    ap.SolicitacaoTipo,
    ap.SolicitacaoTipoEspecificacao,
    ap.EspecificacaoServicoTipo,
    ap.EspecificacaoImovelSituacao,
    ap.EspecificacaoImovSitCriterio,
    ap.SolicitacaoDocumentoObrigatorio,
    ap.EspecificacaoUnidadeCobranca,
    ap.LocalidadeEspecificacaoUnidade,
    complemento.EspecificacaoComplemento,
    complemento.LocalidadeComplemento,
)


def versao(session: Session, ausentes: frozenset[str] = frozenset()) -> tuple[Any, ...]:
    """Give the number of rows and the sum of the last changes of each table that the base has; one statement.

    The sum sees a change even of a clock that is behind.
    """
    partes = []
    for tabela in (modelo.__table__ for modelo in _TABELAS if str(modelo.__table__) not in ausentes):
        alteracao = next((c for c in tabela.columns if c.name.endswith("ultimaalteracao")), None)
        partes.append(select(func.count()).select_from(tabela).scalar_subquery())
        if alteracao is not None:
            partes.append(select(func.sum(extract("epoch", alteracao))).scalar_subquery())
    return tuple(session.execute(select(*partes)).one())

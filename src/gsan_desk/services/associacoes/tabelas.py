"""The two tables that hold associations, alike but for the column of their head."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from gsan_desk.domain.associacoes import TabelaAssociacao
from gsan_desk.domain.codigos import SIM
from gsan_desk.models.atendimentopublico import EspecificacaoUnidadeCobranca, LocalidadeEspecificacaoUnidade
from gsan_desk.models.cadastro import Localidade
from gsan_desk.models.cobranca import CobrancaSituacao


@dataclass(frozen=True, slots=True)
class Tabela:
    """Where the rows of a head are, and how the head is found.

    Args:
        inativa: code of the message for a head that is gone or out of use.
    """

    modelo: type[EspecificacaoUnidadeCobranca] | type[LocalidadeEspecificacaoUnidade]
    coluna: str
    cabeca: Select[str]
    chave: Any
    inativa: str

    @property
    def coluna_cabeca(self) -> Any:
        """The column that points to the head."""
        return getattr(self.modelo, self.coluna)


TABELAS = {
    TabelaAssociacao.COBRANCA: Tabela(
        EspecificacaoUnidadeCobranca,
        "cobranca_situacao_id",
        select(func.coalesce(CobrancaSituacao.descricao, "")).where(CobrancaSituacao.indicador_uso == SIM),
        CobrancaSituacao.id,
        "COBRANCA_INATIVA",
    ),
    TabelaAssociacao.LOCALIDADE: Tabela(
        LocalidadeEspecificacaoUnidade,
        "localidade_id",
        select(Localidade.nome).where(Localidade.indicador_uso == SIM),
        Localidade.id,
        "LOCALIDADE_INEXISTENTE",
    ),
}

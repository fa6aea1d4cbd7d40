"""Which unit receives the RAs of an especificação, beside a situação de cobrança or a localidade [UC1159, UC1091]."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Associacao:
    """An especificação and the unit that receives its RAs."""

    especificacao_id: int
    unidade_id: int


class TabelaAssociacao(Enum):
    """The two tables, by the operation of GSAN that writes each."""

    COBRANCA = 1778
    LOCALIDADE = 1720


@dataclass(frozen=True, slots=True)
class InformarAssociacoes:
    """What Informar sends: the set that was read and the set that is wanted, both of one head.

    Args:
        vazio_confirmado: the person said that nothing is to be left.
    """

    tabela: TabelaAssociacao
    cabeca_id: int
    carregadas: frozenset[Associacao]
    desejadas: frozenset[Associacao]
    vazio_confirmado: bool = False

    @property
    def novas(self) -> frozenset[Associacao]:
        """What is to be inserted."""
        return self.desejadas - self.carregadas

    @property
    def removidas(self) -> frozenset[Associacao]:
        """What is to be deleted."""
        return self.carregadas - self.desejadas


@dataclass(frozen=True, slots=True)
class Fusao:
    """The person's changes over what the base has now; ``perdidas`` met an especificação that somebody else took."""

    desejadas: frozenset[Associacao]
    perdidas: frozenset[Associacao]


def fundir(pedido: InformarAssociacoes, atuais: frozenset[Associacao]) -> Fusao:
    """Do the changes of ``pedido`` again over ``atuais``; a unit that somebody else chose stays."""
    restam = atuais - pedido.removidas
    ocupadas = {a.especificacao_id for a in restam}
    cabem = frozenset(a for a in pedido.novas if a.especificacao_id not in ocupadas)
    return Fusao(restam | cabem, pedido.novas - cabem - restam)


def da_especificacao(associacoes: Iterable[Associacao], especificacao_id: int) -> Associacao | None:
    """Find the association of an especificação."""
    return next((a for a in associacoes if a.especificacao_id == especificacao_id), None)

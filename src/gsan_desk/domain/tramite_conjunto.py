"""Many RAs forwarded together: what was informed, what would happen, what happened [UC0503]."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import IntEnum
from uuid import UUID

from gsan_desk.domain.selecao_tramite import Escolhido
from gsan_desk.domain.tramitacao import Tramite

POR_PARTE = 1000
PARECER_DO_DESFAZER = "Trâmite em conjunto desfeito por quem o fez."


class Resultado(IntEnum):
    """What became of an RA."""

    NAO_ALCANCADO = 0
    TRAMITADO = 1
    RECUSADO = 2
    ALTERADO = 3

    @property
    def nome(self) -> str:
        """Name shown to people."""
        return ("Não alcançado", "Tramitado", "Recusado", "Alterado por outro")[self]


@dataclass(frozen=True, slots=True)
class InformarTramite:
    """The window of §7.3, for the RAs marked."""

    ras: tuple[Escolhido, ...]
    unidade_destino_id: int | None
    responsavel_id: int | None = None
    data: date | None = None
    hora: time | None = None
    parecer: str = ""


@dataclass(frozen=True, slots=True)
class Negado:
    """An RA that does not go, and why."""

    ra: int
    resultado: Resultado
    codigo: str
    mensagem: str
    unidade_atual_id: int | None = None


@dataclass(frozen=True, slots=True)
class TramiteInformado:
    """What the window found: the trâmite, and of the RAs marked those that may take it and those that may not."""

    tramite: Tramite
    aceitos: tuple[Escolhido, ...]
    negados: tuple[Negado, ...]


@dataclass(frozen=True, slots=True)
class Abertura:
    """With which the window opens.

    Args:
        agora: the server's clock.
        impedidos: of the RAs marked, those that can go nowhere.
        proposta_id: the unit proposed for all the others (spec 20 §6), when it is one and the same.
    """

    agora: datetime
    impedidos: tuple[Negado, ...]
    proposta_id: int | None = None


@dataclass(frozen=True, slots=True)
class Pedido:
    """A trâmite and the RAs for which it was informed."""

    tramite: Tramite
    ras: tuple[Escolhido, ...]


@dataclass(frozen=True, slots=True)
class TramitarConjunto:
    """The command; ``id`` is made when it is pressed, so that sent twice it is one run."""

    id: UUID
    pedidos: tuple[Pedido, ...]

    @property
    def total(self) -> int:
        """How many RAs."""
        return sum(len(pedido.ras) for pedido in self.pedidos)


@dataclass(frozen=True, slots=True)
class GrupoPrevisto:
    """RAs of one unit that would go to another, and those of them that would not go."""

    origem_id: int | None
    destino_id: int
    aceitos: int
    negados: int


@dataclass(frozen=True, slots=True)
class Previa:
    """What Tramitar would do now."""

    grupos: tuple[GrupoPrevisto, ...]
    negados: tuple[Negado, ...]

    @property
    def aceitos(self) -> int:
        """How many would go."""
        return sum(grupo.aceitos for grupo in self.grupos)


@dataclass(frozen=True, slots=True)
class ParteFeita:
    """One transaction of a run: how many of its RAs met each end."""

    parte: int
    totais: Mapping[Resultado, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conjunto:
    """A run as the server has it; ``desfaz`` is the run that it takes back, ``desfeito_por`` the one that took it back.

    Args:
        feitas: numbers of the parts that are whole; the others wrote nothing.
        desfazer_ate: until when it may be taken back.
    """

    id: UUID
    criado_em: datetime
    partes: int
    total: int
    feitas: frozenset[int]
    totais: Mapping[Resultado, int]
    desfaz: UUID | None = None
    desfeito_por: UUID | None = None
    desfazer_ate: datetime | None = None
    pode_desfazer: bool = False

    @property
    def faltam(self) -> tuple[int, ...]:
        """Parts that are to be done."""
        return tuple(parte for parte in range(self.partes) if parte not in self.feitas)

    def quantos(self, resultado: Resultado) -> int:
        """Count the RAs that met an end."""
        return self.totais.get(resultado, 0)


@dataclass(frozen=True, slots=True)
class LinhaResultado:
    """An RA of a run."""

    ra: int
    parte: int
    resultado: Resultado
    mensagem: str
    origem_id: int | None
    destino_id: int
    quando: datetime | None

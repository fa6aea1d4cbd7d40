"""Contacts that need no follow-up [UC1530]: the command, and what it becomes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from uuid import UUID

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.registro_atendimento import Documentos, NovoRA


class TipoSimplificado(IntEnum):
    """Tipo de Atendimento of the Simplificado."""

    OPERACIONAL = 1
    COMERCIAL = 2
    REITERACAO = 3
    INFORMACAO = 4

    @property
    def nome(self) -> str:
        """Name shown to people."""
        return {1: "Operacional", 2: "Comercial", 3: "Reiteração", 4: "Informação"}[self]


MEIO_INTERNO = 4
PERIODOS = {1: "Manhã", 2: "Tarde", 3: "Noite"}


@dataclass(frozen=True, slots=True)
class NovoSimplificado:
    """Command of Concluir; ``chave`` makes it idempotent, ``momento`` is the date and hour that the screen shows.

    The fields of another tipo than ``tipo`` are ignored, but for the observação, which Inserir RA takes over.
    """

    chave: UUID
    protocolo: str
    momento: datetime
    nome: str = ""
    tipo: TipoSimplificado = TipoSimplificado.OPERACIONAL
    cpf: str = ""
    rg: str = ""
    orgao_rg_id: int | None = None
    uf_rg_id: int | None = None
    ocorrencia_id: int | None = None
    ra: int | None = None
    protocolo_original: str = ""
    observacao: str = ""
    localidade_id: int | None = None
    informacao: str = ""


@dataclass(frozen=True, slots=True)
class FiltroOcorrencia:
    """What the grid of ocorrências is asked for; only the município is mandatory."""

    municipio_id: int | None = None
    localidade_id: int | None = None
    bairro_id: int | None = None
    tipo_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ocorrencia:
    """A row of that grid; each period is the code of a part of the day."""

    id: int
    descricao: str
    momento: datetime
    previsao: date | None
    periodo_previsao: int | None
    reprogramacao: date | None
    periodo_reprogramacao: int | None
    areas_afetadas: str
    observacao: str
    localidade_id: int | None

    @property
    def previsao_texto(self) -> str:
        """Expected end, as the grid shows it."""
        return _com_periodo(self.previsao, self.periodo_previsao)

    @property
    def reprogramacao_texto(self) -> str:
        """Expected end as it was put off, as the grid shows it."""
        return _com_periodo(self.reprogramacao, self.periodo_reprogramacao)


@dataclass(frozen=True, slots=True)
class ClienteDoCpf:
    """The cliente in use that has the CPF typed; ``tem_rg`` tells that the register has a RG."""

    id: int
    nome: str
    tem_rg: bool


@dataclass(frozen=True, slots=True)
class RAOriginal:
    """The RA insisted on; ``protocolo`` is the one typed, else that of its principal solicitante."""

    numero: int
    protocolo: str


@dataclass(frozen=True, slots=True)
class FatosSimplificado:
    """What the base says of what was typed; ``cpf_obrigatorio`` are the tipos whose parameter demands it."""

    cpf_obrigatorio: frozenset[TipoSimplificado] = frozenset()
    orgao_existe: bool = False
    uf_existe: bool = False
    cliente: ClienteDoCpf | None = None
    ocorrencia: Ocorrencia | None = None
    original: RAOriginal | None = None


@dataclass(frozen=True, slots=True)
class AberturaDeRA:
    """Comercial, or Operacional without ocorrência: no RA was written, Inserir RA opens with this already typed."""

    novo: NovoRA

    @property
    def documentos(self) -> Documentos:
        """The documents typed, which go with the solicitante."""
        return self.novo.documentos


@dataclass(frozen=True, slots=True)
class SimplificadoInserido:
    """The RA born closed; of a reiteração, the RA reiterated or why it could not be."""

    numero: int
    protocolo: str
    reiterado: int | None = None
    recusa: tuple[Violacao, ...] = ()
    ja_existia: bool = False


def _com_periodo(dia: date | None, periodo: int | None) -> str:
    return f"{dia:%d/%m/%Y} {PERIODOS.get(periodo or 0, '')}".rstrip() if dia is not None else ""

"""A command of closing in bulk: what it says, what it would do, what it did [UC0735, UC0736]."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo


@dataclass(frozen=True, slots=True)
class ComandarEncerramento:
    """The command as typed; without especificações it is for all."""

    inicial: date | None
    final: date | None
    motivo_id: int | None
    responsavel_id: int | None
    unidade_atendimento_id: int | None = None
    unidade_atual_id: int | None = None
    unidade_superior_id: int | None = None
    especificacao_ids: tuple[int, ...] = ()

    @property
    def unidades(self) -> tuple[int | None, int | None, int | None]:
        """Atendimento, Atual and Superior."""
        return self.unidade_atendimento_id, self.unidade_atual_id, self.unidade_superior_id

    def filtro(self) -> FiltroRA:
        """Give the RAs that it speaks of: pending, of the period, of the units and especificações."""
        return FiltroRA(
            situacao=SituacaoRA.PENDENTE,
            atendimento=Periodo(self.inicial, self.final),
            unidade_atendimento_id=self.unidade_atendimento_id,
            unidade_atual_id=self.unidade_atual_id,
            unidade_superior_id=None if self.unidade_atual_id else self.unidade_superior_id,
            especificacao_ids=self.especificacao_ids,
        )


@dataclass(frozen=True, slots=True)
class FatosDoComando:
    """What the base says of a command.

    Args:
        motivo_ids: reasons that a command may give.
        presidencia_id: ``sistema_parametros.unid_idpresidencia``.
        responsavel: exists; ``unidade_responsavel_id`` is the unit that decides about rights.
    """

    hoje: date
    motivo_ids: frozenset[int]
    presidencia_id: int | None
    responsavel: bool
    unidade_responsavel_id: int | None


class Destino(IntEnum):
    """What a command does with an RA that it finds."""

    ENCERRAR = 0
    OS_PROGRAMADA = 1
    DEBITO = 2
    OS_COM_DOCUMENTO = 3
    OUTRA_UNIDADE = 4

    @property
    def nome(self) -> str:
        """Name shown to people."""
        return (
            "A encerrar",
            "Com OS programada",
            "Gera débito",
            "OS com documento de cobrança",
            "Responsável sem autorização",
        )[self]


@dataclass(frozen=True, slots=True)
class LinhaPrevia:
    """RAs of one unit: how many meet each fate, and the open OS that would be closed with them."""

    unidade: str
    por_destino: tuple[int, ...]
    ordens: int

    @property
    def total(self) -> int:
        """All RAs of the unit."""
        return sum(self.por_destino)


@dataclass(frozen=True, slots=True)
class Previa:
    """What the command would do now."""

    linhas: tuple[LinhaPrevia, ...]

    def quantos(self, destino: Destino) -> int:
        """Count the RAs of one fate."""
        return sum(linha.por_destino[destino] for linha in self.linhas)

    @property
    def total(self) -> int:
        """All RAs found."""
        return sum(linha.total for linha in self.linhas)

    @property
    def ordens(self) -> int:
        """Open OS that would be closed."""
        return sum(linha.ordens for linha in self.linhas)


@dataclass(frozen=True, slots=True)
class LinhaComando:
    """A command in the list; ``encerrados`` and ``recusados`` come from the log of this workstation."""

    id: int
    comando: ComandarEncerramento
    motivo: str
    responsavel: str
    unidade_atendimento: str
    unidade_atual: str
    unidade_superior: str
    especificacoes: tuple[str, ...]
    comandado_em: datetime
    executado_em: datetime | None
    ras: int | None
    ordens: int | None
    encerrados: int
    recusados: int

    @property
    def situacao(self) -> str:
        """Say how far it went."""
        if self.executado_em is not None:
            return "Executado"
        return "Interrompido" if self.encerrados or self.recusados else "Pendente"


@dataclass(frozen=True, slots=True)
class LinhaExecucao:
    """An RA in the log of a command; without ``mensagem`` it was closed."""

    ra: int
    encerrado: bool
    mensagem: str
    ordens: int
    quando: datetime


@dataclass(frozen=True, slots=True)
class Passo:
    """After one transaction of an execution: totals so far, how many remain, and whether the command is done."""

    encerrados: int
    ordens: int
    recusados: int
    faltam: int
    concluido: bool

    @property
    def total(self) -> int:
        """RAs done and to be done."""
        return self.encerrados + self.recusados + self.faltam

"""The Painel of the supervisor: what is asked, the rows of each reading, and the list behind each number.

"Abertos" are the RAs that nobody closed: pendentes, and bloqueados apart, which wait for their place (spec 20 §1.1).
The unit is the current one; of a closed RA, the one in which it was closed. A filter of the list stands behind every
number, and the readings count under the very conditions of that list, so that both agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Generic, TypeVar

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto, MotivoEncerramento, Unidade
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.mensagens import violacao

L = TypeVar("L")
DIAS_PADRAO = 30
DIAS_MAXIMO = 366
REITERACOES_MAXIMO = 999
SEM_UNIDADE = "(sem unidade atual)"


@dataclass(frozen=True, slots=True)
class FiltroPainel:
    """What the person chose; ``unidade_id`` stands for the unit and all below it, ``None`` for the whole company."""

    periodo: Periodo
    unidade_id: int | None = None
    tipo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Faixa:
    """A range of days passed since a date, both included; an open end is ``None``."""

    nome: str
    de: int | None
    ate: int | None

    def periodo(self, hoje: date) -> Periodo:
        """Give the dates of the range as seen on a day."""
        inicial = None if self.ate is None else hoje - timedelta(days=self.ate)
        return Periodo(inicial, None if self.de is None else hoje - timedelta(days=self.de))


IDADES = (
    Faixa("Até 2 dias", None, 2),
    Faixa("3 a 7", 3, 7),
    Faixa("8 a 15", 8, 15),
    Faixa("16 a 30", 16, 30),
    Faixa("31 a 60", 31, 60),
    Faixa("Mais de 60", 61, None),
)
PRAZOS = (
    Faixa("A vencer", None, -1),
    Faixa("Vence hoje", 0, 0),
    Faixa("Vencido até 7 dias", 1, 7),
    Faixa("Vencido 8 a 30", 8, 30),
    Faixa("Vencido mais de 30", 31, None),
)
VENCIDOS = Faixa("Vencidos", 1, None)
_NO_PRAZO = 2  # the first so many of PRAZOS


@dataclass(frozen=True, slots=True)
class Leitura(Generic[L]):
    """Rows of a reading, and the server's time at which they were true."""

    momento: datetime
    linhas: tuple[L, ...]


@dataclass(frozen=True, slots=True)
class AbertosDaUnidade:
    """Pendentes of a unit, a number for each of ``IDADES``, and its bloqueados of any age."""

    unidade_id: int | None
    nome: str
    faixas: tuple[int, ...]
    bloqueados: int

    @property
    def pendentes(self) -> int:
        """Pendentes of any age."""
        return sum(self.faixas)


@dataclass(frozen=True, slots=True)
class PrazosDaUnidade:
    """Pendentes of a unit, a number for each of ``PRAZOS``."""

    unidade_id: int | None
    nome: str
    faixas: tuple[int, ...]

    @property
    def vencidos(self) -> int:
        """Those whose Data Prevista is past."""
        return sum(self.faixas[_NO_PRAZO:])

    @property
    def pendentes(self) -> int:
        """All of them."""
        return sum(self.faixas)


@dataclass(frozen=True, slots=True)
class Dia:
    """RAs registered and closed on a day, whatever became of them."""

    dia: date
    abertos: int
    encerrados: int

    @property
    def nome(self) -> str:
        """How it is shown."""
        return f"{self.dia:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class TempoDaEspecificacao:
    """RAs closed in the period, and their mean time in dias úteis.

    Duplicates were not attended to: they are counted apart, and the mean leaves them out.
    """

    especificacao_id: int
    nome: str
    tipo_id: int | None
    encerrados: int
    duplicados: int
    media: Decimal | None
    prazo: int | None


@dataclass(frozen=True, slots=True)
class ReiteradosDaUnidade:
    """Pendentes of a unit that were insisted upon, and how often."""

    unidade_id: int | None
    nome: str
    ras: int
    reiteracoes: int


@dataclass(frozen=True, slots=True)
class ReiteradosDaEspecificacao:
    """Pendentes of an especificação that were insisted upon, and how often."""

    especificacao_id: int
    nome: str
    tipo_id: int | None
    ras: int
    reiteracoes: int


@dataclass(frozen=True, slots=True)
class MaisReiterado:
    """A pendente among those most insisted upon."""

    id: int
    especificacao: str
    unidade: str
    reiteracoes: int
    ultima: datetime | None
    atendimento: datetime
    prevista: date


def periodo_padrao(hoje: date) -> Periodo:
    """Build the period with which the screen opens."""
    return Periodo(hoje - timedelta(days=DIAS_PADRAO - 1), hoje)


def unidade_padrao(contexto: Contexto) -> int | None:
    """Choose the person's own unit, whose tree is shown; of the call centre, which answers for all, the company."""
    unidade = contexto.dominios.unidades.get(contexto.operador.unidade_id or 0)
    return None if unidade is None or unidade.central_atendimento else unidade.id


def verificar(filtro: FiltroPainel) -> list[Violacao]:
    """Demand a period of whole ends, in order, of a year at most."""
    inicial, final = filtro.periodo.inicial, filtro.periodo.final
    if inicial is None or final is None:
        return [violacao("PAINEL_PERIODO", "painel.periodo")]
    if inicial > final:
        return [violacao("M63", "painel.periodo")]
    if (final - inicial).days >= DIAS_MAXIMO:
        return [violacao("PAINEL_PERIODO_LONGO", "painel.periodo")]
    return []


def lista_de_todos(filtro: FiltroPainel, unidades: Mapping[int, Unidade]) -> FiltroRA:
    """Turn the choice of unit and tipo into a filter; a unit without others below is asked for by itself."""
    superior = any(u.superior_id == filtro.unidade_id for u in unidades.values()) if filtro.unidade_id else False
    return FiltroRA(
        tipo_ids=filtro.tipo_ids,
        unidade_superior_id=filtro.unidade_id if superior else None,
        unidade_atual_id=None if superior else filtro.unidade_id,
    )


def da_unidade(todos: FiltroRA, unidade_id: int | None) -> FiltroRA:
    """Narrow the list to one unit."""
    return replace(todos, unidade_superior_id=None, unidade_atual_id=unidade_id, sem_unidade_atual=unidade_id is None)


def da_especificacao(todos: FiltroRA, especificacao_id: int, tipo_id: int | None) -> FiltroRA:
    """Narrow the list to one especificação; the list takes it under its tipo alone."""
    tipos = todos.tipo_ids if tipo_id is None else (tipo_id,)
    return replace(todos, tipo_ids=tipos, especificacao_ids=(especificacao_id,))


def pendentes(todos: FiltroRA) -> FiltroRA:
    """Narrow the list to what is being worked on."""
    return replace(todos, situacao=SituacaoRA.PENDENTE)


def reiterados(todos: FiltroRA) -> FiltroRA:
    """Narrow the list to pendentes that were insisted upon."""
    return replace(pendentes(todos), reiteracoes_de=1, reiteracoes_ate=REITERACOES_MAXIMO)


def duplicidades(motivos: Mapping[int, MotivoEncerramento]) -> tuple[int, ...]:
    """List the motivos that close an RA as a duplicate."""
    return tuple(sorted(motivo.id for motivo in motivos.values() if motivo.duplicidade))

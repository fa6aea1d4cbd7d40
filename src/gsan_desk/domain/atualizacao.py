"""What a person changes of an RA that exists [UC0408]: the state that was read and the command of the four tabs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import TypeVar

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.conflito import Escolha
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.registro_atendimento import Anexo, DadosGerais, Local, Solicitante


@dataclass(frozen=True, slots=True)
class SolicitanteRA:
    """A row of the grid of solicitantes; a new one has no ``id`` and brings the protocolo drawn for it.

    ``cliente`` and ``funcionario`` are names that the screen shows; phones and address are those stored with the row,
    which a cliente does not have.
    """

    id: int | None
    protocolo: str
    solicitante: Solicitante
    principal: bool = False
    versao: datetime | None = None
    cliente: str = field(default="", compare=False)
    funcionario: str = field(default="", compare=False)

    @property
    def chave(self) -> int | str:
        """Tell the row from the others: its id or, while it has none, its protocolo."""
        return self.id if self.id is not None else self.protocolo


@dataclass(frozen=True, slots=True)
class AnexoRA:
    """An attachment in the base; ``tamanho`` in bytes."""

    id: int
    extensao: str
    tamanho: int
    observacao: str
    versao: datetime


@dataclass(frozen=True, slots=True)
class EstadoRA:
    """All that the four tabs edit, as the base had it at one moment.

    ``versao`` is the stamp of the RA, ``versao_unidade`` that of its unidade de atendimento; payments in
    ``devolvidos`` were given back already and never leave the RA.
    """

    versao: datetime
    versao_unidade: datetime | None
    dados_gerais: DadosGerais
    local: Local
    solicitantes: tuple[SolicitanteRA, ...] = ()
    anexos: tuple[AnexoRA, ...] = ()
    devolvidos: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AnexosAlterados:
    """What changes in the fourth tab; a file is replaced by removing one and adding another."""

    novos: tuple[Anexo, ...] = ()
    removidos: frozenset[int] = frozenset()
    observacoes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AtualizarRA:
    """Command of Concluir: the tabs as they are now beside the state that the screen read.

    ``decisoes`` settle the fields of a ConflitoDeCampos; they count only while the base is still as ``decidido_sobre``.
    """

    numero: int
    lido: EstadoRA
    dados_gerais: DadosGerais
    local: Local
    solicitantes: tuple[SolicitanteRA, ...]
    anexos: AnexosAlterados = AnexosAlterados()
    avisos_aceitos: frozenset[str] = frozenset()
    decisoes: Mapping[str, Escolha] = field(default_factory=dict)
    decidido_sobre: EstadoRA | None = None


@dataclass(frozen=True, slots=True)
class PermissoesDeAlteracao:
    """Which fields may change, beyond those that always may (spec 10 §7.2)."""

    data_e_hora: bool
    espera_final: bool
    especificacao: bool
    motivo_especificacao: Violacao | None
    endereco: bool


@dataclass(frozen=True, slots=True)
class Mudancas:
    """What a use case wrote, for the screens that show it."""

    ra: int
    tabelas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Juntado:
    """Fields that somebody else changed since the RA was read, by their names; who it was, if the audit saw it."""

    campos: tuple[str, ...]
    quem: str | None
    quando: datetime | None


@dataclass(frozen=True, slots=True)
class RAAtualizado:
    """What Concluir answers; ``gerar_os`` tells to offer an OS, ``ordem_servico`` is one generated now.

    ``juntado`` tells of what somebody else wrote meanwhile, which stands beside this change.
    """

    numero: int
    situacao: SituacaoRA
    mudancas: Mudancas
    ordem_servico: int | None = None
    gerar_os: bool = False
    alertas: tuple[Violacao, ...] = ()
    juntado: Juntado | None = None
    sms: bool = False


Q = TypeVar("Q", DadosGerais, Local, Solicitante)


def preservar(lido: Q, mostrado: Q, atual: Q) -> Q:
    """Give a tab as it was read but for what the person changed.

    ``mostrado`` is what the fields gave when they had just been filled: a field that still gives the same was not
    touched, even where it cannot show all that the base holds.
    """
    nomes = [parte.name for parte in fields(lido)]
    mudados = {nome: getattr(atual, nome) for nome in nomes if getattr(atual, nome) != getattr(mostrado, nome)}
    return replace(lido, **mudados)

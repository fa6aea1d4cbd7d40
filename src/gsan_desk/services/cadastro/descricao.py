"""What a screen over a table of configuration is, as values; reading, rules and writing follow from them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any, Literal

from sqlalchemy import Column, Sequence, Table
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import NAO, SIM
from gsan_desk.domain.dominios import Contexto, Item
from gsan_desk.domain.erros import Violacao
from gsan_desk.models.base import Base

Valores = Mapping[str, Any]
ATIVO_INATIVO = (Item(SIM, "Ativo"), Item(NAO, "Inativo"))
SIM_NAO = (Item(SIM, "Sim"), Item(NAO, "Não"))


class Especie(Enum):
    """What a field holds, and so how it is shown."""

    TEXTO = auto()
    TEXTO_LONGO = auto()
    INTEIRO = auto()
    DINHEIRO = auto()
    SIM_NAO = auto()
    OPCAO = auto()
    MARCA = auto()
    """One of a few rows, or none, all in sight."""
    CODIGO = auto()
    DATA = auto()
    MOMENTO = auto()
    ARQUIVO = auto()


@dataclass(frozen=True, slots=True)
class Registro:
    """A row with the rows of its grids; ``id`` is ``None`` while it has not been written."""

    valores: Valores
    id: int | None = None
    filhos: Mapping[str, tuple["Registro", ...]] = field(default_factory=dict)
    ultima_alteracao: datetime | None = None

    def __getitem__(self, nome: str) -> Any:
        return self.valores.get(nome)


@dataclass(frozen=True, slots=True)
class Ambiente:
    """What look-ups and rules read besides the row: who acts, the domain rows, the lists read with the screen."""

    contexto: Contexto
    listas: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


Opcoes = Callable[[Ambiente, Valores], Iterable[Any]]
Cabe = Callable[[Valores], bool]
Regras = Callable[[Registro, Ambiente], Iterable[Violacao]]


def sem_regras(_registro: Registro, _ambiente: Ambiente) -> Iterable[Violacao]:
    """Have no rule beyond those of the fields."""
    return ()


@dataclass(frozen=True, slots=True)
class Campo:
    """A field.

    Args:
        nome: name of the value, and of the attribute or column where it is stored.
        tamanho: characters, or digits.
        ajuda: the plain sentence beside the field: what it does to an RA.
        opcoes: rows to choose from, given the values of the others.
        cabe: whether the field is open, given the values of the others; closed, it holds ``fechado``.
        inicial: what the field shows of a row that does not store it.
        ausente, inexistente: what is said of a mandatory field left empty, of a code that is none.
        vazio: what the base stores for nothing.
        protegido: whether this person may only look; ``ajuda_protegido`` says why.
    """

    nome: str
    rotulo: str
    especie: Especie = Especie.TEXTO
    obrigatorio: bool = False
    tamanho: int = 50
    padrao: Any = None
    ajuda: str = ""
    opcoes: Opcoes | None = None
    cabe: Cabe | None = None
    fechado: Any = None
    inicial: Callable[[Ambiente, Valores], Any] | None = None
    ausente: str = ""
    inexistente: str = ""
    vazio: Any = None
    so_ao_atualizar: bool = False
    maiusculas: bool = False
    protegido: Callable[[Contexto], bool] | None = None
    ajuda_protegido: str = ""
    grupo: str = ""

    def aberto(self, valores: Valores) -> bool:
        """Tell whether the field is open."""
        return self.cabe is None or self.cabe(valores)


@dataclass(frozen=True, slots=True)
class ColunaLista:
    """A column of a list or grid."""

    nome: str
    titulo: str
    valor: Callable[[Ambiente, Registro], Any]
    largura: int = 14
    alinhamento: Literal["esquerda", "direita", "centro"] = "esquerda"


@dataclass(frozen=True, slots=True)
class Extensao:
    """A table of ours with one row, keyed by the same id, for what GSAN has no column for.

    ``nativas`` are columns of GSAN's table that some bases have for it: where one is, it tells what holds.
    """

    tabela: Table
    colunas: Mapping[str, Column[Any]]
    chave: Column[Any]
    nativas: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Uso:
    """A column elsewhere that points to the row in use, and what its rows are called, one and several."""

    coluna: Any
    um: str
    varios: str

    def dito(self, quantos: int) -> str:
        """Say how many there are."""
        return f"1 {self.um}" if quantos == 1 else f"{quantos} {self.varios}"


@dataclass(frozen=True, slots=True)
class Tabela:
    """Where the rows are.

    Args:
        sequencia: draws the ids; without one the key is a value of the row, alone or within ``pai``.
        natural: the value that is the key where there is no sequence.
        fixos: columns that a new row gets besides its fields.
        dependentes: columns elsewhere whose rows go together with the row they point to.
        usado_por: what keeps the row from being removed.
        uso: value that takes the row out of use.
        pesados: values that are written and never read back.
        extensoes: where values that are ours stand.
    """

    tabela: Table
    colunas: Mapping[str, Column[Any]]
    chave: Column[Any]
    sequencia: str | None = None
    alteracao: Column[Any] | None = None
    pai: Column[Any] | None = None
    natural: str | None = None
    fixos: Mapping[str, Any] = field(default_factory=dict)
    dependentes: tuple[Column[Any], ...] = ()
    usado_por: tuple[Uso, ...] = ()
    uso: str | None = None
    pesados: frozenset[str] = frozenset()
    extensoes: tuple[Extensao, ...] = ()

    @property
    def guardados(self) -> frozenset[str]:
        """Names of the values that are stored, in GSAN's table or in ours."""
        return frozenset(self.colunas).union(*(extensao.colunas for extensao in self.extensoes))


@dataclass(frozen=True, slots=True)
class Descricao:
    """A kind of row: its fields, its columns in a list, its grids, its rules.

    Args:
        nome: what one is called.
        repetido: what is said of a row whose ``distintos`` another row of the same grid has.
        aviso: gives what the person is told and may go on.
    """

    nome: str
    tabela: Tabela
    campos: tuple[Campo, ...]
    colunas: tuple[ColunaLista, ...]
    grades: tuple["Grade", ...] = ()
    regras: Regras = sem_regras
    distintos: tuple[str, ...] = ("descricao",)
    repetido: str = ""
    avisos: Callable[[Registro, Ambiente], Iterable[str]] = lambda _registro, _ambiente: ()

    def campo(self, nome: str) -> Campo:
        """Find a field."""
        return next(campo for campo in self.campos if campo.nome == nome)

    def titulo(self, registro: Registro, ambiente: Ambiente) -> str:
        """Name a row as its list does, by the first column."""
        return str(self.colunas[0].valor(ambiente, registro) or "")


def chave_de(descricao: Descricao, registro: Registro) -> Any:
    """Give what tells a row from its siblings: its id, or the value that is its key."""
    natural = descricao.tabela.natural
    return registro[natural] if natural is not None else registro.id


@dataclass(frozen=True, slots=True)
class Grade:
    """Rows inside a row; ``ausente`` is said when one at least is needed, ``regras`` see all; some are not changed."""

    nome: str
    rotulo: str
    descricao: Descricao
    ausente: str = ""
    cabe: Cabe | None = None
    alteravel: bool = True
    regras: Callable[[tuple[Registro, ...]], Iterable[str]] = lambda _linhas: ()

    def aberta(self, valores: Valores) -> bool:
        """Tell whether rows may be added."""
        return self.cabe is None or self.cabe(valores)


@dataclass(frozen=True, slots=True)
class Procurado:
    """A text that is looked for, and whether anywhere or only at the beginning."""

    texto: str
    contendo: bool = False


@dataclass(frozen=True, slots=True)
class Filtro:
    """A field of the filter.

    Args:
        contendo: a text is looked for anywhere, not only at the beginning.
        escolha: the person says which of the two, at the beginning first.
    """

    nome: str
    rotulo: str
    especie: Especie = Especie.TEXTO
    opcoes: Opcoes | None = None
    contendo: bool = False
    escolha: bool = False
    condicao: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Unico:
    """Values that no two rows may share; texts without case, accents and outer blanks.

    Args:
        onde: which rows count, given their values.
        mensagem: gets the row that is refused.
    """

    campos: tuple[str, ...]
    mensagem: Callable[[Registro, Ambiente], str]
    onde: Cabe = lambda _valores: True
    campo: str = "descricao"


@dataclass(frozen=True, slots=True)
class Operacoes:
    """Operations that GSAN records."""

    inserir: int | None = None
    atualizar: int | None = None
    remover: int | None = None


@dataclass(frozen=True, slots=True)
class Cadastro:
    """A screen: Inserir and Manter over one table and what hangs on it.

    Args:
        listas: reads what look-ups need and the client has not.
        inserido, atualizado, removido: what is said afterwards; they may hold ``{id}``, ``{descricao}`` and ``{n}``.
    """

    chave: str
    titulo: str
    descricao: Descricao
    filtros: tuple[Filtro, ...]
    inserido: str
    atualizado: str
    removido: str
    listas: Callable[[Session, Contexto], Mapping[str, tuple[Any, ...]]] = lambda _session, _contexto: {}
    unicos: tuple[Unico, ...] = ()
    operacoes: Operacoes = Operacoes()


def da_classe_nossa(modelo: type[Base], nativas: Mapping[str, str] | None = None) -> Extensao:
    """Describe a table of ours that stands beside one of GSAN."""
    tabela = modelo.__table__
    if not isinstance(tabela, Table):
        raise TypeError(f"{modelo.__name__} is not mapped to a table")
    chave = next(iter(tabela.primary_key.columns))
    nossas = {nome: tabela.c[c.name] for nome, c in modelo.__mapper__.columns.items() if c.name != chave.name}
    return Extensao(tabela, nossas, chave, nativas or {})


def da_classe(modelo: type[Base], *, pai: str | None = None, natural: str | None = None, **resto: Any) -> Tabela:
    """Describe a mapped table: every attribute is a value, the sequence that of its key."""
    tabela = modelo.__table__
    if not isinstance(tabela, Table):
        raise TypeError(f"{modelo.__name__} is not mapped to a table")
    colunas = {nome: tabela.c[coluna.name] for nome, coluna in modelo.__mapper__.columns.items()}
    chave = colunas[natural] if natural else next(iter(tabela.primary_key.columns))
    sequencia = chave.default if isinstance(chave.default, Sequence) else None
    proprias = {nome: coluna for nome, coluna in colunas.items() if nome not in {"id", "ultima_alteracao", pai}}
    return Tabela(
        tabela,
        proprias,
        chave,
        sequencia=f"{sequencia.schema}.{sequencia.name}" if sequencia is not None else None,
        alteracao=colunas.get("ultima_alteracao"),
        pai=colunas[pai] if pai else None,
        natural=natural,
        **resto,
    )

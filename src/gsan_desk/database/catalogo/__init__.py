"""GSAN's reference base as facts: one JSON file a schema, one line a column, key and index."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

ESQUEMAS = (
    "arrecadacao",
    "atendimentopublico",
    "cadastro",
    "cobranca",
    "faturamento",
    "financeiro",
    "micromedicao",
    "operacional",
    "seguranca",
)


@dataclass(frozen=True, slots=True)
class Coluna:
    """A column, its type in PostgreSQL's spelling."""

    nome: str
    tipo: str
    nula: bool
    padrao: str | None


@dataclass(frozen=True, slots=True)
class ChaveEstrangeira:
    """A foreign key; ``tabela_alvo`` carries its schema."""

    nome: str
    colunas: tuple[str, ...]
    tabela_alvo: str
    colunas_alvo: tuple[str, ...]
    ao_atualizar: str
    ao_remover: str


@dataclass(frozen=True, slots=True)
class Indice:
    """An index that backs no constraint; ``definicao`` begins with USING."""

    nome: str
    unico: bool
    definicao: str


@dataclass(frozen=True, slots=True)
class Tabela:
    """A table of GSAN; ids come from ``sequencia``, or from the row of ``id_de`` that they share."""

    esquema: str
    nome: str
    sequencia: str | None
    id_de: str | None
    sequencias_de_colunas: dict[str, str]
    colunas: tuple[Coluna, ...]
    chave: tuple[str, ...]
    nome_da_chave: str
    estrangeiras: tuple[ChaveEstrangeira, ...]
    checagens: tuple[tuple[str, str], ...]
    indices: tuple[Indice, ...]

    @property
    def qualificado(self) -> str:
        """Name with schema."""
        return f"{self.esquema}.{self.nome}"

    @property
    def sequencias(self) -> Iterator[str]:
        """Names, with schema, of the sequences that belong to the table."""
        for nome in (self.sequencia, *self.sequencias_de_colunas.values()):
            if nome:
                yield f"{self.esquema}.{nome}"


@cache
def tabelas() -> tuple[Tabela, ...]:
    """Read the whole catalogue, in order of schema and table."""
    return tuple(_tabela(esquema, dado) for esquema in ESQUEMAS for dado in _ler(esquema))


def _ler(esquema: str) -> list[dict[str, Any]]:
    texto = files(__package__).joinpath(f"{esquema}.json").read_text(encoding="utf-8")
    dados: list[dict[str, Any]] = json.loads(texto)
    return dados


def _tabela(esquema: str, dado: dict[str, Any]) -> Tabela:
    nome_da_chave, chave = dado["primary_key"]
    return Tabela(
        esquema=esquema,
        nome=dado["table"],
        sequencia=dado["sequence"],
        id_de=dado["id_from"],
        sequencias_de_colunas=dado["column_sequences"],
        colunas=tuple(Coluna(nome, tipo, nula == "null", padrao) for nome, tipo, nula, padrao in dado["columns"]),
        chave=tuple(chave),
        nome_da_chave=nome_da_chave,
        estrangeiras=tuple(
            ChaveEstrangeira(nome, tuple(de), alvo, tuple(para), atualizar, remover)
            for nome, de, alvo, para, atualizar, remover in dado["foreign_keys"]
        ),
        checagens=tuple((nome, expressao) for nome, expressao in dado["checks"]),
        indices=tuple(Indice(nome, tipo == "unique", definicao) for nome, tipo, definicao in dado["indexes"]),
    )

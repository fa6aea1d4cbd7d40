"""Write rows given as plain mappings: what a NOT NULL column lacks is filled by the meaning of its name."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from psycopg import Connection, sql

Linha = Mapping[str, Any]
Parte = tuple[str, list[Linha]]

_SIM, _NAO = 1, 2
_POR_LETRAS: dict[str, Any] = {"ic": _NAO, "tm": "now", "dt": "today", "vl": 0, "pc": 0, "qt": 0, "nn": 0, "dg": 0}


@dataclass(frozen=True, slots=True)
class Tabela:
    """What the catalogue knows of a table; ``exigidas`` are its columns without default that a row must fill."""

    esquema: str
    nome: str
    chave: tuple[str, ...]
    sequencia: str | None
    colunas: frozenset[str]
    exigidas: frozenset[str]
    estrangeiras: frozenset[str]
    em_uso: frozenset[str]

    @property
    def identificador(self) -> sql.Identifier:
        """Quoted, schema-qualified name."""
        return sql.Identifier(self.esquema, self.nome)


@cache
def tabelas() -> dict[str, Tabela]:
    """Read the catalogue of GSAN's tables, by ``schema.table``."""
    lidas: dict[str, Tabela] = {}
    for arquivo in files("gsan_desk.database").joinpath("catalogo").iterdir():
        if arquivo.name.endswith(".json"):
            esquema = arquivo.name.removesuffix(".json")
            for bruta in json.loads(arquivo.read_text(encoding="utf-8")):
                lidas[f"{esquema}.{bruta['table']}"] = _tabela(esquema, bruta)
    return lidas


def _tabela(esquema: str, bruta: dict[str, Any]) -> Tabela:
    colunas = bruta["columns"]
    return Tabela(
        esquema=esquema,
        nome=bruta["table"],
        chave=tuple(bruta["primary_key"][1]),
        sequencia=bruta["sequence"],
        colunas=frozenset(c[0] for c in colunas),
        exigidas=frozenset(c[0] for c in colunas if c[2] == "not null" and c[3] is None),
        estrangeiras=frozenset(c for chave in bruta["foreign_keys"] for c in chave[1]),
        em_uso=frozenset(c[0] for c in colunas if c[0].endswith("_icuso")),
    )


def _suprir(tabela: Tabela, coluna: str) -> Any:
    """Choose the value of a column that a row does not give: indicators say no, except that the row is in use."""
    resto = coluna.partition("_")[2]
    if resto == "icuso":
        return _SIM
    if coluna in tabela.estrangeiras or resto[:2] not in _POR_LETRAS:
        raise ValueError(f"{tabela.nome}.{coluna} has to be given")
    return _POR_LETRAS[resto[:2]]


def _preparar(tabela: Tabela, linhas: Iterable[Linha]) -> Iterator[tuple[list[str], list[list[Any]]]]:
    """Group the rows by the columns they give, so that a column left out takes its default."""
    grupos: dict[frozenset[str], list[Linha]] = {}
    for linha in linhas:
        grupos.setdefault(frozenset(linha), []).append(linha)
    for dadas, grupo in grupos.items():
        if estranhas := dadas - tabela.colunas:
            raise ValueError(f"{tabela.nome} has no {', '.join(sorted(estranhas))}")
        supridas = {coluna: _suprir(tabela, coluna) for coluna in (tabela.exigidas | tabela.em_uso) - dadas}
        colunas = sorted(dadas)
        fixos = list(supridas.values())
        yield [*colunas, *supridas], [[*(linha[c] for c in colunas), *fixos] for linha in grupo]


def inserir(conexao: Connection[Any], nome: str, linhas: Iterable[Linha]) -> None:
    """Insert rows; one whose key is there already stays as it is."""
    tabela = tabelas()[nome]
    with conexao.cursor() as cursor:
        for colunas, valores in _preparar(tabela, linhas):
            comando = sql.SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO NOTHING").format(
                tabela.identificador,
                _nomes(colunas),
                sql.SQL(", ").join(sql.Placeholder() * len(colunas)),
                _nomes(tabela.chave),
            )
            cursor.executemany(comando, valores)


def copiar(conexao: Connection[Any], nome: str, linhas: Iterable[Linha]) -> None:
    """Load many new rows with COPY."""
    tabela = tabelas()[nome]
    with conexao.cursor() as cursor:
        for colunas, valores in _preparar(tabela, linhas):
            comando = sql.SQL("COPY {} ({}) FROM STDIN").format(tabela.identificador, _nomes(colunas))
            with cursor.copy(comando) as copia:
                for linha in valores:
                    copia.write_row(linha)


def _nomes(colunas: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, colunas))


def avancar_sequencias(conexao: Connection[Any], nomes: Iterable[str]) -> None:
    """Move the sequence of each table above its largest id, never back."""
    for nome in nomes:
        tabela = tabelas()[nome]
        if tabela.sequencia is None:
            continue
        sequencia = sql.Identifier(tabela.esquema, tabela.sequencia)
        conexao.execute(
            sql.SQL(
                "SELECT setval({texto}::regclass, maior.id) FROM (SELECT max({chave}) AS id FROM {tabela}) AS maior,"
                " {sequencia} AS atual WHERE maior.id > atual.last_value"
                " OR (maior.id = atual.last_value AND NOT atual.is_called)"
            ).format(
                texto=sql.Literal(f"{tabela.esquema}.{tabela.sequencia}"),
                chave=sql.Identifier(tabela.chave[0]),
                tabela=tabela.identificador,
                sequencia=sequencia,
            )
        )


def agora_no_servidor(conexao: Connection[Any]) -> datetime:
    """Read the server's clock, to the minute, in the connection's time zone."""
    linha = conexao.execute("SELECT date_trunc('minute', localtimestamp)").fetchone()
    if linha is None:
        raise RuntimeError("the server told no time")
    agora: datetime = linha[0]
    return agora


def ler_json(nome: str) -> list[tuple[str, list[Linha]]]:
    """Read a data file of this package, in the order of insertion.

    The rows of a table are objects, or lists of values when ``colunas`` names their columns.
    """
    bruto = json.loads(files(__package__).joinpath(nome).read_text(encoding="utf-8"))
    return [(bloco["tabela"], _linhas(bloco)) for bloco in bruto]


def _linhas(bloco: dict[str, Any]) -> list[Linha]:
    if "colunas" not in bloco:
        return list(bloco["linhas"])
    return [dict(zip(bloco["colunas"], linha, strict=True)) for linha in bloco["linhas"]]

"""Rows of several tables in one statement, which is built and compiled once for each choice of tables and columns.

A statement that lists the rows themselves is another one for each number of rows, and composing it costs more than
running it: here each column is one array.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Insert, String, Text, bindparam, cast, column, func, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from gsan_desk.models.base import Base

Linha = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parte:
    """Rows of one table, by attribute; all have the same attributes.

    A value that is SQL (a sequence, the server's clock) must be the same SQL in every row and at every call.
    """

    modelo: type[Base]
    linhas: Sequence[Linha]


@dataclass(frozen=True, slots=True)
class _Forma:
    modelo: type[Base]
    valores: tuple[str, ...]
    expressoes: tuple[str, ...]


_COMANDOS: dict[tuple[_Forma, ...], Insert] = {}


def inserir_um(session: Session, modelo: Any, linha: Linha) -> int:
    """Insert one row, its id drawn by the sequence, and give the id; one statement."""
    colunas = _colunas(modelo)
    expressoes = {colunas[nome].name: v for nome, v in linha.items() if isinstance(v, ColumnElement)}
    parametros = {colunas[nome].name: v for nome, v in linha.items() if not isinstance(v, ColumnElement)}
    comando = insert(modelo.__table__).values(expressoes).returning(colunas["id"])
    return int(session.connection().execute(comando, parametros).scalar_one())


def inserir(session: Session, partes: Sequence[Parte]) -> None:
    """Insert all rows in one statement; a part without rows is left out."""
    cheias = [parte for parte in partes if parte.linhas]
    formas = tuple(_forma(parte) for parte in cheias)
    comando = _COMANDOS.get(formas)
    if comando is None:
        comando = _COMANDOS[formas] = _compor(formas, [parte.linhas[0] for parte in cheias])
    parametros = {
        _nome(numero, atributo): [linha[atributo] for linha in parte.linhas]
        for numero, (parte, forma) in enumerate(zip(cheias, formas, strict=True))
        for atributo in forma.valores
    }
    session.connection().execute(comando, parametros)


def _forma(parte: Parte) -> _Forma:
    primeira = parte.linhas[0]
    expressoes = tuple(nome for nome, valor in primeira.items() if isinstance(valor, ColumnElement))
    return _Forma(parte.modelo, tuple(nome for nome in primeira if nome not in expressoes), expressoes)


def _compor(formas: Sequence[_Forma], primeiras: Sequence[Linha]) -> Insert:
    comandos = [_comando(n, forma, linha) for n, (forma, linha) in enumerate(zip(formas, primeiras, strict=True))]
    *outros, ultimo = comandos
    return ultimo.add_cte(*(comando.cte(f"parte_{n}") for n, comando in enumerate(outros)))


def _comando(numero: int, forma: _Forma, primeira: Linha) -> Insert:
    colunas = _colunas(forma.modelo)
    vetores = []
    for nome in forma.valores:
        tipo = ARRAY(_solto(colunas[nome].type))
        vetores.append(cast(bindparam(_nome(numero, nome), type_=tipo), tipo))
    lidas = [column(nome, _solto(colunas[nome].type)) for nome in forma.valores]
    linhas = func.unnest(*vetores).table_valued(*lidas).render_derived(f"linhas_{numero}")
    valores = [*(linhas.c[nome] for nome in forma.valores), *(primeira[nome] for nome in forma.expressoes)]
    destino = [colunas[nome] for nome in (*forma.valores, *forma.expressoes)]
    tabela: Any = forma.modelo.__table__
    return insert(tabela).from_select(destino, select(*valores).select_from(linhas))


def _nome(numero: int, atributo: str) -> str:
    return f"p{numero}_{atributo}"


def _solto(tipo: Any) -> Any:
    """Carry a text without its length: a cast would cut in silence what the column is to refuse."""
    fisico = tipo.impl if isinstance(tipo, TypeDecorator) else tipo
    return Text() if isinstance(fisico, String) else fisico


@cache
def _colunas(modelo: Any) -> dict[str, Any]:
    return {propriedade.key: propriedade.columns[0] for propriedade in modelo.__mapper__.column_attrs}

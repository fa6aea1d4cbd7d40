"""Names of rows that the client keeps no table of, many tables in one statement."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, cast, func, select, union_all
from sqlalchemy.orm import Session

from gsan_desk.models.cadastro import BairroArea, Cliente, Funcionario, Quadra, SetorComercial
from gsan_desk.models.faturamento import Conta, ContaHistorico
from gsan_desk.services.linhas_json import Consulta, linhas, texto

TABELAS: dict[str, tuple[Any, Any]] = {
    "setores": (SetorComercial, SetorComercial.codigo),
    "quadras": (Quadra, Quadra.numero),
    "areas": (BairroArea, BairroArea.nome),
    "clientes": (Cliente, Cliente.nome),
    "funcionarios": (Funcionario, Funcionario.nome),
}
CONTAS = "contas"
Ids = Mapping[str, Sequence[int]]
Tabelas = dict[str, dict[int, str]]


def ler(session: Session, ids: Ids) -> Tabelas:
    """Look up the ids of each table; one statement."""
    return montar(session.execute(_consulta(), dict(ids)).one()._mapping)


def listas() -> Iterator[ColumnElement[Any]]:
    """Give a column for each table, with a parameter of its name that takes the ids."""
    for nome, (modelo, coluna) in TABELAS.items():
        yield linhas(_nomes(modelo, texto(cast(coluna, String)), nome)).label(nome)
    contas = union_all(*(_nomes(m, _referencia(m.referencia), CONTAS) for m in (Conta, ContaHistorico)))
    yield linhas(select(contas.subquery())).label(CONTAS)


def _nomes(modelo: Any, mostrado: Any, parametro: str) -> Consulta:
    escolhidos = modelo.id.in_(bindparam(parametro, expanding=True))
    return select(modelo.id.label("id"), mostrado.label("nome")).where(escolhidos)


def _referencia(coluna: Any) -> ColumnElement[str]:
    """Show ``aaaamm`` as ``mm/aaaa``."""
    mostrado = func.to_char(coluna, "FM000000")
    return func.concat(func.substr(mostrado, 5, 2), "/", func.substr(mostrado, 1, 4), type_=String)


def montar(linha: Any) -> Tabelas:
    """Build the tables from a row that has the columns of :func:`listas`."""
    return {nome: {dados["id"]: dados["nome"] for dados in linha[nome]} for nome in (*TABELAS, CONTAS)}


@cache
def _consulta() -> Consulta:
    return select(*listas())

"""What the mapped classes need of GSAN's tables and a base does not have."""

from collections.abc import Container, Iterator, Mapping

from sqlalchemy import Table

from gsan_desk.models import tabelas


def do_gsan() -> Iterator[Table]:
    """Give the mapped tables of GSAN."""
    yield from (tabela for tabela in tabelas() if tabela.schema != "gsan_desk")


def faltas(presentes: Mapping[str, Container[str]]) -> dict[str, tuple[str, ...]]:
    """Give the missing columns by table, none for a table that is not there at all.

    Args:
        presentes: columns of each table of the base, by name with schema.
    """
    ausentes: dict[str, tuple[str, ...]] = {}
    for tabela in do_gsan():
        nome = tabela.fullname
        if nome not in presentes:
            ausentes[nome] = ()
        elif colunas := tuple(c.name for c in tabela.columns if c.name not in presentes[nome]):
            ausentes[nome] = colunas
    return ausentes

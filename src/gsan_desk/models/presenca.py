"""What the mapped classes need of GSAN's tables and a base does not have, or has in excess."""

from collections.abc import Container, Iterator, Mapping

from sqlalchemy import Table

from gsan_desk.domain.requisitos import Falta
from gsan_desk.models import tabelas


def do_gsan() -> Iterator[Table]:
    """Give the mapped tables of GSAN."""
    yield from (tabela for tabela in tabelas() if tabela.schema != "gsan_desk")


def faltas(
    presentes: Mapping[str, Container[str]], exigidas: Mapping[str, tuple[str, ...]], gravadas: Container[str]
) -> tuple[Falta, ...]:
    """Compare the mapped tables with a base.

    Args:
        presentes: columns of each table of the base, by name with schema.
        exigidas: those of them that refuse NULL and have no default.
        gravadas: tables into which the product inserts.
    """
    return tuple(_faltas(presentes, exigidas, gravadas))


def _faltas(
    presentes: Mapping[str, Container[str]], exigidas: Mapping[str, tuple[str, ...]], gravadas: Container[str]
) -> Iterator[Falta]:
    for tabela in do_gsan():
        nome = tabela.fullname
        if nome not in presentes:
            yield Falta(nome)
            continue
        ausentes = tuple(c.name for c in tabela.columns if c.name not in presentes[nome])
        estranhas = tuple(c for c in exigidas.get(nome, ()) if c not in tabela.columns) if nome in gravadas else ()
        if ausentes or estranhas:
            yield Falta(nome, ausentes, estranhas)

"""In what a base is not the one that the product knows: looked at once, when somebody enters (spec 10 §14)."""

from functools import cache
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, String, cast, column, func, literal, select, table

from gsan_desk.domain.requisitos import Falta
from gsan_desk.models.presenca import do_gsan
from gsan_desk.services.linhas_json import linhas


@cache
def ausencias() -> ColumnElement[Any]:
    """Carry the mapped columns that the base does not have, as :func:`montar` wants them.

    Looks at the catalog itself: information_schema hides what the role may not touch.
    """
    pares = [(tabela.fullname, coluna.name) for tabela in do_gsan() for coluna in tabela.columns]
    nomes = [cast(literal(lado, ARRAY(String)), ARRAY(String)) for lado in map(list, zip(*pares, strict=True))]
    mapeada = func.unnest(*nomes).table_valued("tabela", "coluna").render_derived(name="mapeada")
    atributo = table("pg_attribute", *map(column, ("attrelid", "attname", "attisdropped")), schema="pg_catalog")
    alvo = func.to_regclass(mapeada.c.tabela)
    presente = (
        select(literal(1))
        .select_from(atributo)
        .where(
            atributo.c.attrelid == alvo,
            cast(atributo.c.attname, String) == mapeada.c.coluna,
            ~atributo.c.attisdropped,
        )
        .correlate(mapeada)
        .exists()
    )
    return linhas(select(mapeada.c.tabela, mapeada.c.coluna, alvo.is_(None).label("sem_tabela")).where(~presente))


def montar(lidas: list[dict[str, Any]]) -> tuple[Falta, ...]:
    """Gather the columns by table."""
    por_tabela: dict[str, tuple[str, ...]] = {}
    for linha in lidas:
        colunas = por_tabela.setdefault(linha["tabela"], ())
        if not linha["sem_tabela"]:
            por_tabela[linha["tabela"]] = (*colunas, linha["coluna"])
    return tuple(Falta(tabela, colunas) for tabela, colunas in por_tabela.items())

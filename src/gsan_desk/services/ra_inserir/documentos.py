"""Documents of the solicitante, which only the later line of GSAN stores (spec 10 §14)."""

from functools import cache
from typing import Any

from sqlalchemy import Select, String, cast, column, func, select, table
from sqlalchemy.orm import Session

from gsan_desk.domain.registro_atendimento import Documentos
from gsan_desk.models import variantes


def colunas(session: Session, documentos: Documentos) -> dict[str, Any]:
    """Give the columns to be written: none without documents, or where the base lacks one of them; one statement."""
    if not documentos.informados or session.execute(_presentes()).scalar_one() < len(variantes.DOCUMENTOS):
        return {}
    valores = (documentos.cpf or None, documentos.rg or None, documentos.orgao_rg_id, documentos.uf_rg_id)
    return dict(zip(variantes.DOCUMENTOS, valores, strict=True))


@cache
def _presentes() -> Select[int]:
    """Count the columns in the catalog itself: information_schema hides what the role may not touch."""
    atributo = table("pg_attribute", *map(column, ("attrelid", "attname", "attisdropped")), schema="pg_catalog")
    classe = table("pg_class", *map(column, ("oid", "relname", "relnamespace")), schema="pg_catalog")
    esquema = table("pg_namespace", *map(column, ("oid", "nspname")), schema="pg_catalog")
    return (
        select(func.count())
        .select_from(atributo)
        .join(classe, classe.c.oid == atributo.c.attrelid)
        .join(esquema, esquema.c.oid == classe.c.relnamespace)
        .where(
            cast(esquema.c.nspname, String) == variantes.AP,
            cast(classe.c.relname, String) == variantes.ra_solicitante.name,
            cast(atributo.c.attname, String).in_(variantes.DOCUMENTOS),
            ~atributo.c.attisdropped,
        )
    )

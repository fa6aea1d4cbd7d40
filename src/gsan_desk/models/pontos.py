"""Points of RAs and imóveis in projected metres, written the same in the index and in whoever searches by it.

An imóvel keeps its coordinates as text, which a live base may hold in any form: only what reads as a number counts.
"""

_NUMERO = "'^[0-9]{1,9}([.,][0-9]{1,8})?$'"


def ponto_do_ra(tabela: str = "") -> str:
    """Write the point of an RA; ``tabela`` is the name with which the query knows it."""
    prefixo = f"{tabela}." if tabela else ""
    return f"point({prefixo}rgat_nncoordenadaleste::float8, {prefixo}rgat_nncoordenadanorte::float8)"


def ponto_do_imovel(tabela: str = "") -> str:
    """Write the point of an imóvel, NULL where the register holds none."""
    prefixo = f"{tabela}." if tabela else ""
    x, y = f"{prefixo}imov_nncoordenadax", f"{prefixo}imov_nncoordenaday"
    return (
        f"(CASE WHEN {x} ~ {_NUMERO} AND {y} ~ {_NUMERO}"
        f" THEN point(replace({x}, ',', '.')::float8, replace({y}, ',', '.')::float8) END)"
    )

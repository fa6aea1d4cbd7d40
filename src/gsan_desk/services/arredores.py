"""What lies around a place, for the map: imóveis, open RAs, the names of the streets (issue 6, point 6)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.projecao import zona_de
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.models.pontos import ponto_do_imovel, ponto_do_ra

ALCANCE = 400.0
"""Metres to each side."""
_RA, _IMOVEL = ponto_do_ra("r"), ponto_do_imovel("i")


def _meio(coluna: str) -> str:
    """Average the first imóveis of a street or localidade; those without coordinates do not count."""
    qual = f"i.{coluna} = CAST(:{coluna} AS integer)"
    imoveis = f"SELECT {_IMOVEL} AS ponto FROM cadastro.imovel i WHERE {qual} LIMIT 200"  # noqa: S608 - constants
    return f"SELECT avg((p.ponto)[0]) AS x, avg((p.ponto)[1]) AS y FROM ({imoveis}) p"  # noqa: S608


_CENTRO = text(f"""
    SELECT a.zona_utm, (
        SELECT longitude FROM gsan_desk.relato_cidadao WHERE longitude IS NOT NULL ORDER BY recebido_em DESC LIMIT 1
    ) AS longitude, coalesce(rua.x, localidade.x) AS leste, coalesce(rua.y, localidade.y) AS norte
    FROM gsan_desk.relato_ajustes a
    LEFT JOIN LATERAL ({_meio("lgbr_id")}) rua ON true
    LEFT JOIN LATERAL ({_meio("loca_id")}) localidade ON rua.x IS NULL
""")  # noqa: S608 - constants
_AREA = (
    "box(point(CAST(:leste AS float8) - :alcance, CAST(:norte AS float8) - :alcance),"
    " point(CAST(:leste AS float8) + :alcance, CAST(:norte AS float8) + :alcance))"
)
_PONTO = "point(CAST(:leste AS float8), CAST(:norte AS float8))"
_VIZINHOS = text(f"""
    WITH casa AS MATERIALIZED (SELECT i.imov_id AS id, ({_IMOVEL})[0] AS leste, ({_IMOVEL})[1] AS norte,
        concat_ws(' ', t.lgtp_dslogradourotipo, l.logr_nmlogradouro) AS rua, btrim(i.imov_nnimovel) AS numero, i.lgbr_id
    FROM cadastro.imovel i
    LEFT JOIN cadastro.logradouro_bairro b ON b.lgbr_id = i.lgbr_id
    LEFT JOIN cadastro.logradouro l ON l.logr_id = b.logr_id
    LEFT JOIN cadastro.logradouro_tipo t ON t.lgtp_id = l.lgtp_id
    WHERE {_IMOVEL} IS NOT NULL AND {_IMOVEL} <@ {_AREA} ORDER BY {_IMOVEL} <-> {_PONTO} LIMIT 150)
    , rua AS (SELECT lgbr_id, avg(leste) AS leste, avg(norte) AS norte FROM casa WHERE lgbr_id IS NOT NULL GROUP BY 1)
    SELECT true AS imovel, id, leste, norte, rua, numero, false AS pela_rua FROM casa
    UNION ALL
    (SELECT false, r.rgat_id, ({_RA})[0], ({_RA})[1], '', '', false FROM atendimentopublico.registro_atendimento r
    WHERE r.rgat_cdsituacao = 1 AND r.rgat_nncoordenadaleste IS NOT NULL AND {_RA} <@ {_AREA}
    ORDER BY {_RA} <-> {_PONTO} LIMIT 80)
    UNION ALL
    (SELECT false, r.rgat_id, coalesce(c.leste, rua.leste), coalesce(c.norte, rua.norte), '', '', c.leste IS NULL
    FROM rua CROSS JOIN LATERAL (
        SELECT r.rgat_id, r.imov_id, btrim(r.rgat_nnimovel) AS numero FROM atendimentopublico.registro_atendimento r
        WHERE r.lgbr_id = rua.lgbr_id AND r.rgat_cdsituacao = 1 AND r.rgat_nncoordenadaleste IS NULL
        ORDER BY r.rgat_tmregistroatendimento DESC LIMIT 20) r
    LEFT JOIN LATERAL (
        SELECT casa.leste, casa.norte FROM casa
        WHERE casa.id = r.imov_id OR (casa.lgbr_id = rua.lgbr_id AND casa.numero = r.numero)
        ORDER BY casa.id = r.imov_id DESC NULLS LAST LIMIT 1) c ON true
    LIMIT 80)
""")  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Vizinho:
    """An imóvel or an open RA, in metres; an RA of which only the street is known lies in the middle of it."""

    imovel: bool
    id: int
    leste: float
    norte: float
    rua: str = ""
    numero: str = ""
    pela_rua: bool = False


@dataclass(frozen=True, slots=True)
class Arredores:
    """``centro`` is (leste, norte); without ``zona`` metres cannot become degrees, and nothing can be shown."""

    zona: int | None
    centro: tuple[float, float] | None
    vizinhos: tuple[Vizinho, ...] = ()

    def ruas(self) -> Iterable[tuple[str, float, float]]:
        """Give each street's name and the middle of its imóveis."""
        por_rua: dict[str, list[Vizinho]] = defaultdict(list)
        for vizinho in self.vizinhos:
            if vizinho.rua:
                por_rua[vizinho.rua].append(vizinho)
        for rua, casas in por_rua.items():
            yield rua, sum(c.leste for c in casas) / len(casas), sum(c.norte for c in casas) / len(casas)


def ver(session: Session, local: Local) -> Arredores:
    """Look around the coordinates of a place, or else its street, or else its localidade; two statements at most."""
    endereco = local.endereco.logradouro_bairro_id if local.endereco is not None else None
    achado = session.execute(_CENTRO, {"lgbr_id": endereco, "loca_id": local.localidade_id}).one()
    zona = achado.zona_utm or (zona_de(achado.longitude) if achado.longitude is not None else None)
    centro = _centro(local.coordenada_leste, local.coordenada_norte) or _centro(achado.leste, achado.norte)
    if zona is None or centro is None:
        return Arredores(zona, centro)
    leste, norte = centro
    parametros: dict[str, Any] = {"leste": leste, "norte": norte, "alcance": ALCANCE}
    return Arredores(zona, centro, tuple(Vizinho(*linha) for linha in session.execute(_VIZINHOS, parametros)))


def _centro(leste: Decimal | float | None, norte: Decimal | float | None) -> tuple[float, float] | None:
    return (float(leste), float(norte)) if leste is not None and norte is not None else None

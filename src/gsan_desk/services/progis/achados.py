"""The search behind ``candidatos``: each arm goes through one index and brings few rows (spec 60 §5).

The numbers of open and of other RAs are literals, so that the partial indexes serve. An arm without its datum, a place
without coordinates or a report without street, finds nothing and costs nothing.
"""

from gsan_desk.models.pontos import ponto_do_imovel, ponto_do_ra

_RA = "atendimentopublico.registro_atendimento"
_PONTO = "point(CAST(:leste AS float8), CAST(:norte AS float8))"
_AREA = (
    "box(point(CAST(:leste AS float8) - CAST(:alcance AS float8), CAST(:norte AS float8) - CAST(:alcance AS float8)),"
    " point(CAST(:leste AS float8) + CAST(:alcance AS float8), CAST(:norte AS float8) + CAST(:alcance AS float8)))"
)
_DESDE = "localtimestamp - make_interval(days => CAST(:dias AS integer))"
_DA_ESPECIE = "r.step_id = ANY (CAST(:especies AS integer[]))"
_ABERTO = "r.rgat_cdsituacao = 1"
_RECENTE = f"r.rgat_cdsituacao <> 1 AND (r.rgat_cdsituacao = 3 OR r.rgat_tmencerramento >= {_DESDE})"
_COM_PONTO = "r.rgat_nncoordenadaleste IS NOT NULL"
_DO_RA, _DO_IMOVEL = ponto_do_ra("r"), ponto_do_imovel("i")


def _no_ponto(situacao: str, limite: int) -> str:
    return (
        f"SELECT r.rgat_id, false AS mesmo FROM {_RA} r WHERE {situacao} AND {_COM_PONTO} AND {_DA_ESPECIE}"
        f" AND {_DO_RA} <@ {_AREA} ORDER BY {_DO_RA} <-> {_PONTO} LIMIT {limite}"
    )


def _no_imovel(situacao: str, imoveis: int) -> str:
    return (
        f"SELECT r.rgat_id, false FROM (SELECT imov_id FROM imovel_perto ORDER BY distancia LIMIT {imoveis}) p"
        f" JOIN {_RA} r ON r.imov_id = p.imov_id WHERE {situacao} AND {_DA_ESPECIE}"
    )


def _na_rua(situacao: str, limite: int) -> str:
    return (
        "SELECT d.rgat_id, false FROM rua CROSS JOIN LATERAL ("
        f"SELECT r.rgat_id FROM {_RA} r WHERE r.lgbr_id = rua.lgbr_id AND {situacao} AND {_DA_ESPECIE}"
        f" ORDER BY r.rgat_tmregistroatendimento DESC LIMIT {limite}) d"
    )


SQL = f"""
WITH imovel_perto AS MATERIALIZED (
    SELECT i.imov_id, i.lgbr_id, btrim(i.imov_nnimovel) AS numero, {_DO_IMOVEL} AS ponto,
        {_DO_IMOVEL} <-> {_PONTO} AS distancia
    FROM cadastro.imovel i
    WHERE {_DO_IMOVEL} IS NOT NULL AND {_DO_IMOVEL} <@ {_AREA}
    ORDER BY {_DO_IMOVEL} <-> {_PONTO} LIMIT 150
), rua AS MATERIALIZED (
    SELECT DISTINCT lgbr_id FROM (
        (SELECT lgbr_id FROM imovel_perto WHERE lgbr_id IS NOT NULL GROUP BY 1 ORDER BY min(distancia) LIMIT 5)
        UNION ALL SELECT CAST(:logradouro AS integer)
        UNION ALL (
            SELECT b.lgbr_id FROM unnest(CAST(:inicios AS text[]), CAST(:finais AS text[])) AS p (inicio, fim)
            JOIN cadastro.logradouro l
                ON upper(l.logr_nmlogradouro) ~>=~ p.inicio AND upper(l.logr_nmlogradouro) ~<~ p.fim
            CROSS JOIN LATERAL (
                SELECT count(*) AS iguais FROM unnest(CAST(:trechos AS text[])) AS t (trecho)
                WHERE strpos(upper(l.logr_nmlogradouro), t.trecho) > 0
            ) q
            JOIN cadastro.logradouro_bairro b ON b.logr_id = l.logr_id
            WHERE q.iguais > 0 ORDER BY q.iguais DESC, b.lgbr_id LIMIT 30
        )
    ) v WHERE lgbr_id IS NOT NULL
), braco AS (
    ({_no_ponto(_ABERTO, 80)})
    UNION ALL ({_no_ponto(_RECENTE, 40)})
    UNION ALL ({_no_imovel(f"{_ABERTO} AND r.rgat_nncoordenadaleste IS NULL", 150)})
    UNION ALL ({_no_imovel(f"{_RECENTE} AND r.rgat_nncoordenadaleste IS NULL", 30)})
    UNION ALL ({_na_rua(_ABERTO, 40)})
    UNION ALL ({_na_rua(f"r.rgat_tmregistroatendimento >= {_DESDE} - interval '60 days' AND {_RECENTE}", 15)})
    UNION ALL (
        SELECT r.rgat_id, false FROM {_RA} r WHERE r.imov_id = CAST(:imovel AS integer) AND {_DA_ESPECIE}
            AND ({_ABERTO} OR {_RECENTE})
    )
    UNION ALL (
        SELECT r.rgat_id, true FROM atendimentopublico.solicitante_fone f
        JOIN atendimentopublico.ra_solicitante s ON s.raso_id = f.raso_id
        JOIN {_RA} r ON r.rgat_id = s.rgat_id
        WHERE f.sofo_nnfone = CAST(:fone AS text) AND f.sofo_cdddd = CAST(:ddd AS integer) AND {_DA_ESPECIE}
            AND r.rgat_tmregistroatendimento >= localtimestamp - make_interval(days => CAST(:dias_fone AS integer))
            AND ({_ABERTO} OR {_RECENTE}) LIMIT 20
    )
    UNION ALL (
        SELECT c.rgat_id, true FROM gsan_desk.relato_cidadao c JOIN {_RA} r ON r.rgat_id = c.rgat_id
        WHERE c.telefone = CAST(:e164 AS text) AND {_DA_ESPECIE}
            AND c.recebido_em >= now() - make_interval(days => CAST(:dias_fone AS integer))
            AND ({_ABERTO} OR {_RECENTE}) LIMIT 20
    )
), achado AS MATERIALIZED (
    SELECT rgat_id, bool_or(mesmo) AS mesmo FROM braco WHERE rgat_id <> CAST(:exceto AS integer) GROUP BY 1
)
SELECT a.rgat_id, coalesce({_DO_RA} <-> {_PONTO}, {_DO_IMOVEL} <-> {_PONTO}, perto.distancia) AS distancia,
    r.rgat_nncoordenadaleste IS NULL AND {_DO_IMOVEL} IS NULL AND NOT coalesce(perto.exata, true) AS aproximada,
    a.mesmo AS mesmo_telefone,
    (coalesce({_DO_RA}, {_DO_IMOVEL}, perto.ponto))[0] AS leste,
    (coalesce({_DO_RA}, {_DO_IMOVEL}, perto.ponto))[1] AS norte
FROM achado a
JOIN {_RA} r ON r.rgat_id = a.rgat_id AND r.rgat_idduplicidade IS NULL
LEFT JOIN cadastro.imovel i ON i.imov_id = r.imov_id AND {_COM_PONTO.replace("NOT ", "")}
LEFT JOIN LATERAL (
    SELECT p.distancia, p.ponto, coalesce(p.numero = btrim(r.rgat_nnimovel), false) AS exata
    FROM imovel_perto p WHERE p.lgbr_id = r.lgbr_id ORDER BY exata DESC, p.distancia LIMIT 1
) perto ON {_COM_PONTO.replace("NOT ", "")}
ORDER BY 2 NULLS LAST, a.rgat_id DESC LIMIT 120
"""

"""Ten thousand pending RAs in one unit of the supervisor's, on top of the training's data."""

from typing import Any

import psycopg

PRIMEIRO, QUANTOS = 9_000_000, 10_000

_RAS = """
INSERT INTO atendimentopublico.registro_atendimento
SELECT novo.* FROM (
    SELECT r, row_number() OVER (ORDER BY rgat_id) AS k, count(*) OVER () AS modelos
    FROM atendimentopublico.registro_atendimento r
    WHERE rgat_cdsituacao = 1 AND rgat_idduplicidade IS NULL AND rgat_idreativacao IS NULL
) AS modelo
JOIN generate_series(0, %(quantos)s - 1) AS n ON modelo.k = 1 + n %% modelo.modelos
CROSS JOIN LATERAL jsonb_populate_record(NULL::atendimentopublico.registro_atendimento, to_jsonb(modelo.r)
    || jsonb_build_object('rgat_id', %(primeiro)s + n, 'rgat_idmanual', NULL, 'unid_idatual', %(unidade)s::integer,
        'rgat_tmregistroatendimento', localtimestamp - interval '1 day' - n * interval '3 minutes')) AS novo
"""
_TRAMITES = """
INSERT INTO atendimentopublico.tramite (tram_id, rgat_id, unid_idorigem, unid_iddestino, usur_idregistro,
    usur_idresponsavel, tram_tmtramite, tram_tmultimaalteracao)
SELECT %(primeiro)s + row_number() OVER (ORDER BY ordem, rgat_id), rgat_id, 1, destino, %(usuario)s, %(usuario)s,
    rgat_tmregistroatendimento + ordem * interval '1 minute', rgat_tmregistroatendimento
FROM atendimentopublico.registro_atendimento, (VALUES (0, 1), (1, %(unidade)s)) AS passo (ordem, destino)
WHERE rgat_id BETWEEN %(primeiro)s AND %(primeiro)s + %(quantos)s - 1
"""
_ORDENS = """
INSERT INTO atendimentopublico.ordem_servico
SELECT novo.* FROM (
    SELECT o FROM atendimentopublico.ordem_servico o
    WHERE orse_cdsituacao = 1 AND orse_idreferencia IS NULL ORDER BY orse_id LIMIT 1
) AS modelo
JOIN atendimentopublico.registro_atendimento r
    ON rgat_id BETWEEN %(primeiro)s AND %(primeiro)s + %(quantos)s - 1 AND rgat_id %% 2 = 0
CROSS JOIN LATERAL jsonb_populate_record(NULL::atendimentopublico.ordem_servico, to_jsonb(modelo.o)
    || jsonb_build_object('orse_id', rgat_id, 'rgat_id', rgat_id, 'unid_idatual', r.unid_idatual,
        'orse_icprogramada', 2)) AS novo
"""


def semear(
    conexao: psycopg.Connection[Any], unidade: int, usuario: int, quantos: int = QUANTOS, primeiro: int = PRIMEIRO
) -> None:
    """Insert the RAs, two trâmites for each, an OS that waits for every even one; refresh the statistics."""
    valores = {"primeiro": primeiro, "quantos": quantos, "unidade": unidade, "usuario": usuario}
    for comando in (_RAS, _TRAMITES, _ORDENS):
        conexao.execute(comando, valores)
    conexao.execute("VACUUM ANALYZE")

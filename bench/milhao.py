"""RAs of five years by the million, made in the server: open ones among the newest, a few units with most of them."""

from typing import Any

import psycopg

PRIMEIRO = 20_000_000
_RA = "atendimentopublico.registro_atendimento"
_INDICES = """
SELECT format('DROP INDEX %I.%I', schemaname, indexname), indexdef FROM pg_indexes
WHERE schemaname = 'atendimentopublico' AND tablename = 'registro_atendimento' AND indexdef NOT LIKE '%UNIQUE%'
"""
_INSERIR = """
WITH quantos AS (
    SELECT %(ras)s::integer AS ras
), especificacao AS (
    SELECT step_id, row_number() OVER (ORDER BY step_id) - 1 AS k, count(*) OVER () AS quantas
    FROM atendimentopublico.solicitacao_tipo_espec
), unidade AS (
    SELECT unid_id, row_number() OVER (ORDER BY unid_id) - 1 AS k, count(*) OVER () AS quantas
    FROM cadastro.unidade_organizacional
), motivo AS (
    SELECT min(amen_id) FILTER (WHERE amen_icduplicidade = 1) AS duplicidade,
        min(amen_id) FILTER (WHERE amen_icexecucao = 1) AS execucao
    FROM atendimentopublico.atend_motivo_encmt
), sorteio AS (
    SELECT n, localtimestamp - (ras - n) * (interval '5 years' / ras) AS momento, random() AS popular,
        random() AS cheia, random() AS demora, random() AS insistencia,
        CASE WHEN random() < CASE WHEN n > ras * 0.95 THEN 0.5 WHEN n > ras * 0.75 THEN 0.06 ELSE 0.02 END
            THEN CASE WHEN n %% 50 = 0 THEN 3 ELSE 1 END ELSE 2 END AS situacao
    FROM quantos, generate_series(1, ras) n
)
INSERT INTO atendimentopublico.registro_atendimento (rgat_id, step_id, meso_id, rgat_cdsituacao,
    rgat_icatendimentoonline, rgat_tmregistroatendimento, rgat_dtprevistaoriginal, rgat_dtprevistaatual, unid_idatual,
    rgat_qtreiteracoes, amen_id, rgat_tmencerramento, rgat_dsobservacao, rgat_tmultimaalteracao)
SELECT %(primeiro)s::integer + n, e.step_id, 1, situacao, 1, momento, momento + interval '5 days',
    momento + interval '5 days', u.unid_id, CASE WHEN insistencia < 0.03 THEN 1 + n %% 4 END,
    CASE WHEN situacao = 2 THEN CASE WHEN n %% 37 = 0 THEN duplicidade ELSE execucao END END,
    CASE WHEN situacao = 2 THEN least(momento + demora * demora * interval '30 days', localtimestamp) END,
    repeat('OBSERVACAO DO ATENDIMENTO ', 3), momento
FROM sorteio
JOIN especificacao e ON e.k = floor(e.quantas * power(popular, 2.5))::int
JOIN unidade u ON u.k = floor(u.quantas * power(cheia, 3))::int
CROSS JOIN motivo
"""


def encher(conexao: psycopg.Connection[Any], ras: int) -> None:
    """Insert the RAs without triggers, the plain indexes dropped and rebuilt, and refresh the statistics."""
    conexao.execute("SET session_replication_role = replica")
    conexao.execute("SELECT setseed(0.6)")
    indices = conexao.execute(_INDICES).fetchall()
    for apagar, _ in indices:
        conexao.execute(apagar)
    conexao.execute(_INSERIR, {"ras": ras, "primeiro": PRIMEIRO})
    for _, criar in indices:
        conexao.execute(criar)
    conexao.execute(f"VACUUM ANALYZE {_RA}")

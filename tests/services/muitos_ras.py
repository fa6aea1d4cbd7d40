"""RAs by the hundred for tests of pages and plans, made in the server."""

from sqlalchemy import text
from sqlalchemy.orm import Session

PRIMEIRO = 100_001

_RAS = """
INSERT INTO atendimentopublico.registro_atendimento
    (rgat_id, step_id, meso_id, rgat_cdsituacao, rgat_icatendimentoonline, rgat_tmregistroatendimento,
     rgat_dtprevistaoriginal, rgat_dtprevistaatual, unid_idatual, lgbr_id, loca_id, imov_id, rgat_qtreiteracoes,
     amen_id, rgat_tmencerramento, rgat_tmultimaalteracao)
SELECT :primeiro + n, CASE n % 3 WHEN 0 THEN 9001 WHEN 1 THEN 9016 ELSE 405 END, 1, 1 + (n % 2), 1,
       localtimestamp - (n / 2) * interval '7 hours', current_date, current_date - n % 5,
       CASE WHEN n % 7 = 0 THEN NULL ELSE 11 + n % 5 END, 1 + n % 4, 1 + n % 2,
       CASE WHEN n % 4 = 0 THEN 1001 + n % 5 END, nullif(n % 3, 0),
       CASE WHEN n % 2 = 1 THEN 2 END, CASE WHEN n % 2 = 1 THEN localtimestamp - n * interval '1 hour' END,
       localtimestamp
FROM generate_series(0, :quantos - 1) n
"""
_SOLICITANTES = """
INSERT INTO atendimentopublico.ra_solicitante
    (raso_id, rgat_id, raso_nmsolicitante, raso_icsolicitanteprincipal, raso_nnprotocoloatendimento)
SELECT :primeiro + n, :primeiro + n, 'FULANO', 1, '19991' || lpad(n::text, 9, '0')
FROM generate_series(0, :quantos - 1) n
"""
_FONES = """
INSERT INTO atendimentopublico.solicitante_fone (sofo_id, raso_id, sofo_cdddd, sofo_nnfone, sofo_icfonepadrao, fnet_id)
SELECT :primeiro + n, :primeiro + n, 81, (30000000 + n)::text, 1, 1 FROM generate_series(0, :quantos - 1) n
"""
_TRAMITES = """
INSERT INTO atendimentopublico.tramite
    (tram_id, rgat_id, tram_tmtramite, unid_idorigem, unid_iddestino, usur_idregistro, usur_idresponsavel)
SELECT :primeiro + n, :primeiro + n / 2, localtimestamp - n * interval '3 hours', 15, 11 + n % 5, 101, 101
FROM generate_series(0, 2 * :quantos - 1) n
"""


def criar(sessao: Session, quantos: int) -> None:
    """Insert ``quantos`` RAs, each with solicitante, telephone and two trâmites, and refresh the statistics."""
    for comando in (_RAS, _SOLICITANTES, _FONES, _TRAMITES):
        sessao.execute(text(comando), {"primeiro": PRIMEIRO, "quantos": quantos})
    sessao.execute(text("ANALYZE atendimentopublico.registro_atendimento"))
    sessao.execute(text("ANALYZE atendimentopublico.ra_solicitante"))
    sessao.execute(text("ANALYZE atendimentopublico.solicitante_fone"))
    sessao.execute(text("ANALYZE atendimentopublico.tramite"))

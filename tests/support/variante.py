"""What only the later line of GSAN has: rows of it on top of the small town, and a base that lacks it."""

from sqlalchemy import URL

from tests.support.banco import conectar
from tests.support.cenario import IDS

OCORRENCIA = 501
"""Goes on in the centre."""
OCORRENCIA_CONCLUIDA_HA_POUCO = 502
OCORRENCIA_CONCLUIDA_HA_MUITO = 503
OCORRENCIA_DO_NORTE = 504
ORGAO = 1
ORGAO_EXTINTO = 8
UF = 26
"""Pernambuco."""
LINHAS = f"""
INSERT INTO cadastro.orgao_expedidor_rg (oerg_id, oerg_dsorgaoexpedidorrg, oerg_dsabreviado, oerg_icuso)
VALUES ({ORGAO_EXTINTO}, 'ORGAO EXTINTO', 'EXT', 2);
INSERT INTO atendimentopublico.ocorrencia_operac_tipo (ootp_id, ootp_dsocorrenciatipo, ootp_icuso)
VALUES (3, 'ANTIGA', 2);
INSERT INTO atendimentopublico.ocorrencia_operacional
    (ocop_id, ocop_dsocorrencia, ocop_dsareasafetadas, ocop_tmocorrencia, ocop_dtprevisao, ocop_cdperiodoprevisao,
     ocop_dtconclusao, ocop_dsobservacao, muni_id, loca_id, bair_id, ootp_id, oomt_id)
SELECT ocop_id, ocop_dsocorrencia, 'CENTRO E ARREDORES', agora - ha, (agora + interval '1 day')::date, 2,
    agora::date - conclusao, observacao, {IDS.municipio}, loca_id, bair_id, ootp_id, 1
FROM (VALUES
    ({OCORRENCIA}, 'ADUTORA ROMPIDA NA PRAÇA', interval '3 hours', NULL, 'EQUIPE NO LOCAL',
        {IDS.localidade_centro}, {IDS.bairro_centro}, 1),
    ({OCORRENCIA_CONCLUIDA_HA_POUCO}, 'BOMBA TROCADA', interval '4 days', 2, NULL,
        {IDS.localidade_centro}, {IDS.bairro_centro}, 1),
    ({OCORRENCIA_CONCLUIDA_HA_MUITO}, 'REGISTRO REPARADO', interval '9 days', 3, 'RESOLVIDO',
        {IDS.localidade_centro}, {IDS.bairro_centro}, 1),
    ({OCORRENCIA_DO_NORTE}, 'ELEVATÓRIA PARADA', interval '1 day', NULL, 'AGUARDANDO PEÇA',
        {IDS.localidade_norte}, {IDS.bairro_norte}, 2)
) AS o (ocop_id, ocop_dsocorrencia, ha, conclusao, observacao, loca_id, bair_id, ootp_id),
    (SELECT date_trunc('minute', now() AT TIME ZONE 'America/Recife') AS agora) AS relogio
"""
SEM = """
ALTER TABLE atendimentopublico.registro_atendimento DROP COLUMN ocop_id;
ALTER TABLE atendimentopublico.ra_solicitante
    DROP COLUMN raso_nncpf, DROP COLUMN raso_nnrg, DROP COLUMN oerg_id, DROP COLUMN unfe_id;
ALTER TABLE cadastro.sistema_parametros
    DROP COLUMN parm_icdocobrigatendoperac, DROP COLUMN parm_icdocobrigatendcomercial,
    DROP COLUMN parm_icdocobrigreiteracao, DROP COLUMN parm_icdocobriginformacao,
    DROP COLUMN parm_qtdiasocorrecparalisacao;
DROP TABLE atendimentopublico.ocorrencia_operacional, atendimentopublico.ocorrencia_operac_motivo,
    atendimentopublico.ocorrencia_operac_tipo;
DELETE FROM atendimentopublico.solicitacao_tipo_espec WHERE step_id IN (1038, 1039, 1040)
"""


def com_ocorrencias(dsn: URL) -> None:
    """Put a few ocorrências operacionais into this base."""
    _executar(dsn, LINHAS)


def tornar_anterior(dsn: URL) -> None:
    """Take away what the earlier lines do not have."""
    _executar(dsn, SEM)


def _executar(dsn: URL, comandos: str) -> None:
    with conectar(dsn) as conexao:
        conexao.execute(comandos.encode())

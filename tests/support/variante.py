"""The later line of GSAN on top of the small town: its columns and tables, a few rows, and our rights over them."""

from sqlalchemy import URL

from gsan_desk.database import papeis
from gsan_desk.database.dados.linhas import Linha, inserir
from tests.support.banco import conectar
from tests.support.cenario import IDS

OCORRENCIA = 501
"""Goes on in the centre."""
OCORRENCIA_CONCLUIDA_HA_POUCO = 502
OCORRENCIA_CONCLUIDA_HA_MUITO = 503
OCORRENCIA_DO_NORTE = 504
ORGAO = 1
UF = 26
"""Pernambuco."""
ESTRUTURA = """
CREATE TABLE atendimentopublico.ocorrencia_operac_tipo (
    ootp_id integer PRIMARY KEY, ootp_dsocorrenciatipo varchar(40) NOT NULL, ootp_dsabreviado varchar(10),
    ootp_icuso smallint, ootp_tmultimaalteracao timestamp DEFAULT now()
);
CREATE TABLE atendimentopublico.ocorrencia_operac_motivo (
    oomt_id integer PRIMARY KEY, oomt_dsmotivoocorrenciaoperac varchar(50) NOT NULL, oomt_dsabreviado varchar(10),
    oomt_icuso smallint, ootp_id integer NOT NULL REFERENCES atendimentopublico.ocorrencia_operac_tipo,
    oomt_tmultimaalteracao timestamp DEFAULT now()
);
CREATE TABLE atendimentopublico.ocorrencia_operacional (
    ocop_id integer PRIMARY KEY, ocop_dsocorrencia varchar(200) NOT NULL, ocop_dsareasafetadas varchar(200) NOT NULL,
    ocop_tmocorrencia timestamp NOT NULL, ocop_dtprevisao date, ocop_cdperiodoprevisao smallint,
    ocop_dtreprogramacao date, ocop_cdperiodoreprogramacao smallint, ocop_dtconclusao date,
    ocop_cdperiodoconclusao smallint, ocop_dsobservacao varchar(200),
    muni_id integer REFERENCES cadastro.municipio, loca_id integer REFERENCES cadastro.localidade,
    bair_id integer REFERENCES cadastro.bairro,
    ootp_id integer REFERENCES atendimentopublico.ocorrencia_operac_tipo,
    oomt_id integer NOT NULL REFERENCES atendimentopublico.ocorrencia_operac_motivo,
    ocop_tmultimaalteracao timestamp DEFAULT now()
);
CREATE SEQUENCE atendimentopublico.seq_ocorrencia_operacional;
CREATE SEQUENCE atendimentopublico.seq_ocorrencia_operac_motivo;
CREATE SEQUENCE atendimentopublico.seq_ocorrencia_operac_tipo;
ALTER TABLE atendimentopublico.registro_atendimento
    ADD COLUMN ocop_id integer REFERENCES atendimentopublico.ocorrencia_operacional;
ALTER TABLE atendimentopublico.ra_solicitante
    ADD COLUMN raso_nncpf varchar(11), ADD COLUMN raso_nnrg varchar(13),
    ADD COLUMN oerg_id integer REFERENCES cadastro.orgao_expedidor_rg,
    ADD COLUMN unfe_id integer REFERENCES cadastro.unidade_federacao;
ALTER TABLE cadastro.sistema_parametros
    ADD COLUMN parm_icdocobrigatendoperac smallint NOT NULL DEFAULT 2,
    ADD COLUMN parm_icdocobrigatendcomercial smallint NOT NULL DEFAULT 2,
    ADD COLUMN parm_icdocobrigreiteracao smallint NOT NULL DEFAULT 2,
    ADD COLUMN parm_icdocobriginformacao smallint NOT NULL DEFAULT 2;
"""
LINHAS = f"""
INSERT INTO cadastro.orgao_expedidor_rg (oerg_id, oerg_dsorgaoexpedidorrg, oerg_dsabreviado, oerg_icuso)
VALUES ({ORGAO}, 'SECRETARIA DE SEGURANCA', 'SSP', 1), (2, 'ORGAO EXTINTO', 'EXT', 2);
INSERT INTO atendimentopublico.ocorrencia_operac_tipo (ootp_id, ootp_dsocorrenciatipo, ootp_icuso)
VALUES (1, 'FALTA DE ÁGUA', 1), (2, 'PARALISAÇÃO DA COLETA DE ESGOTOS', 1), (3, 'ANTIGA', 2);
INSERT INTO atendimentopublico.ocorrencia_operac_motivo (oomt_id, oomt_dsmotivoocorrenciaoperac, oomt_icuso, ootp_id)
VALUES (1, 'ADUTORA ROMPIDA', 1, 1);
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


def especificacoes(*ids: int) -> list[Linha]:
    """Especificações with these ids that attendants are not offered."""
    comum = {"sotp_id": IDS.tipo_comum, "step_icuso": 2, "step_icmatricula": 2, "step_iccliente": 2}
    return [comum | {"step_id": id_, "step_dssolcttipoespec": f"SIMPLIFICADO {id_}"} for id_ in ids]


def tornar_posterior(dsn: URL) -> None:
    """Make this base one of the later line, and give the rights again as an upgrade does."""
    with conectar(dsn) as conexao:
        conexao.execute(ESTRUTURA.encode())
        conexao.execute(LINHAS.encode())
        inserir(conexao, "atendimentopublico.solicitacao_tipo_espec", especificacoes(1038, 1039, 1040))
        papeis.aplicar(conexao)

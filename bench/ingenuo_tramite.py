"""The naive counterpart of Tramitar Conjunto: for each RA every rule reads its own rows again, as the web form does."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_COMANDOS = """
SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra;
SELECT rgat_cdsituacao FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra;
SELECT orse_id FROM atendimentopublico.ordem_servico WHERE rgat_id = :ra AND orse_cdsituacao = 3;
SELECT orse_idreferencia FROM atendimentopublico.ordem_servico WHERE rgat_id = :ra AND orse_cdsituacao = 4;
SELECT o.orse_id FROM atendimentopublico.ordem_servico o JOIN atendimentopublico.os_programacao USING (orse_id)
    WHERE o.rgat_id = :ra AND o.orse_cdsituacao = 1 AND ospg_icativo = 1;
SELECT parm_iccontroletramitacaora FROM cadastro.sistema_parametros;
SELECT unid_idatual FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra;
SELECT * FROM seguranca.usuario WHERE usur_id = :usuario;
SELECT pmep_id FROM seguranca.usuario_permissao_espec WHERE usur_id = :usuario;
SELECT sotp_ictarifasocial FROM atendimentopublico.registro_atendimento
    JOIN atendimentopublico.solicitacao_tipo_espec USING (step_id)
    JOIN atendimentopublico.solicitacao_tipo USING (sotp_id) WHERE rgat_id = :ra;
SELECT * FROM cadastro.unidade_organizacional WHERE unid_id = :destino;
SELECT untp_cdtipo FROM cadastro.unidade_tipo JOIN cadastro.unidade_organizacional USING (untp_id)
    WHERE unid_id = :destino;
SELECT untp_cdtipo FROM cadastro.unidade_tipo JOIN cadastro.unidade_organizacional u USING (untp_id)
    JOIN atendimentopublico.registro_atendimento r ON r.unid_idatual = u.unid_id WHERE rgat_id = :ra;
SELECT max(tram_tmtramite) FROM atendimentopublico.tramite WHERE rgat_id = :ra;
SELECT step_icurgencia FROM atendimentopublico.solicitacao_tipo_espec
    JOIN atendimentopublico.registro_atendimento USING (step_id) WHERE rgat_id = :ra;
SELECT orse_id FROM atendimentopublico.ordem_servico WHERE rgat_id = :ra;
SELECT nextval('atendimentopublico.seq_tramite');
INSERT INTO atendimentopublico.tramite (tram_id, rgat_id, unid_idorigem, unid_iddestino, usur_idregistro,
    usur_idresponsavel, tram_tmtramite, tram_tmultimaalteracao)
    SELECT currval('atendimentopublico.seq_tramite'), rgat_id, unid_idatual, :destino, :usuario, :usuario,
        localtimestamp, localtimestamp FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra;
UPDATE atendimentopublico.registro_atendimento SET unid_idatual = :destino, rgat_tmultimaalteracao = localtimestamp
    WHERE rgat_id = :ra;
UPDATE atendimentopublico.ordem_servico SET unid_idatual = :destino, orse_tmultimaalteracao = localtimestamp
    WHERE rgat_id = :ra;
SELECT count(*) FROM atendimentopublico.visualizacao_ra_urgencia WHERE rgat_id = :ra
"""
_PREPARADOS = tuple(text(comando) for comando in _COMANDOS.split(";\n"))


def tramitar(session: Session, ra: int, destino: int, usuario: int) -> None:
    """Read and write one RA: twenty-one statements (spec 60 §3)."""
    for comando in _PREPARADOS:
        session.execute(comando, {"ra": ra, "destino": destino, "usuario": usuario})

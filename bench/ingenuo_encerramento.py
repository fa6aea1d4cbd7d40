"""The naive counterpart of Encerrar: opening and saving read each thing by itself and again, as the web form does."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_REGRAS = """
SELECT * FROM atendimentopublico.solicitacao_tipo_espec
    JOIN atendimentopublico.registro_atendimento USING (step_id) WHERE rgat_id = :ra;
SELECT t.* FROM atendimentopublico.solicitacao_tipo t JOIN atendimentopublico.solicitacao_tipo_espec USING (sotp_id)
    JOIN atendimentopublico.registro_atendimento USING (step_id) WHERE rgat_id = :ra;
SELECT unid_idatual FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra;
SELECT pmep_id FROM seguranca.usuario_permissao_espec WHERE usur_id = :usuario;
SELECT u.* FROM cadastro.unidade_organizacional u JOIN seguranca.usuario USING (unid_id) WHERE usur_id = :usuario;
SELECT s.* FROM cadastro.unidade_organizacional u
    JOIN cadastro.unidade_organizacional s ON s.unid_id = u.unid_idsuperior
    JOIN atendimentopublico.registro_atendimento r ON r.unid_idatual = u.unid_id WHERE rgat_id = :ra;
SELECT * FROM atendimentopublico.ordem_servico WHERE rgat_id = :ra;
SELECT o.orse_id FROM atendimentopublico.ordem_servico o JOIN atendimentopublico.os_programacao USING (orse_id)
    WHERE o.rgat_id = :ra AND ospg_icativo = 1
"""
_ABRIR = """
SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra;
SELECT * FROM atendimentopublico.ra_solicitante WHERE rgat_id = :ra AND raso_icsolicitanteprincipal = 1;
SELECT * FROM atendimentopublico.ra_unidade WHERE rgat_id = :ra AND attp_id = 1;
SELECT unid_iddestino FROM atendimentopublico.tramite WHERE rgat_id = :ra ORDER BY tram_tmtramite DESC LIMIT 1;
SELECT rgat_id FROM atendimentopublico.registro_atendimento WHERE rgat_idreativacao = :ra;
SELECT i.* FROM cadastro.imovel i JOIN atendimentopublico.registro_atendimento USING (imov_id) WHERE rgat_id = :ra;
SELECT * FROM atendimentopublico.atend_motivo_encmt WHERE amen_icuso = 1 ORDER BY amen_dsmotivoencerramento;
SELECT * FROM cadastro.sistema_parametros
"""
_GRAVAR = """
SELECT * FROM atendimentopublico.atend_motivo_encmt WHERE amen_id = :motivo;
SELECT max(orse_tmencerramento) FROM atendimentopublico.ordem_servico WHERE rgat_id = :ra;
UPDATE atendimentopublico.ordem_servico SET orse_cdsituacao = 2, amen_id = :motivo,
    orse_tmencerramento = localtimestamp, orse_tmultimaalteracao = localtimestamp
    WHERE rgat_id = :ra AND orse_cdsituacao <> 2;
SELECT nextval('atendimentopublico.seq_ra_unidade');
INSERT INTO atendimentopublico.ra_unidade (raun_id, unid_id, rgat_id, usur_id, attp_id, raun_tmultimaalteracao)
    SELECT currval('atendimentopublico.seq_ra_unidade'), unid_id, :ra, usur_id, 3, localtimestamp
    FROM seguranca.usuario WHERE usur_id = :usuario;
SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra;
UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2, amen_id = :motivo,
    rgat_tmencerramento = localtimestamp, rgat_tmultimaalteracao = localtimestamp WHERE rgat_id = :ra
"""
_COMANDOS = ";\n".join((_ABRIR, _REGRAS, _REGRAS, _GRAVAR))
_PREPARADOS = tuple(text(comando) for comando in _COMANDOS.split(";\n"))


def encerrar(session: Session, ra: int, motivo: int, usuario: int) -> None:
    """Read and close one RA: thirty-one statements (spec 60 §3)."""
    for comando in _PREPARADOS:
        session.execute(comando, {"ra": ra, "motivo": motivo, "usuario": usuario})

"""What Inserir, Atualizar, Adicionar Solicitante and Reiterar write [UC0366, UC0408, UC0425]."""

from gsan_desk.database.papeis.escrita import ATENDENTE, DESTA, DESTA_OU_MANTEM, MANTEM, SOU_EU, Escrita, Familia
from gsan_desk.models import desk

_DO_SOLICITANTE = (
    "EXISTS (SELECT 1 FROM atendimentopublico.ra_solicitante s WHERE s.raso_id = solicitante_fone.raso_id"
    " AND gsan_desk.pode_manter_ra(s.rgat_id))"
)
_SITUACAO = (
    "rgat_idduplicidade IS NULL AND CASE rgat_cdsituacao"
    " WHEN 2 THEN amen_id = 2 AND gsan_desk.especificacao_encerra(step_id)"
    " ELSE rgat_cdsituacao IN (1, 3) AND amen_id IS NULL AND rgat_tmencerramento IS NULL END"
)
_SEM_TRAMITE = "NOT gsan_desk.ra_tramitado(rgat_id)"
_COLUNAS_DO_RA = (
    "step_id",
    "meso_id",
    "rgat_cdsituacao",
    "rgat_tmregistroatendimento",
    "rgat_dtprevistaoriginal",
    "rgat_dtprevistaatual",
    "rgat_tminicioespera",
    "rgat_tmfimespera",
    "rgat_dsobservacao",
    "imov_id",
    "rgat_dslocalocorrencia",
    "lgbr_id",
    "lgcp_id",
    "rgat_nnimovel",
    "rgat_dscomplementondereco",
    "logr_idinicioperimetro",
    "logr_idfimperimetro",
    "rgat_dspontoreferencia",
    "brar_id",
    "loca_id",
    "stcm_id",
    "qdra_id",
    "dves_id",
    "looc_id",
    "prua_id",
    "pcal_id",
    "rgat_nncoordenadanorte",
    "rgat_nncoordenadaleste",
    "rgat_iccorrdenadassemlogr",
    "rgat_nndiametro",
    "rgat_qtreiteracoes",
    "rgat_tmultimareiteracao",
    "amen_id",
    "rgat_tmencerramento",
    "rgat_dsparecerencerramento",
    "rgat_tmultimaalteracao",
)
_COLUNAS_DO_SOLICITANTE = (
    "clie_id",
    "unid_id",
    "func_id",
    "raso_nmsolicitante",
    "raso_icsolicitanteprincipal",
    "lgbr_id",
    "lgcp_id",
    "raso_nnimovel",
    "raso_dscomplementondereco",
    "logr_idinicioperimetro",
    "logr_idfimperimetro",
    "raso_dspontoreferencia",
    "raso_icenvioemailpesquisa",
    "raso_dsemail",
    "raso_tmultimaalteracao",
)

_ESCRITAS = (
    Escrita(
        "registro_atendimento",
        f"rgat_idreativacao IS NULL AND rgat_tmregistroatendimento <= localtimestamp AND {SOU_EU} IS NOT NULL"
        f" AND {_SITUACAO}",
        "seq_registro_atendimento",
        alterar=MANTEM,
        alterada=_SITUACAO,
        colunas=_COLUNAS_DO_RA,
    ),
    Escrita(
        "ra_unidade",
        f"usur_id = {SOU_EU} AND ({DESTA_OU_MANTEM}) AND (attp_id <> 1 OR gsan_desk.reativo_por(rgat_id, unid_id))",
        "seq_ra_unidade",
        alterar=f"attp_id = 1 AND ({DESTA_OU_MANTEM})",
        alterada="attp_id = 1",
        colunas=("unid_id", "raun_tmultimaalteracao"),
    ),
    Escrita(
        "ra_solicitante",
        f"{DESTA} OR {MANTEM} OR (raso_icsolicitanteprincipal = 2 AND gsan_desk.ra_aberto(rgat_id))",
        "seq_ra_solicitante",
        alterar=DESTA_OU_MANTEM,
        colunas=_COLUNAS_DO_SOLICITANTE,
        remover=DESTA_OU_MANTEM,
    ),
    Escrita(
        "solicitante_fone",
        f"gsan_desk.solicitante_desta_transacao(raso_id) OR {_DO_SOLICITANTE}",
        "seq_solicitante_fone",
        alterar=_DO_SOLICITANTE,
        colunas=(
            "fnet_id",
            "sofo_cdddd",
            "sofo_nnfone",
            "sofo_nnfoneramal",
            "sofo_icfonepadrao",
            "sofo_tmultimaalteracao",
        ),
        remover=_DO_SOLICITANTE,
    ),
    Escrita(
        "ra_anexo",
        DESTA_OU_MANTEM,
        "seq_ra_anexo",
        alterar=DESTA_OU_MANTEM,
        colunas=("raan_dsdocumento", "raan_tmultimaalteracao"),
        remover=DESTA_OU_MANTEM,
    ),
    Escrita("ra_conta", DESTA_OU_MANTEM, remover=DESTA_OU_MANTEM),
    Escrita(
        "ra_pagto_duplicidade",
        f"rapd_icpagtodevolvido = 2 AND ({DESTA_OU_MANTEM}) AND gsan_desk.pagamento_livre(rgat_id, pgmt_id)",
        remover=f"rapd_icpagtodevolvido = 2 AND ({DESTA_OU_MANTEM})",
    ),
    Escrita("tramite", f"usur_idregistro = {SOU_EU} AND {DESTA} AND {_SEM_TRAMITE}", "seq_tramite"),
    Escrita(
        "ordem_servico",
        f"orse_cdsituacao IN (1, 2) AND ({DESTA_OU_MANTEM})",
        "seq_ordem_servico",
        alterar=DESTA_OU_MANTEM,
        colunas=("imov_id", "orse_tmultimaalteracao"),
    ),
    Escrita(
        "ordem_servico_unidade",
        "usur_id = gsan_desk.operador_id() AND EXISTS (SELECT 1 FROM atendimentopublico.ordem_servico o"
        " WHERE o.orse_id = ordem_servico_unidade.orse_id"
        " AND (gsan_desk.ra_desta_transacao(o.rgat_id) OR gsan_desk.pode_manter_ra(o.rgat_id)))",
        "seq_ordem_servico_unidade",
    ),
    Escrita("ra_reiteracao", MANTEM, "seq_ra_reiteracao"),
    Escrita("ra_reiteracao_fone", "gsan_desk.reiteracao_desta_transacao(rart_id)", "seq_ra_reiteracao_fone"),
    Escrita(
        "visualizacao_ra_urgencia",
        f"{DESTA} OR (vrau_icreiteracao = 1 AND {MANTEM})",
        "seq_visualizacao_ra_urgencia",
    ),
)
_DO_AVISADO = f"{DESTA} OR gsan_desk.solicitante_desta_transacao(raso_id)"
_NOSSAS = (
    (desk.RAChave, f"usur_id = {SOU_EU}"),
    (desk.SolicitanteChave, f"usur_id = {SOU_EU}"),
    (desk.RASms, _DO_AVISADO),
    (desk.SmsMensagem, f"usur_id = {SOU_EU} AND situacao = 1 AND tentativas = 0 AND ({_DO_AVISADO})"),
)
FAMILIA = Familia("atendimento", ATENDENTE, _ESCRITAS, _NOSSAS)

"""Our optional indexes over GSAN's tables, by name; each serves an access path of spec 60 §2."""

from gsan_desk.models.pontos import ponto_do_imovel, ponto_do_ra

_RA = "atendimentopublico.registro_atendimento"
_ABERTO = "WHERE rgat_cdsituacao = 1"
_RECENTES = "rgat_tmregistroatendimento DESC, rgat_id DESC"


def _indice(nome: str, alvo: str) -> tuple[str, str]:
    return nome, f"CREATE INDEX {nome} ON {alvo}"


INDICES = dict(
    (
        _indice("gd_ra_solicitante_protocolo", "atendimentopublico.ra_solicitante (raso_nnprotocoloatendimento)"),
        _indice("gd_ra_reiteracao_protocolo", "atendimentopublico.ra_reiteracao (rart_nnprotocoloatendimento)"),
        _indice("gd_ra_reiteracao_ra", "atendimentopublico.ra_reiteracao (rgat_id)"),
        _indice("gd_ra_reiteracao_fone", "atendimentopublico.ra_reiteracao_fone (rart_id)"),
        _indice("gd_ra_anexo_ra", "atendimentopublico.ra_anexo (rgat_id)"),
        _indice("gd_ra_urgencia_ra", "atendimentopublico.visualizacao_ra_urgencia (rgat_id)"),
        _indice(
            "gd_ra_urgencia_usuario",
            "atendimentopublico.visualizacao_ra_urgencia (usur_id, rgat_id) WHERE vrau_icvisualiza = 2",
        ),
        _indice("gd_ra_duplicidade", f"{_RA} (rgat_idduplicidade) WHERE rgat_idduplicidade IS NOT NULL"),
        _indice("gd_ra_aberto_unidade", f"{_RA} (unid_idatual, {_RECENTES}) {_ABERTO}"),
        _indice(
            "gd_ra_caixa",
            f"{_RA} (unid_idatual, rgat_dtprevistaatual, rgat_id)"
            " INCLUDE (rgat_cdsituacao, rgat_tmregistroatendimento, step_id) WHERE rgat_cdsituacao <> 2",
        ),
        _indice(
            "gd_ra_reiterado",
            f"{_RA} (rgat_qtreiteracoes DESC, rgat_tmregistroatendimento, rgat_id) INCLUDE (unid_idatual, step_id)"
            f" {_ABERTO} AND rgat_qtreiteracoes > 0",
        ),
        _indice("gd_ra_aberto_prazo", f"{_RA} (rgat_dtprevistaatual, rgat_id) {_ABERTO}"),
        _indice("gd_ra_aberto_imovel", f"{_RA} (imov_id) {_ABERTO}"),
        _indice("gd_ra_aberto_logradouro", f"{_RA} (lgbr_id) {_ABERTO}"),
        _indice(
            "gd_ra_aberto_ponto",
            f"{_RA} USING gist ({ponto_do_ra()}) {_ABERTO} AND rgat_nncoordenadaleste IS NOT NULL",
        ),
        _indice(
            "gd_ra_outro_ponto",
            f"{_RA} USING gist ({ponto_do_ra()}) WHERE rgat_cdsituacao <> 1 AND rgat_nncoordenadaleste IS NOT NULL",
        ),
        _indice(
            "gd_imovel_ponto",
            f"cadastro.imovel USING gist ({ponto_do_imovel()}) WHERE {ponto_do_imovel()} IS NOT NULL",
        ),
        _indice("gd_ra_periodo", f"{_RA} ({_RECENTES})"),
        _indice("gd_ra_unidade_periodo", f"{_RA} (unid_idatual, {_RECENTES})"),
        _indice("gd_ra_especificacao_periodo", f"{_RA} (step_id, {_RECENTES})"),
        _indice("gd_ra_logradouro_periodo", f"{_RA} (lgbr_id, {_RECENTES})"),
        _indice("gd_ra_area_periodo", f"{_RA} (brar_id, {_RECENTES}) WHERE brar_id IS NOT NULL"),
        _indice("gd_ra_imovel_sem_logradouro", f"{_RA} (imov_id) WHERE lgbr_id IS NULL"),
        _indice(
            "gd_ra_encerramento",
            f"{_RA} (rgat_tmencerramento DESC, rgat_id DESC)"
            " INCLUDE (step_id, rgat_tmregistroatendimento, amen_id, unid_idatual)"
            " WHERE rgat_tmencerramento IS NOT NULL",
        ),
        _indice(
            "gd_tramite_periodo",
            "atendimentopublico.tramite (tram_tmtramite DESC, rgat_id) WHERE unid_idorigem <> unid_iddestino",
        ),
        _indice("gd_solicitante_fone", "atendimentopublico.solicitante_fone (sofo_nnfone)"),
        _indice("gd_cliente_fone", "cadastro.cliente_fone (cfon_nnfone)"),
        _indice("gd_cliente_cpf", "cadastro.cliente (clie_nncpf)"),
        _indice("gd_cliente_cnpj", "cadastro.cliente (clie_nncnpj)"),
        _indice("gd_cliente_nome", "cadastro.cliente (upper(clie_nmcliente) text_pattern_ops)"),
        _indice("gd_logradouro_nome", "cadastro.logradouro (upper(logr_nmlogradouro) text_pattern_ops)"),
    )
)

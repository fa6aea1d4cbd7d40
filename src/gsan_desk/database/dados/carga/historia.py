"""The tables of the RA, each written by one statement from the draws."""

_CHAVES = "(SELECT coalesce(max({0}), 0) AS maior FROM atendimentopublico.{1}) AS m"
RAS = """
INSERT INTO atendimentopublico.registro_atendimento (rgat_id, step_id, meso_id, rgat_cdsituacao,
    rgat_tmregistroatendimento, rgat_dtprevistaoriginal, rgat_dtprevistaatual, rgat_icatendimentoonline,
    rgat_dsobservacao, unid_idatual, imov_id, rgat_qtreiteracoes, rgat_tmultimareiteracao, amen_id,
    rgat_tmencerramento, rgat_dsparecerencerramento, rgat_idduplicidade, rgat_idreativacao, rmrv_id, loca_id, stcm_id,
    qdra_id, brar_id, lgbr_id, lgcp_id, rgat_nnimovel, rgat_dspontoreferencia, rgat_dslocalocorrencia,
    rgat_nncoordenadaleste, rgat_nncoordenadanorte, rgat_tmultimaalteracao)
SELECT p.de_ra + n, step_id, gsan_desk_carga.um(p.meios, gsan_desk_carga.u(n, 60)), situacao, momento, previsto,
    previsto, 1, CASE WHEN gsan_desk_carga.u(n, 61) < 0.8
        THEN gsan_desk_carga.um(p.observacoes, gsan_desk_carga.u(n, 62)) END,
    unid_atual, imov_id, nullif(reiteracoes, 0),
    CASE WHEN reiteracoes > 0 THEN least(previsto + interval '33 hours', coalesce(fim, p.agora)) END, motivo, fim,
    CASE WHEN fim IS NOT NULL THEN 'ATENDIDO CONFORME SOLICITADO, SERVICO EXECUTADO PELA EQUIPE' END,
    CASE WHEN NOT fonte_encerrada THEN p.de_ra + fonte END, CASE WHEN fonte_encerrada THEN p.de_ra + fonte END,
    CASE WHEN fonte_encerrada THEN (SELECT min(rmrv_id) FROM atendimentopublico.ra_motivo_reativacao) END,
    loca_id, stcm_id, qdra_id, brar_id, CASE WHEN situacao <> 3 THEN lgbr_id END,
    CASE WHEN situacao <> 3 THEN lgcp_id END, CASE WHEN situacao <> 3 THEN numero END,
    CASE WHEN situacao <> 3 AND gsan_desk_carga.u(n, 63) < 0.4
        THEN gsan_desk_carga.um(p.referencias, gsan_desk_carga.u(n, 64)) END,
    CASE WHEN situacao = 3 THEN gsan_desk_carga.um(p.sem_endereco, gsan_desk_carga.u(n, 65)) END,
    leste, norte, coalesce(fim, momento)
FROM gsan_desk_carga.ra, gsan_desk_carga.pedido p ORDER BY n
"""
TRAMITES = f"""
INSERT INTO atendimentopublico.tramite (tram_id, rgat_id, tram_dsparecertramite, tram_tmtramite, unid_idorigem,
    unid_iddestino, usur_idregistro, usur_idresponsavel, tram_tmultimaalteracao)
SELECT maior + row_number() OVER (ORDER BY quando, n, j), de_ra + n, CASE WHEN j = 1
        THEN 'TRAMITE GERADO PELO SISTEMA NA ABERTURA DO REGISTRO DE ATENDIMENTO' ELSE 'PARA PROVIDENCIAS' END,
    quando, origem, destino, usuario, usuario, quando
FROM (
    SELECT r.n, j, p.de_ra, maior, date_trunc('second', momento + (coalesce(fim, p.agora) - momento)
            * ((j - 1)::float8 / (tramites + 1))) AS quando,
        CASE WHEN j = 1 THEN unid_abertura ELSE o.unid_id END AS origem,
        CASE WHEN j = tramites THEN unid_atual ELSE d.unid_id END AS destino,
        CASE WHEN j = 1 THEN usur_abertura
            ELSE gsan_desk_carga.um(o.usuarios, gsan_desk_carga.u(r.n, 72)) END AS usuario
    FROM gsan_desk_carga.ra r CROSS JOIN gsan_desk_carga.pedido p CROSS JOIN {_CHAVES.format("tram_id", "tramite")}
    CROSS JOIN LATERAL generate_series(1, tramites) AS j
    CROSS JOIN (SELECT count(*) AS quantas FROM gsan_desk_carga.unidade) AS u
    JOIN gsan_desk_carga.unidade o
        ON o.k = (k_atual + 1 + floor(quantas * power(gsan_desk_carga.u(r.n * 16::bigint + j - 1, 70), 3))::integer)
            % quantas
    JOIN gsan_desk_carga.unidade d
        ON d.k = (k_atual + 1 + floor(quantas * power(gsan_desk_carga.u(r.n * 16::bigint + j, 70), 3))::integer)
            % quantas
) AS passo ORDER BY quando, n, j
"""  # noqa: S608 - text of ours
UNIDADES = f"""
INSERT INTO atendimentopublico.ra_unidade (raun_id, rgat_id, unid_id, usur_id, attp_id, raun_tmultimaalteracao)
SELECT maior + 2 * n + CASE attp WHEN 1 THEN -1 ELSE 0 END, p.de_ra + n,
    CASE attp WHEN 1 THEN unid_abertura ELSE unid_atual END,
    CASE attp WHEN 1 THEN usur_abertura ELSE usur_atual END, attp, CASE attp WHEN 1 THEN momento ELSE fim END
FROM gsan_desk_carga.ra, gsan_desk_carga.pedido p, {_CHAVES.format("raun_id", "ra_unidade")},
    (VALUES (1), (3)) AS relacao (attp)
WHERE attp = 1 OR fim IS NOT NULL ORDER BY n, attp
"""  # noqa: S608 - text of ours
SOLICITANTES = """
INSERT INTO atendimentopublico.ra_solicitante (raso_id, rgat_id, clie_id, raso_nmsolicitante, lgbr_id, lgcp_id,
    raso_nnimovel, raso_icsolicitanteprincipal, raso_nnprotocoloatendimento, raso_tmultimaalteracao)
SELECT p.de_solicitante + ordem * p.ras + n, p.de_ra + n, CASE WHEN como_cliente THEN clie_id END,
    CASE WHEN NOT como_cliente THEN gsan_desk_carga.um(p.primeiros, gsan_desk_carga.u(n, 81 + 10 * ordem)) || ' '
        || gsan_desk_carga.um(p.sobrenomes, gsan_desk_carga.u(n, 82 + 10 * ordem)) || ' '
        || gsan_desk_carga.um(p.ultimos, gsan_desk_carga.u(n, 83 + 10 * ordem)) END,
    CASE WHEN NOT como_cliente THEN lgbr_id END, CASE WHEN NOT como_cliente THEN lgcp_id END,
    CASE WHEN NOT como_cliente THEN numero END, ordem + 1, to_char(momento, 'YYYY') || '1'
        || lpad((p.de_protocolo + ordem * p.ras + n)::text, 9, '0'), momento
FROM gsan_desk_carga.ra CROSS JOIN gsan_desk_carga.pedido p CROSS JOIN (VALUES (0), (1)) AS o (ordem)
CROSS JOIN LATERAL (SELECT ordem = 0 AND clie_id IS NOT NULL AND gsan_desk_carga.u(n, 80) < 0.85 AS como_cliente) AS c
WHERE ordem = 0 OR gsan_desk_carga.u(n, 90) < 0.1 ORDER BY n, ordem
"""
FONES = f"""
INSERT INTO atendimentopublico.solicitante_fone (sofo_id, raso_id, sofo_cdddd, sofo_nnfone, sofo_icfonepadrao, fnet_id,
    sofo_tmultimaalteracao)
SELECT maior + n, p.de_solicitante + n, 81,
    '9' || (80000000 + floor(gsan_desk_carga.u(n, 96) * 19999999)::integer)::text,
    1, 3, momento
FROM gsan_desk_carga.ra, gsan_desk_carga.pedido p, {_CHAVES.format("sofo_id", "solicitante_fone")}
WHERE gsan_desk_carga.u(n, 95) < 0.57 ORDER BY n
"""  # noqa: S608 - text of ours
REITERACOES = f"""
INSERT INTO atendimentopublico.ra_reiteracao (rart_id, rgat_id, rart_nnprotocoloatendimento, clie_id,
    rart_nmsolicitante, rart_dsobservacao, rart_tmultimaalteracao)
SELECT maior + 3 * n + j, p.de_ra + n, to_char(momento, 'YYYY') || '1'
        || lpad((p.de_protocolo + 2 * p.ras + 3 * n + j)::text, 9, '0'), clie_id,
    CASE WHEN clie_id IS NULL THEN gsan_desk_carga.um(p.primeiros, gsan_desk_carga.u(n, 97)) || ' DA SILVA' END,
    'LIGOU DE NOVO, COBRA PRAZO', least(previsto + interval '24 hours' + j * interval '3 hours', coalesce(fim, p.agora))
FROM gsan_desk_carga.ra CROSS JOIN gsan_desk_carga.pedido p CROSS JOIN {_CHAVES.format("rart_id", "ra_reiteracao")}
CROSS JOIN LATERAL generate_series(1, reiteracoes) AS j ORDER BY n, j
"""  # noqa: S608 - text of ours
ORDENS = f"""
INSERT INTO atendimentopublico.ordem_servico (orse_id, rgat_id, svtp_id, amen_id, orse_cdsituacao, orse_tmgeracao,
    orse_tmencerramento, stpr_idoriginal, stpr_idatual, orse_iccomercialatualizado, orse_icdiagnostico,
    orse_icprogramada, unid_idatual, imov_id, orse_tmultimaalteracao)
SELECT maior + n, p.de_ra + n, svtp_id, motivo, CASE WHEN fim IS NOT NULL THEN 2
        WHEN gsan_desk_carga.u(n, 98) < 0.7 THEN 1 ELSE 3 END,
    momento, fim, stpr_id, stpr_id, 2, 2, 2, unid_atual, imov_id, coalesce(fim, momento)
FROM gsan_desk_carga.ra, gsan_desk_carga.pedido p, {_CHAVES.format("orse_id", "ordem_servico")}
WHERE svtp_id IS NOT NULL AND situacao <> 3 AND gsan_desk_carga.u(n, 99) < 0.7 ORDER BY n
"""  # noqa: S608 - text of ours
URGENCIAS = f"""
INSERT INTO atendimentopublico.visualizacao_ra_urgencia (vrau_id, rgat_id, usur_id, vrau_icvisualiza,
    vrau_icreiteracao, vrau_tmultimaalteracao)
SELECT maior + row_number() OVER (ORDER BY n), p.de_ra + n, usur_atual,
    CASE WHEN gsan_desk_carga.u(n, 105) < 0.5 THEN 1 ELSE 2 END, CASE WHEN reiteracoes > 0 THEN 1 ELSE 2 END, momento
FROM gsan_desk_carga.ra, gsan_desk_carga.pedido p, {_CHAVES.format("vrau_id", "visualizacao_ra_urgencia")}
WHERE situacao = 1 AND (urgente OR reiteracoes > 0) ORDER BY n
"""  # noqa: S608 - text of ours
ANEXOS = f"""
INSERT INTO atendimentopublico.ra_anexo (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento,
    raan_dsdocumento, raan_tmultimaalteracao)
SELECT maior + n, p.de_ra + n, convert_to('%PDF-1.4 documento de carga ' || n::text, 'UTF8'), 'pdf',
    'DOCUMENTO APRESENTADO', momento
FROM gsan_desk_carga.ra, gsan_desk_carga.pedido p, {_CHAVES.format("raan_id", "ra_anexo")}
WHERE gsan_desk_carga.u(n, 106) < 0.05 ORDER BY n
"""  # noqa: S608 - text of ours
TABELAS = {
    "atendimentopublico.registro_atendimento": RAS,
    "atendimentopublico.tramite": TRAMITES,
    "atendimentopublico.ra_unidade": UNIDADES,
    "atendimentopublico.ra_solicitante": SOLICITANTES,
    "atendimentopublico.solicitante_fone": FONES,
    "atendimentopublico.ordem_servico": ORDENS,
    "atendimentopublico.ra_reiteracao": REITERACOES,
    "atendimentopublico.visualizacao_ra_urgencia": URGENCIAS,
    "atendimentopublico.ra_anexo": ANEXOS,
}
"""In an order in which what is referred to comes first."""

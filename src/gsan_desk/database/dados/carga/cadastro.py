"""Imóveis and clientes of the load, drawn in the server."""

_DIGITOS = [f"(b / {10**p} % 10)" for p in range(8, -1, -1)]
_SOMA_1 = " + ".join(f"{digito} * {peso}" for digito, peso in zip(_DIGITOS, range(10, 1, -1), strict=True))
_SOMA_2 = " + ".join(f"{digito} * {peso}" for digito, peso in zip(_DIGITOS, range(11, 2, -1), strict=True))

IMOVEIS = """
WITH quantos AS (SELECT count(*)::integer AS lugares FROM gsan_desk_carga.lugar), feito AS (
    INSERT INTO gsan_desk_carga.imovel
    SELECT i, p.de_imovel + i, p.de_cliente + 1 + i % p.clientes, lgbr_id, lgcp_id, qdra_id, stcm_id, loca_id,
        CASE WHEN gsan_desk_carga.u(i, 101) < 0.03 THEN 'S/N'
            ELSE (1 + floor(gsan_desk_carga.u(i, 102) * 1999)::integer)::text END,
        leste + round((gsan_desk_carga.u(i, 103) * 300)::numeric, 2),
        norte + round((gsan_desk_carga.u(i, 104) * 300)::numeric, 2)
    FROM gsan_desk_carga.pedido p, generate_series(1, p.imoveis) AS i
    JOIN gsan_desk_carga.lugar l
        ON l.k = floor((SELECT lugares FROM quantos) * power(gsan_desk_carga.u(i, 100), 1.2))::integer
    RETURNING *
)
INSERT INTO cadastro.imovel (imov_id, loca_id, stcm_id, qdra_id, imov_nnlote, imov_nnsublote, imov_nnimovel,
    imov_icimovelcondominio, imov_icdebitoconta, last_id, lest_id, iper_id, cstf_id, prua_id, pcal_id,
    imov_nncoordenadax, imov_nncoordenaday, lgbr_id, lgcp_id, edrf_id, imov_qteconomia, imov_nnsequencialrota,
    imov_icexclusao, imov_tmultimaalteracao)
SELECT imov_id, loca_id, stcm_id, qdra_id, 1 + k % 9000, k / 9000, numero, 2, 2,
    CASE WHEN gsan_desk_carga.u(k, 110) < 0.88 THEN 3 WHEN gsan_desk_carga.u(k, 110) < 0.95 THEN 5 ELSE 6 END,
    CASE WHEN gsan_desk_carga.u(k, 111) < 0.62 THEN 3 ELSE 1 END,
    CASE WHEN gsan_desk_carga.u(k, 112) < 0.84 THEN 5 WHEN gsan_desk_carga.u(k, 112) < 0.97 THEN 4 ELSE 1 END,
    p.tarifa, 2, 2, leste::text, norte::text, lgbr_id, lgcp_id, 1, 1, k, 2, p.agora
FROM feito, gsan_desk_carga.pedido p ORDER BY k
"""
CLIENTES = f"""
INSERT INTO cadastro.cliente (clie_id, clie_nmcliente, clie_nmabreviado, cltp_id, clie_nncpf, clie_dsemail,
    clie_icenviosms, clie_icuso, clie_tmultimaalteracao)
SELECT id, nome, left(nome, 40), 1,
    lpad(b::text, 9, '0') || d1::text || (CASE WHEN (soma2 + d1 * 2) % 11 < 2 THEN 0
        ELSE 11 - (soma2 + d1 * 2) % 11 END)::text,
    CASE WHEN gsan_desk_carga.u(c, 204) < 0.4 THEN 'cliente' || id::text || '@exemplo.com.br' END,
    CASE WHEN gsan_desk_carga.u(c, 205) < 0.45 THEN 1 ELSE 2 END, 1, agora
FROM (
    SELECT c, p.de_cliente + c AS id, b, p.agora, gsan_desk_carga.um(p.primeiros, gsan_desk_carga.u(c, 200)) || ' '
        || gsan_desk_carga.um(p.sobrenomes, gsan_desk_carga.u(c, 201)) || ' '
        || gsan_desk_carga.um(p.ultimos, gsan_desk_carga.u(c, 202)) AS nome,
        CASE WHEN ({_SOMA_1}) % 11 < 2 THEN 0 ELSE 11 - ({_SOMA_1}) % 11 END AS d1, {_SOMA_2} AS soma2
    FROM gsan_desk_carga.pedido p, generate_series(1, p.clientes) AS c
    CROSS JOIN LATERAL (SELECT ((p.de_cliente + c)::bigint * 7919 % 1000000007 % 1000000000)::integer AS b) AS base
) AS pessoa ORDER BY id
"""  # noqa: S608 - arithmetic of ours
FONES = """
INSERT INTO cadastro.cliente_fone (cfon_id, clie_id, cfon_cdddd, cfon_nnfone, cfon_icfonepadrao, fnet_id,
    cfon_tmultimaalteracao)
SELECT maior + c, p.de_cliente + c, '81',
    '9' || (80000000 + floor(gsan_desk_carga.u(c, 211) * 19999999)::integer)::text,
    1, 3, p.agora
FROM (SELECT coalesce(max(cfon_id), 0) AS maior FROM cadastro.cliente_fone) AS f, gsan_desk_carga.pedido p,
    generate_series(1, p.clientes) AS c
WHERE gsan_desk_carga.u(c, 210) < 0.84 ORDER BY c
"""
ENDERECOS = """
INSERT INTO cadastro.cliente_endereco (cled_id, clie_id, edtp_id, edrf_id, cled_nnimovel,
    cled_icenderecocorrespondencia, lgbr_id, lgcp_id, cled_tmultimaalteracao)
SELECT maior + k, clie_id, 1, 1, numero, 1, lgbr_id, lgcp_id, p.agora
FROM (SELECT coalesce(max(cled_id), 0) AS maior FROM cadastro.cliente_endereco) AS e, gsan_desk_carga.pedido p,
    gsan_desk_carga.imovel
WHERE k <= p.clientes ORDER BY k
"""
VINCULOS = """
INSERT INTO cadastro.cliente_imovel (clim_id, clie_id, imov_id, crtp_id, clim_dtrelacaoinicio, clim_icnomeconta,
    clim_tmultimaalteracao)
SELECT maior + row_number() OVER (ORDER BY k, relacao), CASE relacao WHEN 2 THEN clie_id
    ELSE p.de_cliente + 1 + (k + 17) % p.clientes END, imov_id, relacao,
    p.agora::date - 60 - floor(gsan_desk_carga.u(k, 220) * 4000)::integer,
    CASE relacao WHEN 2 THEN 1 ELSE 2 END, p.agora
FROM (SELECT coalesce(max(clim_id), 0) AS maior FROM cadastro.cliente_imovel) AS v, gsan_desk_carga.pedido p,
    gsan_desk_carga.imovel, (VALUES (1), (2)) AS r (relacao)
WHERE relacao = 2 OR gsan_desk_carga.u(k, 221) < 0.17 ORDER BY k, relacao
"""
TABELAS = {
    "cadastro.imovel": IMOVEIS,
    "cadastro.cliente": CLIENTES,
    "cadastro.cliente_fone": FONES,
    "cadastro.cliente_endereco": ENDERECOS,
    "cadastro.cliente_imovel": VINCULOS,
}

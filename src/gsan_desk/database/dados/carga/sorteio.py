"""Each RA of the load: when, what, where, with whom, and how it stands; the tables are written from these rows."""

_MOMENTOS = """
SELECT row_number() OVER (ORDER BY momento, sorte) AS n, momento
FROM (
    SELECT i AS sorte, CASE WHEN dia + hora > p.agora THEN dia + hora - interval '1 day' ELSE dia + hora END AS momento
    FROM gsan_desk_carga.pedido p, generate_series(1, p.ras) AS i
    CROSS JOIN LATERAL (SELECT p.agora::date - floor((p.ras - i)::float8 * p.dias / p.ras)::integer AS corrido) AS d
    CROSS JOIN LATERAL (SELECT CASE
        WHEN extract(isodow FROM corrido) > 5 AND gsan_desk_carga.u(i, 1) < 0.7
            THEN corrido - (extract(isodow FROM corrido)::integer - 1 - floor(gsan_desk_carga.u(i, 2) * 5)::integer)
        ELSE corrido END::timestamp AS dia,
        gsan_desk_carga.um(p.horas, gsan_desk_carga.u(i, 3)) * interval '1 hour'
            + floor(gsan_desk_carga.u(i, 4) * 3600) * interval '1 second' AS hora) AS h
) AS sorteado
"""
_FONTES = """
SELECT n, momento, CASE WHEN n > 300 AND gsan_desk_carga.u(n, 10) < 0.035 AND gsan_desk_carga.u(n - atras, 10) >= 0.035
    THEN n - atras END AS fonte
FROM momentos CROSS JOIN LATERAL (SELECT 1 + floor(gsan_desk_carga.u(n, 11) * 200)::integer AS atras) AS a
"""
_LUGARES = """
SELECT f.n, f.momento, f.fonte, e.step_id, e.prazo, e.svtp_id, e.stpr_id, e.encerra, e.urgente, i.imov_id, i.clie_id,
    CASE WHEN sem_rua THEN NULL ELSE coalesce(i.lgbr_id, l.lgbr_id) END AS lgbr_id,
    CASE WHEN sem_rua THEN NULL ELSE coalesce(i.lgcp_id, l.lgcp_id) END AS lgcp_id,
    i.qdra_id, i.stcm_id, coalesce(i.loca_id, l.loca_id) AS loca_id, CASE WHEN e.por_area THEN l.brar_id END AS brar_id,
    CASE WHEN sem_rua THEN NULL ELSE coalesce(i.numero, (1 + floor(gsan_desk_carga.u(origem, 22) * 1999))::text) END
        AS numero,
    CASE WHEN com_ponto THEN coalesce(i.leste, l.leste + round((gsan_desk_carga.u(origem, 23) * 300)::numeric, 2)) END
        AS leste,
    CASE WHEN com_ponto THEN coalesce(i.norte, l.norte + round((gsan_desk_carga.u(origem, 24) * 300)::numeric, 2)) END
        AS norte
FROM fontes f CROSS JOIN gsan_desk_carga.pedido p
CROSS JOIN LATERAL (SELECT coalesce(fonte, n) AS origem) AS o
JOIN gsan_desk_carga.especificacao e ON e.k = floor((SELECT count(*) FROM gsan_desk_carga.especificacao)
    * power(gsan_desk_carga.u(origem, 12), p.expoente))::integer
CROSS JOIN LATERAL (SELECT e.com_imovel OR gsan_desk_carga.u(origem, 13) < 0.2 AS com_imovel,
    e.por_area AND gsan_desk_carga.u(origem, 14) < 0.5 OR gsan_desk_carga.u(n, 15) < 0.03 AS sem_rua,
    gsan_desk_carga.u(n, 16) < 0.34 AS com_ponto) AS c
JOIN gsan_desk_carga.lugar l ON l.k = floor((SELECT count(*) FROM gsan_desk_carga.lugar)
    * power(gsan_desk_carga.u(origem, 20), 1.3))::integer
LEFT JOIN gsan_desk_carga.imovel i ON c.com_imovel
    AND i.k = 1 + floor(p.imoveis * power(gsan_desk_carga.u(origem, 21), 1.15))::integer
"""
_ESTADOS = """
SELECT l.*, momento::date + prazo AS previsto, idade,
    NOT encerra AND gsan_desk_carga.u(l.n, 30) < greatest(0.015, 0.95 * exp(-idade / 30)) AS aberto,
    CASE WHEN encerra THEN momento
        ELSE least(momento + (0.02 + power(gsan_desk_carga.u(l.n, 31), 3) * 2.6 * prazo) * interval '1 day',
            greatest(momento, p.agora - interval '1 minute')) END AS fim_natural,
    floor(unidades.quantas * power(CASE WHEN gsan_desk_carga.u(l.n, 32) < 0.8
        THEN gsan_desk_carga.u(step_id * 100000::bigint + loca_id, 33) ELSE gsan_desk_carga.u(l.n, 34) END, 3))::integer
        AS k_atual,
    floor(unidades.quantas * power(gsan_desk_carga.u(l.n, 35), 4))::integer AS k_abertura
FROM lugares l CROSS JOIN gsan_desk_carga.pedido p
CROSS JOIN (SELECT count(*) AS quantas FROM gsan_desk_carga.unidade) AS unidades
CROSS JOIN LATERAL (SELECT extract(epoch FROM p.agora - momento)::float8 / 86400 AS idade) AS i
"""
RAS = f"""
INSERT INTO gsan_desk_carga.ra
WITH momentos AS ({_MOMENTOS}), fontes AS ({_FONTES}), lugares AS ({_LUGARES}), estados AS ({_ESTADOS})
SELECT s.n, s.momento, s.fonte, NULL, step_id, prazo, svtp_id, stpr_id, urgente, imov_id, clie_id, lgbr_id, lgcp_id,
    qdra_id, stcm_id, loca_id, brar_id, numero, leste, norte,
    a.unid_id, gsan_desk_carga.um(a.usuarios, gsan_desk_carga.u(s.n, 41)), d.k, d.unid_id,
    gsan_desk_carga.um(d.usuarios, gsan_desk_carga.u(s.n, 42)),
    CASE WHEN NOT aberto THEN 2 WHEN imov_id IS NULL AND gsan_desk_carga.u(s.n, 43) < 0.1 THEN 3 ELSE 1 END,
    CASE WHEN NOT aberto THEN p.motivo_execucao END, previsto, CASE WHEN NOT aberto THEN fim_natural END,
    CASE WHEN a.k = d.k THEN 1 ELSE least(10, 1 + floor(10 * power(gsan_desk_carga.u(s.n, 44), 5.6))::integer
        + CASE WHEN gsan_desk_carga.u(s.n, 45) < 0.5 THEN 1 ELSE 0 END) END,
    CASE WHEN coalesce(CASE WHEN NOT aberto THEN fim_natural END, p.agora) > previsto + interval '1 day'
        AND gsan_desk_carga.u(s.n, 46) < 0.15 THEN 1 + floor(3 * power(gsan_desk_carga.u(s.n, 47), 2))::integer
        ELSE 0 END
FROM estados s CROSS JOIN gsan_desk_carga.pedido p
JOIN gsan_desk_carga.unidade a ON a.k = k_abertura
JOIN gsan_desk_carga.unidade d ON d.k = k_atual
ORDER BY s.n
"""  # noqa: S608 - text of ours
FONTES = """
UPDATE gsan_desk_carga.ra AS r SET fonte_encerrada = f.fim IS NOT NULL AND f.fim <= r.momento,
    situacao = CASE WHEN f.fim IS NOT NULL AND f.fim <= r.momento THEN r.situacao ELSE 2 END,
    motivo = CASE WHEN f.fim IS NOT NULL AND f.fim <= r.momento THEN r.motivo ELSE p.motivo_duplicidade END,
    fim = CASE WHEN f.fim IS NOT NULL AND f.fim <= r.momento THEN r.fim
        ELSE least(r.momento + interval '3 hours', greatest(r.momento, p.agora - interval '1 minute')) END
FROM gsan_desk_carga.ra f, gsan_desk_carga.pedido p WHERE f.n = r.fonte
"""
"""One who calls about a place that has an RA repeats it when that is open, and has it reopened when it was closed."""

"""The trâmite of ``desk_0001``: nobody moves an RA but through one function, which leaves the trâmite behind.

No role of ours may insert a later trâmite or change ``unid_idatual`` by itself: the function checks the person's
rights and the state of every RA under lock, for a whole set at once, and writes all of it or nothing.
"""

SQL = """
CREATE FUNCTION gsan_desk.unidades_que_mantenho() RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH RECURSIVE abaixo (id) AS (
        SELECT gsan_desk.operador_unidade()
        UNION
        SELECT u.unid_id FROM cadastro.unidade_organizacional u JOIN abaixo ON u.unid_idsuperior = abaixo.id
    ), qualquer (sim) AS (
        SELECT EXISTS (
            SELECT 1 FROM seguranca.usuario_permissao_espec
            WHERE usur_id = gsan_desk.operador_id() AND pmep_id = 110
        ) OR EXISTS (
            SELECT 1 FROM cadastro.unidade_organizacional
            WHERE unid_id = gsan_desk.operador_unidade() AND unid_iccentralatendimento = 1
        )
    )
    SELECT id FROM abaixo WHERE id IS NOT NULL
    UNION
    SELECT unid_id FROM cadastro.unidade_organizacional WHERE (SELECT sim FROM qualquer)
$$;
CREATE FUNCTION gsan_desk.agora_da_base() RETURNS timestamp
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT now() AT TIME ZONE fuso_horario FROM gsan_desk.base
$$;
CREATE FUNCTION gsan_desk.ra_tramitado(ra integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (SELECT 1 FROM atendimentopublico.tramite WHERE rgat_id = ra)
$$;
CREATE FUNCTION gsan_desk.trancar_ras(
    ras integer[], OUT numero integer, OUT situacao smallint, OUT unidade_atual integer, OUT duplicidade integer,
    OUT ultima_alteracao timestamp
) RETURNS SETOF record
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT rgat_id, rgat_cdsituacao, unid_idatual, rgat_idduplicidade, rgat_tmultimaalteracao
    FROM atendimentopublico.registro_atendimento
    WHERE rgat_id = ANY (ras) AND gsan_desk.e_nosso() ORDER BY rgat_id FOR UPDATE
$$;
CREATE FUNCTION gsan_desk.tramites_recusados(ras integer[], destinos integer[], momentos timestamp[])
RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT p.ra
    FROM unnest(ras, destinos, momentos) AS p (ra, destino, momento)
    CROSS JOIN (
        SELECT gsan_desk.operador_id() AS id, gsan_desk.agora_da_base() AS agora, u.unid_id AS unidade,
            u.unid_ictarifasocial = 1 AS tarifa_social,
            coalesce((SELECT parm_iccontroletramitacaora FROM cadastro.sistema_parametros ORDER BY parm_id LIMIT 1), 1)
                = 2 AS livre,
            coalesce((SELECT centralizadora_por_localidade FROM gsan_desk.base), false) AS por_localidade
        FROM cadastro.unidade_organizacional u WHERE u.unid_id = gsan_desk.operador_unidade()
    ) AS eu
    LEFT JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = p.ra
    LEFT JOIN LATERAL (
        SELECT * FROM atendimentopublico.tramite t WHERE t.rgat_id = r.rgat_id
        ORDER BY t.tram_tmtramite DESC, t.tram_id DESC LIMIT 1
    ) AS u ON true
    LEFT JOIN atendimentopublico.solicitacao_tipo_espec e ON e.step_id = r.step_id
    LEFT JOIN atendimentopublico.solicitacao_tipo s ON s.sotp_id = e.sotp_id
    LEFT JOIN cadastro.unidade_organizacional o ON o.unid_id = coalesce(r.unid_idatual, u.unid_iddestino)
    LEFT JOIN cadastro.unidade_tipo ot ON ot.untp_id = o.untp_id
    LEFT JOIN cadastro.unidade_organizacional d ON d.unid_id = p.destino
    LEFT JOIN cadastro.unidade_tipo dt ON dt.untp_id = d.untp_id
    CROSS JOIN LATERAL (
        SELECT (u.usur_idregistro = eu.id AND u.unid_iddestino = o.unid_id AND u.unid_idorigem = d.unid_id
            AND u.tram_tmultimaalteracao = r.rgat_tmultimaalteracao
            AND u.tram_tmultimaalteracao > eu.agora - interval '1 hour') IS TRUE AS e
    ) AS volta
    WHERE (
        r.rgat_cdsituacao = 1
        AND (
            eu.livre OR o.unid_id IN (SELECT gsan_desk.unidades_que_mantenho())
            OR s.sotp_ictarifasocial = 1 AND eu.tarifa_social OR volta.e
        )
        AND d.unid_id <> o.unid_id
        AND d.unid_icuso = 1
        AND (d.unid_ictramite = 1 OR s.sotp_ictarifasocial = 1 OR volta.e)
        AND coalesce(dt.untp_cdtipo, '') <> 'T'
        AND (coalesce(ot.untp_cdtipo, '') <> 'T' OR o.unid_id = eu.unidade)
        AND (
            coalesce(dt.untp_cdtipo, '') <> 'C' OR coalesce(ot.untp_cdtipo, '') = 'C' OR volta.e
            OR EXISTS (
                SELECT 1 FROM atendimentopublico.localid_solic_tipo_grupo g
                JOIN cadastro.unidade_organizacional c ON c.unid_id = g.unid_id
                WHERE g.loca_id = r.loca_id AND c.unid_idcentralizadora = d.unid_id
                    AND (g.sotg_id = s.sotg_id OR eu.por_localidade AND EXISTS (
                        SELECT 1 FROM atendimentopublico.ordem_servico
                        WHERE rgat_id = r.rgat_id AND orse_cdsituacao = 1
                    ))
            )
        )
        AND NOT EXISTS (
            SELECT 1 FROM atendimentopublico.ordem_servico x
            WHERE x.rgat_id = r.rgat_id AND (x.orse_cdsituacao IN (3, 4) OR x.orse_cdsituacao = 1 AND EXISTS (
                SELECT 1 FROM atendimentopublico.os_programacao g WHERE g.orse_id = x.orse_id AND g.ospg_icativo = 1
            ))
        )
        AND p.momento > coalesce(u.tram_tmtramite, '-infinity')
        AND p.momento <= greatest(eu.agora, u.tram_tmtramite + interval '1 second')
    ) IS NOT TRUE
$$;
CREATE FUNCTION gsan_desk.tramitar(
    operacao integer, ras integer[], destinos integer[], responsaveis integer[], momentos timestamp[], pareceres text[]
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    eu integer := gsan_desk.operador_id();
    agora timestamp := date_trunc('milliseconds', gsan_desk.agora_da_base());
    outro integer;
BEGIN
    IF eu IS NULL OR gsan_desk.operador_unidade() IS NULL OR operacao NOT IN (462, 753)
        OR NOT pg_has_role(session_user, CASE operacao WHEN 753 THEN 'gsan_desk_supervisor' ELSE 'gsan_desk_atendente'
            END, 'member')
        OR (operacao = 462 AND cardinality(ras) <> 1)
        OR cardinality(ras) <> (SELECT count(DISTINCT ra) FROM unnest(ras) AS ra) THEN
        RAISE EXCEPTION 'tramitar: not allowed' USING ERRCODE = '42501';
    END IF;
    PERFORM 1 FROM gsan_desk.trancar_ras(ras);
    SELECT ra INTO outro FROM gsan_desk.tramites_recusados(ras, destinos, momentos) AS ra LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'tramitar: not allowed' USING ERRCODE = '42501', DETAIL = 'RA ' || outro::text;
    END IF;
    INSERT INTO atendimentopublico.tramite (tram_id, rgat_id, unid_idorigem, unid_iddestino, usur_idregistro,
        usur_idresponsavel, tram_tmtramite, tram_dsparecertramite, tram_tmultimaalteracao)
    SELECT nextval('atendimentopublico.seq_tramite'), r.rgat_id, coalesce(r.unid_idatual, (
            SELECT t.unid_iddestino FROM atendimentopublico.tramite t WHERE t.rgat_id = r.rgat_id
            ORDER BY t.tram_tmtramite DESC, t.tram_id DESC LIMIT 1
        )), p.destino, eu, coalesce(p.responsavel, eu), p.momento, nullif(p.parecer, ''),
        greatest(agora, date_trunc('milliseconds', r.rgat_tmultimaalteracao) + interval '1 millisecond')
    FROM unnest(ras, destinos, responsaveis, momentos, pareceres) AS p (ra, destino, responsavel, momento, parecer)
    JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = p.ra;
    PERFORM gsan_desk.avisar_tramites(ras, destinos);
    UPDATE atendimentopublico.registro_atendimento r SET unid_idatual = p.destino, rgat_tmultimaalteracao =
        greatest(agora, date_trunc('milliseconds', r.rgat_tmultimaalteracao) + interval '1 millisecond')
    FROM unnest(ras, destinos) AS p (ra, destino) WHERE r.rgat_id = p.ra;
    UPDATE atendimentopublico.ordem_servico o SET unid_idatual = p.destino, orse_tmultimaalteracao =
        greatest(agora, date_trunc('milliseconds', o.orse_tmultimaalteracao) + interval '1 millisecond')
    FROM unnest(ras, destinos) AS p (ra, destino) WHERE o.rgat_id = p.ra;
    PERFORM gsan_desk.registrar_operacao(operacao, ras);
END
$$;
CREATE FUNCTION gsan_desk.avisar_tramites(ras integer[], destinos integer[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH urgente AS (
        SELECT r.rgat_id, r.unid_idatual AS origem, p.destino
        FROM unnest(ras, destinos) AS p (ra, destino)
        JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = p.ra
        JOIN atendimentopublico.solicitacao_tipo_espec e ON e.step_id = r.step_id AND e.step_icurgencia = 1
    ), mudado AS (
        UPDATE atendimentopublico.visualizacao_ra_urgencia v
        SET vrau_ictramite = CASE WHEN s.unid_id = u.destino THEN 2 ELSE 1 END,
            vrau_icvisualiza = CASE WHEN s.unid_id = u.destino THEN 2 ELSE v.vrau_icvisualiza END,
            vrau_tmultimaalteracao = greatest(date_trunc('milliseconds', localtimestamp),
                date_trunc('milliseconds', v.vrau_tmultimaalteracao) + interval '1 millisecond')
        FROM urgente u, seguranca.usuario s
        WHERE v.rgat_id = u.rgat_id AND s.usur_id = v.usur_id AND s.unid_id IN (u.origem, u.destino)
    )
    INSERT INTO atendimentopublico.visualizacao_ra_urgencia (vrau_id, rgat_id, usur_id, vrau_icvisualiza,
        vrau_ictramite, vrau_icreiteracao, vrau_tmultimaalteracao)
    SELECT nextval('atendimentopublico.seq_visualizacao_ra_urgencia'), u.rgat_id, s.usur_id, 2, 2, 2,
        date_trunc('milliseconds', localtimestamp)
    FROM urgente u JOIN seguranca.usuario s ON s.unid_id = u.destino
    WHERE NOT EXISTS (
        SELECT 1 FROM atendimentopublico.visualizacao_ra_urgencia v
        JOIN seguranca.usuario avisado ON avisado.usur_id = v.usur_id
        WHERE v.rgat_id = u.rgat_id AND avisado.unid_id = u.destino
    )
$$;
CREATE FUNCTION gsan_desk.registrar_operacao(operacao integer, argumentos integer[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH efetuada AS (
        INSERT INTO seguranca.operacao_efetuada (opef_id, opef_tmultimaalteracao, oper_id, opef_cnargumento)
        SELECT nextval('seguranca.seq_operacao_efetuada'), date_trunc('milliseconds', localtimestamp), o.oper_id, a
        FROM seguranca.operacao o CROSS JOIN unnest(argumentos) AS a WHERE o.oper_id = operacao
        RETURNING opef_id
    )
    INSERT INTO seguranca.usuario_alteracao (usat_id, usac_id, usis_id, tref_id, usat_tmultimaalteracao, empr_id,
        usac_nnip)
    SELECT nextval('seguranca.seq_usuario_alteracao'), 1, u.usur_id, e.opef_id,
        date_trunc('milliseconds', localtimestamp), u.empr_id, host(inet_client_addr())
    FROM efetuada e JOIN seguranca.usuario u ON u.usur_id = gsan_desk.operador_id()
$$;
REVOKE ALL ON FUNCTION gsan_desk.trancar_ras(integer[]),
    gsan_desk.tramites_recusados(integer[], integer[], timestamp[]),
    gsan_desk.tramitar(integer, integer[], integer[], integer[], timestamp[], text[]),
    gsan_desk.avisar_tramites(integer[], integer[]),
    gsan_desk.registrar_operacao(integer, integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gsan_desk.trancar_ras(integer[]),
    gsan_desk.tramites_recusados(integer[], integer[], timestamp[]),
    gsan_desk.tramitar(integer, integer[], integer[], integer[], timestamp[], text[]) TO gsan_desk_atendente
"""

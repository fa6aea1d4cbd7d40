"""The closing of ``desk_0001``: a function that closes, one that undoes a wrong duplicate, the event of any closing.

No role of ours may write the columns of a closing by itself: the function checks the person's rights and the state of
every RA and OS under lock, for a whole set at once, and writes all of it, or nothing and tells which it refuses: those
changed since they were read (VERSAO, ORDENS), or that a rule forbids (REGRA). The event is noted by trigger, so
that a closing by the web system counts too; it never makes the save that caused it fail.
"""

SQL = """
CREATE TABLE gsan_desk.ra_encerrado (
    rgat_id integer PRIMARY KEY,
    quando timestamptz NOT NULL DEFAULT now(),
    quem text NOT NULL,
    nosso boolean NOT NULL DEFAULT gsan_desk.e_nosso(),
    amen_id integer,
    encerrado_em timestamp,
    tratado_em timestamptz,
    mensagens integer
);
CREATE INDEX ra_encerrado_fila ON gsan_desk.ra_encerrado (quando, rgat_id) WHERE tratado_em IS NULL;
CREATE FUNCTION gsan_desk.notar_encerramento() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO gsan_desk.ra_encerrado (rgat_id, quem, amen_id, encerrado_em)
        SELECT n.rgat_id, session_user, n.amen_id, n.rgat_tmencerramento
        FROM novas n JOIN antigas a ON a.rgat_id = n.rgat_id
        WHERE n.rgat_cdsituacao = 2 AND a.rgat_cdsituacao <> 2
        ON CONFLICT DO NOTHING;
    ELSE
        INSERT INTO gsan_desk.ra_encerrado (rgat_id, quem, amen_id, encerrado_em)
        SELECT n.rgat_id, session_user, n.amen_id, n.rgat_tmencerramento FROM novas n WHERE n.rgat_cdsituacao = 2
        ON CONFLICT DO NOTHING;
        UPDATE gsan_desk.sms_mensagem SET situacao = 6, motivo = 'REATIVADO', versao = versao + 1
        WHERE tipo = 3 AND situacao = 1
            AND rgat_id IN (SELECT n.rgat_idreativacao FROM novas n WHERE n.rgat_idreativacao IS NOT NULL);
        UPDATE gsan_desk.email_mensagem SET situacao = 6, motivo = 'REATIVADO', versao = versao + 1
        WHERE situacao = 1
            AND rgat_id IN (SELECT n.rgat_idreativacao FROM novas n WHERE n.rgat_idreativacao IS NOT NULL);
    END IF;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    RAISE WARNING USING MESSAGE = 'gsan_desk.notar_encerramento: ' || SQLERRM;
    RETURN NULL;
END
$$;
CREATE TRIGGER gsan_desk_encerramento_insert AFTER INSERT ON atendimentopublico.registro_atendimento
    REFERENCING NEW TABLE AS novas FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.notar_encerramento();
CREATE TRIGGER gsan_desk_encerramento_update AFTER UPDATE ON atendimentopublico.registro_atendimento
    REFERENCING OLD TABLE AS antigas NEW TABLE AS novas
    FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.notar_encerramento();
CREATE FUNCTION gsan_desk.cadeia_de_referencia(ra integer) RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH RECURSIVE cadeia (id) AS (
        SELECT rgat_idduplicidade FROM atendimentopublico.registro_atendimento
        WHERE rgat_id = ra AND rgat_idduplicidade IS NOT NULL
        UNION
        SELECT r.rgat_idduplicidade FROM atendimentopublico.registro_atendimento r JOIN cadeia ON r.rgat_id = cadeia.id
        WHERE r.rgat_idduplicidade IS NOT NULL
    )
    SELECT coalesce(array_agg(id), ARRAY[]::integer[]) FROM cadeia
$$;
CREATE FUNCTION gsan_desk.unidade_do_ra(ra integer, atual integer) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT coalesce(atual, (
        SELECT unid_iddestino FROM atendimentopublico.tramite WHERE rgat_id = ra
        ORDER BY tram_tmtramite DESC, tram_id DESC LIMIT 1
    ), (
        SELECT unid_id FROM atendimentopublico.ra_unidade WHERE rgat_id = ra AND attp_id = 1 ORDER BY raun_id LIMIT 1
    ))
$$;
CREATE FUNCTION gsan_desk.trancar_com_ordens(ras integer[], OUT numero integer, OUT ultima_alteracao timestamp)
RETURNS SETOF record
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NOT gsan_desk.e_nosso() THEN
        RETURN;
    END IF;
    PERFORM 1 FROM atendimentopublico.registro_atendimento WHERE rgat_id = ANY (ras) ORDER BY rgat_id FOR UPDATE;
    PERFORM 1 FROM atendimentopublico.ordem_servico WHERE rgat_id = ANY (ras) ORDER BY orse_id FOR UPDATE;
    RETURN QUERY SELECT r.rgat_id, r.rgat_tmultimaalteracao
        FROM atendimentopublico.registro_atendimento r WHERE r.rgat_id = ANY (ras);
END
$$;
CREATE FUNCTION gsan_desk.encerra_por(ra integer, motivo integer) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF motivo = gsan_desk.motivo_do_comando(ra) THEN
        RETURN gsan_desk.responsavel_do_comando(ra);
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION gsan_desk.encerramentos_recusados(
    ras integer[], motivos integer[], momentos timestamp[], pareceres text[], referencias integer[],
    nao_cobrancas integer[]
) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT p.ra
    FROM unnest(ras, motivos, momentos, pareceres, referencias, nao_cobrancas)
        AS p (ra, motivo, momento, parecer, referencia, nao_cobranca)
    LEFT JOIN (
        SELECT u.unid_iccentralatendimento = 1 AS central, EXISTS (
                SELECT 1 FROM seguranca.usuario_permissao_espec
                WHERE usur_id = gsan_desk.operador_id() AND pmep_id = 30
            ) AS nao_cobra
        FROM cadastro.unidade_organizacional u WHERE u.unid_id = gsan_desk.operador_unidade()
    ) AS eu ON true
    LEFT JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = p.ra
    LEFT JOIN atendimentopublico.solicitacao_tipo_espec e ON e.step_id = r.step_id
    LEFT JOIN atendimentopublico.atend_motivo_encmt m ON m.amen_id = p.motivo
    LEFT JOIN atendimentopublico.registro_atendimento d ON d.rgat_id = p.referencia
    LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE o.orse_cdsituacao <> 2) AS abertas,
            count(*) FILTER (WHERE o.orse_cdsituacao <> 2 AND o.cbdo_id IS NOT NULL) AS com_documento,
            count(*) FILTER (WHERE o.orse_cdsituacao <> 2 AND EXISTS (
                SELECT 1 FROM atendimentopublico.os_programacao g WHERE g.orse_id = o.orse_id AND g.ospg_icativo = 1
            )) AS programadas,
            max(o.orse_tmencerramento) FILTER (WHERE o.orse_cdsituacao = 2) AS ultima
        FROM atendimentopublico.ordem_servico o WHERE o.rgat_id = r.rgat_id
    ) AS os ON true
    WHERE (
        r.rgat_cdsituacao <> 2
        AND (
            gsan_desk.unidade_do_ra(r.rgat_id, r.unid_idatual) IN (SELECT gsan_desk.unidades_que_mantenho())
            OR gsan_desk.encerra_por(p.ra, p.motivo) IS NOT NULL
        )
        AND m.amen_icuso = 1
        AND (p.referencia IS NOT NULL) = (m.amen_icduplicidade = 1)
        AND (p.referencia IS NULL OR d.rgat_cdsituacao <> 2 AND d.rgat_id <> r.rgat_id
            AND NOT r.rgat_id = ANY (gsan_desk.cadeia_de_referencia(d.rgat_id)))
        AND (p.momento IS NULL OR eu.central
            AND p.momento <= gsan_desk.agora_da_base()
            AND p.momento >= date_trunc('minute', r.rgat_tmregistroatendimento)
            AND (os.ultima IS NULL OR p.momento >= date_trunc('minute', os.ultima)))
        AND char_length(coalesce(p.parecer, '')) <= 400
        AND (coalesce(e.step_icparecerencerramento, 2) <> 1 OR coalesce(p.parecer, '') <> '')
        AND os.programadas = 0
        AND (os.abertas = 0 OR m.amen_icexecucao = 2 AND os.com_documento = 0)
        AND CASE
            WHEN p.motivo = 2 AND e.dbtp_id IS NOT NULL THEN eu.nao_cobra AND p.nao_cobranca IS NOT NULL
            ELSE p.nao_cobranca IS NULL
        END
    ) IS NOT TRUE
$$;
CREATE FUNCTION gsan_desk.encerrar(
    ras integer[], motivos integer[], momentos timestamp[], pareceres text[], referencias integer[],
    nao_cobrancas integer[], versoes timestamp[], lidas integer[], alteracoes timestamp[]
) RETURNS TABLE (numero integer, momento timestamp, ultima_alteracao timestamp, ordens integer, recusa text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
DECLARE
    agora timestamp := date_trunc('milliseconds', gsan_desk.agora_da_base());
    abertas integer[];
BEGIN
    IF gsan_desk.operador_id() IS NULL OR gsan_desk.operador_unidade() IS NULL
        OR cardinality(ras) <> (SELECT count(DISTINCT ra) FROM unnest(ras) AS ra) THEN
        RAISE EXCEPTION 'encerrar: not allowed' USING ERRCODE = '42501';
    END IF;
    PERFORM 1 FROM gsan_desk.trancar_com_ordens(ras || referencias);
    RETURN QUERY SELECT r.rgat_id, NULL::timestamp, r.rgat_tmultimaalteracao, 0, 'VERSAO'
        FROM unnest(ras, versoes) AS p (ra, versao)
        JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = p.ra AND r.rgat_tmultimaalteracao <> p.versao;
    IF FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT DISTINCT o.rgat_id, NULL::timestamp, NULL::timestamp, 0, 'ORDENS'
        FROM atendimentopublico.ordem_servico o
        WHERE lidas IS NOT NULL AND o.rgat_id = ANY (ras) AND o.orse_cdsituacao <> 2 AND NOT EXISTS (
            SELECT 1 FROM unnest(lidas, alteracoes) AS l (ordem, quando)
            WHERE l.ordem = o.orse_id AND l.quando = o.orse_tmultimaalteracao
        );
    IF FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT ra, NULL::timestamp, NULL::timestamp, 0, 'REGRA' FROM gsan_desk.encerramentos_recusados(
        ras, motivos, momentos, pareceres, referencias, nao_cobrancas
    ) AS ra;
    IF FOUND THEN
        RETURN;
    END IF;
    SELECT coalesce(array_agg(o.orse_id), ARRAY[]::integer[]) INTO abertas
    FROM atendimentopublico.ordem_servico o WHERE o.rgat_id = ANY (ras) AND o.orse_cdsituacao <> 2;
    RETURN QUERY
    WITH pedido AS MATERIALIZED (
        SELECT p.ra, p.motivo, nullif(p.parecer, '') AS parecer, p.referencia, p.nao_cobranca,
            coalesce(p.momento, greatest(agora, r.rgat_tmregistroatendimento, (
                SELECT max(o.orse_tmencerramento) FROM atendimentopublico.ordem_servico o
                WHERE o.rgat_id = p.ra AND o.orse_cdsituacao = 2
            ))) AS momento,
            coalesce(gsan_desk.encerra_por(p.ra, p.motivo), gsan_desk.operador_id()) AS autor
        FROM unnest(ras, motivos, momentos, pareceres, referencias, nao_cobrancas)
            AS p (ra, motivo, momento, parecer, referencia, nao_cobranca)
        JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = p.ra
    ), quem AS (
        SELECT p.ra, p.autor, u.unid_id AS unidade FROM pedido p JOIN seguranca.usuario u ON u.usur_id = p.autor
    ), da_ordem AS (
        UPDATE atendimentopublico.ordem_servico o
        SET amen_id = p.motivo, orse_cdsituacao = 2, orse_tmencerramento = p.momento,
            orse_dsparecerencerramento = p.parecer, orse_cdretornovistoria = NULL,
            orse_tmultimaalteracao =
                greatest(agora, date_trunc('milliseconds', o.orse_tmultimaalteracao) + interval '1 millisecond')
        FROM pedido p WHERE o.orse_id = ANY (abertas) AND o.rgat_id = p.ra
        RETURNING o.orse_id, o.rgat_id, o.orse_idreferencia, p.motivo
    ), da_referencia AS (
        UPDATE atendimentopublico.ordem_servico f
        SET amen_id = d.motivo, orse_cdsituacao = 2, orse_tmultimaalteracao =
                greatest(agora, date_trunc('milliseconds', f.orse_tmultimaalteracao) + interval '1 millisecond')
        FROM da_ordem d
        WHERE f.orse_id = d.orse_idreferencia AND f.orse_cdsituacao <> 2 AND NOT f.orse_id = ANY (abertas)
    ), unidade_da_ordem AS (
        INSERT INTO atendimentopublico.ordem_servico_unidade (osun_id, unid_id, orse_id, usur_id, attp_id,
            osun_tmultimaalteracao)
        SELECT nextval('atendimentopublico.seq_ordem_servico_unidade'), q.unidade, d.orse_id, q.autor, 3, agora
        FROM da_ordem d JOIN quem q ON q.ra = d.rgat_id
    ), unidade_do_ra AS (
        INSERT INTO atendimentopublico.ra_unidade (raun_id, unid_id, rgat_id, usur_id, attp_id, raun_tmultimaalteracao)
        SELECT nextval('atendimentopublico.seq_ra_unidade'), q.unidade, q.ra, q.autor, 3, agora FROM quem q
    )
    UPDATE atendimentopublico.registro_atendimento r
    SET rgat_cdsituacao = 2, amen_id = p.motivo, rgat_tmencerramento = p.momento,
        rgat_dsparecerencerramento = p.parecer,
        rgat_idduplicidade = coalesce(p.referencia, r.rgat_idduplicidade),
        sncm_id = coalesce(p.nao_cobranca, r.sncm_id),
        rgat_tmultimaalteracao =
            greatest(agora, date_trunc('milliseconds', r.rgat_tmultimaalteracao) + interval '1 millisecond')
    FROM pedido p WHERE r.rgat_id = p.ra
    RETURNING r.rgat_id, r.rgat_tmencerramento, r.rgat_tmultimaalteracao, (
        SELECT count(*)::integer FROM atendimentopublico.ordem_servico o
        WHERE o.rgat_id = r.rgat_id AND o.orse_id = ANY (abertas)
    ), NULL::text;
    PERFORM gsan_desk.registrar_operacao(463, ras);
END
$$;
CREATE FUNCTION gsan_desk.desfazer_duplicidade(ra integer) RETURNS timestamp
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    versao timestamp;
BEGIN
    IF gsan_desk.operador_id() IS NULL OR gsan_desk.operador_unidade() IS NULL THEN
        RAISE EXCEPTION 'desfazer_duplicidade: not allowed' USING ERRCODE = '42501';
    END IF;
    UPDATE atendimentopublico.registro_atendimento r
    SET rgat_idduplicidade = NULL, rgat_tmultimaalteracao = greatest(
            date_trunc('milliseconds', gsan_desk.agora_da_base()),
            date_trunc('milliseconds', r.rgat_tmultimaalteracao) + interval '1 millisecond')
    WHERE r.rgat_id = ra AND r.rgat_cdsituacao = 2 AND r.rgat_idduplicidade IS NOT NULL
        AND gsan_desk.unidade_do_ra(r.rgat_id, r.unid_idatual) IN (SELECT gsan_desk.unidades_que_mantenho())
    RETURNING r.rgat_tmultimaalteracao INTO versao;
    IF versao IS NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'desfazer_duplicidade: not allowed for RA ' || ra::text, ERRCODE = '42501';
    END IF;
    PERFORM gsan_desk.registrar_operacao(463, ARRAY[ra]);
    RETURN versao;
END
$$;
CREATE FUNCTION gsan_desk.posso_abrir_por(unidade integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT unidade IN (SELECT gsan_desk.unidades_que_mantenho()) AND EXISTS (
        SELECT 1 FROM cadastro.unidade_organizacional
        WHERE unid_id = unidade AND unid_icuso = 1 AND unid_icabertura = 1
    )
$$;
CREATE FUNCTION gsan_desk.reativo_por(ra integer, unidade integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT gsan_desk.posso_abrir_por(unidade) OR NOT EXISTS (
        SELECT 1 FROM atendimentopublico.registro_atendimento
        WHERE rgat_id = ra AND rgat_idreativacao IS NOT NULL AND xmin::text = (pg_current_xact_id()::xid)::text
    )
$$;
CREATE FUNCTION gsan_desk.pode_reativar(antigo integer, especificacao integer, imovel integer, destino integer)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM 1 FROM atendimentopublico.registro_atendimento WHERE rgat_id = antigo FOR UPDATE;
    RETURN EXISTS (
        SELECT 1 FROM atendimentopublico.registro_atendimento r
        WHERE r.rgat_id = antigo AND r.rgat_cdsituacao = 2 AND r.rgat_idduplicidade IS NULL
            AND r.step_id = especificacao AND r.imov_id IS NOT DISTINCT FROM imovel
            AND gsan_desk.unidade_do_ra(r.rgat_id, r.unid_idatual) IN (SELECT gsan_desk.unidades_que_mantenho())
    ) AND NOT EXISTS (
        SELECT 1 FROM atendimentopublico.registro_atendimento WHERE rgat_idreativacao = antigo
    ) AND NOT EXISTS (
        SELECT 1 FROM atendimentopublico.registro_atendimento
        WHERE imov_id = imovel AND step_id = especificacao AND rgat_cdsituacao = 1
    ) AND (gsan_desk.unidade_recebe(destino) OR gsan_desk.posso_abrir_por(destino));
END
$$;
CREATE FUNCTION gsan_desk.registrar_reativacao(ra integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF gsan_desk.operador_id() IS NULL OR NOT EXISTS (
        SELECT 1 FROM atendimentopublico.registro_atendimento
        WHERE rgat_id = ra AND rgat_idreativacao IS NOT NULL AND xmin::text = (pg_current_xact_id()::xid)::text
    ) THEN
        RAISE EXCEPTION 'registrar_reativacao: not allowed' USING ERRCODE = '42501';
    END IF;
    PERFORM gsan_desk.registrar_operacao(509, ARRAY[ra]);
END
$$;
REVOKE ALL ON FUNCTION gsan_desk.registrar_reativacao(integer), gsan_desk.trancar_com_ordens(integer[]),
    gsan_desk.encerra_por(integer, integer),
    gsan_desk.encerramentos_recusados(integer[], integer[], timestamp[], text[], integer[], integer[]),
    gsan_desk.encerrar(integer[], integer[], timestamp[], text[], integer[], integer[], timestamp[], integer[],
        timestamp[]),
    gsan_desk.desfazer_duplicidade(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gsan_desk.registrar_reativacao(integer), gsan_desk.trancar_com_ordens(integer[]),
    gsan_desk.encerrar(integer[], integer[], timestamp[], text[], integer[], integer[], timestamp[], integer[],
        timestamp[]),
    gsan_desk.desfazer_duplicidade(integer) TO gsan_desk_atendente;
GRANT UPDATE (tratado_em, mensagens) ON gsan_desk.ra_encerrado TO gsan_desk_sms
"""

"""The functions of ``desk_0001`` on which the row policies stand: who acts, and what may be touched."""

SQL = """
CREATE FUNCTION gsan_desk.e_nosso() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT pg_has_role(session_user, 'gsan_desk_atendente', 'member')
        OR pg_has_role(session_user, 'gsan_desk_sms', 'member')
$$;
CREATE FUNCTION gsan_desk.operador_id() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT usur_id FROM seguranca.usuario
    WHERE usur_nmlogin = session_user::text AND usst_id IN (1, 2) AND NOT gsan_desk.acesso_suspenso()
$$;
CREATE FUNCTION gsan_desk.operador_unidade() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT unid_id FROM seguranca.usuario
    WHERE usur_nmlogin = session_user::text AND usst_id IN (1, 2) AND NOT gsan_desk.acesso_suspenso()
$$;
CREATE FUNCTION gsan_desk.ra_desta_transacao(ra integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM atendimentopublico.registro_atendimento
        WHERE rgat_id = ra AND xmin::text = (pg_current_xact_id()::xid)::text
    )
$$;
CREATE FUNCTION gsan_desk.solicitante_desta_transacao(solicitante integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM atendimentopublico.ra_solicitante
        WHERE raso_id = solicitante AND xmin::text = (pg_current_xact_id()::xid)::text
    )
$$;
CREATE FUNCTION gsan_desk.reiteracao_desta_transacao(reiteracao integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM atendimentopublico.ra_reiteracao
        WHERE rart_id = reiteracao AND xmin::text = (pg_current_xact_id()::xid)::text
    )
$$;
CREATE FUNCTION gsan_desk.ra_aberto(ra integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM atendimentopublico.registro_atendimento WHERE rgat_id = ra AND rgat_cdsituacao <> 2
    )
$$;
CREATE FUNCTION gsan_desk.pode_manter(unidade integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH RECURSIVE acima (id) AS (
        SELECT unid_id FROM cadastro.unidade_organizacional WHERE unid_id = unidade
        UNION
        SELECT u.unid_idsuperior FROM cadastro.unidade_organizacional u JOIN acima ON u.unid_id = acima.id
        WHERE u.unid_idsuperior IS NOT NULL
    )
    SELECT EXISTS (
        SELECT 1 FROM seguranca.usuario_permissao_espec
        WHERE usur_id = gsan_desk.operador_id() AND pmep_id = 110
    ) OR EXISTS (
        SELECT 1 FROM cadastro.unidade_organizacional
        WHERE unid_id = gsan_desk.operador_unidade() AND unid_iccentralatendimento = 1
    ) OR gsan_desk.operador_unidade() IN (SELECT id FROM acima)
$$;
CREATE FUNCTION gsan_desk.pode_manter_ra(ra integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM atendimentopublico.registro_atendimento r
        WHERE r.rgat_id = ra AND r.rgat_cdsituacao <> 2 AND r.rgat_idduplicidade IS NULL
            AND gsan_desk.pode_manter(coalesce(r.unid_idatual, (
                SELECT u.unid_id FROM atendimentopublico.ra_unidade u
                WHERE u.rgat_id = r.rgat_id AND u.attp_id = 1 ORDER BY u.raun_id LIMIT 1
            )))
    )
$$;
CREATE FUNCTION gsan_desk.trancar_ra(
    ra integer, OUT situacao smallint, OUT unidade_atual integer, OUT duplicidade integer,
    OUT ultima_alteracao timestamp
) RETURNS SETOF record
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT rgat_cdsituacao, unid_idatual, rgat_idduplicidade, rgat_tmultimaalteracao
    FROM atendimentopublico.registro_atendimento WHERE rgat_id = ra AND gsan_desk.e_nosso() FOR UPDATE
$$;
CREATE FUNCTION gsan_desk.especificacao_encerra(especificacao integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM atendimentopublico.solicitacao_tipo_espec
        WHERE step_id = especificacao AND step_icencerramentoautomatico = 1
    )
$$
"""

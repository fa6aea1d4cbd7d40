"""What ``desk_0001`` does for supervisors on tables of GSAN that they may not touch: its audit, the paper numbers."""

SQL = """
CREATE FUNCTION gsan_desk.unidade_recebe(unidade integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM cadastro.unidade_organizacional
        WHERE unid_id = unidade AND unid_icuso = 1 AND unid_ictramite = 1
    )
$$;
CREATE FUNCTION gsan_desk.registrar_linhas(operacao integer, argumento integer) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH efetuada AS (
        SELECT max(e.opef_id) AS id FROM seguranca.operacao_efetuada e
        JOIN seguranca.operacao o ON o.oper_id = e.oper_id AND o.oper_icregistratransacao = 1
        WHERE e.oper_id = operacao AND e.opef_cnargumento = argumento
            AND e.xmin::text = (pg_current_xact_id()::xid)::text
    ), linhas AS MATERIALIZED (
        SELECT nextval('seguranca.seq_tabela_linha_alteracao') AS id, t.tabe_id, a.linha,
            CASE a.operacao WHEN 'U' THEN 1 WHEN 'I' THEN 2 ELSE 3 END AS tipo,
            a.linha = argumento AS principal, a.antes, a.depois
        FROM gsan_desk.auditoria a
        JOIN seguranca.tabela t ON t.tabe_nmtabela = a.tabela OR t.tabe_nmtabela = split_part(a.tabela, '.', 2)
        WHERE a.quando = now() AND a.quem = session_user::text AND a.xmin::text = (pg_current_xact_id()::xid)::text
            AND EXISTS (SELECT 1 FROM efetuada WHERE id IS NOT NULL)
    ), gravadas AS (
        INSERT INTO seguranca.tabela_linha_alteracao (tbla_id, tabe_id, tref_id, tbla_id1, altp_id, tbla_icprincipal,
            tbla_tmultimaalteracao)
        SELECT l.id, l.tabe_id, e.id, l.linha, l.tipo, CASE WHEN l.principal THEN 1 ELSE 2 END,
            date_trunc('milliseconds', localtimestamp)
        FROM linhas l CROSS JOIN efetuada e RETURNING tbla_id
    )
    INSERT INTO seguranca.tab_linha_col_alteracao (tbca_id, tbla_id, tbco_id, tbca_cncolunaanterior,
        tbca_cncolunaatual, tbca_tmultimaalteracao)
    SELECT nextval('seguranca.seq_tab_linha_col_alteracao'), l.id, c.tbco_id, left(l.antes ->> c.tbco_nmcoluna, 100),
        left(l.depois ->> c.tbco_nmcoluna, 100), date_trunc('milliseconds', localtimestamp)
    FROM linhas l
    JOIN gravadas g ON g.tbla_id = l.id
    JOIN seguranca.tabela_coluna c ON c.tabe_id = l.tabe_id
        AND l.antes -> c.tbco_nmcoluna IS DISTINCT FROM l.depois -> c.tbco_nmcoluna
$$;
CREATE FUNCTION gsan_desk.registrar_configuracao(operacao integer, argumento integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF operacao NOT IN (280, 577, 664, 668, 672, 1141, 1720, 1778) OR gsan_desk.operador_id() IS NULL THEN
        RAISE EXCEPTION 'registrar_configuracao: not allowed' USING ERRCODE = '42501';
    END IF;
    PERFORM gsan_desk.registrar_operacao(operacao, ARRAY[argumento]);
    PERFORM gsan_desk.registrar_linhas(operacao, argumento);
END
$$;
CREATE FUNCTION gsan_desk.emitir_numeros_manuais(quantidade integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    ultimo integer;
BEGIN
    IF gsan_desk.operador_id() IS NULL THEN
        RAISE EXCEPTION 'emitir_numeros_manuais: not allowed' USING ERRCODE = '42501';
    END IF;
    IF quantidade IS NULL OR quantidade NOT BETWEEN 1 AND 90 THEN
        RAISE EXCEPTION 'emitir_numeros_manuais: from 1 to 90 at once' USING ERRCODE = '22023';
    END IF;
    UPDATE cadastro.sistema_parametros
    SET parm_idultimoramanual = parm_idultimoramanual + quantidade,
        parm_tmultimaalteracao = greatest(date_trunc('milliseconds', localtimestamp),
            date_trunc('milliseconds', parm_tmultimaalteracao) + interval '1 millisecond')
    WHERE parm_id = (SELECT min(parm_id) FROM cadastro.sistema_parametros)
        AND parm_idultimoramanual <= 214748363 - quantidade
    RETURNING parm_idultimoramanual INTO ultimo;
    IF ultimo IS NOT NULL THEN
        INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, antes, depois)
        SELECT session_user, current_setting('application_name'), 'cadastro.sistema_parametros', 'U', min(parm_id),
            jsonb_build_object('parm_idultimoramanual', ultimo - quantidade),
            jsonb_build_object('parm_idultimoramanual', ultimo)
        FROM cadastro.sistema_parametros;
        PERFORM gsan_desk.registrar_operacao(655, ARRAY[ultimo]);
    END IF;
    RETURN ultimo;
END
$$;
REVOKE ALL ON FUNCTION gsan_desk.registrar_configuracao(integer, integer),
    gsan_desk.registrar_linhas(integer, integer),
    gsan_desk.emitir_numeros_manuais(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gsan_desk.registrar_configuracao(integer, integer),
    gsan_desk.emitir_numeros_manuais(integer) TO gsan_desk_supervisor
"""

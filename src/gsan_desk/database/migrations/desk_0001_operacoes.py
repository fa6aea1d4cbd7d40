"""What ``desk_0001`` does for supervisors on tables of GSAN that they may not touch: its audit, the paper numbers."""

SQL = """
CREATE FUNCTION gsan_desk.unidade_recebe(unidade integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM cadastro.unidade_organizacional
        WHERE unid_id = unidade AND unid_icuso = 1 AND unid_ictramite = 1
    )
$$;
CREATE FUNCTION gsan_desk.registrar_configuracao(operacao integer, argumento integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF operacao NOT IN (280, 577, 664, 668, 672, 1141, 1720, 1778) OR gsan_desk.operador_id() IS NULL THEN
        RAISE EXCEPTION 'registrar_configuracao: not allowed' USING ERRCODE = '42501';
    END IF;
    PERFORM gsan_desk.registrar_operacao(operacao, ARRAY[argumento]);
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
        PERFORM gsan_desk.registrar_operacao(655, ARRAY[ultimo]);
    END IF;
    RETURN ultimo;
END
$$;
REVOKE ALL ON FUNCTION gsan_desk.registrar_configuracao(integer, integer),
    gsan_desk.emitir_numeros_manuais(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gsan_desk.registrar_configuracao(integer, integer),
    gsan_desk.emitir_numeros_manuais(integer) TO gsan_desk_supervisor
"""

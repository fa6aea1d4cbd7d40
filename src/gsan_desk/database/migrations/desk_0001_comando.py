"""The commands of closing in ``desk_0001``: the log of their execution, and who may do what [UC0735, UC0736]."""

SQL = """
CREATE TABLE gsan_desk.comando_ra (
    raec_id integer NOT NULL,
    rgat_id integer NOT NULL,
    resultado smallint NOT NULL CHECK (resultado IN (1, 2)),
    motivo varchar(30),
    mensagem varchar(400),
    os_encerradas integer NOT NULL DEFAULT 0,
    usur_id integer NOT NULL,
    quando timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (raec_id, rgat_id)
);
CREATE INDEX comando_ra_rgat ON gsan_desk.comando_ra (rgat_id);
CREATE FUNCTION gsan_desk.pode_comandar(usuario integer, atual integer, superior integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH RECURSIVE acima (id) AS (
        SELECT coalesce(atual, superior) WHERE coalesce(atual, superior) IS NOT NULL
        UNION
        SELECT u.unid_idsuperior FROM cadastro.unidade_organizacional u JOIN acima ON u.unid_id = acima.id
        WHERE u.unid_idsuperior IS NOT NULL
    )
    SELECT EXISTS (
        SELECT 1 FROM seguranca.usuario p
        WHERE p.usur_id = usuario AND CASE
            WHEN coalesce(atual, superior) IS NOT NULL THEN p.unid_id IN (SELECT id FROM acima)
            ELSE p.unid_id IN (
                SELECT unid_idpresidencia FROM cadastro.sistema_parametros
                UNION ALL
                SELECT unid_id FROM cadastro.unidade_organizacional WHERE unid_iccentralatendimento = 1
            )
        END
    )
$$;
CREATE FUNCTION gsan_desk.respondo_pelo_comando(responsavel integer, atual integer, superior integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT gsan_desk.pode_comandar(responsavel, atual, superior) AND (
        responsavel = gsan_desk.operador_id()
        OR gsan_desk.pode_comandar(gsan_desk.operador_id(), atual, superior)
    )
$$;
CREATE FUNCTION gsan_desk.executa_comandos() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (SELECT 1 FROM gsan_desk.base WHERE modo <> 'adotado')
$$;
CREATE FUNCTION gsan_desk.comando_desta_transacao(comando integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM atendimentopublico.ra_encerramento_comando
        WHERE raec_id = comando AND xmin::text = (pg_current_xact_id()::xid)::text
    )
$$;
CREATE FUNCTION gsan_desk.ra_cabe_no_comando(comando integer, ra integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM atendimentopublico.ra_encerramento_comando c
        JOIN atendimentopublico.registro_atendimento r ON r.rgat_id = ra AND r.rgat_cdsituacao = 1
            AND r.rgat_tmregistroatendimento >= c.raec_dtatendimentoinicial
            AND r.rgat_tmregistroatendimento < c.raec_dtatendimentofinal + 1
        WHERE c.raec_id = comando AND c.raec_tmrealizacao IS NULL
            AND gsan_desk.executa_comandos()
            AND gsan_desk.respondo_pelo_comando(c.usur_id, c.unid_idatual, c.unid_idsuperior)
            AND (c.unid_idatual IS NULL OR c.unid_idatual = r.unid_idatual)
            AND (c.unid_idatual IS NOT NULL OR c.unid_idsuperior IS NULL OR r.unid_idatual IN (
                WITH RECURSIVE abaixo (id) AS (
                    SELECT c.unid_idsuperior
                    UNION
                    SELECT u.unid_id FROM cadastro.unidade_organizacional u JOIN abaixo ON u.unid_idsuperior = abaixo.id
                )
                SELECT id FROM abaixo
            ))
            AND (c.unid_idatendimento IS NULL OR EXISTS (
                SELECT 1 FROM atendimentopublico.ra_unidade a
                WHERE a.rgat_id = r.rgat_id AND a.attp_id = 1 AND a.unid_id = c.unid_idatendimento
            ))
            AND (NOT EXISTS (SELECT 1 FROM atendimentopublico.ra_encmt_comando_espec e WHERE e.raec_id = c.raec_id)
                OR EXISTS (
                    SELECT 1 FROM atendimentopublico.ra_encmt_comando_espec e
                    WHERE e.raec_id = c.raec_id AND e.step_id = r.step_id
                ))
    )
$$;
CREATE FUNCTION gsan_desk.responsavel_do_comando(ra integer) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT c.usur_id FROM gsan_desk.comando_ra l
    JOIN atendimentopublico.ra_encerramento_comando c ON c.raec_id = l.raec_id
    WHERE l.rgat_id = ra AND l.resultado = 1 AND l.xmin::text = (pg_current_xact_id()::xid)::text
$$;
CREATE FUNCTION gsan_desk.motivo_do_comando(ra integer) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT c.amen_id FROM gsan_desk.comando_ra l
    JOIN atendimentopublico.ra_encerramento_comando c ON c.raec_id = l.raec_id
    WHERE l.rgat_id = ra AND l.resultado = 1 AND l.xmin::text = (pg_current_xact_id()::xid)::text
$$
"""

"""The audit of ``desk_0001``: who did what to which row, before and after; append-only for everyone.

Each entry keeps the RA that its row belongs to, so that the history of an RA is one range of one index, rows that were
removed since included. ``OFFSET 0`` lets each row become JSON once, however often it is named.

The entries lie in one partition a month, made ahead by ``preparar_auditoria``; those of a month that has none wait in
the default one, so that no save ever fails for want of a partition. Documents are kept whole and read masked.
"""

from collections.abc import Iterator

ALVOS = {
    "atendimentopublico.registro_atendimento": ("rgat_id",),
    "atendimentopublico.ra_solicitante": ("raso_id",),
    "atendimentopublico.solicitante_fone": ("sofo_id",),
    "atendimentopublico.ra_unidade": ("raun_id",),
    "atendimentopublico.tramite": ("tram_id",),
    "atendimentopublico.ra_anexo": ("raan_id",),
    "atendimentopublico.ra_reiteracao": ("rart_id",),
    "atendimentopublico.ra_reiteracao_fone": ("rtfo_id",),
    "atendimentopublico.ra_conta": ("cnta_id", "rgat_id"),
    "atendimentopublico.ra_pagto_duplicidade": ("pgmt_id", "rgat_id"),
    "atendimentopublico.ordem_servico": ("orse_id",),
    "atendimentopublico.ordem_servico_unidade": ("osun_id",),
    "atendimentopublico.visualizacao_ra_urgencia": ("vrau_id",),
    "atendimentopublico.espec_unid_cobr": ("step_id", "cbst_id"),
    "atendimentopublico.local_espec_unidade": ("step_id", "loca_id", "unid_id"),
    "atendimentopublico.ra_encerramento_comando": ("raec_id",),
    "atendimentopublico.ra_encmt_comando_espec": ("raee_id",),
    "gsan_desk.ra_sms": ("raso_id", "rgat_id"),
    "gsan_desk.sms_modelo": ("evento",),
    "gsan_desk.sms_ajustes": ("id",),
    "gsan_desk.relato_ajustes": ("id",),
    "gsan_desk.base": ("id",),
    "gsan_desk.email_ajustes": ("id",),
    "gsan_desk.email_modelo": ("evento",),
    "gsan_desk.permissao_gsan": ("pmep_id", "nome"),
    "atendimentopublico.solicitacao_tipo": ("sotp_id",),
    "atendimentopublico.solicitacao_tipo_espec": ("step_id",),
    "atendimentopublico.espec_servico_tipo": ("step_id", "svtp_id"),
    "atendimentopublico.sol_espec_doc_obrig_meio": ("step_id", "meso_id"),
    "atendimentopublico.sol_tipo_espec_arqui_pop": ("stea_id",),
    "atendimentopublico.espec_imovel_situacao": ("esim_id",),
    "atendimentopublico.espec_imovel_sit_crit": ("eisc_id",),
    "gsan_desk.espec_devolucao": ("step_id",),
    "gsan_desk.espec_complemento": ("step_id",),
    "gsan_desk.localidade_complemento": ("loca_id",),
    "gsan_desk.ra_devolucao_item": ("id",),
    "gsan_desk.permissao": ("usur_id", "nome"),
}
"""Key of each table, the column that numbers the row first."""

BASE = """
CREATE SEQUENCE gsan_desk.auditoria_id_seq;
CREATE TABLE gsan_desk.auditoria (
    id bigint NOT NULL DEFAULT nextval('gsan_desk.auditoria_id_seq'),
    quando timestamptz NOT NULL DEFAULT now(),
    quem text NOT NULL,
    aplicacao text,
    tabela text NOT NULL,
    operacao char(1) NOT NULL,
    linha bigint NOT NULL,
    rgat_id integer,
    antes jsonb,
    depois jsonb,
    PRIMARY KEY (quando, id)
) PARTITION BY RANGE (quando);
CREATE INDEX auditoria_linha ON gsan_desk.auditoria (tabela, linha, id);
CREATE INDEX auditoria_ra ON gsan_desk.auditoria (rgat_id, id) WHERE rgat_id IS NOT NULL;
CREATE INDEX auditoria_quem ON gsan_desk.auditoria (quem, quando, id);
CREATE FUNCTION gsan_desk.ra_de_cima(j jsonb) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT CASE
        WHEN j ? 'sofo_id' THEN (
            SELECT rgat_id FROM atendimentopublico.ra_solicitante WHERE raso_id = (j ->> 'raso_id')::integer
        )
        WHEN j ? 'rtfo_id' THEN (
            SELECT rgat_id FROM atendimentopublico.ra_reiteracao WHERE rart_id = (j ->> 'rart_id')::integer
        )
        WHEN j ? 'osun_id' THEN (
            SELECT rgat_id FROM atendimentopublico.ordem_servico WHERE orse_id = (j ->> 'orse_id')::integer
        )
    END
$$;
CREATE FUNCTION gsan_desk.auditar() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    chave text := TG_ARGV[0];
    outra text := coalesce(TG_ARGV[1], TG_ARGV[0]);
    terceira text := coalesce(TG_ARGV[2], TG_ARGV[0]);
    nome text := TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME;
    pesadas CONSTANT text[] := '{raan_imdocumento,stea_arquivopop,step_arpop}';
    programa text := current_setting('application_name');
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, rgat_id, depois)
        SELECT session_user, programa, nome, 'I', (j ->> chave)::bigint,
            CASE WHEN j ? 'rgat_id' THEN (j ->> 'rgat_id')::integer ELSE gsan_desk.ra_de_cima(j) END, j
        FROM (SELECT jsonb_strip_nulls(to_jsonb(n) - pesadas) AS j FROM novas n OFFSET 0) linhas;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, rgat_id, antes)
        SELECT session_user, programa, nome, 'D', (j ->> chave)::bigint,
            CASE WHEN j ? 'rgat_id' THEN (j ->> 'rgat_id')::integer ELSE gsan_desk.ra_de_cima(j) END, j
        FROM (SELECT jsonb_strip_nulls(to_jsonb(a) - pesadas) AS j FROM antigas a OFFSET 0) linhas;
    ELSE
        INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, rgat_id, antes, depois)
        SELECT session_user, programa, nome, 'U', (n.j ->> chave)::bigint,
            CASE WHEN n.j ? 'rgat_id' THEN (n.j ->> 'rgat_id')::integer ELSE gsan_desk.ra_de_cima(n.j) END, a.j, n.j
        FROM (SELECT to_jsonb(x) - pesadas AS j FROM novas x OFFSET 0) n
        JOIN (SELECT to_jsonb(x) - pesadas AS j FROM antigas x OFFSET 0) a
            ON a.j -> chave = n.j -> chave AND a.j -> outra = n.j -> outra AND a.j -> terceira = n.j -> terceira;
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION gsan_desk.origem(quem text, aplicacao text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT CASE
        WHEN p.rolsuper THEN 'banco'
        WHEN p.oid IS NULL AND starts_with(aplicacao, 'gsan-desk ') THEN 'estacao'
        WHEN pg_has_role(p.oid, 'gsan_desk_atendente', 'member') THEN 'estacao'
        WHEN pg_has_role(p.oid, 'gsan_desk_sms', 'member') THEN 'estacao'
        ELSE 'web'
    END
    FROM (SELECT 1) AS sempre LEFT JOIN pg_roles p ON p.rolname = quem
$$;
CREATE FUNCTION gsan_desk.sem_documentos(linha jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT CASE WHEN NOT linha ?| '{raso_nncpf,raso_nnrg,clie_nncpf,clie_nncnpj,clie_nnrg}' THEN linha ELSE (
        SELECT jsonb_object_agg(chave, CASE
            WHEN chave <> ALL ('{raso_nncpf,raso_nnrg,clie_nncpf,clie_nncnpj,clie_nnrg}') THEN valor
            WHEN jsonb_typeof(valor) <> 'string' THEN valor
            WHEN right(chave, 5) = 'nncpf' THEN to_jsonb(concat('***.', substr(valor #>> '{}', 4, 3), '.',
                substr(valor #>> '{}', 7, 3), '-**'))
            ELSE to_jsonb(concat('***', right(valor #>> '{}', 3)))
        END)
        FROM jsonb_each(linha) AS partes (chave, valor)
    ) END
$$;
CREATE FUNCTION gsan_desk.quem_alterou(
    nome text, numero bigint, OUT quem text, OUT quando timestamptz
) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT quem, quando FROM gsan_desk.auditoria
    WHERE tabela = nome AND linha = numero AND gsan_desk.e_nosso() ORDER BY id DESC LIMIT 1
$$;
CREATE FUNCTION gsan_desk.historico_do_ra(ra integer) RETURNS TABLE (
    numero bigint, quando timestamptz, quem text, nome text, origem text, tabela text, operacao text, linha bigint,
    antes jsonb, depois jsonb
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT a.id, a.quando, a.quem, u.usur_nmusuario::text,
        gsan_desk.origem(a.quem, a.aplicacao),
        a.tabela, a.operacao::text, a.linha, gsan_desk.sem_documentos(a.antes), gsan_desk.sem_documentos(a.depois)
    FROM gsan_desk.auditoria a
    LEFT JOIN pg_roles p ON p.rolname = a.quem
    LEFT JOIN seguranca.usuario u ON u.usur_nmlogin = a.quem
    WHERE a.rgat_id = ra AND gsan_desk.e_nosso()
    ORDER BY a.id
$$;
CREATE FUNCTION gsan_desk.ler_auditoria(
    ra integer, pessoa text, inicio timestamptz, fim timestamptz, depois_de timestamptz, depois_do_id bigint,
    quantas integer
) RETURNS TABLE (
    numero bigint, quando timestamptz, quem text, nome text, origem text, tabela text, operacao text, linha bigint,
    rgat_id integer, antes jsonb, depois jsonb
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NOT pg_has_role(session_user, 'gsan_desk_supervisor', 'member') OR gsan_desk.operador_id() IS NULL THEN
        RAISE EXCEPTION 'ler_auditoria: not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY EXECUTE concat(
        'SELECT a.id, a.quando, a.quem, u.usur_nmusuario::text, gsan_desk.origem(a.quem, a.aplicacao), a.tabela,'
        ' a.operacao::text, a.linha, a.rgat_id, gsan_desk.sem_documentos(a.antes), gsan_desk.sem_documentos(a.depois)'
        ' FROM (SELECT * FROM gsan_desk.auditoria WHERE true',
        CASE WHEN ra IS NOT NULL THEN ' AND rgat_id = $1' END,
        CASE WHEN pessoa IS NOT NULL THEN ' AND quem = $2' END,
        CASE WHEN inicio IS NOT NULL THEN ' AND quando >= $3' END,
        CASE WHEN fim IS NOT NULL THEN ' AND quando < $4' END,
        CASE WHEN depois_do_id IS NOT NULL THEN ' AND quando <= $5 AND (quando, id) < ($5, $6)' END,
        ' ORDER BY quando DESC, id DESC LIMIT $7) a'
        ' LEFT JOIN seguranca.usuario u ON u.usur_nmlogin = a.quem ORDER BY a.quando DESC, a.id DESC'
    ) USING ra, pessoa, inicio, fim, depois_de, depois_do_id, least(quantas, 1000);
END
$$;
CREATE FUNCTION gsan_desk.auditoria_nao_muda() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'gsan_desk.auditoria only grows' USING ERRCODE = '42501';
END
$$;
CREATE TRIGGER nao_muda BEFORE UPDATE OR DELETE OR TRUNCATE ON gsan_desk.auditoria
    FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.auditoria_nao_muda();
CREATE TABLE gsan_desk.auditoria_outros PARTITION OF gsan_desk.auditoria DEFAULT;
CREATE TRIGGER nao_muda BEFORE UPDATE OR DELETE OR TRUNCATE ON gsan_desk.auditoria_outros
    FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.auditoria_nao_muda();
CREATE FUNCTION gsan_desk.preparar_auditoria(adiante integer DEFAULT 2) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog SET lock_timeout = '2s' SET timezone = 'UTC'
AS $$
DECLARE
    mes timestamptz;
    meses timestamptz[];
    nome text;
    feitas integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('gsan-desk:auditoria', 0));
    meses := ARRAY(
        SELECT generate_series(date_trunc('month', now()),
            date_trunc('month', now()) + make_interval(months => least(greatest(adiante, 0), 24)), interval '1 month')
        UNION SELECT date_trunc('month', quando) FROM gsan_desk.auditoria_outros
    );
    FOREACH mes IN ARRAY meses LOOP
        nome := 'auditoria_' || to_char(mes, 'YYYY_MM');
        CONTINUE WHEN to_regclass('gsan_desk.' || nome) IS NOT NULL;
        EXECUTE concat('CREATE TABLE gsan_desk.', nome, ' (LIKE gsan_desk.auditoria INCLUDING DEFAULTS)');
        EXECUTE concat('CREATE TRIGGER nao_muda BEFORE UPDATE OR DELETE OR TRUNCATE ON gsan_desk.', nome,
            ' FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.auditoria_nao_muda()');
        IF EXISTS (SELECT 1 FROM gsan_desk.auditoria_outros
                WHERE quando >= mes AND quando < mes + interval '1 month') THEN
            PERFORM gsan_desk.esvaziar_auditoria_outros(nome, mes);
        END IF;
        EXECUTE concat('ALTER TABLE gsan_desk.auditoria ATTACH PARTITION gsan_desk.', nome, ' FOR VALUES FROM (',
            quote_literal(mes), ') TO (', quote_literal(mes + interval '1 month'), ')');
        feitas := feitas + 1;
    END LOOP;
    RETURN feitas;
EXCEPTION WHEN lock_not_available OR read_only_sql_transaction THEN
    RETURN 0;
END
$$;
CREATE FUNCTION gsan_desk.esvaziar_auditoria_outros(destino text, mes timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    LOCK TABLE gsan_desk.auditoria_outros IN ACCESS EXCLUSIVE MODE;
    ALTER TABLE gsan_desk.auditoria_outros DISABLE TRIGGER nao_muda;
    EXECUTE concat('WITH fora AS (DELETE FROM gsan_desk.auditoria_outros WHERE quando >= $1 AND quando < $2'
        ' RETURNING *) INSERT INTO gsan_desk.', destino, ' SELECT * FROM fora') USING mes, mes + interval '1 month';
    ALTER TABLE gsan_desk.auditoria_outros ENABLE TRIGGER nao_muda;
END
$$;
REVOKE ALL ON FUNCTION gsan_desk.preparar_auditoria(integer), gsan_desk.esvaziar_auditoria_outros(text, timestamptz),
    gsan_desk.ler_auditoria(integer, text, timestamptz, timestamptz, timestamptz, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gsan_desk.preparar_auditoria(integer),
    gsan_desk.ler_auditoria(integer, text, timestamptz, timestamptz, timestamptz, bigint, integer)
    TO gsan_desk_supervisor;
SELECT gsan_desk.preparar_auditoria()
"""


def _gatilhos() -> Iterator[str]:
    for tabela, chave in ALVOS.items():
        colunas = ", ".join(f"'{coluna}'" for coluna in chave)
        for operacao, transicoes in (
            ("INSERT", "NEW TABLE AS novas"),
            ("UPDATE", "OLD TABLE AS antigas NEW TABLE AS novas"),
            ("DELETE", "OLD TABLE AS antigas"),
        ):
            yield (
                f"CREATE TRIGGER gsan_desk_auditoria_{operacao.lower()} AFTER {operacao} ON {tabela} "
                f"REFERENCING {transicoes} FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.auditar({colunas})"
            )


GATILHOS = ";\n".join(_gatilhos())
"""To be made last, when every table is there."""
SQL = BASE

"""The audit of ``desk_0001``: who did what to which row, before and after; append-only for everyone.

Each entry keeps the RA that its row belongs to, so that the history of an RA is one range of one index, rows that were
removed since included. ``OFFSET 0`` lets each row become JSON once, however often it is named.
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
    "atendimentopublico.solicitacao_tipo": ("sotp_id",),
    "atendimentopublico.solicitacao_tipo_espec": ("step_id",),
    "atendimentopublico.espec_servico_tipo": ("step_id", "svtp_id"),
    "atendimentopublico.sol_espec_doc_obrig_meio": ("step_id", "meso_id"),
    "atendimentopublico.sol_tipo_espec_arqui_pop": ("stea_id",),
    "atendimentopublico.espec_imovel_situacao": ("esim_id",),
    "atendimentopublico.espec_imovel_sit_crit": ("eisc_id",),
}
"""Key of each table, the column that numbers the row first."""

BASE = """
CREATE TABLE gsan_desk.auditoria (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    quando timestamptz NOT NULL DEFAULT now(),
    quem text NOT NULL,
    aplicacao text,
    tabela text NOT NULL,
    operacao char(1) NOT NULL,
    linha bigint NOT NULL,
    rgat_id integer,
    antes jsonb,
    depois jsonb
);
CREATE INDEX auditoria_linha ON gsan_desk.auditoria (tabela, linha);
CREATE INDEX auditoria_ra ON gsan_desk.auditoria (rgat_id, id) WHERE rgat_id IS NOT NULL;
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
            ON a.j -> chave = n.j -> chave AND a.j -> outra = n.j -> outra;
    END IF;
    RETURN NULL;
END
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
        CASE
            WHEN p.rolsuper THEN 'banco'
            WHEN p.oid IS NULL AND starts_with(a.aplicacao, 'gsan-desk ') THEN 'estacao'
            WHEN pg_has_role(p.oid, 'gsan_desk_atendente', 'member') THEN 'estacao'
            WHEN pg_has_role(p.oid, 'gsan_desk_sms', 'member') THEN 'estacao'
            ELSE 'web'
        END,
        a.tabela, a.operacao::text, a.linha, a.antes, a.depois
    FROM gsan_desk.auditoria a
    LEFT JOIN pg_roles p ON p.rolname = a.quem
    LEFT JOIN seguranca.usuario u ON u.usur_nmlogin = a.quem
    WHERE a.rgat_id = ra AND gsan_desk.e_nosso()
    ORDER BY a.id
$$;
CREATE FUNCTION gsan_desk.auditoria_nao_muda() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'gsan_desk.auditoria only grows' USING ERRCODE = '42501';
END
$$;
CREATE TRIGGER nao_muda BEFORE UPDATE OR DELETE OR TRUNCATE ON gsan_desk.auditoria
    FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.auditoria_nao_muda()
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


SQL = ";\n".join((BASE, *_gatilhos()))

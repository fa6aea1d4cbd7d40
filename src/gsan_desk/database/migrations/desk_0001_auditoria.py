"""The audit of ``desk_0001``: who did what to which row, before and after; append-only for everyone."""

from collections.abc import Iterator

ALVOS = {
    "atendimentopublico.registro_atendimento": "rgat_id",
    "atendimentopublico.ra_solicitante": "raso_id",
    "atendimentopublico.solicitante_fone": "sofo_id",
    "atendimentopublico.ra_unidade": "raun_id",
    "atendimentopublico.tramite": "tram_id",
    "atendimentopublico.ra_anexo": "raan_id",
    "atendimentopublico.ordem_servico": "orse_id",
}

BASE = """
CREATE TABLE gsan_desk.auditoria (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    quando timestamptz NOT NULL DEFAULT now(),
    quem text NOT NULL,
    aplicacao text,
    tabela text NOT NULL,
    operacao char(1) NOT NULL,
    linha bigint NOT NULL,
    antes jsonb,
    depois jsonb
);
CREATE INDEX auditoria_linha ON gsan_desk.auditoria (tabela, linha);
CREATE FUNCTION gsan_desk.auditar() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    chave text := TG_ARGV[0];
    nome text := TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME;
    programa text := current_setting('application_name');
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, depois)
        SELECT session_user, programa, nome, 'I', (j ->> chave)::bigint, j
        FROM (SELECT jsonb_strip_nulls(to_jsonb(n) - 'raan_imdocumento') AS j FROM novas n) linhas;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, antes)
        SELECT session_user, programa, nome, 'D', (j ->> chave)::bigint, j
        FROM (SELECT jsonb_strip_nulls(to_jsonb(a) - 'raan_imdocumento') AS j FROM antigas a) linhas;
    ELSE
        INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, antes, depois)
        SELECT session_user, programa, nome, 'U', (n.j ->> chave)::bigint, a.j, n.j
        FROM (SELECT to_jsonb(x) - 'raan_imdocumento' AS j FROM novas x) n
        JOIN (SELECT to_jsonb(x) - 'raan_imdocumento' AS j FROM antigas x) a ON a.j -> chave = n.j -> chave;
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
        for operacao, transicoes in (
            ("INSERT", "NEW TABLE AS novas"),
            ("UPDATE", "OLD TABLE AS antigas NEW TABLE AS novas"),
            ("DELETE", "OLD TABLE AS antigas"),
        ):
            yield (
                f"CREATE TRIGGER gsan_desk_auditoria_{operacao.lower()} AFTER {operacao} ON {tabela} "
                f"REFERENCING {transicoes} FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.auditar('{chave}')"
            )


SQL = ";\n".join((BASE, *_gatilhos()))

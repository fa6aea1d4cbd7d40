"""The notices of ``desk_0001``: whoever changes RAs, the web system included, lets the open workstations know.

One notice a statement, with numbers only: the RAs when they are few, the units that they were or are in when these
are not too many. A save never fails because of a notice: where the server has two-phase commit, which NOTIFY breaks,
or its queue is filling up, the trigger keeps quiet, and the workstations read from time to time.
"""

TABELA = "atendimentopublico.registro_atendimento"
_GATILHOS = {
    "insert": "AFTER INSERT ON {} REFERENCING NEW TABLE AS novas",
    "update": "AFTER UPDATE ON {} REFERENCING OLD TABLE AS antigas NEW TABLE AS novas",
    "delete": "AFTER DELETE ON {} REFERENCING OLD TABLE AS antigas",
}
_FUNCOES = """
CREATE FUNCTION gsan_desk.pode_avisar() RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT current_setting('max_prepared_transactions')::integer = 0 AND pg_notification_queue_usage() < 0.5
$$;
CREATE FUNCTION gsan_desk.avisar_ras() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    ras integer[];
    unidades integer[];
BEGIN
    IF NOT gsan_desk.pode_avisar() THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(n.rgat_id), array_agg(DISTINCT coalesce(n.unid_idatual,
                gsan_desk.unidade_do_ra(n.rgat_id, NULL)))
        INTO ras, unidades FROM novas n WHERE n.rgat_cdsituacao <> 2;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(a.rgat_id), array_agg(DISTINCT coalesce(a.unid_idatual,
                gsan_desk.unidade_do_ra(a.rgat_id, NULL)))
        INTO ras, unidades FROM antigas a WHERE a.rgat_cdsituacao <> 2;
    ELSE
        SELECT array_agg(DISTINCT x.rgat_id), array_agg(DISTINCT x.unidade) INTO ras, unidades
        FROM (
            SELECT n.rgat_id, coalesce(u.unidade, gsan_desk.unidade_do_ra(n.rgat_id, NULL)) AS unidade
            FROM novas n JOIN antigas a ON a.rgat_id = n.rgat_id
            CROSS JOIN LATERAL (VALUES (n.unid_idatual), (a.unid_idatual)) AS u (unidade)
            WHERE n.rgat_cdsituacao <> 2 OR a.rgat_cdsituacao <> 2
        ) AS x;
    END IF;
    IF ras IS NULL THEN
        RETURN NULL;
    END IF;
    unidades := array_remove(unidades, NULL);
    PERFORM pg_notify('gsan_desk_ra', json_strip_nulls(json_build_object(
        'ras', CASE WHEN cardinality(ras) <= 100 THEN ras END,
        'unidades', CASE WHEN cardinality(unidades) BETWEEN 1 AND 400 THEN unidades END
    ))::text);
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    RAISE WARNING USING MESSAGE = 'gsan_desk.avisar_ras: ' || SQLERRM;
    RETURN NULL;
END
$$;
CREATE FUNCTION gsan_desk.avisos_ativos() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT NOT pg_is_in_recovery() AND current_setting('max_prepared_transactions')::integer = 0
        AND count(*) = 3
    FROM pg_trigger
    WHERE tgrelid = to_regclass('atendimentopublico.registro_atendimento') AND tgenabled IN ('O', 'A')
        AND tgname IN ('gsan_desk_avisos_insert', 'gsan_desk_avisos_update', 'gsan_desk_avisos_delete')
$$
"""


def _gatilho(operacao: str, quando: str) -> str:
    return (
        f"CREATE TRIGGER gsan_desk_avisos_{operacao} {quando.format(TABELA)} "
        "FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.avisar_ras()"
    )


SQL = ";\n".join((_FUNCOES, *(_gatilho(operacao, quando) for operacao, quando in _GATILHOS.items())))

"""Notices of ``desk_0001`` that a table of configuration changed, and what the rights over those tables ask.

One notice a statement, with the name of the table: every workstation reads its domain rows again. A save never fails
because of a notice.
"""

TABELAS = (
    "solicitacao_tipo_grupo",
    "solicitacao_tipo",
    "solicitacao_tipo_espec",
    "sol_tipo_espec_arqui_pop",
    "sol_espec_doc_obrig_meio",
    "espec_servico_tipo",
    "espec_imovel_situacao",
    "espec_imovel_sit_crit",
    "espec_pavi_servico_tipo",
    "espec_unid_cobr",
    "local_espec_unidade",
    "localid_solic_tipo_grupo",
)
_FUNCOES = """
CREATE FUNCTION gsan_desk.avisar_dominio() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF gsan_desk.pode_avisar() THEN
        PERFORM pg_notify('gsan_desk_dominios', TG_TABLE_NAME::text);
    END IF;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    RAISE WARNING USING MESSAGE = 'gsan_desk.avisar_dominio: ' || SQLERRM;
    RETURN NULL;
END
$$;
CREATE FUNCTION gsan_desk.uso_sistema_do_tipo(tipo integer) RETURNS smallint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT sotp_icusosistema FROM atendimentopublico.solicitacao_tipo WHERE sotp_id = tipo
$$;
CREATE FUNCTION gsan_desk.tem_permissao(permissao integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM seguranca.usuario_permissao_espec
        WHERE usur_id = gsan_desk.operador_id() AND pmep_id = permissao
    )
$$
"""


def _gatilho(tabela: str) -> str:
    return (
        f"CREATE TRIGGER gsan_desk_dominios AFTER INSERT OR UPDATE OR DELETE ON atendimentopublico.{tabela} "
        "FOR EACH STATEMENT EXECUTE FUNCTION gsan_desk.avisar_dominio()"
    )


SQL = ";\n".join((_FUNCOES, *(_gatilho(tabela) for tabela in TABELAS)))

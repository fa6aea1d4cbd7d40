"""The whole catalog of a base as sorted lines, without object numbers: two that are alike compare equal."""

from sqlalchemy import URL

from tests.support.banco import conectar

_DE_FORA = "n.nspname !~ '^(pg_|information_schema)'"
_DIREITOS = (
    "(SELECT string_agg(x, ' ' ORDER BY x) FROM (SELECT format('%s:%s:%s', coalesce(r.rolname, 'PUBLIC'),"
    " a.privilege_type, a.is_grantable) AS x FROM aclexplode({acl}) a LEFT JOIN pg_roles r ON r.oid = a.grantee) d)"
)
_PARTES = (
    f"SELECT format('esquema %s %s %s', n.nspname, n.nspowner::regrole, {{d_esquema}}) FROM pg_namespace n"
    f" WHERE {_DE_FORA}",
    f"SELECT format('objeto %s.%s %s %s rls=%s,%s %s %s', n.nspname, c.relname, c.relkind, c.relowner::regrole,"
    f" c.relrowsecurity, c.relforcerowsecurity, c.reloptions, {{d_objeto}})"
    f" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_DE_FORA}",
    f"SELECT format('coluna %s.%s.%s %s %s %s %s', n.nspname, c.relname, a.attname, a.attnum,"
    f" format_type(a.atttypid, a.atttypmod), a.attnotnull, {{d_coluna}}) FROM pg_attribute a"
    f" JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
    f" WHERE a.attnum > 0 AND {_DE_FORA}",
    f"SELECT format('padrao %s %s %s', d.adrelid::regclass, d.adnum, pg_get_expr(d.adbin, d.adrelid))"
    f" FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
    f" WHERE {_DE_FORA}",
    f"SELECT format('regra %s %s %s %s', o.conrelid::regclass, o.conname, pg_get_constraintdef(o.oid), o.convalidated)"
    f" FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace WHERE {_DE_FORA}",
    f"SELECT format('indice %s valido=%s', pg_get_indexdef(i.indexrelid), i.indisvalid) FROM pg_index i"
    f" JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_DE_FORA}",
    f"SELECT format('gatilho %s %s', pg_get_triggerdef(t.oid), t.tgenabled) FROM pg_trigger t"
    f" JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
    f" WHERE NOT t.tgisinternal AND {_DE_FORA}",
    "SELECT format('politica %s %s %s %s %s', polrelid::regclass, polname, polcmd, pg_get_expr(polqual, polrelid),"
    " pg_get_expr(polwithcheck, polrelid)) FROM pg_policy",
    f"SELECT format('funcao %s %s %s', p.oid::regprocedure, p.prosrc, {{d_funcao}}) FROM pg_proc p"
    f" JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {_DE_FORA}",
    "SELECT format('conversao %s %s %s', castsource::regtype, casttarget::regtype, castcontext) FROM pg_cast",
    "SELECT format('ajuste %s %s', setrole, setconfig) FROM pg_db_role_setting s"
    " WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())",
    "SELECT format('padrao de direitos %s %s', defaclrole::regrole, defaclacl) FROM pg_default_acl",
    "SELECT format('comentario %s %s', pg_describe_object(classoid, objoid, objsubid), description)"
    " FROM pg_description WHERE objoid >= 16384",
    "SELECT format('extensao %s', extname) FROM pg_extension",
    "SELECT format('evento %s', evtname) FROM pg_event_trigger",
    "SELECT format('publicacao %s', pubname) FROM pg_publication",
    "SELECT format('banco %s', datacl) FROM pg_database WHERE datname = current_database()",
)


def retrato(url: URL) -> list[str]:
    """Describe every object with owner, rights and definition; a right given by default equals one never changed."""
    consulta = " UNION ALL ".join(_PARTES).format(
        d_esquema=_DIREITOS.format(acl="coalesce(n.nspacl, acldefault('n', n.nspowner))"),
        d_objeto=_DIREITOS.format(
            acl="coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::\"char\" ELSE 'r'::\"char\" END,"
            " c.relowner))"
        ),
        d_coluna=_DIREITOS.format(acl="a.attacl"),
        d_funcao=_DIREITOS.format(acl="coalesce(p.proacl, acldefault('f', p.proowner))"),
    )
    with conectar(url) as conexao:
        return sorted(str(linha) for (linha,) in conexao.execute(consulta.encode()))


def linhas_do_gsan(url: URL) -> dict[str, str]:
    """Sum up the contents of every table and sequence that is not ours, physical versions included."""
    with conectar(url) as conexao:
        nomes = conexao.execute(
            "SELECT format('%I.%I', n.nspname, c.relname), c.relkind FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'S')"
            " AND n.nspname !~ '^(pg_|information_schema|gsan_desk)'"
        ).fetchall()
        somas = {}
        for nome, tipo in nomes:
            coluna = "t.last_value::text" if tipo in {"S", b"S"} else "t.xmin::text || t.ctid::text"
            linha = conexao.execute(f"SELECT md5(string_agg({coluna}, ',' ORDER BY {coluna})) FROM {nome} t".encode())
            somas[str(nome)] = str(linha.fetchone())
        return somas

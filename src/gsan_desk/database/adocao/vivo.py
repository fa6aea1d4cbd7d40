"""What a base has at this moment, read from its catalog; every statement here runs on PostgreSQL 9.4 too.

Row security and its policies came with 9.5, so they are read only where they exist.
"""

from dataclasses import dataclass, field
from typing import Any

import psycopg

COM_RLS = 90500
_COLUNAS = """
SELECT n.nspname || '.' || c.relname, a.attname::text, format_type(a.atttypid, a.atttypmod),
    a.attnotnull AND NOT a.atthasdef
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
"""
_SEQUENCIAS = """
SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'S'
"""
_DIREITOS = """
SELECT coalesce(r.rolname, 'PUBLIC')::text, x.classe, x.objeto, x.coluna, a.privilege_type::text
FROM (
    SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS classe, n.nspname || '.' || c.relname AS objeto,
        ''::text AS coluna, c.relacl AS acl
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relacl IS NOT NULL
    UNION ALL
    SELECT 'TABLE', n.nspname || '.' || c.relname, t.attname::text, t.attacl
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE t.attacl IS NOT NULL
    UNION ALL SELECT 'SCHEMA', nspname::text, '', nspacl FROM pg_namespace WHERE nspacl IS NOT NULL
    UNION ALL
    SELECT 'FUNCTION', n.nspname || '.' || p.proname, '', coalesce(p.proacl, acldefault('f', p.proowner))
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'gsan_desk'
) AS x, LATERAL aclexplode(x.acl) AS a
LEFT JOIN pg_roles r ON r.oid = a.grantee
"""
_GATILHOS = """
SELECT n.nspname || '.' || c.relname, t.tgname::text FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal
"""
_FUNCOES = """
SELECT n.nspname || '.' || p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'gsan_desk'
"""
_RLS = """
SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relrowsecurity
"""
_POLITICAS = """
SELECT n.nspname || '.' || c.relname, p.polname::text FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
"""
_MEMBROS = """
SELECT g.rolname::text, m.rolname::text FROM pg_auth_members x
JOIN pg_roles g ON g.oid = x.roleid JOIN pg_roles m ON m.oid = x.member
"""


@dataclass(frozen=True, slots=True)
class Vivo:
    """The catalog; tables map to their columns, and these to type and whether a new row has to fill them.

    Rights map from role, class and thing to column, or nothing for the whole, and what is allowed.
    """

    tabelas: dict[str, dict[str, tuple[str, bool]]]
    sequencias: frozenset[str]
    papeis: frozenset[str]
    membros: frozenset[tuple[str, str]]
    direitos: dict[tuple[str, str, str], set[tuple[str, str]]]
    gatilhos: frozenset[tuple[str, str]]
    funcoes: dict[str, str]
    com_rls: frozenset[str] = frozenset()
    politicas: frozenset[tuple[str, str]] = frozenset()
    base: dict[str, Any] = field(default_factory=dict)
    feitos: frozenset[str] = frozenset()

    @property
    def adotada(self) -> bool:
        """Whether our schema is there, complete or not."""
        return "gsan_desk.versao" in self.tabelas

    @property
    def exigidas(self) -> dict[str, tuple[str, ...]]:
        """Columns of each table that a new row has to fill."""
        return {
            tabela: tuple(coluna for coluna, (_, exigida) in colunas.items() if exigida)
            for tabela, colunas in self.tabelas.items()
        }

    def tem(self, objeto: str) -> bool:
        """Tell whether a table or sequence is there."""
        return objeto in self.tabelas or objeto in self.sequencias


def ler(conexao: psycopg.Connection[Any]) -> Vivo:
    """Read it in some ten statements."""
    tabelas: dict[str, dict[str, tuple[str, bool]]] = {}
    for tabela, coluna, tipo, exigida in conexao.execute(_COLUNAS):
        tabelas.setdefault(tabela, {})[coluna] = (tipo, exigida)
    com_rls = conexao.info.server_version >= COM_RLS
    return Vivo(
        tabelas=tabelas,
        sequencias=frozenset(nome for (nome,) in conexao.execute(_SEQUENCIAS)),
        papeis=frozenset(nome for (nome,) in conexao.execute("SELECT rolname::text FROM pg_roles")),
        membros=frozenset(conexao.execute(_MEMBROS).fetchall()),
        direitos=_direitos(conexao),
        gatilhos=frozenset(conexao.execute(_GATILHOS).fetchall()),
        funcoes=dict(conexao.execute(_FUNCOES).fetchall()),
        com_rls=frozenset(nome for (nome,) in conexao.execute(_RLS)) if com_rls else frozenset(),
        politicas=frozenset(conexao.execute(_POLITICAS).fetchall()) if com_rls else frozenset(),
        base=_base(conexao, tabelas),
        feitos=_feitos(conexao, tabelas),
    )


def _direitos(conexao: psycopg.Connection[Any]) -> dict[tuple[str, str, str], set[tuple[str, str]]]:
    lidos: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    for papel, classe, objeto, coluna, direito in conexao.execute(_DIREITOS):
        lidos.setdefault((papel, classe, objeto), set()).add((coluna, direito))
    return lidos


def _base(conexao: psycopg.Connection[Any], tabelas: dict[str, Any]) -> dict[str, Any]:
    if "gsan_desk.base" not in tabelas or not _legivel(conexao, "gsan_desk.base"):
        return {}
    linha = conexao.execute("SELECT modo, esquema, fuso_horario, cliente_minimo, cliente_atual FROM gsan_desk.base")
    nomes = ("modo", "esquema", "fuso_horario", "cliente_minimo", "cliente_atual")
    achada = linha.fetchone()
    return dict(zip(nomes, achada, strict=True)) if achada else {}


def _feitos(conexao: psycopg.Connection[Any], tabelas: dict[str, Any]) -> frozenset[str]:
    if "gsan_desk.adocao" not in tabelas or not _legivel(conexao, "gsan_desk.adocao"):
        return frozenset()
    return frozenset(feito for (feito,) in conexao.execute("SELECT feito FROM gsan_desk.adocao"))


def _legivel(conexao: psycopg.Connection[Any], tabela: str) -> bool:
    esquema, _, _ = tabela.partition(".")
    pode = conexao.execute("SELECT has_schema_privilege(%s, 'USAGE')", (esquema,)).fetchone() == (True,)
    return pode and conexao.execute("SELECT has_table_privilege(%s, 'SELECT')", (tabela,)).fetchone() == (True,)

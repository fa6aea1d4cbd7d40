"""``banco criar``, ``banco migrar`` and ``usuario criar`` on a real server."""

import psycopg
import pytest
from sqlalchemy import URL

from gsan_desk.database import instalacao
from gsan_desk.database.catalogo import tabelas
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.erros import BancoAntigo
from gsan_desk.domain.perfis import Perfil
from gsan_desk.models import tabelas as mapeadas
from tests.support.banco import conectar

RETRATO = """
SELECT string_agg(linha, E'\n' ORDER BY linha) FROM (
    SELECT format('coluna %s.%s.%s %s %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                  a.attnotnull) AS linha
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE a.attnum > 0 AND c.relkind IN ('r', 'S') AND n.nspname !~ '^(pg_|information)'
    UNION ALL SELECT format('regra %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
    UNION ALL SELECT format('indice %s', indexdef) FROM pg_indexes WHERE schemaname !~ '^pg_'
    UNION ALL SELECT format('politica %s %s', oid, polname) FROM pg_policy
    UNION ALL SELECT format('direitos %s %s', oid::regclass, relacl) FROM pg_class WHERE relacl IS NOT NULL
    UNION ALL SELECT format('gatilho %s %s', oid, tgname) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('sequencia %s %s', sequencename, last_value) FROM pg_sequences
) t
"""


def _retrato(url: URL) -> str:
    with conectar(url) as conexao:
        nomes = conexao.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text !~ %s",
            ("^(pg_|information)",),
        ).fetchall()
        linhas = " UNION ALL ".join(f"SELECT '{n}', count(*), max(xmin::text::bigint) FROM {n}" for (n,) in nomes)
        return str((conexao.execute(RETRATO).fetchone(), conexao.execute(linhas + " ORDER BY 1").fetchall()))


def test_every_table_of_the_catalogue_is_there_with_its_columns(dsn: URL) -> None:
    with conectar(dsn) as conexao:
        achadas = conexao.execute(
            "SELECT table_schema || '.' || table_name, column_name, is_nullable = 'YES'"
            " FROM information_schema.columns WHERE table_schema = ANY(%s) ORDER BY 1, ordinal_position",
            ([*{t.esquema for t in tabelas()}],),
        ).fetchall()
    esperadas = [(t.qualificado, c.nome, c.nula) for t in tabelas() for c in t.colunas]
    assert sorted(achadas) == sorted(esperadas)
    assert len(tabelas()) == 314


def test_keys_indexes_and_sequences_of_the_catalogue_are_there(dsn: URL) -> None:
    with conectar(dsn) as conexao:
        chaves = {nome for (nome,) in conexao.execute("SELECT conname FROM pg_constraint WHERE contype = 'f'")}
        indices = {nome for (nome,) in conexao.execute("SELECT indexname FROM pg_indexes")}
        sequencias = {nome for (nome,) in conexao.execute("SELECT schemaname || '.' || sequencename FROM pg_sequences")}
    assert {e.nome for t in tabelas() for e in t.estrangeiras} <= chaves
    assert {i.nome for t in tabelas() for i in t.indices} <= indices
    assert {s for t in tabelas() for s in t.sequencias} <= sequencias


def test_every_mapped_column_exists_with_its_nullability(dsn: URL) -> None:
    with conectar(dsn) as conexao:
        reais = {
            (tabela, coluna): nula
            for tabela, coluna, nula in conexao.execute(
                "SELECT table_schema || '.' || table_name, column_name, is_nullable = 'YES'"
                " FROM information_schema.columns"
            )
        }
    for tabela in mapeadas():
        for coluna in tabela.columns:
            assert reais[tabela.fullname, coluna.name] == bool(coluna.nullable), (tabela.fullname, coluna.name)


def test_criar_again_changes_nothing(dsn: URL) -> None:
    antes = _retrato(dsn)
    instalacao.criar(dsn, "America/Recife")
    assert _retrato(dsn) == antes


def test_migrar_on_a_current_base_changes_nothing(dsn: URL) -> None:
    antes = _retrato(dsn)
    instalacao.migrar(dsn)
    assert _retrato(dsn) == antes


def test_criar_refuses_a_gsan_base_that_is_not_ours(servidor: ServidorEmbutido, worker_id: str) -> None:
    nome = f"alheia_{worker_id}"
    with conectar(servidor.url()) as conexao:
        conexao.execute(f"CREATE DATABASE {nome}")
    url = servidor.url(nome)
    with conectar(url) as conexao:
        conexao.execute("CREATE SCHEMA atendimentopublico")
        conexao.execute("CREATE TABLE atendimentopublico.registro_atendimento (rgat_id integer)")
    with pytest.raises(BancoAntigo, match="só serve a um banco vazio"):
        instalacao.criar(url, "America/Recife")
    with pytest.raises(BancoAntigo, match="não é do gsan-desk"):
        instalacao.migrar(url)


def test_usuario_criar_makes_role_and_row_together(dsn: URL) -> None:
    with conectar(dsn) as conexao:
        (unidade,) = conexao.execute("SELECT min(unid_id) FROM cadastro.unidade_organizacional").fetchone() or (0,)
    login = "nova" + dsn.database[-6:].replace("_", "")  # type: ignore[index]
    numero = instalacao.criar_usuario(dsn, login, "NOVA PESSOA", Perfil.ATENDENTE, int(str(unidade)), "segredo")
    with conectar(dsn.set(username=login, password="segredo")) as conexao:
        assert conexao.execute("SELECT gsan_desk.operador_id()").fetchone() == (numero,)
        assert conexao.execute("SHOW timezone").fetchone() == ("America/Recife",)
    with conectar(dsn) as conexao:
        (guardada,) = conexao.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", (login,)).fetchone() or (
            "",
        )
        assert str(guardada).startswith("SCRAM-SHA-256$")
    with pytest.raises(psycopg.OperationalError):
        conectar(dsn.set(username=login, password="outra"))
    assert instalacao.criar_usuario(dsn, login, "OUTRO NOME", Perfil.SUPERVISOR, int(str(unidade)), "nova") == numero
    with conectar(dsn.set(username=login, password="nova")) as conexao:
        assert conexao.execute("SELECT pg_has_role('gsan_desk_supervisor', 'member')").fetchone() == (True,)
    with conectar(dsn) as conexao:
        conexao.execute(f"DROP OWNED BY {login}; DROP ROLE {login}")


@pytest.mark.parametrize("login", ["", "nome.sobrenome"])
def test_usuario_criar_refuses_a_login_that_gsan_cannot_hold(dsn: URL, login: str) -> None:
    with pytest.raises(ValueError, match="1 a 11"):
        instalacao.criar_usuario(dsn, login, "X", Perfil.ATENDENTE, 1, "x")


def test_usuario_criar_refuses_an_unknown_unit(dsn: URL) -> None:
    with pytest.raises(ValueError, match="inexistente"):
        instalacao.criar_usuario(dsn, "alguem", "X", Perfil.ATENDENTE, 999999, "x")

"""The audit keeps the RA of each row, and is read through one function only [Histórico]."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

AP = "atendimentopublico"
HISTORICO = "SELECT tabela, operacao, linha, origem FROM gsan_desk.historico_do_ra(%s)"


@pytest.fixture
def base(dsn: URL) -> Iterator[psycopg.Connection[Any]]:
    with conectar(dsn) as conexao:
        yield conexao


@pytest.fixture
def estranho(dsn: URL, worker_id: str) -> Iterator[str]:
    nome = f"web_{worker_id}"
    with conectar(dsn) as conexao:
        conexao.execute(
            f"CREATE ROLE {nome} LOGIN PASSWORD '{SENHA}'; GRANT USAGE ON SCHEMA {AP} TO {nome};"
            f"GRANT ALL ON ALL TABLES IN SCHEMA {AP} TO {nome}; GRANT ALL ON ALL SEQUENCES IN SCHEMA {AP} TO {nome}"
        )
    yield nome
    with conectar(dsn) as conexao:
        conexao.execute(f"DROP OWNED BY {nome}; DROP ROLE {nome}")


def _historico(dsn: URL, ra: int, login: str = "atendente") -> list[Any]:
    with conectar(dsn.set(username=login, password=SENHA)) as conexao:
        return conexao.execute(f"{HISTORICO} WHERE operacao <> 'I'", (ra,)).fetchall()


def test_children_and_grandchildren_are_found_by_their_ra_after_they_are_gone(
    dsn: URL, base: psycopg.Connection[Any]
) -> None:
    ra = IDS.ra_pendente_endereco
    base.execute(f"DELETE FROM {AP}.solicitante_fone WHERE raso_id = %s", (ra,))
    base.execute(f"DELETE FROM {AP}.ra_solicitante WHERE raso_id = %s", (ra,))
    assert _historico(dsn, ra) == [
        (f"{AP}.solicitante_fone", "D", 1, "banco"),
        (f"{AP}.solicitante_fone", "D", 2, "banco"),
        (f"{AP}.ra_solicitante", "D", ra, "banco"),
    ]


@pytest.mark.parametrize(
    ("tabela", "condicao", "ra"),
    [
        ("ra_reiteracao_fone", "rtfo_id = 1", IDS.ra_reiterado),
        ("ordem_servico_unidade", "osun_id = 1", IDS.ra_com_os),
        ("ra_unidade", f"raun_id = {IDS.ra_com_os}", IDS.ra_com_os),
    ],
)
def test_every_table_below_the_ra_is_audited(
    dsn: URL, base: psycopg.Connection[Any], tabela: str, condicao: str, ra: int
) -> None:
    base.execute(f"DELETE FROM {AP}.{tabela} WHERE {condicao}")
    assert [linha[:2] for linha in _historico(dsn, ra)] == [(f"{AP}.{tabela}", "D")]


def test_rows_with_two_keys_are_told_apart(dsn: URL, base: psycopg.Connection[Any]) -> None:
    conta = IDS.conta_normal
    for ra in (IDS.ra_com_os, IDS.ra_da_loja):
        base.execute(f"INSERT INTO {AP}.ra_conta (rgat_id, cnta_id) VALUES (%s, %s)", (ra, conta))
    base.execute(f"UPDATE {AP}.ra_conta SET ract_tmultimaalteracao = now() WHERE cnta_id = %s", (conta,))
    for ra in (IDS.ra_com_os, IDS.ra_da_loja):
        assert _historico(dsn, ra) == [(f"{AP}.ra_conta", "U", conta, "banco")]


def test_the_web_system_appears_as_such(dsn: URL, estranho: str) -> None:
    with conectar(dsn.set(username=estranho, password=SENHA)) as web:
        web.execute(
            f"UPDATE {AP}.registro_atendimento SET rgat_dsobservacao = 'web' WHERE rgat_id = %s", (IDS.ra_da_loja,)
        )
    with conectar(dsn.set(username="atendente", password=SENHA)) as nossa:
        nossa.execute(
            f"UPDATE {AP}.registro_atendimento SET rgat_dsobservacao = 'nossa' WHERE rgat_id = %s", (IDS.ra_da_loja,)
        )
    origens = [linha[3] for linha in _historico(dsn, IDS.ra_da_loja)]
    assert origens == ["web", "estacao"]


def test_nobody_reads_or_writes_the_audit_itself(dsn: URL, estranho: str) -> None:
    entrada = "INSERT INTO gsan_desk.auditoria (quem, tabela, operacao, linha) VALUES ('eu', 'x', 'I', 1)"
    for login in ("atendente", "supervisor", "sms", "admin", estranho):
        for comando in ("SELECT 1 FROM gsan_desk.auditoria", entrada, "UPDATE gsan_desk.auditoria SET quem = 'eu'"):
            with (
                conectar(dsn.set(username=login, password=SENHA)) as conexao,
                pytest.raises(InsufficientPrivilege),
            ):
                conexao.execute(comando)


def test_history_is_for_our_people_even_where_the_schema_is_open(
    dsn: URL, base: psycopg.Connection[Any], estranho: str
) -> None:
    base.execute(f"UPDATE {AP}.registro_atendimento SET rgat_dsobservacao = 'x' WHERE rgat_id = %s", (IDS.ra_da_loja,))
    for login in ("atendente", "supervisor", "sms", "admin"):
        assert len(_historico(dsn, IDS.ra_da_loja, login)) == 1
    with conectar(dsn.set(username=estranho, password=SENHA)) as web, pytest.raises(InsufficientPrivilege):
        web.execute(HISTORICO, (IDS.ra_da_loja,))
    base.execute(f"GRANT USAGE ON SCHEMA gsan_desk TO {estranho}")
    with conectar(dsn.set(username=estranho, password=SENHA)) as web:
        assert web.execute(HISTORICO, (IDS.ra_da_loja,)).fetchall() == []


def test_history_is_one_range_of_an_index(base: psycopg.Connection[Any]) -> None:
    base.execute("SET enable_seqscan = off")
    plano = base.execute("EXPLAIN SELECT * FROM gsan_desk.auditoria WHERE rgat_id = 1 ORDER BY id").fetchall()
    assert "rgat_id = 1" in str(plano)
    assert "Seq Scan" not in str(plano)

"""Whoever changes an RA lets the workstations know, and no save fails because of it (design §2)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from gsan_desk.database import instalacao
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.avisos import CANAL_RA
from tests.support import cenario
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

AP = "atendimentopublico"
RA = f"{AP}.registro_atendimento"
Conexao = psycopg.Connection[Any]
COPIA = f"""
INSERT INTO {RA} SELECT (jsonb_populate_record(NULL::{RA}, to_jsonb(r)
    || jsonb_build_object('rgat_id', 800000 + n, 'rgat_idmanual', NULL))).*
FROM {RA} r, generate_series(1, %s) n WHERE rgat_id = %s
"""


@pytest.fixture
def ouvido(dsn: URL) -> Iterator[Conexao]:
    """A connection of an atendente that listens."""
    with conectar(dsn.set(username="atendente", password=SENHA)) as conexao:
        conexao.execute(f"LISTEN {CANAL_RA}")
        yield conexao


@pytest.fixture
def web(dsn: URL, worker_id: str) -> Iterator[Conexao]:
    """A connection of a role that is not ours and may not even enter our schema."""
    nome = f"web_avisos_{worker_id}"
    with conectar(dsn) as base:
        base.execute(
            f"CREATE ROLE {nome} LOGIN PASSWORD '{SENHA}'; GRANT USAGE ON SCHEMA {AP} TO {nome};"
            f"GRANT ALL ON ALL TABLES IN SCHEMA {AP} TO {nome}"
        )
    with conectar(dsn.set(username=nome, password=SENHA)) as conexao:
        yield conexao
    with conectar(dsn) as base:
        base.execute(f"DROP OWNED BY {nome}; DROP ROLE {nome}")


def _avisos(ouvido: Conexao) -> list[Any]:
    """Every notice that was committed: what comes after a round trip has been delivered."""
    ouvido.execute("SELECT 1")
    return [json.loads(aviso.payload) for aviso in ouvido.notifies(timeout=0)]


def _linha(conexao: Conexao, ra: int) -> Any:
    return conexao.execute(f"SELECT to_jsonb(r) FROM {RA} r WHERE rgat_id = %s", (ra,)).fetchone()[0]  # type: ignore[index]


def test_the_web_system_opens_moves_changes_closes_and_removes(web: Conexao, ouvido: Conexao) -> None:
    novo, loja, operacional = 800001, IDS.unidade_loja, IDS.unidade_operacional
    antes = _linha(web, IDS.ra_da_loja)
    web.execute(COPIA, (1, IDS.ra_da_loja))
    assert _linha(web, novo) == antes | {"rgat_id": novo, "rgat_idmanual": None}
    assert _avisos(ouvido) == [{"ras": [novo], "unidades": [loja]}]
    web.execute(f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", (operacional, novo))
    assert _avisos(ouvido) == [{"ras": [novo], "unidades": [operacional, loja]}]
    web.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'x' WHERE rgat_id = %s", (novo,))
    assert _avisos(ouvido) == [{"ras": [novo], "unidades": [operacional]}]
    web.execute(f"UPDATE {RA} SET rgat_cdsituacao = 2 WHERE rgat_id = %s", (novo,))
    assert _avisos(ouvido) == [{"ras": [novo], "unidades": [operacional]}]
    web.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'y' WHERE rgat_id = %s", (novo,))
    assert _avisos(ouvido) == []
    web.execute(f"DELETE FROM {RA} WHERE rgat_id = %s", (novo,))
    assert _avisos(ouvido) == []


def test_an_open_ra_that_is_removed_is_told(dsn: URL, ouvido: Conexao) -> None:
    with conectar(dsn) as base:
        base.execute(COPIA, (1, IDS.ra_da_loja))
        base.execute(f"DELETE FROM {RA} WHERE rgat_id = 800001")
    assert _avisos(ouvido) == [{"ras": [800001], "unidades": [IDS.unidade_loja]}] * 2


def test_our_own_save_is_told_too(dsn: URL, ouvido: Conexao) -> None:
    with conectar(dsn.set(username="atendente", password=SENHA)) as nossa:
        nossa.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'nossa' WHERE rgat_id = %s", (IDS.ra_da_loja,))
    assert _avisos(ouvido) == [{"ras": [IDS.ra_da_loja], "unidades": [IDS.unidade_loja]}]


def test_what_was_undone_is_not_told(web: Conexao, ouvido: Conexao) -> None:
    with web.transaction(force_rollback=True):
        web.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'x' WHERE rgat_id = %s", (IDS.ra_da_loja,))
    assert _avisos(ouvido) == []


def test_ten_thousand_are_one_short_notice_by_unit(web: Conexao, ouvido: Conexao) -> None:
    web.execute(COPIA, (10_000, IDS.ra_da_loja))
    assert _avisos(ouvido) == [{"unidades": [IDS.unidade_loja]}]
    web.execute(f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id > 800000", (IDS.unidade_operacional,))
    assert _avisos(ouvido) == [{"unidades": [IDS.unidade_operacional, IDS.unidade_loja]}]


def test_too_many_units_concern_everybody_and_fit_in_a_notice(dsn: URL, ouvido: Conexao) -> None:
    with conectar(dsn) as base:
        base.execute(COPIA, (500, IDS.ra_da_loja))
        base.execute(
            "INSERT INTO cadastro.unidade_organizacional SELECT (jsonb_populate_record("
            "NULL::cadastro.unidade_organizacional, to_jsonb(u) || jsonb_build_object('unid_id', 700000000 + n))).*"
            " FROM cadastro.unidade_organizacional u, generate_series(1, 500) n WHERE unid_id = %s",
            (IDS.unidade_loja,),
        )
        base.execute(f"UPDATE {RA} SET unid_idatual = 699200000 + rgat_id WHERE rgat_id > 800000")
    assert _avisos(ouvido)[1:] == [{}]


def test_an_ra_without_current_unit_counts_for_the_unit_of_its_last_tramite(web: Conexao, ouvido: Conexao) -> None:
    """[UC0418]"""
    web.execute(f"UPDATE {RA} SET unid_idatual = NULL WHERE rgat_id = %s", (IDS.ra_da_loja,))
    assert _avisos(ouvido) == [{"ras": [IDS.ra_da_loja], "unidades": [IDS.unidade_loja]}]


def test_the_notice_says_nothing_about_people(web: Conexao, ouvido: Conexao) -> None:
    web.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'JOÃO, CPF 529.982.247-25' WHERE rgat_id = %s", (IDS.ra_da_loja,))
    assert set(_avisos(ouvido)[0]) == {"ras", "unidades"}


def test_a_person_knows_whether_notices_come(dsn: URL, ouvido: Conexao) -> None:
    ativos = "SELECT gsan_desk.avisos_ativos()"
    assert ouvido.execute(ativos).fetchone() == (True,)
    with conectar(dsn) as base:
        base.execute(f"ALTER TABLE {RA} DISABLE TRIGGER gsan_desk_avisos_update")
    assert ouvido.execute(ativos).fetchone() == (False,)


def test_a_warning_of_urgency_is_seen_by_its_person_only(dsn: URL) -> None:
    """Spec 20 §5.10."""
    tabela = f"{AP}.visualizacao_ra_urgencia"
    vistas = f"UPDATE {tabela} SET vrau_icvisualiza = 1 WHERE vrau_icvisualiza = 2"
    with conectar(dsn.set(username="atendente", password=SENHA)) as outro:
        assert outro.execute(vistas).rowcount == 0
    with conectar(dsn.set(username="atendente2", password=SENHA)) as dono:
        for proibido in ("vrau_icvisualiza = 2", "vrau_ictramite = 1", "usur_id = 1"):
            with pytest.raises(InsufficientPrivilege):
                dono.execute(f"UPDATE {tabela} SET {proibido} WHERE vrau_id = 1")
        assert dono.execute(vistas).rowcount == 1


@pytest.fixture(scope="module")
def duas_fases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A base on a server where the web may use two-phase commit."""
    pasta = tmp_path_factory.mktemp("duas-fases")
    servidor = ServidorEmbutido(Path(pasta) / "pg", {"max_prepared_transactions": "5", "fsync": "off"})
    servidor.iniciar()
    with conectar(servidor.url()) as conexao:
        conexao.execute("CREATE DATABASE gsan TEMPLATE template0 ENCODING 'UTF8'")
    instalacao.criar(servidor.url("gsan"), "America/Recife", "novo")
    with conectar(servidor.url("gsan")) as conexao:
        cenario.montar(conexao)
    yield servidor.url("gsan")
    servidor.parar()


def test_with_two_phase_commit_the_trigger_keeps_quiet_and_the_save_goes_through(duas_fases: URL) -> None:
    with conectar(duas_fases) as ouvido, conectar(duas_fases) as web:
        ouvido.execute(f"LISTEN {CANAL_RA}")
        assert ouvido.execute("SELECT gsan_desk.avisos_ativos()").fetchone() == (False,)
        web.execute("BEGIN")
        web.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'x' WHERE rgat_id = %s", (IDS.ra_da_loja,))
        web.execute("PREPARE TRANSACTION 'da web'")
        web.execute("COMMIT PREPARED 'da web'")
        assert _linha(web, IDS.ra_da_loja)["rgat_dsobservacao"] == "x"
        assert _avisos(ouvido) == []

"""What each profile may write of an RA that exists, by plain connections: [UC0419] by unit, as row policies.

Every write of Atualizar, Adicionar and Atualizar Solicitante, Reiterar, Gerar OS and of the warnings of urgency.
"""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from tests.database.direitos.ra import AO_LADO, AP, DE_NINGUEM, DE_QUEM_MANTEM, RA
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

Conexao = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def base(dsn: URL) -> Iterator[Conexao]:
    with conectar(dsn) as conexao:
        yield conexao


def escreve(conexao: Conexao, comando: str, ra: int) -> bool:
    """Tell whether the server lets it write a row; nothing remains of it."""
    try:
        with conexao.transaction(force_rollback=True):
            return conexao.execute(comando.encode(), {"ra": ra}).rowcount > 0
    except InsufficientPrivilege:
        return False


def quais(dsn: URL, login: str, comandos: dict[str, str], ra: int = RA) -> dict[str, bool]:
    with conectar(dsn.set(username=login, password=SENHA)) as conexao:
        return {nome: escreve(conexao, comando, ra) for nome, comando in comandos.items()}


@pytest.mark.parametrize(
    ("login", "pode"),
    [("atendente2", True), ("supervisor", True), ("admin", True), ("atendente", False), ("sms", False)],
)
def test_each_write_is_of_whom_uc0419_lets(dsn: URL, base: Conexao, login: str, pode: bool) -> None:
    _semear(base, RA)
    assert quais(dsn, login, DE_QUEM_MANTEM) == dict.fromkeys(DE_QUEM_MANTEM, pode)


@pytest.mark.parametrize("ra", [IDS.ra_encerrado, IDS.ra_duplicado])
def test_an_ra_closed_or_duplicate_takes_no_write_whoever_it_is(dsn: URL, base: Conexao, ra: int) -> None:
    """M42, M41, M50; an RA that was closed meanwhile refuses new solicitantes (spec 10 §10)."""
    _semear(base, ra)
    assert quais(dsn, "admin", DE_QUEM_MANTEM, ra) == dict.fromkeys(DE_QUEM_MANTEM, False)


@pytest.mark.parametrize("login", ["atendente2", "supervisor", "admin"])
def test_what_no_screen_writes_nobody_writes(dsn: URL, base: Conexao, login: str) -> None:
    _semear(base, RA)
    base.execute(f"UPDATE {AP}.ra_pagto_duplicidade SET rapd_icpagtodevolvido = 1")
    base.execute(
        f"INSERT INTO {AP}.visualizacao_ra_urgencia (vrau_id, rgat_id, usur_id) VALUES (7006, {RA}, {IDS.usuario_sms})"
    )
    assert quais(dsn, login, DE_NINGUEM) == dict.fromkeys(DE_NINGUEM, False)


def test_a_blocked_ra_becomes_pending_by_whom_maintains_it(dsn: URL) -> None:
    comando = {"x": f"UPDATE {AP}.registro_atendimento SET rgat_cdsituacao = 1 WHERE rgat_id = %(ra)s"}
    for login, pode in (("atendente2", True), ("atendente", False)):
        assert quais(dsn, login, comando, IDS.ra_bloqueado) == {"x": pode}


def test_warnings_of_urgency_are_acknowledged_by_their_person_only(dsn: URL) -> None:
    """Spec 20 §5.10: seen, and never unseen again."""
    comando = {
        "vistos": f"UPDATE {AP}.visualizacao_ra_urgencia SET vrau_icvisualiza = 1",
        "não vistos": f"UPDATE {AP}.visualizacao_ra_urgencia SET vrau_icvisualiza = 2",
    }
    assert quais(dsn, "atendente2", comando) == {"vistos": True, "não vistos": False}
    for login in ("atendente", "supervisor", "admin", "sms"):
        assert quais(dsn, login, comando) == {"vistos": False, "não vistos": False}


def test_phones_of_a_reiteracao_are_of_its_transaction(dsn: URL) -> None:
    with conectar(dsn.set(username="atendente2", password=SENHA)) as conexao, conexao.transaction():
        conexao.execute(DE_QUEM_MANTEM["Reiterar"].encode(), {"ra": RA})
        feito = conexao.execute(
            f"INSERT INTO {AP}.ra_reiteracao_fone (rtfo_id, rart_id, fnet_id) SELECT"
            f" nextval('{AP}.seq_ra_reiteracao_fone'), rart_id, 1 FROM {AP}.ra_reiteracao WHERE rgat_id = {RA}"
        )
        assert feito.rowcount == 1


def _semear(base: Conexao, ra: int) -> None:
    for comando in AO_LADO.split(";"):
        base.execute(comando.encode(), {"ra": ra})

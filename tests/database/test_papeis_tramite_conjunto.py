"""Who writes the log of Tramitar Conjunto, and moves RAs in bulk, proved by plain connections [UC0503]."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

Conexao = psycopg.Connection[tuple[object, ...]]
CORRIDA = "INSERT INTO gsan_desk.tramite_conjunto (id, usur_id, total, partes) VALUES (%s, %s, 2, 1)"
PEDIDO = (
    "INSERT INTO gsan_desk.tramite_conjunto_pedido (conjunto, numero, unid_iddestino, usur_idresponsavel, parecer)"
    " VALUES (%s, 0, 15, 103, '')"
)
ITEM = (
    "INSERT INTO gsan_desk.tramite_conjunto_item (conjunto, rgat_id, parte, pedido, versao, resultado)"
    " VALUES (%s, %s, 0, 0, localtimestamp, %s)"
)
FIM = "UPDATE gsan_desk.tramite_conjunto_item SET resultado = %s, mensagem = %s WHERE conjunto = %s"
RAS = f"ARRAY[{IDS.ra_urgente}, {IDS.ra_pendente_endereco}]"
TRAMITAR = (
    f"SELECT gsan_desk.tramitar(753, {RAS}, ARRAY[15, 15], ARRAY[103, 103],"
    " ARRAY[localtimestamp::timestamp, localtimestamp], ARRAY['', ''])"
)


@pytest.fixture
def como(dsn: URL) -> Iterator[Callable[[str], Conexao]]:
    abertas: list[Conexao] = []

    def abrir(login: str) -> Conexao:
        abertas.append(conectar(dsn.set(username=login, password=SENHA)))
        return abertas[-1]

    yield abrir
    for conexao in abertas:
        conexao.close()


def _corrida(conexao: Conexao, usuario: int = IDS.usuario_supervisor) -> UUID:
    id_ = uuid4()
    conexao.execute(CORRIDA, (id_, usuario))
    return id_


@pytest.mark.parametrize("login", ["atendente", "sms"])
@pytest.mark.parametrize("comando", [CORRIDA, PEDIDO, ITEM, FIM, TRAMITAR])
def test_who_is_no_supervisor_writes_nothing_of_it(como: Callable[[str], Conexao], login: str, comando: str) -> None:
    valores = (uuid4(), 101, 0)[: comando.count("%s")]
    if comando == FIM:
        valores = (1, "", uuid4())
    with pytest.raises(InsufficientPrivilege):
        como(login).execute(comando, valores)


@pytest.mark.parametrize(("login", "usuario"), [("supervisor", 103), ("admin", 105)])
def test_a_supervisor_writes_a_run_and_its_ends(como: Callable[[str], Conexao], login: str, usuario: int) -> None:
    conexao = como(login)
    id_ = _corrida(conexao, usuario)
    conexao.execute(PEDIDO, (id_,))
    conexao.execute(ITEM, (id_, IDS.ra_urgente, 0))
    assert conexao.execute(FIM, (2, "recusado", id_)).rowcount == 1
    conexao.execute(TRAMITAR)


def test_a_run_is_of_who_runs_it(como: Callable[[str], Conexao]) -> None:
    minha = como("supervisor")
    with pytest.raises(InsufficientPrivilege):
        _corrida(minha, IDS.usuario_admin)
    id_ = _corrida(minha)
    minha.execute(PEDIDO, (id_,))
    minha.execute(ITEM, (id_, IDS.ra_urgente, 0))
    outra = como("admin")
    with pytest.raises(InsufficientPrivilege):
        outra.execute(ITEM, (id_, IDS.ra_com_os, 0))
    assert outra.execute(FIM, (1, "", id_)).rowcount == 0


def test_an_end_is_written_once_and_nothing_else_changes(como: Callable[[str], Conexao]) -> None:
    conexao = como("supervisor")
    id_ = _corrida(conexao)
    conexao.execute(PEDIDO, (id_,))
    with pytest.raises(InsufficientPrivilege):
        conexao.execute(ITEM, (id_, IDS.ra_urgente, 1))
    conexao.execute(ITEM, (id_, IDS.ra_urgente, 0))
    conexao.execute(FIM, (1, "", id_))
    assert conexao.execute(FIM, (2, "mudei", id_)).rowcount == 0
    for comando in (
        "UPDATE gsan_desk.tramite_conjunto_item SET versao = localtimestamp",
        "UPDATE gsan_desk.tramite_conjunto SET total = 1",
        "UPDATE gsan_desk.tramite_conjunto_pedido SET parecer = 'x'",
        "DELETE FROM gsan_desk.tramite_conjunto_item",
        "DELETE FROM gsan_desk.tramite_conjunto_pedido",
    ):
        with pytest.raises(InsufficientPrivilege):
            conexao.execute(comando)


def test_only_old_runs_are_removed_and_only_ones_own(como: Callable[[str], Conexao], dsn: URL) -> None:
    conexao = como("supervisor")
    id_, recente = _corrida(conexao), _corrida(conexao)
    with conectar(dsn) as base:
        base.execute(
            "UPDATE gsan_desk.tramite_conjunto SET criado_em = now() - interval '31 days' WHERE id = %s", (id_,)
        )
    assert como("admin").execute("DELETE FROM gsan_desk.tramite_conjunto").rowcount == 0
    assert conexao.execute("DELETE FROM gsan_desk.tramite_conjunto").rowcount == 1
    assert conexao.execute("SELECT id FROM gsan_desk.tramite_conjunto").fetchall() == [(recente,)]


def test_in_bulk_one_refusal_of_the_server_writes_nothing(como: Callable[[str], Conexao], dsn: URL) -> None:
    """The server is the boundary: a supervisor of another branch moves nothing, with psql either."""
    with conectar(dsn) as base:
        base.execute("UPDATE seguranca.usuario SET unid_id = %s WHERE usur_nmlogin = 'supervisor'", (IDS.unidade_loja,))
    with pytest.raises(InsufficientPrivilege):
        como("supervisor").execute(TRAMITAR.replace("15, 15", "20, 20"))


def test_a_foreign_role_keeps_what_it_had_and_gains_nothing(
    como: Callable[[str], Conexao], dsn: URL, worker_id: str
) -> None:
    nome = f"web_conjunto_{worker_id}"
    with conectar(dsn) as base:
        base.execute(f"CREATE ROLE {nome} LOGIN PASSWORD '{SENHA}'")
        base.execute(f"GRANT USAGE ON SCHEMA atendimentopublico TO {nome}")
        base.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA atendimentopublico TO {nome}")
        try:
            with conectar(dsn.set(username=nome, password=SENHA)) as web:
                mudados = web.execute(
                    "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = 15 WHERE rgat_id = %s",
                    (IDS.ra_urgente,),
                )
                assert mudados.rowcount == 1
                for comando in ("SELECT 1 FROM gsan_desk.tramite_conjunto", TRAMITAR):
                    with pytest.raises(InsufficientPrivilege):
                        web.execute(comando)
        finally:
            base.execute(f"DROP OWNED BY {nome}; DROP ROLE {nome}")

"""The door to the database: transactions, translated errors, cancelling, reconnection."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import URL, text
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.erros import AcessoNegado, BancoIndisponivel, BancoOcupado, SemPermissao
from tests.support.banco import conectar
from tests.support.travas import derrubar


def _um(sessao: Session) -> int:
    return sessao.execute(text("SELECT 1")).scalar_one()


def test_wrong_password_is_said_as_such(dsn: URL) -> None:
    with pytest.raises(AcessoNegado):
        Banco(dsn.set(username="atendente", password="errada")).executar(_um)


def test_absent_server_is_said_as_such(tmp_path: Path) -> None:
    with pytest.raises(BancoIndisponivel):
        Banco(URL.create("postgresql+psycopg", "x", "y", query={"host": str(tmp_path)})).executar(_um)


def test_refused_action_is_said_as_such(como: Callable[[str], Banco]) -> None:
    with pytest.raises(SemPermissao):
        como("atendente").executar(lambda s: s.execute(text("DELETE FROM atendimentopublico.tramite")))


def test_failed_use_case_leaves_nothing(dsn: URL) -> None:
    banco = Banco(dsn)

    def falhar(sessao: Session) -> None:
        sessao.execute(text("CREATE TABLE public.sobra (a int)"))
        raise LookupError

    with pytest.raises(LookupError):
        banco.executar(falhar)
    assert banco.executar(lambda s: s.execute(text("SELECT to_regclass('public.sobra')")).scalar_one()) is None
    banco.fechar()


def test_connection_killed_while_idle_is_replaced(dsn: URL) -> None:
    banco = Banco(dsn)
    pid = banco.executar(lambda s: s.execute(text("SELECT pg_backend_pid()")).scalar_one())
    with conectar(dsn) as outra:
        derrubar(outra, pid)
    assert banco.executar(_um) == 1
    banco.fechar()


def test_statement_under_way_is_cancelled_on_the_server(dsn: URL) -> None:
    banco = Banco(dsn)
    desfecho: list[str | None] = []

    def demorar() -> None:
        try:
            banco.executar(lambda s: s.execute(text("SELECT pg_sleep(60)")))
        except BancoOcupado as erro:
            desfecho.append(getattr(getattr(erro.__cause__, "orig", None), "sqlstate", None))

    linha = Thread(target=demorar)
    linha.start()
    with conectar(dsn) as espia:
        while not espia.execute("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(60)%'").fetchone():
            pass
    banco.cancelar()
    linha.join(20)
    assert desfecho == ["57014"]
    banco.fechar()


@pytest.fixture
def servidor_proprio(tmp_path: Path) -> Iterator[ServidorEmbutido]:
    servidor = ServidorEmbutido(tmp_path / "pg", {"fsync": "off"})
    servidor.iniciar()
    yield servidor
    servidor.parar()


def test_server_stopped_and_started_again(servidor_proprio: ServidorEmbutido) -> None:
    banco = Banco(servidor_proprio.url())
    assert banco.executar(_um) == 1
    servidor_proprio.parar()
    with pytest.raises(BancoIndisponivel):
        banco.executar(_um)
    servidor_proprio.iniciar()
    assert banco.executar(_um) == 1
    banco.fechar()


def test_embedded_server_trusts_nobody(servidor_proprio: ServidorEmbutido) -> None:
    with pytest.raises(AcessoNegado):
        Banco(servidor_proprio.url(senha="qualquer")).executar(_um)
    with conectar(servidor_proprio.url()) as conexao:
        metodos = conexao.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
    assert metodos == [("scram-sha-256",)]

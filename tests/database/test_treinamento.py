"""The training database: made once, found again, begun again when it was cut short, left when the last window goes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gsan_desk.database import treinamento
from gsan_desk.database.banco import Banco
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.services.base import conferir
from gsan_desk.services.sessao import entrar
from tests.support.banco import conectar


@pytest.fixture(scope="module")
def pasta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("treinamento")


@pytest.fixture
def treino(pasta: Path) -> Iterator[treinamento.Treinamento]:
    treino = treinamento.preparar(pasta)
    yield treino
    treino.parar()


@pytest.mark.parametrize("perfil", ["atendente", "supervisor", "sms", "admin"])
def test_each_person_gets_in_with_her_profile(treino: treinamento.Treinamento, perfil: str) -> None:
    banco = Banco(treino.url(treinamento.LOGIN_DO_PERFIL[perfil]))
    contexto = banco.executar(entrar)
    assert perfil in contexto.operador.perfis
    assert banco.executar(conferir).treinamento
    banco.fechar()


def test_sizes_of_the_made_up_utility(treino: treinamento.Treinamento) -> None:
    with conectar(treino.servidor.url(treinamento.BANCO)) as conexao:
        tamanhos = conexao.execute(
            "SELECT (SELECT count(*) FROM cadastro.municipio WHERE muni_icuso = 1),"
            " (SELECT count(*) FROM cadastro.imovel), (SELECT count(*) FROM atendimentopublico.registro_atendimento),"
            " (SELECT count(DISTINCT rgat_cdsituacao) FROM atendimentopublico.registro_atendimento)"
        ).fetchone()
    assert tamanhos == (3, 3000, 5017, 3)  # of which 17 tell of an ocorrência


def test_second_start_keeps_what_was_done(treino: treinamento.Treinamento, pasta: Path) -> None:
    with conectar(treino.servidor.url(treinamento.BANCO)) as conexao:
        conexao.execute("UPDATE cadastro.sistema_parametros SET parm_nmempresa = 'OUTRA'")
    outro = treinamento.preparar(pasta)
    with conectar(outro.servidor.url(treinamento.BANCO)) as conexao:
        assert conexao.execute("SELECT parm_nmempresa FROM cadastro.sistema_parametros").fetchone() == ("OUTRA",)


def test_another_version_of_the_program_makes_the_base_anew(
    treino: treinamento.Treinamento, pasta: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    antigo = treinamento.BANCO
    monkeypatch.setattr(treinamento, "BANCO", "treinamento_de_outra_versao")
    treinamento.preparar(pasta)
    with conectar(treino.servidor.url()) as conexao:
        bancos = {nome for (nome,) in conexao.execute("SELECT datname FROM pg_database")}
    assert "treinamento_de_outra_versao" in bancos
    assert antigo not in bancos


def test_build_cut_short_is_begun_again(treino: treinamento.Treinamento, pasta: Path) -> None:
    with conectar(treino.servidor.url()) as conexao:
        conexao.execute(f"ALTER DATABASE {treinamento.BANCO} RENAME TO guardada")
        conexao.execute(f"CREATE DATABASE {treinamento.BANCO}_novo")
    treinamento.preparar(pasta)
    with conectar(treino.servidor.url()) as conexao:
        bancos = {nome for (nome,) in conexao.execute("SELECT datname FROM pg_database")}
    assert treinamento.BANCO in bancos
    assert f"{treinamento.BANCO}_novo" not in bancos


def test_server_of_a_killed_session_is_found_and_stops_with_the_next(tmp_path: Path) -> None:
    pasta = tmp_path / "pg"
    programa = (
        "import os; from pathlib import Path; from gsan_desk.database.embutido import ServidorEmbutido;"
        f"ServidorEmbutido(Path({str(pasta)!r})).iniciar(); os.kill(os.getpid(), 9)"
    )
    morto = subprocess.run([sys.executable, "-W", "ignore", "-c", programa], check=False)
    assert morto.returncode != 0
    assert (pasta / "postmaster.pid").exists()
    assert json.loads((pasta / ".handle_pids.json").read_text())
    servidor = ServidorEmbutido(pasta)
    servidor.iniciar()
    servidor.parar()
    assert not (pasta / "postmaster.pid").exists()

"""``gsan-desk banco versao``, as an administrador types it."""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import URL
from typer.testing import CliRunner

from gsan_desk import __version__
from gsan_desk.cli import aplicacao
from tests.support.banco import SENHA, conectar


def _dar(dsn: URL, *opcoes: str, login: str = "admin"):
    url = dsn.set(drivername="postgresql", username=login, password=SENHA)
    comando = ["banco", "versao", "--dsn", url.render_as_string(hide_password=False), *opcoes]
    return CliRunner().invoke(aplicacao, comando)


def _linha(dsn: URL) -> tuple[object, ...] | None:
    with conectar(dsn) as conexao:
        return conexao.execute(
            "SELECT cliente_atual, cliente_minimo, instalador, instalador_sha256 FROM gsan_desk.base"
        ).fetchone()


def test_it_computes_the_hash_and_writes_the_row(dsn: URL, tmp_path: Path) -> None:
    arquivo = tmp_path / "gsan-desk-9.0.0.exe"
    arquivo.write_bytes(b"novo")
    resumo = hashlib.sha256(b"novo").hexdigest()
    opcoes = ("--atual", "9.0.0", "--minimo", __version__, "--instalador", str(arquivo))
    resposta = _dar(dsn, *opcoes)
    esperado = f"Atual: 9.0.0\nMínimo: {__version__}\nInstalador: {arquivo}\nSHA-256: {resumo}\n"
    assert (resposta.exit_code, resposta.stdout) == (0, esperado), resposta.stderr
    assert _linha(dsn) == ("9.0.0", __version__, str(arquivo), resumo)
    assert _dar(dsn, login="atendente").stdout == esperado, "without options it only shows"


def test_the_workstations_may_see_the_file_by_another_path(dsn: URL, tmp_path: Path) -> None:
    arquivo, lugar = tmp_path / "x", r"\\servidor\pasta\gsan-desk-9.0.0.exe"
    arquivo.write_bytes(b"novo")
    assert _dar(dsn, "--atual", "9.0.0", "--instalador", lugar, "--arquivo", str(arquivo)).exit_code == 0
    assert _linha(dsn) == ("9.0.0", __version__, lugar, hashlib.sha256(b"novo").hexdigest())


@pytest.mark.parametrize(
    ("login", "opcoes", "texto"),
    [
        ("admin", ("--atual", "nova"), "Versão inválida: nova."),
        ("admin", ("--minimo", "9.0.0"), "ninguém entraria"),
        ("admin", ("--instalador", "/nao/ha/gsan-desk.exe"), "O instalador não está em /nao/ha/gsan-desk.exe."),
        ("admin", ("--instalador", "gsan-desk.exe"), "inteiro"),
        ("admin", ("--arquivo", "x.exe"), "diga também --instalador"),
        ("supervisor", ("--atual", "9.0.0"), "direito"),
    ],
)
def test_it_refuses_in_one_line_and_writes_nothing(dsn: URL, login: str, opcoes: tuple[str, ...], texto: str) -> None:
    antes = _linha(dsn)
    resposta = _dar(dsn, *opcoes, login=login)
    assert resposta.exit_code == 1
    assert texto in resposta.stderr
    assert len(resposta.stderr.strip().splitlines()) == 1
    assert _linha(dsn) == antes

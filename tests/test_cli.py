"""The commands, as somebody types them."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import URL
from typer.testing import CliRunner

from gsan_desk.cli import SEM_TELA, aplicacao
from gsan_desk.ui.funcoes import FUNCOES
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

chamar = CliRunner().invoke


def _texto(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def test_funcoes_lists_what_the_menu_offers() -> None:
    listadas = json.loads(chamar(aplicacao, ["funcoes", "--json"]).stdout)
    assert [f["id"] for f in listadas] == [f.id for f in FUNCOES]
    assert all(f["nome"] and f["menu"] and f["perfis"] for f in listadas)
    assert "Inserir Registro de Atendimento" in chamar(aplicacao, ["funcoes"]).stdout


@pytest.mark.parametrize("comando", [[], ["demo"]])
def test_without_a_display_it_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch, comando: list[str]) -> None:
    for variavel in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variavel, raising=False)
    resposta = chamar(aplicacao, comando)
    assert resposta.exit_code == 1
    assert resposta.stderr.strip() == SEM_TELA
    assert "gsan-desk telas" in SEM_TELA


def test_usuario_criar_reads_the_password_from_the_input(dsn: URL, worker_id: str) -> None:
    login = f"cli{worker_id}"[:11]
    comando = ["usuario", "criar", login, "--perfil", "atendente", "--unidade", str(IDS.unidade_loja)]
    resposta = chamar(aplicacao, [*comando, "--dsn", _texto(dsn)], input="segredo\n")
    assert resposta.exit_code == 0, resposta.stderr
    with conectar(dsn.set(username=login, password="segredo")) as conexao:
        assert conexao.execute("SELECT session_user").fetchone() == (login,)
    with conectar(dsn) as conexao:
        conexao.execute(f"DROP OWNED BY {login}; DROP ROLE {login}")


@pytest.mark.parametrize(
    ("opcoes", "texto"),
    [
        (["--unidade", "999999"], "Unidade 999999 inexistente."),
        (["--unidade", "1", "--nome", "X"], "Informe a senha."),
    ],
)
def test_usuario_criar_refuses_in_one_line(dsn: URL, opcoes: list[str], texto: str) -> None:
    senha = "\n" if "senha" in texto else "x\n"
    comando = ["usuario", "criar", "alguem", "--perfil", "sms", "--dsn", _texto(dsn), *opcoes]
    resposta = chamar(aplicacao, comando, input=senha)
    assert (resposta.exit_code, resposta.stderr.strip()) == (1, texto)


def test_banco_commands_say_when_they_are_done(dsn: URL) -> None:
    assert chamar(aplicacao, ["banco", "criar", "--dsn", _texto(dsn)]).stdout == "Base pronta.\n"
    assert chamar(aplicacao, ["banco", "migrar", "--dsn", _texto(dsn)]).stdout == "Base em dia.\n"


@pytest.mark.parametrize("dsn", ["sqlite:///x", "postgresql://localhost:abc/x"])
def test_address_that_is_none_is_refused(dsn: str) -> None:
    resposta = chamar(aplicacao, ["banco", "migrar", "--dsn", dsn])
    assert resposta.exit_code == 1
    assert len(resposta.stderr.strip().splitlines()) == 1


def test_remote_host_demands_tls() -> None:
    from gsan_desk.database.enderecos import ler

    assert ler("servidor.exemplo/gsan").query["sslmode"] == "verify-full"
    assert "sslmode" not in ler("localhost/gsan").query
    assert ler("servidor/gsan?sslmode=require").query["sslmode"] == "require"


def test_diagnostico_tells_the_base_and_keeps_secrets(dsn: URL, tmp_path: Path) -> None:
    arquivo = tmp_path / "suporte.zip"
    endereco = _texto(dsn.set(username="atendente", password=SENHA))
    resposta = chamar(aplicacao, ["diagnostico", "--dsn", endereco, "--zip", str(arquivo)])
    assert "Perfis: atendente" in resposta.stdout
    assert "Base: modo novo, fuso America/Recife" in resposta.stdout
    with ZipFile(arquivo) as pacote:
        relatorio = pacote.read("diagnostico.txt").decode()
    for segredo in (SENHA, "atendente@", str(Path.home()) + "/"):
        assert segredo not in relatorio


def test_diagnostico_of_an_absent_server_says_so(tmp_path: Path) -> None:
    resposta = chamar(aplicacao, ["diagnostico", "--dsn", f"postgresql:///x?host={tmp_path}"])
    assert resposta.exit_code == 0
    assert "Base: não responde" in resposta.stdout

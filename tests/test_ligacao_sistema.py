"""The scheme ``gsan-desk://`` is registered for the person, on both systems."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gsan_desk import ligacao_sistema
from gsan_desk.cli import aplicacao

ESTRANHO = ["/opt/gsan desk/100%/gsan-desk"]


def test_the_entry_of_linux_names_this_program() -> None:
    linhas = ligacao_sistema.entrada(ESTRANHO).splitlines()
    assert 'Exec="/opt/gsan desk/100%%/gsan-desk" abrir %u' in linhas
    assert "MimeType=x-scheme-handler/gsan-desk;" in linhas
    assert "NoDisplay=true" in linhas


def test_the_keys_of_windows() -> None:
    assert ligacao_sistema.chaves_do_windows([r"C:\Arquivos de Programas\gsan-desk\gsan-desk.exe"]) == {
        r"Software\Classes\gsan-desk": {"": "URL:gsan-desk", "URL Protocol": ""},
        r"Software\Classes\gsan-desk\shell\open\command": {
            "": r'"C:\Arquivos de Programas\gsan-desk\gsan-desk.exe" abrir "%1"'
        },
    }


def test_the_frozen_program_is_the_one_without_a_console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gsan-desk.exe"))
    assert ligacao_sistema.comando() == [str(tmp_path / "gsan-desk.exe")]
    (tmp_path / "gsan-desk-janela.exe").touch()
    assert ligacao_sistema.comando() == [str(tmp_path / "gsan-desk-janela.exe")]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="writes where Linux keeps it")
def test_the_command_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    monkeypatch.setenv("PATH", "")
    resposta = CliRunner().invoke(aplicacao, ["ligacao", "registrar"])
    assert resposta.exit_code == 0, resposta.output
    arquivo = tmp_path / ".local/share/applications/gsan-desk-ligacao.desktop"
    assert str(arquivo) in resposta.output
    assert "abrir %u" in arquivo.read_text()

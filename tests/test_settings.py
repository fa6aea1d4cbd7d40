"""Settings: what is refused, and in which words."""

from pathlib import Path

import pytest

from gsan_desk.settings import Ajustes, ler_ajustes

WEB = "https://gsan.exemplo/cliente.do?id={cliente}"


def test_without_an_address_nothing_shows_a_cliente(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GSAN_DESK_URL_CLIENTE", raising=False)
    assert Ajustes().url_cliente == ""


def test_the_environment_says_where_the_web_system_shows_a_cliente(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GSAN_DESK_URL_CLIENTE", WEB)
    assert ler_ajustes().url_cliente == WEB


@pytest.mark.parametrize("errado", ["https://gsan.exemplo/cliente.do", "file:///{cliente}", "javascript:{cliente}"])
def test_an_address_that_a_browser_should_not_open_is_refused(monkeypatch: pytest.MonkeyPatch, errado: str) -> None:
    monkeypatch.setenv("GSAN_DESK_URL_CLIENTE", errado)
    with pytest.raises(SystemExit) as saida:
        ler_ajustes()
    assert "url_cliente: url_cliente começa com http:// ou https:// e tem {cliente}" in str(saida.value)


def test_the_map_asks_nobody_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GSAN_DESK_MAPA__LADRILHOS", raising=False)
    assert Ajustes().mapa.ladrilhos == ""
    monkeypatch.setenv("GSAN_DESK_MAPA__LADRILHOS", "https://mapas.exemplo/{z}/{x}/{y}.png")
    assert (ler_ajustes().mapa.ladrilhos, ler_ajustes().mapa.zoom_maximo) == (
        "https://mapas.exemplo/{z}/{x}/{y}.png",
        19,
    )


@pytest.mark.parametrize("errado", ["https://mapas.exemplo/{z}/{x}.png", "file:///{z}/{x}/{y}", "{z}{x}{y}"])
def test_a_server_of_tiles_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, errado: str) -> None:
    monkeypatch.setenv("GSAN_DESK_MAPA__LADRILHOS", errado)
    with pytest.raises(SystemExit, match="ladrilhos começa com"):
        ler_ajustes()


def test_the_person_s_file_counts_over_the_company_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    companhia, pessoa = tmp_path / "companhia.toml", tmp_path / "pessoa.toml"
    companhia.write_text('tema = "claro"\n[[servidores]]\nnome = "GSAN"\ndsn = "postgresql://gsan/gsan"\n')
    pessoa.write_text('tema = "escuro"\n')
    monkeypatch.setitem(Ajustes.model_config, "toml_file", [companhia, pessoa])
    monkeypatch.delenv("GSAN_DESK_TEMA", raising=False)
    ajustes = Ajustes()
    assert (ajustes.tema, [s.nome for s in ajustes.servidores]) == ("escuro", ["GSAN"])

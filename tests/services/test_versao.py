"""The newest and the oldest client of a base, and the installer from the utility's share."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from gsan_desk import __version__
from gsan_desk.database.banco import Banco
from gsan_desk.domain.erros import BancoAntigo, SemPermissao
from gsan_desk.domain.versao import Instalador, InstaladorRecusado, VersaoNova, conferir_lugar, numero
from gsan_desk.services.base import conferir
from gsan_desk.services.instalador import resumir, trazer
from gsan_desk.services.versao import Publicacao, Versoes, publicar
from tests.support.banco import conectar

CONTEUDO = b"instalador" * 300_000
CERTO = hashlib.sha256(CONTEUDO).hexdigest()
NOVO = Instalador(r"\\servidor\pasta\gsan-desk-9.0.0.exe", CERTO)


@pytest.fixture
def compartilhada(tmp_path: Path) -> Path:
    arquivo = tmp_path / "pasta" / "gsan-desk-9.0.0.exe"
    arquivo.parent.mkdir()
    arquivo.write_bytes(CONTEUDO)
    return arquivo


@pytest.fixture
def temporaria(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pasta = tmp_path / "temporaria"
    pasta.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(pasta))
    return pasta


def test_versions_are_compared_by_number_and_not_by_letter() -> None:
    assert numero("0.10.0") > numero("0.9.2")


@pytest.mark.parametrize("errada", ["", "1", "1.x", "1.2.0rc1", "1..2", "-1.0"])
def test_what_is_no_version_is_refused(errada: str) -> None:
    with pytest.raises(ValueError, match="Versão inválida"):
        numero(errada)


@pytest.mark.parametrize("lugar", [r"\\servidor\pasta\a.exe", r"D:\a.EXE", "/mnt/a.deb"])
def test_a_place_that_every_workstation_understands(lugar: str) -> None:
    assert conferir_lugar(lugar) == lugar


@pytest.mark.parametrize("lugar", ["a.exe", "pasta/a.deb", r"\\servidor\pasta\a.bat", r"\\servidor\pasta"])
def test_a_relative_place_or_another_kind_of_file_is_refused(lugar: str) -> None:
    with pytest.raises(ValueError, match="instalador"):
        conferir_lugar(lugar)


def test_each_installer_is_for_one_system() -> None:
    assert NOVO.nome == "gsan-desk-9.0.0.exe"
    assert (NOVO.serve("win32"), NOVO.serve("linux")) == (True, False)
    assert Instalador("/mnt/gsan-desk.deb", CERTO).serve("linux")


def test_the_administrator_publishes_and_everybody_reads_it_at_the_entrance(como: Callable[[str], Banco]) -> None:
    assert como("atendente").executar(conferir).nova is None
    como("admin").executar(publicar, Publicacao("9.0.0", instalador=NOVO))
    assert como("atendente").executar(conferir).nova == VersaoNova("9.0.0", NOVO)


def test_a_supervisor_publishes_nothing(como: Callable[[str], Banco]) -> None:
    with pytest.raises(SemPermissao):
        como("supervisor").executar(publicar, Publicacao("9.0.0", instalador=NOVO))


def test_publishing_is_in_the_audit(dsn: URL, como: Callable[[str], Banco]) -> None:
    como("admin").executar(publicar, Publicacao("9.0.0", instalador=NOVO))
    with conectar(dsn) as conexao:
        gravada = conexao.execute(
            "SELECT a::text FROM gsan_desk.auditoria a WHERE a::text LIKE %s", (f"%{CERTO}%",)
        ).fetchall()
    assert len(gravada) == 1
    assert "admin" in gravada[0][0]


def test_another_version_without_its_installer_forgets_the_former_one(como: Callable[[str], Banco]) -> None:
    admin = como("admin")
    admin.executar(publicar, Publicacao("9.0.0", instalador=NOVO))
    assert admin.executar(publicar, Publicacao(minimo="0.0.1")) == Versoes("9.0.0", "0.0.1", NOVO)
    assert admin.executar(publicar, Publicacao("9.1.0")) == Versoes("9.1.0", "0.0.1", None)
    assert como("atendente").executar(conferir).nova == VersaoNova("9.1.0")


def test_an_oldest_client_newer_than_the_newest_is_refused(como: Callable[[str], Banco]) -> None:
    with pytest.raises(ValueError, match="ninguém entraria"):
        como("admin").executar(publicar, Publicacao(minimo="9.0.0"))
    assert como("atendente").executar(conferir).nova is None


def test_a_client_too_old_is_told_where_the_installer_is(como: Callable[[str], Banco]) -> None:
    como("admin").executar(publicar, Publicacao("9.0.0", "9.0.0", NOVO))
    with pytest.raises(BancoAntigo) as recusa:
        como("atendente").executar(conferir)
    assert str(recusa.value) == (
        f"Esta base pede o gsan-desk 9.0.0 ou mais novo; este é o {__version__}. O instalador está em {NOVO.lugar}."
    )


def test_the_copy_is_checked_and_whole(compartilhada: Path, temporaria: Path) -> None:
    copia = trazer(Instalador(str(compartilhada), resumir(compartilhada)))
    assert copia is not None
    assert copia.name == compartilhada.name
    assert copia.parent.parent == temporaria
    assert copia.read_bytes() == CONTEUDO


def test_an_installer_that_was_changed_is_refused_and_leaves_nothing(compartilhada: Path, temporaria: Path) -> None:
    compartilhada.write_bytes(CONTEUDO + b"!")
    with pytest.raises(InstaladorRecusado, match=r"não é o que o administrador publicou.*Nada foi aberto"):
        trazer(Instalador(str(compartilhada), CERTO))
    assert not list(temporaria.iterdir())


def test_an_installer_that_is_not_there_is_said_and_leaves_nothing(tmp_path: Path, temporaria: Path) -> None:
    with pytest.raises(InstaladorRecusado, match=r"não está em .*sumiu\.exe\. Nada foi aberto"):
        trazer(Instalador(str(tmp_path / "sumiu.exe"), CERTO))
    with pytest.raises(InstaladorRecusado, match="Não foi possível ler"):
        trazer(Instalador(str(tmp_path), CERTO))
    assert not list(temporaria.iterdir())


def test_giving_up_leaves_nothing(compartilhada: Path, temporaria: Path) -> None:
    respostas = iter([False, True])
    assert trazer(Instalador(str(compartilhada), CERTO), lambda: next(respostas)) is None
    assert not list(temporaria.iterdir())

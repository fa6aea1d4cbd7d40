"""The bar that offers a newer client, with a folder as the utility's share."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gsan_desk import __version__, app
from gsan_desk.domain.versao import Instalador, VersaoNova
from gsan_desk.services.versao import Publicacao, publicar
from gsan_desk.ui.bridge import Saida
from gsan_desk.ui.main_window import JanelaPrincipal
from gsan_desk.ui.nova_versao import NovaVersao
from gsan_desk.ui.state import Estado
from tests.support.banco import SENHA

CONTEUDO = b"MZ instalador"
CERTO = hashlib.sha256(CONTEUDO).hexdigest()
HA_NOVO = f"Há um gsan-desk mais novo, o 9.0.0; este é o {__version__}."


class Mesa:
    """A main window with the offer; ``abertos`` are the files that would have been started."""

    def __init__(self, qtbot, ponte, pasta: Path) -> None:
        self.qtbot, self.ponte = qtbot, ponte
        self.janela = JanelaPrincipal(ponte, Estado(pasta / "estado.json"), base="teste", treinamento=False)
        self.abertos: list[Path] = []
        qtbot.addWidget(self.janela)
        self.janela.show()

    def oferecer(self, nova: VersaoNova | None, plataforma: str = "win32") -> None:
        NovaVersao(self.ponte, self.janela, nova, self.abertos.append, plataforma).avisar()

    def textos(self) -> tuple[str, ...]:
        return self.janela.barra.textos()

    def botoes(self) -> dict[str, QPushButton]:
        return {b.text(): b for b in self.janela.barra.findChildren(QPushButton) if b.isVisible() and b.text()}

    def apertar(self, nome: str) -> None:
        self.qtbot.waitUntil(lambda: nome in self.botoes())
        self.qtbot.mouseClick(self.botoes()[nome], Qt.MouseButton.LeftButton)

    def esperar(self, texto: str) -> None:
        self.qtbot.waitUntil(lambda: any(texto in t for t in self.textos()))


@pytest.fixture
def mesa(qtbot, laco, ponte, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return Mesa(qtbot, ponte, tmp_path)


@pytest.fixture
def exe(tmp_path) -> Path:
    arquivo = tmp_path / "pasta" / "gsan-desk-9.0.0.exe"
    arquivo.parent.mkdir()
    arquivo.write_bytes(CONTEUDO)
    return arquivo


def _nova(arquivo: Path) -> VersaoNova:
    return VersaoNova("9.0.0", Instalador(str(arquivo), CERTO))


def test_the_newest_client_is_offered_nothing(mesa):
    mesa.oferecer(None)
    assert mesa.textos() == ()


def test_the_button_opens_a_checked_copy(mesa, exe, rodar):
    async def comecar() -> None:
        mesa.oferecer(_nova(exe))
        assert mesa.textos() == (HA_NOVO,)

    rodar(comecar())
    mesa.apertar("Atualizar")
    mesa.esperar("O instalador foi aberto")
    (aberto,) = mesa.abertos
    assert (aberto.name, aberto.read_bytes()) == (exe.name, CONTEUDO)
    assert aberto != exe, "what is opened is the copy that was checked"


def test_an_installer_that_was_changed_opens_nothing_until_it_is_the_right_one(mesa, exe):
    exe.write_bytes(b"MZ outro")
    mesa.oferecer(_nova(exe))
    mesa.apertar("Atualizar")
    mesa.esperar("não é o que o administrador publicou")
    assert mesa.abertos == []
    exe.write_bytes(CONTEUDO)
    mesa.apertar("Tentar de novo")
    mesa.esperar("O instalador foi aberto")


def test_an_installer_that_is_not_there_opens_nothing(mesa, exe):
    exe.unlink()
    mesa.oferecer(_nova(exe))
    mesa.apertar("Atualizar")
    mesa.esperar(f"O instalador não está em {exe}. Nada foi aberto.")
    assert mesa.abertos == []


def test_when_windows_does_not_open_it_the_bar_says_so(mesa, exe):
    def recusar(_arquivo: Path) -> None:
        raise OSError(1223, "A operação foi cancelada pelo usuário")

    NovaVersao(mesa.ponte, mesa.janela, _nova(exe), recusar, "win32").avisar()
    mesa.apertar("Atualizar")
    mesa.esperar("O Windows não abriu o instalador: A operação foi cancelada pelo usuário.")


def test_on_debian_the_checked_package_is_shown_and_not_opened(mesa, exe):
    mesa.oferecer(_nova(exe.rename(exe.with_suffix(".deb"))), "linux")
    mesa.apertar("Atualizar")
    mesa.esperar("sudo apt install ")
    (texto,) = mesa.textos()
    assert Path(texto.rpartition(" ")[2]).read_bytes() == CONTEUDO
    assert mesa.abertos == []


def test_where_there_is_no_installer_for_this_system_the_bar_says_what_to_do(mesa, exe):
    mesa.oferecer(_nova(exe), "linux")
    assert mesa.textos() == (f"{HA_NOVO} O instalador está em {exe}.",)
    mesa.oferecer(VersaoNova("9.0.0"))
    assert mesa.textos() == (f"{HA_NOVO} Peça o instalador ao administrador.",)
    assert "Atualizar" not in mesa.botoes()


def test_whoever_gets_in_is_told(qtbot, laco, dsn, como, tmp_path, rodar, monkeypatch):
    monkeypatch.setattr(app, "pasta_do_usuario", lambda: tmp_path)
    como("admin").executar(publicar, Publicacao("9.0.0"))
    entrada = app.entrar(dsn.set(username="atendente", password=SENHA), "teste")

    async def abrir():
        return app.mostrar_estacao(entrada, Estado(tmp_path / "estado.json"), Saida())

    estacao = rodar(abrir())
    qtbot.addWidget(estacao.janela)
    assert f"{HA_NOVO} Peça o instalador ao administrador." in estacao.janela.barra.textos()
    estacao.janela.abas.clear()
    estacao.janela.close()

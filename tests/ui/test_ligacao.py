"""The link of PROGIS at the open workstation: heard, refused plainly, opened filled in (spec 40 §2.2)."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from PySide6.QtNetwork import QLocalSocket
from typer.testing import CliRunner

from gsan_desk import app
from gsan_desk.cli import aplicacao
from gsan_desk.estacao_ligacao import LigacaoDoProgis
from gsan_desk.settings import Ajustes
from gsan_desk.ui.bridge import Saida, em_segundo_plano
from gsan_desk.ui.ligacao import Ouvinte, canal
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.partes import Parte
from gsan_desk.ui.state import Estado, pasta_do_usuario
from tests.support.banco import SENHA
from tests.support.cenario import IDS
from tests.support.ligacao import chave_publica, endereco
from tests.support.mesa_ra import MesaRA

SEM_LUGAR = "É necessário a matrícula do imóvel ou o logradouro para esta requisição."


@pytest.fixture
def pasta(monkeypatch: Any) -> Iterator[Path]:
    """The person's own folder; the name of a socket may not be long."""
    with TemporaryDirectory(prefix="gd") as curta:
        monkeypatch.setenv("XDG_DATA_HOME", curta)
        yield pasta_do_usuario()


@pytest.fixture
def mesa(qtbot, laco, como, tmp_path, rodar) -> Iterator[Callable[..., MesaRA]]:
    abertas: list[MesaRA] = []

    def abrir(login: str = "atendente") -> MesaRA:
        abertas.append(MesaRA(qtbot, como(login), tmp_path / "mesa", rodar))
        return abertas[-1]

    yield abrir
    for mesa in abertas:
        mesa.estacao.parar_avisos()
        mesa.ponte.fechar()


def _ouvir(mesa: MesaRA, pasta: Path, login: str = "atendente", chave: str | None = None) -> LigacaoDoProgis:
    chave = chave_publica().decode() if chave is None else chave
    ligacao = LigacaoDoProgis(mesa.ponte, mesa.janela, chave, canal(pasta, login))
    assert ligacao.comecar()
    return ligacao


def _chamar(rodar: Callable[..., Any], url: str) -> Any:
    """Call the command as the browser does: in a process of its own."""
    comando = [sys.executable, "-m", "gsan_desk", "abrir", url]
    chamada = partial(subprocess.run, comando, capture_output=True, text=True, timeout=60, check=False)
    return rodar(em_segundo_plano(chamada))


def test_the_link_opens_inserir_ra_with_the_place(mesa, pasta, qtbot, rodar, tmp_path):
    arquivo = tmp_path / "progis.pem"
    arquivo.write_bytes(chave_publica())
    mesa_ = mesa()
    _ouvir(mesa_, pasta, chave=str(arquivo))
    resposta = _chamar(
        rodar,
        endereco(
            "atendente",
            lgbr_id=IDS.logradouro_bairro_flores,
            lgcp_id=IDS.logradouro_cep_flores,
            stcm_id=IDS.setor_norte,
            rgat_nnimovel="12",
            rgat_dspontoreferencia="perto da praça",
            rgat_nndiametro="50",
            rgat_nncriticidade=3,
        ),
    )
    assert resposta.returncode == 0, resposta.stderr
    qtbot.waitUntil(lambda: isinstance(mesa_.frente, InserirRA) and mesa_.frente.pronto)
    tela = mesa_.frente
    qtbot.waitUntil(lambda: tela.formulario.parte is Parte.LOCAL and not tela.ocupado.em_andamento)
    local = tela.formulario.local.valor()
    assert local.endereco.texto.startswith("RUA DAS FLORES, 12 - ")
    assert (local.localidade_id, local.setor_comercial_id) == (IDS.localidade_norte, IDS.setor_norte)
    assert (str(local.coordenada_norte), str(local.coordenada_leste)) == ("9108123.4567", "290456.1000")
    assert (local.ponto_referencia, str(local.diametro)) == ("perto da praça", "50.00")
    assert tela.formulario.local.campos.diametro.isVisible()
    assert "O PROGIS informou criticidade 3." in mesa_.janela.barra.textos()
    assert not tela.digitado, "closing it at once asks nothing"


def test_the_link_of_an_imovel(mesa, pasta, qtbot, rodar):
    mesa_ = mesa()
    _ouvir(mesa_, pasta)
    assert _chamar(rodar, endereco("atendente", imov_id=IDS.imovel_em_quadra_2)).returncode == 0
    qtbot.waitUntil(lambda: isinstance(mesa_.frente, InserirRA) and mesa_.frente.pronto)
    tela = mesa_.frente
    qtbot.waitUntil(lambda: tela.formulario.parte is Parte.LOCAL and not tela.ocupado.em_andamento)
    local = tela.formulario.local.valor()
    assert local.imovel_id == IDS.imovel_em_quadra_2
    assert str(local.coordenada_norte) == "9108123.4567", "PROGIS's, not the imóvel's"


def test_the_program_listens_for_whoever_got_in(qtbot, laco, dsn, pasta, rodar, tmp_path):
    """The whole way from the settings: the key, the login of the person, the socket in the person's folder."""
    entrada = app.entrar(dsn.set(username="atendente", password=SENHA), "teste")

    async def abrir() -> Any:
        estado = Estado(tmp_path / "estado.json")
        ajustes = Ajustes(progis={"chave": chave_publica().decode()})
        return app.mostrar_estacao(entrada, estado, Saida(), ajustes)

    estacao = rodar(abrir())
    qtbot.addWidget(estacao.janela)
    tomada = QLocalSocket()
    tomada.connectToServer(canal(pasta, "atendente"))
    tomada.write(endereco("atendente", imov_id=IDS.imovel_em_quadra_2).encode() + b"\n")
    frente = estacao.janela.abas.currentWidget
    qtbot.waitUntil(lambda: isinstance(frente(), InserirRA) and frente().pronto)
    qtbot.waitUntil(lambda: frente().formulario.local.campos.imovel_id.valor() == IDS.imovel_em_quadra_2)
    qtbot.waitUntil(lambda: frente().pronto and frente().formulario.parte is Parte.LOCAL)
    estacao.janela.abas.clear()
    estacao.janela.close()


@pytest.mark.parametrize(
    ("login", "url", "chave", "dito"),
    [
        ("atendente", endereco("atendente"), None, SEM_LUGAR),
        ("atendente", endereco("atendente", imov_id=1, rgat_nncoordenadanorte=None), None, "ATENÇÃO: Coordenada(s)"),
        ("atendente", endereco("atendente", "AAAA", imov_id=1), None, "A assinatura digital é inválida para o login"),
        ("atendente", endereco("bia", imov_id=1), None, "O pedido do PROGIS é de bia; nesta estação entrou atendente."),
        ("atendente", endereco("atendente", imov_id=99_999_999), None, "Imóvel Inexistente"),
        ("atendente", "gsan-desk://inserir-ra?x=" + "9" * 9000, None, "é longo demais"),
        ("atendente", endereco("atendente", imov_id=1), "", "Esta estação não tem a chave do PROGIS"),
        ("atendente", endereco("atendente", imov_id=1), "/nao/ha.pem", "A chave do PROGIS não pôde ser lida"),
        ("sms", endereco("sms", imov_id=1), None, "Seu perfil não abre RA."),
    ],
)
def test_a_refusal_is_said_in_the_window_and_opens_nothing(mesa, pasta, qtbot, login, url, chave, dito):
    mesa_ = mesa(login)
    ligacao = _ouvir(mesa_, pasta, login, chave)
    ligacao.receber(url)
    qtbot.waitUntil(lambda: any(dito in texto for texto in mesa_.janela.barra.textos()))
    assert not any(isinstance(mesa_.janela.abas.widget(i), InserirRA) for i in range(mesa_.janela.abas.count()))


@pytest.mark.parametrize(
    ("url", "dito"),
    [
        ("http://outro/", "O pedido do PROGIS não foi aceito: não começa por gsan-desk://inserir-ra?."),
        (endereco("atendente"), SEM_LUGAR),
        (endereco("ninguem", imov_id=1), "A estação de ninguem não está aberta neste computador."),
    ],
)
def test_the_command_refuses_what_cannot_be_delivered(pasta, monkeypatch, url, dito):
    mostrados: list[str] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("gsan_desk.ui.aviso_solto.mostrar", mostrados.append)
    resposta = CliRunner().invoke(aplicacao, ["abrir", url])
    assert resposta.exit_code == 1
    assert dito in resposta.output
    assert [dito in mostrado for mostrado in mostrados] == [True], "the browser has no terminal"


def test_one_workstation_of_a_person_listens(qapp, pasta):
    nome = canal(pasta, "ana")
    primeira, segunda = Ouvinte(nome), Ouvinte(nome)
    assert primeira.ouvir()
    assert not segunda.ouvir()
    primeira.parar()
    assert segunda.ouvir()
    segunda.parar()
    assert canal(pasta, "bia") != nome
    assert canal(pasta / "outro", "ana") != nome


@pytest.mark.skipif(os.name == "nt", reason="a pipe leaves nothing behind")
def test_what_a_crash_left_behind_is_no_obstacle(qapp, pasta):
    nome = canal(pasta, "caida")
    pasta.mkdir()
    Path(nome).write_bytes(b"")
    ouvinte = Ouvinte(nome)
    assert ouvinte.ouvir()
    ouvinte.parar()


def test_a_flood_and_a_silent_caller_do_no_harm(qtbot, pasta, laco):
    nome = canal(pasta, "rui")
    ouvinte = Ouvinte(nome)
    chegados: list[str] = []
    ouvinte.chegou.connect(chegados.append)
    assert ouvinte.ouvir()
    calado, prolixo = QLocalSocket(), QLocalSocket()
    calado.connectToServer(nome)
    prolixo.connectToServer(nome)
    prolixo.write(b"x" * 100_000)
    prolixo.flush()
    qtbot.waitUntil(lambda: prolixo.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    outro = QLocalSocket()
    outro.connectToServer(nome)
    outro.write(b"gsan-desk://inserir-ra?a=1\n")
    qtbot.waitUntil(lambda: chegados == ["gsan-desk://inserir-ra?a=1"])
    calado.abort()
    ouvinte.parar()

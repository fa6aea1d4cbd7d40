"""Trocar Senha and Certificado do Servidor, by their fields and buttons."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QPushButton

from gsan_desk.database import instalacao
from gsan_desk.domain.perfis import Perfil
from gsan_desk.services.acesso import EstadoSenha
from gsan_desk.ui.acesso.certificado import CertificadoDoServidor
from gsan_desk.ui.acesso.trocar_senha import EXIGIDA, TrocarSenha
from gsan_desk.ui.login import JanelaLogin
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS
from tests.support.mesa_ra import MesaRA
from tests.support.mnemonicos import repetidos

NOVA = "cavalo-bateria-grampo"


@pytest.fixture
def mesa(qtbot, laco, dsn, tmp_path, rodar, worker_id):
    from gsan_desk.database.banco import Banco

    login = f"bia_{worker_id}"[:11]
    instalacao.criar_usuario(dsn, login, "BIA", Perfil.ATENDENTE, IDS.unidade_loja, SENHA)
    banco = Banco(dsn.set(username=login, password=SENHA))
    mesa = MesaRA(qtbot, banco, tmp_path, rodar)
    yield mesa
    mesa.fechar()
    banco.fechar()
    with conectar(dsn) as conexao:
        conexao.execute(f"DROP OWNED BY {login}; DROP ROLE {login}")


def _dialogo(mesa) -> TrocarSenha:
    mesa.qtbot.waitUntil(lambda: bool(mesa.janela.findChildren(TrocarSenha)))
    (dialogo,) = mesa.janela.findChildren(TrocarSenha)
    mesa.qtbot.waitUntil(dialogo.isVisible)
    return dialogo


def _digitar(dialogo, atual, nova, repetida) -> None:
    dialogo.atual.setText(atual)
    dialogo.nova.setText(nova)
    dialogo.repetida.setText(repetida)
    dialogo.trocar()


def test_from_the_menu_errors_beside_fields_then_done_and_the_program_goes_on(mesa):
    mesa.janela.abrir("trocar_senha")
    dialogo = _dialogo(mesa)
    _digitar(dialogo, "errada", "curta", "outra")
    mesa.qtbot.waitUntil(lambda: bool(dialogo.formulario["senha.atual"].erro))
    assert dialogo.formulario["senha.nova"].erro
    assert dialogo.formulario["senha.repetida"].erro
    assert dialogo.nova.text() == "curta"
    _digitar(dialogo, SENHA, NOVA, NOVA)
    mesa.qtbot.waitUntil(lambda: mesa.janela.barra.textos() == ("Senha trocada.",))
    mesa.banco.engine.dispose()
    tela = mesa.janela.abrir("consultar_ra", numero=IDS.ra_da_loja)
    mesa.qtbot.waitUntil(lambda: tela.ra is not None)


def test_asked_for_on_entering_it_says_why(mesa):
    mesa.estacao.cuidar_da_senha(EstadoSenha(trocar=True, ate=None, avisar=False))
    dialogo = _dialogo(mesa)
    assert dialogo.porque.text() == EXIGIDA
    assert repetidos(dialogo) == [] or repetidos(dialogo) == ["U"]
    dialogo.reject()


def test_near_its_end_it_is_said_in_the_bar(mesa):
    mesa.estacao.cuidar_da_senha(EstadoSenha(trocar=False, ate=datetime(2030, 1, 2, tzinfo=UTC), avisar=True))
    assert "vale até 02/01/2030" in mesa.janela.barra.textos()[0]


class _Ca:
    nome, valida_ate, impressao = "Autoridade", "2030", "AA:BB"


def test_the_login_window_leads_to_the_certificate(qtbot, ponte, tmp_path):
    async def tentar(*_):
        return None

    login = JanelaLogin(ponte, tentar, [])
    qtbot.addWidget(login)
    (botao,) = [b for b in login.findChildren(QPushButton) if "ertificado" in b.text()]
    with qtbot.waitSignal(login.certificado_pedido):
        botao.click()


def test_a_certificate_is_seen_before_it_is_imported(qtbot, tmp_path):
    importados = []
    dialogo = CertificadoDoServidor(lambda _: [_Ca()], importados.append)
    qtbot.addWidget(dialogo)
    assert not dialogo.importar.isEnabled()
    dialogo.mostrar(tmp_path / "ca.pem")
    assert "AA:BB" in dialogo.achado.text()
    with qtbot.waitSignal(dialogo.accepted):
        dialogo.importar.click()
    assert importados == [tmp_path / "ca.pem"]


def test_a_file_that_will_not_do_is_said_so(qtbot, tmp_path):
    def ler(_):
        raise ValueError("O arquivo não é um certificado em formato PEM.")

    dialogo = CertificadoDoServidor(ler, lambda _: None)
    qtbot.addWidget(dialogo)
    dialogo.mostrar(tmp_path / "x")
    assert dialogo.barra.textos() == ("O arquivo não é um certificado em formato PEM.",)
    assert not dialogo.importar.isEnabled()

"""The way in, and the door of the training base."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCommandLinkButton

from gsan_desk.domain.erros import AcessoNegado, BancoAntigo, BancoIndisponivel, SemPermissao
from gsan_desk.ui.escolha_treinamento import EscolhaTreinamento
from gsan_desk.ui.login import TEXTOS, JanelaLogin, Servidor

SERVIDORES = [Servidor("Produção", "postgresql://prod"), Servidor("Demonstração", "demonstração")]


class Porta:
    def __init__(self):
        self.tentativas = []
        self.erro = None

    async def __call__(self, endereco, usuario, senha):
        self.tentativas.append((endereco, usuario, senha))
        if self.erro:
            raise self.erro
        return "sessão"


@pytest.fixture
def porta():
    return Porta()


@pytest.fixture
def login(ponte, porta, qtbot):
    login = JanelaLogin(ponte, porta, SERVIDORES, servidor="postgresql://prod", usuario="ana")
    qtbot.addWidget(login)
    login.show()
    login.activateWindow()
    qtbot.waitUntil(login.isActiveWindow)
    return login


def test_entra_pelo_teclado(login, porta, qtbot):
    assert login.senha.hasFocus()
    qtbot.keyClicks(login.senha, "segredo")
    with qtbot.waitSignal(login.entrou) as sinal:
        qtbot.keyClick(login.senha, Qt.Key.Key_Return)
    assert sinal.args == ["sessão"]
    assert porta.tentativas == [("postgresql://prod", "ana", "segredo")]
    assert not login.guardar_senha


@pytest.mark.parametrize("erro", [AcessoNegado, BancoIndisponivel, SemPermissao, BancoAntigo])
def test_cada_recusa_diz_o_que_fazer(login, porta, qtbot, erro):
    porta.erro = erro("texto da regra")
    qtbot.keyClicks(login.senha, "segredo")
    qtbot.keyClick(login.senha, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: login._barra.textos() == (TEXTOS.get(erro, "texto da regra"),))
    assert login.isVisible()
    assert login.senha.text() == ("" if erro is AcessoNegado else "segredo")
    assert login._botao.isEnabled()


def test_inesperado_mostra_codigo_e_nao_o_driver(login, porta, qtbot):
    porta.erro = ValueError("FATAL: pg_hba")
    qtbot.keyClicks(login.senha, "segredo")
    qtbot.keyClick(login.senha, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: login._barra.textos() != ())
    assert "código" in login._barra.textos()[0]
    assert "pg_hba" not in login._barra.textos()[0]


def test_campos_vazios_ficam_marcados(login, porta, qtbot):
    login.usuario.clear()
    qtbot.keyClick(login.senha, Qt.Key.Key_Return)
    assert login._campo_usuario.erro == "Informe o usuário."
    assert login._campo_senha.erro == "Informe a senha."
    assert login.usuario.hasFocus()
    assert porta.tentativas == []


def test_endereco_digitado_vale(login):
    login.servidor.setEditText("postgresql://outro")
    assert login.endereco() == "postgresql://outro"
    login.servidor.setEditText("Demonstração")
    assert login.endereco() == "demonstração"


def test_senha_nao_aparece(login):
    assert login.senha.echoMode() == login.senha.EchoMode.Password


def test_escolha_pelo_teclado(qtbot):
    escolha = EscolhaTreinamento()
    qtbot.addWidget(escolha)
    escolha.show()
    botoes = {b.accessibleName(): b for b in escolha.findChildren(QCommandLinkButton)}
    assert list(botoes) == ["Atendente", "Supervisor", "Operador SMS", "Administrador"]
    with qtbot.waitSignal(escolha.escolhido) as sinal:
        qtbot.keyClick(botoes["Operador SMS"], Qt.Key.Key_Space)
    assert sinal.args == ["sms"]

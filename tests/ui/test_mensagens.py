"""Messages, questions and the busy state."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.message_bar import Acao, BarraMensagens


@pytest.fixture
def barra(qtbot):
    janela = QWidget()
    caixa = QVBoxLayout(janela)
    barra = BarraMensagens()
    barra.campo = QLineEdit()
    barra.janela = janela
    caixa.addWidget(barra)
    caixa.addWidget(barra.campo)
    qtbot.addWidget(janela)
    janela.show()
    janela.activateWindow()
    qtbot.waitUntil(janela.isActiveWindow)
    barra.campo.setFocus()
    return barra


def test_vazia_nao_ocupa_lugar(barra):
    assert not barra.isVisible()
    barra.informar("Olá")
    assert barra.isVisible()
    barra.limpar()
    assert not barra.isVisible()


def test_a_mesma_chave_substitui(barra):
    barra.errar("primeira", chave="x")
    barra.avisar("outra")
    barra.errar("segunda", chave="x")
    assert barra.textos() == ("outra", "segunda")


def test_texto_nao_e_html(barra):
    barra.errar("<b>x</b>")
    assert barra.textos() == ("<b>x</b>",)


def test_botao_da_mensagem(barra, qtbot):
    feitos = []
    barra.avisar("Há um RA.", acoes=[Acao("&Ver", lambda: feitos.append(1))])
    qtbot.mouseClick(barra.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert feitos == [1]


@pytest.mark.parametrize(
    ("teclas", "resposta"),
    [([Qt.Key.Key_Return], "sim"), ([Qt.Key.Key_Tab, Qt.Key.Key_Return], "nao"), ([Qt.Key.Key_Escape], None)],
)
def test_pergunta_pelo_teclado(barra, laco, qtbot, teclas, resposta):
    tarefa = laco.create_task(barra.perguntar("Confirma?", [("&Sim", "sim"), ("&Não", "nao")]))
    qtbot.waitUntil(lambda: isinstance(barra.janela.focusWidget(), QPushButton))
    for tecla in teclas:
        qtbot.keyClick(barra.janela.focusWidget(), tecla)
    qtbot.waitUntil(tarefa.done)
    assert tarefa.result() == resposta
    assert not barra.isVisible()
    assert barra.campo.hasFocus()


def test_pergunta_cancelada_some(barra, laco, qtbot):
    tarefa = laco.create_task(barra.perguntar("Confirma?", [("&Sim", 1)]))
    qtbot.waitUntil(barra.isVisible)
    tarefa.cancel()
    qtbot.waitUntil(tarefa.done)
    assert barra.textos() == ()


@pytest.fixture
def ocupado(barra):
    ocupado = Ocupado(demora=20)
    barra.janela.layout().addWidget(ocupado)
    return ocupado


def test_ocupado_desliga_e_religa(ocupado, qtbot, rodar):
    botao, apagado = QPushButton(), QPushButton(enabled=False)
    qtbot.addWidget(botao)
    qtbot.addWidget(apagado)

    async def trabalhar():
        with ocupado.ocupar("Gravando…", desabilitar=[botao, apagado]):
            assert not botao.isEnabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rodar(trabalhar())
    assert botao.isEnabled()
    assert not apagado.isEnabled()


def test_o_rapido_nao_pisca(ocupado, rodar):
    async def trabalhar():
        with ocupado.ocupar("Gravando…"):
            await asyncio.sleep(0)
            return ocupado.isVisible()

    assert rodar(trabalhar()) is False


def test_o_demorado_pode_ser_cancelado(ocupado, laco, qtbot):
    async def trabalhar():
        with ocupado.ocupar("Lendo…"):
            await asyncio.sleep(60)

    tarefa = laco.create_task(trabalhar())
    qtbot.waitUntil(ocupado.isVisible)
    qtbot.mouseClick(ocupado._cancelar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(tarefa.cancelled)
    assert not ocupado.isVisible()

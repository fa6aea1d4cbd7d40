"""The main window: menu by profile, tabs that may refuse, Ctrl+K, the state of the connection."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.ui import theme
from gsan_desk.ui.ajuda import JanelaTeclas
from gsan_desk.ui.main_window import TREINAMENTO, JanelaPrincipal
from gsan_desk.ui.paleta import Paleta

CTRL = Qt.KeyboardModifier.ControlModifier


class Tela(QWidget):
    def __init__(self, titulo="Inserir RA", chave=None):
        super().__init__()
        self.setWindowTitle(titulo)
        self.chave = chave
        self.campo = QLineEdit()
        QVBoxLayout(self).addWidget(self.campo)


class TelaTeimosa(Tela):
    def __init__(self):
        super().__init__("Teimosa")
        self.resposta = asyncio.get_running_loop().create_future()

    async def pode_fechar(self):
        return await self.resposta


@pytest.fixture
def abrir_janela(ponte, estado, qtbot):
    def abrir(**kw):
        janela = JanelaPrincipal(ponte, estado, base="teste", **kw)
        qtbot.addWidget(janela, before_close_func=lambda j: setattr(j, "_saindo", True))
        janela.show()
        janela.activateWindow()
        qtbot.waitUntil(janela.isActiveWindow)
        return janela

    return abrir


@pytest.fixture
def janela(abrir_janela):
    janela = abrir_janela()
    janela.registrar("inserir_ra", Tela)
    janela.registrar("consultar_ra", lambda numero=0: Tela(f"RA {numero}", f"ra:{numero}"))
    return janela


def _menus(janela):
    def textos(menu):
        for acao in menu.actions():
            if acao.menu():
                yield from textos(acao.menu())
            else:
                yield acao.text()

    return list(textos(janela.menuBar()))


def test_menu_so_tem_o_que_existe(janela):
    assert _menus(janela) == [
        "Inserir Registro de Atendimento",
        "Consultar Registro de Atendimento",
        "Tema Claro ou Escuro",
        "Sair",
        "Manual",
        "Teclas de Atalho",
        "Sobre o gsan-desk",
    ]


def test_menu_segue_o_perfil(abrir_janela, ponte):
    ponte.contexto = replace(ponte.contexto, operador=replace(ponte.contexto.operador, perfis=frozenset({"sms"})))
    janela = abrir_janela()
    janela.registrar("inserir_ra", Tela)
    assert "Inserir Registro de Atendimento" not in _menus(janela)
    assert janela.abrir("inserir_ra") is None
    assert janela.barra.textos() == ("Seu perfil não tem esta função.",)


def test_atalho_abre_e_foca_o_primeiro_campo(janela, qtbot):
    qtbot.keyClick(janela, Qt.Key.Key_N, CTRL)
    tela = janela.abas.currentWidget()
    assert janela.abas.tabText(0) == "Inserir RA"
    assert tela.campo.hasFocus()


def test_a_mesma_chave_abre_uma_vez(janela):
    primeira = janela.abrir("consultar_ra", numero=7)
    janela.abrir("inserir_ra")
    assert janela.abrir("consultar_ra", numero=7) is primeira
    assert janela.abas.count() == 2
    assert janela.abas.currentWidget() is primeira


def test_titulo_da_aba_acompanha_a_tela(janela):
    tela = janela.abrir("inserir_ra")
    tela.setWindowTitle("RA 123")
    assert janela.abas.tabText(0) == "RA 123"


def test_ctrl_tab_anda_e_ctrl_w_fecha(janela, qtbot):
    janela.abrir("inserir_ra")
    janela.abrir("consultar_ra", numero=1)
    qtbot.keyClick(janela, Qt.Key.Key_Tab, CTRL)
    assert janela.abas.currentIndex() == 0
    qtbot.keyClick(janela, Qt.Key.Key_W, CTRL)
    qtbot.waitUntil(lambda: janela.abas.count() == 1)
    assert janela.abas.tabText(0) == "RA 1"


def test_aba_que_recusa_fica(janela, qtbot, laco):
    tela = TelaTeimosa()
    janela.abrir_aba(tela, "Teimosa")
    qtbot.keyClick(janela, Qt.Key.Key_W, CTRL)
    qtbot.keyClick(janela, Qt.Key.Key_W, CTRL)
    tela.resposta.set_result(False)
    qtbot.waitUntil(lambda: not janela.abas._fechando)
    assert janela.abas.count() == 1


def test_aba_fechada_e_destruida(janela, qtbot):
    tela = janela.abrir("inserir_ra")
    mortas = []
    tela.destroyed.connect(lambda: mortas.append(1))
    janela.abas.pedir_fechamento(tela)
    qtbot.waitUntil(lambda: mortas == [1])


def test_fechar_pergunta_a_cada_aba(janela, qtbot):
    tela = TelaTeimosa()
    janela.abrir_aba(tela, "Teimosa")
    janela.abrir("inserir_ra")
    janela.close()
    qtbot.waitUntil(lambda: janela.abas.currentWidget() is tela)
    assert janela.isVisible()
    tela.resposta.set_result(False)
    qtbot.waitUntil(lambda: not janela.abas._fechando)
    assert janela.isVisible()
    tela.resposta = asyncio.get_running_loop().create_future()
    tela.resposta.set_result(True)
    with qtbot.waitSignal(janela.fechou):
        janela.close()
    assert not janela.isVisible()


def test_sem_abas_fecha_logo_e_guarda_a_geometria(janela, qtbot, estado):
    with qtbot.waitSignal(janela.fechou):
        qtbot.keyClick(janela, Qt.Key.Key_Q, CTRL)
    assert estado.texto("janela.geometria")


def test_ctrl_k_acha_sem_acento_e_abre(janela, qtbot):
    qtbot.keyClick(janela, Qt.Key.Key_K, CTRL)
    paleta = janela.findChild(Paleta)
    qtbot.waitUntil(paleta.isVisible)
    assert len(paleta.ids()) == 7
    qtbot.keyClicks(paleta._texto, "publico inserir")
    assert paleta.ids() == ("inserir_ra",)
    qtbot.keyClick(paleta._texto, Qt.Key.Key_Return)
    assert janela.abas.tabText(0) == "Inserir RA"


def test_ctrl_k_de_dentro_de_um_campo(janela, qtbot):
    tela = janela.abrir("inserir_ra")
    qtbot.keyClicks(tela.campo, "abc")
    qtbot.keyClick(tela.campo, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: janela.findChild(Paleta) is not None)
    assert tela.campo.text() == "abc"


def test_paleta_pelas_setas(qtbot, janela):
    paleta = Paleta(janela.oferecidas())
    qtbot.addWidget(paleta)
    qtbot.keyClick(paleta._texto, Qt.Key.Key_Down)
    with qtbot.waitSignal(paleta.escolhida) as sinal:
        qtbot.keyClick(paleta._texto, Qt.Key.Key_Return)
    assert sinal.args == ["consultar_ra"]


def test_busca_rapida(janela, qtbot):
    tela = janela.abrir("inserir_ra")
    qtbot.keyClick(tela.campo, Qt.Key.Key_L, CTRL)
    assert janela.busca.hasFocus()
    qtbot.keyClicks(janela.busca, " 123 ")
    with qtbot.waitSignal(janela.buscar) as sinal:
        qtbot.keyClick(janela.busca, Qt.Key.Key_Return)
    assert sinal.args == ["123"]


def test_conexao_que_cai_e_volta(janela, ponte, banco_falso, qtbot):
    def caso(sessao):
        raise BancoIndisponivel("x")

    tela = janela.abrir("inserir_ra")
    tela.campo.setText("digitado")
    banco_falso.fora = True
    ponte.iniciar(ponte.executar(caso))
    barra = janela._estado_barra
    qtbot.waitUntil(lambda: barra.texto_da_conexao().startswith("Sem conexão"))
    qtbot.waitUntil(lambda: len(janela.barra.textos()) == 1)
    assert tela.campo.text() == "digitado"
    assert tela.isEnabled()
    banco_falso.fora = False
    qtbot.waitUntil(lambda: barra.texto_da_conexao() == "Conectado")
    assert janela.barra.textos() == ("A conexão voltou. Pode continuar de onde estava.",)


def test_erro_inesperado_mostra_o_codigo(janela, ponte, qtbot):
    async def quebrar():
        raise ZeroDivisionError

    ponte.iniciar(quebrar())
    qtbot.waitUntil(lambda: janela.barra.textos() != ())
    assert janela.barra.textos()[0].startswith("Erro inesperado, código ")


def test_treinamento_avisa(abrir_janela):
    com, sem = abrir_janela(treinamento=True), abrir_janela()
    assert TREINAMENTO in [r.text() for r in com.findChildren(QLabel)]
    assert TREINAMENTO not in [r.text() for r in sem.findChildren(QLabel)]


def test_tema_troca_e_fica(janela, estado, qapp):
    janela.abrir("tema")
    escuro = theme.escuro()
    assert estado.texto("tema") == ("escuro" if escuro else "claro")
    janela.abrir("tema")
    assert theme.escuro() is not escuro
    theme.aplicar(qapp, "claro")


def test_shift_f1_mostra_as_teclas(janela, qtbot):
    qtbot.keyClick(janela, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: janela.findChild(JanelaTeclas) is not None)


def test_boas_vindas_voltam_quando_a_ultima_aba_fecha(janela, qtbot):
    assert janela._boas_vindas.isVisible()
    tela = janela.abrir("inserir_ra")
    assert not janela._boas_vindas.isVisible()
    janela.abas.pedir_fechamento(tela)
    qtbot.waitUntil(janela._boas_vindas.isVisible)

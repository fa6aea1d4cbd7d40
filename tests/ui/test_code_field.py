"""The code field: keyboard, late answers, texts."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Item
from gsan_desk.ui.widgets.campo import Campo, Formulario
from gsan_desk.ui.widgets.code_field import CampoCodigo

BAIRROS = {"1": Item(1, "BOA VIAGEM"), "2": Item(2, "BOA VISTA"), "10": Item(10, "CASA FORTE")}


@pytest.fixture
def mostrar(qtbot):
    janelas = []

    def mostrar(*widgets):
        janela = QWidget()
        janelas.append(janela)
        caixa = QVBoxLayout(janela)
        for widget in widgets:
            caixa.addWidget(widget)
        qtbot.addWidget(janela)
        janela.show()
        janela.activateWindow()
        qtbot.waitUntil(janela.isActiveWindow)
        return janela

    return mostrar


@pytest.fixture
def bairro(mostrar):
    """A field of the local cache, inside its label, with another after it."""
    campo = Campo("&Bairro", CampoCodigo("Bairro", BAIRROS.get))
    campo.outro = QLineEdit()
    mostrar(campo, campo.outro)
    campo.campo.setFocus()
    return campo


def test_enter_resolve(bairro, qtbot):
    campo = bairro.campo
    qtbot.keyClicks(campo.codigo, "1")
    with qtbot.waitSignal(campo.resolvido) as sinal:
        qtbot.keyClick(campo.codigo, Qt.Key.Key_Return)
    assert sinal.args == [BAIRROS["1"]]
    assert (campo.valor(), campo.descricao.text()) == (1, "BOA VIAGEM")
    assert campo.codigo.hasFocus()


def test_tab_resolve_e_vai_adiante(bairro, qtbot):
    qtbot.keyClicks(bairro.campo.codigo, "2")
    qtbot.keyClick(bairro.campo.codigo, Qt.Key.Key_Tab)
    assert bairro.campo.valor() == 2
    assert bairro.outro.hasFocus()


def test_codigo_inexistente(bairro, qtbot):
    qtbot.keyClicks(bairro.campo.codigo, "99")
    qtbot.keyClick(bairro.campo.codigo, Qt.Key.Key_Return)
    assert bairro.erro == "Bairro inexistente."
    assert bairro.campo.codigo.property("erro") is True
    assert bairro.campo.codigo.accessibleDescription() == "Bairro inexistente."
    assert bairro.campo.valor() is None
    qtbot.keyClick(bairro.campo.codigo, Qt.Key.Key_Backspace)
    assert bairro.erro == ""


def test_o_erro_fica_enquanto_o_codigo_for_o_mesmo(bairro, qtbot):
    qtbot.keyClicks(bairro.campo.codigo, "99")
    qtbot.keyClick(bairro.campo.codigo, Qt.Key.Key_Tab)
    form = Formulario()
    form.adicionar("local.bairro_id", bairro)
    assert [v.mensagem for v in form.invalidos()] == ["Bairro inexistente."]
    form.limpar()
    assert bairro.erro == "Bairro inexistente."


def test_ctrl_del_limpa(bairro, qtbot):
    bairro.campo.definir(BAIRROS["1"])
    with qtbot.waitSignal(bairro.campo.resolvido) as sinal:
        qtbot.keyClick(bairro.campo.codigo, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert sinal.args == [None]
    assert (bairro.campo.texto(), bairro.campo.descricao.text()) == ("", "")


def test_mudar_o_codigo_esquece_o_nome(bairro, qtbot):
    bairro.campo.definir(BAIRROS["1"])
    with qtbot.waitSignal(bairro.campo.resolvido) as sinal:
        qtbot.keyClicks(bairro.campo.codigo, "0")
    assert sinal.args == [None]
    assert bairro.campo.descricao.text() == ""
    qtbot.keyClick(bairro.campo.codigo, Qt.Key.Key_Return)
    assert bairro.campo.valor() == 10


def test_resolver_duas_vezes_pergunta_uma(mostrar, qtbot):
    perguntas = []
    campo = CampoCodigo("Bairro", lambda t: perguntas.append(t) or BAIRROS.get(t))
    mostrar(campo, QLineEdit())
    campo.setFocus()
    qtbot.keyClicks(campo.codigo, "1")
    qtbot.keyClick(campo.codigo, Qt.Key.Key_Return)
    qtbot.keyClick(campo.codigo, Qt.Key.Key_Tab)
    assert perguntas == ["1"]


def test_depende_de_outro(mostrar, qtbot):
    municipio = CampoCodigo("Município", {"5": Item(5, "RECIFE")}.get)
    campo = Campo(
        "&Bairro",
        CampoCodigo("Bairro", BAIRROS.get, depende=lambda: "" if municipio.item() else "Informe o Município."),
    )
    mostrar(municipio, campo)
    qtbot.keyClicks(campo.campo.codigo, "1")
    qtbot.keyClick(campo.campo.codigo, Qt.Key.Key_Return)
    assert campo.erro == "Informe o Município."
    municipio.definir(Item(5, "RECIFE"))
    qtbot.keyClick(campo.campo.codigo, Qt.Key.Key_Backspace)
    qtbot.keyClicks(campo.campo.codigo, "1")
    qtbot.keyClick(campo.campo.codigo, Qt.Key.Key_Return)
    assert campo.campo.valor() == 1


class Demorado:
    """Answers when the test says so."""

    def __init__(self):
        self.pedidos = {}

    async def __call__(self, texto):
        self.pedidos[texto] = asyncio.get_running_loop().create_future()
        return await self.pedidos[texto]


@pytest.fixture
def demorado():
    return Demorado()


def test_tab_nao_espera_a_resposta(mostrar, qtbot, ponte, demorado):
    campo, outro = CampoCodigo("Bairro", demorado, ponte=ponte), QLineEdit()
    mostrar(campo, outro)
    campo.setFocus()
    qtbot.keyClicks(campo.codigo, "1")
    qtbot.keyClick(campo.codigo, Qt.Key.Key_Tab)
    assert outro.hasFocus()
    qtbot.waitUntil(lambda: "1" in demorado.pedidos)
    with qtbot.waitSignal(campo.resolvido):
        demorado.pedidos["1"].set_result(BAIRROS["1"])
    assert campo.valor() == 1
    assert outro.hasFocus()


def test_resposta_velha_nao_vale(mostrar, qtbot, ponte, demorado):
    campo = CampoCodigo("Bairro", demorado, ponte=ponte)
    mostrar(campo)
    campo.setFocus()
    qtbot.keyClicks(campo.codigo, "1")
    qtbot.keyClick(campo.codigo, Qt.Key.Key_Return)
    qtbot.keyClicks(campo.codigo, "0")
    qtbot.keyClick(campo.codigo, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: set(demorado.pedidos) == {"1", "10"})
    with qtbot.waitSignal(campo.resolvido):
        demorado.pedidos["10"].set_result(BAIRROS["10"])
    demorado.pedidos["1"].set_result(BAIRROS["1"])
    qtbot.waitUntil(lambda: not ponte._tarefas)
    assert campo.valor() == 10


def test_aguardar_resolve_o_que_foi_digitado_por_ultimo(mostrar, qtbot, ponte, rodar):
    async def resolver(texto):
        await asyncio.sleep(0)
        return BAIRROS.get(texto)

    form = Formulario()
    campo = form.campo("local.bairro_id", "&Bairro", CampoCodigo("Bairro", resolver, ponte=ponte))
    mostrar(campo)
    qtbot.keyClicks(campo.campo.codigo, "2")
    rodar(form.aguardar())
    assert campo.campo.valor() == 2


def test_falha_do_resolvedor_chega_a_ponte(mostrar, qtbot, ponte):
    async def resolver(texto):
        raise ZeroDivisionError

    campo = CampoCodigo("Bairro", resolver, ponte=ponte)
    mostrar(campo)
    qtbot.keyClicks(campo.codigo, "2")
    with qtbot.waitSignal(ponte.erro):
        qtbot.keyClick(campo.codigo, Qt.Key.Key_Return)
    assert campo.descricao.placeholderText() == ""


def _boa(texto):
    return [b for b in BAIRROS.values() if texto.upper() in b.descricao]


async def _boa_demorada(texto):
    return _boa(texto)


@pytest.mark.parametrize("sugerir", [_boa, _boa_demorada])
def test_sugestoes_pelas_setas(mostrar, qtbot, ponte, sugerir):
    campo = CampoCodigo("Bairro", BAIRROS.get, ponte=ponte, sugerir=sugerir)
    mostrar(campo)
    campo.setFocus()
    qtbot.keyClicks(campo.codigo, "boa")
    qtbot.waitUntil(campo._sugestoes.isVisible)
    assert campo.codigo.hasFocus()
    qtbot.keyClick(campo.codigo, Qt.Key.Key_Down)
    qtbot.keyClick(campo.codigo, Qt.Key.Key_Down)
    qtbot.keyClick(campo.codigo, Qt.Key.Key_Return)
    assert campo.valor() == 2
    assert not campo._sugestoes.isVisible()


def test_esc_fecha_sugestoes(mostrar, qtbot, ponte):
    campo = CampoCodigo("Bairro", BAIRROS.get, sugerir=_boa)
    mostrar(campo)
    campo.setFocus()
    qtbot.keyClicks(campo.codigo, "boa")
    qtbot.waitUntil(campo._sugestoes.isVisible)
    qtbot.keyClick(campo.codigo, Qt.Key.Key_Escape)
    assert not campo._sugestoes.isVisible()
    assert campo.texto() == "boa"


def test_sair_do_campo_fecha_sugestoes(mostrar, qtbot):
    campo, outro = CampoCodigo("Bairro", BAIRROS.get, sugerir=_boa), QLineEdit()
    mostrar(campo, outro)
    campo.setFocus()
    qtbot.keyClicks(campo.codigo, "boa")
    qtbot.waitUntil(campo._sugestoes.isVisible)
    qtbot.keyClick(campo.codigo, Qt.Key.Key_Tab)
    assert not campo._sugestoes.isVisible()
    assert outro.hasFocus()


def test_f2_abre_a_pesquisa(mostrar, qtbot, ponte):
    pedidos = []

    async def pesquisar(texto):
        pedidos.append(texto)
        return BAIRROS["10"]

    campo = CampoCodigo("Bairro", BAIRROS.get, ponte=ponte, pesquisar=pesquisar)
    mostrar(campo)
    qtbot.keyClicks(campo.codigo, "casa")
    with qtbot.waitSignal(campo.resolvido):
        qtbot.keyClick(campo.codigo, Qt.Key.Key_F2)
    assert pedidos == ["casa"]
    assert campo.valor() == 10


def test_rascunho_guarda_o_codigo_e_procura_de_novo(bairro):
    bairro.campo.definir(BAIRROS["10"])
    guardado = bairro.campo.para_rascunho()
    bairro.campo.limpar()
    bairro.campo.de_rascunho(guardado)
    assert bairro.campo.valor() == 10


def test_nomes_para_o_leitor_de_tela(bairro):
    assert bairro.campo.codigo.accessibleName() == "Bairro"
    assert bairro.campo.descricao.accessibleName() == "Bairro: descrição"
    assert bairro.campo.lupa.accessibleName() == "Pesquisar Bairro"

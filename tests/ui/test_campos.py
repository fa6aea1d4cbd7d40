"""Fields: typed as fast as said, wrong ones say why, forms show everything at once."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Item
from gsan_desk.domain.erros import Violacao
from gsan_desk.ui.widgets.campo import Campo, Formulario
from gsan_desk.ui.widgets.combo import FORA_DA_LISTA, ComboItens
from gsan_desk.ui.widgets.date_edit import DATA_INVALIDA, CampoData, ler_data
from gsan_desk.ui.widgets.masked_edit import CELULAR, CEP, CNPJ, CPF, CampoMascarado
from gsan_desk.ui.widgets.texto_contado import CampoTexto, TextoContado
from gsan_desk.ui.widgets.time_edit import HORA_INVALIDA, CampoHora, ler_hora

HOJE = date(2026, 3, 15)


@pytest.fixture
def tela(qtbot):
    """Show fields in a window, so that focus moves for real."""

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


@pytest.mark.parametrize(
    ("texto", "lida"),
    [
        ("1/3/2026", date(2026, 3, 1)),
        ("01/03/26", date(2026, 3, 1)),
        ("010326", date(2026, 3, 1)),
        ("01032026", date(2026, 3, 1)),
        ("1/3", date(2026, 3, 1)),
        ("0103", date(2026, 3, 1)),
        ("1-3-1975", date(1975, 3, 1)),
        ("01/03/75", date(1975, 3, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/02/2026", None),
        ("31/04/2026", None),
        ("amanhã", None),
        ("", None),
        ("1/3/202", None),
    ],
)
def test_ler_data(texto, lida):
    assert ler_data(texto, HOJE) == lida


@pytest.mark.parametrize(
    ("texto", "lida"),
    [
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("9h", time(9)),
        ("23:59", time(23, 59)),
        ("24:00", None),
        ("12:60", None),
        ("x", None),
    ],
)
def test_ler_hora(texto, lida):
    assert ler_hora(texto) == lida


def test_data_se_arruma_ao_sair(qtbot, tela):
    campo, outro = CampoData(lambda: HOJE), QLineEdit()
    tela(campo, outro)
    campo.setFocus()
    qtbot.keyClicks(campo, "010326")
    qtbot.keyClick(campo, Qt.Key.Key_Tab)
    assert campo.text() == "01/03/2026"
    assert campo.valor() == date(2026, 3, 1)
    assert campo.erro_proprio() == ""
    assert outro.hasFocus()


def test_data_errada_diz_so_ao_sair(qtbot, tela):
    campo = Campo("&Data", CampoData(lambda: HOJE))
    tela(campo, QLineEdit())
    campo.campo.setFocus()
    qtbot.keyClicks(campo.campo, "310426")
    assert campo.erro == ""
    qtbot.keyClick(campo.campo, Qt.Key.Key_Tab)
    assert campo.erro == DATA_INVALIDA
    assert campo.campo.accessibleDescription() == DATA_INVALIDA
    assert campo.campo.text() == "310426"


def test_setas_andam_um_dia(qtbot, tela):
    campo = CampoData(lambda: HOJE)
    tela(campo)
    qtbot.keyClick(campo, Qt.Key.Key_Up)
    assert campo.valor() == HOJE
    qtbot.keyClick(campo, Qt.Key.Key_Down)
    assert campo.valor() == date(2026, 3, 14)


def test_hora_errada(qtbot, tela):
    campo = Campo("&Hora", CampoHora())
    tela(campo, QLineEdit())
    campo.campo.setFocus()
    qtbot.keyClicks(campo.campo, "2570")
    qtbot.keyClick(campo.campo, Qt.Key.Key_Tab)
    assert campo.erro == HORA_INVALIDA


@pytest.mark.parametrize(
    ("mascara", "digitado", "mostrado", "valor"),
    [
        (CPF, "12345678901", "123.456.789-01", "12345678901"),
        (CPF, "123.456.789-01", "123.456.789-01", "12345678901"),
        (CNPJ, "12abc34501de35", "12.ABC.345/01DE-35", "12ABC34501DE35"),
        (CEP, "50030230", "50030-230", "50030230"),
        (CELULAR, "81999998888", "(81) 99999-8888", "81999998888"),
        (CPF, "123", "123", "123"),
    ],
)
def test_mascara_veste_ao_sair(qtbot, tela, mascara, digitado, mostrado, valor):
    campo = CampoMascarado(mascara)
    tela(campo, QLineEdit())
    campo.setFocus()
    qtbot.keyClicks(campo, digitado)
    assert campo.text() == digitado
    qtbot.keyClick(campo, Qt.Key.Key_Tab)
    assert (campo.text(), campo.valor()) == (mostrado, valor)


def test_mascara_confere_ao_sair(qtbot, tela):
    campo = Campo("CPF", CampoMascarado(CPF, lambda nu: "CPF inválido." if len(nu) != 11 else ""))
    tela(campo, QLineEdit())
    campo.campo.setFocus()
    qtbot.keyClicks(campo.campo, "123")
    assert campo.erro == ""
    qtbot.keyClick(campo.campo, Qt.Key.Key_Tab)
    assert campo.erro == "CPF inválido."


def test_vestir_nao_e_mudanca(qtbot, tela):
    campo = CampoMascarado(CEP)
    tela(campo, QLineEdit())
    campo.setFocus()
    qtbot.keyClicks(campo, "50030230")
    with qtbot.assertNotEmitted(campo.alterado):
        qtbot.keyClick(campo, Qt.Key.Key_Tab)


def test_texto_longo_e_recusado_e_nao_cortado(qtbot, tela):
    texto = TextoContado(5)
    campo = Campo("Obs", texto)
    tela(campo)
    qtbot.keyClicks(texto.editor, "123456")
    assert texto.valor() == "123456"
    assert "máximo 5" in campo.erro


def test_tab_sai_do_texto(qtbot, tela):
    texto, outro = TextoContado(5), QLineEdit()
    tela(texto, outro)
    texto.setFocus()
    qtbot.keyClick(texto.editor, Qt.Key.Key_Tab)
    assert outro.hasFocus()


@pytest.mark.parametrize("fabrica", [CampoTexto, TextoContado])
def test_caractere_que_a_base_nao_guarda(qtbot, fabrica):
    widget = fabrica(50, lambda t: "O caractere “€” não pode ser gravado." if "€" in t else "")
    qtbot.addWidget(widget)
    widget.definir("5 €")
    assert "€" in widget.erro_proprio()
    widget.definir("5 reais")
    assert widget.erro_proprio() == ""


ITENS = [Item(1, "TELEFONE"), Item(2, "BALCÃO"), Item(3, "BALCÃO MÓVEL"), Item(4, "CORREIO")]


def test_combo_comeca_em_branco(qtbot):
    combo = ComboItens(ITENS)
    qtbot.addWidget(combo)
    assert combo.valor() is None
    assert combo.count() == 5


def test_combo_acha_pelo_pedaco_sem_acento(qtbot, tela):
    combo, outro = ComboItens(ITENS), QLineEdit()
    tela(combo, outro)
    combo.setFocus()
    qtbot.keyClicks(combo.lineEdit(), "movel")
    qtbot.keyClick(combo.completer().popup(), Qt.Key.Key_Tab)
    assert combo.valor() == 3
    assert combo.currentText() == "BALCÃO MÓVEL"
    assert outro.hasFocus()


def test_combo_recusa_o_que_nao_e_da_lista(qtbot, tela):
    campo, outro = Campo("&Meio", ComboItens(ITENS)), QLineEdit()
    tela(campo, outro)
    campo.campo.setFocus()
    qtbot.keyClicks(campo.campo.lineEdit(), "pombo")
    outro.setFocus()
    assert campo.campo.valor() is None
    assert campo.erro == FORA_DA_LISTA


def test_combo_apagado_e_vazio(qtbot, tela):
    combo, outro = ComboItens(ITENS), QLineEdit()
    tela(combo, outro)
    combo.definir(2)
    combo.setFocus()
    combo.lineEdit().selectAll()
    qtbot.keyClick(combo.lineEdit(), Qt.Key.Key_Delete)
    with qtbot.waitSignal(combo.alterado):
        outro.setFocus()
    assert combo.valor() is None
    assert combo.erro_proprio() == ""


def test_combo_guarda_a_escolha_quando_a_lista_muda(qtbot):
    combo = ComboItens(ITENS)
    qtbot.addWidget(combo)
    combo.definir(4)
    with qtbot.assertNotEmitted(combo.alterado):
        combo.definir_itens(ITENS[2:])
    assert combo.valor() == 4
    with qtbot.waitSignal(combo.alterado):
        combo.definir_itens(ITENS[:2])
    assert combo.valor() is None


def test_combo_oferece_o_que_saiu_de_uso_a_quem_ja_o_tem(qtbot):
    combo = ComboItens(ITENS[:2])
    qtbot.addWidget(combo)
    with qtbot.assertNotEmitted(combo.alterado):
        combo.incluir(ITENS[2])
        combo.incluir(ITENS[2])
        combo.incluir(None)
    assert combo.count() == 4
    combo.definir(ITENS[2].id)
    assert combo.valor() == ITENS[2].id


@pytest.fixture
def formulario(qtbot):
    form = Formulario()
    abas = QTabWidget()
    for aba, nomes in {"dados": ("data", "meio"), "solicitante": ("nome", "fones")}.items():
        pagina = QWidget()
        caixa = QVBoxLayout(pagina)
        for nome in nomes:
            caixa.addWidget(form.campo(f"{aba}.{nome}", nome, QLineEdit()))
        abas.addTab(pagina, aba)
    qtbot.addWidget(abas)
    abas.show()
    abas.activateWindow()
    qtbot.waitUntil(abas.isActiveWindow)
    form.abas = abas
    return form


def test_todas_as_violacoes_de_uma_vez_e_foco_na_primeira(formulario):
    sobra = formulario.mostrar(
        [
            Violacao("M2", "Informe Telefone.", "solicitante.fones.0.numero"),
            Violacao("M1", "Informe Meio.", "dados.meio"),
            Violacao("M9", "Outra coisa.", None),
            Violacao("M8", "De outra aba.", "anexos"),
        ]
    )
    assert formulario["dados.meio"].erro == "Informe Meio."
    assert formulario["solicitante.fones"].erro == "Informe Telefone."
    assert [v.codigo for v in sobra] == ["M9", "M8"]
    assert formulario["dados.meio"].campo.hasFocus()


def test_foco_traz_a_aba_do_campo(formulario):
    formulario.mostrar([Violacao("M1", "Informe Nome.", "solicitante.nome")])
    assert formulario.abas.currentIndex() == 1
    assert formulario["solicitante.nome"].campo.hasFocus()


def test_erro_some_quando_a_pessoa_corrige(formulario, qtbot):
    formulario.mostrar([Violacao("M1", "Informe Data.", "dados.data")])
    qtbot.keyClicks(formulario["dados.data"].campo, "1")
    assert formulario["dados.data"].erro == ""
    assert formulario["dados.data"].campo.property("erro") is False


def test_rascunho_do_formulario(formulario, qtbot):
    marca = QCheckBox("SMS")
    formulario.campo("x.sms", "SMS", marca)
    formulario["dados.data"].campo.setText("01/03/2026")
    marca.setChecked(True)
    guardado = formulario.rascunho()
    formulario["dados.data"].campo.clear()
    marca.setChecked(False)
    formulario.restaurar({**guardado, "sumido": 1, "dados.meio": 7})
    assert formulario["dados.data"].campo.text() == "01/03/2026"
    assert marca.isChecked()


def test_rotulo_leva_ao_campo_e_o_nomeia(qtbot, tela):
    campo = Campo("&Data do Atendimento", CampoData(), obrigatorio=True)
    tela(campo)
    assert campo.campo.accessibleName() == "Data do Atendimento"
    assert campo._rotulo.buddy() is campo.campo
    assert campo._rotulo.text().endswith(" *")
    campo.definir_obrigatorio(False)
    assert campo._rotulo.text() == "&Data do Atendimento"


@pytest.mark.parametrize("fazer", [lambda: TextoContado(10), lambda: CampoTexto(10)])
def test_mnemonico_do_rotulo_leva_ao_campo_composto(qtbot, fazer):
    janela = QWidget()
    caixa = QVBoxLayout(janela)
    primeiro, alvo = CampoTexto(5), fazer()
    for campo in (Campo("&Um", primeiro), Campo("&Dois", alvo)):
        caixa.addWidget(campo)
    qtbot.addWidget(janela)
    with qtbot.waitActive(janela):
        janela.show()
    primeiro.setFocus()
    qtbot.keyClick(primeiro, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert (alvo.focusProxy() or alvo).hasFocus()

"""The search window by keyboard alone."""

from contextlib import suppress

import pytest
from PySide6.QtCore import Qt

from gsan_desk.domain.dominios import Item
from gsan_desk.domain.erros import BancoIndisponivel, RegraViolada, Violacao
from gsan_desk.ui.bridge import BANCO_FORA
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.search_window import LISTA_VAZIA, FiltroPesquisa, JanelaPesquisa

BAIRROS = [Item(1, "BOA VIAGEM"), Item(2, "BOA VISTA"), Item(10, "CASA FORTE")]
COLUNAS = [Coluna("codigo", "Código", lambda b: b.id, "direita"), Coluna("nome", "Nome", lambda b: b.descricao)]


class Buscador:
    def __init__(self):
        self.valores = []
        self.erro = None

    async def __call__(self, valores):
        self.valores.append(valores)
        if self.erro:
            raise self.erro
        return [b for b in BAIRROS if valores["nome"].upper() in b.descricao]


@pytest.fixture
def buscador():
    return Buscador()


@pytest.fixture
def janela(ponte, buscador, estado):
    janela = JanelaPesquisa(
        "Pesquisar Bairro",
        filtros=[FiltroPesquisa("nome", "&Nome"), FiltroPesquisa("codigo", "&Código")],
        colunas=COLUNAS,
        buscar=buscador,
        ponte=ponte,
        nome="bairro",
        estado=estado,
    )
    yield janela
    with suppress(RuntimeError):  # it deletes itself once answered
        janela.reject()


@pytest.fixture
def aberta(janela, laco, qtbot):
    """The window open, and the task that waits for the choice."""
    tarefa = laco.create_task(janela.escolher())
    qtbot.waitUntil(janela.isVisible)
    return tarefa


def _nome(janela):
    return janela.formulario["nome"].campo


def test_digita_enter_seta_enter(janela, aberta, qtbot):
    qtbot.keyClicks(_nome(janela), " boa ")
    qtbot.keyClick(_nome(janela), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: janela.tabela.modelo.rowCount() == 2)
    qtbot.keyClick(janela.tabela, Qt.Key.Key_Down)
    qtbot.keyClick(janela.tabela, Qt.Key.Key_Return)
    qtbot.waitUntil(aberta.done)
    assert aberta.result() == BAIRROS[1]


def test_esc_nao_escolhe(janela, aberta, qtbot):
    qtbot.keyClick(janela, Qt.Key.Key_Escape)
    qtbot.waitUntil(aberta.done)
    assert aberta.result() is None


def test_texto_do_campo_ja_pesquisa(janela, laco, qtbot, buscador):
    laco.create_task(janela.escolher({"nome": "casa", "codigo": ""}))
    qtbot.waitUntil(lambda: janela.tabela.modelo.rowCount() == 1)
    assert buscador.valores == [{"nome": "casa", "codigo": ""}]
    assert janela.tabela.atual() == BAIRROS[2]


def test_nada_encontrado(janela, aberta, qtbot):
    qtbot.keyClicks(_nome(janela), "xyz")
    qtbot.keyClick(_nome(janela), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: janela._contagem.text() == LISTA_VAZIA)
    assert _nome(janela).hasFocus() or not janela.isActiveWindow()


def test_regra_aparece_no_filtro(janela, aberta, qtbot, buscador):
    buscador.erro = RegraViolada(Violacao("M1", "Informe ao menos 3 letras.", "nome"))
    qtbot.keyClick(_nome(janela), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: janela.formulario["nome"].erro == "Informe ao menos 3 letras.")


def test_banco_fora_aparece_na_janela(janela, aberta, qtbot, buscador):
    buscador.erro = BancoIndisponivel("x")
    qtbot.keyClick(_nome(janela), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: janela._barra.textos() == (BANCO_FORA,))
    buscador.erro = None
    qtbot.keyClicks(_nome(janela), "boa")
    qtbot.keyClick(_nome(janela), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: janela.tabela.modelo.rowCount() == 2)
    assert janela._barra.textos() == ()

"""Lists: pages, columns by name, keys, colours that say why."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication

from gsan_desk.ui import theme
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna, Destaque, texto_de
from gsan_desk.ui.tables.model import ModeloLinhas
from gsan_desk.ui.tables.view import TabelaLinhas


@dataclass(frozen=True)
class Linha:
    numero: int
    nome: str
    urgente: bool = False


COLUNAS = (
    Coluna("numero", "Número", lambda r: r.numero, "direita", ordenavel=True),
    Coluna("nome", "Nome", lambda r: r.nome),
    Coluna("extra", "Extra", lambda r: r.urgente, visivel=False),
)


def _destaque(linha):
    return Destaque("urgente", "Prazo vencido") if linha.urgente else None


@pytest.fixture
def tabela(qtbot, estado):
    tabela = TabelaLinhas(COLUNAS, nome="ra", titulo="RAs", estado=estado, destaque=_destaque, exportavel=True)
    qtbot.addWidget(tabela)
    tabela.modelo.definir([Linha(i, f"N{i}", i == 2) for i in range(1, 4)])
    tabela.show()
    return tabela


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        (None, ""),
        (True, "Sim"),
        (date(2026, 3, 1), "01/03/2026"),
        (datetime(2026, 3, 1, 9, 5), "01/03/2026 09:05"),  # noqa: DTZ001 - GSAN's stamps have no zone
        (time(9, 5), "09:05"),
        (Decimal("1234.50"), "1.234,50"),
        (7, "7"),
    ],
)
def test_valores_em_portugues(valor, texto):
    assert texto_de(valor) == texto


def test_destaque_nao_e_so_cor(tabela):
    indice = tabela.modelo.index(1, 0)
    assert indice.data(Qt.ItemDataRole.ToolTipRole) == "Prazo vencido"
    assert indice.data(Qt.ItemDataRole.FontRole).bold()
    assert indice.data(Qt.ItemDataRole.ForegroundRole).color() == QColor(theme.cores().urgente)
    assert tabela.modelo.index(0, 0).data(Qt.ItemDataRole.ForegroundRole) is None


def test_enter_abre_a_linha(tabela, qtbot):
    tabela.ir_para(1)
    with qtbot.waitSignal(tabela.ativado) as sinal:
        qtbot.keyClick(tabela, Qt.Key.Key_Return)
    assert sinal.args == [Linha(2, "N2", True)]


def test_ctrl_c_copia_o_que_se_ve(tabela, qtbot):
    tabela.ir_para(0)
    qtbot.keyClick(tabela, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    tabela.copiar()
    assert QGuiApplication.clipboard().text() == "1\tN1\n2\tN2"


def test_pagina_seguinte_e_pedida_uma_vez(qtbot):
    modelo = ModeloLinhas(COLUNAS)
    pedidos = []
    modelo.precisa_mais.connect(lambda: pedidos.append(1))
    modelo.definir([Linha(1, "a")], tem_mais=True)
    raiz = modelo.index(-1, -1)
    modelo.fetchMore(raiz)
    modelo.fetchMore(raiz)
    assert len(pedidos) == 1
    modelo.acrescentar([Linha(2, "b")], tem_mais=True)
    modelo.fetchMore(raiz)
    assert len(pedidos) == 2
    modelo.acrescentar([])
    assert not modelo.canFetchMore(raiz)
    assert [r.numero for r in modelo.linhas] == [1, 2]


def test_pagina_que_falhou_pode_ser_pedida_de_novo():
    modelo = ModeloLinhas(COLUNAS)
    modelo.definir([Linha(1, "a")], tem_mais=True)
    modelo.fetchMore(modelo.index(-1, -1))
    modelo.desistir()
    assert modelo.canFetchMore(modelo.index(-1, -1))


def test_ordem_e_pedida_ao_servidor(tabela, qtbot):
    pedidos = []
    tabela.ordenar_pedido.connect(lambda nome, crescente: pedidos.append((nome, crescente)))
    cabecalho = tabela.horizontalHeader()
    for _ in range(2):
        cabecalho.sectionClicked.emit(0)
    cabecalho.sectionClicked.emit(1)
    assert pedidos == [("numero", True), ("numero", False)]


def test_colunas_ficam_pelo_nome(tabela, qtbot, estado):
    tabela.horizontalHeader().moveSection(1, 0)
    tabela.setColumnWidth(1, 222)
    tabela._mostrar_coluna(2, True)
    qtbot.waitUntil(lambda: estado.mapa("tabela.ra").get("extra", {}).get("visivel") is True)
    outra = TabelaLinhas((COLUNAS[2], COLUNAS[0], COLUNAS[1]), nome="ra", titulo="RAs", estado=estado)
    qtbot.addWidget(outra)
    assert [c.nome for c in outra.colunas_visiveis()] == ["nome", "numero", "extra"]
    assert outra.columnWidth(2) == 222


def test_estado_estranho_nao_derruba(qtbot, tmp_path):
    arquivo = tmp_path / "estado.json"
    arquivo.write_text('{"tabela.ra": {"sumida": {"largura": 9}, "nome": null}}')
    tabela = TabelaLinhas(COLUNAS, nome="ra", titulo="RAs", estado=Estado(arquivo))
    qtbot.addWidget(tabela)
    assert [c.nome for c in tabela.colunas_visiveis()] == ["numero", "nome"]


def test_a_ultima_coluna_nao_se_esconde(tabela):
    tabela._mostrar_coluna(0, False)
    tabela._mostrar_coluna(1, False)
    assert [c.nome for c in tabela.colunas_visiveis()] == ["nome"]


def test_menu_de_colunas(tabela, qtbot):
    menu = tabela.menu_de_colunas()
    marcadas = {acao.text(): acao.isChecked() for acao in menu.actions() if acao.isCheckable()}
    assert marcadas == {"Número": True, "Nome": True, "Extra": False}


def test_exportar_pelo_teclado(tabela, qtbot):
    tabela.activateWindow()
    qtbot.waitUntil(tabela.isActiveWindow)
    tabela.setFocus()
    with qtbot.waitSignal(tabela.exportar_pedido):
        qtbot.keyClick(tabela, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

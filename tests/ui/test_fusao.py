"""Merging a list: whatever changed, it ends as asked, and what is selected stays selected."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas


@dataclass(frozen=True)
class Linha:
    id: int
    texto: str = ""


COLUNAS = (Coluna("id", "Número", lambda x: x.id), Coluna("texto", "Texto", lambda x: x.texto))
LINHAS = st.lists(st.builds(Linha, st.integers(1, 30), st.sampled_from("ab")), unique_by=lambda x: x.id, max_size=25)


@pytest.fixture
def tabela(qtbot):
    tabela = TabelaLinhas(COLUNAS, nome="fusao", titulo="Linhas")
    qtbot.addWidget(tabela)
    tabela.resize(300, 200)
    tabela.show()
    return tabela


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LINHAS, LINHAS, st.integers(0, 24))
def test_it_becomes_the_new_list_and_keeps_what_is_selected(tabela, antes, depois, atual):
    tabela.modelo.definir(antes)
    tabela.ir_para(atual)
    escolhida = tabela.atual()
    tabela.fundir(depois)
    assert tabela.modelo.linhas == tuple(depois)
    if escolhida is not None and escolhida.id in {linha.id for linha in depois}:
        assert tabela.atual().id == escolhida.id
        assert [linha.id for linha in tabela.selecionadas()] == [escolhida.id]


def test_a_row_that_changed_is_announced_and_nothing_is_reset(tabela, qtbot):
    tabela.modelo.definir([Linha(1), Linha(2), Linha(3)])
    with (
        qtbot.waitSignal(tabela.modelo.dataChanged) as mudou,
        qtbot.assertNotEmitted(tabela.modelo.modelReset),
        qtbot.assertNotEmitted(tabela.modelo.rowsMoved),
    ):
        tabela.fundir([Linha(1), Linha(2, "novo"), Linha(3)])
    assert mudou.args[0].row() == 1


def test_rows_that_come_above_do_not_push_what_is_read(tabela, qtbot):
    tabela.modelo.definir([Linha(n) for n in range(100, 200)])
    qtbot.waitUntil(lambda: tabela.verticalScrollBar().maximum() > 50)
    tabela.verticalScrollBar().setValue(50)
    tabela.fundir([Linha(n) for n in range(90, 210)])
    assert tabela.modelo.linha(tabela.verticalScrollBar().value()).id == 150


def test_at_the_beginning_new_rows_are_seen(tabela):
    tabela.modelo.definir([Linha(n) for n in range(100, 200)])
    tabela.fundir([Linha(n) for n in range(90, 210)])
    assert tabela.verticalScrollBar().value() == 0


def test_whether_there_is_more_is_taken_over(tabela):
    tabela.fundir([Linha(1)], tem_mais=True)
    assert tabela.modelo.canFetchMore(tabela.rootIndex())
    tabela.fundir([Linha(1)])
    assert not tabela.modelo.canFetchMore(tabela.rootIndex())

"""The status bar: the connection, how changes are heard of, and no wider than a small screen."""

import pytest

from gsan_desk.domain.avisos import EstadoEscuta
from gsan_desk.ui.barra_estado import BarraEstado
from gsan_desk.ui.bridge import EstadoConexao

ESTREITA = 1366 // 2
"""Of a 1366x768 screen at 200 %."""


@pytest.fixture
def barra(qtbot) -> BarraEstado:
    barra = BarraEstado("treinamento", "atendente2", "GERENCIA DE OPERACAO E MANUTENCAO DE REDES DE AGUA")
    qtbot.addWidget(barra)
    return barra


@pytest.mark.parametrize(
    ("escuta", "texto"),
    [
        (None, "Conectado"),
        (EstadoEscuta.AO_VIVO, "Conectado, ao vivo"),
        (EstadoEscuta.DE_TEMPO_EM_TEMPO, "Conectado, renovando"),
        (EstadoEscuta.SEM_CONEXAO, "Conectado, sem avisos"),
    ],
)
def test_how_changes_are_heard_of_stands_beside_the_connection(barra, escuta, texto):
    barra.mostrar_escuta(escuta)
    assert barra.texto_da_conexao() == texto
    barra.mostrar_conexao(EstadoConexao.DESCONECTADO)
    assert barra.texto_da_conexao() == "Sem conexão, tentando de novo…"
    barra.mostrar_conexao(EstadoConexao.CONECTADO)
    assert barra.texto_da_conexao() == texto


def test_a_long_name_of_a_unit_gives_way(barra):
    for escuta in EstadoEscuta:
        barra.mostrar_escuta(escuta)
        assert barra.minimumSizeHint().width() < ESTREITA

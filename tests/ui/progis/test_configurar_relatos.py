"""Configurar Relatos do Cidadão on screen: read, changed by the supervisor, errors beside their fields."""

from typing import Any

from PySide6.QtCore import Qt

from gsan_desk.ui.progis.configurar import ConfigurarRelatos
from tests.support.cenario import IDS
from tests.support.mesa_progis import MesaProgis, abrir_mesa, base
from tests.support.mnemonicos import repetidos

__all__ = ["abrir_mesa", "base"]


def aberta(mesa: MesaProgis) -> ConfigurarRelatos:
    tela = mesa.janela.abrir("configurar_relatos")
    assert isinstance(tela, ConfigurarRelatos)
    mesa.qtbot.waitUntil(lambda: tela.pronta)
    return tela


def lidos(base: Any) -> dict[str, Any]:
    return dict(base.execute("SELECT * FROM gsan_desk.relato_ajustes").fetchone())


def test_a_supervisor_changes_them_by_keyboard(abrir_mesa: Any, base: Any) -> None:
    mesa = abrir_mesa("supervisor")
    tela = aberta(mesa)
    assert repetidos(mesa.janela) == []
    assert (tela.numeros["raio_metros"].text(), tela.agua.valor(), tela.zona.valor()) == ("150", IDS.espec_simples, 25)
    tela.numeros["raio_metros"].setFocus()
    tela.numeros["raio_metros"].selectAll()
    mesa.teclado.digitar("200")
    tela.zona.definir(None)
    mesa.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    mesa.qtbot.waitUntil(lambda: tela.trabalho.barra.textos() == ("Ajustes gravados.",))
    gravados = lidos(base)
    assert (gravados["raio_metros"], gravados["zona_utm"], gravados["step_idagua"]) == (200, None, IDS.espec_simples)


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(abrir_mesa: Any, base: Any) -> None:
    mesa = abrir_mesa("supervisor")
    tela = aberta(mesa)
    antes = lidos(base)
    tela.numeros["raio_metros"].setText("5")
    tela.numeros["relatos_por_telefone_dia"].clear()
    tela.concluir.click()
    mesa.qtbot.waitUntil(lambda: tela.formulario["raio_metros"].erro == "Informe um número de 10 a 2000.")
    assert tela.formulario["relatos_por_telefone_dia"].erro == "Informe um número de 1 a 1000."
    assert (lidos(base), tela.numeros["raio_metros"].text()) == (antes, "5")
    mesa.janela.abas.pedir_fechamento(tela)
    mesa.qtbot.waitUntil(lambda: "Os ajustes não foram gravados." in tela.trabalho.barra.textos())


def test_it_is_not_in_the_menu_of_who_attends(abrir_mesa: Any) -> None:
    assert "configurar_relatos" not in {f.id for f in abrir_mesa().janela.oferecidas()}

"""Pointing at the place of an RA on the map fills its coordinates, in metres (spec 40 §2.2)."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from gsan_desk.domain.projecao import desprojetar, projetar
from gsan_desk.ui.mapa.apontar import DialogoLugar
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.support.cenario import IDS
from tests.support.form_ra import form_ra

__all__ = ["form_ra"]
ZONA = 25


@pytest.fixture
def zona(sessao):
    """The utility works in one zone."""
    sessao.execute(text("UPDATE gsan_desk.relato_ajustes SET zona_utm = 25"))
    sessao.commit()


def _dialogo(form) -> DialogoLugar:
    abertos = lambda: [w for w in QApplication.topLevelWidgets() if isinstance(w, DialogoLugar) and w.isVisible()]  # noqa: E731
    form.qtbot.waitUntil(lambda: bool(abertos()))
    return abertos()[0]


def _abrir_o_mapa(form) -> DialogoLugar:
    form.ir_sem_conferir(Parte.LOCAL)
    form.qtbot.mouseClick(form.f.local.no_mapa, Qt.MouseButton.LeftButton)
    return _dialogo(form)


def test_pointing_fills_both_coordinates(form_ra, zona):
    form_ra.abrir()
    form_ra.imovel(IDS.imovel_em_quadra_2)
    campos = form_ra.f.local.campos
    campos.coordenada_leste.definir(Decimal("290100.5"))
    campos.coordenada_norte.definir(Decimal("9108200.25"))
    dialogo = _abrir_o_mapa(form_ra)
    assert not dialogo.usar.isEnabled()
    plano = dialogo.mapa.plano
    aqui = desprojetar(Decimal("290100.5"), Decimal("9108200.25"), ZONA)
    assert abs(plano.centro.latitude - float(aqui[0])) < 0.01
    form_ra.qtbot.keyClick(plano, Qt.Key.Key_Right)
    form_ra.qtbot.keyClick(plano, Qt.Key.Key_Return)
    assert dialogo.usar.isEnabled()
    esperado = projetar(plano.centro.latitude, plano.centro.longitude, ZONA)
    form_ra.qtbot.mouseClick(dialogo.usar, Qt.MouseButton.LeftButton)
    form_ra.qtbot.waitUntil(lambda: campos.coordenada_leste.valor() != Decimal("290100.5"))
    assert (campos.coordenada_leste.valor(), campos.coordenada_norte.valor()) == esperado


def test_closing_leaves_the_coordinates(form_ra, zona):
    form_ra.abrir()
    campos = form_ra.f.local.campos
    campos.coordenada_leste.definir(Decimal("290100.5"))
    campos.coordenada_norte.definir(Decimal("9108200.25"))
    dialogo = _abrir_o_mapa(form_ra)
    form_ra.qtbot.keyClick(dialogo.mapa.plano, Qt.Key.Key_Return)
    form_ra.qtbot.mouseClick(dialogo.fechar, Qt.MouseButton.LeftButton)
    form_ra.qtbot.waitUntil(lambda: not dialogo.isVisible())
    assert campos.coordenada_leste.valor() == Decimal("290100.5")


def test_without_a_zone_the_place_chooses_its_own(form_ra):
    form_ra.abrir()
    dialogo = _abrir_o_mapa(form_ra)
    assert "Falta a zona UTM" in dialogo.texto.text()
    form_ra.qtbot.keyClick(dialogo.mapa.plano, Qt.Key.Key_Return)
    assert dialogo.usar.isEnabled()
    dialogo.reject()

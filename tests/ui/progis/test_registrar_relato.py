"""Registrar Relato on screen: from the Caixa to the analysis by keyboard, and nothing typed is lost (spec 40 §2.3)."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from gsan_desk.ui.progis.analise import AnalisarRelato
from gsan_desk.ui.progis.registro import DialogoRegistro
from tests.services.apoio_progis import ler
from tests.support.mesa_progis import MesaProgis, abrir_mesa, base
from tests.support.mnemonicos import repetidos

__all__ = ["abrir_mesa", "base"]


@pytest.fixture
def mesa(abrir_mesa: Any) -> MesaProgis:
    return abrir_mesa()


def aberto(mesa: MesaProgis) -> DialogoRegistro:
    tela = mesa.caixa()
    assert repetidos(mesa.janela) == []
    tela.botao_registrar.click()
    dialogo = mesa.teclado.esperar_janela(DialogoRegistro)
    assert isinstance(dialogo, DialogoRegistro)
    return dialogo


def test_what_somebody_tells_is_registered_and_opened(mesa: MesaProgis, base: Any) -> None:
    dialogo = aberto(mesa)
    assert repetidos(dialogo) == []
    dialogo.telefone.setText("(81) 3333-4444")
    assert dialogo.aviso.text() == "Este telefone não recebe SMS nosso: ninguém será avisado."
    dialogo.telefone.setText("(81) 98765-0001")
    assert dialogo.aviso.text() == "O protocolo vai por SMS a este telefone quando o relato for decidido."
    dialogo.problema.definir(2)
    dialogo.textos["endereco"].setText("RUA DAS FLORES, 12")
    dialogo.descricao.definir("Esgoto na calçada")
    mesa.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    analise = mesa.esperar(AnalisarRelato)
    mesa.qtbot.waitUntil(lambda: analise.pronta)
    linha = ler(base, analise.relato)
    assert (linha["origem"], linha["telefone"], linha["problema"]) == ("BALCAO", "+5581987650001", 2)
    assert (linha["endereco"], linha["reservado_por"]) == ("RUA DAS FLORES, 12", "atendente")


def test_errors_stand_beside_their_fields_and_closing_asks(mesa: MesaProgis, base: Any) -> None:
    dialogo = aberto(mesa)
    dialogo.textos["nome"].setText("ANA")
    dialogo.concluir.click()
    mesa.qtbot.waitUntil(lambda: dialogo.formulario["telefone"].erro == "Informe o telefone de quem relata.")
    assert dialogo.formulario["problema"].erro == "Informe o problema."
    assert dialogo.formulario["endereco"].erro == "Informe o endereço, ou latitude e longitude."
    mesa.qtbot.waitUntil(lambda: dialogo.trabalho.parado)
    dialogo.fechar.click()
    mesa.responder(dialogo, "Continuar digitando (&0)")
    mesa.qtbot.waitUntil(lambda: dialogo.trabalho.barra.textos() == ())
    assert (dialogo.isVisible(), dialogo.textos["nome"].text()) == (True, "ANA")
    dialogo.fechar.click()
    mesa.responder(dialogo, "Descartar (&1)")
    mesa.qtbot.waitUntil(lambda: not any(d.isVisible() for d in mesa.janela.findChildren(DialogoRegistro)))
    assert base.execute("SELECT count(*) AS n FROM gsan_desk.relato_cidadao").fetchone()["n"] == 0

"""Configurar Estação SMS on screen: the phone of this computer, and the rules of all."""

from collections.abc import Callable
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gsan_desk.domain.sms_estacao import ConexaoSms, PortaSms
from gsan_desk.domain.sms_falha import Tentativa
from gsan_desk.sms.aparelho import FalhaDoAparelho
from gsan_desk.ui.sms.configurar import ConfigurarSms
from gsan_desk.ui.sms.telefone import NENHUMA
from tests.sms.conftest import Fila
from tests.support.mesa_sms import PORTA, MesaSms, abrir_mesa, fila, telefone
from tests.support.mnemonicos import repetidos
from tests.support.telefone_falso import TelefoneFalso

__all__ = ["abrir_mesa", "fila", "telefone"]


@pytest.fixture
def mesa(abrir_mesa: Callable[[str], MesaSms]) -> MesaSms:
    return abrir_mesa("sms")


def _abrir(mesa: MesaSms) -> ConfigurarSms:
    tela = mesa.janela.abrir("configurar_sms")
    assert isinstance(tela, ConfigurarSms)
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    return tela


def _clicar(mesa: MesaSms, tela: ConfigurarSms, botao: QPushButton) -> None:
    botao.click()
    mesa.qtbot.waitUntil(lambda: tela.trabalho.parado)


def test_a_port_is_found_tried_and_kept_in_this_computer(mesa: MesaSms) -> None:
    tela = _abrir(mesa)
    aba = tela.telefone
    assert [aba.portas.item(i).text() for i in range(aba.portas.count())] == ["ttyUSB0 – Modem de teste"]
    assert aba.valor() == ConexaoSms(PORTA)
    _clicar(mesa, tela, aba.todas)
    assert aba.dito.text() == "Falso Memória: pronto, sinal 60%."
    _clicar(mesa, tela, aba.usar)
    assert mesa.estado.mapa("sms.conexao") == {"dispositivo": PORTA, "conexao": "at115200", "modelo": "at"}
    assert mesa.estacao_local.pins == {}


def test_it_says_what_is_wrong_and_what_to_do(mesa: MesaSms, telefone: TelefoneFalso) -> None:
    telefone.ao_abrir = FalhaDoAparelho(Tentativa(gammu=6), "Este usuário não tem permissão para a porta do telefone.")
    tela = _abrir(mesa)
    _clicar(mesa, tela, tela.telefone.experimentar)
    assert tela.telefone.dito.text() == "Este usuário não tem permissão para a porta do telefone."
    assert tela.telefone.dito.objectName() == "texto_erro"
    assert "dialout" in tela.telefone.conselho.text()


def test_a_pin_is_asked_for_tried_once_and_kept_in_the_keyring_only(mesa: MesaSms, telefone: TelefoneFalso) -> None:
    telefone.ao_abrir = FalhaDoAparelho(Tentativa(gammu=23), "O chip pede o PIN, ou o recusou.")
    tela = _abrir(mesa)
    aba = tela.telefone
    aba.pin.setText("9999")
    _clicar(mesa, tela, aba.experimentar)
    assert aba.pin.text() == ""
    mesa.qtbot.waitUntil(aba.pin.hasFocus)
    telefone.ao_abrir = None
    mesa.teclado.digitar("1234")
    _clicar(mesa, tela, aba.experimentar)
    assert aba.pin.text() == "1234"
    _clicar(mesa, tela, aba.usar)
    assert mesa.estacao_local.pins == {PORTA: "1234"}
    assert aba.pin.text() == ""
    assert "1234" not in str(mesa.estado.mapa("sms.conexao"))


def test_no_port_and_a_port_without_permission_are_told(mesa: MesaSms) -> None:
    mesa.estacao_local.ha = ()
    tela = _abrir(mesa)
    assert tela.telefone.dito.text() == NENHUMA
    _clicar(mesa, tela, tela.telefone.experimentar)
    assert tela.telefone.formulario["telefone.dispositivo"].erro == "Informe a porta do telefone."
    mesa.estacao_local.ha = (PortaSms("/dev/ttyACM0", "ttyACM0", "Sem permissão."),)
    _clicar(mesa, tela, tela.telefone.procurar)
    assert tela.telefone.portas.item(0).text() == "ttyACM0: Sem permissão."


def test_while_the_station_runs_the_port_is_not_tried(mesa: MesaSms) -> None:
    mesa.configurar()
    daqui = mesa.estacao.sms.daqui
    assert daqui is not None
    mesa.rodar(daqui.iniciar())
    tela = _abrir(mesa)
    assert not tela.telefone.experimentar.isEnabled()
    assert "Pare antes a estação" in tela.telefone.experimentar.toolTip()


def test_the_rules_are_kept_and_errors_stand_beside_their_fields(mesa: MesaSms, fila: Fila) -> None:
    tela = _abrir(mesa)
    tela.abas.setCurrentWidget(tela.ajustes)
    ajustes = tela.ajustes
    ajustes.numeros["intervalo_segundos"].setText("121")
    ajustes.numeros["cota_diaria"].clear()
    ajustes.horas["janela_inicio"].definir(time(20))
    ajustes.horas["janela_fim"].definir(time(8))
    _clicar(mesa, tela, tela.botao_gravar)
    formulario = ajustes.formulario
    assert formulario["sms.intervalo_segundos"].erro == "Informe um número de 0 a 120."
    assert formulario["sms.cota_diaria"].erro == "Informe um número de 0 a 100000."
    assert formulario["sms.janela_fim"].erro == "O fim deve ser depois do início."
    ajustes.numeros["intervalo_segundos"].setText("10")
    ajustes.numeros["cota_diaria"].setText("0")
    ajustes.horas["janela_inicio"].definir(time(7))
    ajustes.escolhas["validade"].setCurrentIndex(ajustes.escolhas["validade"].findData("6H"))
    ajustes.marcas["responder_saida"].setChecked(False)
    ajustes.numeros["max_tentativas"].setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    mesa.qtbot.waitUntil(lambda: tela.trabalho.parado and not ajustes.mudados)
    linha = fila.conexao.execute(
        "SELECT intervalo_segundos, cota_diaria, janela_inicio, janela_fim, validade, responder_saida"
        " FROM gsan_desk.sms_ajustes"
    ).fetchone()
    assert linha == (10, 0, time(7), time(8), "6H", False)


def test_rules_that_were_typed_are_not_lost_by_closing(mesa: MesaSms) -> None:
    tela = _abrir(mesa)
    tela.ajustes.numeros["max_partes"].setText("3")
    mesa.janela.abas.pedir_fechamento(tela)
    mesa.qtbot.waitUntil(lambda: bool(tela.trabalho.barra.textos()))
    assert "não foi gravado" in tela.trabalho.barra.textos()[-1]
    next(b for b in tela.trabalho.barra.findChildren(QPushButton) if b.text() == "Ficar").click()
    assert tela.ajustes.numeros["max_partes"].text() == "3"


def test_letters_lead_to_one_place_only(mesa: MesaSms) -> None:
    tela = _abrir(mesa)
    for numero in (0, 1):
        tela.abas.setCurrentIndex(numero)
        assert repetidos(tela) == []

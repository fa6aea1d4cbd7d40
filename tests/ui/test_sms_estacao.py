"""Estação SMS on screen: this workstation as the one that sends, with a phone made of memory."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from sqlalchemy import URL

from gsan_desk.domain.avisos import CANAL_RA, CANAL_SMS, ESTADO_SMS, Aviso
from gsan_desk.domain.sms_estacao import DUMMY, AparenciaSms
from gsan_desk.domain.sms_falha import Tentativa
from gsan_desk.domain.sms_maquina import SituacaoSms as S
from gsan_desk.estacao import Estacao
from gsan_desk.estacao_sms import EstacaoDesteComputador
from gsan_desk.services.base import conferir
from gsan_desk.services.sessao import entrar
from gsan_desk.sms.aparelho import FalhaDoAparelho
from gsan_desk.ui.sms.configurar import ConfigurarSms
from gsan_desk.ui.sms.daqui import Daqui
from gsan_desk.ui.sms.estacao import FECHAR, EstacaoSms
from gsan_desk.ui.sms.testar import DITOS, DialogoTeste
from gsan_desk.ui.state import Estado
from tests.sms.conftest import ESPERA, NUMERO, Fila
from tests.support.banco import SENHA, conectar
from tests.support.mesa_sms import MesaSms, abrir_mesa, fila, telefone
from tests.support.mnemonicos import repetidos
from tests.support.teclado import contar
from tests.support.telefone_falso import TelefoneFalso

__all__ = ["abrir_mesa", "fila", "telefone"]
PRAZO = int(ESPERA * 1000)


@pytest.fixture
def mesa(abrir_mesa: Callable[[str], MesaSms]) -> MesaSms:
    return abrir_mesa("sms")


def _abrir(mesa: MesaSms) -> EstacaoSms:
    tela = mesa.janela.abrir("estacao_sms")
    assert isinstance(tela, EstacaoSms)
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    return tela


def _daqui(mesa: MesaSms) -> Daqui:
    daqui = mesa.estacao.sms.daqui
    assert daqui is not None
    return daqui


def _iniciada(mesa: MesaSms) -> EstacaoSms:
    mesa.configurar()
    tela = _abrir(mesa)
    tela.botao_iniciar.click()
    mesa.qtbot.waitUntil(lambda: _daqui(mesa).aparencia.estado == "pronta", timeout=PRAZO)
    return tela


def _ate(mesa: MesaSms, tela: EstacaoSms, condicao: Callable[[], bool]) -> None:
    """Read the panel until it says something."""

    def lido() -> bool:
        tela.reler()
        return condicao()

    mesa.qtbot.waitUntil(lido, timeout=PRAZO)


def test_it_sends_from_here_and_the_panel_tells(mesa: MesaSms, fila: Fila, telefone: TelefoneFalso) -> None:
    tela = _abrir(mesa)
    assert (tela.selo.text(), tela.envio.texto("Quem envia")) == ("Sem estação", "ninguém")
    tela = _iniciada(mesa)
    assert (tela.telefone.texto("Aparelho"), tela.telefone.texto("Sinal")) == ("Falso Memória", "60%")
    assert tela.telefone.texto("Chip") == "final 7890"
    enviada = fila.por("Protocolo 1", rgat_id=4711)
    fila.esperar(enviada, S.ENVIADA)
    _ate(mesa, tela, lambda: "RA 4711" in tela.envio.texto("Última"))
    assert [p.texto for p in telefone.rede] == ["Protocolo 1"]
    assert (tela.fila.texto("Hoje"), tela.fila.texto("Na fila")) == ("1 de 500", "0")
    assert tela.envio.texto("Quem envia") == "central"
    assert tela.estacoes.modelo.rowCount() == 1
    tela.botao_parar.click()
    mesa.qtbot.waitUntil(lambda: not _daqui(mesa).rodando and tela.trabalho.parado, timeout=PRAZO)
    assert tela.botao_iniciar.isVisible()
    assert not telefone.aberto
    assert fila.valor("SELECT valida_ate <= now() FROM gsan_desk.sms_posse")


def test_without_a_phone_set_up_iniciar_leads_to_the_setup(mesa: MesaSms) -> None:
    tela = _abrir(mesa)
    tela.botao_iniciar.click()
    mesa.esperar(ConfigurarSms)
    assert not _daqui(mesa).rodando


def test_pause_holds_everything_until_it_is_resumed(mesa: MesaSms, fila: Fila, telefone: TelefoneFalso) -> None:
    tela = _iniciada(mesa)
    tela.botao_pausar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.selo.text() == "Pausada")
    assert fila.valor("SELECT pausada_por FROM gsan_desk.sms_ajustes") == "sms"
    esperando = fila.por()
    mesa.qtbot.waitUntil(lambda: _daqui(mesa).aparencia.estado == "pausada", timeout=PRAZO)
    assert telefone.rede == []
    assert tela.botao_pausar.text() == "R&etomar"
    tela.botao_pausar.click()
    mesa.qtbot.waitUntil(lambda: fila.situacao(esperando)[0] == S.ENVIADA, timeout=PRAZO)


def test_a_test_message_is_followed_until_it_is_delivered(mesa: MesaSms, fila: Fila, telefone: TelefoneFalso) -> None:
    fila.ajustar(varredura_segundos=1)
    tela = _iniciada(mesa)
    tela.botao_testar.click()
    dialogo = mesa.teclado.esperar_janela(DialogoTeste)
    mesa.teclado.digitar("8133334444")
    mesa.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialogo.formulario["numero"].erro == "Telefone fixo não recebe SMS"
    dialogo.numero.clear()
    mesa.teclado.digitar("81999990000")
    mesa.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    mesa.qtbot.waitUntil(lambda: dialogo.andou.text() == DITOS[S.ENVIADA], timeout=PRAZO)
    assert telefone.rede[0].numero == NUMERO
    telefone.relatar(NUMERO, 0)
    mesa.qtbot.waitUntil(lambda: dialogo.andou.text() == DITOS[S.ENTREGUE], timeout=PRAZO)
    dialogo.reject()


def test_a_failure_of_the_phone_is_red_and_in_the_tray(mesa: MesaSms, telefone: TelefoneFalso) -> None:
    telefone.ao_abrir = FalhaDoAparelho(Tentativa(gammu=4), "O telefone não está ligado a esta porta.")
    mesa.configurar()
    tela = _abrir(mesa)
    tela.botao_iniciar.click()
    mesa.qtbot.waitUntil(lambda: _daqui(mesa).aparencia.mal, timeout=PRAZO)
    mesa.qtbot.waitUntil(lambda: tela.selo.text() == "Com falha")
    assert tela.selo.property("papel") == "urgente"
    assert tela.motivo.text() == "O telefone não está ligado a esta porta."
    assert mesa.estacao.sms.bandeja.aviso == "O telefone não está ligado a esta porta."
    telefone.ao_abrir = None
    mesa.qtbot.waitUntil(lambda: _daqui(mesa).aparencia.estado == "pronta", timeout=PRAZO)
    assert mesa.estacao.sms.bandeja.aviso == ""


def test_a_pin_that_was_refused_is_forgotten(mesa: MesaSms, telefone: TelefoneFalso) -> None:
    daqui, local = _daqui(mesa), mesa.estacao_local
    mesa.configurar()
    local.pins["/dev/serial/by-id/usb-Modem_de_teste"] = "1234"
    telefone.ao_abrir = FalhaDoAparelho(Tentativa(gammu=23), "O chip pede o PIN, ou o recusou.")
    mesa.rodar(daqui.iniciar())
    mesa.qtbot.waitUntil(lambda: daqui.aparencia.mal and list(local.pins.values()) == [""], timeout=PRAZO)


def test_the_sending_is_taken_from_another_station_after_a_question(
    mesa: MesaSms, fila: Fila, telefone: TelefoneFalso
) -> None:
    outra = fila.valor("INSERT INTO gsan_desk.sms_estacao (nome, estado) VALUES ('outra', 'pronta') RETURNING id")
    fila.conexao.execute(
        "UPDATE gsan_desk.sms_posse SET estacao_id = %s, token = 7, valida_ate = now() + interval '10 min'", (outra,)
    )
    fila.ajustar(tempo_limite_envio=2)
    mesa.configurar()
    tela = _abrir(mesa)
    assert not tela.botao_assumir.isEnabled()
    tela.botao_iniciar.click()
    mesa.qtbot.waitUntil(lambda: _daqui(mesa).aparencia.estado == "reserva", timeout=PRAZO)
    _ate(mesa, tela, lambda: tela.envio.texto("Quem envia") == "outra")
    mesa.qtbot.waitUntil(lambda: tela.trabalho.parado)
    tela.botao_assumir.click()
    mesa.qtbot.waitUntil(lambda: any("outra" in t for t in tela.trabalho.barra.textos()))
    assert fila.valor("SELECT token FROM gsan_desk.sms_posse") == 7
    next(b for b in tela.trabalho.barra.findChildren(QPushButton) if "&1" in b.text()).click()
    esperando = fila.por()
    mesa.qtbot.waitUntil(lambda: fila.situacao(esperando)[0] == S.ENVIADA, timeout=PRAZO)
    assert fila.valor("SELECT token FROM gsan_desk.sms_posse") == 8
    _ate(mesa, tela, lambda: tela.envio.texto("Quem envia") == "central")


def test_the_admin_may_run_a_station_but_is_none_unasked(abrir_mesa: Callable[[str], MesaSms], fila: Fila) -> None:
    mesa = abrir_mesa("admin")
    assert mesa.janela.abas.procurar("estacao_sms") is None
    mesa.configurar()
    tela = _abrir(mesa)
    enviada = fila.por("Protocolo 1")
    tela.botao_iniciar.click()
    mesa.qtbot.waitUntil(lambda: fila.situacao(enviada)[0] == S.ENVIADA, timeout=20_000)
    tela.botao_pausar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.selo.text() == "Pausada")


def test_who_attends_the_public_has_no_station(abrir_mesa: Callable[[str], MesaSms]) -> None:
    mesa = abrir_mesa("atendente")
    assert mesa.janela.abrir("estacao_sms") is None
    assert mesa.janela.abrir("modelos_sms") is None


def test_closing_the_window_ends_the_station_and_gives_the_lease_back(mesa: MesaSms, fila: Fila) -> None:
    tela = _iniciada(mesa)
    mesa.janela.close()
    mesa.qtbot.waitUntil(lambda: FECHAR in tela.trabalho.barra.textos())
    assert mesa.estacao_local.rodando
    next(b for b in tela.trabalho.barra.findChildren(QPushButton) if "&1" in b.text()).click()
    mesa.qtbot.waitUntil(lambda: not mesa.estacao_local.rodando, timeout=PRAZO)
    fila.ate(lambda: fila.valor("SELECT valida_ate <= now() FROM gsan_desk.sms_posse"))


def test_the_status_bar_of_everybody_is_red_when_nothing_goes_out(
    abrir_mesa: Callable[[str], MesaSms], fila: Fila
) -> None:
    mesa = abrir_mesa("atendente")
    telas = mesa.estacao.sms
    mesa.rodar(telas.vigia.ler())
    assert not telas.indicador.isVisible()
    fila.por(criada_em="2026-01-01", proxima_tentativa="2026-01-01")
    with contar(mesa.banco.engine) as enviados:
        mesa.rodar(telas.vigia.ler())
    assert len(enviados) == 1
    assert telas.indicador.isVisible()
    assert telas.indicador.texto.text().startswith("SMS: 1 na fila, nada sai há ")
    assert telas.indicador.texto.objectName() == "texto_erro"
    fila.conexao.execute("INSERT INTO gsan_desk.sms_estacao (nome) VALUES ('central')")
    fila.conexao.execute("UPDATE gsan_desk.sms_mensagem SET situacao = 3")
    mesa.rodar(telas.vigia.ler())
    assert (telas.indicador.texto.text(), telas.indicador.texto.objectName()) == ("SMS: fila vazia", "rotulo")


def test_in_training_the_operator_finds_a_station_that_runs_without_a_phone(
    qtbot: Any, laco: Any, como: Any, dsn: URL, tmp_path: Path, fila: Fila, rodar: Any
) -> None:
    banco = como("sms")
    base = replace(banco.executar(conferir), treinamento=True)
    local = EstacaoDesteComputador(dsn.set(username="sms", password=SENHA), tmp_path / "sms")
    estado = Estado(tmp_path / "estado.json")
    estacao = Estacao(banco, banco.executar(entrar), base, "teste", estado, tmp_path / "rascunhos", None, local)
    qtbot.addWidget(estacao.janela)
    estacao.janela.show()
    assert estacao.sms.daqui is not None
    conexao = estacao.sms.daqui.conexao
    assert conexao is not None
    assert conexao.modelo == DUMMY
    mensagem = fila.por()
    estacao.comecar()
    assert isinstance(estacao.janela.abas.currentWidget(), EstacaoSms)
    qtbot.waitUntil(lambda: fila.situacao(mensagem)[0] == S.ENVIADA, timeout=40_000)
    rodar(estacao.sms.daqui.parar(), timeout=PRAZO)
    assert estacao.sms.daqui.aparencia == AparenciaSms()
    estacao.sms.vigia.parar()
    estado.descarregar()
    estacao.ponte.fechar()


def test_letters_lead_to_one_place_only(mesa: MesaSms) -> None:
    assert repetidos(_abrir(mesa)) == []


def test_the_status_bar_asks_when_the_server_says_that_something_changed(
    abrir_mesa: Callable[[str], MesaSms], fila: Fila
) -> None:
    mesa = abrir_mesa("atendente")
    telas = mesa.estacao.sms
    telas.vigia.parar()
    fila.por("Protocolo 1")
    telas.vigia.avisado(Aviso(CANAL_RA))
    assert telas.indicador.isHidden()
    telas.vigia.avisado(Aviso(CANAL_SMS, ESTADO_SMS))
    mesa.qtbot.waitUntil(lambda: telas.indicador.texto.text().startswith("SMS: 1 na fila"), timeout=10_000)


def test_states_of_messages_and_of_the_lease_are_told_on_the_channel(fila: Fila, dsn: URL) -> None:
    """What the station's own heartbeat renews is told to nobody: an idle base is silent."""
    id_ = fila.por("Protocolo 1")
    with conectar(dsn) as ouvinte:
        ouvinte.execute("LISTEN gsan_desk_sms")
        for comando, ditos in (
            (f"UPDATE gsan_desk.sms_mensagem SET situacao = 3 WHERE id = {id_}", ["estado"]),
            ("UPDATE gsan_desk.sms_posse SET renovada_em = now(), valida_ate = now() + interval '30 seconds'", []),
            ("UPDATE gsan_desk.sms_posse SET token = token + 1", ["estado"]),
            ("UPDATE gsan_desk.sms_posse SET valida_ate = now()", ["estado"]),
            ("UPDATE gsan_desk.sms_ajustes SET pausada_em = now()", ["estado"]),
            ("INSERT INTO gsan_desk.sms_estacao (nome) VALUES ('nova')", ["estado"]),
        ):
            fila.conexao.execute(comando)
            assert [n.payload for n in ouvinte.notifies(timeout=0.3, stop_after=1)] == ditos, comando

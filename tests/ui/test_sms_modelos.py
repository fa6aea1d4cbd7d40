"""Modelos de SMS and Respostas recebidas on screen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.domain.sms_maquina import SituacaoSms as S
from gsan_desk.ui.bridge import BANCO_FORA, EstadoConexao
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.sms.modelos import ModelosDeSms
from gsan_desk.ui.sms.respostas import RespostasSms
from gsan_desk.ui.sms.um_campo import DialogoUmCampo
from tests.sms.conftest import NUMERO, Fila
from tests.support.cenario import IDS
from tests.support.mesa_sms import MesaSms, abrir_mesa, fila, telefone
from tests.support.mnemonicos import repetidos

__all__ = ["abrir_mesa", "fila", "telefone"]


@pytest.fixture
def mesa(abrir_mesa: Callable[[str], MesaSms]) -> MesaSms:
    return abrir_mesa("supervisor")


def _modelos(mesa: MesaSms) -> ModelosDeSms:
    tela = mesa.janela.abrir("modelos_sms")
    assert isinstance(tela, ModelosDeSms)
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    return tela


def _respostas(mesa: MesaSms) -> RespostasSms:
    tela = mesa.janela.abrir("respostas_sms")
    assert isinstance(tela, RespostasSms)
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    return tela


def _receber(fila: Fila, texto: str, ra: int | None = None) -> int:
    return int(
        fila.valor(
            "INSERT INTO gsan_desk.sms_recebida (numero, texto, enviada_em, rgat_id)"
            " VALUES (%s, %s, now(), %s) RETURNING id",
            NUMERO,
            texto,
            ra,
        )
    )


def test_what_is_typed_is_seen_filled_measured_and_written(mesa: MesaSms, fila: Fila) -> None:
    tela = _modelos(mesa)
    editor = tela.editores[1]
    assert "20261100001234" in editor.previa.text()
    assert "1 mensagem (sem acentos, 160 por mensagem)" in editor.medida.text()
    editor.texto.definir("{empresa}: RA {ra} aberto.")
    editor.texto.editor.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    mesa.qtbot.waitUntil(lambda: tela.pronto and not tela.mudados)
    assert fila.valor("SELECT texto FROM gsan_desk.sms_modelo WHERE evento = 1") == "{empresa}: RA {ra} aberto."


def test_accents_are_counted_and_dropped_by_a_button(mesa: MesaSms) -> None:
    editor = _modelos(mesa).editores[3]
    assert not editor.sem_acentos.isEnabled()
    editor.texto.definir("{empresa}: o RA {ra} foi concluído – obrigado. " + "x" * 50)
    assert "2 mensagens (com acentos, só 70 por mensagem)" in editor.medida.text()
    editor.sem_acentos.click()
    assert editor.texto.valor().startswith("{empresa}: o RA {ra} foi concluido - obrigado.")
    assert "1 mensagem" in editor.medida.text()


def test_a_field_that_nothing_fills_is_flagged_and_refused(mesa: MesaSms, fila: Fila) -> None:
    tela = _modelos(mesa)
    editor = tela.editores[3]
    editor.texto.definir("{nome}, o RA {ra} tem previsão {previsao}.")
    assert editor.aviso.isVisible()
    assert "{nome}, {previsao}" in editor.aviso.text()
    tela.botao_gravar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    assert "Esta mensagem não tem {nome}, {previsao}." in tela.formulario["sms_modelo.3"].erro
    tela.editores[2].texto.definir("x" * 400)
    tela.botao_gravar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    assert "ocupa 3 mensagens" in tela.formulario["sms_modelo.2"].erro
    assert "{nome}" not in fila.valor("SELECT string_agg(texto, '') FROM gsan_desk.sms_modelo")


def test_a_text_that_somebody_else_changed_is_kept_and_said(mesa: MesaSms, fila: Fila) -> None:
    tela = _modelos(mesa)
    tela.editores[1].texto.definir("{ra} meu")
    fila.conexao.execute("UPDATE gsan_desk.sms_modelo SET texto = '{ra} de outra pessoa' WHERE evento = 1")
    tela.botao_gravar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and bool(tela.trabalho.barra.textos()))
    assert "mudado por outra pessoa" in tela.trabalho.barra.textos()[0]
    assert tela.editores[1].texto.valor() == "{ra} meu"
    assert fila.valor("SELECT texto FROM gsan_desk.sms_modelo WHERE evento = 1") == "{ra} de outra pessoa"


def test_what_is_typed_survives_a_server_that_goes_away(
    mesa: MesaSms, fila: Fila, monkeypatch: pytest.MonkeyPatch
) -> None:
    tela = _modelos(mesa)

    def cair(*_: object) -> None:
        raise BancoIndisponivel("fora do ar")

    with monkeypatch.context() as queda:
        queda.setattr(mesa.banco, "executar", cair)
        tela.editores[2].texto.definir("{ra} em atendimento")
        tela.botao_gravar.click()
        mesa.qtbot.waitUntil(lambda: BANCO_FORA in tela.trabalho.barra.textos())
        assert tela.editores[2].texto.valor() == "{ra} em atendimento"
    mesa.qtbot.waitUntil(lambda: mesa.ponte.estado is EstadoConexao.CONECTADO)
    tela.botao_gravar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and not tela.mudados)
    assert fila.valor("SELECT texto FROM gsan_desk.sms_modelo WHERE evento = 2") == "{ra} em atendimento"


def test_answers_are_read_opened_and_dealt_with(mesa: MesaSms, fila: Fila) -> None:
    nova, com_ra = _receber(fila, "Obrigado"), _receber(fila, "Ainda vaza", IDS.ra_pendente_imovel)
    tela = _respostas(mesa)
    lista = tela.respostas
    assert [r.id for r in lista.tabela.modelo.linhas] == [com_ra, nova]
    assert lista.texto.text() == "“Ainda vaza”"
    lista.botao_tratar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and lista.tabela.modelo.rowCount() == 1)
    assert fila.valor("SELECT count(*) FROM gsan_desk.sms_recebida WHERE tratada_em IS NOT NULL") == 1
    lista.so_novas.setChecked(False)
    mesa.qtbot.waitUntil(lambda: tela.pronto and lista.tabela.modelo.rowCount() == 2)
    lista.tabela.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.esperar(ConsultarRA)


def test_a_number_is_blocked_and_let_again_after_a_question(mesa: MesaSms, fila: Fila) -> None:
    pendente = fila.por()
    tela = _respostas(mesa)
    tela.abas.setCurrentWidget(tela.bloqueios)
    tela.bloqueios.botao_bloquear.click()
    mesa.teclado.esperar_janela(DialogoUmCampo)
    mesa.teclado.digitar("81999990000")
    mesa.teclado.tecla(Qt.Key.Key_Return)
    tabela = tela.bloqueios.tabela
    mesa.qtbot.waitUntil(lambda: tabela.modelo.rowCount() == 1)
    assert fila.situacao(pendente) == (S.CANCELADA, "DESCADASTRADO")
    assert tabela.modelo.colunas[0].texto(tabela.modelo.linha(0)) == "**********0000"
    tela.bloqueios.botao_desbloquear.click()
    mesa.qtbot.waitUntil(lambda: bool(tela.trabalho.barra.textos()))
    next(b for b in tela.trabalho.barra.findChildren(QPushButton) if "&1" in b.text()).click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and tabela.modelo.rowCount() == 0)
    assert fila.valor("SELECT count(*) FROM gsan_desk.sms_bloqueio") == 0


def test_letters_lead_to_one_place_only(mesa: MesaSms, fila: Fila) -> None:
    assert repetidos(_modelos(mesa)) == []
    tela = _respostas(mesa)
    for numero in (0, 1):
        tela.abas.setCurrentIndex(numero)
        assert repetidos(tela) == []

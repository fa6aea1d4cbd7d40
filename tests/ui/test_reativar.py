"""Reativar RA on screen, over a real server as an atendente [UC0426]."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.reativacao.reativar import ReativarUmRA
from tests.support.cenario import IDS, protocolo
from tests.support.form_ra import CTRL
from tests.support.mesa_ra import mesa_ra, mudar
from tests.support.mnemonicos import repetidos

__all__ = ["mesa_ra"]
RA = IDS.ra_encerrado
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tela(mesa_ra, sessao) -> ReativarUmRA:
    mudar(sessao, "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = 15 WHERE rgat_id = :n", n=RA)
    return mesa_ra.pronta(mesa_ra.abas.reativar(RA))


def _novo(sessao):
    sessao.rollback()
    return sessao.execute(
        text("SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_idreativacao = :ra"), {"ra": RA}
    ).one()


def _concluir(mesa_ra, tela) -> None:
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_ra.qtbot.waitUntil(tela._tarefa.done)


def _erro(tela, campo: str) -> str:
    return tela.formulario.formulario[f"reativacao.{campo}"].erro


def test_abre_com_os_valores_propostos(mesa_ra, tela):
    campos = tela.reativacao
    assert campos.tipo.valor() is TipoAtendimento.ONLINE
    assert campos.data.isReadOnly()
    assert campos.unidade.valor() == IDS.unidade_loja
    assert campos.meio.valor() == IDS.meio_balcao
    assert campos.prevista.text()
    assert "Nº Protocolo" in tela.painel.fatos.textos()
    assert not tela.painel.aberta
    assert not tela.digitado
    assert repetidos(tela) == []


def test_reativa_pelo_teclado_e_mostra_o_protocolo_de_antes(mesa_ra, tela, sessao):
    mesa_ra.teclado.tecla(Qt.Key.Key_V, ALT)
    mesa_ra.teclado.digitar("problema")
    mesa_ra.teclado.tecla(Qt.Key.Key_Tab)
    tela.reativacao.destino.limpar()
    mesa_ra.teclado.tecla(Qt.Key.Key_B, ALT)
    mesa_ra.teclado.digitar("voltou a vazar")
    _concluir(mesa_ra, tela)
    novo = _novo(sessao)
    assert tela.feito.frase.text() == f"RA {novo.rgat_id} inserido com sucesso."
    assert tela.feito.protocolo.texto() == protocolo(RA, novo.rgat_tmregistroatendimento.year)
    assert novo.rgat_dsobservacao == "voltou a vazar"
    mesa_ra.teclado.tecla(Qt.Key.Key_C, ALT)
    consultar = mesa_ra.esperar(ConsultarRA)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not None and consultar.ra.numero == novo.rgat_id)


def test_com_os_gerada_a_frase_diz_os_dois_numeros(mesa_ra, sessao):
    ra = IDS.ra_com_os
    fechar = (
        "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2, amen_id = 102,"
        " rgat_tmencerramento = localtimestamp, unid_idatual = 15 WHERE rgat_id = :n"
    )
    mudar(sessao, fechar, n=ra)
    tela = mesa_ra.pronta(mesa_ra.abas.reativar(ra))
    mesa_ra.teclado.tecla(Qt.Key.Key_V, ALT)
    mesa_ra.teclado.digitar("problema")
    mesa_ra.teclado.tecla(Qt.Key.Key_Tab)
    tela.reativacao.destino.limpar()
    _concluir(mesa_ra, tela)
    sessao.rollback()
    consulta = (
        "SELECT rgat_id, orse_id FROM atendimentopublico.ordem_servico"
        " JOIN atendimentopublico.registro_atendimento USING (rgat_id) WHERE rgat_idreativacao = :ra"
    )
    numero, ordem = sessao.execute(text(consulta), {"ra": ra}).one()
    assert tela.feito.frase.text() == f"RA {numero} e OS {ordem} inseridos com sucesso."


def test_o_que_falta_fica_ao_lado_dos_campos(mesa_ra, tela):
    campos = tela.reativacao
    campos.unidade.limpar()
    campos.meio.definir(None)
    campos.destino.de_rascunho(str(IDS.unidade_operacional))
    mesa_ra.rodar(tela.formulario.aguardar())
    _concluir(mesa_ra, tela)
    assert _erro(tela, "motivo_id") == "Informe Motivo da Reativação."
    assert _erro(tela, "unidade_id") == "Informe Unidade de Atendimento."
    assert _erro(tela, "meio_id") == "Informe Meio de Solicitação."
    assert _erro(tela, "parecer") == "Informe o parecer para a unidade destino."


def test_destino_que_nao_recebe_e_dito_ao_ser_digitado(mesa_ra, tela):
    tela.reativacao.destino.de_rascunho(str(IDS.unidade_fechada))
    mesa_ra.rodar(tela.formulario.aguardar())
    assert _erro(tela, "unidade_destino_id") == "Unidade Destino não recebe trâmites."


def test_manual_abre_data_e_espera_e_recalcula_a_previsao(mesa_ra, tela, sessao):
    campos = tela.reativacao
    hoje = campos.prevista.text()
    campos.tipo.definir(TipoAtendimento.MANUAL)
    assert (campos.data.text(), campos.hora.text(), campos.prevista.text()) == ("", "", "")
    assert not campos.data.isReadOnly()
    ontem = campos._hoje() - timedelta(days=30)
    campos.data.definir(ontem)
    assert campos.prevista.text() not in ("", hoje)
    campos.hora.definir(time(9, 30))
    campos.motivo.definir(IDS.motivo_reativacao)
    campos.destino.limpar()
    _concluir(mesa_ra, tela)
    novo = _novo(sessao)
    assert (novo.rgat_icatendimentoonline, novo.rgat_tmregistroatendimento.date()) == (2, ontem)


def test_on_line_a_espera_termina_agora(mesa_ra, tela):
    campos = tela.reativacao
    campos.espera_inicial.definir(time(0, 1))
    assert campos.espera_final.text() == campos.hora.text()
    assert campos.espera_final.isReadOnly()


def test_ra_que_nao_se_reativa_nao_abre_e_diz_por_que(mesa_ra):
    tela = mesa_ra.abas.reativar(IDS.ra_da_loja)
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)
    assert tela.feito.frase.text() == f"RA {IDS.ra_da_loja} pendente: só RA encerrado é reativado."


def test_ra_mudado_por_outro_guarda_o_digitado_e_a_chave(mesa_ra, tela, sessao):
    tela.reativacao.motivo.definir(IDS.motivo_reativacao)
    tela.reativacao.destino.limpar()
    tela.reativacao.observacao.definir("guarde isto")
    chave = tela.reativacao.comando().chave
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_tmultimaalteracao = localtimestamp WHERE rgat_id = :n",
        n=RA,
    )
    _concluir(mesa_ra, tela)
    assert tela.barra.textos() == (f"RA {RA} alterado por outro usuário; recarregue. (postgres)",)
    mesa_ra.teclado.tecla(Qt.Key.Key_G, ALT)
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto and not tela.barra.textos())
    assert tela.reativacao.comando().chave == chave
    _concluir(mesa_ra, tela)
    assert _novo(sessao).rgat_dsobservacao == "guarde isto"

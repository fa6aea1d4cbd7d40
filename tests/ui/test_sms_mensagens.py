"""Mensagens SMS com erro on screen: what failed, apart what is in doubt, and what a person decides about both."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from gsan_desk.domain.sms_maquina import SituacaoSms as S
from gsan_desk.ui.consulta import gravar_lista
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.sms.lista_mensagens import PERGUNTA, ListaMensagens
from gsan_desk.ui.sms.mensagens import MensagensSms
from gsan_desk.ui.sms.um_campo import DialogoUmCampo
from tests.sms.conftest import NUMERO, Fila
from tests.support.cenario import IDS
from tests.support.mesa_sms import MesaSms, abrir_mesa, fila, telefone
from tests.support.mnemonicos import repetidos
from tests.support.teclado import contar

__all__ = ["abrir_mesa", "fila", "telefone"]


@pytest.fixture
def mesa(abrir_mesa: Any) -> MesaSms:
    return abrir_mesa("sms")


def _abrir(mesa: MesaSms) -> MensagensSms:
    tela = mesa.janela.abrir("mensagens_sms")
    assert isinstance(tela, MensagensSms)
    mesa.qtbot.waitUntil(lambda: tela.lido and tela.pronto)
    return tela


def _textos(lista: ListaMensagens, coluna: str) -> list[str]:
    achada = next(c for c in lista.tabela.modelo.colunas if c.nome == coluna)
    return [achada.texto(linha) for linha in lista.tabela.modelo.linhas]


def _responder(mesa: MesaSms, tela: MensagensSms, opcao: str) -> None:
    mesa.qtbot.waitUntil(lambda: any(b.text() == opcao for b in tela.trabalho.barra.findChildren(QPushButton)))
    next(b for b in tela.trabalho.barra.findChildren(QPushButton) if b.text() == opcao).click()


def _tentativa(fila: Fila, mensagem: int, detalhe: str) -> None:
    estacao = fila.valor(
        "INSERT INTO gsan_desk.sms_estacao (nome) VALUES ('balcao')"
        " ON CONFLICT (nome) DO UPDATE SET nome = excluded.nome RETURNING id"
    )
    fila.conexao.execute(
        "INSERT INTO gsan_desk.sms_tentativa (id, mensagem_id, sequencia, estacao_id, posse, fim, resultado, detalhe)"
        " VALUES (%s, %s, 1, %s, 1, now(), 'PERMANENTE', %s)",
        (uuid4(), mensagem, estacao, detalhe),
    )


def test_what_wants_somebody_is_shown_and_what_is_in_doubt_apart(mesa: MesaSms, fila: Fila) -> None:
    falhou = fila.por("não foi", situacao=S.FALHOU, motivo="CMS_1", rgat_id=IDS.ra_pendente_imovel)
    _tentativa(fila, falhou, "O número não existe.")
    fila.por("tarde", situacao=S.EXPIRADA, motivo="EXPIRADA")
    fila.por("talvez", situacao=S.INCERTA, motivo="QUEDA_ESTACAO")
    for situacao in (S.PENDENTE, S.ENVIADA, S.CANCELADA):
        fila.por(situacao=situacao)
    tela = _abrir(mesa)
    assert _textos(tela.lista, "situacao") == ["Expirada", "Falhou"]
    assert _textos(tela.lista, "causa") == ["O prazo passou antes de a mensagem sair.", "O número não existe."]
    assert _textos(tela.incertas, "texto") == ["talvez"]
    assert (tela.abas.tabText(0), tela.abas.tabText(1)) == ("Mensagens (2)", "Incertas (1)")
    assert _textos(tela.lista, "numero") == ["(81) 99999-0000"] * 2
    tela.lista.tabela.ir_para(1)
    mesa.qtbot.waitUntil(lambda: tela.lista.registro.modelo.rowCount() == 1)
    assert tela.lista.registro.modelo.linha(0).detalhe == "O número não existe."
    assert "não foi" in tela.lista.texto.text()


def test_who_is_not_of_the_station_sees_four_digits_and_decides_nothing(abrir_mesa: Any, fila: Fila) -> None:
    fila.por(situacao=S.FALHOU, motivo="CMS_1")
    mesa = abrir_mesa("atendente")
    tela = _abrir(mesa)
    assert _textos(tela.lista, "numero") == ["**********0000"]
    for botao in (tela.lista.botao_reenviar, tela.lista.botao_cancelar, tela.lista.botao_enviada):
        assert not botao.isEnabled()
        assert botao.toolTip() == "Só o supervisor e quem cuida da estação SMS."


def test_a_supervisor_sends_several_again_at_once(abrir_mesa: Any, fila: Fila) -> None:
    ids = [fila.por(situacao=S.FALHOU, motivo="TENTATIVAS", tentativas=3) for _ in range(3)]
    mesa = abrir_mesa("supervisor")
    tela = _abrir(mesa)
    tela.lista.tabela.setFocus()
    tela.lista.tabela.selectAll()
    mesa.teclado.tecla(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.lista.tabela.modelo.rowCount() == 0)
    assert [fila.situacao(i) for i in ids] == [(S.PENDENTE, None)] * 3
    assert "3 mensagem(ns) de novo na fila." in tela.trabalho.barra.textos()


@pytest.mark.parametrize(
    ("opcao", "depois"), [("Não reenviar (&0)", S.INCERTA), ("Reenviar assim mesmo (&1)", S.PENDENTE)]
)
def test_what_may_have_arrived_is_asked_about(mesa: MesaSms, fila: Fila, opcao: str, depois: S) -> None:
    duvida = fila.por(situacao=S.INCERTA, motivo="RESPOSTA_PERDIDA")
    tela = _abrir(mesa)
    assert tela.abas.currentWidget() is tela.incertas
    tela.incertas.botao_reenviar.click()
    mesa.qtbot.waitUntil(lambda: PERGUNTA in tela.trabalho.barra.textos())
    assert fila.situacao(duvida)[0] == S.INCERTA
    _responder(mesa, tela, opcao)
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    assert fila.situacao(duvida)[0] == depois


def test_one_that_came_into_doubt_meanwhile_is_not_sent_again_unasked(mesa: MesaSms, fila: Fila) -> None:
    falha = fila.por(situacao=S.FALHOU)
    tela = _abrir(mesa)
    fila.conexao.execute("UPDATE gsan_desk.sms_mensagem SET situacao = 7")
    tela.lista.botao_reenviar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and bool(tela.trabalho.barra.textos()))
    assert fila.situacao(falha)[0] == S.INCERTA
    assert "0 de 1 mensagem(ns) de novo na fila; 1 já tinha(m) mudado de situação." in tela.trabalho.barra.textos()


def test_a_number_is_corrected_and_a_wrong_one_refused_beside_its_field(mesa: MesaSms, fila: Fila) -> None:
    falha = fila.por(situacao=S.FALHOU, motivo="CMS_1")
    tela = _abrir(mesa)
    tela.lista.botao_corrigir.click()
    dialogo = mesa.teclado.esperar_janela(DialogoUmCampo)
    mesa.teclado.digitar("8133334444")
    mesa.teclado.tecla(Qt.Key.Key_Return)
    assert dialogo.formulario["numero"].erro == "Telefone fixo não recebe SMS"
    dialogo.campo.clear()
    mesa.teclado.digitar("(81) 98888-7777")
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.qtbot.waitUntil(lambda: tela.pronto and fila.situacao(falha)[0] == S.PENDENTE)
    assert fila.valor("SELECT numero FROM gsan_desk.sms_mensagem") == "+5581988887777"
    assert fila.valor("SELECT numero_anterior FROM gsan_desk.sms_decisao") == NUMERO
    tela.filtro.situacoes.definir((S.PENDENTE,))
    tela.botao_filtrar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.lista.registro.modelo.rowCount() == 1)
    linha = tela.lista.registro.modelo.linha(0)
    assert (linha.quem, linha.detalhe) == ("sms", "Posta de novo na fila; estava: Falhou.")


def test_one_is_marked_as_sent_and_another_given_up(mesa: MesaSms, fila: Fila) -> None:
    outra, chegou = fila.por(situacao=S.FALHOU), fila.por(situacao=S.FALHOU)
    tela = _abrir(mesa)
    tela.lista.botao_enviada.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.lista.tabela.modelo.rowCount() == 1)
    assert fila.situacao(chegou) == (S.ENVIADA, "OPERADOR")
    tela.lista.botao_cancelar.click()
    dialogo = mesa.teclado.esperar_janela(DialogoUmCampo)
    mesa.teclado.tecla(Qt.Key.Key_Return)
    assert dialogo.formulario["motivo"].erro == "Informe o motivo."
    mesa.teclado.digitar("Avisado por telefone")
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.lista.tabela.modelo.rowCount() == 0)
    assert fila.situacao(outra) == (S.CANCELADA, "OPERADOR")
    assert (
        fila.valor("SELECT motivo FROM gsan_desk.sms_decisao WHERE mensagem_id = %s", outra) == "Avisado por telefone"
    )


def test_the_filter_finds_by_situacao_tipo_ra_and_the_end_of_the_number(mesa: MesaSms, fila: Fila) -> None:
    fila.por("aberta", tipo=1, situacao=S.ENVIADA, rgat_id=IDS.ra_pendente_imovel)
    fila.por("atendida", tipo=3, situacao=S.ENTREGUE, rgat_id=IDS.ra_pendente_imovel)
    fila.por("outra", tipo=3, situacao=S.ENTREGUE, numero="+5581988887777")
    tela = _abrir(mesa)
    filtro = tela.filtro
    filtro.situacoes.definir(())

    def achadas() -> list[str]:
        with contar(mesa.banco.engine) as enviados:
            tela.botao_filtrar.click()
            mesa.qtbot.waitUntil(lambda: tela.pronto)
        assert sum("sms_mensagem" in comando for comando in enviados) == 2
        return _textos(tela.lista, "texto")

    assert achadas() == ["outra", "atendida", "aberta"]
    filtro.tipos.definir((3,))
    assert achadas() == ["outra", "atendida"]
    filtro.ra.definir(str(IDS.ra_pendente_imovel))
    assert achadas() == ["atendida"]
    tela.botao_limpar.click()
    filtro.situacoes.definir(())
    filtro.numero.definir("7777")
    assert achadas() == ["outra"]


def test_consultar_ra_leads_to_the_messages_of_the_ra(abrir_mesa: Any, fila: Fila) -> None:
    fila.por("minha", situacao=S.ENTREGUE, rgat_id=IDS.ra_pendente_imovel)
    fila.por("de outro", situacao=S.FALHOU, rgat_id=IDS.ra_pendente_endereco)
    mesa = abrir_mesa("atendente")
    consulta = mesa.janela.abrir("consultar_ra", numero=IDS.ra_pendente_imovel)
    assert isinstance(consulta, ConsultarRA)
    mesa.qtbot.waitUntil(lambda: consulta.ra is not None)
    consulta.acoes.outras["Mensagens SMS"].trigger()
    tela = mesa.esperar(MensagensSms)
    mesa.qtbot.waitUntil(lambda: tela.lido and tela.pronto)
    assert tela.windowTitle() == f"Mensagens SMS do RA {IDS.ra_pendente_imovel}"
    assert _textos(tela.lista, "texto") == ["minha"]
    assert mesa.abas.mensagens_sms(IDS.ra_pendente_imovel) is tela


@pytest.mark.parametrize(
    ("campos", "dito", "papel"),
    [
        ({"situacao": S.FALHOU}, "SMS falhou ((81) 99999-0000)", "urgente"),
        ({"situacao": S.PENDENTE}, "SMS na fila ((81) 99999-0000)", "info"),
        (
            {"situacao": S.ENTREGUE, "entregue_em": "2026-03-02 10:15"},
            "SMS entregue 02/03 10:15 ((81) 99999-0000)",
            "info",
        ),
    ],
)
def test_the_head_of_consultar_ra_tells_how_its_sms_is(
    abrir_mesa: Any, fila: Fila, campos: dict[str, Any], dito: str, papel: str
) -> None:
    fila.conexao.execute("SET timezone TO 'America/Recife'")
    fila.por(rgat_id=IDS.ra_pendente_imovel, **campos)
    mesa = abrir_mesa("atendente")
    consulta = mesa.janela.abrir("consultar_ra", numero=IDS.ra_pendente_imovel)
    mesa.qtbot.waitUntil(lambda: consulta.ra is not None)
    selo = next(s for s in consulta.findChildren(QLabel, "selo") if s.text().startswith("SMS"))
    assert (selo.text(), selo.property("papel")) == (dito, papel)


def test_what_is_shown_goes_to_a_spreadsheet(mesa: MesaSms, fila: Fila, tmp_path: Path, monkeypatch: Any) -> None:
    fila.por("não foi", situacao=S.FALHOU, motivo="DESCADASTRADO")
    destino = tmp_path / "erros.csv"

    async def escolher(*_: object) -> Path:
        return destino

    monkeypatch.setattr(gravar_lista, "escolher_destino", escolher)
    tela = _abrir(mesa)
    tela.lista.botao_exportar.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and destino.exists())
    assert "O cidadão pediu para não receber mensagens (SAIR)." in destino.read_text(encoding="utf-8-sig")


def test_letters_lead_to_one_place_only(mesa: MesaSms, fila: Fila) -> None:
    fila.por(situacao=S.FALHOU)
    tela = _abrir(mesa)
    for numero in (0, 1):
        tela.abas.setCurrentIndex(numero)
        assert repetidos(tela) == []

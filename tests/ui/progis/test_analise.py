"""The analysis of a report on screen, and the decisions taken there by keyboard (spec 40 §2.4)."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gsan_desk.services.progis.reserva import assumir, reservar
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.progis.analise import AnalisarRelato
from gsan_desk.ui.progis.descarte import DialogoDescarte
from tests.services.apoio_progis import LESTE, NORTE, ler, por_no_mapa, por_relato
from tests.support.cenario import IDS
from tests.support.mesa_progis import MesaProgis, abrir_mesa, base
from tests.support.mnemonicos import repetidos

__all__ = ["abrir_mesa", "base"]
ALT = Qt.KeyboardModifier.AltModifier
HOSTIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def mesa(abrir_mesa: Any) -> MesaProgis:
    return abrir_mesa()


def mensagens(base: Any) -> list[dict[str, Any]]:
    return base.execute("SELECT tipo, numero, situacao FROM gsan_desk.sms_mensagem ORDER BY id").fetchall()


def no_ra(tela: AnalisarRelato, numero: int) -> None:
    tela.candidatos.ir_ao_ra(numero)
    assert tela.candidatos.atual().numero == numero


def test_the_map_names_the_streets_around_the_report(mesa: MesaProgis, base: Any) -> None:
    base.execute(
        "UPDATE cadastro.imovel SET imov_nncoordenadax = %s, imov_nncoordenaday = %s WHERE imov_id = %s",
        (str(LESTE), str(NORTE), IDS.imovel_normal),
    )
    tela = mesa.analisar(por_relato(base))
    plano = tela.vizinhanca.mapa.plano
    mesa.qtbot.waitUntil(lambda: "RUA DAS FLORES" in {r.texto for r in plano.rotulos})


def test_the_report_is_taken_and_shown_as_plain_text_beside_what_may_be_the_same(mesa: MesaProgis, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 20)
    id_ = por_relato(base, fotos=1, nome=HOSTIL, descricao=HOSTIL, endereco=HOSTIL)
    perto = por_relato(base, 40, telefone="+5581933334444", descricao=HOSTIL)
    mesmo = por_relato(base, 5000)
    tela = mesa.analisar(id_)
    assert (ler(base, id_)["reservado_por"], tela.meu) == ("atendente", True)
    assert tela.ficha.texto("Descrição") == HOSTIL
    assert tela.ficha.texto("Telefone") == "(81) 98765-0001"
    formatos = {r.textFormat() for r in tela.ficha.findChildren(QLabel) if HOSTIL in r.text()}
    assert formatos == {Qt.TextFormat.PlainText}
    no_ra(tela, IDS.ra_urgente)
    candidato = tela.candidatos.atual()
    colunas = {c.nome: c.texto(candidato) for c in tela.candidatos.tabela.modelo.colunas}
    assert colunas["distancia"] == "20 m"
    assert "mesma especificação" in colunas["razoes"]
    assert colunas["tramite"]
    assert [r.id for r in tela.vizinhanca.perto.modelo.linhas] == [perto]
    assert [r.id for r in tela.vizinhanca.do_telefone.modelo.linhas] == [mesmo]
    mesa.qtbot.waitUntil(lambda: ("ra", IDS.ra_urgente) in {p.chave for p in tela.vizinhanca.mapa._pontos})
    assert repetidos(mesa.janela) == []
    tela.vizinhanca.mapa.escolhido.emit(("ra", IDS.ra_urgente))
    mesa.esperar(ConsultarRA)


def test_vincular_by_keyboard_answers_the_citizen(mesa: MesaProgis, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 20)
    id_ = por_relato(base)
    tela = mesa.analisar(id_)
    no_ra(tela, IDS.ra_urgente)
    assert tela.candidatos.tabela.hasFocus()
    mesa.teclado.tecla(Qt.Key.Key_V, ALT)
    mesa.qtbot.waitUntil(lambda: bool(tela.trabalho.barra.textos()))
    (pergunta,) = tela.trabalho.barra.textos()
    esperada = f"Vincular este relato ao RA {IDS.ra_urgente}, a 20 m? O protocolo vai por SMS a (81) 98765-0001."
    assert pergunta == esperada
    assert ler(base, id_)["situacao"] == 1
    mesa.qtbot.waitUntil(lambda: tela.trabalho.barra.isAncestorOf(mesa.janela.focusWidget()))
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.qtbot.waitUntil(lambda: ler(base, id_)["situacao"] == 3 and tela.pronta)
    mesa.qtbot.waitUntil(tela.botoes.proximo.hasFocus)
    assert [m["numero"] for m in mensagens(base)] == ["+5581987650001"]
    (dito,) = tela.trabalho.barra.textos()
    assert dito.startswith(f"Relato vinculado ao RA {IDS.ra_urgente}. Protocolo ")
    assert dito.endswith("SMS na fila para (81) 98765-0001.")
    assert not tela.botoes.vincular.isVisible()
    assert not tela.botoes.desfazer.isVisible()


def test_those_marked_near_go_along_and_the_one_held_elsewhere_is_told(mesa: MesaProgis, base: Any, como: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 20)
    id_, livre, preso = (por_relato(base, n, telefone=f"+558198765000{n}") for n in (1, 2, 3))
    outro = como("atendente2")
    outro.executar(reservar, outro.executar(entrar), preso)
    tela = mesa.analisar(id_)
    no_ra(tela, IDS.ra_urgente)
    tela.vizinhanca.setCurrentWidget(tela.vizinhanca.perto)
    tela.vizinhanca.perto.selectAll()
    assert tela.botoes.junto.text() == "&Junto com 2"
    tela.botoes.junto.setChecked(True)
    tela.botoes.vincular.click()
    mesa.responder(tela, "Vincular (&1)")
    mesa.qtbot.waitUntil(lambda: ler(base, livre)["situacao"] == 3)
    mesa.qtbot.waitUntil(lambda: "vinculado(s)" in "".join(tela.trabalho.barra.textos()))
    assert [ler(base, n)["situacao"] for n in (id_, livre, preso)] == [3, 3, 1]
    (dito,) = tela.trabalho.barra.textos()
    assert "1 relato(s) próximo(s) vinculado(s)." in dito
    assert f"Relato {preso}: " in dito
    assert "atendente2" in dito


def test_a_closed_ra_takes_no_report_and_one_that_closes_meanwhile_is_told(mesa: MesaProgis, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 20)
    por_no_mapa(base, IDS.ra_encerrado, 10)
    id_ = por_relato(base)
    tela = mesa.analisar(id_)
    no_ra(tela, IDS.ra_encerrado)
    assert not tela.botoes.vincular.isEnabled()
    assert "encerrado" in tela.botoes.vincular.toolTip()
    no_ra(tela, IDS.ra_urgente)
    base.execute(
        "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2, rgat_tmencerramento = localtimestamp"
        " WHERE rgat_id = %s",
        (IDS.ra_urgente,),
    )
    tela.botoes.vincular.click()
    mesa.responder(tela, "Vincular (&1)")
    mesa.qtbot.waitUntil(lambda: "Analise novamente." in "".join(tela.trabalho.barra.textos()))
    mesa.qtbot.waitUntil(lambda: not tela.candidatos.atual().aberto)
    assert ler(base, id_)["situacao"] == 1


def test_descartar_demands_a_reason(mesa: MesaProgis, base: Any) -> None:
    id_ = por_relato(base)
    tela = mesa.analisar(id_)
    mesa.teclado.tecla(Qt.Key.Key_D, ALT)
    dialogo = mesa.teclado.esperar_janela(DialogoDescarte)
    mesa.teclado.tecla(Qt.Key.Key_Return)
    assert dialogo.formulario["motivo"].erro == "Escolha o motivo."
    dialogo.motivo.definir(5)
    dialogo.confirmar()
    assert dialogo.formulario["complemento"].erro == "Diga qual é o motivo."
    dialogo.complemento.setText("obra da prefeitura")
    dialogo.confirmar()
    mesa.qtbot.waitUntil(lambda: ler(base, id_)["situacao"] == 4 and tela.pronta)
    assert ler(base, id_)["motivo_descarte"] == "Outro: obra da prefeitura"
    assert mensagens(base) == []
    mesa.qtbot.waitUntil(lambda: tela.ficha.texto("Situação").startswith("Descartado (Outro: obra da prefeitura), por"))
    assert not tela.botoes.reabrir.isVisible()


def test_a_supervisor_reopens_and_undoes(abrir_mesa: Any, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 20)
    id_ = por_relato(base)
    mesa = abrir_mesa("supervisor")
    tela = mesa.analisar(id_)
    no_ra(tela, IDS.ra_urgente)
    tela.botoes.vincular.click()
    mesa.responder(tela, "Vincular (&1)")
    mesa.qtbot.waitUntil(lambda: tela.pronta and tela.botoes.desfazer.isVisible())
    tela.botoes.desfazer.click()
    mesa.responder(tela, "Desfazer (&1)")
    mesa.qtbot.waitUntil(lambda: ler(base, id_)["situacao"] == 1 and tela.pronta)
    assert [m["situacao"] for m in mensagens(base)] == [6]
    base.execute("UPDATE gsan_desk.relato_cidadao SET situacao = 4, motivo_descarte = 'Trote' WHERE id = %s", (id_,))
    tela.reler()
    mesa.qtbot.waitUntil(lambda: tela.pronta and tela.botoes.reabrir.isVisible())
    tela.botoes.reabrir.click()
    mesa.qtbot.waitUntil(lambda: ler(base, id_)["situacao"] == 1)


def test_taking_over_is_allowed_and_shown_to_both(mesa: MesaProgis, base: Any, como: Any) -> None:
    id_ = por_relato(base)
    outro = como("atendente2")
    ctx = outro.executar(entrar)
    outro.executar(reservar, ctx, id_)
    tela = mesa.analisar(id_)
    assert tela.trabalho.barra.textos() == ("atendente2 está com este relato.",)
    assert not tela.botoes.descartar.isEnabled()
    assert "atendente2" in tela.botoes.descartar.toolTip()
    mesa.teclado.tecla(Qt.Key.Key_M, ALT)
    mesa.qtbot.waitUntil(lambda: tela.pronta and tela.meu)
    assert (ler(base, id_)["reservado_por"], tela.trabalho.barra.textos()) == ("atendente", ())
    assert tela.botoes.descartar.isEnabled()
    outro.executar(assumir, ctx, id_)
    mesa.estacao.progis.vigia.mudou(frozenset({id_}))
    mesa.qtbot.waitUntil(lambda: tela.trabalho.barra.textos() == ("atendente2 assumiu este relato.",))
    assert not tela.botoes.descartar.isEnabled()
    mesa.janela.abas.fechar_atual()
    mesa.qtbot.waitUntil(lambda: mesa.frente is not tela)
    assert ler(base, id_)["reservado_por"] == "atendente2"


def test_the_next_free_report_takes_the_place_of_this_one(mesa: MesaProgis, base: Any, como: Any) -> None:
    primeiro, preso, livre = (por_relato(base, 1000 * n) for n in range(3))
    outro = como("atendente2")
    outro.executar(reservar, outro.executar(entrar), preso)
    tela = mesa.analisar(primeiro)
    mesa.teclado.tecla(Qt.Key.Key_X, ALT)
    mesa.qtbot.waitUntil(lambda: isinstance(mesa.frente, AnalisarRelato) and mesa.frente.relato == livre)
    mesa.qtbot.waitUntil(lambda: ler(base, primeiro)["reservado_por"] is None)
    assert f"Relato {tela.relato}" not in mesa.titulos
    segunda = mesa.frente
    assert isinstance(segunda, AnalisarRelato)
    mesa.qtbot.waitUntil(lambda: segunda.pronta)
    assert ler(base, livre)["reservado_por"] == "atendente"


def test_work_on_a_report_holds_it_and_its_end_is_said(
    mesa: MesaProgis, base: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = por_relato(base)
    tela = mesa.analisar(id_)
    antes = ler(base, id_)["reservado_ate"]
    monkeypatch.setattr("gsan_desk.ui.progis.posse.RENOVAR", -1.0)
    mesa.estacao.progis.posse.usar(id_)
    mesa.qtbot.waitUntil(lambda: ler(base, id_)["reservado_ate"] > antes)
    base.execute("ALTER TABLE gsan_desk.relato_cidadao DISABLE TRIGGER USER")
    base.execute("UPDATE gsan_desk.relato_cidadao SET reservado_ate = now() - interval '1 second'")
    base.execute("ALTER TABLE gsan_desk.relato_cidadao ENABLE TRIGGER USER")
    tela._prazo.timeout.emit()
    mesa.qtbot.waitUntil(lambda: "A reserva deste relato terminou." in tela.trabalho.barra.textos())
    assert tela.botoes.assumir.isVisible()
    assert not tela.botoes.vincular.isEnabled()

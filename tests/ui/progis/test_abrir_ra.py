"""Abrir RA from a report: Inserir filled in, and the report decided with it (spec 40 §2.4, decision A)."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from gsan_desk.services.progis.reserva import assumir
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.progis.analise import AnalisarRelato
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.services.apoio_progis import LESTE, ler, por_no_mapa, por_relato
from tests.support.cenario import IDS
from tests.support.mesa_progis import MesaProgis, abrir_mesa, base

__all__ = ["abrir_mesa", "base"]
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def mesa(abrir_mesa: Any) -> MesaProgis:
    return abrir_mesa()


def inserir(mesa: MesaProgis, relato: int) -> InserirRA:
    """Analyse a report, open its RA by keyboard, and wait for the form."""
    mesa.analisar(relato)
    mesa.teclado.tecla(Qt.Key.Key_R, ALT)
    tela = mesa.esperar(InserirRA)
    mesa.qtbot.waitUntil(lambda: tela.pronto and bool(tela.formulario.local.campos.coordenada_norte.text()))
    return tela


def concluir(mesa: MesaProgis, tela: InserirRA) -> int:
    """Conclude, going on over the warnings of the place, and give the number of the RA."""
    tela.rodape.concluir.click()
    mesa.qtbot.waitUntil(lambda: tela.pagina is tela.sucesso or tela.pagina is tela.avisos)
    if tela.pagina is tela.avisos:
        tela.avisos.continuar.click()
        mesa.qtbot.waitUntil(lambda: tela.pagina is tela.sucesso)
    return int(tela.sucesso._inserido.numero)  # type: ignore[union-attr]


def test_the_form_is_filled_and_saving_decides_the_report(mesa: MesaProgis, base: Any) -> None:
    id_ = por_relato(base, 10, fotos=2, nome="ANA", endereco="RUA DAS FLORES 120", descricao="Muita água")
    tela = inserir(mesa, id_)
    gerais, local, quem = (aba.valor() for aba in tela.formulario._abas[:3])
    assert (gerais.meio_id, gerais.especificacao_id) == (IDS.meio_interno, IDS.espec_simples)
    assert gerais.observacao == "Muita água Endereço informado: RUA DAS FLORES 120"
    assert gerais.data is not None
    assert abs(float(local.coordenada_leste) - LESTE - 10) < 0.05
    assert local.endereco.logradouro_bairro_id == IDS.logradouro_bairro_flores
    assert local.localidade_id is not None
    assert (quem.nome, [f.numero for f in quem.fones]) == ("ANA", ["987650001"])
    assert (quem.enviar_sms, quem.celular_sms) == (True, "+5581987650001")
    assert "2 fotos, que vão para os anexos; o protocolo vai por SMS a (81) 98765-0001." in tela.do_relato.texto.text()
    assert not tela.digitado
    numero = concluir(mesa, tela)
    relato = ler(base, id_)
    assert (relato["situacao"], relato["rgat_id"], relato["decidido_por"]) == (2, numero, "atendente")
    anexos = base.execute("SELECT count(*) AS n FROM atendimentopublico.ra_anexo WHERE rgat_id = %s", (numero,))
    assert anexos.fetchone()["n"] == 2
    assert [m["numero"] for m in base.execute("SELECT numero FROM gsan_desk.sms_mensagem")] == ["+5581987650001"]
    analise = mesa.estacao.progis.analisar(id_)
    assert isinstance(analise, AnalisarRelato)
    mesa.qtbot.waitUntil(lambda: analise.ficha.texto("Situação").startswith(f"RA aberto {numero}, por atendente"))


def test_reports_marked_near_are_attached_to_the_new_ra(mesa: MesaProgis, base: Any) -> None:
    id_, perto = por_relato(base), por_relato(base, 20, telefone="+5581933334444")
    analise = mesa.analisar(id_)
    analise.vizinhanca.perto.selectAll()
    analise.botoes.junto.setChecked(True)
    analise.botoes.abrir.click()
    tela = mesa.esperar(InserirRA)
    mesa.qtbot.waitUntil(lambda: tela.pronto and bool(tela.formulario.local.campos.coordenada_norte.text()))
    numero = concluir(mesa, tela)
    mesa.qtbot.waitUntil(lambda: ler(base, perto)["rgat_id"] == numero)
    mesa.qtbot.waitUntil(lambda: "1 relato(s) próximo(s) vinculado(s) a este RA." in tela.sucesso.detalhe.text())


def test_closing_the_form_gives_the_report_back_once_nothing_here_needs_it(mesa: MesaProgis, base: Any) -> None:
    id_ = por_relato(base)
    tela = inserir(mesa, id_)
    analise = mesa.estacao.progis.analisar(id_)
    mesa.estacao.janela.abas.pedir_fechamento(analise)
    mesa.qtbot.waitUntil(lambda: mesa.janela.abas.indexOf(analise) < 0)
    assert ler(base, id_)["reservado_por"] == "atendente"
    mesa.estacao.janela.abas.pedir_fechamento(tela)
    mesa.qtbot.waitUntil(lambda: ler(base, id_)["reservado_por"] is None)


def test_an_ra_opened_nearby_meanwhile_is_told_before_saving(mesa: MesaProgis, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 9000)
    id_ = por_relato(base)
    tela = inserir(mesa, id_)
    por_no_mapa(base, IDS.ra_urgente, 12)
    tela.rodape.concluir.click()
    mesa.qtbot.waitUntil(lambda: f"Há o RA {IDS.ra_urgente}" in "".join(tela.barra.textos()))
    assert ler(base, id_)["situacao"] == 1
    mesa.qtbot.waitUntil(lambda: IDS.ra_urgente in {c.numero for c in tela.parecidos.candidatos})
    mesa.botao(tela, f"Consultar RA {IDS.ra_urgente}").click()
    mesa.esperar(ConsultarRA)
    mesa.janela.abas.setCurrentWidget(tela)
    numero = concluir(mesa, tela)
    assert (ler(base, id_)["situacao"], ler(base, id_)["rgat_id"]) == (2, numero)


def test_one_that_took_the_report_over_stops_the_saving_until_it_is_taken_back(
    mesa: MesaProgis, base: Any, como: Any
) -> None:
    """What was typed stays: the same form goes on with the report as it is now."""
    id_ = por_relato(base)
    tela = inserir(mesa, id_)
    tela.formulario.dados_gerais.observacao.definir("vazando muito")
    outro = como("atendente2")
    outro.executar(assumir, outro.executar(entrar), id_)
    tela.rodape.concluir.click()
    mesa.qtbot.waitUntil(lambda: "Este relato está com atendente2." in "".join(tela.barra.textos()))
    tela.do_relato.botao.click()
    analise = mesa.esperar(AnalisarRelato)
    analise.reler()
    mesa.qtbot.waitUntil(lambda: analise.pronta and analise.botoes.assumir.isVisible())
    analise.botoes.assumir.click()
    mesa.qtbot.waitUntil(lambda: analise.pronta and analise.meu)
    analise.botoes.abrir.click()
    assert mesa.esperar(InserirRA) is tela
    assert tela.formulario.dados_gerais.observacao.valor() == "vazando muito"
    numero = concluir(mesa, tela)
    assert (ler(base, id_)["situacao"], ler(base, id_)["rgat_id"]) == (2, numero)


def test_the_draft_remembers_the_report(mesa: MesaProgis, base: Any) -> None:
    id_ = por_relato(base)
    tela = inserir(mesa, id_)
    tela.formulario.dados_gerais.observacao.definir("vazando muito")
    mesa.janela.abas.pedir_fechamento(tela)
    mesa.responder(tela, "&Guardar rascunho")
    mesa.qtbot.waitUntil(lambda: not isValid(tela) or mesa.janela.abas.indexOf(tela) < 0)
    outra = mesa.janela.abrir("inserir_ra")
    assert isinstance(outra, InserirRA)
    mesa.responder(outra, "&Retomar")
    mesa.qtbot.waitUntil(lambda: outra.pronto and outra.do_relato.isVisible())
    assert outra.do_relato.origem is not None
    assert outra.do_relato.origem.id == id_
    assert outra.formulario.dados_gerais.observacao.valor() == "vazando muito"
    assert outra.formulario.parte is Parte.DADOS_GERAIS

"""RAs that may be the same, inside Inserir RA: the engine of the reports, without blocking (issue 6, point 3)."""

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt

from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.solicitante.adicionar import AdicionarSolicitanteAoRA
from tests.services.apoio_progis import LESTE, NORTE, ajustar, por_no_mapa
from tests.support.cenario import IDS
from tests.support.mesa_progis import MesaProgis, abrir_mesa, base
from tests.support.teclado import contar

__all__ = ["abrir_mesa", "base"]


@pytest.fixture
def mesa(abrir_mesa: Any) -> MesaProgis:
    return abrir_mesa()


def aberto(mesa: MesaProgis) -> InserirRA:
    tela = mesa.janela.abrir("inserir_ra")
    assert isinstance(tela, InserirRA)
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    return tela


def especificar(tela: InserirRA, mesa: MesaProgis) -> None:
    especificacao = mesa.ponte.contexto.dominios.especificacoes[IDS.espec_simples]
    tela.formulario.dados_gerais.tipo.definir(especificacao.tipo_id)
    tela.formulario.dados_gerais.especificacao.definir(especificacao.id)


def situar(tela: InserirRA) -> None:
    campos = tela.formulario.local.campos
    campos.coordenada_leste.definir(Decimal(str(LESTE)))
    campos.coordenada_norte.definir(Decimal(str(NORTE)))


def test_a_known_place_tells_what_may_be_the_same_and_waits_for_nothing(mesa: MesaProgis, base: Any) -> None:
    base.execute("UPDATE atendimentopublico.registro_atendimento SET rgat_nncoordenadaleste = 400000, imov_id = NULL")
    por_no_mapa(base, IDS.ra_urgente, 20)
    tela = aberto(mesa)
    especificar(tela, mesa)
    assert not tela.parecidos.isVisible()
    situar(tela)
    mesa.qtbot.waitUntil(tela.parecidos.isVisible)
    assert f"RA {IDS.ra_urgente}: a 20 m, mesma especificação" in tela.parecidos.resumo.text()
    assert tela.rodape.concluir.isEnabled()
    with contar(mesa.banco.engine) as comandos:
        tela.formulario.dados_gerais.observacao.definir("outra palavra")
        tela.parecidos.procurar()
        mesa.rodar(tela.formulario.local.aguardar())
    assert comandos == []
    tela.formulario.local.campos.coordenada_norte.definir(None)
    mesa.qtbot.waitUntil(lambda: not tela.parecidos.isVisible())


def test_the_imovel_and_the_street_are_places_too(mesa: MesaProgis, base: Any) -> None:
    base.execute(
        "UPDATE atendimentopublico.registro_atendimento SET step_id = %s WHERE rgat_id = %s",
        (IDS.espec_simples, IDS.ra_pendente_imovel),
    )
    tela = aberto(mesa)
    especificar(tela, mesa)
    tela.formulario.local.campos.imovel_id.de_rascunho(str(IDS.imovel_com_ra_pendente))
    mesa.rodar(tela.formulario.local.aguardar())
    mesa.qtbot.waitUntil(lambda: IDS.ra_pendente_imovel in {c.numero for c in tela.parecidos.candidatos})
    achado = next(c for c in tela.parecidos.candidatos if c.numero == IDS.ra_pendente_imovel)
    assert "mesmo imóvel" in achado.razoes


def test_f8_unfolds_the_list_where_the_ra_opens_or_takes_the_caller(mesa: MesaProgis, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 20)
    por_no_mapa(base, IDS.ra_encerrado, 5)
    ajustar(base, raio_metros=30)
    tela = aberto(mesa)
    especificar(tela, mesa)
    situar(tela)
    mesa.qtbot.waitUntil(tela.parecidos.isVisible)
    tela.formulario.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_F8)
    lista = tela.parecidos.lista
    assert lista is not None
    mesa.qtbot.waitUntil(lista.tabela.hasFocus)
    lista.ir_ao_ra(IDS.ra_encerrado)
    assert not mesa.botao(tela.parecidos, "Adicionar Solicitante").isEnabled()
    assert not mesa.botao(tela.parecidos, "Reiterar").isEnabled()
    lista.ir_ao_ra(IDS.ra_urgente)
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.esperar(ConsultarRA)
    mesa.janela.abas.setCurrentWidget(tela)
    mesa.botao(tela.parecidos, "Adicionar Solicitante").click()
    mesa.esperar(AdicionarSolicitanteAoRA)
    mesa.janela.abas.setCurrentWidget(tela)
    mesa.teclado.tecla(Qt.Key.Key_F8)
    assert not lista.isVisible()

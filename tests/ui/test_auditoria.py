"""Auditoria, over a real server as a supervisor."""

import pytest

from gsan_desk.ui.auditoria.pagina import Auditoria
from gsan_desk.ui.consulta import gravar_lista
from gsan_desk.ui.consulta.consultar import ConsultarRA
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS
from tests.support.mesa_ra import MesaRA
from tests.support.mnemonicos import repetidos

RA = IDS.ra_da_loja


@pytest.fixture
def mesa(qtbot, laco, como, tmp_path, rodar, dsn):
    with conectar(dsn.set(username="atendente", password=SENHA)) as conexao:
        conexao.execute(
            "UPDATE atendimentopublico.registro_atendimento SET rgat_dsobservacao = 'MUDADA' WHERE rgat_id = %s", (RA,)
        )
    mesa = MesaRA(qtbot, como("supervisor"), tmp_path, rodar)
    yield mesa
    mesa.fechar()


def test_from_consultar_the_fields_of_an_ra_before_and_after(mesa):
    tela = mesa.pronta(mesa.abas.auditoria(RA))
    assert tela.windowTitle() == f"Auditoria do RA {RA}"
    assert (tela.tabela.atual().nome, tela.tabela.atual().operacao) == ("ATENDENTE", "Alteração")
    (campo,) = tela.campos.modelo.linhas
    assert (campo.rotulo, campo.depois) == ("Observação", "MUDADA")
    assert mesa.abas.auditoria(RA) is tela
    tela.fechar.click()
    mesa.qtbot.waitUntil(lambda: mesa.frente is not tela)


def test_consultar_offers_it_to_supervisors(mesa):
    tela = mesa.janela.abrir("consultar_ra", numero=RA)
    mesa.qtbot.waitUntil(lambda: tela.ra is not None)
    outras = tela.acoes.outras
    outras["Auditoria"].trigger()
    assert mesa.pronta(mesa.esperar(Auditoria)).tabela.atual().ra == RA
    letras = [acao.text()[acao.text().index("&") + 1].upper() for acao in outras.values()]
    assert len(set(letras)) == len(letras)


def test_by_person_then_to_the_ra(mesa):
    tela = mesa.pronta(mesa.janela.abrir("auditoria"))
    tela.periodo.definir(None)
    tela.pessoa.setText("atendente")
    tela.filtrar()
    mesa.pronta(tela)
    assert tela.tabela.modelo.rowCount() == 1
    tela.abrir_ra.click()
    assert mesa.esperar(ConsultarRA)


def test_nothing_asked_is_said_beside_the_field_and_nothing_typed_is_lost(mesa):
    tela = mesa.pronta(mesa.janela.abrir("auditoria"))
    tela.limpar()
    tela.filtrar()
    mesa.pronta(tela)
    assert tela.formulario["auditoria.ra"].erro == "Informe o RA, a pessoa ou o período."


def test_export_has_a_line_for_each_field(mesa, tmp_path, monkeypatch):
    destino = tmp_path / "auditoria.csv"

    async def escolher(*_: object) -> object:
        return destino

    monkeypatch.setattr(gravar_lista, "escolher_destino", escolher)
    tela = mesa.janela.abrir("auditoria")
    mesa.pronta(tela)
    tela.periodo.definir(None)
    tela.pessoa.setText("atendente")
    tela.filtrar()
    mesa.pronta(tela)
    tela.exportar.click()
    mesa.qtbot.waitUntil(lambda: bool(tela.trabalho.barra.textos()))
    titulos, linha = destino.read_text(encoding="utf-8-sig").splitlines()
    assert titulos.endswith("Campo;Antes;Depois")
    assert "Observação" in linha
    assert "MUDADA" in linha


def test_an_atendente_is_not_offered_it(qtbot, laco, como, tmp_path, rodar):
    mesa = MesaRA(qtbot, como("atendente"), tmp_path, rodar)
    assert "auditoria" not in {f.id for f in mesa.janela.oferecidas()}
    mesa.fechar()


def test_no_two_mnemonics_clash(mesa):
    tela = mesa.pronta(mesa.janela.abrir("auditoria"))
    assert isinstance(tela, Auditoria)
    assert repetidos(tela) == []

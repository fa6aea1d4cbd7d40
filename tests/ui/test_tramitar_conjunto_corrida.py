"""A run on screen that is stopped, interrupted, held up by somebody, or cut off from the server [UC0503]."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from gsan_desk.domain.tramite_conjunto import Resultado
from gsan_desk.services.tramite_conjunto import registro
from tests.support import conjunto as apoio
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.form_ra import CTRL
from tests.support.mesa_conjunto import mesa_conjunto

__all__ = ["mesa_conjunto"]
OPERACAO, LOJA = IDS.unidade_operacional, IDS.unidade_loja
POR_PARTE, QUANTOS = 10, 40
DERRUBAR = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'supervisor' AND datname = %s"
TRANCAR = "SELECT 1 FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s FOR UPDATE"


@pytest.fixture(autouse=True)
def curtas(monkeypatch):
    monkeypatch.setattr(registro, "POR_PARTE", POR_PARTE)


@pytest.fixture
def pronta(mesa_conjunto, dsn):
    """Forty RAs informed and previewed; Tramitar is the next key."""
    with conectar(dsn) as base:
        apoio.semear(base, QUANTOS, IDS.unidade_esgoto)
    mesa = mesa_conjunto
    mesa.filtrar(unidade_atual_id=IDS.unidade_esgoto)
    mesa.tela.selecao.todos.click()
    mesa.assentar(mesa.tela.selecao)
    mesa.informar(LOJA)
    mesa.informado()
    mesa.prever()
    return mesa


@pytest.fixture
def outra(dsn):
    with conectar(dsn) as conexao:
        yield conexao


@pytest.fixture
def esperar(dsn):
    """Turn the loop until the run waits for a lock."""
    consulta = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with conectar(dsn) as vigia:
        yield lambda mesa: mesa.qtbot.waitUntil(lambda: vigia.execute(consulta).fetchone() is not None, timeout=15_000)


def _na_loja(sessao):
    sessao.rollback()
    consulta = "SELECT count(*) FROM atendimentopublico.registro_atendimento WHERE unid_idatual = :u AND rgat_id >= :p"
    return sessao.execute(text(consulta), {"u": LOJA, "p": apoio.PRIMEIRO}).scalar_one()


def test_inteira_mostra_cada_ra(pronta, sessao):
    pronta.executar()
    resultado = pronta.tela.resultado
    assert resultado.titulo.text() == "40 RA(s) tramitado(s) com sucesso."
    assert "40 RA(s): 40 tramitado(s). Pode ser desfeita até " in resultado.detalhe.text()
    assert resultado.tabela.modelo.rowCount() == QUANTOS
    assert not resultado.continuar.isVisible()
    resultado.so_pendencias.click()
    assert resultado.tabela.modelo.rowCount() == 0
    assert _na_loja(sessao) == QUANTOS


def test_parar_deixa_o_resto_e_continuar_o_faz(pronta, sessao, outra, esperar):
    resultado = pronta.tela.resultado
    with outra.transaction():
        outra.execute(TRANCAR, (apoio.PRIMEIRO + 15,))
        pronta.tela.previa.tramitar.click()
        esperar(pronta)
        pronta.qtbot.waitUntil(lambda: "Parte 2 de 4: 10 tramitado(s) até agora." in resultado.detalhe.text())
        resultado.parar.click()
    pronta.terminar()
    assert "2 de 4 partes completas; nada gravado de: 3 a 4." in resultado.detalhe.text()
    assert "20 tramitado(s), 20 não alcançado(s)" in resultado.detalhe.text()
    assert _na_loja(sessao) == 20
    resultado.continuar.click()
    pronta.qtbot.waitUntil(lambda: resultado.conjunto is None)
    pronta.terminar()
    assert _na_loja(sessao) == QUANTOS
    assert resultado.conjunto.quantos(Resultado.TRAMITADO) == QUANTOS


def test_interromper_desfaz_a_parte_da_vez(pronta, sessao, outra, esperar):
    resultado = pronta.tela.resultado
    with outra.transaction():
        outra.execute(TRANCAR, (apoio.PRIMEIRO + 15,))
        pronta.tela.previa.tramitar.click()
        esperar(pronta)
        resultado.interromper.click()
        pronta.terminar()
    assert "1 de 4 partes completas; nada gravado de: 2 a 4." in resultado.detalhe.text()
    assert _na_loja(sessao) == 10


def test_parte_presa_por_outro_nao_prende_as_demais(mesa_conjunto, pronta, sessao, outra):
    outra.execute("ALTER ROLE supervisor IN DATABASE " + outra.info.dbname + " SET lock_timeout TO '200ms'")
    outra.execute(DERRUBAR, (outra.info.dbname,))
    resultado = pronta.tela.resultado
    with outra.transaction():
        outra.execute(TRANCAR, (apoio.PRIMEIRO + 15,))
        pronta.executar()
    assert "3 de 4 partes completas; nada gravado de: 2." in resultado.detalhe.text()
    assert "Parte(s) 2: RA em uso por outro usuário. Tente novamente." in resultado.detalhe.text()
    assert _na_loja(sessao) == 30
    assert resultado.continuar.isVisible()


def test_servidor_que_cai_e_volta_diz_o_que_ficou_e_oferece_continuar(pronta, sessao, outra, esperar, servidor):
    resultado, banco = pronta.tela.resultado, outra.info.dbname
    with outra.transaction():
        outra.execute(TRANCAR, (apoio.PRIMEIRO + 25,))
        pronta.tela.previa.tramitar.click()
        esperar(pronta)
        with conectar(servidor.url()) as postgres:
            postgres.execute(f"ALTER DATABASE {banco} ALLOW_CONNECTIONS false")
            postgres.execute(DERRUBAR, (banco,))
            pronta.qtbot.waitUntil(lambda: resultado.corrida.esperando, timeout=10_000)
            assert resultado.titulo.text() == "A conexão caiu no meio da tramitação"
            postgres.execute(f"ALTER DATABASE {banco} ALLOW_CONNECTIONS true")
    pronta.terminar()
    assert "2 de 4 partes completas; nada gravado de: 3 a 4." in resultado.detalhe.text()
    assert _na_loja(sessao) == 20
    assert resultado.continuar.hasFocus()
    pronta.teclado.tecla(Qt.Key.Key_Return, CTRL)
    pronta.qtbot.waitUntil(lambda: resultado.conjunto is None)
    pronta.terminar()
    assert _na_loja(sessao) == QUANTOS


def test_fechar_no_meio_pergunta(pronta, outra, esperar):
    with outra.transaction():
        outra.execute(TRANCAR, (apoio.PRIMEIRO + 5,))
        pronta.tela.previa.tramitar.click()
        esperar(pronta)
        pronta.janela.abas.pedir_fechamento(pronta.tela)
        pronta.qtbot.waitUntil(lambda: any("em andamento" in t for t in pronta.tela.barra.textos()))
        pronta.teclado.tecla(Qt.Key.Key_Escape)
    pronta.terminar()
    assert pronta.janela.abas.indexOf(pronta.tela) >= 0


def test_exportar_grava_o_que_a_lista_mostra(pronta, tmp_path, monkeypatch):
    from gsan_desk.ui.tramite_conjunto import exportacao

    async def escolher(*_):
        return tmp_path / "resultado.csv"

    monkeypatch.setattr(exportacao, "escolher_destino", escolher)
    pronta.executar()
    pronta.tela.resultado.exportar.click()
    pronta.qtbot.waitUntil(lambda: any("gravado(s) em" in t for t in pronta.tela.barra.textos()))
    linhas = (tmp_path / "resultado.csv").read_text(encoding="utf-8-sig").splitlines()
    assert linhas[0].startswith("Número do RA;Resultado;Unidade de Origem;Unidade Destino;Motivo;Parte;Quando")
    assert linhas[1].startswith(f"{apoio.PRIMEIRO};Tramitado;")
    assert len(linhas) == QUANTOS + 1

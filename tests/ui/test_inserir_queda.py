"""Inserir RA while the server goes away and comes back: nothing typed is lost, and it registers once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco, criar_engine
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.models.atendimentopublico import RegistroAtendimento
from gsan_desk.ui.bridge import BANCO_FORA, EstadoConexao
from tests.support import banco as base
from tests.support.cenario import IDS
from tests.support.form_ra import FormRA


@pytest.fixture(scope="module")
def proprio(tmp_path_factory) -> Iterator[ServidorEmbutido]:
    """A cluster of this test alone, to be stopped at will."""
    servidor = ServidorEmbutido(tmp_path_factory.mktemp("queda") / "pg", base.RAPIDO)
    servidor.iniciar()
    base._montar_modelo(servidor)
    yield servidor
    servidor.parar()


@pytest.fixture
def form(qtbot, laco, rodar, proprio, tmp_path) -> Iterator[FormRA]:
    banco = Banco(proprio.url(base.MODELO, "atendente", base.SENHA))
    form = FormRA(qtbot, banco, Path(tmp_path), rodar)
    yield form
    form.fechar()
    banco.fechar()


def quantos(url: URL) -> int:
    engine = criar_engine(url)
    with Session(engine) as sessao:
        total = sessao.query(RegistroAtendimento).count()
    engine.dispose()
    return total


@pytest.mark.timeout(180)
def test_the_form_outlives_the_server_and_registers_once(form, proprio):
    antes = quantos(proprio.url(base.MODELO))
    tela = form.abrir()
    protocolo = tela.protocolo.texto()
    form.preencher()
    proprio.parar()
    form.f.dados_gerais.observacao.definir("digitado sem servidor")
    form.concluir()
    form.qtbot.waitUntil(lambda: BANCO_FORA in tela.barra.textos(), timeout=20_000)
    assert form.ponte.estado is EstadoConexao.DESCONECTADO
    assert form.f.dados_gerais.observacao.valor() == "digitado sem servidor"
    assert tela.protocolo.texto() == protocolo
    assert tela.rodape.concluir.isEnabled()
    form.concluir()
    form.qtbot.waitUntil(tela._tarefa.done, timeout=20_000)
    assert tela.pagina is not tela.sucesso
    proprio.iniciar()
    form.qtbot.waitUntil(lambda: form.ponte.estado is EstadoConexao.CONECTADO, timeout=20_000)
    assert BANCO_FORA not in tela.barra.textos()
    form.concluir()
    form.esperar_sucesso()
    assert quantos(proprio.url(base.MODELO)) == antes + 1
    assert not form.falhas


@pytest.mark.timeout(180)
def test_a_code_typed_while_the_server_is_away_is_looked_up_when_it_is_back(form, proprio):
    tela = form.abrir()
    form.especificar(IDS.espec_sem_prazo)
    proprio.parar()
    form.f.local.campos.imovel_id.codigo.setText(str(IDS.imovel_norte))
    form.f.local.campos.imovel_id.resolver()
    form.qtbot.waitUntil(lambda: form.ponte.estado is EstadoConexao.DESCONECTADO, timeout=20_000)
    assert form.f.local.campos.imovel_id.texto() == str(IDS.imovel_norte)
    proprio.iniciar()
    form.qtbot.waitUntil(lambda: form.ponte.estado is EstadoConexao.CONECTADO, timeout=20_000)
    form.nomear()
    form.concluir()
    form.esperar_sucesso()
    assert tela.sucesso.frase.text()

"""What was typed in Atualizar RA outlives a crash of the program and a server that goes away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from gsan_desk.database.banco import Banco
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.conflito import Escolha
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.bridge import BANCO_FORA, EstadoConexao
from gsan_desk.ui.registro_atendimento import rascunho_ra
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.services.apoio_atualizar import com_gerais, com_local, gravar, pegar
from tests.support import banco as base
from tests.support.atualizacao import RUA, MesaAtualizar, do_ra, do_ra_em, mesa_at
from tests.support.banco import conectar
from tests.support.cenario import IDS, JPG_MINIMO

__all__ = ["mesa_at"]


@pytest.fixture
def outra_mesa(qtbot: Any, laco: Any, como: Any, tmp_path: Path, rodar: Any) -> Iterator[Any]:
    """The program started again on the same machine."""
    abertas: list[MesaAtualizar] = []

    def abrir() -> MesaAtualizar:
        rascunho_ra._abertos.clear()
        abertas.append(MesaAtualizar(qtbot, como("atendente2"), tmp_path, rodar))
        return abertas[-1]

    yield abrir
    for mesa in abertas:
        mesa.fechar()


def morrer(mesa: MesaAtualizar) -> None:
    """The program ends without a word, its drafts on the disk."""
    mesa.tela._guarda.guardar()
    mesa.estacao.rascunhos.descarregar()
    mesa.janela.hide()


def digitar(mesa: MesaAtualizar, tmp_path: Path) -> None:
    """Touch all four tabs."""
    mesa.f.dados_gerais.observacao.definir("NAO PODE SE PERDER")
    mesa.f.local.campos.ponto_referencia.definir("MEU PONTO")
    aba = mesa.f.solicitantes
    aba.lista.adicionar.click()
    mesa.qtbot.waitUntil(lambda: aba.editor is not None)
    mesa.rodar(aba.aguardar())
    aba.editor.campos.nome.definir("MARIA DAS DORES")
    arquivo = tmp_path / "foto.jpg"
    arquivo.write_bytes(JPG_MINIMO)
    mesa.f.anexos.adicionar([arquivo])
    mesa.rodar(mesa.f.anexos.aguardar())


def retomar(mesa: MesaAtualizar) -> Any:
    tela = mesa.atualizar()
    mesa.botao_da_barra("Retomar").click()
    mesa.qtbot.waitUntil(tela._tarefa.done)
    return tela


def test_everything_typed_is_offered_again_after_a_crash(mesa_at, outra_mesa, tmp_path):
    mesa_at.atualizar()
    digitar(mesa_at, tmp_path)
    protocolo = mesa_at.f.solicitantes.editor.protocolo.texto()
    morrer(mesa_at)

    mesa = outra_mesa()
    tela = retomar(mesa)
    assert mesa.f.dados_gerais.observacao.valor() == "NAO PODE SE PERDER"
    assert mesa.f.local.campos.ponto_referencia.valor() == "MEU PONTO"
    editor = mesa.f.solicitantes.editor
    assert editor.campos.nome.valor() == "MARIA DAS DORES"
    assert editor.protocolo.texto() == protocolo
    assert [linha.nome for linha in mesa.f.anexos.lista.modelo.linhas] == ["foto.jpg"]
    assert tela.digitado


def test_a_field_emptied_comes_back_empty(mesa_at, outra_mesa, sessao):
    mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("")
    mesa_at.f.local.campos.quadra_id.limpar()
    morrer(mesa_at)
    mesa = outra_mesa()
    retomar(mesa)
    assert mesa.f.dados_gerais.observacao.valor() == ""
    assert mesa.f.local.campos.quadra_id.valor() is None
    mesa.gravado()
    ra = do_ra(sessao)
    assert (ra["rgat_dsobservacao"], ra["qdra_id"], ra["loca_id"]) == (None, None, 1)
    mesa.estacao.rascunhos.descarregar()
    assert mesa.estacao.rascunhos.obter(f"atualizar_ra:{RUA}") is None


def test_what_others_did_since_the_draft_is_merged_or_asked(mesa_at, outra_mesa, como, sessao):
    """The draft keeps the RA as it was read: an old value that nobody here touched overwrites nothing."""
    mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    morrer(mesa_at)
    colega = como("supervisor")
    contexto = colega.executar(entrar)
    comando = com_local(pegar(colega, contexto, RUA), ponto_referencia="DO COLEGA")
    gravar(colega, contexto, com_gerais(comando, observacao="DO COLEGA", meio_id=IDS.meio_telefone))

    mesa = outra_mesa()
    tela = retomar(mesa)
    mesa.concluir()
    mesa.qtbot.waitUntil(lambda: tela.pagina is tela.conflito)
    (cartao,) = tela.conflito.cartoes
    assert (cartao.campo.texto_meu, cartao.campo.texto_deles) == ("MINHA", "DO COLEGA")
    cartao.escolher(Escolha.MEU)
    tela.conflito.gravar.click()
    mesa.qtbot.waitUntil(lambda: tela.pagina is tela.feito)
    ra = do_ra(sessao)
    assert (ra["rgat_dsobservacao"], ra["rgat_dspontoreferencia"]) == ("MINHA", "DO COLEGA")
    assert ra["meso_id"] == IDS.meio_telefone


def test_thrown_away_it_is_not_offered_again(mesa_at, outra_mesa):
    mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("X")
    morrer(mesa_at)
    mesa = outra_mesa()
    tela = mesa.atualizar()
    mesa.botao_da_barra("Descartar").click()
    mesa.qtbot.waitUntil(tela._tarefa.done)
    assert mesa.f.dados_gerais.observacao.valor() == "AGUARDANDO PROVIDÊNCIA"
    assert mesa.estacao.rascunhos.obter(f"atualizar_ra:{RUA}") is None


def test_an_unanswered_offer_keeps_the_draft(mesa_at, outra_mesa):
    """There is one draft for an RA: nothing can be typed over it before the answer, and closing keeps it."""
    mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("X")
    morrer(mesa_at)
    mesa = outra_mesa()
    tela = mesa.atualizar()
    mesa.botao_da_barra("Retomar")
    assert not mesa.f.isEnabled()
    mesa.rodar(mesa.janela.abas.fechar(tela))
    assert mesa.estacao.rascunhos.obter(f"atualizar_ra:{RUA}") is not None


# The server goes away


@pytest.fixture(scope="module")
def proprio(tmp_path_factory: Any) -> Iterator[ServidorEmbutido]:
    """A cluster of this module alone, to be stopped at will."""
    servidor = ServidorEmbutido(tmp_path_factory.mktemp("queda") / "pg", base.RAPIDO)
    servidor.iniciar()
    base._montar_modelo(servidor)
    yield servidor
    servidor.parar()


@pytest.fixture
def mesa_propria(qtbot: Any, laco: Any, rodar: Any, proprio: Any, tmp_path: Path) -> Iterator[MesaAtualizar]:
    banco = Banco(proprio.url(base.MODELO, "atendente2", base.SENHA))
    mesa = MesaAtualizar(qtbot, banco, tmp_path, rodar)
    mesa.ponte._esperas = (0.05,)
    yield mesa
    mesa.fechar()
    banco.fechar()


@pytest.mark.timeout(180)
def test_the_form_outlives_the_server_and_saves_later(mesa_propria, proprio):
    mesa = mesa_propria
    tela = mesa.atualizar()
    mesa.f.dados_gerais.observacao.definir("ANTES DA QUEDA")
    proprio.parar()
    mesa.f.local.campos.ponto_referencia.definir("SEM SERVIDOR")
    mesa.concluir()
    mesa.qtbot.waitUntil(lambda: BANCO_FORA in tela.barra.textos(), timeout=20_000)
    assert mesa.f.dados_gerais.observacao.valor() == "ANTES DA QUEDA"
    assert tela.rodape.concluir.isEnabled()
    proprio.iniciar()
    mesa.qtbot.waitUntil(lambda: mesa.ponte.estado is EstadoConexao.CONECTADO, timeout=20_000)
    assert BANCO_FORA not in tela.barra.textos()
    mesa.gravado()
    with conectar(proprio.url(base.MODELO)) as conexao:
        linha = conexao.execute(
            "SELECT rgat_dsobservacao, rgat_dspontoreferencia FROM atendimentopublico.registro_atendimento"
            " WHERE rgat_id = %s",
            (RUA,),
        ).fetchone()
    assert linha == ("ANTES DA QUEDA", "SEM SERVIDOR")
    assert not mesa.falhas


@pytest.mark.timeout(180)
def test_a_new_solicitante_without_server_is_said_in_the_list(mesa_propria, proprio):
    mesa = mesa_propria
    mesa.atualizar()
    mesa.f.mostrar_aba(Parte.SOLICITANTE)
    proprio.parar()
    mesa.f.solicitantes.lista.adicionar.click()
    mesa.qtbot.waitUntil(lambda: mesa.erro("solicitantes") == BANCO_FORA, timeout=20_000)
    proprio.iniciar()
    mesa.qtbot.waitUntil(lambda: mesa.ponte.estado is EstadoConexao.CONECTADO, timeout=20_000)
    mesa.f.solicitantes.lista.adicionar.click()
    mesa.qtbot.waitUntil(lambda: mesa.f.solicitantes.editor is not None)


@pytest.mark.timeout(180)
def test_a_tab_opened_without_server_opens_when_it_is_back(mesa_propria, proprio):
    mesa = mesa_propria
    proprio.parar()
    tela = mesa.atualizar()
    mesa.qtbot.waitUntil(lambda: BANCO_FORA in tela.barra.textos(), timeout=20_000)
    assert not tela.formulario_aberto
    proprio.iniciar()
    mesa.qtbot.waitUntil(lambda: tela.formulario_aberto, timeout=20_000)


def test_a_connection_killed_in_the_middle_of_the_save_leaves_nothing_and_the_form(mesa_at, dsn, sessao):
    """All rows or none: the RA is held by somebody, the save waits, its connection dies."""
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    with conectar(dsn) as outra:
        outra.autocommit = False
        outra.execute("SELECT 1 FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s FOR UPDATE", (RUA,))
        mesa_at.reativar()
        tela.rodape.concluir.click()

        def derrubada() -> bool:
            """End whoever waits, the connection that takes its place too."""
            sessao.rollback()
            comando = (
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE usename = 'atendente2' AND datname = current_database() AND wait_event_type = 'Lock'"
            )
            sessao.execute(text(comando))
            return bool(tela._tarefa.done())

        mesa_at.qtbot.waitUntil(derrubada, timeout=20_000)
        outra.rollback()
    assert mesa_at.f.dados_gerais.observacao.valor() == "MINHA"
    assert tela.barra.textos() == (BANCO_FORA,)
    assert do_ra(sessao)["rgat_dsobservacao"] == "AGUARDANDO PROVIDÊNCIA"
    mesa_at.qtbot.waitUntil(lambda: mesa_at.ponte.estado is EstadoConexao.CONECTADO, timeout=20_000)
    mesa_at.gravado()
    assert do_ra(sessao)["rgat_dsobservacao"] == "MINHA"
    assert len(do_ra_em(sessao, "ra_solicitante")) == 1

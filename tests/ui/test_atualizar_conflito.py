"""Two people, or a person and the web system, change one RA while both screens are open (spec 10 §2.14)."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from gsan_desk.domain.conflito import Escolha
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.atualizacao.conflito import FALTA
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.services.apoio_atualizar import com_gerais, com_local, com_pessoa, gravar, pegar
from tests.support.atualizacao import ALT, CTRL, RUA, do_ra, do_ra_em, mesa_at
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.mnemonicos import repetidos

__all__ = ["mesa_at"]
RA = "atendimentopublico.registro_atendimento"


@pytest.fixture
def colega(como: Any) -> Any:
    """Another workstation, with a connection and a role of its own."""
    banco = como("supervisor")
    contexto = banco.executar(entrar)

    def mudar(**campos: Any) -> None:
        comando = pegar(banco, contexto, RUA)
        local = {
            nome: valor for nome, valor in campos.items() if nome in ("ponto_referencia", "descricao", "imovel_id")
        }
        gerais = {nome: valor for nome, valor in campos.items() if nome not in local}
        gravar(banco, contexto, com_gerais(com_local(comando, **local), **gerais))

    mudar.banco, mudar.contexto = banco, contexto  # type: ignore[attr-defined]  # handed along with the function
    return mudar


def web(dsn: Any, comando: str, *valores: object) -> None:
    """Write as the web system does, by a plain connection and its own clock."""
    with conectar(dsn) as conexao:
        conexao.execute(
            f"UPDATE {RA} SET {comando}, rgat_tmultimaalteracao = now()::timestamp(3) WHERE rgat_id = %s",
            (*valores, RUA),
        )


def em_conflito(mesa_at: Any) -> Any:
    mesa_at.concluir()
    mesa_at.qtbot.waitUntil(lambda: mesa_at.tela.pagina is mesa_at.tela.conflito)
    return mesa_at.tela.conflito


def test_what_does_not_overlap_is_merged_and_said(mesa_at, colega, sessao):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    colega(ponto_referencia="DO COLEGA", meio_id=IDS.meio_telefone)
    mesa_at.gravado()
    ra = do_ra(sessao)
    assert (ra["rgat_dsobservacao"], ra["rgat_dspontoreferencia"]) == ("MINHA", "DO COLEGA")
    assert ra["meso_id"] == IDS.meio_telefone
    detalhe = tela.feito.detalhe.text()
    assert detalhe.startswith("Ficou também o que SUPERVISOR mudou em ")
    assert detalhe.endswith(": Meio de Solicitação, Ponto de Referência.")


def test_what_overlaps_shows_both_sides_with_who_and_when(mesa_at, colega, sessao):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    mesa_at.f.local.campos.ponto_referencia.definir("SO MEU")
    colega(observacao="DO COLEGA")
    pagina = em_conflito(mesa_at)
    assert pagina.quem.text().startswith("Alterado por SUPERVISOR em ")
    (cartao,) = pagina.cartoes
    assert (cartao.campo.rotulo, cartao.campo.texto_lido) == ("Observação", "AGUARDANDO PROVIDÊNCIA")
    assert (cartao.campo.texto_meu, cartao.campo.texto_deles) == ("MINHA", "DO COLEGA")
    assert cartao.escolha() is None, "nobody chooses for the person"
    assert do_ra(sessao)["rgat_dsobservacao"] == "DO COLEGA"
    assert not tela.rodape.isVisible()


@pytest.mark.parametrize(
    ("tecla", "escolha", "fica"),
    [(Qt.Key.Key_M, Escolha.MEU, "MINHA"), (Qt.Key.Key_D, Escolha.DELES, "DO COLEGA")],
)
def test_one_side_for_all_by_a_key(mesa_at, colega, sessao, tecla, escolha, fica):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    mesa_at.f.local.campos.ponto_referencia.definir("SO MEU")
    colega(observacao="DO COLEGA")
    pagina = em_conflito(mesa_at)
    mesa_at.teclado.tecla(tecla, ALT)
    mesa_at.qtbot.waitUntil(lambda: [cartao.escolha() for cartao in pagina.cartoes] == [escolha])
    mesa_at.teclado.tecla(Qt.Key.Key_Return)
    mesa_at.qtbot.waitUntil(lambda: tela.pagina is tela.feito)
    ra = do_ra(sessao)
    assert (ra["rgat_dsobservacao"], ra["rgat_dspontoreferencia"]) == (fica, "SO MEU")


def test_field_by_field_with_the_keyboard_alone(mesa_at, colega, sessao):
    """Space chooses mine, the arrow theirs, Tab goes to the next field, Ctrl+Enter saves."""
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    mesa_at.f.local.campos.ponto_referencia.definir("MEU PONTO")
    colega(observacao="DO COLEGA", ponto_referencia="PONTO DO COLEGA")
    pagina = em_conflito(mesa_at)
    assert [cartao.campo.rotulo for cartao in pagina.cartoes] == ["Observação", "Ponto de Referência"]
    primeiro, segundo = pagina.cartoes
    assert primeiro.opcoes[Escolha.MEU].hasFocus()
    mesa_at.teclado.tecla(Qt.Key.Key_Space)
    mesa_at.teclado.tecla(Qt.Key.Key_Return, CTRL)
    assert segundo._erro.text() == FALTA
    assert segundo.opcoes[Escolha.MEU].hasFocus()
    mesa_at.teclado.tecla(Qt.Key.Key_Space)
    mesa_at.teclado.tecla(Qt.Key.Key_Down)
    assert (primeiro.escolha(), segundo.escolha()) == (Escolha.MEU, Escolha.DELES)
    assert segundo._erro.text() == ""
    mesa_at.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_at.qtbot.waitUntil(lambda: tela.pagina is tela.feito)
    ra = do_ra(sessao)
    assert (ra["rgat_dsobservacao"], ra["rgat_dspontoreferencia"]) == ("MINHA", "PONTO DO COLEGA")


def test_going_back_loses_nothing_and_the_question_comes_again(mesa_at, colega, sessao):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    colega(observacao="DO COLEGA")
    em_conflito(mesa_at)
    mesa_at.teclado.tecla(Qt.Key.Key_Escape)
    mesa_at.qtbot.waitUntil(tela._tarefa.done)
    assert tela.pagina not in (tela.conflito, tela.feito)
    assert mesa_at.f.dados_gerais.observacao.valor() == "MINHA"
    assert tela.digitado
    pagina = em_conflito(mesa_at)
    pagina.cartoes[0].escolher(Escolha.MEU)
    pagina.gravar.click()
    mesa_at.qtbot.waitUntil(lambda: tela.pagina is tela.feito)
    assert do_ra(sessao)["rgat_dsobservacao"] == "MINHA"


def test_a_third_change_is_asked_again_with_the_answers_that_still_hold(mesa_at, colega, sessao):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    mesa_at.f.local.campos.ponto_referencia.definir("MEU PONTO")
    colega(observacao="DO COLEGA", ponto_referencia="PONTO DO COLEGA")
    pagina = em_conflito(mesa_at)
    for cartao in pagina.cartoes:
        cartao.escolher(Escolha.MEU)
    colega(ponto_referencia="OUTRO PONTO")
    antes = pagina.cartoes
    pagina.gravar.click()
    mesa_at.qtbot.waitUntil(lambda: pagina.cartoes is not antes)
    assert [cartao.escolha() for cartao in pagina.cartoes] == [Escolha.MEU, None]
    assert pagina.cartoes[1].campo.texto_deles == "OUTRO PONTO"
    pagina.cartoes[1].escolher(Escolha.DELES)
    pagina.gravar.click()
    mesa_at.qtbot.waitUntil(lambda: tela.pagina is tela.feito)
    ra = do_ra(sessao)
    assert (ra["rgat_dsobservacao"], ra["rgat_dspontoreferencia"]) == ("MINHA", "OUTRO PONTO")


def test_the_web_system_is_the_other(mesa_at, dsn, sessao):
    """Who it was is the role of the plain connection, as the audit saw it."""
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    web(dsn, "rgat_dsobservacao = %s, meso_id = %s", "DA WEB", IDS.meio_telefone)
    pagina = em_conflito(mesa_at)
    assert pagina.quem.text().startswith(f"Alterado por {dsn.username} em ")
    assert pagina.cartoes[0].opcoes[Escolha.DELES].text() == f"De {dsn.username}"
    pagina.cartoes[0].escolher(Escolha.MEU)
    pagina.gravar.click()
    mesa_at.qtbot.waitUntil(lambda: tela.pagina is tela.feito)
    ra = do_ra(sessao)
    assert (ra["rgat_dsobservacao"], ra["meso_id"]) == ("MINHA", IDS.meio_telefone)


def test_a_writer_that_the_audit_did_not_see_is_another_person(mesa_at, dsn):
    """Where the utility forbids triggers there is nobody to name."""
    mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    with conectar(dsn) as conexao:
        conexao.execute("SET session_replication_role = replica")
        conexao.execute("DELETE FROM gsan_desk.auditoria")
        conexao.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'DE NINGUEM' WHERE rgat_id = %s", (RUA,))
    pagina = em_conflito(mesa_at)
    assert pagina.quem.text() == "Alterado por outra pessoa."
    assert pagina.cartoes[0].opcoes[Escolha.DELES].text() == "De outra pessoa"


def test_somebody_closed_the_ra_meanwhile(mesa_at, dsn, sessao):
    """[FS0012] at the end too: said above the form, which keeps what was typed."""
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    web(dsn, "rgat_cdsituacao = 2, amen_id = 2, rgat_tmencerramento = now()")
    mesa_at.concluir()
    assert any("está encerrado e não pode ser alterado" in texto for texto in tela.barra.textos())
    assert mesa_at.f.dados_gerais.observacao.valor() == "MINHA"
    assert do_ra(sessao)["rgat_dsobservacao"] == "AGUARDANDO PROVIDÊNCIA"


def test_the_row_of_a_solicitante_conflicts_by_part(mesa_at, colega, sessao):
    tela = mesa_at.atualizar()
    aba = mesa_at.f.solicitantes
    mesa_at.f.mostrar_aba(Parte.SOLICITANTE)
    aba.lista.atualizar.click()
    mesa_at.qtbot.waitUntil(lambda: aba.editor is not None and aba.editor.campos.nome.text() == "JOAQUIM PEREIRA")
    mesa_at.rodar(aba.aguardar())
    aba.editor.campos.nome.definir("JOAQUIM P. DE SOUZA")
    comando = pegar(colega.banco, colega.contexto, RUA)
    gravar(colega.banco, colega.contexto, com_pessoa(comando, nome="JOAQUIM DE TAL", ponto_referencia="PERTO"))
    pagina = em_conflito(mesa_at)
    (cartao,) = pagina.cartoes
    assert (cartao.campo.texto_meu, cartao.campo.texto_deles) == ("JOAQUIM P. DE SOUZA", "JOAQUIM DE TAL")
    cartao.escolher(Escolha.MEU)
    pagina.gravar.click()
    mesa_at.qtbot.waitUntil(lambda: tela.pagina is tela.feito)
    (pessoa,) = do_ra_em(sessao, "ra_solicitante")
    assert (pessoa["raso_nmsolicitante"], pessoa["raso_dspontoreferencia"]) == ("JOAQUIM P. DE SOUZA", "PERTO")
    fones = sessao.execute(
        text("SELECT count(*) FROM atendimentopublico.solicitante_fone WHERE raso_id = :r"), {"r": RUA}
    )
    assert fones.scalar() == 2


def test_no_two_mnemonics_clash_in_the_chooser(mesa_at, colega):
    mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    colega(observacao="DO COLEGA")
    em_conflito(mesa_at)
    assert not repetidos(mesa_at.janela)


def test_closing_the_tab_from_the_chooser_asks_first(mesa_at, colega):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("MINHA")
    colega(observacao="DO COLEGA")
    em_conflito(mesa_at)
    mesa_at.janela.abas.pedir_fechamento(tela)
    mesa_at.botao_da_barra("Guardar rascunho").click()
    mesa_at.qtbot.waitUntil(lambda: mesa_at.frente is None)
    guardado = mesa_at.estacao.rascunhos.obter(f"atualizar_ra:{RUA}")
    assert guardado is not None
    assert guardado.dados["dados_gerais"]["dados_gerais.observacao"] == "MINHA"

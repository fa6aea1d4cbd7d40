"""The grid of solicitantes in Atualizar RA: attach, change, principal, remove (spec 10 §7.2, §10)."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from gsan_desk.domain.registro_atendimento import Fone
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.support.atualizacao import ALT, RUA, do_ra_em, mesa_at
from tests.support.cenario import IDS
from tests.support.mesa_ra import mudar
from tests.support.mnemonicos import repetidos

__all__ = ["mesa_at"]
CELULAR = Fone(3, "81", "987654321", "", True)
ENDERECO = {
    "logradouro_bairro_id": IDS.logradouro_bairro_flores,
    "logradouro_cep_id": IDS.logradouro_cep_flores,
    "numero": "12",
    "texto": "RUA DAS FLORES, 12 - CENTRO",
}


@pytest.fixture
def aba(mesa_at: Any) -> Any:
    mesa_at.atualizar()
    mesa_at.f.mostrar_aba(Parte.SOLICITANTE)
    return mesa_at.f.solicitantes


def adicionar(mesa_at: Any, aba: Any) -> Any:
    """Open a new row, with its protocolo."""
    aba.lista.adicionar.click()
    mesa_at.qtbot.waitUntil(lambda: aba.editor is not None)
    mesa_at.rodar(aba.aguardar())
    return aba.editor


def abrir(mesa_at: Any, aba: Any, numero: int = 0) -> Any:
    """Open an existing row."""
    aba.lista.tabela.ir_para(numero)
    aba.lista.atualizar.click()
    mesa_at.qtbot.waitUntil(lambda: aba.editor is not None)
    mesa_at.rodar(aba.aguardar())
    return aba.editor


def confirmar(mesa_at: Any, aba: Any) -> None:
    aba.editor.confirmar.click()
    mesa_at.rodar(aba.aguardar())


def fones(sessao: Any, solicitante: int) -> list[tuple[str, int]]:
    sessao.rollback()
    comando = text(
        "SELECT sofo_nnfone, sofo_icfonepadrao FROM atendimentopublico.solicitante_fone WHERE raso_id = :s ORDER BY 1"
    )
    return [(linha[0], linha[1]) for linha in sessao.execute(comando, {"s": solicitante})]


def test_the_list_says_who_asked(aba):
    (linha,) = aba.valor()
    textos = [coluna.texto(linha) for coluna in aba.lista.tabela.modelo.colunas]
    assert textos[0] == "Sim"
    assert len(textos[1]) == 14
    assert textos[2] == "JOAQUIM PEREIRA"


def test_a_new_row_has_its_protocolo_and_is_told_by_sms(mesa_at, aba, sessao):
    editor = adicionar(mesa_at, aba)
    protocolo = editor.protocolo.texto()
    assert len(protocolo) == 14
    assert protocolo not in [linha.protocolo for linha in aba.valor()]
    campos = editor.campos
    campos.nome.definir("MARIA DAS DORES")
    campos.endereco.de_rascunho(ENDERECO)
    campos.fones.definir((CELULAR,))
    assert campos.enviar_sms.isChecked()
    confirmar(mesa_at, aba)
    assert [linha.solicitante.nome for linha in aba.valor()] == ["JOAQUIM PEREIRA", "MARIA DAS DORES"]
    assert [linha.principal for linha in aba.valor()] == [True, False]
    mesa_at.gravado()
    antiga, nova = do_ra_em(sessao, "ra_solicitante", ordem="raso_id")
    assert (nova["raso_nmsolicitante"], nova["raso_nnprotocoloatendimento"]) == ("MARIA DAS DORES", protocolo)
    assert (nova["raso_icsolicitanteprincipal"], nova["raso_nnimovel"].strip()) == (2, "12")
    assert fones(sessao, nova["raso_id"]) == [("987654321", 1)]
    assert len(fones(sessao, antiga["raso_id"])) == 2
    mensagem = sessao.execute(text("SELECT numero, texto FROM gsan_desk.sms_mensagem")).one()
    assert mensagem.numero == "+5581987654321"
    assert protocolo in mensagem.texto
    detalhe = mesa_at.tela.feito.detalhe.text()
    assert f"Protocolo de MARIA DAS DORES: {protocolo}." in detalhe
    assert "fila de envio" in detalhe


def test_only_what_changed_of_a_row_is_written(mesa_at, aba, sessao):
    """GSAN loses the phones and the house number of rows that it rewrites (§10)."""
    (antes,) = do_ra_em(sessao, "ra_solicitante")
    editor = abrir(mesa_at, aba)
    campos = editor.campos
    assert campos.endereco.valor().numero == "88"
    assert len(campos.fones.valor()) == 2
    assert not campos.enviar_sms.isVisibleTo(campos)
    campos.ponto_referencia.definir("CASA VERDE")
    confirmar(mesa_at, aba)
    mesa_at.gravado()
    (depois,) = do_ra_em(sessao, "ra_solicitante")
    mudadas = {nome for nome in antes if antes[nome] != depois[nome]}
    assert mudadas == {"raso_dspontoreferencia", "raso_tmultimaalteracao"}
    assert len(fones(sessao, antes["raso_id"])) == 2


def test_opening_a_row_and_confirming_changes_nothing(mesa_at, aba):
    abrir(mesa_at, aba)
    confirmar(mesa_at, aba)
    assert aba.editor is None
    assert not mesa_at.tela.digitado


def test_a_cliente_instead_of_a_name(mesa_at, aba, sessao):
    campos = abrir(mesa_at, aba).campos
    for widget in (campos.endereco, campos.nome):
        widget.definir(None)
    campos.fones.definir(())
    campos.cliente.de_rascunho(str(IDS.cliente_cpf))
    mesa_at.rodar(aba.aguardar())
    confirmar(mesa_at, aba)
    mesa_at.gravado()
    (pessoa,) = do_ra_em(sessao, "ra_solicitante")
    assert (pessoa["clie_id"], pessoa["raso_nmsolicitante"], pessoa["lgbr_id"]) == (IDS.cliente_cpf, None, None)
    assert fones(sessao, pessoa["raso_id"]) == []


def test_a_unidade_with_its_funcionario_is_shown_and_kept(mesa_at):
    mesa_at.atualizar(IDS.ra_com_os)
    mesa_at.f.mostrar_aba(Parte.SOLICITANTE)
    aba = mesa_at.f.solicitantes
    campos = abrir(mesa_at, aba).campos
    assert campos.unidade.valor() == IDS.unidade_operacional
    assert campos.funcionario.valor() == IDS.funcionario_operacional
    confirmar(mesa_at, aba)
    assert not mesa_at.tela.digitado


def test_principal_moves_and_there_is_one(mesa_at, aba, sessao):
    campos = adicionar(mesa_at, aba).campos
    campos.nome.definir("MARIA")
    campos.endereco.de_rascunho(ENDERECO)
    confirmar(mesa_at, aba)
    assert aba.lista.tabela.atual().solicitante.nome == "MARIA"
    aba.lista.principal.click()
    assert [linha.principal for linha in aba.valor()] == [False, True]
    assert not aba.lista.principal.isEnabled()
    mesa_at.gravado()
    linhas = do_ra_em(sessao, "ra_solicitante", ordem="raso_id")
    assert [linha["raso_icsolicitanteprincipal"] for linha in linhas] == [2, 1]


def test_removing_leaves_the_last_one_as_principal(mesa_at, aba, sessao):
    campos = adicionar(mesa_at, aba).campos
    campos.nome.definir("MARIA")
    campos.endereco.de_rascunho(ENDERECO)
    confirmar(mesa_at, aba)
    aba.lista.tabela.ir_para(0)
    aba.lista.remover.click()
    assert [(linha.solicitante.nome, linha.principal) for linha in aba.valor()] == [("MARIA", True)]
    mesa_at.gravado()
    (linha,) = do_ra_em(sessao, "ra_solicitante")
    assert (linha["raso_nmsolicitante"], linha["raso_icsolicitanteprincipal"]) == ("MARIA", 1)


def test_nobody_left_is_refused(mesa_at, aba):
    """M44."""
    aba.lista.remover.click()
    mesa_at.f.aba_pedida.emit(Parte.ANEXOS)
    mesa_at.assentar()
    assert mesa_at.erro("solicitantes") == "O RA precisa de um solicitante."
    assert mesa_at.f.parte is Parte.SOLICITANTE


def test_the_rules_of_a_row_stand_beside_its_fields(mesa_at, aba):
    editor = adicionar(mesa_at, aba)
    confirmar(mesa_at, aba)
    assert aba.editor is editor
    assert editor.campos.formulario["solicitante.cliente_id"].erro.startswith("Informe o Cliente")
    editor.campos.nome.definir("MARIA")
    confirmar(mesa_at, aba)
    assert editor.campos.formulario["solicitante.endereco"].erro == "Informe Endereço."


def test_the_same_cliente_twice_is_refused(mesa_at):
    """M26, the row itself apart."""
    mesa_at.atualizar(IDS.ra_urgente)
    mesa_at.f.mostrar_aba(Parte.SOLICITANTE)
    aba = mesa_at.f.solicitantes
    editor = adicionar(mesa_at, aba)
    editor.campos.cliente.de_rascunho(str(IDS.cliente_cpf))
    mesa_at.rodar(aba.aguardar())
    confirmar(mesa_at, aba)
    assert "já é solicitante do RA" in editor.campos.formulario["solicitante.cliente_id"].erro


def test_concluir_takes_the_row_under_edition(mesa_at, aba, sessao):
    campos = adicionar(mesa_at, aba).campos
    campos.nome.definir("SEM CONFIRMAR")
    campos.endereco.de_rascunho(ENDERECO)
    mesa_at.gravado()
    nomes = [linha["raso_nmsolicitante"] for linha in do_ra_em(sessao, "ra_solicitante", ordem="raso_id")]
    assert nomes == ["JOAQUIM PEREIRA", "SEM CONFIRMAR"]


def test_concluir_with_a_wrong_row_under_edition_stays_there(mesa_at, aba):
    editor = adicionar(mesa_at, aba)
    editor.campos.nome.definir("SEM ENDERECO")
    mesa_at.f.mostrar_aba(Parte.DADOS_GERAIS)
    mesa_at.concluir()
    assert mesa_at.f.parte is Parte.SOLICITANTE
    assert aba.editor is editor
    assert editor.campos.formulario["solicitante.endereco"].erro == "Informe Endereço."


def test_what_only_the_base_knows_of_a_row_opens_it_with_the_message(mesa_at, aba, sessao):
    """Another especificação asks the document of the principal (2.9)."""
    mudar(
        sessao,
        "UPDATE atendimentopublico.ra_solicitante SET clie_id = :c, raso_nmsolicitante = NULL WHERE rgat_id = :r",
        c=IDS.cliente_sem_documento,
        r=RUA,
    )
    tela = mesa_at.tela
    tela.rodape.desfazer.click()
    mesa_at.qtbot.waitUntil(tela._tarefa.done)
    aba = mesa_at.f.solicitantes
    mesa_at.f.dados_gerais.especificacao.definir(IDS.espec_documento)
    mesa_at.f.mostrar_aba(Parte.SOLICITANTE)
    mesa_at.f.aba_pedida.emit(Parte.ANEXOS)
    mesa_at.assentar()
    assert "sem CPF/CNPJ" in mesa_at.erro("solicitantes")
    mesa_at.qtbot.waitUntil(lambda: aba.editor is not None)
    mesa_at.rodar(aba.aguardar())
    assert "sem CPF/CNPJ" in aba.editor.campos.formulario["solicitante.cliente_id"].erro


def test_survey_without_address_asks_what_to_do(mesa_at, aba):
    mesa_at.f.dados_gerais.especificacao.definir(IDS.espec_os_automatica)
    campos = adicionar(mesa_at, aba).campos
    assert campos._exige.email_pesquisa
    campos.nome.definir("MARIA")
    campos.endereco.de_rascunho(ENDERECO)
    campos.enviar_email.setChecked(True)
    aba.editor.confirmar.click()
    mesa_at.botao_da_barra("Seguir sem a pesquisa").click()
    mesa_at.qtbot.waitUntil(lambda: aba.editor is None)
    assert not aba.valor()[-1].solicitante.enviar_email


def test_giving_up_leaves_the_row_as_it_was(mesa_at, aba):
    editor = abrir(mesa_at, aba)
    editor.campos.nome.definir("OUTRO")
    assert mesa_at.tela.digitado
    editor.desistir.click()
    assert aba.editor is None
    assert aba.valor()[0].solicitante.nome == "JOAQUIM PEREIRA"
    assert not mesa_at.tela.digitado


def test_attach_with_the_keyboard_alone(mesa_at, sessao):
    mesa_at.atualizar()
    mesa_at.f.mostrar_aba(Parte.SOLICITANTE)
    aba = mesa_at.f.solicitantes
    mesa_at.teclado.tecla(Qt.Key.Key_L, ALT)
    mesa_at.qtbot.waitUntil(lambda: aba.editor is not None and aba.editor.campos.cliente.codigo.hasFocus())
    mesa_at.teclado.digitar(str(IDS.cliente_cpf))
    mesa_at.teclado.tecla(Qt.Key.Key_Return)
    mesa_at.qtbot.waitUntil(lambda: aba.editor.campos.cliente.valor() == IDS.cliente_cpf)
    mesa_at.reativar()
    mesa_at.teclado.tecla(Qt.Key.Key_K, ALT)
    mesa_at.qtbot.waitUntil(lambda: aba.editor is None)
    assert aba.lista.tabela.hasFocus()
    mesa_at.gravado()
    assert [linha["clie_id"] for linha in do_ra_em(sessao, "ra_solicitante", ordem="raso_id")] == [
        None,
        IDS.cliente_cpf,
    ]


def test_tab_goes_from_the_fields_to_confirmar(mesa_at, aba):
    editor = adicionar(mesa_at, aba)
    visitados: list[Any] = []
    mesa_at.reativar()
    editor.campos.focar()
    for _ in range(30):
        visitados.append(mesa_at.janela.focusWidget())
        if visitados[-1] is editor.desistir:
            break
        mesa_at.teclado.tecla(Qt.Key.Key_Tab)
    assert visitados[0] is editor.campos.cliente.codigo
    assert visitados[-2:] == [editor.confirmar, editor.desistir]
    assert all(editor.campos.isAncestorOf(campo) for campo in visitados[:-2])


def test_enter_opens_the_row(mesa_at, aba):
    aba.lista.tabela.setFocus()
    mesa_at.teclado.tecla(Qt.Key.Key_Return)
    mesa_at.qtbot.waitUntil(lambda: aba.editor is not None)


def test_no_two_mnemonics_clash_in_a_row(mesa_at, aba):
    campos = adicionar(mesa_at, aba).campos
    campos.nome.definir("MARIA")
    assert not repetidos(mesa_at.janela)

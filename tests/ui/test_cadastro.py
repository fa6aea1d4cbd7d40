"""The screens over tables of configuration, by a supervisor on a real server (spec 30)."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QRadioButton, QWidget
from sqlalchemy import text

from gsan_desk.domain.avisos import CANAL_DOMINIOS, Aviso
from gsan_desk.domain.conflito import Escolha
from gsan_desk.services.cadastro.descricao import Registro
from gsan_desk.services.cadastro.tabelas import CADASTROS
from gsan_desk.ui.cadastro.dialogo import DialogoRegistro
from gsan_desk.ui.cadastro.documento import PaginaDocumento
from gsan_desk.ui.cadastro.lista import PaginaManter
from gsan_desk.ui.cadastro.pagina import PaginaCadastro
from tests.support.botoes import apertar
from tests.support.cenario import IDS
from tests.support.form_ra import CTRL
from tests.support.mesa_ra import MesaRA, mudar
from tests.support.mnemonicos import repetidos
from tests.support.variante import OCORRENCIA as EM_ABERTO
from tests.support.variante import com_ocorrencias, tornar_anterior

AP = "atendimentopublico"
FUNCOES = {"inserir_tipo_solicitacao", "manter_tipo_solicitacao", "obrigatoriedade_documento", "manter_situacao_imovel"}


@pytest.fixture
def mesa(qtbot, laco, como, tmp_path, rodar):
    mesa = MesaRA(qtbot, como("supervisor"), tmp_path, rodar)
    yield mesa
    mesa.fechar()


def _abrir(mesa: MesaRA, funcao: str) -> Any:
    tela = mesa.janela.abrir(funcao)
    if isinstance(tela, PaginaCadastro):
        mesa.qtbot.waitUntil(lambda: tela.pronto and tela.corpo is not None)
    else:
        mesa.qtbot.waitUntil(lambda: tela.pronto)
    return tela


def _atualizar(mesa: MesaRA, cadastro: str, **filtro: Any) -> PaginaCadastro:
    """Filter for one and have it open."""
    lista = _abrir(mesa, f"manter_{cadastro}")
    for nome, valor in filtro.items():
        lista.filtros[nome].definir(valor)
    lista.procurar()
    tela = mesa.esperar(PaginaCadastro)
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.corpo is not None)
    return tela


def _gravar(mesa: MesaRA, tela: PaginaCadastro) -> None:
    tela.gravar()
    mesa.qtbot.waitUntil(lambda: tela.pronto)


def _erro(tela: PaginaCadastro, campo: str) -> str:
    assert tela.corpo is not None
    return tela.corpo.formulario[campo].erro


def _linha(sessao: Any, comando: str) -> Any:
    sessao.rollback()
    return sessao.execute(text(comando)).one()


def test_only_supervisors_have_the_screens(qtbot, laco, como, tmp_path, rodar):
    mesa = MesaRA(qtbot, como("atendente"), tmp_path, rodar)
    assert not FUNCOES & {f.id for f in mesa.janela.oferecidas()}
    mesa.fechar()


def test_every_flag_has_beside_it_what_it_does(mesa):
    especificacao = CADASTROS["tipo_solicitacao"].descricao.grades[0].descricao
    assert [c.nome for c in especificacao.campos if not c.ajuda] == []


def test_a_type_by_keyboard_with_an_especificacao(mesa, sessao):
    tela = _abrir(mesa, "inserir_tipo_solicitacao")
    assert repetidos(tela) == []
    mesa.teclado.digitar("Água na rua")
    tela.corpo.widgets["solicitacao_tipo_grupo_id"].definir(IDS.grupo_comercial)
    tela.corpo.widgets["indicador_falta_agua"].definir(2)
    tela.corpo.widgets["indicador_tarifa_social"].definir(2)
    assert not tela.corpo.widgets["indicador_uso_sistema"].isEnabled()
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    assert _erro(tela, "especificacoes") == "Informe Especificação do Tipo da Solicitação"
    tela.corpo.grades["especificacoes"].tabela.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Insert)
    dialogo = mesa.teclado.esperar_janela(DialogoRegistro)
    assert repetidos(dialogo) == []
    mesa.teclado.digitar("VAZAMENTO")
    mesa.teclado.tecla(Qt.Key.Key_Tab)
    mesa.teclado.digitar("4")
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.qtbot.waitUntil(lambda: bool(dialogo.corpo.formulario["indicador_matricula"].erro))
    for nome, widget in dialogo.corpo.widgets.items():
        if nome.startswith("indicador_") and widget.valor() is None:
            widget.definir(2)
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.qtbot.waitUntil(lambda: len(tela.corpo.grades["especificacoes"].linhas) == 1)
    mesa.reativar()
    _gravar(mesa, tela)
    assert tela.barra.textos() == ("Tipo de Solicitação com Especificações Água na rua inserido com sucesso",)
    gravada = _linha(sessao, f"SELECT * FROM {AP}.solicitacao_tipo_espec WHERE step_dssolcttipoespec = 'VAZAMENTO'")
    assert (gravada.step_nndiaprazo, gravada.step_icuso) == (4, 1)


def test_fields_open_and_close_with_the_others(mesa):
    tela = _atualizar(mesa, "tipo_solicitacao", descricao="CASOS DE TESTE")
    grade = tela.corpo.grades["especificacoes"]
    grade.tabela.ir_para([e["descricao"] for e in grade.linhas].index("ÁGUA LIGADA"))
    grade.alterar.click()
    dialogo = mesa.teclado.esperar_janela(DialogoRegistro)
    campos = dialogo.corpo.widgets
    assert campos["especificacao_imovel_situacao_id"].valor() == 2
    campos["indicador_matricula"].definir(2)
    assert (campos["especificacao_imovel_situacao_id"].valor(), campos["servico_tipo_id"].isEnabled()) == (None, False)
    assert not campos["especificacao_imovel_situacao_id"].isEnabled()
    campos["indicador_geracao_ordem_servico"].definir(1)
    assert campos["servico_tipo_id"].isEnabled()
    assert not campos["debito_tipo_id"].isEnabled()
    for nome in ("servicos", "pops"):
        grade_de_dentro = dialogo.corpo.grades[nome]
        assert grade_de_dentro.adicionar.isEnabled()
        grade_de_dentro.adicionar.click()
        interno = _por_cima(mesa, dialogo)
        assert repetidos(interno) == [], nome
        interno.reject()
    campos["indicador_geracao_debito"].definir(1)
    assert (campos["indicador_geracao_credito"].valor(), campos["indicador_geracao_credito"].isEnabled()) == (2, False)
    dialogo.reject()
    mesa.reativar()


def _por_cima(mesa: MesaRA, dialogo: DialogoRegistro) -> DialogoRegistro:
    """Wait for the dialog that the other opened."""

    def abertos() -> list[DialogoRegistro]:
        return [d for d in dialogo.findChildren(DialogoRegistro) if d.isVisible()]

    mesa.qtbot.waitUntil(lambda: len(abertos()) == 1)
    return abertos()[0]


def test_what_another_wrote_meanwhile_is_asked_field_by_field(mesa, sessao):
    tela = _atualizar(mesa, "tipo_solicitacao", descricao="CASOS DE TESTE")
    mudar(
        sessao,
        f"UPDATE {AP}.solicitacao_tipo SET sotp_ictarifasocial = 1, sotp_dssolicitacaotipo = 'DELES',"
        f" sotp_tmultimaalteracao = now() WHERE sotp_id = {IDS.tipo_comum}",
    )
    tela.corpo.widgets["descricao"].definir("MEU")
    tela.gravar()
    mesa.qtbot.waitUntil(lambda: len(tela.conflito.cartoes) == 1 and tela.conflito.isVisible())
    tela.conflito.cartoes[0].escolher(Escolha.MEU)
    tela.gravar()
    mesa.qtbot.waitUntil(lambda: tela.pronto)
    gravado = _linha(sessao, f"SELECT * FROM {AP}.solicitacao_tipo WHERE sotp_id = {IDS.tipo_comum}")
    assert (gravado.sotp_dssolicitacaotipo, gravado.sotp_ictarifasocial) == ("MEU", 1)


def test_the_list_shows_removes_and_takes_out_of_use_with_the_count(mesa, sessao):
    lista = _abrir(mesa, "manter_tipo_solicitacao")
    assert repetidos(lista) == []
    lista.procurar()
    mesa.qtbot.waitUntil(lambda: lista.barra.textos() == ("Informe pelo menos uma opção de seleção.",))
    lista.atualizar.setChecked(False)
    lista.filtros["descricao"].definir("de teste")
    lista.filtros["descricao"].contendo.click()
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.qtbot.waitUntil(lambda: lista.pronto and lista.tabela.modelo.rowCount() == 1)
    lista.tabela.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Delete)
    apertar(mesa.qtbot, lista, "Sim, remover")
    mesa.qtbot.waitUntil(lambda: any("Não é possível excluir" in t for t in lista.barra.textos()) and lista.pronto)
    lista.tirar.click()
    mesa.qtbot.waitUntil(lambda: any("continuam como estão" in t for t in lista.barra.textos()))
    apertar(mesa.qtbot, lista, "Sim, tirar de uso")
    mesa.qtbot.waitUntil(lambda: any("fora de uso" in t for t in lista.barra.textos()) and lista.pronto)
    assert _linha(sessao, f"SELECT sotp_icuso FROM {AP}.solicitacao_tipo WHERE sotp_id = {IDS.tipo_comum}")[0] == 2


def test_criterios_of_a_situacao(mesa, sessao):
    assert repetidos(_abrir(mesa, "manter_situacao_imovel")) == []
    tela = _abrir(mesa, "inserir_situacao_imovel")
    assert repetidos(tela) == []
    tela.corpo.widgets["descricao"].definir("SÓ COM ÁGUA")
    tela.corpo.grades["criterios"].adicionar.click()
    dialogo = mesa.teclado.esperar_janela(DialogoRegistro)
    assert repetidos(dialogo) == []
    hidrometro = dialogo.corpo.widgets["indicador_hidrometro_ligacao_agua"]
    assert not hidrometro.isEnabled()
    dialogo.corpo.widgets["ligacao_agua_situacao_id"].definir(3)
    assert hidrometro.isEnabled()
    hidrometro.definir(1)
    dialogo.inserir.click()
    mesa.qtbot.waitUntil(lambda: len(tela.corpo.grades["criterios"].linhas) == 1)
    mesa.reativar()
    _gravar(mesa, tela)
    assert tela.barra.textos() == ("Especificação Situação do Imóvel SÓ COM ÁGUA inserida com sucesso!",)


def test_the_document_of_one_especificacao_and_of_several(mesa, sessao):
    tela = _abrir(mesa, "obrigatoriedade_documento")
    assert isinstance(tela, PaginaDocumento)
    assert repetidos(tela) == []
    tela.tipo.definir(IDS.tipo_comum)
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.especificacoes.count() > 0)
    _escolher(tela, "DOCUMENTO NO BALCÃO")
    assert (tela.documento.valor(), tela.responsavel.valor(), tela.meios.valor()) == (1, 2, {IDS.meio_balcao})
    _escolher(tela, "CLIENTE OBRIGATÓRIO")
    assert (tela.documento.valor(), tela.meios.isEnabled()) == (2, False)
    tela.documento.definir(1)
    assert tela.meios.livres.count() == 0
    tela.meios.todos_ca.click()
    assert tela.meios.exigidos.count() == 0
    tela.meios.livres.item(0).setSelected(True)
    tela.meios.la.click()
    (meio,) = tela.meios.valor()
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.qtbot.waitUntil(lambda: tela.pronto and "feito" in tela.barra._faixas)
    assert (
        _linha(sessao, f"SELECT meso_id FROM {AP}.sol_espec_doc_obrig_meio WHERE step_id = {IDS.espec_cliente}")[0]
        == meio
    )
    _escolher(tela, "SIMPLES", "URGENTE")
    assert tela.documento.valor() is None
    tela.documento.definir(1)
    tela.responsavel.definir(2)
    tela.gerar()
    mesa.qtbot.waitUntil(lambda: "SIMPLES" in tela.formulario["documento"].erro)


def _escolher(tela: PaginaDocumento, *nomes: str) -> None:
    tela.especificacoes.clearSelection()
    for n in range(tela.especificacoes.count()):
        item = tela.especificacoes.item(n)
        if item.text() in nomes:
            item.setSelected(True)


def test_the_answers_about_documents_are_kept_and_offered_again(mesa, sessao):
    tela = _abrir(mesa, "obrigatoriedade_documento")
    tela.tipo.definir(IDS.tipo_comum)
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.especificacoes.count() > 0)
    _escolher(tela, "CLIENTE OBRIGATÓRIO")
    assert mesa.estacao.rascunhos.listar("obrigatoriedade_documento") == ()
    tela.documento.definir(1)
    tela.meios.todos_ca.click()
    tela.meios.livres.item(0).setSelected(True)
    tela.meios.la.click()
    meios = tela.meios.valor()
    mudar(
        sessao,
        f"UPDATE {AP}.solicitacao_tipo_espec SET step_tmultimaalteracao = now() + interval '1 hour'"
        f" WHERE step_id = {IDS.espec_cliente}",
    )
    mesa.janela.abas.removeTab(mesa.janela.abas.indexOf(tela))
    tela.deleteLater()
    outra = mesa.janela.abrir("obrigatoriedade_documento")
    mesa.qtbot.waitUntil(lambda: any("não foi gravado" in dito for dito in outra.barra.textos()))
    assert repetidos(outra) == []
    apertar(mesa.qtbot, outra.barra, "Retomar")
    mesa.qtbot.waitUntil(lambda: outra.pronto)
    assert (outra.tipo.valor(), outra.especificacoes.escolhidos()) == (IDS.tipo_comum, {IDS.espec_cliente})
    assert (outra.documento.valor(), outra.responsavel.valor(), outra.meios.valor()) == (1, 2, meios)
    assert any("mudou depois" in dito for dito in outra.barra.textos())
    outra.gerar()
    mesa.qtbot.waitUntil(lambda: outra.pronto and "feito" in outra.barra._faixas)
    assert mesa.estacao.rascunhos.listar("obrigatoriedade_documento") == ()


def test_ocorrencias_are_offered_only_where_the_base_has_them(qtbot, laco, como, tmp_path, rodar, dsn):
    com_ocorrencias(dsn)
    mesa = MesaRA(qtbot, como("supervisor"), tmp_path, rodar)
    qtbot.waitUntil(lambda: "manter_ocorrencia_operacional" in {f.id for f in mesa.janela.oferecidas()})
    lista = _abrir(mesa, "manter_ocorrencia_operacional")
    assert repetidos(lista) == []
    filtros = lista.filtros
    todos = filtros["motivo_id"].count()
    assert filtros["bairro_id"].count() == 1
    filtros["municipio_id"].definir(IDS.municipio)
    assert filtros["bairro_id"].count() > 1
    filtros["bairro_id"].definir(IDS.bairro_norte)
    filtros["tipo_id"].definir(1)
    assert filtros["motivo_id"].count() == 5 < todos
    filtros["motivo_id"].definir(1)
    filtros["tipo_id"].definir(2)
    assert filtros["motivo_id"].valor() is None
    lista.limpar.click()
    assert (filtros["bairro_id"].valor(), filtros["bairro_id"].count()) == (None, 1)
    assert filtros["motivo_id"].count() == todos
    filtros["em_aberto"].definir(1)
    lista.procurar()
    qtbot.waitUntil(lambda: lista.pronto and lista.tabela.modelo.rowCount() == 2)
    for nome in ("manter_motivo_ocorrencia", "inserir_motivo_ocorrencia"):
        assert repetidos(_abrir(mesa, nome)) == [], nome
    tela = _abrir(mesa, "inserir_ocorrencia_operacional")
    assert isinstance(tela, QWidget)
    assert repetidos(tela) == []
    campos = tela.corpo.widgets
    campos["municipio_id"].definir(mesa.ponte.contexto.dominios.municipios[IDS.municipio])
    assert campos["bairro_id"].count() > 1
    campos["tipo_id"].definir(1)
    assert campos["motivo_id"].count() == 5
    assert not campos["periodo_previsao"].isEnabled()
    campos["previsao"].definir(date(2026, 3, 11))
    tarde = next(o for o in campos["periodo_previsao"].findChildren(QRadioButton) if o.text() == "Tarde")
    tarde.click()
    assert campos["periodo_previsao"].valor() == 2
    tarde.click()
    assert campos["periodo_previsao"].valor() is None
    tarde.click()
    campos["previsao"].definir(None)
    assert (campos["periodo_previsao"].valor(), campos["periodo_previsao"].isEnabled()) == (None, False)
    mesa.fechar()
    tornar_anterior(dsn)
    sem = MesaRA(qtbot, como("supervisor"), tmp_path, rodar)
    qtbot.waitUntil(lambda: bool(sem.janela._indisponiveis))
    assert "manter_ocorrencia_operacional" not in {f.id for f in sem.janela.oferecidas()}
    sem.fechar()


def _consentir(sessao: Any, ocorrencia: int, numero: str) -> None:
    """Give the first RA to an ocorrência, its principal solicitante having agreed to be told."""
    mudar(
        sessao,
        f"UPDATE {AP}.registro_atendimento SET ocop_id = {ocorrencia} WHERE rgat_id = {IDS.ra_da_loja}",
    )
    mudar(
        sessao,
        f"INSERT INTO gsan_desk.ra_sms (rgat_id, raso_id, enviar, numero) SELECT rgat_id, raso_id, true, '{numero}'"
        f" FROM {AP}.ra_solicitante WHERE rgat_id = {IDS.ra_da_loja} AND raso_icsolicitanteprincipal = 1"
        " ON CONFLICT (rgat_id, raso_id) DO UPDATE SET enviar = true, numero = excluded.numero",
    )


@pytest.mark.parametrize(("resposta", "quantas"), [("Avisar 1 telefone(s)", 1), ("Não avisar", 0)])
def test_concluding_an_ocorrencia_offers_to_tell_its_citizens(mesa, sessao, dsn, resposta, quantas):
    com_ocorrencias(dsn)
    _consentir(sessao, EM_ABERTO, "+5581999990001")
    mesa.qtbot.waitUntil(lambda: "manter_ocorrencia_operacional" in {f.id for f in mesa.janela.oferecidas()})
    tela = _atualizar(mesa, "ocorrencia_operacional", em_aberto=1, tipo_id=1)
    assert not mesa.botao(tela, "Avisar por SMS…").isEnabled()
    assert repetidos(tela) == []
    tela.corpo.widgets["conclusao"].definir(tela.corpo.widgets["momento"].valor().date())
    _gravar(mesa, tela)
    mesa.qtbot.waitUntil(lambda: any("1 telefone(s) a avisar" in dito for dito in tela.barra.textos()))
    assert any("a ocorrencia de falta de agua em" in dito for dito in tela.barra.textos())
    apertar(mesa.qtbot, tela.barra, resposta)
    consulta = f"SELECT count(*) FROM gsan_desk.sms_mensagem WHERE chave = 'OCOP:{EM_ABERTO}:+5581999990001'"
    if quantas:
        mesa.qtbot.waitUntil(lambda: "1 mensagem(ns) na fila de SMS." in tela.barra.textos())
    assert _linha(sessao, consulta).count == quantas
    assert mesa.botao(tela, "Avisar por SMS…").isEnabled()


def test_a_change_elsewhere_reaches_the_screens_opened_from_then_on(mesa, sessao):
    mudar(sessao, f"UPDATE {AP}.solicitacao_tipo_espec SET step_icuso = 2 WHERE step_id = {IDS.espec_simples}")
    assert mesa.ponte.contexto.dominios.especificacoes[IDS.espec_simples].em_uso
    mesa.estacao.cadastros.avisado(Aviso(CANAL_DOMINIOS, "solicitacao_tipo_espec"))
    mesa.qtbot.waitUntil(lambda: not mesa.ponte.contexto.dominios.especificacoes[IDS.espec_simples].em_uso)


def _avisar(mesa: MesaRA, chegou: Any) -> None:
    mesa.estacao.cadastros.avisado(Aviso(CANAL_DOMINIOS, "solicitacao_tipo"))
    mesa.qtbot.waitUntil(chegou)


def test_open_forms_offer_what_changed_elsewhere_and_keep_what_was_typed(mesa, sessao):
    inserir = mesa.pronta(mesa.janela.abrir("inserir_ra"))
    gerais = inserir.formulario.dados_gerais
    tipo_id = mesa.ponte.contexto.dominios.especificacoes[IDS.espec_simples].tipo_id
    gerais.tipo.definir(tipo_id)
    gerais.especificacao.definir(IDS.espec_simples)
    tela = _abrir(mesa, "inserir_tipo_solicitacao")
    tela.corpo.widgets["descricao"].definir("Meu tipo")
    tela.corpo.widgets["solicitacao_tipo_grupo_id"].definir(IDS.grupo_comercial)
    documento = _abrir(mesa, "obrigatoriedade_documento")
    mudar(sessao, f"UPDATE {AP}.solicitacao_tipo SET sotp_icuso = 2 WHERE sotp_id = {tipo_id}")
    mudar(sessao, f"UPDATE {AP}.solicitacao_tipo SET sotp_dssolicitacaotipo = 'OUTRO NOME' WHERE sotp_id = 10")
    mudar(
        sessao,
        f"UPDATE {AP}.solicitacao_tipo_grupo SET sotg_dssolicitacaotipogrupo = 'NOVO GRUPO'"
        f" WHERE sotg_id <> {IDS.grupo_comercial}",
    )
    grupos = tela.corpo.widgets["solicitacao_tipo_grupo_id"]
    _avisar(mesa, lambda: grupos.findText("NOVO GRUPO") >= 0)
    assert (gerais.tipo.valor(), gerais.especificacao.valor()) == (tipo_id, IDS.espec_simples)
    for combo in (gerais.tipo, documento.tipo):
        assert combo.findText("OUTRO NOME") >= 0
    assert (ler_campo(tela, "descricao"), grupos.valor()) == ("Meu tipo", IDS.grupo_comercial)


def ler_campo(tela: PaginaCadastro, nome: str) -> Any:
    assert tela.corpo is not None
    return tela.corpo.widgets[nome].valor()


def test_what_was_typed_is_kept_and_offered_again(mesa):
    tela = _abrir(mesa, "inserir_situacao_imovel")
    tela.corpo.widgets["descricao"].definir("ÁGUA FACTÍVEL")
    tela.corpo.grades["criterios"].mostrar((Registro({"ligacao_agua_situacao_id": 2}),))
    tela.corpo.alterado.emit()
    tela._guardar()
    mesa.janela.abas.removeTab(mesa.janela.abas.indexOf(tela))
    tela.deleteLater()
    outra = mesa.janela.abrir("inserir_situacao_imovel")
    mesa.qtbot.waitUntil(lambda: any("não foi gravado" in dito for dito in outra.barra.textos()))
    assert repetidos(outra) == []
    apertar(mesa.qtbot, outra.barra, "Retomar")
    mesa.qtbot.waitUntil(lambda: outra.pronto)
    assert ler_campo(outra, "descricao") == "ÁGUA FACTÍVEL"
    assert [linha["ligacao_agua_situacao_id"] for linha in outra.corpo.grades["criterios"].linhas] == [2]
    assert outra.digitado
    outra.desfazer()
    mesa.qtbot.waitUntil(lambda: outra.pronto)
    assert mesa.estacao.rascunhos.listar("cadastro_situacao_imovel") == ()


def test_a_draft_of_a_change_is_merged_with_what_others_wrote_meanwhile(mesa, sessao):
    tela = _atualizar(mesa, "tipo_solicitacao", descricao=_nome_do_tipo(sessao))
    tela.corpo.widgets["indicador_tarifa_social"].definir(1)
    tela._guardar()
    mudar(
        sessao,
        f"UPDATE {AP}.solicitacao_tipo SET sotp_icfaltaagua = 1, sotp_tmultimaalteracao = now() + interval '1 hour'"
        f" WHERE sotp_id = {tela._id}",
    )
    mesa.janela.abas.removeTab(mesa.janela.abas.indexOf(tela))
    tela.deleteLater()
    mesa.janela.abas.procurar("manter_tipo_solicitacao").procurar()
    mesa.qtbot.waitUntil(lambda: isinstance(mesa.frente, PaginaCadastro))
    outra = mesa.frente
    apertar(mesa.qtbot, outra.barra, "Retomar")
    mesa.qtbot.waitUntil(lambda: outra.pronto)
    _gravar(mesa, outra)
    consulta = f"SELECT sotp_icfaltaagua, sotp_ictarifasocial FROM {AP}.solicitacao_tipo WHERE sotp_id = {outra._id}"
    assert tuple(_linha(sessao, consulta)) == (1, 1)
    assert any("Outra pessoa mudou" in dito for dito in outra.barra.textos())


def _nome_do_tipo(sessao: Any) -> str:
    consulta = (
        f"SELECT sotp_dssolicitacaotipo FROM {AP}.solicitacao_tipo JOIN {AP}.solicitacao_tipo_espec USING (sotp_id)"
    )
    return str(_linha(sessao, f"{consulta} WHERE step_id = {IDS.espec_simples}")[0])


def test_a_notice_without_content_reads_again_only_after_a_change(mesa, sessao):
    cadastros = mesa.estacao.cadastros
    cadastros.avisado(Aviso(CANAL_DOMINIOS))
    mesa.qtbot.waitUntil(lambda: cadastros._versao is not None)
    mudar(
        sessao,
        f"UPDATE {AP}.solicitacao_tipo_espec SET step_icuso = 2, step_tmultimaalteracao = now() + interval '1 hour'"
        f" WHERE step_id = {IDS.espec_simples}",
    )
    cadastros.avisado(Aviso(CANAL_DOMINIOS))
    mesa.qtbot.waitUntil(lambda: not mesa.ponte.contexto.dominios.especificacoes[IDS.espec_simples].em_uso)


def test_f5_on_any_screen_looks_at_the_domain_rows_too(mesa, sessao):
    cadastros = mesa.estacao.cadastros
    tela = _abrir(mesa, "manter_tipo_solicitacao")
    f5 = tela.findChild(QAction, "form.atualizar")
    f5.trigger()
    mesa.qtbot.waitUntil(lambda: cadastros._versao is not None)
    mudar(
        sessao,
        f"UPDATE {AP}.solicitacao_tipo_espec SET step_icuso = 2, step_tmultimaalteracao = now() + interval '1 hour'"
        f" WHERE step_id = {IDS.espec_simples}",
    )
    f5.trigger()
    mesa.qtbot.waitUntil(lambda: not mesa.ponte.contexto.dominios.especificacoes[IDS.espec_simples].em_uso)


def test_manter_is_one_tab_however_often_it_is_asked_for(mesa):
    primeira = _abrir(mesa, "manter_tipo_solicitacao")
    assert isinstance(primeira, PaginaManter)
    assert mesa.janela.abrir("manter_tipo_solicitacao") is primeira

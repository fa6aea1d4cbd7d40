"""Inserir RA from opening to protocolo: keyboard, errors, warnings, draft, faults."""

import asyncio
import itertools
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.models.atendimentopublico import (
    RegistroAtendimento,
    RegistroAtendimentoAnexo,
    RegistroAtendimentoSolicitante,
    Tramite,
)
from gsan_desk.models.desk import RAChave
from gsan_desk.services import ra_inserir
from gsan_desk.ui.bridge import EstadoConexao
from gsan_desk.ui.rascunho import Rascunhos
from gsan_desk.ui.registro_atendimento.inserir import Modo
from gsan_desk.ui.registro_atendimento.janelas import JanelaDebitos, JanelaProgramacao, JanelaRAs
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.support.cenario import IDS
from tests.support.form_ra import ALT, CTRL, form_ra
from tests.support.teclado import contar

__all__ = ["form_ra"]

ENDERECO_SOL = {
    "logradouro_bairro_id": IDS.logradouro_bairro_sol,
    "logradouro_cep_id": IDS.logradouro_cep_sol,
    "numero": "9",
    "municipio_id": IDS.municipio,
    "bairro_id": IDS.bairro_norte,
    "texto": "TRAVESSA DO SOL, 9 - NORTE",
}


def contar_ras(sessao) -> int:
    sessao.expire_all()
    return sessao.query(RegistroAtendimento).count()


def escolher(form, combo, texto: str) -> None:
    """Type in a combo that has the focus; Enter takes the row."""
    assert form.foco_em(combo), QApplication.focusWidget()
    combo.lineEdit().selectAll()
    form.teclado.digitar(texto)
    form.teclado.tecla(Qt.Key.Key_Return)
    with form.qtbot.waitActive(form.tela):  # the offscreen platform leaves the completer's popup active
        form.tela.activateWindow()


def test_registers_with_the_keyboard_alone(form_ra, sessao):
    """From the empty form to the success page, Tab, mnemonics and Ctrl+Enter only."""
    form_ra.abrir()
    protocolo = form_ra.tela.protocolo.texto()
    tecla, digitar, gerais = form_ra.teclado.tecla, form_ra.teclado.digitar, form_ra.f.dados_gerais
    gerais.formulario["dados_gerais.tipo_id"].focar()
    tipo = form_ra.contexto.dominios.tipos[IDS.tipo_comum]
    especificacao = form_ra.contexto.dominios.especificacoes[IDS.espec_sem_prazo]
    escolher(form_ra, gerais.tipo, tipo.descricao)
    tecla(Qt.Key.Key_Tab)
    escolher(form_ra, gerais.especificacao, especificacao.descricao)
    assert gerais.especificacao.valor() == IDS.espec_sem_prazo
    tecla(Qt.Key.Key_Tab)
    digitar("Torneira do jardim pingando")
    tecla(Qt.Key.Key_Right, ALT)
    form_ra.qtbot.waitUntil(lambda: form_ra.f.parte is Parte.LOCAL)
    assert form_ra.foco_em(form_ra.f.local.campos.imovel_id)
    digitar(str(IDS.imovel_em_quadra_2))
    tecla(Qt.Key.Key_Right, ALT)
    form_ra.qtbot.waitUntil(lambda: form_ra.f.parte is Parte.SOLICITANTE)
    digitar(str(IDS.cliente_cpf))
    tecla(Qt.Key.Key_Return, CTRL)
    form_ra.esperar_sucesso()
    assert form_ra.tela.sucesso.protocolo.texto() == protocolo
    assert "inserido com sucesso" in form_ra.tela.sucesso.frase.text()
    ra = sessao.query(RegistroAtendimento).order_by(RegistroAtendimento.id.desc()).first()
    assert (ra.imovel_id, ra.especificacao_id) == (IDS.imovel_em_quadra_2, IDS.espec_sem_prazo)
    assert ra.observacao == "Torneira do jardim pingando"
    quem = sessao.query(RegistroAtendimentoSolicitante).filter_by(registro_atendimento_id=ra.id).one()
    assert (quem.cliente_id, quem.protocolo) == (IDS.cliente_cpf, protocolo)
    assert not form_ra.falhas


def test_every_missing_field_at_once_and_the_focus_on_the_first(form_ra):
    form_ra.abrir()
    form_ra.f.dados_gerais.meio.definir(None)
    form_ra.concluir()
    assert form_ra.erro("dados_gerais.meio_id") == "Informe Meio de Solicitação."
    assert form_ra.erro("dados_gerais.tipo_id") == "Informe Tipo de Solicitação."
    assert form_ra.erro("dados_gerais.especificacao_id") == "Informe Especificação."
    assert form_ra.erro("local.imovel_id") == "Identifique o local da ocorrência ou descreva-o."
    assert form_ra.erro("solicitante.cliente_id").startswith("Informe o Cliente")
    assert form_ra.f.parte is Parte.DADOS_GERAIS
    assert form_ra.foco_em(form_ra.f.dados_gerais.meio)


def test_leaving_a_tab_forwards_checks_it_and_backwards_does_not(form_ra):
    form_ra.abrir()
    form_ra.teclado.tecla(Qt.Key.Key_Right, ALT)
    form_ra.qtbot.waitUntil(lambda: bool(form_ra.erro("dados_gerais.tipo_id")))
    assert form_ra.f.parte is Parte.DADOS_GERAIS
    form_ra.especificar(IDS.espec_simples)
    form_ra.teclado.tecla(Qt.Key.Key_Right, ALT)
    form_ra.qtbot.waitUntil(lambda: form_ra.f.parte is Parte.LOCAL)
    assert form_ra.erro("dados_gerais.tipo_id") == ""
    form_ra.teclado.tecla(Qt.Key.Key_Left, ALT)
    assert form_ra.f.parte is Parte.DADOS_GERAIS
    assert form_ra.erro("local.imovel_id") == ""


def test_clicking_a_far_tab_checks_those_on_the_way(form_ra):
    form_ra.abrir()
    form_ra.especificar(IDS.espec_simples)
    barra = form_ra.f.tabBar()
    form_ra.qtbot.mouseClick(barra, Qt.MouseButton.LeftButton, pos=barra.tabRect(Parte.ANEXOS).center())
    form_ra.qtbot.waitUntil(lambda: bool(form_ra.erro("local.imovel_id")))
    assert form_ra.f.parte is Parte.LOCAL


def test_number_of_the_tab_asks_for_it(form_ra):
    form_ra.abrir()
    form_ra.especificar(IDS.espec_simples)
    form_ra.teclado.tecla(Qt.Key.Key_2, ALT)
    form_ra.qtbot.waitUntil(lambda: form_ra.f.parte is Parte.LOCAL)


def test_manual_number_already_used_is_refused_when_leaving_the_tab(form_ra):
    form_ra.abrir()
    gerais = form_ra.f.dados_gerais
    gerais.tipo_atendimento.definir(TipoAtendimento.MANUAL)
    form_ra.especificar(IDS.espec_simples)
    gerais.data.setText("01/01/2026")
    gerais.hora.setText("08:00")
    gerais.numero_manual.setText(str(IDS.numero_manual_usado))
    form_ra.teclado.tecla(Qt.Key.Key_Right, ALT)
    form_ra.qtbot.waitUntil(lambda: bool(form_ra.erro("dados_gerais.numero_manual")))
    assert "já usado" in form_ra.erro("dados_gerais.numero_manual")


def test_character_that_the_base_cannot_hold_is_refused_at_its_field(form_ra):
    form_ra.ponte.contexto = replace(form_ra.contexto, codificacao="LATIN1")
    form_ra.abrir()
    form_ra.preencher()
    form_ra.f.dados_gerais.observacao.definir("preço em €")
    form_ra.concluir()
    assert "€" in form_ra.erro("dados_gerais.observacao")
    assert form_ra.tela.pagina is not form_ra.tela.sucesso


def test_concluir_twice_registers_once(form_ra, sessao):
    antes = contar_ras(sessao)
    form_ra.abrir()
    form_ra.preencher()
    concluidos = []
    form_ra.tela.concluido.connect(concluidos.append)
    form_ra.tela.rodape.concluir.click()
    form_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    form_ra.tela.rodape.concluir.click()
    form_ra.esperar_sucesso()
    form_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    assert len(concluidos) == 1
    assert contar_ras(sessao) == antes + 1


def test_the_same_form_sent_again_says_that_it_is_there(form_ra, sessao):
    """The answer was lost after the commit: the retry finds the RA by the key of the form."""
    form_ra.abrir()
    form_ra.preencher()
    comando = form_ra.f.comando(form_ra.tela._aberto, frozenset())
    numero = form_ra.banco.executar(ra_inserir.concluir, form_ra.contexto, comando).numero
    antes = contar_ras(sessao)
    form_ra.concluir()
    form_ra.qtbot.waitUntil(
        lambda: form_ra.tela.pagina is form_ra.tela.sucesso or bool(form_ra.erro("local.imovel_id"))
    )
    assert form_ra.tela.sucesso.frase.text() == f"Este RA já foi incluído com o número {numero}."
    assert contar_ras(sessao) == antes


def test_concluir_is_off_while_it_runs(form_ra):
    form_ra.abrir()
    form_ra.preencher()
    form_ra.tela.rodape.concluir.click()
    form_ra.qtbot.waitUntil(lambda: form_ra.tela.ocupado.em_andamento)
    assert not form_ra.tela.rodape.concluir.isEnabled()
    assert not form_ra.tela.rodape.cancelar.isEnabled()
    form_ra.esperar_sucesso()


# Warnings


def test_all_warnings_on_one_page_and_asked_once_for_the_place(form_ra, sessao):
    consultados = []
    form_ra.abrir(abrir_ra=consultados.append)
    form_ra.especificar(IDS.espec_simples)
    form_ra.imovel(IDS.imovel_normal)
    form_ra.ir_sem_conferir(Parte.LOCAL)
    form_ra.teclado.tecla(Qt.Key.Key_Right, ALT)
    form_ra.esperar_avisos()
    avisos = form_ra.tela.avisos
    textos = [b.text() for b in avisos.findChildren(QPushButton)]
    assert "Consultar RAs Pendentes" in textos
    assert "Consultar RAs Encerrados" in textos
    encerrados = next(b for b in avisos.findChildren(QPushButton) if b.text() == "Consultar RAs Encerrados")
    encerrados.click()
    janela = form_ra.teclado.esperar_janela(JanelaRAs)
    assert not janela.isModal()
    assert [r.numero for r in janela.tabela.modelo.linhas] == [IDS.ra_encerrado]
    form_ra.teclado.tecla(Qt.Key.Key_Return)
    assert consultados == [IDS.ra_encerrado]
    janela.close()
    form_ra.tela.activateWindow()
    avisos.voltar.click()
    form_ra.qtbot.waitUntil(lambda: form_ra.tela.pagina is not avisos)
    assert form_ra.f.parte is Parte.LOCAL
    form_ra.ir_sem_conferir(Parte.LOCAL)
    form_ra.teclado.tecla(Qt.Key.Key_Right, ALT)
    form_ra.esperar_avisos()
    form_ra.teclado.tecla(Qt.Key.Key_Return)
    form_ra.qtbot.waitUntil(lambda: form_ra.f.parte is Parte.SOLICITANTE)
    form_ra.assentar()
    form_ra.concluir()
    form_ra.esperar_sucesso()


def test_concluir_from_the_first_tab_asks_too(form_ra):
    form_ra.abrir()
    form_ra.preencher(IDS.espec_simples, IDS.imovel_normal)
    form_ra.concluir()
    form_ra.esperar_avisos()
    form_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    form_ra.esperar_sucesso()


def test_pending_ras_of_the_street(form_ra):
    form_ra.abrir()
    form_ra.especificar(IDS.espec_simples)
    campos = form_ra.f.local.campos
    campos.endereco.de_rascunho(
        {
            **ENDERECO_SOL,
            "logradouro_bairro_id": IDS.logradouro_bairro_flores,
            "logradouro_cep_id": IDS.logradouro_cep_flores,
        }
    )
    campos.localidade_id.de_rascunho(str(IDS.localidade_centro))
    form_ra.ir_sem_conferir(Parte.LOCAL)
    form_ra.teclado.tecla(Qt.Key.Key_Right, ALT)
    form_ra.esperar_avisos()
    botao = next(b for b in form_ra.tela.avisos.findChildren(QPushButton) if b.text() == "Consultar RAs Pendentes")
    botao.click()
    janela = form_ra.teclado.esperar_janela(JanelaRAs)
    assert IDS.ra_pendente_endereco in [r.numero for r in janela.tabela.modelo.linhas]
    textos = " ".join(r.text() for r in janela.findChildren(QLabel))
    assert "Tipo de Solicitação" in textos
    assert ENDERECO_SOL["texto"] in textos
    janela.close()


def test_lack_of_water_of_the_area_offers_the_general_ra(form_ra):
    form_ra.abrir()
    form_ra.especificar(IDS.espec_falta_agua_imovel)
    form_ra.imovel(IDS.imovel_em_quadra_2)
    form_ra.f.local.campos.bairro_area_id.definir(IDS.area_centro_b)
    form_ra.ir_sem_conferir(Parte.LOCAL)
    form_ra.teclado.tecla(Qt.Key.Key_Right, ALT)
    form_ra.esperar_avisos()
    botoes = {b.text(): b for b in form_ra.tela.avisos.findChildren(QPushButton)}
    if "Abastecimento/Manutenção" in botoes:
        botoes["Abastecimento/Manutenção"].click()
        form_ra.teclado.esperar_janela(JanelaProgramacao).close()
        form_ra.tela.avisos.responder(True)
        form_ra.qtbot.waitUntil(lambda: form_ra.f.parte is Parte.SOLICITANTE)
        form_ra.ir_sem_conferir(Parte.LOCAL)
        form_ra.teclado.tecla(Qt.Key.Key_Right, ALT)
        form_ra.esperar_avisos()
        botoes = {b.text(): b for b in form_ra.tela.avisos.findChildren(QPushButton)}
    primeiro = form_ra.tela.protocolo.texto()
    botoes["Abrir RA de Falta de Água Geral"].click()
    form_ra.qtbot.waitUntil(lambda: form_ra.tela.pronto and form_ra.tela.protocolo.texto() not in (primeiro, "…"))
    gerais = form_ra.f.dados_gerais
    assert gerais.especificacao.valor() == IDS.espec_falta_agua_generalizada
    assert not gerais.tipo.isEnabled()
    assert not gerais.especificacao.isEnabled()


def test_buttons_of_functions_not_built_are_not_there(form_ra):
    form_ra.abrir()
    form_ra.preencher(IDS.espec_simples, IDS.imovel_normal)
    form_ra.concluir()
    form_ra.esperar_avisos()
    textos = " ".join(b.text() for b in form_ra.tela.findChildren(QPushButton)).lower()
    for ausente in ("adicionar solicitante", "reativar", "encerrar ra", "reiterar"):
        assert ausente not in textos
    form_ra.tela.avisos.responder(False)


def test_pending_ras_of_the_imovel_open_beside_the_form(form_ra):
    form_ra.abrir()
    form_ra.imovel(IDS.imovel_com_ra_pendente)
    form_ra.f.local._pendentes.click()
    janela = form_ra.teclado.esperar_janela(JanelaRAs)
    assert IDS.ra_pendente_imovel in [r.numero for r in janela.tabela.modelo.linhas]
    assert janela.findChildren(QPushButton, "")[0] is not None
    janela.close()


def test_debts_of_the_imovel_open_beside_the_form(form_ra):
    form_ra.abrir()
    form_ra.imovel(IDS.imovel_com_debito)
    botao = next(b for b in form_ra.f.local.findChildren(QPushButton) if b.text() == "Consultar Débitos (&W)")
    botao.click()
    janela = form_ra.teclado.esperar_janela(JanelaDebitos)
    assert [d.tipo for d in janela.tabela.modelo.linhas] == ["Conta"]
    janela.close()


# E-mail


def test_survey_without_address_asks_what_to_do(form_ra, sessao):
    form_ra.abrir()
    form_ra.preencher(IDS.espec_os_automatica, IDS.imovel_em_quadra_2)
    form_ra.f.solicitante.enviar_email.setChecked(True)
    form_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    form_ra.botao_da_barra("Informar o email").click()
    form_ra.qtbot.waitUntil(lambda: form_ra.foco_em(form_ra.f.solicitante.email))
    assert form_ra.erro("solicitante.email") == "Informe Endereço de email."
    form_ra.qtbot.waitUntil(lambda: form_ra.tela.pronto)
    form_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    form_ra.botao_da_barra("Seguir sem a pesquisa").click()
    form_ra.esperar_sucesso()
    assert "Ordem de Serviço de código" in form_ra.tela.sucesso.frase.text()


# Draft


def test_draft_is_offered_again_after_a_crash_under_its_own_protocolo(form_ra):
    tela = form_ra.abrir()
    protocolo, chave = tela.protocolo.texto(), tela._aberto.chave
    form_ra.preencher(IDS.espec_por_localidade, IDS.imovel_norte)
    form_ra.f.dados_gerais.observacao.definir("Não pode se perder")
    form_ra.f.solicitante.fones.de_rascunho(
        [{"tipo_id": 3, "ddd": "81", "numero": "987654321", "ramal": "", "principal": True}]
    )
    antes = form_ra.f.comando(tela._aberto, frozenset())
    tela._guarda.guardar()
    form_ra.rascunhos.descarregar()
    morrer(form_ra)

    form_ra.abrir(esperar=False)
    form_ra.botao_da_barra("Retomar").click()
    form_ra.qtbot.waitUntil(lambda: form_ra.tela.pronto and form_ra.tela.protocolo.texto() == protocolo)
    form_ra.qtbot.waitUntil(lambda: form_ra.f.solicitante.nome.text() == "Maria das Dores")
    form_ra.assentar()
    form_ra.qtbot.waitUntil(form_ra.tela._tarefa.done)
    assert form_ra.tela._aberto.chave == chave
    depois = form_ra.f.comando(form_ra.tela._aberto, frozenset())
    assert depois == replace(antes, avisos_aceitos=frozenset())
    form_ra.concluir()
    form_ra.esperar_sucesso()
    form_ra.rascunhos.descarregar()
    assert not form_ra.rascunhos.listar("inserir_ra")


def morrer(form_ra) -> None:
    """The program ends without a word: its forms forget that they were open."""
    from gsan_desk.ui.registro_atendimento import rascunho_ra

    form_ra.tela.hide()
    rascunho_ra._abertos.clear()
    form_ra.rascunhos = Rascunhos(form_ra.pasta, intervalo=10)


def test_draft_thrown_away_is_not_offered_again(form_ra):
    form_ra.abrir()
    form_ra.f.dados_gerais.observacao.definir("algo")
    form_ra.tela._guarda.guardar()
    form_ra.rascunhos.descarregar()
    morrer(form_ra)
    form_ra.abrir(esperar=False)
    form_ra.botao_da_barra("Descartar").click()
    form_ra.qtbot.waitUntil(lambda: form_ra.tela.pronto and not form_ra.tela.barra.textos())
    form_ra.rascunhos.descarregar()
    assert not form_ra.rascunhos.listar("inserir_ra")


def test_an_offered_draft_does_not_hold_back_a_new_ra(form_ra):
    form_ra.abrir()
    form_ra.f.dados_gerais.observacao.definir("algo")
    form_ra.tela._guarda.guardar()
    form_ra.rascunhos.descarregar()
    morrer(form_ra)
    form_ra.abrir(esperar=False)
    form_ra.botao_da_barra("Retomar")
    form_ra.preencher()
    form_ra.tela.rodape.concluir.click()
    form_ra.esperar_sucesso()
    assert form_ra.rascunhos.listar("inserir_ra"), "the draft that nobody answered about is still there"


def test_draft_of_an_open_form_is_not_offered_to_another(form_ra):
    form_ra.abrir()
    form_ra.f.dados_gerais.observacao.definir("algo")
    form_ra.tela._guarda.guardar()
    form_ra.rascunhos.descarregar()
    form_ra.abrir()
    form_ra.qtbot.waitUntil(form_ra.tela._tarefa.done)
    assert not form_ra.tela.barra.textos()


def test_typing_is_kept_by_itself(form_ra):
    form_ra.abrir()
    form_ra.f.dados_gerais.observacao.editor.setFocus()
    form_ra.teclado.digitar("chamada caiu")

    def guardado() -> bool:
        listados = form_ra.rascunhos.listar("inserir_ra")
        return bool(listados) and "caiu" in listados[0].dados["dados_gerais"]["dados_gerais.observacao"]

    form_ra.qtbot.waitUntil(guardado)


def test_cancelar_asks_only_when_something_was_typed(form_ra):
    tela = form_ra.abrir()
    with form_ra.qtbot.waitSignal(tela.fechar_pedido):
        tela.rodape.cancelar.click()
    tela = form_ra.abrir()
    form_ra.f.dados_gerais.observacao.definir("algo")
    tela.rodape.cancelar.click()
    form_ra.botao_da_barra("Continuar digitando").click()
    form_ra.qtbot.waitUntil(tela._tarefa.done)
    assert form_ra.f.dados_gerais.observacao.valor() == "algo"
    tela.rodape.cancelar.click()
    with form_ra.qtbot.waitSignal(tela.fechar_pedido):
        form_ra.botao_da_barra("Descartar").click()
    form_ra.rascunhos.descarregar()
    assert not form_ra.rascunhos.listar("inserir_ra")


def test_desfazer_empties_and_keeps_the_protocolo(form_ra):
    tela = form_ra.abrir()
    protocolo = tela.protocolo.texto()
    form_ra.preencher()
    tela.rodape.desfazer.click()
    form_ra.botao_da_barra("Desfazer").click()
    form_ra.qtbot.waitUntil(tela._tarefa.done)
    assert tela.protocolo.texto() == protocolo
    assert form_ra.f.local.valor().imovel_id is None
    assert form_ra.f.dados_gerais.unidade.valor() == IDS.unidade_loja
    assert not tela.digitado


def test_closing_the_tab_may_keep_the_draft(form_ra, laco):
    tela = form_ra.abrir()
    assert form_ra.rodar(tela.pode_fechar())
    tela = form_ra.abrir()
    form_ra.f.dados_gerais.observacao.definir("algo")
    resposta = laco.create_task(tela.pode_fechar())
    form_ra.botao_da_barra("Guardar rascunho").click()
    form_ra.qtbot.waitUntil(resposta.done)
    assert resposta.result()
    assert form_ra.rascunhos.listar("inserir_ra")


def test_another_ra_has_another_protocolo(form_ra, sessao):
    tela = form_ra.abrir()
    primeiro = tela.protocolo.texto()
    form_ra.preencher()
    form_ra.concluir()
    form_ra.esperar_sucesso()
    tela.sucesso.botao_outro.click()
    form_ra.qtbot.waitUntil(lambda: tela.pronto and tela.protocolo.texto() not in ("…", primeiro))
    assert not tela.digitado
    assert form_ra.f.local.valor().imovel_id is None


# Anexos


def test_files_are_checked_converted_and_stored(form_ra, sessao, tmp_path):
    form_ra.abrir()
    form_ra.preencher()
    foto, texto, pesado = tmp_path / "foto da rua.png", tmp_path / "nota.pdf", tmp_path / "pesado.pdf"
    QImage(40, 30, QImage.Format.Format_RGB32).save(str(foto))
    texto.write_text("isto não é um PDF")
    pesado.write_bytes(b"%PDF-1.7\n" + b"0" * 1_048_576)
    anexos = form_ra.f.anexos
    anexos.observacao.setText("Vista do portão")
    anexos.adicionar([foto, texto, pesado])
    form_ra.rodar(anexos.aguardar())
    assert [(a.extensao, a.observacao) for a in anexos.valor()] == [("jpg", "Vista do portão")]
    assert "nota.pdf: Arquivo não aceito" in form_ra.erro("anexos")
    assert "pesado.pdf: Arquivo maior que 1 MB." in form_ra.erro("anexos")
    modelo = anexos.lista.modelo
    modelo.setData(modelo.index(0, 3), "Portão da frente")
    form_ra.concluir()
    form_ra.esperar_sucesso()
    gravado = sessao.query(RegistroAtendimentoAnexo).order_by(RegistroAtendimentoAnexo.id.desc()).first()
    assert gravado.descricao == "Portão da frente"
    assert bytes(gravado.documento).startswith(b"\xff\xd8\xff")


def test_files_are_dropped_removed_and_opened(form_ra, tmp_path, monkeypatch):
    form_ra.abrir()
    form_ra.ir_sem_conferir(Parte.ANEXOS)
    arquivo = tmp_path / "laudo.pdf"
    arquivo.write_bytes(b"%PDF-1.7\n")
    dados = QMimeData()
    dados.setUrls([QUrl.fromLocalFile(str(arquivo))])
    evento = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, dados, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    lista = form_ra.f.anexos.lista
    lista.dropEvent(evento)
    form_ra.rodar(form_ra.f.anexos.aguardar())
    assert [a.nome for a in lista.valor()] == ["laudo.pdf"]
    abertos: list[str] = []
    monkeypatch.setattr(
        "gsan_desk.ui.registro_atendimento.anexos.QDesktopServices.openUrl",
        lambda url: abertos.append(url.toLocalFile()),
    )
    lista.abrir.click()
    form_ra.rodar(form_ra.f.anexos.aguardar())
    assert Path(abertos[0]).read_bytes() == b"%PDF-1.7\n"
    lista.remover.click()
    assert lista.valor() == ()


# Modes


def test_general_lack_of_water_locks_what_is_asked(form_ra):
    form_ra.abrir(modo=Modo.FALTA_AGUA_GERAL)
    gerais = form_ra.f.dados_gerais
    assert gerais.especificacao.valor() == IDS.espec_falta_agua_generalizada
    assert not gerais.tipo.isEnabled()
    assert not form_ra.tela.digitado


# Shape


@pytest.mark.parametrize(
    ("parte", "especificacao"),
    [*((parte, IDS.espec_falta_agua_imovel) for parte in Parte), (Parte.LOCAL, IDS.espec_contas)],
)
def test_no_two_mnemonics_clash(form_ra, parte, especificacao):
    """Main menu and footer included: Alt+A, Alt+S and Alt+U belong to the window."""
    form_ra.abrir()
    form_ra.especificar(especificacao)
    form_ra.ir_sem_conferir(parte)
    letras = ["A", "S", "U"]
    for widget in form_ra.tela.findChildren(QWidget):
        texto = widget.text() if isinstance(widget, QLabel | QPushButton) or hasattr(widget, "isChecked") else ""
        if widget.isVisible() and "&" in texto and not (isinstance(widget, QLabel) and widget.buddy() is None):
            letras.append(texto[texto.index("&") + 1].upper())
    repetidas = {letra for letra in letras if letras.count(letra) > 1}
    assert not repetidas, (repetidas, letras)


@pytest.mark.parametrize("parte", list(Parte))
def test_every_control_has_an_accessible_name(form_ra, parte):
    form_ra.abrir()
    form_ra.ir_sem_conferir(parte)
    sem_nome = [
        w
        for w in form_ra.f.currentWidget().findChildren(QWidget)
        if w.isVisible()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (w.accessibleName() or getattr(w, "text", str)())
        and not isinstance(w.parent(), QDialog)
        and type(w).__name__ not in ("QScrollArea", "QWidget")
    ]
    assert not sem_nome, sem_nome


@pytest.mark.parametrize("parte", [Parte.DADOS_GERAIS, Parte.LOCAL, Parte.SOLICITANTE])
def test_tab_walks_from_top_to_bottom(form_ra, parte):
    form_ra.abrir()
    form_ra.ir_sem_conferir(parte)
    aba = form_ra.f.currentWidget()
    visitados: list[tuple[int, int]] = []
    for _ in range(40):
        foco = QApplication.focusWidget()
        if foco is None or not aba.isAncestorOf(foco):
            break
        ponto = foco.mapTo(aba.widget(), QPoint(0, 0))
        visitados.append((ponto.y() // 30, ponto.x()))
        form_ra.teclado.tecla(Qt.Key.Key_Tab)
    assert len(visitados) > 4
    linhas = [y for y, _ in visitados]
    voltas = [(a, b) for a, b in itertools.pairwise(linhas) if b < a - 4]
    assert not voltas, visitados


def test_no_turn_of_the_loop_takes_long(form_ra, laco):
    """Opening and showing every tab never holds the window; generous, since other things run here too."""
    demoras: list[float] = []

    async def vigiar() -> None:
        while True:
            antes = time.perf_counter()
            await asyncio.sleep(0.005)
            demoras.append(time.perf_counter() - antes - 0.005)

    vigia = laco.create_task(vigiar())
    form_ra.abrir()
    for parte in Parte:
        form_ra.ir_sem_conferir(parte)
        form_ra.assentar()
    vigia.cancel()
    assert demoras
    assert max(demoras) < 0.5


def test_statements_from_opening_to_protocolo(form_ra):
    """At most 16 from opening to protocolo, 10 of them in Concluir."""
    with contar(form_ra.banco.engine) as enviados:
        form_ra.abrir()
        form_ra.especificar(IDS.espec_sem_prazo)
        form_ra.imovel(IDS.imovel_em_quadra_2)
        form_ra.ir(Parte.SOLICITANTE)
        form_ra.f.solicitante.cliente.de_rascunho(str(IDS.cliente_cpf))
        form_ra.assentar()
        ate_concluir = len(enviados)
        form_ra.concluir()
        form_ra.esperar_sucesso()
    assert len(enviados) - ate_concluir <= 10, enviados[ate_concluir:]
    assert len(enviados) <= 16, enviados


def test_success_page_offers_what_there_is(form_ra):
    consultados, impressos = [], []
    tela = form_ra.abrir(abrir_ra=consultados.append, imprimir_via=impressos.append)
    form_ra.preencher()
    form_ra.concluir()
    form_ra.esperar_sucesso()
    tela.sucesso.botao_consultar.click()
    tela.sucesso.botao_imprimir.click()
    assert consultados == impressos
    assert len(consultados) == 1
    with form_ra.qtbot.waitSignal(tela.fechar_pedido):
        tela.sucesso.botao_fechar.click()


def test_success_page_offers_the_os_that_was_generated(form_ra):
    impressas = []
    tela = form_ra.abrir(imprimir_os=impressas.append)
    form_ra.preencher(IDS.espec_os_automatica, IDS.imovel_em_quadra_2)
    form_ra.concluir()
    form_ra.esperar_sucesso()
    assert tela.sucesso.botao_os.isVisible()
    tela.sucesso.botao_os.click()
    assert len(impressas) == 1


def test_first_tramite_takes_the_suggested_unit(form_ra, sessao):
    form_ra.abrir()
    form_ra.preencher(IDS.espec_por_localidade, IDS.imovel_norte)
    form_ra.concluir()
    form_ra.esperar_sucesso()
    tramite = sessao.query(Tramite).order_by(Tramite.id.desc()).first()
    assert tramite.unidade_destino_id == IDS.unidade_operacional
    assert sessao.query(RAChave).filter_by(registro_atendimento_id=tramite.registro_atendimento_id).count() == 1


def test_connection_that_returns_opens_a_form_that_could_not(form_ra, monkeypatch):
    from gsan_desk.domain.erros import BancoIndisponivel

    fora = True
    executar = form_ra.banco.executar

    def talvez(caso, *args, **kw):
        if fora:
            raise BancoIndisponivel("fora")
        return executar(caso, *args, **kw)

    monkeypatch.setattr(form_ra.banco, "executar", talvez)
    form_ra.abrir(esperar=False)
    form_ra.qtbot.waitUntil(lambda: bool(form_ra.tela.barra.textos()))
    assert not form_ra.f.isEnabled()
    fora = False
    form_ra.qtbot.waitUntil(lambda: form_ra.tela.pronto)
    assert form_ra.f.isEnabled()
    assert not form_ra.tela.barra.textos()
    assert form_ra.ponte.estado is EstadoConexao.CONECTADO

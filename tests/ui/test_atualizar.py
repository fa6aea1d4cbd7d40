"""Atualizar RA on screen [UC0408], as the person of the unit that holds it, on a real base (spec 10 §7)."""

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from gsan_desk.services.sessao import entrar
from gsan_desk.ui.atualizacao.atualizar import AtualizarRegistro
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.support.atualizacao import ALT, CTRL, RUA, do_ra, mesa_at
from tests.support.cenario import IDS
from tests.support.mesa_ra import mesa_ra, mudar
from tests.support.mnemonicos import repetidos

__all__ = ["mesa_at", "mesa_ra"]


def test_opens_with_what_the_ra_has(mesa_at):
    tela = mesa_at.atualizar(IDS.ra_com_os)
    gerais, local = mesa_at.f.dados_gerais, mesa_at.f.local.campos
    assert gerais.especificacao.valor() == IDS.espec_os_automatica
    assert gerais.unidade.valor() == IDS.unidade_loja
    assert gerais.observacao.valor() == "AGUARDANDO PROVIDÊNCIA"
    assert local.imovel_id.valor() == IDS.imovel_normal
    assert local.quadra_id.texto() == "10"
    assert local.endereco.texto.text().startswith("RUA")
    assert [linha.principal for linha in mesa_at.f.solicitantes.valor()] == [True]
    assert tela.cabeca.detalhe.text().startswith("Pendente · OPERAÇÃO DE ÁGUA · última alteração em")
    assert tela.windowTitle() == f"Atualizar RA {IDS.ra_com_os}"


@pytest.mark.parametrize(
    "numero", [RUA, IDS.ra_pendente_imovel, IDS.ra_com_os, IDS.ra_bloqueado, IDS.ra_falta_agua_imovel, IDS.ra_urgente]
)
def test_what_nobody_touched_is_no_change(mesa_at, sessao, numero):
    antes = do_ra(sessao, numero)
    tela = mesa_at.atualizar(numero)
    assert not tela.digitado
    comando = tela._comando()
    assert comando.dados_gerais == comando.lido.dados_gerais
    assert comando.local == tela._aberto.local
    assert comando.solicitantes == comando.lido.solicitantes
    mesa_at.gravado()
    assert tela.feito.frase.text().startswith("Nada mudou")
    assert do_ra(sessao, numero) == antes


def test_saves_what_changed_and_says_so(mesa_at, sessao):
    antes = do_ra(sessao)
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("OUTRO TEXTO")
    assert tela.digitado
    mesa_at.gravado()
    depois = do_ra(sessao)
    assert tela.feito.frase.text() == f"Registro de Atendimento de código {RUA} atualizado com sucesso."
    mudadas = {nome for nome in antes if antes[nome] != depois[nome]}
    assert mudadas == {"rgat_dsobservacao", "rgat_tmultimaalteracao"}
    assert mesa_at.acoes == ["Voltar a Consultar RA", "Atualizar outro Registro de Atendimento", "Fechar"]


# Preconditions and what may not change (§7.1, §7.2)


@pytest.mark.parametrize(
    ("numero", "motivo"),
    [
        (IDS.ra_da_loja, "O RA está com a unidade"),
        (IDS.ra_duplicado, "é duplicidade do RA"),
        (IDS.ra_encerrado, "está encerrado e não pode ser alterado."),
        (999_999, "RA não encontrado."),
    ],
)
def test_an_ra_that_may_not_be_changed_says_why(mesa_at, numero, motivo):
    tela = mesa_at.atualizar(numero)
    assert tela.pagina is tela.feito
    assert motivo in tela.feito.frase.text()
    assert not tela.formulario_aberto
    assert mesa_at.acoes == ["Consultar RA", "Fechar"]


def test_consultar_offers_it_with_the_reason_when_not(mesa_at):
    for numero, motivo in (
        (RUA, ""),
        (IDS.ra_bloqueado, ""),
        (IDS.ra_encerrado, f"O RA {IDS.ra_encerrado} está encerrado e não pode ser alterado."),
        (IDS.ra_duplicado, f"O RA {IDS.ra_duplicado} é duplicidade do RA {RUA}."),
    ):
        consultar = mesa_at.janela.abrir("consultar_ra", numero=numero)
        mesa_at.qtbot.waitUntil(lambda tela=consultar, ra=numero: tela.ra is not None and tela.ra.numero == ra)
        botao = consultar.acoes.botoes["Atualizar"]
        assert botao.isEnabled() is not bool(motivo)
        assert botao.toolTip() == (motivo or "Muda os dados do RA.")
    consultar = mesa_at.janela.abrir("consultar_ra", numero=RUA)
    mesa_at.qtbot.waitUntil(lambda: consultar.ra is not None)
    consultar.acoes.botoes["Atualizar"].click()
    mesa_at.qtbot.waitUntil(lambda: mesa_at.frente.windowTitle() == f"Atualizar RA {RUA}")


def test_another_unit_reads_why_it_may_not(mesa_ra):
    consultar = mesa_ra.janela.abrir("consultar_ra", numero=RUA)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not None)
    botao = consultar.acoes.botoes["Atualizar"]
    assert not botao.isEnabled()
    assert botao.toolTip() == "O RA está com a unidade OPERAÇÃO DE ÁGUA; você não pode alterá-lo."


def test_what_may_not_change_is_read_only_and_says_why(mesa_at):
    mesa_at.atualizar(IDS.ra_com_os)
    gerais = mesa_at.f.dados_gerais
    motivo = "Especificação não muda: há ordem de serviço no RA."
    for combo in (gerais.tipo, gerais.especificacao):
        assert not combo.isEnabled()
        assert combo.toolTip() == motivo
    assert gerais._nota.text() == motivo
    assert gerais._nota.isVisibleTo(gerais)
    for campo in (gerais.data, gerais.hora, gerais.espera_final, gerais.numero_manual):
        assert campo.isReadOnly()
        assert campo.toolTip()
    assert not gerais.tipo_atendimento.isEnabled()


def test_a_manual_ra_may_change_date_and_hour(mesa_at, sessao):
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = :u WHERE rgat_id = :r",
        u=IDS.unidade_operacional,
        r=IDS.ra_da_loja,
    )
    mesa_at.atualizar(IDS.ra_da_loja)
    gerais = mesa_at.f.dados_gerais
    assert gerais.numero_manual.text()
    assert gerais.numero_manual.isReadOnly()
    antes = do_ra(sessao, IDS.ra_da_loja)
    gerais.hora.definir(time(0, 5))
    mesa_at.gravado()
    depois = do_ra(sessao, IDS.ra_da_loja)
    assert depois["rgat_tmregistroatendimento"].time() == time(0, 5)
    assert depois["rgat_idmanual"] == antes["rgat_idmanual"]


def test_the_meio_follows_a_unidade_that_has_one(mesa_at, sessao):
    """§7.2; the one chosen by hand afterwards stays."""
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET meso_id = :meio WHERE rgat_id = :ra",
        meio=IDS.meio_telefone,
        ra=RUA,
    )
    mudar(
        sessao,
        "UPDATE atendimentopublico.ra_unidade SET unid_id = :unidade WHERE rgat_id = :ra AND attp_id = 1",
        unidade=IDS.unidade_so_abre,
        ra=RUA,
    )
    mesa_at.atualizar()
    gerais = mesa_at.f.dados_gerais
    assert gerais.meio.valor() == IDS.meio_telefone
    gerais.unidade.de_rascunho(str(IDS.unidade_loja))
    mesa_at.rodar(gerais.aguardar())
    assert gerais.meio.valor() == IDS.meio_balcao
    gerais.meio.definir(IDS.meio_interno)
    mesa_at.gravado()
    assert do_ra(sessao)["meso_id"] == IDS.meio_interno


def test_there_is_neither_unidade_destino_nor_parecer(mesa_at):
    mesa_at.atualizar()
    nomes = mesa_at.f.local.formulario.nomes()
    assert "local.unidade_destino_id" not in nomes
    assert "local.parecer" not in nomes


def test_values_that_went_out_of_use_are_shown_and_kept(mesa_at, sessao):
    mudar(sessao, "UPDATE atendimentopublico.meio_solicitacao SET meso_icuso = 2 WHERE meso_id = :m", m=IDS.meio_balcao)
    mudar(
        sessao,
        "UPDATE atendimentopublico.solicitacao_tipo_espec SET step_icuso = 2 WHERE step_id = :e",
        e=IDS.espec_simples,
    )
    mesa_at.estacao.ponte.contexto = mesa_at.banco.executar(entrar)
    antes = do_ra(sessao)
    mesa_at.atualizar()
    gerais = mesa_at.f.dados_gerais
    assert gerais.meio.valor() == IDS.meio_balcao
    assert gerais.especificacao.valor() == IDS.espec_simples
    gerais.observacao.definir("MUDOU")
    mesa_at.gravado()
    depois = do_ra(sessao)
    assert (depois["meso_id"], depois["step_id"]) == (antes["meso_id"], antes["step_id"])


def test_the_deadline_shown_is_the_one_stored_until_it_depends(mesa_at, sessao):
    """GSAN computes it anew on opening and overwrites both dates (§7.3)."""
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_dtprevistaatual = '2030-01-15' WHERE rgat_id = :r",
        r=RUA,
    )
    mesa_at.atualizar()
    gerais = mesa_at.f.dados_gerais
    assert gerais.data_prevista.text() == "15/01/2030"
    gerais.especificacao.definir(IDS.espec_sem_prazo)
    assert gerais.data_prevista.text() != "15/01/2030"
    gerais.especificacao.definir(IDS.espec_simples)
    assert gerais.data_prevista.text() == "15/01/2030"


# Checks: per tab and at the end


def test_leaving_a_tab_checks_it_beside_its_fields(mesa_at):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.unidade.limpar()
    mesa_at.f.aba_pedida.emit(Parte.LOCAL)
    mesa_at.assentar()
    assert mesa_at.f.parte is Parte.DADOS_GERAIS
    assert mesa_at.erro("dados_gerais.unidade_id") == "Informe Unidade de Atendimento."
    assert tela.window().focusWidget() is mesa_at.f.dados_gerais.unidade.codigo


def test_concluir_shows_what_is_wrong_in_every_tab_and_the_focus_on_the_first(mesa_at, sessao):
    antes = do_ra(sessao)
    tela = mesa_at.atualizar()
    mesa_at.f.mostrar_aba(Parte.ANEXOS)
    mesa_at.f.local.campos.localidade_id.limpar()
    mesa_at.f.local.campos.endereco.definir(None)
    mesa_at.f.local.campos.ponto_referencia.definir("NA ESQUINA")
    mesa_at.f.solicitantes.lista.remover.click()
    mesa_at.concluir()
    assert mesa_at.erro("local.endereco") == "Informe Endereço."
    assert mesa_at.erro("local.localidade_id") == "Informe Localidade."
    assert mesa_at.erro("solicitantes") == "O RA precisa de um solicitante."
    assert mesa_at.f.parte is Parte.LOCAL
    foco = tela.window().focusWidget()
    assert mesa_at.f.local.campos.endereco.isAncestorOf(foco)
    assert do_ra(sessao) == antes


def test_an_unknown_code_is_refused_beside_its_field(mesa_at):
    mesa_at.atualizar()
    mesa_at.f.local.campos.localidade_id.codigo.setText("999")
    mesa_at.concluir()
    assert mesa_at.erro("local.localidade_id") == "Localidade inexistente."


# Leaving


def test_closing_a_dirty_tab_asks(mesa_at):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("ALGO")
    mesa_at.janela.abas.pedir_fechamento(tela)
    mesa_at.botao_da_barra("Continuar digitando").click()
    mesa_at.qtbot.waitUntil(lambda: not tela.barra.textos())
    assert mesa_at.frente is tela
    mesa_at.janela.abas.pedir_fechamento(tela)
    mesa_at.botao_da_barra("Descartar").click()
    mesa_at.qtbot.waitUntil(lambda: mesa_at.frente is None)
    assert mesa_at.estacao.rascunhos.obter(f"atualizar_ra:{RUA}") is None


def test_an_untouched_tab_closes_at_once(mesa_at):
    tela = mesa_at.atualizar()
    tela.rodape.cancelar.click()
    mesa_at.qtbot.waitUntil(lambda: mesa_at.frente is None)


def test_desfazer_reads_the_ra_again(mesa_at, sessao):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("DIGITADO")
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_dsobservacao = 'DE OUTRO' WHERE rgat_id = :r",
        r=RUA,
    )
    tela.rodape.desfazer.click()
    mesa_at.botao_da_barra("Desfazer").click()
    mesa_at.qtbot.waitUntil(tela._tarefa.done)
    assert mesa_at.f.dados_gerais.observacao.valor() == "DE OUTRO"
    assert not tela.digitado


def test_open_tabs_of_the_ra_are_read_again_and_voltar_leads_to_consultar(mesa_at):
    consultar = mesa_at.janela.abrir("consultar_ra", numero=RUA)
    mesa_at.qtbot.waitUntil(lambda: consultar.ra is not None)
    mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("LIDO DE NOVO")
    mesa_at.gravado()
    mesa_at.qtbot.waitUntil(lambda: consultar.ra.gerais.observacao == "LIDO DE NOVO")
    mesa_at.teclado.tecla(Qt.Key.Key_V, ALT)
    mesa_at.qtbot.waitUntil(lambda: not any("Atualizar" in titulo for titulo in mesa_at.titulos))
    assert isinstance(mesa_at.frente, ConsultarRA)


def test_one_tab_for_an_ra(mesa_at):
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("ALGO")
    assert mesa_at.atualizar() is tela
    assert mesa_at.f.dados_gerais.observacao.valor() == "ALGO"


# Keyboard and screen reader


def test_from_consultar_to_the_end_with_the_keyboard_alone(mesa_at, sessao):
    consultar = mesa_at.janela.abrir("consultar_ra", numero=RUA)
    mesa_at.qtbot.waitUntil(lambda: consultar.ra is not None and consultar.numero.hasFocus())
    mesa_at.teclado.tecla(Qt.Key.Key_Z, ALT)
    tela = mesa_at.esperar(AtualizarRegistro)
    mesa_at.tela = tela
    mesa_at.qtbot.waitUntil(lambda: tela.pronto and tela._tarefa.done())
    mesa_at.teclado.tecla(Qt.Key.Key_B, ALT)
    mesa_at.qtbot.waitUntil(mesa_at.f.dados_gerais.observacao.editor.hasFocus)
    mesa_at.teclado.tecla(Qt.Key.Key_A, CTRL)
    mesa_at.teclado.digitar("SO COM O TECLADO")
    mesa_at.teclado.tecla(Qt.Key.Key_Right, ALT)
    mesa_at.qtbot.waitUntil(lambda: mesa_at.f.parte is Parte.LOCAL)
    mesa_at.teclado.tecla(Qt.Key.Key_F, ALT)
    mesa_at.qtbot.waitUntil(mesa_at.f.local.campos.ponto_referencia.hasFocus)
    mesa_at.teclado.digitar("NA ESQUINA")
    mesa_at.teclado.tecla(Qt.Key.Key_3, ALT)
    mesa_at.qtbot.waitUntil(lambda: mesa_at.f.parte is Parte.SOLICITANTE)
    mesa_at.concluir()
    mesa_at.qtbot.waitUntil(lambda: tela.pagina is tela.feito)
    ra = do_ra(sessao)
    assert (ra["rgat_dsobservacao"], ra["rgat_dspontoreferencia"]) == ("SO COM O TECLADO", "NA ESQUINA")


@pytest.mark.parametrize("parte", list(Parte))
def test_no_two_mnemonics_clash(mesa_at, parte):
    mesa_at.atualizar(IDS.ra_falta_agua_imovel)
    mesa_at.f.mostrar_aba(parte)
    assert not repetidos(mesa_at.janela)


@pytest.mark.parametrize("parte", list(Parte))
def test_every_control_has_an_accessible_name(mesa_at, parte):
    mesa_at.atualizar()
    mesa_at.f.mostrar_aba(parte)
    aba = mesa_at.f.currentWidget()
    sem_nome = [
        w
        for w in aba.findChildren(QWidget)
        if w.isVisible()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (w.accessibleName() or getattr(w, "text", str)())
        and not isinstance(w.parent(), QDialog)
        and type(w).__name__ not in ("QScrollArea", "QWidget")
    ]
    assert not sem_nome, sem_nome

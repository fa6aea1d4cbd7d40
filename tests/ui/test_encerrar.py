"""Encerrar RA on screen, and undoing a wrong duplicate, over a real server as an atendente [UC0435]."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from sqlalchemy import text

from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.consultas_do_ra.acoes_do_ra import acoes_do_ra
from gsan_desk.ui.encerramento.duplicidade import DesfazerDuplicidade
from gsan_desk.ui.encerramento.encerrar import EncerrarUmRA
from gsan_desk.ui.reativacao.reativar import ReativarUmRA
from tests.support.cenario import IDS, protocolo
from tests.support.form_ra import CTRL
from tests.support.mesa_ra import MesaRA, mesa_ra, mudar
from tests.support.mnemonicos import repetidos

__all__ = ["mesa_ra"]
RA = IDS.ra_da_loja
ALT = Qt.KeyboardModifier.AltModifier
PARA_A_LOJA = "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = 15 WHERE rgat_id = :n"


@pytest.fixture
def tela(mesa_ra) -> EncerrarUmRA:
    return mesa_ra.pronta(mesa_ra.abas.encerrar(RA))


def _ra(sessao, numero: int = RA):
    sessao.rollback()
    return sessao.execute(
        text("SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra"), {"ra": numero}
    ).one()


def _concluir(mesa_ra, tela) -> None:
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_ra.qtbot.waitUntil(tela._tarefa.done)


def _responder(mesa_ra, tela, nome: str) -> None:
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    next(b for b in tela.barra.findChildren(QPushButton) if b.text() == nome).click()


def _erro(tela, campo: str) -> str:
    return tela.formulario.formulario[f"encerramento.{campo}"].erro


def test_so_com_o_teclado_do_consultar_ao_encerrado(mesa_ra, sessao):
    consultar = mesa_ra.janela.abrir("consultar_ra", numero=RA)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not None and consultar.numero.hasFocus())
    mesa_ra.teclado.tecla(Qt.Key.Key_F, ALT)
    tela = mesa_ra.pronta(mesa_ra.esperar(EncerrarUmRA))
    mesa_ra.qtbot.waitUntil(tela.encerramento.motivo.hasFocus)
    mesa_ra.teclado.digitar("concluido")
    mesa_ra.teclado.tecla(Qt.Key.Key_Tab)
    mesa_ra.teclado.tecla(Qt.Key.Key_P, ALT)
    mesa_ra.teclado.digitar("feito o conserto")
    _concluir(mesa_ra, tela)
    assert tela.feito.frase.text() == f"RA {RA} encerrado com sucesso."
    ra = _ra(sessao)
    assert (ra.rgat_cdsituacao, ra.amen_id, ra.rgat_dsparecerencerramento) == (2, 2, "FEITO O CONSERTO")
    mesa_ra.teclado.tecla(Qt.Key.Key_C, ALT)
    de_novo = mesa_ra.esperar(ConsultarRA)
    mesa_ra.qtbot.waitUntil(lambda: de_novo.ra is not None and de_novo.ra.encerramento is not None)


def test_abre_com_o_painel_fechado_o_protocolo_e_a_data_travada(mesa_ra, tela):
    campos = tela.encerramento
    assert not tela.painel.aberta
    assert tela.painel.fatos.textos()["Nº Protocolo"].endswith(str(RA))
    assert campos.data.text()
    assert campos.data.isReadOnly()
    assert campos.hora.isReadOnly()
    assert campos.referencia.codigo.isReadOnly()
    assert not campos.debito.isVisible()
    assert not tela.digitado


def test_nenhum_mnemonico_se_repete(mesa_ra, tela):
    assert repetidos(tela) == []


def test_motivo_e_parecer_obrigatorios_ao_lado_dos_campos(mesa_ra, sessao):
    mudar(sessao, "UPDATE atendimentopublico.solicitacao_tipo_espec SET step_icparecerencerramento = 1")
    tela = mesa_ra.pronta(mesa_ra.abas.encerrar(RA))
    _concluir(mesa_ra, tela)
    assert _erro(tela, "motivo_id") == "Informe Motivo do Encerramento."
    assert _erro(tela, "parecer") == "Informe o Parecer."


def test_a_duplicidade_abre_o_ra_de_referencia_e_outro_motivo_o_limpa(mesa_ra, tela, sessao):
    campos = tela.encerramento
    campos.motivo.definir(IDS.motivo_duplicidade)
    assert not campos.referencia.codigo.isReadOnly()
    _concluir(mesa_ra, tela)
    assert _erro(tela, "ra_referencia_id") == "Informe o RA de Referência."
    campos.referencia.de_rascunho(str(IDS.ra_pendente_endereco))
    mesa_ra.rodar(tela.formulario.aguardar())
    assert campos.referencia.item().descricao == "SIMPLES"
    campos.motivo.definir(IDS.motivo_concluido)
    assert campos.referencia.valor() is None
    campos.motivo.definir(IDS.motivo_duplicidade)
    campos.referencia.de_rascunho("99999")
    mesa_ra.rodar(tela.formulario.aguardar())
    _concluir(mesa_ra, tela)
    assert _erro(tela, "ra_referencia_id") == "RA inexistente"
    campos.referencia.de_rascunho(str(IDS.ra_pendente_endereco))
    mesa_ra.rodar(tela.formulario.aguardar())
    _concluir(mesa_ra, tela)
    assert _ra(sessao).rgat_idduplicidade == IDS.ra_pendente_endereco


def test_so_a_central_digita_a_data(qtbot, laco, como, tmp_path, rodar, sessao):
    mesa = MesaRA(qtbot, como("admin"), tmp_path, rodar)
    tela = mesa.pronta(mesa.abas.encerrar(RA))
    campos = tela.encerramento
    assert not campos.data.isReadOnly()
    campos.motivo.definir(IDS.motivo_concluido)
    campos.data.definir(campos._hoje() + timedelta(days=1))
    _concluir(mesa, tela)
    assert _erro(tela, "data").startswith("Data do Encerramento posterior a ")
    ontem = campos._hoje() - timedelta(days=1)
    campos.data.definir(ontem)
    _concluir(mesa, tela)
    assert _ra(sessao).rgat_tmencerramento.date() == ontem
    mesa.fechar()


def test_as_os_em_aberto_sao_perguntadas_e_o_nao_deixa_tudo_como_esta(mesa_ra, sessao):
    mudar(sessao, PARA_A_LOJA, n=IDS.ra_com_os)
    tela = mesa_ra.pronta(mesa_ra.abas.encerrar(IDS.ra_com_os))
    tela.encerramento.motivo.definir(IDS.motivo_concluido)
    _concluir(mesa_ra, tela)
    assert _erro(tela, "motivo_id") == "RA com OS em aberto: não pode ser encerrado por execução."
    tela.encerramento.motivo.definir(IDS.motivo_nao_executado)
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    assert tela.barra.textos() == ("Há 1 OS em aberto que serão encerradas sem execução. Confirma?",)
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)  # while it is asked, nothing else begins
    assert len(tela.barra.textos()) == 1
    assert not tela.ocupado.em_andamento
    _responder(mesa_ra, tela, "Não")
    mesa_ra.qtbot.waitUntil(tela._tarefa.done)
    assert _ra(sessao, IDS.ra_com_os).rgat_cdsituacao == 1
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    _responder(mesa_ra, tela, "Sim, encerrar")
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)
    assert "OS encerradas sem execução: 1." in tela.feito.detalhe.text()
    assert _ra(sessao, IDS.ra_com_os).rgat_cdsituacao == 2


def test_o_novo_ra_da_especificacao_e_oferecido(mesa_ra, sessao):
    mudar(
        sessao,
        "UPDATE atendimentopublico.solicitacao_tipo_espec SET step_idnovora = :novo WHERE step_id = :espec",
        novo=IDS.espec_simples,
        espec=IDS.espec_cliente,
    )
    tela = mesa_ra.pronta(mesa_ra.abas.encerrar(RA))
    tela.encerramento.motivo.definir(IDS.motivo_concluido)
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_ra.qtbot.waitUntil(lambda: tela.barra.textos() == ("Abrir novo RA de SIMPLES?",))
    _responder(mesa_ra, tela, "Sim, abrir")
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)
    novo = int(tela.feito.detalhe.text().split("Aberto o RA ")[1].rstrip("."))
    assert _ra(sessao, novo).step_id == IDS.espec_simples
    mesa_ra.botao(tela.feito, f"Consultar RA {novo} (novo)").click()
    consultar = mesa_ra.esperar(ConsultarRA)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not None and consultar.ra.numero == novo)


def test_o_debito_sem_permissao_diz_que_e_no_gsan(mesa_ra, sessao):
    mudar(
        sessao,
        "UPDATE atendimentopublico.solicitacao_tipo_espec SET step_vldebito = 12.5, dbtp_id ="
        " (SELECT min(dbtp_id) FROM faturamento.debito_tipo) WHERE step_id = :espec",
        espec=IDS.espec_cliente,
    )
    tela = mesa_ra.pronta(mesa_ra.abas.encerrar(RA))
    campos = tela.encerramento
    campos.motivo.definir(IDS.motivo_nao_executado)
    assert not campos.debito.isVisible()
    campos.motivo.definir(IDS.motivo_concluido)
    assert campos.debito.isVisible()
    assert campos.debito_tipo.text()
    assert campos.debito_valor.text() == "12,50"
    assert not campos.nao_cobranca.isVisible()
    assert campos.aviso_debito.text().startswith("O encerramento desta especificação gera débito;")
    assert repetidos(tela) == []


def test_com_permissao_o_motivo_da_nao_cobranca_encerra(mesa_ra, sessao, como, qtbot, tmp_path, rodar):
    mudar(
        sessao,
        "UPDATE atendimentopublico.solicitacao_tipo_espec SET dbtp_id ="
        " (SELECT min(dbtp_id) FROM faturamento.debito_tipo) WHERE step_id = :espec",
        espec=IDS.espec_cliente,
    )
    mudar(sessao, "INSERT INTO seguranca.usuario_permissao_espec (usur_id, pmep_id) VALUES (101, 30)")
    mesa = MesaRA(qtbot, como("atendente"), tmp_path / "outra", rodar)
    tela = mesa.pronta(mesa.abas.encerrar(RA))
    tela.encerramento.motivo.definir(IDS.motivo_concluido)
    assert tela.encerramento.nao_cobranca.isVisible()
    _concluir(mesa, tela)
    assert _erro(tela, "motivo_nao_cobranca_id").startswith("O encerramento desta especificação gera débito;")
    tela.encerramento.nao_cobranca.definir(1)
    _concluir(mesa, tela)
    assert _ra(sessao).sncm_id == 1
    mesa.fechar()


def test_ra_de_outra_unidade_nao_abre_e_diz_por_que(mesa_ra):
    tela = mesa_ra.abas.encerrar(IDS.ra_pendente_imovel)
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)
    assert tela.feito.frase.text() == "RA na unidade OPERAÇÃO DE ÁGUA: encerramento não autorizado."


def test_ra_mudado_por_outro_guarda_o_digitado_e_oferece_reler(mesa_ra, tela, sessao):
    tela.encerramento.motivo.definir(IDS.motivo_concluido)
    tela.encerramento.parecer.definir("guarde isto")
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_tmultimaalteracao = localtimestamp WHERE rgat_id = :n",
        n=RA,
    )
    _concluir(mesa_ra, tela)
    assert tela.barra.textos() == (f"RA {RA} alterado por outro usuário; recarregue. (postgres)",)
    mesa_ra.teclado.tecla(Qt.Key.Key_G, ALT)
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto and not tela.barra.textos())
    assert tela.encerramento.parecer.valor() == "guarde isto"
    _concluir(mesa_ra, tela)
    assert _ra(sessao).rgat_dsparecerencerramento == "GUARDE ISTO"


def test_desfazer_esvazia_o_que_foi_digitado(mesa_ra, tela):
    tela.encerramento.parecer.definir("não era isto")
    assert tela.digitado
    tela.rodape.desfazer.click()
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    mesa_ra.teclado.tecla(Qt.Key.Key_Return)
    mesa_ra.qtbot.waitUntil(lambda: not tela.digitado)
    assert tela.encerramento.parecer.valor() == ""


def test_proposto_como_duplicidade_abre_com_motivo_e_referencia(mesa_ra):
    tela = mesa_ra.pronta(mesa_ra.abas.encerrar(RA, IDS.ra_pendente_endereco))
    assert tela.encerramento.motivo.valor() == IDS.motivo_duplicidade
    assert tela.encerramento.referencia.valor() == IDS.ra_pendente_endereco


@pytest.mark.parametrize(
    ("ra", "encerrar", "reativar"),
    [
        (RA, "", f"RA {RA} pendente: só RA encerrado é reativado."),
        (
            IDS.ra_pendente_imovel,
            "RA na unidade OPERAÇÃO DE ÁGUA: encerramento não autorizado.",
            f"RA {IDS.ra_pendente_imovel} pendente: só RA encerrado é reativado.",
        ),
        (
            IDS.ra_encerrado,
            f"RA {IDS.ra_encerrado} já encerrado.",
            "RA da unidade OPERAÇÃO DE ÁGUA: reativação não autorizada.",
        ),
        (
            IDS.ra_duplicado,
            f"RA {IDS.ra_duplicado} já encerrado.",
            f"RA {IDS.ra_duplicado} é duplicidade do RA {IDS.ra_pendente_endereco}.",
        ),
        (
            IDS.ra_reativado_anterior,
            f"RA {IDS.ra_reativado_anterior} já encerrado.",
            f"RA {IDS.ra_reativado_anterior} já reativado; RA atual: {IDS.ra_reativado}.",
        ),
    ],
)
def test_os_botoes_do_consultar_dizem_por_que_nao(mesa_ra, ra, encerrar, reativar):
    consultar = mesa_ra.janela.abrir("consultar_ra", numero=ra)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not None)
    acoes = {a.texto.replace("&", ""): a for a in acoes_do_ra(mesa_ra.abas, mesa_ra.ponte.contexto)}
    assert acoes["Encerrar (F)"].recusa(consultar.ra) == encerrar
    assert acoes["Reativar (B)"].recusa(consultar.ra) == reativar


def test_a_duplicidade_errada_e_desfeita_e_o_ra_reativado(mesa_ra, sessao):
    mudar(sessao, PARA_A_LOJA, n=IDS.ra_duplicado)
    tela = mesa_ra.pronta(mesa_ra.abas.desfazer_duplicidade(IDS.ra_duplicado))
    assert tela.formulario.frase.text() == f"Duplicidade do RA {IDS.ra_pendente_endereco}, pendente."
    assert repetidos(tela) == []
    _concluir(mesa_ra, tela)
    assert tela.feito.frase.text() == (f"RA {IDS.ra_duplicado} já não é duplicidade do RA {IDS.ra_pendente_endereco}.")
    assert _ra(sessao, IDS.ra_duplicado).rgat_idduplicidade is None
    mesa_ra.teclado.tecla(Qt.Key.Key_R, ALT)
    reativar = mesa_ra.pronta(mesa_ra.esperar(ReativarUmRA))
    assert reativar.painel.fatos.textos()["Nº Protocolo"] == protocolo(IDS.ra_duplicado, reativar._aberta.agora.year)


def test_o_que_nao_e_duplicidade_nao_se_desfaz(mesa_ra):
    tela = mesa_ra.abas.desfazer_duplicidade(RA)
    assert isinstance(tela, DesfazerDuplicidade)
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)
    assert tela.feito.frase.text() == f"RA {RA} não é duplicidade de outro."


def test_da_lista_de_manter_pelo_menu_da_linha(mesa_ra):
    tela = mesa_ra.janela.abrir("manter_ra", imovel_id=IDS.imovel_normal)
    tabela = tela.resultado.tabela
    mesa_ra.qtbot.waitUntil(lambda: tabela.modelo.rowCount() > 0)
    linhas = [tabela.modelo.linhas[i].id for i in range(tabela.modelo.rowCount())]
    for ra, encerra in ((IDS.ra_com_os, True), (IDS.ra_encerrado, False)):
        tabela.ir_para(linhas.index(ra))
        acoes = {acao.text().replace("&", ""): acao for acao in tabela._menu_da_linha().actions()}
        assert acoes["Encerrar"].isEnabled() is encerra
        assert acoes["Reativar"].isEnabled() is not encerra
    acoes["Reativar"].trigger()
    mesa_ra.esperar(ReativarUmRA)

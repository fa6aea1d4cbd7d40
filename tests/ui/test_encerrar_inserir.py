"""From the warnings of Inserir and Atualizar: RAs closed as duplicates, one reactivated (spec 10 §4.3 to §4.6)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from sqlalchemy import text

from gsan_desk.services.ra_duplicidade import Aviso, TipoAviso, ras_do_imovel
from gsan_desk.ui.encerramento.encerrar import EncerrarUmRA
from gsan_desk.ui.reativacao.reativar import ReativarUmRA
from gsan_desk.ui.registro_atendimento.avisos import PaginaAvisos
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.janelas import JanelaRAs
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.support.cenario import IDS
from tests.support.form_ra import CTRL
from tests.support.mesa_ra import mesa_ra, mudar

__all__ = ["mesa_ra"]
ENDERECO = {
    "logradouro_bairro_id": IDS.logradouro_bairro_flores,
    "logradouro_cep_id": IDS.logradouro_cep_flores,
    "numero": "98",
    "texto": "RUA DAS FLORES, 98",
}
PARA_A_LOJA = "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = 15 WHERE rgat_id = :n"


@pytest.fixture
def inserir(mesa_ra) -> InserirRA:
    tela = mesa_ra.janela.abrir("inserir_ra")
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto)
    return tela


def _preencher(mesa_ra, tela: InserirRA, especificacao_id: int, **local) -> None:
    especificacao = mesa_ra.ponte.contexto.dominios.especificacoes[especificacao_id]
    tela.formulario.dados_gerais.tipo.definir(especificacao.tipo_id)
    tela.formulario.dados_gerais.especificacao.definir(especificacao_id)
    for campo, valor in local.items():
        getattr(tela.formulario.local.campos, campo).de_rascunho(valor)
        mesa_ra.rodar(tela.formulario.local.aguardar())
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto)
    tela.formulario.solicitante.nome.setText("Maria das Dores")
    tela.formulario.solicitante.endereco.de_rascunho(ENDERECO)


def _botao(onde, nome: str) -> QPushButton:
    return next(b for b in onde.findChildren(QPushButton) if b.text().replace("&", "") == nome)


def _janela(mesa_ra) -> JanelaRAs:
    mesa_ra.qtbot.waitUntil(lambda: bool(mesa_ra.janela.findChildren(JanelaRAs)))
    return mesa_ra.janela.findChildren(JanelaRAs)[-1]


def _ra(sessao, numero: int):
    sessao.rollback()
    return sessao.execute(
        text("SELECT * FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra"), {"ra": numero}
    ).one()


def _generalizada(mesa_ra, inserir) -> None:
    """Conclude a general lack of water in an área with RAs of single imóveis, until the last warning."""
    _preencher(
        mesa_ra,
        inserir,
        IDS.espec_falta_agua_generalizada,
        municipio_id="1",
        bairro_id="10",
        bairro_area_id=IDS.area_centro_b,
        endereco=ENDERECO,
        localidade_id="1",
    )
    mesa_ra.reativar()
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_ra.qtbot.waitUntil(lambda: inserir.pagina is inserir.avisos)


def test_encerrar_todos_fecha_como_duplicidade_do_novo_logo_depois_de_gravado(mesa_ra, inserir, sessao):
    mudar(sessao, PARA_A_LOJA, n=IDS.ra_falta_agua_imovel)
    _generalizada(mesa_ra, inserir)
    _botao(inserir.avisos, "Consultar RAs").click()
    _botao(_janela(mesa_ra), "Encerrar Todos").click()
    assert inserir.barra.textos() == (
        f"Ao concluir serão encerrados, como duplicidade deste RA: {IDS.ra_falta_agua_imovel}.",
    )
    assert _ra(sessao, IDS.ra_falta_agua_imovel).rgat_cdsituacao == 1
    inserir.avisos.continuar.click()
    mesa_ra.qtbot.waitUntil(lambda: inserir.pagina is inserir.sucesso)
    mesa_ra.qtbot.waitUntil(lambda: "Encerrados" in inserir.sucesso.detalhe.text())
    assert inserir.sucesso.detalhe.text() == f"Encerrados como duplicidade deste: {IDS.ra_falta_agua_imovel}."
    fechado = _ra(sessao, IDS.ra_falta_agua_imovel)
    assert fechado.rgat_cdsituacao == 2
    assert _ra(sessao, fechado.rgat_idduplicidade).step_id == IDS.espec_falta_agua_generalizada


def test_encerrar_ra_de_outra_unidade_e_dito_e_o_novo_fica_gravado(mesa_ra, inserir, sessao):
    _generalizada(mesa_ra, inserir)
    _botao(inserir.avisos, "Consultar RAs").click()
    _botao(_janela(mesa_ra), "Encerrar RA").click()
    inserir.avisos.continuar.click()
    mesa_ra.qtbot.waitUntil(lambda: inserir.pagina is inserir.sucesso)
    mesa_ra.qtbot.waitUntil(lambda: "não encerrado" in inserir.sucesso.detalhe.text())
    assert inserir.sucesso.detalhe.text() == (
        f"RA {IDS.ra_falta_agua_imovel} não encerrado: RA na unidade OPERAÇÃO DE ÁGUA: encerramento não autorizado."
    )
    assert _ra(sessao, IDS.ra_falta_agua_imovel).rgat_cdsituacao == 1


def test_a_marca_de_encerrar_se_desfaz_e_vai_para_o_rascunho(mesa_ra, inserir):
    inserir._duplicados.marcar((IDS.ra_falta_agua_imovel,))
    assert inserir._identidade()["encerrar_depois"] == [IDS.ra_falta_agua_imovel]
    _botao(inserir.barra, "Não encerrar").click()
    assert inserir.barra.textos() == ()
    assert "encerrar_depois" not in inserir._identidade()
    inserir._duplicados.restaurar({"encerrar_depois": [IDS.ra_urgente]})
    assert str(IDS.ra_urgente) in inserir.barra.textos()[0]


def test_reativar_um_ra_encerrado_do_local_em_vez_de_abrir_outro(mesa_ra, inserir, sessao):
    mudar(sessao, PARA_A_LOJA, n=IDS.ra_encerrado)
    _preencher(mesa_ra, inserir, IDS.espec_simples, imovel_id=str(IDS.imovel_normal))
    inserir.formulario.mostrar_aba(Parte.LOCAL)
    inserir.formulario.aba_pedida.emit(Parte.SOLICITANTE)
    mesa_ra.qtbot.waitUntil(lambda: inserir.pagina is inserir.avisos)
    _botao(inserir.avisos, "Consultar RAs Encerrados").click()
    _botao(_janela(mesa_ra), "Reativar RA").click()
    tela = mesa_ra.pronta(mesa_ra.esperar(ReativarUmRA))
    tela.reativacao.motivo.definir(IDS.motivo_reativacao)
    tela.reativacao.destino.limpar()
    mesa_ra.reativar()
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)
    mesa_ra.qtbot.waitUntil(lambda: mesa_ra.titulos == [tela.windowTitle()])
    assert mesa_ra.estacao.rascunhos.listar("inserir_ra") == ()


def test_no_atualizar_o_aviso_da_area_encerra_o_proprio_ra_como_duplicidade(mesa_ra, sessao):
    tela = mesa_ra.abas.atualizar(IDS.ra_da_loja)
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto)
    avisos = tela.avisos
    assert isinstance(avisos, PaginaAvisos)
    achado = next(iter(_achados(mesa_ra)))
    aviso = Aviso("x", TipoAviso.AREA_GENERALIZADA, "Existe RA em aberto.", (achado,))
    pergunta = mesa_ra.ponte.iniciar(avisos.perguntar((aviso,)), tela)
    mesa_ra.qtbot.waitUntil(lambda: avisos._resposta is not None)
    _botao(avisos, f"Encerrar RA como duplicidade do {achado.numero}").click()
    mesa_ra.qtbot.waitUntil(pergunta.done)
    assert pergunta.result() is False
    encerrar = mesa_ra.pronta(mesa_ra.esperar(EncerrarUmRA))
    assert encerrar.encerramento.motivo.valor() == IDS.motivo_duplicidade
    assert encerrar.encerramento.referencia.valor() == achado.numero


def _achados(mesa_ra):
    return mesa_ra.banco.executar(ras_do_imovel, IDS.imovel_com_ra_pendente)

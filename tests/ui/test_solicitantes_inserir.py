"""From the warnings of Inserir RA to the RA that exists: the caller is attached, the draft goes (spec 10 §4)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from sqlalchemy import text

from gsan_desk.ui.consultas_do_ra.dados import ConsultarDadosRA
from gsan_desk.ui.consultas_do_ra.listas import ConsultarRAsDoImovel
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.janelas import JanelaRAs
from gsan_desk.ui.registro_atendimento.partes import Parte
from gsan_desk.ui.solicitante.adicionar import AdicionarSolicitanteAoRA
from tests.support.cenario import IDS
from tests.support.form_ra import CTRL
from tests.support.mesa_ra import mesa_ra

__all__ = ["mesa_ra"]
ENDERECO = {
    "logradouro_bairro_id": IDS.logradouro_bairro_flores,
    "logradouro_cep_id": IDS.logradouro_cep_flores,
    "numero": "98",
    "texto": "RUA DAS FLORES, 98",
}


@pytest.fixture
def inserir(mesa_ra) -> InserirRA:
    tela = mesa_ra.janela.abrir("inserir_ra")
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto)
    return tela


def _avisado(mesa_ra, tela: InserirRA, especificacao_id: int, **local) -> None:
    """Type until a warning stops the second tab."""
    especificacao = mesa_ra.ponte.contexto.dominios.especificacoes[especificacao_id]
    tela.formulario.dados_gerais.tipo.definir(especificacao.tipo_id)
    tela.formulario.dados_gerais.especificacao.definir(especificacao_id)
    for campo, valor in local.items():
        alvo = getattr(tela.formulario.local.campos, campo)
        alvo.de_rascunho(valor)
        mesa_ra.rodar(tela.formulario.local.aguardar())
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto)
    tela.formulario.solicitante.nome.setText("Maria das Dores")
    tela.formulario.solicitante.endereco.de_rascunho(ENDERECO)
    tela.formulario.mostrar_aba(Parte.LOCAL)
    tela.formulario.aba_pedida.emit(Parte.SOLICITANTE)
    mesa_ra.qtbot.waitUntil(lambda: tela.pagina is tela.avisos)


def _janela(mesa_ra) -> JanelaRAs:
    mesa_ra.qtbot.waitUntil(lambda: bool(mesa_ra.janela.findChildren(JanelaRAs)))
    return mesa_ra.janela.findChildren(JanelaRAs)[-1]


def _botao(onde, nome: str) -> QPushButton:
    return next(b for b in onde.findChildren(QPushButton) if b.text().replace("&", "") == nome)


def test_junta_quem_liga_ao_ra_pendente_no_local(mesa_ra, inserir, sessao):
    _avisado(mesa_ra, inserir, IDS.espec_simples, endereco=ENDERECO, localidade_id=str(IDS.localidade_centro))
    protocolo_de_inserir = inserir.protocolo.texto()
    _botao(inserir.avisos, "Consultar RAs Pendentes").click()
    janela = _janela(mesa_ra)
    _botao(janela, "Adicionar Solicitante ao RA").click()
    tela = mesa_ra.pronta(mesa_ra.esperar(AdicionarSolicitanteAoRA))
    assert tela.solicitante.nome.valor() == "Maria das Dores"
    protocolo = tela.protocolo.texto()
    assert protocolo != protocolo_de_inserir

    mesa_ra.reativar()
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)
    assert tela.feito.protocolo.texto() == protocolo
    mesa_ra.qtbot.waitUntil(lambda: mesa_ra.titulos == [tela.windowTitle()])
    assert mesa_ra.estacao.rascunhos.listar("inserir_ra") == ()
    nomes = sessao.execute(
        text("SELECT raso_nmsolicitante FROM atendimentopublico.ra_solicitante WHERE raso_nnprotocoloatendimento = :p"),
        {"p": protocolo},
    ).scalars()
    assert list(nomes) == ["Maria das Dores"]


def test_desistir_de_adicionar_deixa_o_inserir_como_estava(mesa_ra, inserir):
    _avisado(mesa_ra, inserir, IDS.espec_simples, endereco=ENDERECO, localidade_id=str(IDS.localidade_centro))
    _botao(inserir.avisos, "Consultar RAs Pendentes").click()
    _botao(_janela(mesa_ra), "Adicionar Solicitante ao RA").click()
    tela = mesa_ra.pronta(mesa_ra.esperar(AdicionarSolicitanteAoRA))
    mesa_ra.rodar(_sem_perguntar(mesa_ra, tela))
    assert mesa_ra.frente is inserir
    assert inserir.pagina is inserir.avisos
    inserir.avisos.voltar.click()
    mesa_ra.qtbot.waitUntil(lambda: inserir.pagina is not inserir.avisos)
    assert inserir.formulario.solicitante.nome.valor() == "Maria das Dores"


async def _sem_perguntar(mesa_ra, tela) -> None:
    tela._inicial = None
    await mesa_ra.janela.abas.fechar(tela)


def test_generalizada_da_area_oferece_o_primeiro_ra_no_cartao(mesa_ra, inserir):
    _avisado(
        mesa_ra,
        inserir,
        IDS.espec_falta_agua_generalizada,
        municipio_id="1",
        bairro_id="10",
        bairro_area_id=IDS.area_centro_a,
        localidade_id="1",
    )
    _botao(inserir.avisos, f"Adicionar Solicitante ao RA {IDS.ra_falta_agua_generalizada}").click()
    tela = mesa_ra.pronta(mesa_ra.esperar(AdicionarSolicitanteAoRA))
    assert tela.resumo.fatos.textos()["Número"] == str(IDS.ra_falta_agua_generalizada)


def test_enter_na_janela_do_aviso_abre_os_dados_do_ra(mesa_ra, inserir):
    _avisado(mesa_ra, inserir, IDS.espec_simples, endereco=ENDERECO, localidade_id=str(IDS.localidade_centro))
    _botao(inserir.avisos, "Consultar RAs Pendentes").click()
    janela = _janela(mesa_ra)
    assert isinstance(janela, QDialog)
    janela.tabela.ativado.emit(janela.tabela.atual())
    pagina = mesa_ra.ler(mesa_ra.esperar(ConsultarDadosRA))
    assert pagina.windowTitle() == f"Dados do RA {IDS.ra_pendente_endereco}"


def test_ras_pendentes_do_imovel_abrem_em_aba(mesa_ra, inserir):
    inserir.formulario.local.campos.imovel_id.de_rascunho(str(IDS.imovel_com_ra_pendente))
    mesa_ra.rodar(inserir.formulario.local.aguardar())
    inserir.formulario.local.pendentes_pedidos.emit(IDS.imovel_com_ra_pendente)
    pagina = mesa_ra.ler(mesa_ra.esperar(ConsultarRAsDoImovel))
    assert [linha.numero for linha in pagina.tabela.modelo.linhas] == [IDS.ra_pendente_imovel]

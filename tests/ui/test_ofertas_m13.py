"""M13 at its field comes with what may be done instead: open the RA, attach the caller, reiterate (spec 10 §12)."""

from PySide6.QtCore import Qt

from gsan_desk.services.sessao import entrar
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.registro_atendimento.inserir import InserirRA
from gsan_desk.ui.registro_atendimento.partes import Parte
from gsan_desk.ui.reiteracao.reiterar import ReiterarRA
from gsan_desk.ui.solicitante.adicionar import AdicionarSolicitanteAoRA
from tests.services.apoio_ra import concluir_aceitando, preencher
from tests.support.cenario import IDS
from tests.support.form_ra import form_ra
from tests.support.mesa_ra import mesa_ra

__all__ = ["form_ra", "mesa_ra"]
M13 = f"Já há RA pendente de COM MATRÍCULA, nº {IDS.ra_pendente_imovel}, para o imóvel {IDS.imovel_com_ra_pendente}."


def _barrado(mesa_ra) -> InserirRA:
    tela = mesa_ra.janela.abrir("inserir_ra")
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto)
    especificacao = mesa_ra.ponte.contexto.dominios.especificacoes[IDS.espec_matricula]
    tela.formulario.dados_gerais.tipo.definir(especificacao.tipo_id)
    tela.formulario.dados_gerais.especificacao.definir(especificacao.id)
    tela.formulario.mostrar_aba(Parte.LOCAL)
    local = tela.formulario.local
    local.campos.imovel_id.de_rascunho(str(IDS.imovel_com_ra_pendente))
    mesa_ra.rodar(local.aguardar())
    mesa_ra.qtbot.waitUntil(local.ofertas.isVisible)
    return tela


def test_as_tres_ofertas_ficam_junto_do_campo_e_somem_com_ele(mesa_ra):
    tela = _barrado(mesa_ra)
    local = tela.formulario.local
    assert local.formulario["local.imovel_id"].erro == M13
    assert list(local.ofertas.botoes) == ["Consultar RA", "Adicionar Solicitante", "Reiterar"]
    nomes = {botao.accessibleName() for botao in local.ofertas.botoes.values()}
    assert f"Reiterar, RA {IDS.ra_pendente_imovel}" in nomes
    local.campos.imovel_id.de_rascunho(str(IDS.imovel_em_quadra_2))
    mesa_ra.rodar(local.aguardar())
    mesa_ra.qtbot.waitUntil(lambda: not local.ofertas.isVisible())


def test_consultar_abre_o_ra(mesa_ra):
    tela = _barrado(mesa_ra)
    tela.formulario.local.ofertas.botoes["Consultar RA"].setFocus()
    mesa_ra.teclado.tecla(Qt.Key.Key_Space)
    consulta = mesa_ra.esperar(ConsultarRA)
    mesa_ra.qtbot.waitUntil(lambda: consulta.ra is not None and consulta.ra.numero == IDS.ra_pendente_imovel)


def test_reiterar_abre_a_reiteracao(mesa_ra):
    tela = _barrado(mesa_ra)
    tela.formulario.local.ofertas.botoes["Reiterar"].click()
    reiterar = mesa_ra.esperar(ReiterarRA)
    assert reiterar.windowTitle() == f"Reiterar RA {IDS.ra_pendente_imovel}"


def test_adicionar_solicitante_leva_quem_foi_digitado_e_larga_o_ra(mesa_ra):
    tela = _barrado(mesa_ra)
    solicitante = tela.formulario.solicitante
    solicitante.nome.definir("Vizinha do Cem")
    tela.formulario.local.ofertas.botoes["Adicionar Solicitante"].click()
    adicionar = mesa_ra.pronta(mesa_ra.esperar(AdicionarSolicitanteAoRA))
    assert adicionar.solicitante.nome.valor() == "Vizinha do Cem"
    adicionar.concluido.emit(None)
    mesa_ra.qtbot.waitUntil(lambda: not any(t.startswith("Inserir RA") for t in mesa_ra.titulos))


def test_o_m13_que_so_o_concluir_ve_tambem_oferece(form_ra, como):
    """Another desk registered the same meanwhile: the fact that the screen read is old."""
    pedidos: list[tuple[str, int]] = []

    class Caminhos:
        def consultar(self, numero: int) -> None:
            pedidos.append(("consultar", numero))

        def __getattr__(self, nome: str):
            return lambda *_args: None

    form_ra.abrir(caminhos=Caminhos())
    form_ra.preencher(IDS.espec_matricula)
    numero = _por_outro(como)
    form_ra.concluir()
    ofertas = form_ra.f.local.ofertas
    form_ra.qtbot.waitUntil(ofertas.isVisible)
    assert f"nº {numero}" in form_ra.erro("local.imovel_id")
    ofertas.botoes["Consultar RA"].click()
    assert pedidos == [("consultar", numero)]


def _por_outro(como) -> int:
    banco = como("atendente")
    contexto = banco.executar(entrar)
    novo = preencher(banco, contexto, IDS.espec_matricula, imovel_id=IDS.imovel_em_quadra_2)
    return banco.executar(concluir_aceitando, contexto, novo).numero


def test_sem_caminhos_nada_se_oferece(form_ra):
    form_ra.abrir()
    form_ra.especificar(IDS.espec_matricula)
    form_ra.imovel(IDS.imovel_com_ra_pendente)
    form_ra.ir_sem_conferir(Parte.LOCAL)
    assert form_ra.erro("local.imovel_id") == M13
    assert not form_ra.f.local.ofertas.isVisible()

"""Gerar OS on screen, over a real server: from Consultar RA, and after Inserir (spec 10 §3.8, spec 20 §1.3)."""

import pytest
from PySide6.QtCore import Qt

from gsan_desk.domain.ordem_servico import GerarOS
from gsan_desk.services.os_gerar import gerar
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.consultas_do_ra.listas import ConsultarOS
from gsan_desk.ui.ordem_servico.gerar import GerarOSDoRA
from tests.support.cenario import IDS
from tests.support.form_ra import form_ra
from tests.support.mesa_ra import mesa_ra, mudar

__all__ = ["form_ra", "mesa_ra"]
AP = "atendimentopublico"
RA = IDS.ra_da_loja  # the one that the atendente maintains
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def com_servicos(sessao):
    for servico, ordem in ((IDS.servico_vazamento, 1), (IDS.servico_pavimento, 2)):
        mudar(
            sessao,
            f"INSERT INTO {AP}.espec_servico_tipo (step_id, svtp_id, epsv_nnordemexecucao)"
            f" SELECT step_id, :s, :o FROM {AP}.registro_atendimento WHERE rgat_id = :n",
            s=servico,
            o=ordem,
            n=RA,
        )


def _abrir(mesa_ra) -> GerarOSDoRA:
    tela = mesa_ra.abas.gerar_os(RA)
    assert isinstance(tela, GerarOSDoRA)
    return mesa_ra.pronta(tela)


def _feito(mesa_ra, tela) -> str:
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)
    return tela.feito.frase.text()


@pytest.mark.usefixtures("com_servicos")
def test_do_consultar_a_os_pelo_teclado(mesa_ra):
    consulta = mesa_ra.janela.abrir("consultar_ra", numero=RA)
    mesa_ra.qtbot.waitUntil(lambda: consulta.ra is not None and consulta.numero.hasFocus())
    mesa_ra.teclado.tecla(Qt.Key.Key_G, ALT)
    tela = mesa_ra.pronta(mesa_ra.esperar(GerarOSDoRA))
    mesa_ra.qtbot.waitUntil(tela.aba.servico.hasFocus)
    assert tela.cabecalho.textos()["Número do RA"] == str(RA)
    assert not tela.digitado
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    mesa_ra.qtbot.waitUntil(lambda: tela.aba.formulario["ordem_servico.servico_tipo_id"].erro != "")
    assert tela.aba.formulario["ordem_servico.servico_tipo_id"].erro == "Informe Tipo de Serviço."

    mesa_ra.teclado.tecla(Qt.Key.Key_Down)
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    frase = _feito(mesa_ra, tela)
    assert frase.startswith("Ordem de Serviço de código ")
    assert frase.endswith(f" gerada para o RA {RA}.")
    mesa_ra.teclado.tecla(Qt.Key.Key_C, ALT)
    ordens = mesa_ra.ler(mesa_ra.esperar(ConsultarOS))
    assert [o.servico for o in ordens.tabela.modelo.linhas] == ["CONSERTO DE VAZAMENTO NA RUA"]


def test_um_servico_so_ja_vem_escolhido(mesa_ra, sessao):
    mudar(
        sessao,
        f"INSERT INTO {AP}.espec_servico_tipo (step_id, svtp_id)"
        f" SELECT step_id, :s FROM {AP}.registro_atendimento WHERE rgat_id = :n",
        s=IDS.servico_vazamento,
        n=RA,
    )
    tela = _abrir(mesa_ra)
    assert tela.aba.servico.valor() == IDS.servico_vazamento
    assert not tela.digitado


def test_especificacao_sem_servico_diz_isso(mesa_ra):
    tela = mesa_ra.abas.gerar_os(RA)
    assert _feito(mesa_ra, tela) == "A especificação não tem Tipo de Serviço para gerar OS."


@pytest.mark.usefixtures("com_servicos")
def test_os_de_outro_pede_que_se_confira(mesa_ra, como):
    tela = _abrir(mesa_ra)
    admin = como("admin")
    feita = admin.executar(gerar, admin.executar(entrar), GerarOS(RA, IDS.servico_pavimento))
    tela.aba.servico.definir(IDS.servico_vazamento)
    tela.concluir()
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    assert f"ganhou a OS {feita.ordem_servico}" in tela.barra.textos()[0]
    mesa_ra.botao(tela, "Reler o RA").click()
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto and not tela.barra.textos())
    tela.aba.servico.definir(IDS.servico_vazamento)
    tela.concluir()
    assert "gerada para o RA" in _feito(mesa_ra, tela)


@pytest.mark.parametrize(
    ("numero", "recusa"),
    [
        (RA, ""),
        (IDS.ra_encerrado, "Só RA pendente gera Ordem de Serviço."),
        (IDS.ra_bloqueado, "Só RA pendente gera Ordem de Serviço."),
        (IDS.ra_pendente_imovel, "O RA está com outra unidade; não cabe gerar OS."),
    ],
)
def test_o_botao_diz_por_que_nao(mesa_ra, numero, recusa):
    tela = mesa_ra.janela.abrir("consultar_ra", numero=numero)
    mesa_ra.qtbot.waitUntil(lambda: tela.ra is not None)
    botao = tela.acoes.botoes["Gerar OS"]
    assert (botao.isEnabled(), botao.accessibleDescription()) == (not recusa, recusa)


class _Caminhos:
    """What the form asks of the window around it."""

    def __init__(self) -> None:
        self.pedidos: list[int] = []

    def gerar_os(self, numero: int) -> None:
        self.pedidos.append(numero)

    def __getattr__(self, nome: str):
        return lambda *_args: None


@pytest.mark.parametrize(
    ("especificacao", "oferece"),
    [(IDS.espec_os_opcional, True), (IDS.espec_simples, False), (IDS.espec_os_automatica, False)],
)
def test_depois_de_inserir_se_a_especificacao_deixa(form_ra, especificacao, oferece):
    caminhos = _Caminhos()
    form_ra.abrir(caminhos=caminhos)
    form_ra.preencher(especificacao)
    form_ra.concluir()
    form_ra.tela.avisos.responder(True)
    form_ra.esperar_sucesso()
    botao = form_ra.tela.sucesso.botao_gerar_os
    assert botao.isVisible() is oferece
    if oferece:
        botao.click()
        assert [str(n) in form_ra.tela.sucesso.frase.text() for n in caminhos.pedidos] == [True]

"""Inserir RA Simplificado on screen, on a base of the later line, as an atendente [UC1530]."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from gsan_desk.domain.simplificado import TipoSimplificado
from gsan_desk.ui.ajuda import JanelaSobre
from gsan_desk.ui.registro_atendimento.inserir import DOCUMENTOS_TRAZIDOS, InserirRA
from gsan_desk.ui.registro_atendimento.rascunho_ra import trazido_do_rascunho
from gsan_desk.ui.simplificado.inserir import InserirSimplificado
from tests.support import variante
from tests.support.cenario import IDS
from tests.support.form_ra import CTRL
from tests.support.mesa_ra import MesaRA, mesa_ra

__all__ = ["mesa_ra"]
SHIFT = Qt.KeyboardModifier.ShiftModifier
FUNCAO = "inserir_ra_simplificado"


@pytest.fixture
def mesa(dsn, qtbot, laco, como, tmp_path, rodar) -> Iterator[MesaRA]:
    variante.com_ocorrencias(dsn)
    mesa = MesaRA(qtbot, como("atendente"), tmp_path, rodar)
    qtbot.waitUntil(lambda: FUNCAO in {f.id for f in mesa.janela.oferecidas()})
    yield mesa
    mesa.fechar()


@pytest.fixture
def tela(mesa) -> InserirSimplificado:
    return mesa.pronta(mesa.janela.abrir(FUNCAO))


def _concluir(mesa, tela) -> None:
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.qtbot.waitUntil(tela._tarefa.done)


def _erro(tela, campo: str) -> str:
    return tela.formulario.formulario[f"simplificado.{campo}"].erro


def _ra(sessao, protocolo: str):
    sessao.rollback()
    return sessao.execute(
        text(
            "SELECT r.rgat_id, step_id, rgat_cdsituacao, rgat_dsobservacao, ocop_id FROM"
            " atendimentopublico.registro_atendimento r JOIN atendimentopublico.ra_solicitante s USING (rgat_id)"
            " WHERE raso_nnprotocoloatendimento = :p"
        ),
        {"p": protocolo},
    ).one()


@pytest.fixture
def sem_ocorrencias(dsn) -> None:
    variante.tornar_anterior(dsn)


def test_base_sem_as_colunas_nao_tem_a_funcao_e_sobre_diz_por_que(sem_ocorrencias, mesa_ra):
    mesa_ra.qtbot.waitUntil(lambda: bool(mesa_ra.janela._indisponiveis))
    assert FUNCAO not in {f.id for f in mesa_ra.janela.oferecidas()}
    mesa_ra.janela.abrir("sobre")
    sobre = mesa_ra.teclado.esperar_janela(JanelaSobre)
    pagina = sobre.base.toPlainText()
    assert "Funções indisponíveis nesta base" in pagina
    assert "Inserir Registro de Atendimento Simplificado: Esta base não tem o RA Simplificado: falta" in pagina
    sobre.close()
    mesa_ra.janela.abrir(FUNCAO)
    assert mesa_ra.janela.barra.textos()[0].startswith("Esta base não tem o RA Simplificado")


def test_informacao_so_com_o_teclado(mesa, sessao):
    mesa.qtbot.keyClick(mesa.janela, Qt.Key.Key_N, CTRL | SHIFT)
    tela = mesa.pronta(mesa.esperar(InserirSimplificado))
    protocolo = tela.protocolo.texto()
    mesa.qtbot.waitUntil(lambda: tela.isAncestorOf(tela.window().focusWidget()))
    alt = Qt.KeyboardModifier.AltModifier
    mesa.teclado.tecla(Qt.Key.Key_I, alt)
    mesa.qtbot.waitUntil(lambda: tela.campos.tipo.valor() is TipoSimplificado.INFORMACAO)
    mesa.teclado.tecla(Qt.Key.Key_E, alt)
    mesa.teclado.digitar("JOANA LIMA")
    mesa.teclado.tecla(Qt.Key.Key_L, alt)
    mesa.qtbot.waitUntil(lambda: tela.campos.localidade.hasFocus() or tela.campos.localidade.lineEdit().hasFocus())
    tela.campos.localidade.definir(IDS.localidade_centro)
    mesa.teclado.tecla(Qt.Key.Key_Z, alt)
    mesa.teclado.digitar("HORARIO DA LOJA")
    _concluir(mesa, tela)
    mesa.qtbot.waitUntil(tela.feito.isVisible)

    ra = _ra(sessao, protocolo)
    assert (ra.step_id, ra.rgat_cdsituacao, ra.rgat_dsobservacao) == (1038, 2, "HORARIO DA LOJA")
    assert tela.feito.frase.text() == f"Registro Atendimento Simplificado de código {ra.rgat_id} inserido com sucesso"
    assert tela.feito.protocolo.texto() == protocolo


def test_cada_tipo_mostra_o_que_pede(tela):
    campos = tela.campos
    vistos = {
        TipoSimplificado.OPERACIONAL: {"ocorrencias", "observacao"},
        TipoSimplificado.COMERCIAL: {"observacao"},
        TipoSimplificado.REITERACAO: {"protocolo_original", "ra", "observacao"},
        TipoSimplificado.INFORMACAO: {"localidade", "informacao"},
    }
    for tipo, esperados in vistos.items():
        campos.tipo.definir(tipo)
        nomes = ("ocorrencias", "protocolo_original", "ra", "localidade", "informacao", "observacao")
        assert {nome for nome in nomes if getattr(campos, nome).isVisible()} == esperados


def test_erros_ao_lado_dos_campos(mesa, tela):
    tela.campos.tipo.definir(TipoSimplificado.REITERACAO)
    tela.campos.cpf.setText("11111111111")
    tela.campos.rg.setText("123")
    mesa.teclado.tecla(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    _concluir(mesa, tela)
    assert _erro(tela, "cpf") == "CPF inválido."
    tela.campos.cpf.clear()
    _concluir(mesa, tela)
    assert _erro(tela, "nome") == "Informe Nome Solicitante."
    assert _erro(tela, "orgao_rg_id").startswith("Informe RG")
    assert _erro(tela, "protocolo_original") == "Informe Número do Protocolo ou Número do RA."
    assert _erro(tela, "observacao") == "Informe Observação."


def test_cpf_obrigatorio_pelo_parametro_do_tipo(mesa, tela, sessao):
    assert not tela.campos.formulario["simplificado.cpf"]._rotulo.text().endswith("*")
    sessao.execute(text("UPDATE cadastro.sistema_parametros SET parm_icdocobriginformacao = 1"))
    sessao.commit()
    outra = mesa.pronta(mesa.janela.abrir(FUNCAO))
    outra.campos.tipo.definir(TipoSimplificado.INFORMACAO)
    assert outra.campos.formulario["simplificado.cpf"]._rotulo.text().endswith("*")


def test_protocolo_e_ra_se_excluem(mesa, tela):
    campos = tela.campos
    campos.tipo.definir(TipoSimplificado.REITERACAO)
    campos.protocolo_original.setText("20241000000123")
    assert campos.ra.codigo.isReadOnly()
    campos.protocolo_original.clear()
    campos.ra.de_rascunho(str(IDS.ra_da_loja))
    mesa.rodar(campos.aguardar())
    assert campos.protocolo_original.isReadOnly()


def test_ocorrencia_escolhida_pelo_teclado(mesa, tela, sessao):
    protocolo, campos = tela.protocolo.texto(), tela.campos
    campos.nome.setText("JOANA LIMA")
    campos.ocorrencias.consultar.click()
    mesa.qtbot.waitUntil(lambda: _erro(tela, "municipio_id") != "")
    campos.ocorrencias.municipio.de_rascunho(str(IDS.municipio))
    mesa.rodar(campos.aguardar())
    campos.ocorrencias.consultar.click()
    mesa.qtbot.waitUntil(lambda: campos.ocorrencias.tabela.modelo.rowCount() > 0)
    mesa.qtbot.waitUntil(campos.ocorrencias.tabela.hasFocus)
    escolhida = campos.ocorrencias.tabela.atual()
    mesa.teclado.tecla(Qt.Key.Key_Return)
    assert campos.ocorrencias.escolhida == escolhida
    assert campos.ocorrencias.tabela.modelo.colunas[0].texto(escolhida) == "●"
    assert escolhida.descricao in campos.ocorrencias.estado.text()
    _concluir(mesa, tela)
    mesa.qtbot.waitUntil(tela.feito.isVisible)
    ra = _ra(sessao, protocolo)
    assert (ra.step_id, ra.ocop_id) == (1040, escolhida.id)


def test_mudar_o_filtro_esvazia_a_lista_e_a_escolha(mesa, tela):
    painel = tela.campos.ocorrencias
    painel.municipio.de_rascunho(str(IDS.municipio))
    mesa.rodar(tela.campos.aguardar())
    painel.procurar()
    mesa.qtbot.waitUntil(lambda: painel.tabela.modelo.rowCount() > 0)
    painel.tabela.ativado.emit(painel.tabela.atual())
    assert painel.escolhida is not None
    painel.localidade.definir(IDS.localidade_centro)
    assert painel.tabela.modelo.rowCount() == 0
    assert painel.escolhida is None


def test_sem_ocorrencia_diz_m81(mesa, tela):
    painel = tela.campos.ocorrencias
    painel.municipio.de_rascunho(str(IDS.municipio))
    mesa.rodar(tela.campos.aguardar())
    painel.tipo.definir(2)
    painel.localidade.definir(IDS.localidade_centro)
    painel.procurar()
    mesa.qtbot.waitUntil(lambda: painel.aviso.text() == "Nenhuma ocorrência operacional encontrada.")


@pytest.mark.parametrize("tipo", [TipoSimplificado.COMERCIAL, TipoSimplificado.OPERACIONAL])
def test_o_que_pede_seguimento_continua_em_inserir_com_o_mesmo_protocolo(mesa, tela, tipo):
    protocolo = tela.protocolo.texto()
    tela.campos.tipo.definir(tipo)
    tela.campos.nome.setText("JOANA LIMA")
    tela.campos.observacao.definir("VAI VIRAR RA")
    _concluir(mesa, tela)
    inserir = mesa.esperar(InserirRA)
    mesa.qtbot.waitUntil(lambda: inserir.pronto)
    assert inserir.protocolo.texto() == protocolo
    assert inserir.formulario.dados_gerais.observacao.valor() == "VAI VIRAR RA"
    assert inserir.formulario.solicitante.nome.valor() == "JOANA LIMA"
    assert inserir.digitado
    mesa.qtbot.waitUntil(lambda: mesa.titulos == [inserir.windowTitle()])


def test_os_documentos_seguem_para_inserir_com_a_pessoa_e_nao_com_outra(mesa, tela):
    tela.campos.tipo.definir(TipoSimplificado.COMERCIAL)
    tela.campos.nome.setText("JOANA LIMA")
    tela.campos.cpf.definir("86288366757")
    _concluir(mesa, tela)
    inserir = mesa.esperar(InserirRA)
    mesa.qtbot.waitUntil(lambda: inserir.pronto)
    assert inserir.barra.textos() == (DOCUMENTOS_TRAZIDOS,)
    assert inserir._comando().documentos.cpf == "86288366757"
    inserir._guarda.guardar()
    (guardado,) = mesa.estacao.rascunhos.listar("inserir_ra")
    assert trazido_do_rascunho(guardado).documentos.cpf == "86288366757"
    inserir.formulario.solicitante.nome.setText("OUTRA PESSOA")
    assert not inserir._comando().documentos.informados


def test_reiteracao_diz_se_reiterou(mesa, tela):
    campos = tela.campos
    campos.tipo.definir(TipoSimplificado.REITERACAO)
    campos.nome.setText("JOANA LIMA")
    campos.ra.de_rascunho(str(IDS.ra_da_loja))
    campos.observacao.definir("CONTINUA")
    _concluir(mesa, tela)
    mesa.qtbot.waitUntil(tela.feito.isVisible)
    assert tela.feito.detalhe.text() == f"O RA {IDS.ra_da_loja} foi reiterado."

    mesa.botao(tela.feito, "Inserir outro").click()
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.formulario.isVisible())
    assert tela.campos.nome.valor() == ""
    tela.campos.tipo.definir(TipoSimplificado.REITERACAO)
    tela.campos.nome.setText("JOANA LIMA")
    tela.campos.ra.de_rascunho(str(IDS.ra_encerrado))
    tela.campos.observacao.definir("DE NOVO")
    _concluir(mesa, tela)
    mesa.qtbot.waitUntil(tela.feito.isVisible)
    assert tela.feito.detalhe.text().startswith("O RA original não foi reiterado: RA encerrado ou bloqueado")

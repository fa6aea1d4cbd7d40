"""Tramitar and Consultar Trâmites on screen, over a real server as an atendente [UC0427, UC0446]."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from sqlalchemy import text

from gsan_desk.services.ra_consultar import consultar
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.contato.painel_do_ra import PainelDoRA
from gsan_desk.ui.tramite.consultar import ConsultarTramites
from gsan_desk.ui.tramite.tramitar import TramitarUmRA
from tests.support.cenario import IDS
from tests.support.form_ra import CTRL
from tests.support.mesa_ra import mesa_ra, mudar

__all__ = ["mesa_ra"]
RA = IDS.ra_da_loja
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tela(mesa_ra) -> TramitarUmRA:
    return mesa_ra.pronta(mesa_ra.abas.tramitar(RA))


def _ultimo(sessao):
    sessao.rollback()
    return sessao.execute(
        text("SELECT * FROM atendimentopublico.tramite WHERE rgat_id = :ra ORDER BY tram_id DESC LIMIT 1"), {"ra": RA}
    ).one()


def _concluir(mesa_ra, tela) -> None:
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_ra.qtbot.waitUntil(tela._tarefa.done)


def _destino(mesa_ra, tela, unidade: int) -> None:
    tela.tramite.destino.de_rascunho(str(unidade))
    mesa_ra.rodar(tela.formulario.aguardar())


def test_abre_com_os_valores_propostos_e_o_painel_fechado(mesa_ra, tela):
    campos = tela.tramite
    assert campos.destino.valor() == IDS.unidade_operacional
    assert campos.responsavel.valor() == IDS.usuario_atendente
    assert campos.data.text()
    assert campos.hora.text()
    assert not tela.digitado
    assert not tela.protocolo.isVisible()
    assert not tela.painel.aberta
    textos = tela.painel.fatos.textos()
    assert textos["Número do RA"] == str(RA)
    assert textos["Cliente Solicitante"].startswith(f"{IDS.cliente_cpf} - ")
    assert "Nº Protocolo" not in textos


def test_so_com_o_teclado_do_consultar_ao_tramitado(mesa_ra, sessao):
    consultar = mesa_ra.janela.abrir("consultar_ra", numero=RA)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not None and consultar.numero.hasFocus())
    mesa_ra.teclado.tecla(Qt.Key.Key_M, ALT)
    tela = mesa_ra.pronta(mesa_ra.esperar(TramitarUmRA))
    mesa_ra.qtbot.waitUntil(tela.tramite.destino.codigo.hasFocus)
    mesa_ra.teclado.tecla(Qt.Key.Key_P, ALT)
    mesa_ra.teclado.digitar("VERIFICAR NO LOCAL")
    _concluir(mesa_ra, tela)
    assert tela.feito.frase.text() == f"RA {RA} tramitado com sucesso."
    ultimo = _ultimo(sessao)
    assert (ultimo.unid_iddestino, ultimo.tram_dsparecertramite) == (IDS.unidade_operacional, "VERIFICAR NO LOCAL")
    assert ultimo.tram_tmtramite.second or ultimo.tram_tmtramite.microsecond
    mesa_ra.teclado.tecla(Qt.Key.Key_C, ALT)
    de_novo = mesa_ra.esperar(ConsultarRA)
    mesa_ra.qtbot.waitUntil(
        lambda: de_novo.ra is not None and de_novo.ra.gerais.unidade_atual_id == IDS.unidade_operacional
    )


def test_destino_vazio_data_vazia_e_data_futura_ao_lado_dos_campos(mesa_ra, tela):
    campos, formulario = tela.tramite, tela.formulario.formulario
    campos.destino.limpar()
    campos.data.setText("")
    _concluir(mesa_ra, tela)
    assert formulario["tramite.data"].erro == "Informe Data da Tramitação."
    campos.data.definir(campos._hoje() + timedelta(days=1))
    _concluir(mesa_ra, tela)
    assert formulario["tramite.unidade_destino_id"].erro == "Informe Unidade Destino."
    _destino(mesa_ra, tela, IDS.unidade_operacional)
    _concluir(mesa_ra, tela)
    assert formulario["tramite.data"].erro.startswith("Data da Tramitação posterior a ")


def test_unidade_e_usuario_desconhecidos(mesa_ra, tela):
    _destino(mesa_ra, tela, 999)
    tela.tramite.responsavel.de_rascunho("999")
    _concluir(mesa_ra, tela)
    formulario = tela.formulario.formulario
    assert formulario["tramite.unidade_destino_id"].erro == "Unidade Destino inexistente."
    assert formulario["tramite.responsavel_id"].erro == "Usuário inexistente."


def test_usuario_responsavel_esvaziado_volta_a_quem_esta_logado(mesa_ra, tela, sessao):
    responsavel = tela.tramite.responsavel
    responsavel.de_rascunho(str(IDS.usuario_supervisor))
    mesa_ra.rodar(tela.formulario.aguardar())
    assert tela.tramite.valor().responsavel_id == IDS.usuario_supervisor
    responsavel.codigo.setText("")
    responsavel.codigo.editingFinished.emit()
    assert responsavel.valor() == IDS.usuario_atendente


def test_desfazer_devolve_os_valores_propostos(mesa_ra, tela):
    tela.tramite.parecer.definir("NÃO ERA ISTO")
    assert tela.digitado
    tela.rodape.desfazer.click()
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    mesa_ra.teclado.tecla(Qt.Key.Key_Return)
    mesa_ra.qtbot.waitUntil(lambda: not tela.digitado)
    assert tela.tramite.destino.valor() == IDS.unidade_operacional
    assert tela.tramite.parecer.valor() == ""


def test_ra_de_outra_unidade_nao_abre_e_diz_por_que(mesa_ra):
    tela = mesa_ra.abas.tramitar(IDS.ra_pendente_imovel)
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)
    assert tela.feito.frase.text() == "RA de outra unidade: trâmite não autorizado."


def test_ra_mudado_por_outro_guarda_o_digitado_e_oferece_reler(mesa_ra, tela, sessao):
    tela.tramite.parecer.definir("GUARDE ISTO")
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_tmultimaalteracao = localtimestamp WHERE rgat_id = :n",
        n=RA,
    )
    _concluir(mesa_ra, tela)
    assert tela.barra.textos() == (f"RA {RA} alterado por outro usuário; recarregue. (postgres)",)
    mesa_ra.teclado.tecla(Qt.Key.Key_G, ALT)
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto and not tela.barra.textos())
    assert tela.tramite.parecer.valor() == "GUARDE ISTO"
    _concluir(mesa_ra, tela)
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)
    assert _ultimo(sessao).tram_dsparecertramite == "GUARDE ISTO"


def test_consultar_tramites_mostra_o_da_linha_e_se_atualiza(mesa_ra, tela):
    lista = mesa_ra.ler(mesa_ra.abas.tramites(RA))
    assert isinstance(lista, ConsultarTramites)
    assert lista.cabecalho.textos()["Unidade de Atendimento"].startswith(f"{IDS.unidade_loja} - ")
    assert lista.tabela.modelo.rowCount() == 1
    mesa_ra.janela.abas.setCurrentWidget(tela)
    tela.tramite.parecer.definir("SEGUE")
    _concluir(mesa_ra, tela)
    mesa_ra.qtbot.waitUntil(lambda: lista.tabela.modelo.rowCount() == 2)
    lista.tabela.ir_para(1)
    assert lista.detalhe.textos()["Parecer"] == "SEGUE"
    assert lista.detalhe.textos()["Usuário Registro"] == f"{IDS.usuario_atendente} - ATENDENTE"


def test_tramites_vao_para_a_planilha_e_para_o_papel(mesa_ra, tmp_path, monkeypatch):
    lista = mesa_ra.ler(mesa_ra.abas.tramites(RA))
    destino = tmp_path / "tramites.csv"

    async def escolher(*_: object) -> Path:
        return destino

    monkeypatch.setattr("gsan_desk.ui.consulta.gravar_lista.escolher_destino", escolher)
    lista.saida.botao_exportar.click()
    mesa_ra.qtbot.waitUntil(lambda: destino.exists() and bool(lista.barra.textos()))
    assert "LOJA DE ATENDIMENTO CENTRO" in destino.read_text("utf-8-sig")
    papel = mesa_ra.rodar(lista.saida._documento()).toPlainText()
    assert f"Trâmites do RA {RA}" in papel
    assert "LOJA DE ATENDIMENTO CENTRO" in papel


@pytest.mark.parametrize("ra", [IDS.ra_encerrado, IDS.ra_bloqueado])
def test_botao_diz_por_que_nao_se_tramita(mesa_ra, ra):
    consultar = mesa_ra.janela.abrir("consultar_ra", numero=ra)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not None)
    botao = mesa_ra.botao(consultar, "Tramitar")
    assert not botao.isEnabled()
    assert botao.toolTip() == "RA encerrado ou bloqueado: trâmite não permitido."


def test_conexao_morta_no_meio_e_refeita_e_grava_uma_vez(mesa_ra, tela, sessao):
    """The pool's connection is found dead: the command goes again by itself, and is written once."""
    mudar(sessao, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'atendente'")
    _concluir(mesa_ra, tela)
    mesa_ra.qtbot.waitUntil(lambda: tela.feito.isVisible() or bool(tela.barra.textos()))
    assert tela.feito.isVisible()
    assert _ultimo(sessao).unid_iddestino == IDS.unidade_operacional


def test_tramitar_de_novo_abre_outra_vez_se_ainda_for_de_quem_tramitou(mesa_ra, tela):
    _concluir(mesa_ra, tela)
    mesa_ra.botao(tela, "Tramitar novamente").click()
    mesa_ra.qtbot.waitUntil(lambda: tela.feito.frase.text() == "RA de outra unidade: trâmite não autorizado.")


def test_painel_mostra_o_ra_associado_e_o_protocolo_onde_cabe(mesa_ra, qtbot):
    """Spec 20 §1.5: the labels tell which kind of association it is."""
    painel = PainelDoRA(com_protocolo=True)
    qtbot.addWidget(painel)
    for ra, numero, situacao in (
        (IDS.ra_duplicado, "Número do RA de Referência", "Situação do RA de Referência"),
        (IDS.ra_reativado_anterior, "Número do RA Atual", "Situação do RA Atual"),
        (IDS.ra_reativado, "Número do RA Anterior", "Situação do RA Anterior"),
    ):
        painel.mostrar(mesa_ra.banco.executar(consultar, mesa_ra.ponte.contexto, ra))
        textos = painel.fatos.textos()
        assert textos["Nº Protocolo"]
        assert textos[numero].isdigit()
        assert textos[situacao] in ("Pendente", "Encerrado")


def test_da_lista_de_manter_pelo_menu_da_linha(mesa_ra):
    """Only a pending RA may be forwarded; any may be asked where it has been."""
    tela = mesa_ra.janela.abrir("manter_ra", imovel_id=IDS.imovel_normal)
    tabela = tela.resultado.tabela
    mesa_ra.qtbot.waitUntil(lambda: tabela.modelo.rowCount() > 0)
    pode = {}
    for numero, linha in enumerate(tabela.modelo.linhas):
        tabela.ir_para(numero)
        acoes = {acao.text().replace("&", ""): acao for acao in tabela._menu_da_linha().actions()}
        pode[linha.id] = acoes["Tramitar"].isEnabled()
    assert (pode[IDS.ra_encerrado], pode[IDS.ra_com_os]) == (False, True)
    acoes["Consultar Trâmites"].trigger()
    mesa_ra.ler(mesa_ra.esperar(ConsultarTramites))


def test_nenhuma_letra_se_repete(mesa_ra, tela):
    """Main menu included: Alt+A, Alt+S and Alt+U belong to the window."""
    textos = [w.text() for w in tela.findChildren(QPushButton) if w.isVisible()]
    textos += [w.text() for w in tela.findChildren(QLabel) if w.isVisible() and w.buddy() is not None]
    letras = ["A", "S", "U", *(t[t.index("&") + 1].upper() for t in textos if "&" in t)]
    assert len(letras) == len(set(letras)), letras

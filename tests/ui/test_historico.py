"""Histórico of an RA, over a real server as an atendente."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gsan_desk.domain.historico import TipoEntrada
from gsan_desk.ui.consulta import gravar_lista
from gsan_desk.ui.consultas_do_ra.dados import ConsultarDadosRA
from gsan_desk.ui.consultas_do_ra.historico import HistoricoDoRA
from tests.support.cenario import IDS
from tests.support.mesa_ra import mesa_ra, mudar

__all__ = ["mesa_ra"]
RA = "atendimentopublico.registro_atendimento"
OBSERVACAO = f"UPDATE {RA} SET rgat_dsobservacao = 'MURO CAIU' WHERE rgat_id = :n"


def _tipos(pagina: HistoricoDoRA) -> list[TipoEntrada]:
    return [entrada.tipo for entrada in pagina.tabela.modelo.linhas]


def test_do_consultar_ao_historico_pelo_teclado(mesa_ra, sessao):
    mudar(sessao, OBSERVACAO, n=IDS.ra_com_os)
    tela = mesa_ra.janela.abrir("consultar_ra", numero=IDS.ra_com_os)
    mesa_ra.qtbot.waitUntil(lambda: tela.ra is not None and tela.numero.hasFocus())
    mesa_ra.teclado.tecla(Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    pagina = mesa_ra.ler(mesa_ra.esperar(HistoricoDoRA))
    assert pagina.windowTitle() == f"Histórico do RA {IDS.ra_com_os}"
    assert pagina.cabecalho.textos()["Número do RA"] == str(IDS.ra_com_os)
    assert _tipos(pagina)[0] is TipoEntrada.ABERTURA
    assert _tipos(pagina)[-1] is TipoEntrada.ALTERACAO
    mesa_ra.qtbot.waitUntil(pagina.tabela.hasFocus)
    assert pagina.detalhe.textos()["Quem"] == "ATENDENTE"

    mesa_ra.teclado.tecla(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    textos = pagina.detalhe.textos()
    assert textos["Observação"] == "AGUARDANDO PROVIDÊNCIA → MURO CAIU"
    assert textos["Quem"] == "Administrador do banco (postgres)"
    mesa_ra.teclado.tecla(Qt.Key.Key_Escape)
    mesa_ra.qtbot.waitUntil(lambda: len(mesa_ra.titulos) == 1)


def test_filtra_por_tipo_e_conta(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.historico(IDS.ra_encerrado))
    assert pagina.total.text() == "5 acontecimentos"
    assert [pagina.tipo.itemText(i) for i in range(pagina.tipo.count())] == [
        "Todos", "Abertura", "Solicitante", "Anexo", "Trâmite", "Encerramento",
    ]  # fmt: skip
    pagina.tipo.definir(TipoEntrada.ENCERRAMENTO)
    assert _tipos(pagina) == [TipoEntrada.ENCERRAMENTO]
    assert pagina.total.text() == "1 de 5 acontecimentos"
    assert pagina.tabela.atual().tipo is TipoEntrada.ENCERRAMENTO
    pagina.tipo.definir(None)
    assert len(_tipos(pagina)) == 5


def test_a_ordem_escolhida_fica_para_os_proximos(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.historico(IDS.ra_encerrado))
    mesa_ra.qtbot.waitUntil(pagina.tabela.hasFocus)
    antes = _tipos(pagina)
    mesa_ra.teclado.tecla(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    mesa_ra.qtbot.waitUntil(lambda: _tipos(pagina) == antes[::-1])
    outra = mesa_ra.ler(mesa_ra.abas.historico(IDS.ra_com_os))
    assert outra.recentes.isChecked()
    assert _tipos(outra)[-1] is TipoEntrada.ABERTURA


def test_o_que_a_estacao_muda_aparece_sem_pedir(mesa_ra, sessao):
    pagina = mesa_ra.ler(mesa_ra.abas.historico(IDS.ra_com_os))
    pagina.tipo.definir(TipoEntrada.ABERTURA)
    mudar(sessao, OBSERVACAO, n=IDS.ra_com_os)
    mesa_ra.abas.mudou(IDS.ra_com_os)
    mesa_ra.qtbot.waitUntil(lambda: pagina.total.text() == "1 de 5 acontecimentos")
    assert pagina.tipo.valor() == TipoEntrada.ABERTURA


def test_dado_sem_data_propria_diz_isso(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.historico(IDS.ra_encerrado))
    pagina.tipo.definir(TipoEntrada.ANEXO)
    assert pagina.detalhe.textos()["Quando"].endswith(" (última alteração do dado)")
    assert pagina.detalhe.textos()["Quem"] == "–"


def test_ra_que_nao_existe_diz_m70(mesa_ra):
    assert mesa_ra.ler(mesa_ra.abas.historico(777)).vazio.text() == "RA não encontrado."


def test_exporta_o_que_mostra(mesa_ra, tmp_path: Path, monkeypatch):
    destino = tmp_path / "h.csv"

    async def escolher(*_args):
        return destino

    monkeypatch.setattr(gravar_lista, "escolher_destino", escolher)
    pagina = mesa_ra.ler(mesa_ra.abas.historico(IDS.ra_encerrado))
    pagina.tipo.definir(TipoEntrada.ENCERRAMENTO)
    mesa_ra.qtbot.waitUntil(pagina.tabela.hasFocus)
    mesa_ra.teclado.tecla(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    mesa_ra.qtbot.waitUntil(lambda: bool(pagina.barra.textos()))
    titulos, linha = csv.reader(destino.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert titulos == ["Quando", "Tipo", "Quem", "O que aconteceu"]
    assert linha[1:] == ["Encerramento", "ATENDENTE", "SERVIÇO CONCLUÍDO · Unidade: OPERAÇÃO DE ÁGUA · SERVIÇO FEITO"]
    assert pagina.barra.textos() == (f"1 linha(s) gravada(s) em {destino}.",)


def test_exportacao_que_nao_se_grava_diz_por_que(mesa_ra, tmp_path: Path, monkeypatch):
    async def escolher(*_args):
        return tmp_path / "falta" / "h.xlsx"

    monkeypatch.setattr(gravar_lista, "escolher_destino", escolher)
    pagina = mesa_ra.ler(mesa_ra.abas.historico(IDS.ra_encerrado))
    pagina.saida.botao_exportar.click()
    mesa_ra.qtbot.waitUntil(lambda: bool(pagina.barra.textos()))
    assert pagina.barra.textos()[0].startswith("Não foi possível gravar h.xlsx: ")


def test_o_papel_tem_o_titulo_e_as_linhas(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.historico(IDS.ra_encerrado))
    texto = mesa_ra.rodar(pagina.saida._documento()).toPlainText()
    assert f"Histórico do RA {IDS.ra_encerrado}" in texto
    assert "SERVIÇO FEITO" in texto
    pagina.saida.botao_imprimir.click()
    mesa_ra.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QApplication.activePopupWidget().close()


def test_mnemonicos_nao_se_repetem(mesa_ra):
    pagina = mesa_ra.ler(mesa_ra.abas.historico(IDS.ra_encerrado))
    botoes = [pagina.saida.botao_exportar, pagina.saida.botao_imprimir, pagina.botao_fechar, pagina.recentes]
    letras = [b.text()[b.text().index("&") + 1].upper() for b in botoes] + ["T", "D"]
    assert len(set(letras)) == len(letras)
    assert not set(letras) & set("ASU")


def test_da_lista_pelo_menu_e_de_volta_aos_dados(mesa_ra):
    tela = mesa_ra.janela.abrir("manter_ra", imovel_id=IDS.imovel_normal)
    tabela = tela.resultado.tabela
    mesa_ra.qtbot.waitUntil(lambda: tabela.modelo.rowCount() > 0)
    acoes = {acao.text().replace("&", ""): acao for acao in tabela._menu_da_linha().actions()}
    acoes["Histórico"].trigger()
    pagina = mesa_ra.ler(mesa_ra.esperar(HistoricoDoRA))
    mesa_ra.botao(pagina, "Consultar Dados do RA").click()
    mesa_ra.ler(mesa_ra.esperar(ConsultarDadosRA))

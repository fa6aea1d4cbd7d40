"""Tramitar Registro de Atendimento of the menu, over a real server as a supervisor [UC0503]."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from sqlalchemy import text

from gsan_desk.domain.tramite_conjunto import Resultado
from gsan_desk.services.tramite_conjunto.selecionar import todos
from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.tramite_conjunto import selecao as selecao_ui
from gsan_desk.ui.widgets.message_bar import BarraMensagens
from tests.support.cenario import IDS
from tests.support.form_ra import CTRL
from tests.support.mesa_conjunto import mesa_conjunto
from tests.support.mesa_ra import mudar

__all__ = ["mesa_conjunto"]
OPERACAO, LOJA = IDS.unidade_operacional, IDS.unidade_loja


def _unidade(sessao, ra):
    sessao.rollback()
    return sessao.execute(
        text("SELECT unid_idatual FROM atendimentopublico.registro_atendimento WHERE rgat_id = :ra"), {"ra": ra}
    ).scalar_one()


def _tramites(sessao, ra):
    sessao.rollback()
    consulta = "SELECT * FROM atendimentopublico.tramite WHERE rgat_id = :ra ORDER BY tram_id"
    return sessao.execute(text(consulta), {"ra": ra}).all()


def test_o_filtro_abre_com_a_unidade_da_pessoa_e_os_ultimos_trinta_dias(mesa_conjunto):
    filtro = mesa_conjunto.tela.selecao.filtro
    assert filtro.campos["unidade_atual_id"].campo.valor() == IDS.unidade_regional
    periodo = filtro.campos["atendimento"].campo.valor()
    assert (periodo.final - periodo.inicial).days == 30
    assert filtro.so_que_posso.isChecked()
    assert filtro.tarifa_social.valor() is None


def test_so_o_que_a_pessoa_pode_e_nada_encontrado(mesa_conjunto):
    selecao = mesa_conjunto.tela.selecao
    mesa_conjunto.filtrar()
    assert mesa_conjunto.tela.barra.textos() == ()
    assert selecao.tabela.modelo.rowCount() > 3
    assert not selecao.filtro.isVisible()
    selecao.mostrar_filtro()
    mesa_conjunto.filtrar(unidade_atual_id=IDS.unidade_cobranca)
    assert mesa_conjunto.tela.barra.textos() == ("Nenhum registro encontrado.",)


def test_sem_criterio(mesa_conjunto):
    campos = mesa_conjunto.tela.selecao.filtro.campos
    campos.limpar()
    campos["atendimento"].campo.definir(None)
    mesa_conjunto.tela.selecao.filtro.selecionar.click()
    mesa_conjunto.qtbot.waitUntil(lambda: bool(mesa_conjunto.tela.barra.textos()))
    assert mesa_conjunto.tela.barra.textos() == ("Informe ao menos um critério.",)


def test_sem_marca_e_sem_tramite(mesa_conjunto):
    mesa, selecao = mesa_conjunto, mesa_conjunto.tela.selecao
    mesa.filtrar(unidade_atual_id=OPERACAO)
    selecao.informar.click()
    assert mesa.tela.barra.textos() == ("Marque ao menos um RA.",)
    selecao.limpar_tramite.click()
    assert mesa.tela.barra.textos() == ("Marque ao menos um RA.",)
    selecao.tramitar.click()
    assert mesa.tela.barra.textos() == ("Nenhum trâmite informado.",)


def test_dois_destinos_numa_passada_e_desfazer(mesa_conjunto, sessao):
    mesa, tela = mesa_conjunto, mesa_conjunto.tela
    mesa.filtrar(unidade_atual_id=OPERACAO)
    um, outro = IDS.ra_urgente, IDS.ra_pendente_endereco
    mesa.marcar(um)
    mesa.informar(LOJA, "PARA A LOJA")
    mesa.informado()
    mesa.marcar(outro)
    mesa.informar(IDS.unidade_cobranca)
    mesa.informado()
    assert tela.escolha.destino(um) == LOJA
    assert tela.escolha.destino(outro) == IDS.unidade_cobranca
    mesa.prever()
    grupos = [(g.origem_id, g.destino_id, g.aceitos, g.negados) for g in tela.previa.grupos.modelo.linhas]
    assert grupos == [(OPERACAO, LOJA, 1, 0), (OPERACAO, IDS.unidade_cobranca, 1, 0)]
    assert len(_tramites(sessao, um)) == 1, "nothing is written before Tramitar"
    mesa.executar()
    assert tela.resultado.titulo.text() == "2 RA(s) tramitado(s) com sucesso."
    assert (_unidade(sessao, um), _unidade(sessao, outro)) == (LOJA, IDS.unidade_cobranca)
    assert _tramites(sessao, um)[-1].tram_dsparecertramite == "PARA A LOJA"
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_tmultimaalteracao = localtimestamp WHERE rgat_id = :n",
        n=outro,
    )
    tela.resultado.desfazer.click()
    mesa.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.qtbot.waitUntil(lambda: tela.resultado.conjunto is None)
    mesa.terminar()
    assert tela.resultado.conjunto.quantos(Resultado.TRAMITADO) == 1
    assert tela.resultado.conjunto.quantos(Resultado.ALTERADO) == 1
    assert _unidade(sessao, um) == OPERACAO
    assert _unidade(sessao, outro) == IDS.unidade_cobranca
    assert len(_tramites(sessao, um)) == 3, "history is never deleted"
    assert not tela.resultado.desfazer.isVisible()


def test_so_com_o_teclado(mesa_conjunto, sessao):
    mesa, tela = mesa_conjunto, mesa_conjunto.tela
    tela.selecao.filtro.campos["unidade_atual_id"].campo.de_rascunho(str(OPERACAO))
    mesa.rodar(tela.selecao.filtro.campos.formulario.aguardar())
    tela.selecao.filtro.campos["numero"].focar()
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.qtbot.waitUntil(tela.selecao.tabela.hasFocus)
    primeiro = tela.selecao.tabela.atual().id
    mesa.teclado.tecla(Qt.Key.Key_Space)
    assert [e.ra for e in tela.escolha.marcados] == [primeiro]
    mesa.teclado.tecla(Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    mesa.qtbot.waitUntil(tela.informar.campos.destino.codigo.hasFocus)
    mesa.qtbot.waitUntil(tela.informar._tarefa.done)
    tela.informar.campos.destino.limpar()
    mesa.teclado.digitar(str(LOJA))
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.informado()
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.qtbot.waitUntil(tela.previa.tramitar.hasFocus)
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.terminar()
    assert _unidade(sessao, primeiro) == LOJA


def test_recusados_sao_mostrados_e_os_aceitos_seguem(mesa_conjunto, sessao):
    mesa, tela = mesa_conjunto, mesa_conjunto.tela
    mudar(
        sessao,
        "UPDATE atendimentopublico.ordem_servico SET orse_cdsituacao = 3 WHERE orse_id = :n",
        n=IDS.ordem_servico,
    )
    mesa.filtrar(unidade_atual_id=OPERACAO)
    mesa.marcar(IDS.ra_com_os, IDS.ra_urgente)
    mesa.informar(LOJA)
    mesa.qtbot.waitUntil(lambda: tela.barra.textos() == ("1 de 2 RAs não podem receber este trâmite.",))
    linha = tela.informar.negados.tabela.modelo.linha(0)
    assert (linha.ra, linha.mensagem) == (IDS.ra_com_os, "RA com OS em andamento: trâmite não permitido.")
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.informado()
    assert tela.escolha.informados == 1


def test_destino_desconhecido_e_data_futura_ao_lado_do_campo(mesa_conjunto):
    mesa, campos = mesa_conjunto, mesa_conjunto.tela.informar.campos
    mesa.filtrar(unidade_atual_id=OPERACAO)
    mesa.marcar(IDS.ra_urgente)
    mesa.informar(999)
    mesa.qtbot.waitUntil(lambda: bool(campos.formulario["tramite.unidade_destino_id"].erro))
    assert campos.formulario["tramite.unidade_destino_id"].erro == "Unidade Destino inexistente."
    mesa.rodar(campos.aguardar())
    campos.destino.de_rascunho(str(LOJA))
    campos.data.setText("01/01/2999")
    mesa.rodar(campos.aguardar())
    mesa.tela.informar.inserir.click()
    mesa.qtbot.waitUntil(lambda: bool(campos.formulario["tramite.data"].erro))
    assert campos.formulario["tramite.data"].erro.startswith("Data da Tramitação posterior a ")


def test_todos_marca_o_que_a_lista_nao_leu_e_desmarca(mesa_conjunto):
    mesa, selecao = mesa_conjunto, mesa_conjunto.tela.selecao
    mesa.filtrar(unidade_superior_id=IDS.unidade_regional)
    selecao.todos.click()
    mesa.assentar(selecao)
    assert len(mesa.tela.escolha.marcados) == selecao.tabela.modelo.rowCount()
    assert selecao.todos.checkState() == Qt.CheckState.Checked
    selecao.todos.click()
    assert mesa.tela.escolha.marcados == ()


def test_todos_acima_do_limite_marca_os_primeiros_e_diz(mesa_conjunto, monkeypatch):
    monkeypatch.setattr(selecao_ui, "todos", partial(todos, limite=2))
    monkeypatch.setattr(selecao_ui, "LIMITE", 2)
    mesa, selecao = mesa_conjunto, mesa_conjunto.tela.selecao
    mesa.filtrar(unidade_superior_id=IDS.unidade_regional)
    selecao.todos.click()
    mesa.assentar(selecao)
    assert len(mesa.tela.escolha.marcados) == 2
    frase = "Há mais de 2 RAs: foram marcados os 2 primeiros. Estreite o filtro."
    assert any(frase in barra.textos() for barra in mesa.tela.findChildren(BarraMensagens))


def test_limpar_tramite_so_dos_marcados(mesa_conjunto):
    mesa, tela = mesa_conjunto, mesa_conjunto.tela
    mesa.filtrar(unidade_atual_id=OPERACAO)
    mesa.marcar(IDS.ra_urgente, IDS.ra_pendente_endereco)
    mesa.informar(LOJA)
    mesa.informado()
    assert tela.escolha.informados == 2
    mesa.marcar(IDS.ra_urgente)
    tela.selecao.limpar_tramite.click()
    assert tela.escolha.informados == 1
    assert tela.escolha.destino(IDS.ra_urgente) is None


def test_nova_selecao_pergunta_antes_de_descartar(mesa_conjunto):
    mesa, tela = mesa_conjunto, mesa_conjunto.tela
    mesa.filtrar(unidade_atual_id=OPERACAO)
    mesa.marcar(IDS.ra_urgente)
    mesa.informar(LOJA)
    mesa.informado()
    tela.selecao.selecionar()
    mesa.qtbot.waitUntil(lambda: any("Descartar" in t for t in tela.barra.textos()))
    mesa.teclado.tecla(Qt.Key.Key_Escape)
    mesa.assentar(tela.selecao)
    assert tela.escolha.informados == 1


def test_recentes_mostram_a_execucao_e_o_ra_abre(mesa_conjunto):
    mesa, tela = mesa_conjunto, mesa_conjunto.tela
    mesa.filtrar(unidade_atual_id=OPERACAO)
    mesa.marcar(IDS.ra_urgente)
    mesa.informar(LOJA)
    mesa.informado()
    mesa.prever()
    mesa.executar()
    tela.resultado.voltar.click()
    mesa.assentar(tela.selecao)
    tela.selecao.mostrar_filtro()
    tela.selecao.recentes.click()
    mesa.qtbot.waitUntil(lambda: tela.recentes.tabela.modelo.rowCount() == 1)
    tela.recentes.mostrar.click()
    mesa.qtbot.waitUntil(lambda: tela.resultado.tabela.modelo.rowCount() == 1)
    tela.resultado.tabela.ir_para(0)
    tela.resultado.tabela.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Return)
    assert mesa.esperar(ConsultarRA)


@pytest.mark.parametrize("passo", ["filtro", "lista", "informar", "previa", "resultado", "recentes"])
def test_nenhuma_letra_se_repete(mesa_conjunto, passo):
    """Main menu included: Alt+A, Alt+S and Alt+U belong to the window."""
    mesa, tela = mesa_conjunto, mesa_conjunto.tela
    if passo == "recentes":
        tela.selecao.recentes.click()
    elif passo != "filtro":
        mesa.filtrar(unidade_atual_id=OPERACAO)
        mesa.marcar(IDS.ra_urgente)
        if passo == "informar":
            tela.selecao.informar.click()
        elif passo != "lista":
            mesa.informar(LOJA)
            mesa.informado()
            mesa.prever()
            if passo == "resultado":
                mesa.executar()
    textos = [w.text() for w in tela.findChildren(QPushButton) if w.isVisible()]
    textos += [w.text() for w in tela.findChildren(QLabel) if w.isVisible() and w.buddy() is not None]
    if tela.selecao.isVisible():
        textos += [c.text() for c in (tela.selecao.todos, tela.selecao.filtro.so_que_posso) if c.isVisible()]
    letras = ["A", "S", "U", *(t[t.index("&") + 1].upper() for t in textos if "&" in t)]
    assert len(letras) == len(set(letras)), letras

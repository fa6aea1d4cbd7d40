"""The bridge: results, errors, cancel, reconnection, tasks that die with their owner."""

import asyncio
import threading

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from gsan_desk.domain.erros import BancoIndisponivel, RegraViolada, Violacao
from gsan_desk.ui.bridge import BANCO_FORA, EstadoConexao, Ponte, abrir_dialogo, em_segundo_plano


def somar(sessao, a, b):
    return a + b


def onde(sessao):
    return threading.current_thread().name


def recusar(sessao):
    raise RegraViolada(Violacao("M01", "Informe a Data.", "dados_gerais.data"))


def quebrar(sessao):
    raise ZeroDivisionError


def test_resultado_volta_na_thread_da_tela(ponte, rodar):
    async def tela():
        soma = await ponte.executar(somar, 2, 3)
        return soma, threading.current_thread() is threading.main_thread()

    assert rodar(tela()) == (5, True)


def test_um_so_trabalhador(ponte, rodar):
    async def tela():
        return await asyncio.gather(*(ponte.executar(onde) for _ in range(4)))

    nomes = set(rodar(tela()))
    assert len(nomes) == 1
    assert nomes != {threading.current_thread().name}


def test_regra_violada_chega_a_quem_espera(ponte, rodar):
    with pytest.raises(RegraViolada) as erro:
        rodar(ponte.executar(recusar))
    assert erro.value.violacoes[0].campo == "dados_gerais.data"


def test_erro_que_escapa_vira_falha_com_codigo(ponte, qtbot):
    with qtbot.waitSignal(ponte.erro) as sinal:
        ponte.iniciar(ponte.executar(quebrar))
    falha = sinal.args[0]
    assert falha.codigo
    assert falha.mensagem == f"Erro inesperado, código {falha.codigo}"
    assert isinstance(falha.excecao, ZeroDivisionError)


def test_regra_que_escapa_mostra_o_texto_da_regra(ponte, qtbot):
    with qtbot.waitSignal(ponte.erro) as sinal:
        ponte.iniciar(ponte.executar(recusar))
    assert sinal.args[0].mensagem == "Informe a Data."
    assert sinal.args[0].codigo is None


def test_banco_que_some_e_volta(ponte, banco_falso, qtbot):
    banco_falso.fora = True
    with qtbot.waitSignal(ponte.erro) as sinal:
        ponte.iniciar(ponte.executar(somar, 1, 1))
    assert ponte.estado is EstadoConexao.DESCONECTADO
    assert sinal.args[0].mensagem == BANCO_FORA
    qtbot.waitUntil(lambda: banco_falso.chamadas.count("sondar") >= 2)
    with qtbot.waitSignal(ponte.estado_mudou):
        banco_falso.fora = False
    assert ponte.estado is EstadoConexao.CONECTADO


def test_uma_sonda_por_vez(ponte, banco_falso, rodar):
    banco_falso.fora = True

    async def tela():
        return await asyncio.gather(*(ponte.executar(somar, 1, 1) for _ in range(3)), return_exceptions=True)

    assert all(isinstance(r, BancoIndisponivel) for r in rodar(tela()))
    assert len(ponte._tarefas) == 1


def test_dono_destruido_cancela(ponte, laco, qtbot):
    dono = QWidget()
    tarefa = ponte.iniciar(asyncio.sleep(60), dono)
    dono.deleteLater()
    qtbot.waitUntil(tarefa.cancelled)


def test_tarefas_terminadas_nao_ficam_presas_ao_dono(ponte, qtbot):
    dono = QWidget()
    qtbot.addWidget(dono)
    tarefas = [ponte.iniciar(asyncio.sleep(0), dono) for _ in range(20)]
    qtbot.waitUntil(lambda: all(t.done() for t in tarefas) and not ponte._tarefas)
    assert dono.receivers("2destroyed(QObject*)") < 5  # qtbot listens too


def test_cancelar_pede_ao_servidor(laco, contexto, qtbot):
    class Lento:
        def __init__(self):
            self.comecou, self.cancelado = threading.Event(), threading.Event()

        def executar(self, caso, *args):
            self.comecou.set()
            self.cancelado.wait(5)

        def cancelar(self):
            self.cancelado.set()

    banco = Lento()
    ponte = Ponte(banco, contexto)
    tarefa = ponte.iniciar(ponte.executar(somar, 1, 1))
    qtbot.waitUntil(banco.comecou.is_set)
    tarefa.cancel()
    qtbot.waitUntil(tarefa.cancelled)
    assert banco.cancelado.is_set()
    ponte.fechar()


def test_sem_contexto_e_defeito(laco, banco_falso):
    ponte = Ponte(banco_falso)
    with pytest.raises(RuntimeError):
        _ = ponte.contexto
    ponte.fechar()


def test_dialogo_espera_sem_parar_o_laco(rodar, qtbot):
    dialogo = QDialog()
    qtbot.addWidget(dialogo)

    async def tela():
        asyncio.get_running_loop().call_later(0.01, dialogo.accept)
        return await abrir_dialogo(dialogo)

    assert rodar(tela()) == QDialog.DialogCode.Accepted


def test_em_segundo_plano(rodar):
    nome = rodar(em_segundo_plano(lambda: threading.current_thread().name))
    assert nome != threading.main_thread().name

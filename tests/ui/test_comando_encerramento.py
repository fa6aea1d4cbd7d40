"""Comandar Encerramento on screen, over a real server as a supervisor [UC0735, UC0736]."""

from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from gsan_desk.domain.erros import BancoIndisponivel, Conflito
from gsan_desk.services.comando_encerramento import passo
from gsan_desk.ui.comando import executor as modulo_do_executor
from gsan_desk.ui.comando.pagina import ComandarEncerramentos
from gsan_desk.ui.comando.previa import DialogoPrevia
from gsan_desk.ui.comando.registro import RegistroDoComando
from tests.support.banco import conectar
from tests.support.botoes import apertar
from tests.support.cenario import IDS
from tests.support.form_ra import ALT, CTRL
from tests.support.mesa_ra import MesaRA, mudar
from tests.support.mnemonicos import repetidos

PENDENTES = "SELECT count(*) FROM atendimentopublico.registro_atendimento WHERE amen_id = 102"


@pytest.fixture
def mesa(qtbot, laco, como, tmp_path, rodar, sessao):
    mudar(sessao, "UPDATE atendimentopublico.ordem_servico SET orse_icprogramada = 2")
    mesa = MesaRA(qtbot, como("supervisor"), tmp_path, rodar)
    yield mesa
    mesa.fechar()


@pytest.fixture
def tela(mesa) -> ComandarEncerramentos:
    tela = mesa.janela.abrir("comandar_encerramento")
    mesa.pronta(tela.novo)
    return tela


@pytest.fixture
def registrado(mesa, tela) -> int:
    """Register a command for everything under the regional, and show it in the list."""
    campos = tela.novo.campos
    campos.inicial.definir(campos.final.valor() - timedelta(days=365))
    campos.motivo.definir(IDS.motivo_nao_executado)
    campos.superior.de_rascunho(str(IDS.unidade_regional))
    tela.novo.concluir()
    mesa.qtbot.waitUntil(tela.novo.feito.isVisible)
    apertar(mesa.qtbot, tela, "Ver comandos")
    mesa.qtbot.waitUntil(lambda: tela.lista.pronto and tela.lista.tabela.atual() is not None)
    return tela.lista.tabela.atual().id


def _encerrados(sessao) -> int:
    sessao.rollback()
    return sessao.execute(text(PENDENTES)).scalar_one()


def _executar(mesa, tela) -> None:
    """Ask for the execution and agree to the preview."""
    tela.lista.botao_executar.click()
    dialogo = mesa.teclado.esperar_janela(DialogoPrevia)
    dialogo.executar.click()
    mesa.reativar()


def _fim(mesa, tela) -> None:
    mesa.qtbot.waitUntil(lambda: tela.lista.pronto and not tela.lista.painel.isVisible(), timeout=15000)


def test_by_keyboard_from_the_period_to_the_number(mesa, tela, sessao):
    mesa.qtbot.waitUntil(tela.novo.campos.inicial.hasFocus)
    mesa.teclado.digitar("01/01/2020")
    mesa.teclado.tecla(Qt.Key.Key_M, ALT)
    mesa.teclado.digitar("NÃO EXEC")
    mesa.teclado.tecla(Qt.Key.Key_Tab)
    QApplication.processEvents()
    mesa.reativar()
    tela.novo.campos.motivo.definir(IDS.motivo_nao_executado)
    tela.novo.campos.superior.codigo.setFocus()
    mesa.teclado.digitar(str(IDS.unidade_regional))
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.qtbot.waitUntil(tela.novo.feito.isVisible)
    numero = sessao.execute(text("SELECT raec_id FROM atendimentopublico.ra_encerramento_comando")).scalar_one()
    assert tela.novo.feito.frase.text() == f"Comando {numero} registrado com sucesso."
    assert _encerrados(sessao) == 0


def test_errors_stand_beside_their_fields_and_the_units_exclude_each_other(mesa, tela):
    tela.novo.concluir()
    mesa.qtbot.waitUntil(tela.novo._tarefa.done)
    formulario = tela.novo.campos.formulario
    assert formulario["comando.inicial"].erro == "Informe Período de Atendimento: inicial."
    assert formulario["comando.motivo_id"].erro == "Informe Motivo do Encerramento."
    assert tela.novo.campos.responsavel.valor() == IDS.usuario_supervisor
    tela.novo.campos.atual.de_rascunho(str(IDS.unidade_loja))
    assert not tela.novo.campos.superior.isEnabled()
    tela.novo.campos.atual.limpar()
    tela.novo.campos.superior.de_rascunho(str(IDS.unidade_loja))
    assert not tela.novo.campos.atual.isEnabled()
    campos = tela.novo.campos
    campos.inicial.definir(campos.final.valor())
    campos.motivo.definir(IDS.motivo_nao_executado)
    tela.novo.concluir()
    mesa.qtbot.waitUntil(tela.novo._tarefa.done)
    assert formulario["comando.unidade_superior_id"].erro == "Unidade sem subordinadas."


def test_the_preview_of_what_is_typed_writes_nothing(mesa, tela, sessao):
    campos = tela.novo.campos
    campos.inicial.definir(campos.final.valor() - timedelta(days=365))
    campos.superior.de_rascunho(str(IDS.unidade_regional))
    tela.novo.previa.click()
    dialogo = mesa.teclado.esperar_janela(DialogoPrevia)
    assert "RAs achados" in dialogo.resumo.text()
    assert not dialogo.executar.isVisible()
    assert dialogo.tabela.modelo.linhas[-1].unidade == "Total"
    dialogo.fechar.click()
    assert sessao.execute(text("SELECT count(*) FROM atendimentopublico.ra_encerramento_comando")).scalar_one() == 0


def test_executing_shows_its_end_and_its_log(mesa, tela, registrado, sessao):
    _executar(mesa, tela)
    _fim(mesa, tela)
    feitos = _encerrados(sessao)
    assert feitos > 0
    (aviso,) = tela.lista.barra.textos()
    assert aviso.startswith(f"Comando {registrado} executado: {feitos} RAs")
    assert tela.lista.tabela.atual().situacao == "Executado"
    assert not tela.lista.botao_executar.isEnabled()
    assert "já executado" in tela.lista.botao_executar.toolTip()
    apertar(mesa.qtbot, tela, "Ver registro")
    registro = mesa.ler(mesa.esperar(RegistroDoComando))
    assert registro.tabela.modelo.rowCount() == feitos
    registro.so_recusados.setChecked(True)
    mesa.qtbot.waitUntil(registro.vazio.isVisible)


def test_executing_right_after_registering(mesa, tela, sessao):
    campos = tela.novo.campos
    campos.inicial.definir(campos.final.valor() - timedelta(days=365))
    campos.motivo.definir(IDS.motivo_nao_executado)
    campos.superior.de_rascunho(str(IDS.unidade_regional))
    tela.novo.concluir()
    mesa.qtbot.waitUntil(tela.novo.feito.isVisible)
    apertar(mesa.qtbot, tela, "Executar agora")
    dialogo = mesa.teclado.esperar_janela(DialogoPrevia)
    assert dialogo.executar.isVisible()
    dialogo.executar.click()
    _fim(mesa, tela)
    assert _encerrados(sessao) > 0


def test_a_lost_server_is_waited_for_and_the_work_goes_on_by_itself(mesa, tela, registrado, sessao, monkeypatch):
    monkeypatch.setattr(modulo_do_executor, "TAMANHO", 2)
    verdadeiro, vezes = mesa.banco.executar, []

    def instavel(caso, *args, **kw):
        if caso is passo:
            vezes.append(1)
            if len(vezes) in (2, 3):
                raise BancoIndisponivel("fora")
        return verdadeiro(caso, *args, **kw)

    monkeypatch.setattr(mesa.banco, "executar", instavel)
    with mesa.qtbot.waitSignal(tela.lista.executor.esperando, timeout=10000):
        _executar(mesa, tela)
    assert "Sem conexão" in tela.lista.painel.texto.text()
    _fim(mesa, tela)
    sessao.rollback()
    feitos, distintos = sessao.execute(
        text(
            "SELECT count(*), count(DISTINCT rgat_id) FROM atendimentopublico.ra_unidade WHERE attp_id = 3"
            " AND rgat_id IN (SELECT rgat_id FROM gsan_desk.comando_ra)"
        )
    ).one()
    assert feitos == distintos == _encerrados(sessao)
    assert tela.lista.tabela.atual().situacao == "Executado"


def test_connections_killed_by_the_server_lose_nothing(mesa, tela, registrado, sessao, dsn, monkeypatch):
    monkeypatch.setattr(modulo_do_executor, "TAMANHO", 1)
    matar = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'supervisor'"
    mortos: list[object] = []

    def derrubar(_passo: object) -> None:
        with conectar(dsn) as conexao:
            mortos.extend(conexao.execute(matar + " AND datname = current_database()").fetchall())

    tela.lista.executor.andou.connect(derrubar)
    _executar(mesa, tela)
    _fim(mesa, tela)
    assert len(mortos) > 2
    sessao.rollback()
    linha = sessao.execute(
        text("SELECT raec_qtraencerradas, raec_tmrealizacao FROM atendimentopublico.ra_encerramento_comando")
    ).one()
    assert linha[0] == _encerrados(sessao)
    assert linha[1] is not None


def test_stopping_keeps_what_is_done_and_another_day_goes_on(mesa, tela, registrado, sessao, monkeypatch):
    monkeypatch.setattr(modulo_do_executor, "TAMANHO", 2)
    tela.lista.executor.andou.connect(lambda _: tela.lista.painel.parar.click())
    _executar(mesa, tela)
    _fim(mesa, tela)
    assert _encerrados(sessao) == 2
    assert tela.lista.barra.textos()[0].startswith(f"Comando {registrado}: Execução parada a pedido")
    assert tela.lista.tabela.atual().situacao == "Interrompido"
    assert tela.lista.botao_executar.text() == "Continuar e&xecução"
    tela.lista.executor.andou.disconnect()
    tela.lista.executor.andou.connect(tela.lista.painel.andar)
    _executar(mesa, tela)
    _fim(mesa, tela)
    assert tela.lista.tabela.atual().situacao == "Executado"


def test_one_ra_that_fails_does_not_stop_the_others(mesa, tela, registrado, sessao, monkeypatch):
    """A chunk refused as a whole is done again one by one, and what fails alone is noted."""
    verdadeiro, teimoso = mesa.banco.executar, []

    def recusar(caso, *args, **kw):
        if caso is passo and (args[2] > 1 or not teimoso):
            if args[2] == 1:
                teimoso.append(1)
            raise Conflito("RA em uso por outro usuário. Tente novamente.")
        return verdadeiro(caso, *args, **kw)

    monkeypatch.setattr(mesa.banco, "executar", recusar)
    _executar(mesa, tela)
    _fim(mesa, tela)
    sessao.rollback()
    mensagens = sessao.execute(text("SELECT mensagem FROM gsan_desk.comando_ra WHERE resultado = 2")).scalars().all()
    assert mensagens == ["RA em uso por outro usuário. Tente novamente."]
    assert tela.lista.tabela.atual().situacao == "Executado"


def test_a_base_with_the_batch_of_gsan_says_who_executes(mesa, tela, registrado, sessao):
    mudar(sessao, "UPDATE gsan_desk.base SET modo = 'adotado'")
    tela.lista.reler()
    mesa.qtbot.waitUntil(lambda: tela.lista.pronto)
    assert not tela.lista.botao_executar.isEnabled()
    assert "processamento noturno do GSAN" in tela.lista.botao_executar.toolTip()


def test_closing_in_the_middle_asks_and_ends_the_step(mesa, tela, registrado, sessao, monkeypatch):
    monkeypatch.setattr(modulo_do_executor, "TAMANHO", 1)
    verdadeiro, vezes, liberar = mesa.banco.executar, [], Event()

    def demorado(caso, *args, **kw):
        vezes.append(caso)
        if vezes.count(passo) == 2:
            liberar.wait(10)
        return verdadeiro(caso, *args, **kw)

    monkeypatch.setattr(mesa.banco, "executar", demorado)
    _executar(mesa, tela)
    mesa.qtbot.waitUntil(lambda: vezes.count(passo) == 2)
    mesa.janela.abas.pedir_fechamento(tela)
    apertar(mesa.qtbot, tela, "Parar e fechar")
    liberar.set()
    mesa.qtbot.waitUntil(lambda: mesa.janela.abas.count() == 0)
    assert vezes.count(passo) == 2
    assert _encerrados(sessao) == 2


@pytest.mark.parametrize("pagina", ["novo", "lista"])
def test_no_two_mnemonics_clash(mesa, tela, registrado, pagina):
    if pagina == "novo":
        tela.abas.setCurrentWidget(tela.novo)
        apertar(mesa.qtbot, tela, "Novo comando")
        mesa.pronta(tela.novo)
    assert repetidos(tela) == []

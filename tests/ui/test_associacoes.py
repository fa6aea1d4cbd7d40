"""The two screens of associations, over a real server as a supervisor [UC1159, UC1091]."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.ui.associacoes.dialogo import DialogoAssociacao
from gsan_desk.ui.associacoes.pagina import CABECA, PaginaAssociacoes
from gsan_desk.ui.bridge import EstadoConexao
from tests.support.banco import conectar
from tests.support.botoes import apertar, com_foco
from tests.support.cenario import IDS
from tests.support.form_ra import CTRL
from tests.support.mesa_ra import MesaRA
from tests.support.mnemonicos import repetidos

ALT = Qt.KeyboardModifier.AltModifier
DA_COBRANCA = "SELECT step_id, unid_id FROM atendimentopublico.espec_unid_cobr WHERE cbst_id = 4 ORDER BY step_id"
DO_NORTE = "SELECT step_id, unid_id FROM atendimentopublico.local_espec_unidade WHERE loca_id = 2 ORDER BY step_id"


@pytest.fixture
def mesa(qtbot, laco, como, tmp_path, rodar):
    mesa = MesaRA(qtbot, como("supervisor"), tmp_path, rodar)
    yield mesa
    mesa.fechar()


@pytest.fixture
def cobranca(mesa) -> PaginaAssociacoes:
    tela = mesa.janela.abrir("tramite_cobranca")
    mesa.qtbot.waitUntil(lambda: tela.cabeca.count() > 1)
    tela.cabeca.definir(IDS.cobranca_situacao)
    _pronta(mesa, tela)
    return tela


@pytest.fixture
def norte(mesa) -> PaginaAssociacoes:
    tela = mesa.janela.abrir("associacao_localidade")
    mesa.qtbot.waitUntil(tela.cabeca.codigo.hasFocus)
    mesa.teclado.digitar(str(IDS.localidade_norte))
    mesa.teclado.tecla(Qt.Key.Key_Return)
    _pronta(mesa, tela)
    return tela


def _pronta(mesa, tela) -> None:
    mesa.qtbot.waitUntil(lambda: tela.pronto and tela.tabela.modelo.rowCount() > 0)


def _especificacoes(tela) -> list[str]:
    return [linha.especificacao for linha in tela.tabela.modelo.linhas]


def _pares(sessao, consulta) -> list[tuple[int, int]]:
    sessao.rollback()
    return [tuple(linha) for linha in sessao.execute(text(consulta))]


def _juntar(mesa, tela, especificacao: int, unidade: int) -> None:
    """Associate through the dialog, as its fields would be filled."""
    tela.associar.click()
    dialogo = mesa.teclado.esperar_janela(DialogoAssociacao)
    dialogo.tipo.definir(IDS.tipo_comum)
    dialogo.especificacao.definir(especificacao)
    dialogo.unidade.de_rascunho(str(unidade))
    with mesa.qtbot.waitSignal(dialogo.adicionada):
        dialogo.adicionar.click()
    dialogo.fechar.click()
    mesa.reativar()


def _informar(mesa, tela) -> None:
    tela.setFocus()
    tela.rodape.concluir.click()
    mesa.qtbot.waitUntil(lambda: tela.pronto)


def test_only_supervisors_have_the_screens(qtbot, laco, como, tmp_path, rodar):
    mesa = MesaRA(qtbot, como("atendente"), tmp_path, rodar)
    assert not {"tramite_cobranca", "associacao_localidade", "numeracao_manual"} & {
        f.id for f in mesa.janela.oferecidas()
    }
    assert mesa.janela.abrir("tramite_cobranca") is None
    mesa.fechar()


def test_by_keyboard_from_the_head_to_informar(mesa, norte, sessao):
    assert _especificacoes(norte) == ["UNIDADE PELA LOCALIDADE"]
    mesa.teclado.tecla(Qt.Key.Key_O, ALT)
    dialogo = mesa.teclado.esperar_janela(DialogoAssociacao)
    mesa.qtbot.waitUntil(dialogo.tipo.lineEdit().hasFocus)
    mesa.teclado.digitar("casos de")
    mesa.teclado.tecla(Qt.Key.Key_Tab)
    mesa.qtbot.waitUntil(lambda: dialogo.tipo.valor() == IDS.tipo_comum)
    dialogo.activateWindow()
    dialogo.especificacao.setFocus()
    mesa.teclado.digitar("simples")
    mesa.teclado.tecla(Qt.Key.Key_Tab)
    mesa.qtbot.waitUntil(lambda: dialogo.especificacao.valor() == IDS.espec_simples)
    dialogo.activateWindow()
    dialogo.unidade.codigo.setFocus()
    mesa.teclado.digitar(str(IDS.unidade_loja))
    with mesa.qtbot.waitSignal(dialogo.adicionada):
        mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    assert "SIMPLES" in dialogo.feitas.text()
    assert dialogo.especificacao.valor() is None
    mesa.teclado.tecla(Qt.Key.Key_Escape)
    mesa.reativar()
    assert not norte.cabeca.isEnabled()
    assert norte.mudancas.text() == "1 a incluir; falta informar."
    mesa.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa.qtbot.waitUntil(lambda: norte.pronto and not norte.digitado)
    assert norte.barra.textos() == ("Associação de localidade, especificação e unidade gravada.",)
    assert _pares(sessao, DO_NORTE) == [
        (IDS.espec_simples, IDS.unidade_loja),
        (IDS.espec_por_localidade, IDS.unidade_operacional),
    ]
    assert norte.cabeca.isEnabled()


def test_what_was_informed_is_proposed_by_the_screens_opened_after(mesa, cobranca):
    mesa.ponte.contexto = replace(mesa.ponte.contexto, codificacao="LATIN1")
    _juntar(mesa, cobranca, IDS.espec_simples, IDS.unidade_loja)
    _informar(mesa, cobranca)
    chave = (IDS.espec_simples, IDS.cobranca_situacao)
    mesa.qtbot.waitUntil(
        lambda: mesa.ponte.contexto.dominios.cobranca_destino.get(chave) == IDS.unidade_loja, timeout=5000
    )
    assert mesa.ponte.contexto.codificacao == "LATIN1"
    assert cobranca.barra.textos() == ("Trâmite por situação de cobrança gravado.",)


def test_removal_asks_and_the_last_one_asks_again(mesa, cobranca, sessao):
    cobranca.tabela.setFocus()
    mesa.teclado.tecla(Qt.Key.Key_Delete)
    com_foco(mesa.qtbot, "Sim, remover")
    assert "Confirma Remoção?" in cobranca.barra.textos()
    mesa.teclado.tecla(Qt.Key.Key_Escape)
    mesa.qtbot.waitUntil(lambda: cobranca.pronto)
    assert not cobranca.digitado
    cobranca.remover.click()
    com_foco(mesa.qtbot, "Sim, remover")
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.qtbot.waitUntil(lambda: cobranca.digitado and cobranca.pronto)
    cobranca.rodape.concluir.click()
    com_foco(mesa.qtbot, "Informar vazio")
    assert any("Nenhuma associação restará" in t for t in cobranca.barra.textos())
    mesa.teclado.tecla(Qt.Key.Key_Return)
    mesa.qtbot.waitUntil(lambda: not cobranca.digitado and cobranca.pronto)
    assert _pares(sessao, DA_COBRANCA) == []


def test_a_conflict_keeps_the_changes_and_offers_to_do_them_again(mesa, cobranca, dsn, sessao):
    _juntar(mesa, cobranca, IDS.espec_simples, IDS.unidade_loja)
    _juntar(mesa, cobranca, IDS.espec_cliente, IDS.unidade_loja)
    with conectar(dsn) as web:
        web.execute(
            "INSERT INTO atendimentopublico.espec_unid_cobr (step_id, cbst_id, unid_id) VALUES (%s, %s, %s)",
            (IDS.espec_cliente, IDS.cobranca_situacao, IDS.unidade_esgoto),
        )
    _informar(mesa, cobranca)
    (aviso,) = cobranca.barra.textos()
    assert aviso.endswith("alteradas por outro usuário; recarregue.")
    assert cobranca.digitado
    apertar(mesa.qtbot, cobranca, "Recarregar e refazer")
    mesa.qtbot.waitUntil(lambda: cobranca.pronto)
    assert "Já têm outra unidade, que fica: CLIENTE OBRIGATÓRIO." in cobranca.barra.textos()
    _informar(mesa, cobranca)
    assert _pares(sessao, DA_COBRANCA) == [
        (IDS.espec_simples, IDS.unidade_loja),
        (IDS.espec_cliente, IDS.unidade_esgoto),
        (IDS.espec_por_cobranca, IDS.unidade_cobranca),
    ]


def test_a_repeated_especificacao_is_refused_in_the_dialog(mesa, cobranca):
    cobranca.associar.click()
    dialogo = mesa.teclado.esperar_janela(DialogoAssociacao)
    dialogo.tipo.definir(IDS.tipo_comum)
    dialogo.especificacao.definir(IDS.espec_por_cobranca)
    dialogo.unidade.de_rascunho(str(IDS.unidade_so_abre))
    dialogo.adicionar.click()
    mesa.qtbot.waitUntil(lambda: dialogo.formulario["associacao.unidade_id"].erro == "UNIDADE INEXISTENTE")
    dialogo.unidade.de_rascunho(str(IDS.unidade_loja))
    dialogo.adicionar.click()
    mesa.qtbot.waitUntil(lambda: bool(dialogo.formulario["associacao.especificacao_id"].erro))
    assert dialogo.formulario["associacao.especificacao_id"].erro.startswith("Associação já existente: ")
    assert len(cobranca.tabela.modelo.linhas) == 1
    dialogo.fechar.click()


def test_without_a_head_nothing_begins(mesa):
    tela = mesa.janela.abrir("associacao_localidade")
    tela.associar.click()
    mesa.qtbot.waitUntil(lambda: tela.formulario[CABECA].erro == "Informe a Localidade.")
    outra = mesa.janela.abrir("tramite_cobranca")
    outra.rodape.concluir.click()
    mesa.qtbot.waitUntil(lambda: outra.formulario[CABECA].erro == "Selecione a Situação de Cobrança.")


def test_desfazer_reads_again_and_closing_asks(mesa, cobranca):
    _juntar(mesa, cobranca, IDS.espec_simples, IDS.unidade_loja)
    mesa.janela.abas.pedir_fechamento(cobranca)
    mesa.qtbot.waitUntil(lambda: "Nada disto foi gravado. Descartar?" in cobranca.barra.textos())
    apertar(mesa.qtbot, cobranca, "Continuar")
    mesa.qtbot.waitUntil(lambda: not cobranca.barra.textos())
    assert cobranca.digitado
    cobranca.rodape.desfazer.click()
    mesa.qtbot.waitUntil(lambda: not cobranca.digitado)
    assert _especificacoes(cobranca) == ["UNIDADE PELA COBRANÇA"]


def test_a_lost_server_keeps_what_waits(mesa, cobranca, sessao, monkeypatch):
    _juntar(mesa, cobranca, IDS.espec_simples, IDS.unidade_loja)

    def fora(*_args: object, **_kw: object) -> None:
        raise BancoIndisponivel("fora")

    with monkeypatch.context() as queda:
        queda.setattr(mesa.banco, "executar", fora)
        _informar(mesa, cobranca)
        assert cobranca.digitado
        assert cobranca.barra.textos()
    mesa.qtbot.waitUntil(lambda: not cobranca.barra.textos(), timeout=15000)
    _informar(mesa, cobranca)
    assert len(_pares(sessao, DA_COBRANCA)) == 2


def test_what_others_informed_is_proposed_once_the_connection_is_back(mesa, sessao, monkeypatch):
    """No notice reaches a workstation that is cut off."""

    def fora(*_args: object, **_kw: object) -> None:
        raise BancoIndisponivel("fora")

    with monkeypatch.context() as queda:
        queda.setattr(mesa.banco, "executar", fora)
        mesa.janela.abrir("tramite_cobranca")
        mesa.qtbot.waitUntil(lambda: mesa.ponte.estado is EstadoConexao.DESCONECTADO)
        sessao.execute(
            text(
                "INSERT INTO atendimentopublico.espec_unid_cobr (step_id, cbst_id, unid_id, esuc_tmultimaalteracao)"
                " VALUES (:espec, :situacao, :unidade, now())"
            ),
            {"espec": IDS.espec_simples, "situacao": IDS.cobranca_situacao, "unidade": IDS.unidade_loja},
        )
        sessao.commit()
    chave = (IDS.espec_simples, IDS.cobranca_situacao)
    mesa.qtbot.waitUntil(
        lambda: mesa.ponte.contexto.dominios.cobranca_destino.get(chave) == IDS.unidade_loja, timeout=15_000
    )


@pytest.mark.parametrize("nome", ["tramite_cobranca", "associacao_localidade"])
def test_no_two_mnemonics_clash(mesa, nome):
    assert repetidos(mesa.janela.abrir(nome)) == []


def test_the_rule_of_the_centralizadora_has_its_place(mesa, norte, sessao):
    """Spec 20 §5.3, 5b: off until a supervisor turns it on, for the whole base and at once."""
    regra = "SELECT centralizadora_por_localidade FROM gsan_desk.base"
    mesa.qtbot.waitUntil(norte.regra.isEnabled)
    assert not norte.regra.isChecked()
    norte.regra.click()
    mesa.qtbot.waitUntil(lambda: norte.pronto and norte.regra.isEnabled())
    sessao.rollback()
    assert sessao.execute(text(regra)).scalar_one()
    assert "Vale a centralizadora de qualquer unidade da localidade." in norte.barra.textos()
    assert repetidos(norte) == []
    mesa.janela.abrir("tramite_cobranca")
    assert mesa.janela.abas.currentWidget().regra is None

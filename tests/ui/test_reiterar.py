"""Reiterar on screen, over a real server as an atendente [UC0425]."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.reiteracao.reiterar import ReiterarRA
from gsan_desk.ui.solicitante.adicionar import AdicionarSolicitanteAoRA
from tests.support.cenario import IDS
from tests.support.form_ra import CTRL
from tests.support.mesa_ra import mesa_ra, mudar

__all__ = ["mesa_ra"]
RA = IDS.ra_da_loja
FONE = {"tipo_id": 1, "ddd": "81", "numero": "34567890", "ramal": "", "principal": True}


@pytest.fixture
def tela(mesa_ra) -> ReiterarRA:
    return mesa_ra.pronta(mesa_ra.abas.reiterar(RA))


def _linhas(sessao) -> list:
    sessao.rollback()
    return sessao.execute(
        text(
            "SELECT rart_nmsolicitante AS nome, clie_id AS cliente, unid_id AS unidade,"
            " rart_nnprotocoloatendimento AS protocolo, rart_dsobservacao AS observacao"
            " FROM atendimentopublico.ra_reiteracao WHERE rgat_id = :ra ORDER BY rart_id"
        ),
        {"ra": RA},
    ).all()


def _concluir(mesa_ra, tela) -> None:
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_ra.qtbot.waitUntil(tela._tarefa.done)


def _feito(mesa_ra, tela) -> None:
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)


def _erro(tela, campo: str) -> str:
    return tela.formulario.formulario[campo].erro


def test_abre_com_cabecalho_e_protocolo(mesa_ra, tela):
    textos = tela.cabecalho.textos()
    assert list(textos) == ["Número do RA", "Data Prevista", "Tipo de Solicitação", "Especificação", "Unidade Atual"]
    assert textos["Número do RA"] == str(RA)
    assert len(tela.protocolo.texto()) == 14


def test_so_com_o_teclado_do_consultar_ao_protocolo(mesa_ra, sessao):
    consultar = mesa_ra.janela.abrir("consultar_ra", numero=RA)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not None and consultar.numero.hasFocus())
    mesa_ra.teclado.tecla(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    tela = mesa_ra.pronta(mesa_ra.esperar(ReiterarRA))
    protocolo = tela.protocolo.texto()
    mesa_ra.qtbot.waitUntil(tela.reiterante.nome.hasFocus)
    mesa_ra.teclado.tecla(Qt.Key.Key_Tab)
    mesa_ra.teclado.digitar(str(IDS.cliente_cpf))
    mesa_ra.teclado.tecla(Qt.Key.Key_Return)
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.reiterante.fones.valor()))
    _concluir(mesa_ra, tela)
    _feito(mesa_ra, tela)
    assert tela.feito.frase.text() == f"Registro de Atendimento de número {RA} reiterado com sucesso."
    assert [(linha.cliente, linha.protocolo) for linha in _linhas(sessao)] == [(IDS.cliente_cpf, protocolo)]
    mesa_ra.teclado.tecla(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    de_novo = mesa_ra.esperar(ConsultarRA)
    mesa_ra.qtbot.waitUntil(lambda: de_novo.ra is not None and de_novo.ra.gerais.reiteracoes == 1)


def test_nome_e_fone_sao_obrigatorios(mesa_ra, tela, sessao):
    _concluir(mesa_ra, tela)
    assert _erro(tela, "solicitante.nome") == "Informe Solicitante."
    assert _erro(tela, "solicitante.fones") == "Informe Fones do Solicitante."
    tela.reiterante.nome.setText("João Batista")
    tela.reiterante.fones.de_rascunho([FONE])
    tela.reiterante.observacao.definir("Continua vazando.")
    _concluir(mesa_ra, tela)
    _feito(mesa_ra, tela)
    assert [(linha.nome, linha.observacao) for linha in _linhas(sessao)] == [("João Batista", "Continua vazando.")]


def test_cliente_traz_endereco_e_fones_so_para_ler(mesa_ra, tela):
    aba = tela.reiterante
    aba.cliente.de_rascunho(str(IDS.cliente_cpf))
    mesa_ra.rodar(aba.aguardar())
    assert aba.do_cliente.isVisible()
    assert aba.do_cliente.text()
    assert not aba.endereco.isVisible()
    assert not aba.fones.adicionar.isEnabled()
    assert aba.nome.isReadOnly()
    assert aba.unidade.codigo.isReadOnly()
    aba.cliente.limpar()
    assert aba.fones.valor() == ()
    assert aba.fones.adicionar.isEnabled()
    assert not aba.nome.isReadOnly()


def test_cliente_sem_fone_no_cadastro_deixa_digitar(mesa_ra, tela, sessao):
    aba = tela.reiterante
    aba.cliente.de_rascunho(str(IDS.cliente_sem_endereco))
    mesa_ra.rodar(aba.aguardar())
    assert aba.fones.adicionar.isEnabled()
    aba.fones.de_rascunho([FONE])
    _concluir(mesa_ra, tela)
    _feito(mesa_ra, tela)
    assert [linha.cliente for linha in _linhas(sessao)] == [IDS.cliente_sem_endereco]


def test_o_mesmo_cliente_no_mesmo_dia_e_recusado_ao_lado_do_campo(mesa_ra, tela):
    tela.reiterante.cliente.de_rascunho(str(IDS.cliente_cpf))
    _concluir(mesa_ra, tela)
    _feito(mesa_ra, tela)
    mesa_ra.rodar(mesa_ra.janela.abas.fechar(tela))
    outra = mesa_ra.pronta(mesa_ra.abas.reiterar(RA))
    outra.reiterante.cliente.de_rascunho(str(IDS.cliente_cpf))
    _concluir(mesa_ra, outra)
    assert _erro(outra, "solicitante.cliente_id").startswith(f"O RA {RA} já foi reiterado hoje pelo cliente")


def test_antes_do_prazo_oferece_adicionar_solicitante(mesa_ra, sessao):
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_dtprevistaatual = current_date + 3 WHERE rgat_id = :n",
        n=RA,
    )
    tela = mesa_ra.abas.reiterar(RA)
    _feito(mesa_ra, tela)
    assert "ainda não chegou; não cabe reiterar." in tela.feito.frase.text()
    mesa_ra.teclado.tecla(Qt.Key.Key_Space)
    outra = mesa_ra.pronta(mesa_ra.esperar(AdicionarSolicitanteAoRA))
    outra.solicitante.cliente.de_rascunho(str(IDS.cliente_cnpj))
    _concluir(mesa_ra, outra)
    _feito(mesa_ra, outra)
    mesa_ra.qtbot.waitUntil(lambda: f"Reiterar RA {RA}" not in mesa_ra.titulos)


@pytest.mark.parametrize(("numero", "recusa"), [(IDS.ra_encerrado, "encerrado ou bloqueado"), (777, "não encontrado")])
def test_recusa_que_nao_e_de_prazo_so_deixa_fechar(mesa_ra, numero, recusa):
    tela = mesa_ra.abas.reiterar(numero)
    _feito(mesa_ra, tela)
    assert recusa in tela.feito.frase.text()
    mesa_ra.botao(tela.feito, "Fechar").click()
    mesa_ra.qtbot.waitUntil(lambda: mesa_ra.titulos == [])


def test_prazo_adiado_enquanto_se_digitava_leva_o_digitado(mesa_ra, tela, sessao):
    tela.reiterante.nome.setText("João Batista")
    tela.reiterante.fones.de_rascunho([FONE])
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_dtprevistaatual = current_date + 3 WHERE rgat_id = :n",
        n=RA,
    )
    _concluir(mesa_ra, tela)
    mesa_ra.botao(tela.barra, "Adicionar Solicitante").click()
    outra = mesa_ra.pronta(mesa_ra.esperar(AdicionarSolicitanteAoRA))
    assert outra.solicitante.nome.valor() == "João Batista"
    assert [fone.numero for fone in outra.solicitante.fones.valor()] == ["34567890"]


def test_ra_alterado_por_outro_deixa_reler_e_guarda_o_digitado(mesa_ra, tela, sessao):
    protocolo = tela.protocolo.texto()
    tela.reiterante.nome.setText("João Batista")
    tela.reiterante.fones.de_rascunho([FONE])
    mudar(
        sessao,
        "UPDATE atendimentopublico.registro_atendimento SET rgat_tmultimaalteracao = now()::timestamp"
        " + interval '1 second' WHERE rgat_id = :n",
        n=RA,
    )
    _concluir(mesa_ra, tela)
    assert tela.barra.textos()[0].startswith("O RA foi alterado por outro usuário; reiteração não efetuada.")
    mesa_ra.botao(tela.barra, "Reler o RA e manter o digitado").click()
    mesa_ra.qtbot.waitUntil(lambda: tela._tarefa.done() and tela.pronto)
    assert (tela.reiterante.nome.valor(), tela.protocolo.texto()) == ("João Batista", protocolo)
    _concluir(mesa_ra, tela)
    _feito(mesa_ra, tela)
    assert [linha.protocolo for linha in _linhas(sessao)] == [protocolo]


def test_queda_ao_abrir_tenta_de_novo_quando_a_conexao_volta(mesa_ra, monkeypatch):
    from gsan_desk.domain.erros import BancoIndisponivel

    verdadeiro = mesa_ra.banco.executar

    def fora(*_args):
        raise BancoIndisponivel("fora")

    monkeypatch.setattr(mesa_ra.banco, "executar", fora)
    tela = mesa_ra.abas.reiterar(RA)
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    assert not tela.rodape.concluir.isEnabled()
    monkeypatch.setattr(mesa_ra.banco, "executar", verdadeiro)
    mesa_ra.qtbot.waitUntil(lambda: tela.pronto, timeout=10_000)
    assert tela.barra.textos() == ()

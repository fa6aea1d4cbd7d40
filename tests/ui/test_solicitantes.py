"""Adicionar Solicitante on screen, over a real server as an atendente (spec 10 §10)."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from gsan_desk.ui.consulta.consultar import ConsultarRA
from gsan_desk.ui.consultas_do_ra.solicitantes import ConsultarSolicitantes
from gsan_desk.ui.solicitante.adicionar import AdicionarSolicitanteAoRA
from tests.support.cenario import IDS
from tests.support.form_ra import CTRL
from tests.support.mesa_ra import mesa_ra, mudar

__all__ = ["mesa_ra"]
RA = IDS.ra_pendente_endereco
ENDERECO = {
    "logradouro_bairro_id": IDS.logradouro_bairro_flores,
    "logradouro_cep_id": IDS.logradouro_cep_flores,
    "numero": "12",
    "texto": "RUA DAS FLORES, 12 - CENTRO",
}


@pytest.fixture
def tela(mesa_ra) -> AdicionarSolicitanteAoRA:
    return mesa_ra.pronta(mesa_ra.abas.adicionar_solicitante(RA))


def _linhas(sessao, ra: int = RA) -> list:
    sessao.rollback()
    return sessao.execute(
        text(
            "SELECT raso_nmsolicitante AS nome, clie_id AS cliente, raso_nnprotocoloatendimento AS protocolo,"
            " raso_icsolicitanteprincipal AS principal FROM atendimentopublico.ra_solicitante"
            " WHERE rgat_id = :ra AND raso_icsolicitanteprincipal = 2 ORDER BY raso_id"
        ),
        {"ra": ra},
    ).all()


def _concluir(mesa_ra, tela) -> None:
    mesa_ra.teclado.tecla(Qt.Key.Key_Return, CTRL)
    mesa_ra.qtbot.waitUntil(tela._tarefa.done)


def _feito(mesa_ra, tela) -> None:
    mesa_ra.qtbot.waitUntil(tela.feito.isVisible)


def test_abre_com_o_ra_e_um_protocolo_novo(mesa_ra, tela):
    textos = tela.resumo.fatos.textos()
    assert textos["Número"] == str(RA)
    assert textos["Já solicitaram"] == "1"
    assert textos["Endereço da Ocorrência"] != "–"
    assert len(tela.protocolo.texto()) == 14
    assert tela.resumo.aberta
    assert tela.formulario.isAncestorOf(tela.window().focusWidget())


def test_so_com_o_teclado_do_consultar_ao_protocolo(mesa_ra, sessao):
    consultar = mesa_ra.janela.abrir("consultar_ra", numero=RA)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not None and consultar.numero.hasFocus())
    mesa_ra.teclado.tecla(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    tela = mesa_ra.pronta(mesa_ra.esperar(AdicionarSolicitanteAoRA))
    protocolo = tela.protocolo.texto()
    mesa_ra.qtbot.waitUntil(tela.solicitante.cliente.codigo.hasFocus)
    mesa_ra.teclado.digitar(str(IDS.cliente_cpf))
    _concluir(mesa_ra, tela)
    _feito(mesa_ra, tela)

    assert tela.feito.frase.text() == f"Solicitante adicionado ao RA {RA}. Protocolo {protocolo}."
    assert tela.feito.protocolo.texto() == protocolo
    assert [(linha.cliente, linha.protocolo) for linha in _linhas(sessao)] == [(IDS.cliente_cpf, protocolo)]
    mesa_ra.teclado.tecla(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    lista = mesa_ra.ler(mesa_ra.esperar(ConsultarSolicitantes))
    assert lista.tabela.modelo.rowCount() == 2


def test_erros_ficam_ao_lado_dos_campos_e_nada_se_grava(mesa_ra, tela, sessao):
    _concluir(mesa_ra, tela)
    assert tela.formulario.formulario["solicitante.cliente_id"].erro.startswith("Informe o Cliente")
    tela.solicitante.nome.setText("Maria das Dores")
    _concluir(mesa_ra, tela)
    assert tela.formulario.formulario["solicitante.endereco"].erro == "Informe Endereço."
    assert _linhas(sessao) == []


def test_quem_ja_e_solicitante_e_recusado(mesa_ra, tela, sessao):
    mudar(
        sessao,
        "INSERT INTO atendimentopublico.ra_solicitante (raso_id, rgat_id, clie_id, raso_icsolicitanteprincipal,"
        " raso_tmultimaalteracao) VALUES (777, :ra, :cliente, 2, now())",
        ra=RA,
        cliente=IDS.cliente_cpf,
    )
    tela.solicitante.cliente.de_rascunho(str(IDS.cliente_cpf))
    _concluir(mesa_ra, tela)
    assert f"já é solicitante do RA {RA}." in tela.formulario.formulario["solicitante.cliente_id"].erro


def test_as_tres_maneiras_se_excluem(mesa_ra, tela):
    aba = tela.solicitante
    aba.nome.setText("Maria")
    assert aba.cliente.codigo.isReadOnly()
    assert aba.unidade.codigo.isReadOnly()
    aba.nome.clear()
    assert not aba.cliente.codigo.isReadOnly()


def test_ra_encerrado_nao_abre(mesa_ra):
    tela = mesa_ra.abas.adicionar_solicitante(IDS.ra_encerrado)
    _feito(mesa_ra, tela)
    assert tela.feito.frase.text() == f"O RA {IDS.ra_encerrado} está encerrado e não pode ser alterado."
    assert not tela.protocolo.isVisible()
    mesa_ra.botao(tela, "Fechar").click()
    mesa_ra.qtbot.waitUntil(lambda: mesa_ra.titulos == [])


def test_encerrado_enquanto_se_digitava(mesa_ra, tela, sessao):
    tela.solicitante.cliente.de_rascunho(str(IDS.cliente_cpf))
    mudar(sessao, "UPDATE atendimentopublico.registro_atendimento SET rgat_cdsituacao = 2 WHERE rgat_id = :n", n=RA)
    _concluir(mesa_ra, tela)
    assert tela.barra.textos() == (f"O RA {RA} está encerrado e não pode ser alterado.",)
    assert tela.solicitante.cliente.valor() == IDS.cliente_cpf


def test_recebe_o_que_se_digitou_em_inserir(mesa_ra, sessao):
    digitado = {
        "solicitante.nome": "Maria das Dores",
        "solicitante.endereco": ENDERECO,
        "solicitante.fones": [{"tipo_id": 1, "ddd": "81", "numero": "34567890", "ramal": "", "principal": True}],
    }
    tela = mesa_ra.pronta(mesa_ra.abas.adicionar_solicitante(RA, digitado))
    assert tela.solicitante.nome.valor() == "Maria das Dores"
    assert tela.digitado
    mesa_ra.qtbot.waitUntil(lambda: tela.isAncestorOf(tela.window().focusWidget()))
    _concluir(mesa_ra, tela)
    _feito(mesa_ra, tela)
    assert [linha.nome for linha in _linhas(sessao)] == ["Maria das Dores"]


def test_pergunta_antes_de_fechar_o_que_se_digitou(mesa_ra, tela):
    tela.solicitante.nome.setText("Maria")
    tela.rodape.cancelar.click()
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    mesa_ra.botao(tela, "Continuar digitando").click()
    mesa_ra.qtbot.waitUntil(lambda: tela.barra.textos() == ())
    assert mesa_ra.frente is tela
    tela.rodape.cancelar.click()
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    mesa_ra.botao(tela, "Descartar").click()
    mesa_ra.qtbot.waitUntil(lambda: mesa_ra.titulos == [])


def test_desfazer_volta_ao_comeco_com_o_mesmo_protocolo(mesa_ra, tela):
    protocolo = tela.protocolo.texto()
    tela.solicitante.nome.setText("Maria")
    tela.rodape.desfazer.click()
    mesa_ra.qtbot.waitUntil(lambda: bool(tela.barra.textos()))
    mesa_ra.botao(tela.barra, "Desfazer").click()
    mesa_ra.qtbot.waitUntil(lambda: tela.solicitante.nome.text() == "" and tela._tarefa.done())
    assert tela.protocolo.texto() == protocolo
    assert not tela.digitado


def test_queda_nao_perde_o_digitado_nem_grava_duas_vezes(mesa_ra, tela, sessao, monkeypatch):
    from gsan_desk.domain.erros import BancoIndisponivel

    protocolo, verdadeiro = tela.protocolo.texto(), mesa_ra.banco.executar

    def grava_e_cai(caso, *args):
        verdadeiro(caso, *args)
        raise BancoIndisponivel("caiu depois do commit")

    tela.solicitante.cliente.de_rascunho(str(IDS.cliente_cpf))
    mesa_ra.rodar(tela.formulario.aguardar())
    monkeypatch.setattr(mesa_ra.banco, "executar", grava_e_cai)
    _concluir(mesa_ra, tela)
    assert "continua aqui" in tela.barra.textos()[0]
    assert tela.solicitante.cliente.valor() == IDS.cliente_cpf
    monkeypatch.setattr(mesa_ra.banco, "executar", verdadeiro)
    mesa_ra.qtbot.waitUntil(lambda: tela.barra.textos() == (), timeout=10_000)
    _concluir(mesa_ra, tela)
    _feito(mesa_ra, tela)
    assert [linha.protocolo for linha in _linhas(sessao)] == [protocolo]


def test_o_consultar_aberto_ao_lado_se_atualiza(mesa_ra):
    consultar = mesa_ra.janela.abrir("consultar_ra", numero=RA)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not None)
    antes = consultar.ra
    mesa_ra.abas.mudou(RA)
    mesa_ra.qtbot.waitUntil(lambda: consultar.ra is not antes)
    assert isinstance(consultar, ConsultarRA)

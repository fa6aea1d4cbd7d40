"""Atualizar RA on screen [UC0408], as the person of the unit that holds it, on a real base (spec 10 §7)."""

import pytest

from tests.support.atualizacao import RUA, do_ra, mesa_at
from tests.support.cenario import IDS

__all__ = ["mesa_at"]


def test_opens_with_what_the_ra_has(mesa_at):
    tela = mesa_at.atualizar(IDS.ra_com_os)
    gerais, local = mesa_at.f.dados_gerais, mesa_at.f.local.campos
    assert gerais.especificacao.valor() == IDS.espec_os_automatica
    assert gerais.unidade.valor() == IDS.unidade_loja
    assert gerais.observacao.valor() == "AGUARDANDO PROVIDÊNCIA"
    assert local.imovel_id.valor() == IDS.imovel_normal
    assert local.quadra_id.texto() == "10"
    assert local.endereco.texto.text().startswith("RUA")
    assert [linha.principal for linha in mesa_at.f.solicitantes.valor()] == [True]
    assert tela.cabeca.detalhe.text().startswith("Pendente · OPERAÇÃO DE ÁGUA · última alteração em")
    assert tela.windowTitle() == f"Atualizar RA {IDS.ra_com_os}"


@pytest.mark.parametrize(
    "numero", [RUA, IDS.ra_pendente_imovel, IDS.ra_com_os, IDS.ra_bloqueado, IDS.ra_falta_agua_imovel, IDS.ra_urgente]
)
def test_what_nobody_touched_is_no_change(mesa_at, sessao, numero):
    antes = do_ra(sessao, numero)
    tela = mesa_at.atualizar(numero)
    assert not tela.digitado
    comando = tela._comando()
    assert comando.dados_gerais == comando.lido.dados_gerais
    assert comando.local == tela._aberto.local
    assert comando.solicitantes == comando.lido.solicitantes
    mesa_at.gravado()
    assert tela.feito.frase.text().startswith("Nada mudou")
    assert do_ra(sessao, numero) == antes


def test_saves_what_changed_and_says_so(mesa_at, sessao):
    antes = do_ra(sessao)
    tela = mesa_at.atualizar()
    mesa_at.f.dados_gerais.observacao.definir("OUTRO TEXTO")
    assert tela.digitado
    mesa_at.gravado()
    depois = do_ra(sessao)
    assert tela.feito.frase.text() == f"Registro de Atendimento de código {RUA} atualizado com sucesso."
    mudadas = {nome for nome in antes if antes[nome] != depois[nome]}
    assert mudadas == {"rgat_dsobservacao", "rgat_tmultimaalteracao"}
    assert mesa_at.acoes == ["Voltar a Consultar RA", "Atualizar outro Registro de Atendimento", "Fechar"]

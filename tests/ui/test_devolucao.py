"""Devolução de Valores on screen: the groups of the Local tab, the list, the preview, the receipt (spec 40 Part 3)."""

from decimal import Decimal

import pytest

from gsan_desk.domain.devolucao import ValorDevolver
from gsan_desk.services.sessao import entrar
from gsan_desk.ui.devolucao.do_ra import DevolucaoDoRATela
from gsan_desk.ui.devolucao.filtrar import FiltrarDevolucao
from gsan_desk.ui.impressao.documentos import comprovante_da_devolucao
from gsan_desk.ui.registro_atendimento.partes import Parte
from tests.services.apoio_ra import concluir_aceitando, preencher
from tests.support import devolucao
from tests.support.cenario import IDS
from tests.support.form_ra import form_ra
from tests.support.mesa_ra import mesa_ra
from tests.support.mnemonicos import repetidos

__all__ = ["form_ra", "mesa_ra"]


@pytest.fixture(autouse=True)
def pagamentos(dsn):
    devolucao.montar(dsn)


@pytest.fixture
def form(form_ra):
    form_ra.abrir()
    return form_ra


def test_payments_above_the_document_show_the_excess(form):
    form.especificar(devolucao.A_MAIOR)
    form.ir(Parte.LOCAL)
    form.imovel(devolucao.IMOVEL)
    campo = form.f.local.campos.pagamento_ids
    assert set(campo.valor()) == {devolucao.EXCEDENTE_CONTA, devolucao.EXCEDENTE_GUIA}
    assert campo.isVisible()
    assert form.f.local.formulario["local.pagamento_ids"].nome == "Pagamentos com Valor Maior que o Documento"
    assert [c.titulo for c in campo.tabela.colunas_visiveis()] == [
        "Documento", "Data do Pag.", "Valor do documento", "Valor do Pag.", "Excedente", "Devolvido",
    ]  # fmt: skip
    assert "Total do Excedente: R$ 27,84" in campo._total.text()


def test_the_value_of_a_document_charged_unduly_is_typed_beside_it(form):
    form.especificar(devolucao.INDEVIDO)
    form.ir(Parte.LOCAL)
    form.imovel(devolucao.IMOVEL)
    campo = form.f.local.campos.devolucoes
    assert campo.isVisible()
    assert not form.f.local.campos.pagamento_ids.isVisible()
    linha = [d.id for d in campo.linhas()].index(devolucao.PAGO_CONTA)
    campo.tabela.ir_para(linha)
    assert campo.a_devolver.valor() == Decimal("80.00")
    campo.a_devolver.definir(Decimal("80.01"))
    campo.incluir.click()
    assert "Valor da Devolução deve ser até o valor 80,00" in form.erro("local.devolucoes")
    campo.a_devolver.definir(Decimal("12.5"))
    campo.incluir.click()
    assert campo.valor() == (ValorDevolver(devolucao.PAGO_CONTA, Decimal("12.50")),)
    assert form.erro("local.devolucoes") == ""
    rascunho = campo.para_rascunho()
    campo.remover.click()
    assert campo.valor() == ()
    campo.de_rascunho(rascunho)
    assert campo.valor() == (ValorDevolver(devolucao.PAGO_CONTA, Decimal("12.50")),)
    assert repetidos(form.f.local) == []


@pytest.fixture
def ra(como):
    banco = como("atendente")
    contexto = banco.executar(entrar)
    novo = preencher(
        banco,
        contexto,
        IDS.espec_pagamento_duplicidade,
        imovel_id=devolucao.IMOVEL,
        pagamento_ids=(1, 2, devolucao.DUPLICADO_GUIA),
    )
    return banco.executar(concluir_aceitando, contexto, novo).numero


def test_from_the_list_to_the_preview_and_the_receipt(mesa_ra, ra):
    lista = mesa_ra.janela.abrir("filtrar_devolucao")
    assert isinstance(lista, FiltrarDevolucao)
    assert repetidos(lista) == []
    lista.filtrar()
    mesa_ra.qtbot.waitUntil(lambda: lista.pronto)
    assert lista.barra.textos() == ("Informe pelo menos uma opção de seleção.",)
    lista.numero.setText(str(ra))
    lista.filtrar()
    mesa_ra.qtbot.waitUntil(lambda: lista.tabela.modelo.rowCount() == 1)
    assert lista.total.text() == "1 RA(s), R$ 200,00 a devolver"
    lista.botao_consultar.click()
    tela = mesa_ra.ler(mesa_ra.esperar(DevolucaoDoRATela))
    assert tela.cabeca.textos()["Número do RA"] == str(ra)
    tela.contas.selectAll()
    tela.calcular()
    assert tela.retificadas.modelo.rowCount() == 1
    assert "Total do Crédito Abatido: R$ 100,00. Crédito a realizar: R$ 60,00." in tela.resultado.text()
    tela.pedidos.clearSelection()
    tela.calcular()
    assert tela.barra.textos() == ("Nenhum pagamento foi selecionado para devolução.",)
    assert "continua deste RA" in tela.resta.text()
    texto = comprovante_da_devolucao(tela._achado, tela._ponte.contexto).toPlainText()
    assert tela._achado.protocolo in texto
    assert "R$ 200,00" in texto
    assert "Guia de Pagamento 901" in texto
    assert repetidos(tela) == []

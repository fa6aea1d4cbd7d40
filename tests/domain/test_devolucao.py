"""Devolução de Valores: the checks of what is asked back, and Calcular with its invariant (spec 40 Part 3)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.devolucao import (
    CENTAVO,
    PERMISSAO,
    ZERO,
    ContaMarcada,
    Devolvivel,
    PagamentoMarcado,
    TipoDevolucao,
    TipoDocumento,
    ValorDevolver,
    calcular,
    excedente,
    nome_do_documento,
    tipo_pedido,
    total,
    verificar_escolhidos,
    verificar_valores,
)
from gsan_desk.domain.dominios import Operador
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.regras.exigencias import Exigencias

DINHEIRO = st.decimals(min_value=CENTAVO, max_value=Decimal("99999.99"), places=2)
REFERENCIA = st.integers(2015, 2026).flatmap(lambda ano: st.integers(1, 12).map(lambda mes: ano * 100 + mes))
PAGAMENTOS = st.lists(st.tuples(REFERENCIA, DINHEIRO), min_size=1, max_size=12).map(
    lambda linhas: [PagamentoMarcado(n, r, v) for n, (r, v) in enumerate(linhas)]
)
CONTAS = st.lists(st.tuples(REFERENCIA, DINHEIRO), max_size=12).map(
    lambda linhas: [ContaMarcada(n, r, v) for n, (r, v) in enumerate(linhas)]
)
SEM_NADA = Operador(1, "a", "A", 1)


INDEVIDO = TipoDevolucao.COBRADO_INDEVIDAMENTE


def devolvivel(id_=1, **outros):
    dados = {
        "documento": TipoDocumento.CONTA,
        "documento_id": 10,
        "referencia": 202601,
        "data": date(2026, 2, 3),
        "valor_documento": Decimal("50.00"),
        "valor": Decimal("80.00"),
        "devolver": Decimal("30.00"),
        "conta_id": 10,
    }
    return Devolvivel(id_, 1001, **(dados | outros))


@given(PAGAMENTOS, CONTAS)
def test_transferred_and_left_are_what_was_marked(pagamentos, contas):
    feito = calcular(pagamentos, contas)
    assert feito.transferido + feito.a_realizar == total(p.valor for p in pagamentos)


@given(PAGAMENTOS, CONTAS)
def test_no_payment_gives_more_than_was_paid_and_no_conta_gets_more_than_is_owed(pagamentos, contas):
    feito = calcular(pagamentos, contas)
    for pagamento in pagamentos:
        dado = total(t.valor for t in feito.transferencias if t.pagamento.id == pagamento.id)
        assert dado + total(r.valor for r in feito.restantes if r.pagamento.id == pagamento.id) == pagamento.valor
    assert all(c.atual >= ZERO and c.credito > ZERO for c in feito.contas)
    assert all(t.valor > ZERO for t in feito.transferencias)


@given(PAGAMENTOS, CONTAS)
def test_nothing_is_left_while_a_conta_is_owed(pagamentos, contas):
    feito = calcular(pagamentos, contas)
    pago = total(c.credito for c in feito.contas)
    assert not feito.restantes or pago == total(c.valor for c in contas)


@given(PAGAMENTOS, CONTAS)
def test_the_order_in_which_they_were_marked_does_not_matter(pagamentos, contas):
    assert calcular(pagamentos[::-1], contas[::-1]) == calcular(pagamentos, contas)


def test_by_reference_the_older_payment_pays_the_older_conta():
    feito = calcular(
        [PagamentoMarcado(1, 202603, Decimal("40.00")), PagamentoMarcado(2, 202601, Decimal("60.00"))],
        [ContaMarcada(7, 202605, Decimal("30.00")), ContaMarcada(8, 202604, Decimal("50.00"))],
    )
    assert [(t.pagamento.id, t.conta.id, t.valor) for t in feito.transferencias] == [
        (2, 8, Decimal("50.00")),
        (2, 7, Decimal("10.00")),
        (1, 7, Decimal("20.00")),
    ]
    assert [(r.pagamento.id, r.valor) for r in feito.restantes] == [(1, Decimal("20.00"))]
    assert [(c.conta.id, c.credito, c.atual) for c in feito.contas] == [
        (8, Decimal("50.00"), ZERO),
        (7, Decimal("30.00"), ZERO),
    ]


def test_without_conta_everything_becomes_credito_a_realizar():
    feito = calcular([PagamentoMarcado(1, 202603, Decimal("40.00"))], [])
    assert (feito.transferido, feito.a_realizar) == (ZERO, Decimal("40.00"))


def test_nothing_marked():
    with pytest.raises(RegraViolada, match="Nenhum pagamento foi selecionado"):
        calcular([], [])


@given(DINHEIRO, st.none() | DINHEIRO, st.none() | DINHEIRO)
def test_the_excess_is_between_zero_and_what_was_paid(pago, documento, registrado):
    assert ZERO <= excedente(pago, documento, registrado) <= pago


@given(DINHEIRO, DINHEIRO)
def test_a_value_passes_only_up_to_what_is_left(devolver, valor):
    achado = devolvivel(devolver=devolver, tipo=INDEVIDO)
    recusas = list(verificar_valores([ValorDevolver(1, valor)], [achado]))
    assert bool(recusas) == (valor > devolver)


@pytest.mark.parametrize(
    ("valor", "devolver", "mensagem"),
    [
        ("0", "30.00", "maior que zero"),
        ("-1", "30.00", "maior que zero"),
        ("NaN", "30.00", "maior que zero"),
        ("1.001", "30.00", "maior que zero"),
        ("10", "0.00", "Não existe valor a ser devolvido para o documento informado."),
        (
            "30.01",
            "30.00",
            "Valor da Devolução deve ser até o valor 30,00 que equivale a diferença entre o valor pago e os valores "
            "do(a) Conta 01/2026 e de Guias de Devolução.",
        ),
    ],
)
def test_values_that_are_refused(valor, devolver, mensagem):
    achado = devolvivel(devolver=Decimal(devolver), tipo=INDEVIDO)
    (recusa,) = verificar_valores([ValorDevolver(1, Decimal(valor))], [achado])
    assert mensagem in recusa.mensagem


def test_unpaid_repeated_and_taken_documents():
    achados = [devolvivel(1, ra=77, tipo=INDEVIDO)]
    pedidos = [ValorDevolver(1, Decimal("1.00")), ValorDevolver(1, Decimal("2.00")), ValorDevolver(2, Decimal("3.00"))]
    codigos = [recusa.codigo for recusa in verificar_valores(pedidos, achados)]
    assert codigos[:3] == ["DOCUMENTO_REPETIDO", "DOCUMENTO_NAO_PAGO", "PAGAMENTO_DE_OUTRO_RA"]


def test_payments_chosen_whole():
    sem_conta = devolvivel(2, conta_id=None)
    tipo = TipoDevolucao.DUPLICIDADE
    assert not list(verificar_escolhidos(tipo, [1], [devolvivel(1)]))
    assert [v.codigo for v in verificar_escolhidos(tipo, [2], [sem_conta])] == ["PAGAMENTO_INEXISTENTE"]
    assert [v.codigo for v in verificar_escolhidos(tipo, [1], [devolvivel(1, ra=9)])] == ["PAGAMENTO_DE_OUTRO_RA"]
    guia = devolvivel(3, documento=TipoDocumento.GUIA, conta_id=None)
    assert not list(verificar_escolhidos(tipo, [3], [guia]))
    a_maior = TipoDevolucao.PAGAMENTO_A_MAIOR
    assert [v.codigo for v in verificar_escolhidos(a_maior, [4], [])] == ["PAGAMENTO_NAO_A_MAIOR"]


def test_the_third_kind_is_an_ordinary_ra_without_the_permission():
    exige = Exigencias(cobrado_indevidamente=True)
    assert tipo_pedido(exige, SEM_NADA) is None
    com = Operador(1, "a", "A", 1, permissoes_nossas=frozenset({PERMISSAO}))
    assert tipo_pedido(exige, com) is TipoDevolucao.COBRADO_INDEVIDAMENTE
    assert tipo_pedido(Exigencias(pagamento_a_maior=True), SEM_NADA) is TipoDevolucao.PAGAMENTO_A_MAIOR


def test_names_of_documents():
    assert nome_do_documento(TipoDocumento.CONTA, 5, 202611) == "Conta 11/2026"
    assert nome_do_documento(TipoDocumento.GUIA, 5, None) == "Guia de Pagamento 5"
    assert nome_do_documento(TipoDocumento.DEBITO, None, None) == "Débito a Cobrar"

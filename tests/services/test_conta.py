"""Contas and duplicate payments of an imóvel (spec 10 §3.3.3, §3.3.4)."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.devolucao import TipoDevolucao
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.services import conta
from gsan_desk.services.devolucao import oferta
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS


def referencia(banco: Banco, conta_id: int) -> int:
    achadas = banco.executar(conta.do_imovel, IDS.imovel_com_contas)
    return next(c.referencia for c in achadas if c.id == conta_id)


def test_contas_of_the_imovel_newest_first(atendente: Banco) -> None:
    with contar(atendente.engine) as comandos:
        achadas = atendente.executar(conta.do_imovel, IDS.imovel_com_contas)
    assert len(comandos) == 1
    assert {c.id for c in achadas} == {IDS.conta_normal, IDS.conta_cancelada, IDS.conta_antiga}
    assert [c.referencia for c in achadas] == sorted((c.referencia for c in achadas), reverse=True)
    assert all(isinstance(c.valor, Decimal) for c in achadas)


def test_the_conta_of_a_reference(atendente: Banco, contexto: Contexto) -> None:
    qual = referencia(atendente, IDS.conta_normal)
    with contar(atendente.engine) as comandos:
        achada = atendente.executar(conta.buscar, contexto, IDS.imovel_com_contas, qual)
    assert achada.id == IDS.conta_normal
    assert len(comandos) == 1


@pytest.mark.parametrize(
    ("conta_id", "codigo"), [(IDS.conta_cancelada, "CONTA_SITUACAO"), (IDS.conta_antiga, "CONTA_PRAZO")]
)
def test_a_conta_that_may_not_be_tied(atendente: Banco, contexto: Contexto, conta_id: int, codigo: str) -> None:
    """[FS0047 to FS0049]."""
    qual = referencia(atendente, conta_id)
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(conta.buscar, contexto, IDS.imovel_com_contas, qual)
    assert [v.codigo for v in erro.value.violacoes] == [codigo]


def test_permission_105_lifts_the_age(como: Callable[[str], Banco]) -> None:
    admin = como("admin")
    qual = referencia(admin, IDS.conta_antiga)
    achada = admin.executar(conta.buscar, admin.executar(entrar), IDS.imovel_com_contas, qual)
    assert achada.id == IDS.conta_antiga


@pytest.mark.parametrize(
    ("imovel_id", "qual", "codigo"),
    [
        (None, 202401, "CONTA_SEM_IMOVEL"),
        (IDS.imovel_com_contas, None, "CONTA_VAZIA"),
        (IDS.imovel_com_contas, 190001, "CONTA_NAO_LOCALIZADA"),
    ],
)
def test_no_conta(atendente: Banco, contexto: Contexto, imovel_id: int | None, qual: int | None, codigo: str) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(conta.buscar, contexto, imovel_id, qual)
    assert [v.codigo for v in erro.value.violacoes] == [codigo]


def test_duplicate_payments_by_reference(atendente: Banco) -> None:
    pagamentos = atendente.executar(oferta.ofertas, TipoDevolucao.DUPLICIDADE, IDS.imovel_pagamento_duplicado)
    assert [p.id for p in pagamentos] == [IDS.pagamento_duplicado_historico, IDS.pagamento_duplicado]
    assert [p.conta_id for p in pagamentos] == [IDS.conta_duplicada_historico, IDS.conta_duplicada]


def test_an_imovel_without_duplicate_payment(atendente: Banco) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(oferta.ofertas, TipoDevolucao.DUPLICIDADE, IDS.imovel_normal)
    assert [v.codigo for v in erro.value.violacoes] == ["M21"]

"""Contas and duplicate payments tied to an RA (spec 10 §3.3.3, §3.3.4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import PAGAMENTO_EM_DUPLICIDADE
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras import conta as regras
from gsan_desk.models.arrecadacao import Pagamento
from gsan_desk.models.faturamento import Conta, ContaHistorico
from gsan_desk.services.linhas_json import Consulta, linhas

LIMITE_DA_LISTA = 240


@dataclass(frozen=True, slots=True)
class ContaRA:
    """A conta that may be tied to an RA; ``referencia`` is yyyymm."""

    id: int
    imovel_id: int
    referencia: int
    vencimento: date
    valor: Decimal
    situacao_id: int


@dataclass(frozen=True, slots=True)
class PagamentoDuplicado:
    """A payment made twice; ``conta_id`` is the conta of its reference, in use or in history."""

    id: int
    imovel_id: int
    referencia: int
    data: date
    valor: Decimal
    conta_id: int | None


def buscar(session: Session, contexto: Contexto, imovel_id: int | None, referencia: int | None) -> ContaRA:
    """Find the conta of a reference and check that it may be tied [FS0046 to FS0050]; one statement.

    Raises:
        RegraViolada: no imóvel, no reference, no such conta, or it may not be tied.
    """
    if imovel_id is None:
        raise RegraViolada(violacao("CONTA_SEM_IMOVEL", "local.imovel_id"))
    if referencia is None:
        raise RegraViolada(violacao("CONTA_VAZIA", regras.CAMPO))
    da_referencia = consulta_contas().where(Conta.imovel_id == imovel_id, Conta.referencia == referencia)
    linha = session.execute(select(func.current_date().label("hoje"), linhas(da_referencia).label("contas"))).one()
    if not linha.contas:
        raise RegraViolada(violacao("CONTA_NAO_LOCALIZADA", regras.CAMPO))
    conta = montar_conta(linha.contas[0])
    if recusa := regras.verificar(conta.situacao_id, conta.vencimento, contexto, linha.hoje):
        raise RegraViolada(recusa)
    return conta


def do_imovel(session: Session, imovel_id: int) -> tuple[ContaRA, ...]:
    """List the contas of an imóvel, newest first, for the search window; one statement."""
    consulta = consulta_contas().where(Conta.imovel_id == imovel_id).limit(LIMITE_DA_LISTA)
    return tuple(montar_conta(dict(linha._mapping)) for linha in session.execute(consulta))


def pagamentos_em_duplicidade(session: Session, imovel_id: int) -> tuple[PagamentoDuplicado, ...]:
    """List the duplicate payments of an imóvel by reference; one statement.

    Raises:
        RegraViolada: there is none (M21).
    """
    consulta = consulta_pagamentos().where(Pagamento.imovel_id == imovel_id)
    pagamentos = tuple(montar_pagamento(dict(linha._mapping)) for linha in session.execute(consulta))
    if not pagamentos:
        raise RegraViolada(violacao("M21", "local.imovel_id"))
    return pagamentos


def consulta_contas() -> Consulta:
    """Select the fields of :class:`ContaRA`, newest first; the caller adds the condition."""
    return select(
        Conta.id.label("id"),
        Conta.imovel_id.label("imovel_id"),
        Conta.referencia.label("referencia"),
        Conta.data_vencimento.label("vencimento"),
        cast(valor_da_conta(), String).label("valor"),
        Conta.situacao_atual_id.label("situacao_id"),
    ).order_by(Conta.referencia.desc(), Conta.id.desc())


def consulta_pagamentos() -> Consulta:
    """Select the fields of :class:`PagamentoDuplicado` by reference; the caller adds the condition."""
    conta = select(Conta.id).where(Conta.imovel_id == Pagamento.imovel_id, Conta.referencia == Pagamento.referencia)
    historico = select(ContaHistorico.id).where(
        ContaHistorico.imovel_id == Pagamento.imovel_id, ContaHistorico.referencia == Pagamento.referencia
    )
    return (
        select(
            Pagamento.id.label("id"),
            Pagamento.imovel_id.label("imovel_id"),
            Pagamento.referencia.label("referencia"),
            Pagamento.data.label("data"),
            cast(Pagamento.valor, String).label("valor"),
            func.coalesce(
                conta.order_by(Conta.id.desc()).limit(1).scalar_subquery(),
                historico.order_by(ContaHistorico.id.desc()).limit(1).scalar_subquery(),
                Pagamento.conta_id,
            ).label("conta_id"),
        )
        .where(
            Pagamento.situacao_atual_id == PAGAMENTO_EM_DUPLICIDADE,
            Pagamento.referencia.is_not(None),
            Pagamento.guia_pagamento_id.is_(None),
        )
        .order_by(Pagamento.referencia, Pagamento.id)
    )


def montar_conta(dados: dict[str, Any]) -> ContaRA:
    """Build a conta from the driver's values or from JSON."""
    return ContaRA(**{**dados, "vencimento": _data(dados["vencimento"]), "valor": Decimal(dados["valor"])})


def montar_pagamento(dados: dict[str, Any]) -> PagamentoDuplicado:
    """Build a payment from the driver's values or from JSON."""
    return PagamentoDuplicado(**{**dados, "data": _data(dados["data"]), "valor": Decimal(dados["valor"])})


def _data(valor: Any) -> date:
    return date.fromisoformat(valor) if isinstance(valor, str) else valor


def valor_da_conta() -> ColumnElement[Decimal]:
    """Sum the parts of a conta as GSAN prints its total."""
    impostos = func.coalesce(Conta.valor_impostos, 0)
    return Conta.valor_agua + Conta.valor_esgoto + Conta.valor_debitos - Conta.valor_creditos - impostos

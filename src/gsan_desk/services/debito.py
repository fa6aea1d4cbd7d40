"""What an imóvel owes and has come due [UC0067]: contas, guias de pagamento and débitos a cobrar."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Numeric,
    Select,
    bindparam,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from gsan_desk.models.arrecadacao import Pagamento
from gsan_desk.models.faturamento import Conta, DebitoACobrar, GuiaPagamento
from gsan_desk.services.conta import valor_da_conta

SITUACOES_EM_ABERTO = (0, 1, 2)
Condicoes = tuple[ColumnElement[bool], ...]
_CENTAVOS = Numeric(13, 2)


@dataclass(frozen=True, slots=True)
class Debito:
    """Something owed; ``referencia`` is yyyymm, ``vencimento`` of a débito a cobrar the day it was made."""

    tipo: str
    numero: int
    referencia: int | None
    vencimento: date | None
    valor: Decimal


def deve(imovel_id: Any) -> ColumnElement[bool]:
    """Tell, inside a statement, whether the imóvel owes anything that has come due."""
    partes = (_contas(imovel_id), _guias(imovel_id), _a_cobrar(imovel_id))
    return or_(*(exists().where(*condicoes) for condicoes in partes))


def do_imovel(session: Session, imovel_id: int) -> tuple[Debito, ...]:
    """List what the imóvel owes, oldest first; one statement."""
    return tuple(Debito(**linha) for linha in session.execute(_consulta(), {"imovel_id": imovel_id}).mappings())


@cache
def _consulta() -> Select[Any]:
    imovel = bindparam("imovel_id", type_=Integer)
    saldo = DebitoACobrar.valor * (DebitoACobrar.prestacoes - DebitoACobrar.prestacoes_cobradas)
    linhas = union_all(
        _linhas("Conta", Conta.id, Conta.referencia, Conta.data_vencimento, valor_da_conta(), _contas(imovel)),
        _linhas(
            "Guia de Pagamento",
            GuiaPagamento.id,
            null(),
            GuiaPagamento.data_vencimento,
            GuiaPagamento.valor,
            _guias(imovel),
        ),
        _linhas(
            "Débito a Cobrar",
            DebitoACobrar.id,
            null(),
            cast(DebitoACobrar.atualizado_em, Date),
            saldo / DebitoACobrar.prestacoes,
            _a_cobrar(imovel),
        ),
    ).subquery("debitos")
    return select(linhas).order_by(linhas.c.vencimento, linhas.c.tipo, linhas.c.numero)


def _linhas(tipo: str, numero: Any, referencia: Any, vencimento: Any, valor: Any, condicoes: Condicoes) -> Select[Any]:
    return select(
        literal(tipo).label("tipo"),
        numero.label("numero"),
        cast(referencia, Integer).label("referencia"),
        vencimento.label("vencimento"),
        cast(valor, _CENTAVOS).label("valor"),
    ).where(*condicoes)


def _contas(imovel_id: Any) -> Condicoes:
    return (
        Conta.imovel_id == imovel_id,
        Conta.situacao_atual_id.in_(SITUACOES_EM_ABERTO),
        Conta.data_vencimento <= func.current_date(),
        ~exists().where(Pagamento.conta_id == Conta.id),
    )


def _guias(imovel_id: Any) -> Condicoes:
    return (
        GuiaPagamento.imovel_id == imovel_id,
        GuiaPagamento.situacao_atual_id.in_(SITUACOES_EM_ABERTO),
        GuiaPagamento.data_vencimento <= func.current_date(),
        ~exists().where(Pagamento.guia_pagamento_id == GuiaPagamento.id),
    )


def _a_cobrar(imovel_id: Any) -> Condicoes:
    """A débito a cobrar has no due date; the day it was made stands for it."""
    return (
        DebitoACobrar.imovel_id == imovel_id,
        DebitoACobrar.situacao_atual_id.in_(SITUACOES_EM_ABERTO),
        DebitoACobrar.prestacoes > DebitoACobrar.prestacoes_cobradas,
        cast(DebitoACobrar.atualizado_em, Date) <= func.current_date(),
        ~exists().where(Pagamento.debito_a_cobrar_id == DebitoACobrar.id),
    )

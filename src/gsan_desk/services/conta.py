"""Contas and duplicate payments tied to an RA (spec 10 §3.3.3, §3.3.4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Integer, cast, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import PAGAMENTO_EM_DUPLICIDADE, SITUACOES_CONTA_ASSOCIAVEL, PermissaoEspecial
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.models.arrecadacao import Pagamento
from gsan_desk.models.faturamento import Conta, ContaHistorico
from gsan_desk.services.linhas_json import Consulta

CAMPO_CONTAS = "local.conta_ids"
CAMPO_PAGAMENTOS = "local.pagamento_ids"
LIMITE_DA_LISTA = 240


@dataclass(frozen=True, slots=True)
class ContaRA:
    """A conta that may be tied to an RA; ``referencia`` is yyyymm, ``prazo_excedido`` per the utility's parameter."""

    id: int
    imovel_id: int
    referencia: int
    vencimento: date
    valor: Decimal
    situacao_id: int
    prazo_excedido: bool


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
        raise RegraViolada(violacao("CONTA_VAZIA", CAMPO_CONTAS))
    condicao = Conta.imovel_id == imovel_id, Conta.referencia == referencia
    linha = session.execute(consulta_contas(contexto).where(*condicao)).first()
    if linha is None:
        raise RegraViolada(violacao("CONTA_NAO_LOCALIZADA", CAMPO_CONTAS))
    conta = ContaRA(*linha)
    if recusa := recusar(conta, contexto):
        raise RegraViolada(recusa)
    return conta


def do_imovel(session: Session, contexto: Contexto, imovel_id: int) -> tuple[ContaRA, ...]:
    """List the contas of an imóvel, newest first, for the search window; one statement."""
    consulta = consulta_contas(contexto).where(Conta.imovel_id == imovel_id)
    linhas = session.execute(consulta.order_by(Conta.referencia.desc(), Conta.id).limit(LIMITE_DA_LISTA))
    return tuple(ContaRA(*linha) for linha in linhas)


def consulta_contas(contexto: Contexto) -> Consulta:
    """Select the columns of :class:`ContaRA`, in its order."""
    return select(
        Conta.id,
        Conta.imovel_id,
        Conta.referencia,
        Conta.data_vencimento,
        _valor(),
        Conta.situacao_atual_id,
        _prazo_excedido(contexto),
    )


def recusar(conta: ContaRA, contexto: Contexto) -> Violacao | None:
    """Refuse by situation and by age; permission 105 lifts the age."""
    if conta.situacao_id not in SITUACOES_CONTA_ASSOCIAVEL:
        return violacao("CONTA_SITUACAO", CAMPO_CONTAS)
    livre = PermissaoEspecial.RETIFICAR_CONTA_NORMA_REVISAO in contexto.operador.permissoes
    return violacao("CONTA_PRAZO", CAMPO_CONTAS) if conta.prazo_excedido and not livre else None


def pagamentos_em_duplicidade(session: Session, imovel_id: int) -> tuple[PagamentoDuplicado, ...]:
    """List the duplicate payments of an imóvel by reference; one statement.

    Raises:
        RegraViolada: there is none (M21).
    """
    consulta = consulta_pagamentos().where(Pagamento.imovel_id == imovel_id)
    pagamentos = tuple(PagamentoDuplicado(*linha) for linha in session.execute(consulta))
    if not pagamentos:
        raise RegraViolada(violacao("M21", "local.imovel_id"))
    return pagamentos


def consulta_pagamentos() -> Consulta:
    """Select the duplicate payments with the conta of their reference, in the order of the fields."""
    conta = select(Conta.id).where(Conta.imovel_id == Pagamento.imovel_id, Conta.referencia == Pagamento.referencia)
    historico = select(ContaHistorico.id).where(
        ContaHistorico.imovel_id == Pagamento.imovel_id, ContaHistorico.referencia == Pagamento.referencia
    )
    return (
        select(
            Pagamento.id,
            Pagamento.imovel_id,
            Pagamento.referencia,
            Pagamento.data,
            Pagamento.valor,
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


def _valor() -> ColumnElement[Decimal]:
    """Sum the parts of a conta as GSAN prints its total."""
    impostos = func.coalesce(Conta.valor_impostos, 0)
    return Conta.valor_agua + Conta.valor_esgoto + Conta.valor_debitos - Conta.valor_creditos - impostos


def _prazo_excedido(contexto: Contexto) -> ColumnElement[bool]:
    meses = contexto.dominios.parametros.meses_vencida_conta_ra
    limite = Conta.data_vencimento + func.make_interval(0, cast(meses, Integer))
    return func.coalesce(limite < func.current_date(), False)

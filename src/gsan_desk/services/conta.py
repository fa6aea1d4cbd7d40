"""Contas tied to an RA (spec 10 §3.3.3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras import conta as regras
from gsan_desk.models.faturamento import Conta
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


def montar_conta(dados: dict[str, Any]) -> ContaRA:
    """Build a conta from the driver's values or from JSON."""
    return ContaRA(**{**dados, "vencimento": _data(dados["vencimento"]), "valor": Decimal(dados["valor"])})


def _data(valor: Any) -> date:
    return date.fromisoformat(valor) if isinstance(valor, str) else valor


def valor_da_conta(conta: Any = Conta) -> ColumnElement[Decimal]:
    """Sum the parts of a conta, in use or in history, as GSAN prints its total."""
    impostos = func.coalesce(conta.valor_impostos, 0)
    total: ColumnElement[Decimal] = (
        conta.valor_agua + conta.valor_esgoto + conta.valor_debitos - conta.valor_creditos - impostos
    )
    return total

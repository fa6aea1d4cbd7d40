"""The payments of an imóvel of which something may be asked back, one statement a list (spec 40 §3.2 to §3.4)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, bindparam, case, cast, exists, func, or_, select, union_all
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM, SituacaoRA
from gsan_desk.domain.devolucao import SEM_PAGAMENTO, ZERO, Devolvivel, TipoDevolucao, TipoDocumento, excedente
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.models.arrecadacao import GuiaDevolucao, Pagamento, PagamentoHistorico
from gsan_desk.models.atendimentopublico import RegistroAtendimento, RegistroAtendimentoPagamentoDuplicidade
from gsan_desk.models.devolucao import DevolucaoItem
from gsan_desk.models.faturamento import (
    Conta,
    ContaHistorico,
    DebitoACobrar,
    GuiaPagamento,
    GuiaPagamentoHistorico,
)
from gsan_desk.services.conta import valor_da_conta
from gsan_desk.services.linhas_json import Consulta

SITUACAO = {
    TipoDevolucao.DUPLICIDADE: 1,
    TipoDevolucao.PAGAMENTO_A_MAIOR: 3,
    TipoDevolucao.COBRADO_INDEVIDAMENTE: 0,
}
"""``pgst_idatual`` of the payments of each kind."""
CANCELADA = 3
LIMITE = 240
_COLUNAS = (
    "id",
    "valor",
    "referencia",
    "data",
    "situacao_atual_id",
    "conta_id",
    "guia_pagamento_id",
    "imovel_id",
    "debito_a_cobrar_id",
    "valor_excedente",
)


def ofertas(session: Session, tipo: TipoDevolucao, imovel_id: int, ra: int | None = None) -> tuple[Devolvivel, ...]:
    """List the payments of an imóvel that an RA of this kind may ask back; ``ra`` is the one being changed.

    Raises:
        RegraViolada: there is none.
    """
    parametros = {"imovel_id": imovel_id, "ra": ra, "situacao": SITUACAO[tipo]}
    lidas = session.execute(_do_imovel(), parametros)
    achados = tuple(montar(dict(linha._mapping)) for linha in lidas)
    livres = tuple(a for a in achados if a.ra is None and a.devolver > ZERO)
    if not livres:
        raise RegraViolada(violacao(SEM_PAGAMENTO[tipo], "local.imovel_id"))
    return livres


@cache
def _do_imovel() -> Consulta:
    imovel, situacao = bindparam("imovel_id", type_=Integer), bindparam("situacao", type_=Integer)

    def do_imovel(modelo: Any) -> ColumnElement[bool]:
        return and_(modelo.imovel_id == imovel, modelo.situacao_atual_id == situacao)

    return consulta(do_imovel).limit(LIMITE)


def consulta(condicao: Callable[[Any], ColumnElement[bool]]) -> Consulta:
    """Select the fields of :class:`Devolvivel` by reference; the parameter ``ra`` is the RA that does not count."""
    p = _pagamentos(condicao)
    documento, conta_id = _documento(p), _conta(p)
    return select(
        p.c.id,
        p.c.imovel_id,
        p.c.situacao_atual_id.label("situacao"),
        documento.label("documento"),
        func.coalesce(p.c.guia_pagamento_id, p.c.debito_a_cobrar_id, conta_id).label("documento_id"),
        p.c.referencia,
        p.c.data,
        cast(_valor_do_documento(p), String).label("valor_documento"),
        cast(p.c.valor, String).label("valor"),
        cast(p.c.valor_excedente, String).label("valor_excedente"),
        cast(_ja_devolvido(p), String).label("ja_devolvido"),
        conta_id.label("conta_id"),
        _de_outro_ra(p).label("ra"),
        _documento_de_outro_ra(p, documento).label("ra_do_documento"),
    ).order_by(p.c.referencia, p.c.id)


def montar(dados: dict[str, Any]) -> Devolvivel:
    """Build a payment from the driver's values or from JSON."""
    valor, documento = Decimal(dados["valor"]), TipoDocumento(dados["documento"])
    do_documento = _decimal(dados["valor_documento"])
    indevido = dados["situacao"] == SITUACAO[TipoDevolucao.COBRADO_INDEVIDAMENTE]
    if dados["situacao"] == SITUACAO[TipoDevolucao.PAGAMENTO_A_MAIOR]:
        devolver = excedente(valor, do_documento, _decimal(dados["valor_excedente"]))
    else:
        devolver = max(valor - (Decimal(dados["ja_devolvido"]) if indevido else ZERO), ZERO)
    return Devolvivel(
        id=dados["id"],
        imovel_id=dados["imovel_id"],
        documento=documento,
        documento_id=dados["documento_id"],
        referencia=dados["referencia"],
        data=date.fromisoformat(dados["data"]) if isinstance(dados["data"], str) else dados["data"],
        valor_documento=do_documento,
        valor=valor,
        devolver=devolver,
        conta_id=dados["conta_id"] if documento is TipoDocumento.CONTA else None,
        ra=dados["ra"] or (dados["ra_do_documento"] if indevido else None),
        tipo=next(tipo for tipo, situacao in SITUACAO.items() if situacao == dados["situacao"]),
    )


def _decimal(texto: str | None) -> Decimal | None:
    return Decimal(texto) if texto is not None else None


def _pagamentos(condicao: Callable[[Any], ColumnElement[bool]]) -> Any:
    """Take payments in use and, of those classified, the ones that went to history; a conta has its reference."""
    situacoes = tuple(SITUACAO.values())
    partes = []
    for modelo, aceitas in ((Pagamento, situacoes), (PagamentoHistorico, (0,))):
        de_conta = and_(modelo.guia_pagamento_id.is_(None), modelo.debito_a_cobrar_id.is_(None))
        partes.append(
            select(*(getattr(modelo, nome).label(nome) for nome in _COLUNAS)).where(
                condicao(modelo),
                modelo.situacao_atual_id.in_(aceitas),
                or_(~de_conta, modelo.referencia.is_not(None)),
            )
        )
    return union_all(*partes).subquery("p")


def _documento(p: Any) -> ColumnElement[int]:
    return case(
        (p.c.guia_pagamento_id.is_not(None), TipoDocumento.GUIA.value),
        (p.c.debito_a_cobrar_id.is_not(None), TipoDocumento.DEBITO.value),
        else_=TipoDocumento.CONTA.value,
    )


def _conta(p: Any) -> ColumnElement[Any]:
    """Find the conta of the reference, in use or in history."""
    buscas = [
        select(modelo.id)
        .where(modelo.imovel_id == p.c.imovel_id, modelo.referencia == p.c.referencia)
        .order_by(modelo.id.desc())
        .limit(1)
        .correlate(p)
        .scalar_subquery()
        for modelo in (Conta, ContaHistorico)
    ]
    de_conta = and_(p.c.guia_pagamento_id.is_(None), p.c.debito_a_cobrar_id.is_(None))
    return case((de_conta, func.coalesce(*buscas, p.c.conta_id)))


def _valor_do_documento(p: Any) -> ColumnElement[Any]:
    def um(valor: Any, *condicoes: Any) -> Any:
        return select(valor).where(*condicoes).limit(1).correlate(p).scalar_subquery()

    guia, antiga, debito = GuiaPagamento, GuiaPagamentoHistorico, DebitoACobrar
    da_conta = [
        um(valor_da_conta(modelo), modelo.imovel_id == p.c.imovel_id, modelo.referencia == p.c.referencia)
        for modelo in (Conta, ContaHistorico)
    ]
    return case(
        (
            p.c.guia_pagamento_id.is_not(None),
            func.coalesce(
                um(guia.valor, guia.id == p.c.guia_pagamento_id), um(antiga.valor, antiga.id == p.c.guia_pagamento_id)
            ),
        ),
        (p.c.debito_a_cobrar_id.is_not(None), um(debito.valor, debito.id == p.c.debito_a_cobrar_id)),
        else_=func.coalesce(*da_conta),
    )


def _ja_devolvido(p: Any) -> ColumnElement[Any]:
    """Add up the guias de devolução of the document, and what was given back of the payment by other means."""
    guia, item = GuiaDevolucao, DevolucaoItem
    guias = select(func.coalesce(func.sum(guia.valor), 0)).where(
        or_(
            guia.conta_id == func.coalesce(p.c.conta_id, _conta(p)),
            guia.guia_pagamento_id == p.c.guia_pagamento_id,
            guia.debito_a_cobrar_id == p.c.debito_a_cobrar_id,
        ),
        guia.situacao_atual_id != CANCELADA,
    )
    outros = select(func.coalesce(func.sum(item.valor_devolver), 0)).where(
        item.pagamento_id == p.c.id, item.devolvido, item.guia_devolucao_id.is_(None)
    )
    return guias.correlate(p).scalar_subquery() + outros.correlate(p).scalar_subquery()


def _outro(ra_id: Any) -> ColumnElement[bool]:
    diferente: ColumnElement[bool] = ra_id != func.coalesce(bindparam("ra", type_=Integer), 0)
    return diferente


def _aberto(ra_id: Any) -> ColumnElement[bool]:
    ra = RegistroAtendimento
    return exists().where(ra.id == ra_id, ra.situacao != SituacaoRA.ENCERRADO)


def _de_outro_ra(p: Any) -> ColumnElement[Any]:
    """Name another RA that has the payment: an open one, or one by which it was given back."""
    duplicado, item = RegistroAtendimentoPagamentoDuplicidade, DevolucaoItem
    daqui, dali = duplicado.registro_atendimento_id, item.registro_atendimento_id
    devolvido = and_(item.devolvido, item.tipo != TipoDevolucao.COBRADO_INDEVIDAMENTE)
    buscas = (
        select(func.min(daqui)).where(
            duplicado.pagamento_id == p.c.id,
            _outro(daqui),
            or_(duplicado.indicador_pagamento_devolvido == SIM, _aberto(daqui)),
        ),
        select(func.min(dali)).where(item.pagamento_id == p.c.id, _outro(dali), or_(devolvido, _aberto(dali))),
    )
    return func.coalesce(*(busca.correlate(p).scalar_subquery() for busca in buscas))


def _documento_de_outro_ra(p: Any, documento: Any) -> ColumnElement[Any]:
    """Name another open RA that asks for the return of the same document."""
    item = DevolucaoItem
    do_documento = item.documento_id == func.coalesce(p.c.guia_pagamento_id, p.c.debito_a_cobrar_id, _conta(p))
    busca = select(func.min(item.registro_atendimento_id)).where(
        item.documento == documento,
        do_documento,
        _outro(item.registro_atendimento_id),
        _aberto(item.registro_atendimento_id),
    )
    return busca.correlate(p).scalar_subquery()

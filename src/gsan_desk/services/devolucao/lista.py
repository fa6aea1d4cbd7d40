"""Filtrar RA para Devolução [UC1130], for the three kinds (spec 40 §3.6 A)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Integer, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import NAO, SIM, ClienteRelacao, SituacaoRA
from gsan_desk.domain.devolucao import TipoDevolucao
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.models.atendimentopublico import (
    RegistroAtendimento,
    RegistroAtendimentoPagamentoDuplicidade,
    SolicitacaoTipoEspecificacao,
)
from gsan_desk.models.cadastro import Cliente, ClienteImovel, Imovel
from gsan_desk.models.devolucao import DevolucaoItem, EspecificacaoDevolucao
from gsan_desk.services.devolucao.pedidos import devolvido
from gsan_desk.services.linhas_json import texto

MAXIMO = 2000


@dataclass(frozen=True, slots=True)
class FiltroDevolucao:
    """What narrows the list; one at least is needed."""

    inicial: date | None = None
    final: date | None = None
    numero: int | None = None
    imovel_id: int | None = None
    perfis: frozenset[int] = frozenset()
    tipo: TipoDevolucao | None = None

    @property
    def vazio(self) -> bool:
        """Tell whether nothing was informed; the kind alone is no filter."""
        return not (self.inicial or self.final or self.numero or self.imovel_id or self.perfis)


@dataclass(frozen=True, slots=True)
class RAParaDevolucao:
    """A pending RA that waits for a return; ``valor`` is what was not given back yet."""

    id: int
    imovel_id: int
    cliente: str
    atendimento: datetime
    especificacao: str
    tipo: TipoDevolucao
    pagamentos: int
    valor: Decimal


def listar(session: Session, contexto: Contexto, filtro: FiltroDevolucao) -> tuple[RAParaDevolucao, ...]:  # noqa: ARG001
    """List the pending RAs with something yet to be given back, by date and number; at most two statements.

    Raises:
        RegraViolada: no field filled, or the RA asked for does not serve, or there is none.
    """
    if filtro.vazio:
        raise RegraViolada(violacao("SEM_OPCAO"))
    if filtro.inicial is not None and filtro.final is not None and filtro.inicial > filtro.final:
        raise RegraViolada(violacao("PERIODO_DEVOLUCAO", "periodo"))
    if filtro.numero is not None:
        _exigir(session, filtro.numero)
    achados = tuple(_montar(linha) for linha in session.execute(_consulta(filtro)))
    if not achados:
        raise RegraViolada(violacao("SEM_RESULTADO"))
    return achados


def _exigir(session: Session, numero: int) -> None:
    """Say why an RA does not serve."""
    ra, espec = RegistroAtendimento, SolicitacaoTipoEspecificacao
    serve = or_(espec.indicador_informar_pagamento_duplicidade == SIM, _nossa(espec.id))
    consulta = select(ra.situacao, serve.label("serve")).join(espec, espec.id == ra.especificacao_id)
    linha = session.execute(consulta.where(ra.id == numero)).one_or_none()
    if linha is None:
        raise RegraViolada(violacao("RA_INEXISTENTE_DEVOLUCAO", "numero"))
    if linha.situacao != SituacaoRA.PENDENTE:
        raise RegraViolada(violacao("RA_JA_ENCERRADO", "numero"))
    if not linha.serve:
        raise RegraViolada(violacao("RA_SEM_DEVOLUCAO", "numero"))


def _nossa(especificacao_id: Any) -> ColumnElement[bool]:
    nossa = EspecificacaoDevolucao
    ligada = or_(nossa.indicador_pagamento_a_maior == SIM, nossa.indicador_cobrado_indevidamente == SIM)
    return exists().where(nossa.especificacao_id == especificacao_id, ligada)


def _pendentes() -> Any:
    """Take what was asked and not given back yet, of both tables, summed by RA."""
    duplicado, item = RegistroAtendimentoPagamentoDuplicidade, DevolucaoItem
    do_gsan = select(
        duplicado.registro_atendimento_id.label("ra"),
        literal(TipoDevolucao.DUPLICIDADE.value, Integer).label("tipo"),
        func.coalesce(duplicado.valor_pagamento, 0).label("valor"),
    ).where(duplicado.indicador_pagamento_devolvido == NAO)
    nossos = select(item.registro_atendimento_id, item.tipo, item.valor_devolver).where(~devolvido())
    todos = union_all(do_gsan, nossos).subquery()
    return (
        select(
            todos.c.ra,
            func.min(todos.c.tipo).label("tipo"),
            func.count().label("pagamentos"),
            func.sum(todos.c.valor).label("valor"),
        )
        .group_by(todos.c.ra)
        .subquery("pendentes")
    )


def _consulta(filtro: FiltroDevolucao) -> Any:
    ra, espec, imovel, pendentes = RegistroAtendimento, SolicitacaoTipoEspecificacao, Imovel, _pendentes()
    consulta = (
        select(
            ra.id,
            ra.imovel_id,
            texto(usuario_do_imovel(ra.imovel_id)).label("cliente"),
            ra.data_atendimento,
            texto(espec.descricao).label("especificacao"),
            pendentes.c.tipo,
            pendentes.c.pagamentos,
            pendentes.c.valor,
        )
        .join(pendentes, pendentes.c.ra == ra.id)
        .join(espec, espec.id == ra.especificacao_id)
        .join(imovel, imovel.id == ra.imovel_id)
        .where(ra.situacao == SituacaoRA.PENDENTE, *_condicoes(filtro, pendentes))
        .order_by(ra.data_atendimento, ra.id)
        .limit(MAXIMO)
    )
    return consulta


def _condicoes(filtro: FiltroDevolucao, pendentes: Any) -> list[ColumnElement[bool]]:
    ra = RegistroAtendimento
    condicoes: list[ColumnElement[bool]] = []
    if filtro.inicial is not None:
        condicoes.append(ra.data_atendimento >= datetime.combine(filtro.inicial, time()))
    if filtro.final is not None:
        condicoes.append(ra.data_atendimento < datetime.combine(filtro.final + timedelta(days=1), time()))
    if filtro.numero is not None:
        condicoes.append(ra.id == filtro.numero)
    if filtro.imovel_id is not None:
        condicoes.append(ra.imovel_id == filtro.imovel_id)
    if filtro.perfis:
        condicoes.append(Imovel.imovel_perfil_id.in_(filtro.perfis))
    if filtro.tipo is not None:
        condicoes.append(pendentes.c.tipo == filtro.tipo)
    return condicoes


def usuario_do_imovel(imovel_id: Any) -> ColumnElement[Any]:
    """Name who uses the imóvel now."""
    relacao = ClienteImovel
    return (
        select(Cliente.nome)
        .join(relacao, relacao.cliente_id == Cliente.id)
        .where(
            relacao.imovel_id == imovel_id,
            relacao.cliente_relacao_tipo_id == ClienteRelacao.USUARIO,
            relacao.data_fim_relacao.is_(None),
        )
        .order_by(relacao.id)
        .limit(1)
        .correlate(RegistroAtendimento)
        .scalar_subquery()
    )


def _montar(linha: Any) -> RAParaDevolucao:
    return RAParaDevolucao(
        id=linha.id,
        imovel_id=linha.imovel_id,
        cliente=linha.cliente,
        atendimento=linha.data_atendimento,
        especificacao=linha.especificacao,
        tipo=TipoDevolucao(linha.tipo),
        pagamentos=linha.pagamentos,
        valor=Decimal(linha.valor),
    )

"""Which RAs are in the Caixa, in order, by one index: unit by unit, so that many units cost as little as one.

The situação and the mark of a seen warning are literal: the partial indexes need them in the text (spec 60 §4).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    BindParameter,
    CompoundSelect,
    Date,
    Integer,
    bindparam,
    cast,
    column,
    false,
    func,
    literal_column,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gsan_desk.domain.codigos import SIM
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.atendimentopublico import Tramite
from gsan_desk.models.atendimentopublico import VisualizacaoRegistroAtendimentoUrgencia as Aviso
from gsan_desk.services.linhas_json import Consulta, linhas
from gsan_desk.services.relogio import agora

CONTA_ATE = 10_000
MAIS_AVISOS = 100
NAO_VISTO: Any = literal_column("2")
_NO_LUGAR: Any = literal_column("2")
_ENCERRADO: Any = literal_column("2")
_ABERTO = RA.situacao != _ENCERRADO
_UNIDADES = bindparam("unidades", type_=ARRAY(Integer))


@dataclass(frozen=True, slots=True)
class Chave:
    """The place of an RA in the order: earliest deadline first, then number."""

    PRIMEIRA: ClassVar["Chave"]

    prevista: date
    numero: int


Chave.PRIMEIRA = Chave(date.min, 0)


@cache
def chaves() -> CompoundSelect[Any]:
    """Select the page asked for and, apart, the RAs asked for by number; an RA may come both ways."""
    colunas = (RA.id, RA.data_prevista_atual.label("prevista"))
    pagina = primeiras()
    numeros: BindParameter[Any] = bindparam("numeros", type_=ARRAY(Integer))
    avulsas = select(*colunas, false().label("da_pagina")).where(
        RA.id == func.any(numeros), _ABERTO, unidade_atual() == func.any(_UNIDADES)
    )
    return union_all(select(pagina.c.id, pagina.c.prevista, true().label("da_pagina")), avulsas)


def primeiras() -> Any:
    """Choose the first keys after a place, each unit by its own range of the index."""
    unidade = func.unnest(_UNIDADES).table_valued(column("id", Integer), name="unidade").render_derived()
    da_unidade = _seguintes(RA.unidade_atual_id == unidade.c.id).lateral("da_unidade")
    sem_unidade = _seguintes(RA.unidade_atual_id.is_(None), _ultimo_destino() == func.any(_UNIDADES)).subquery()
    juntas = union_all(
        select(da_unidade.c.id, da_unidade.c.prevista).select_from(unidade).join(da_unidade, true()),
        select(sem_unidade.c.id, sem_unidade.c.prevista),
    ).subquery()
    return select(juntas.c.id, juntas.c.prevista).order_by(juntas.c.prevista, juntas.c.id).limit(_LIMITE).subquery()


def unidade_atual() -> Any:
    """Find the unit that an RA is in: its own column or, where that is empty, its last trâmite [UC0418]."""
    return func.coalesce(RA.unidade_atual_id, _ultimo_destino(), type_=Integer)


@cache
def contagem() -> Consulta:
    """Select how many there are, how many are overdue, the unseen warnings, and the moment."""
    hoje = cast(agora(), Date)
    return select(
        _quantos().label("total"),
        _quantos(RA.data_prevista_atual < hoje).label("atrasados"),
        linhas(_avisos()).label("avisos"),
        agora().label("momento"),
    )


@cache
def sinais() -> Consulta:
    """Select sums over the first rows that change whenever one of them does."""
    pagina = primeiras()
    momento = cast(func.extract("epoch", RA.ultima_alteracao) * 1000, BigInteger)
    somas = (
        select(func.count(), func.sum(RA.id), func.max(RA.ultima_alteracao), func.sum(momento))
        .select_from(pagina)
        .join(RA, RA.id == pagina.c.id)
        .subquery()
    )
    avisos = _avisos().subquery()
    vistos = select(func.count(), func.sum(avisos.c.numero)).select_from(avisos).subquery()
    return select(cast(agora(), Date), _quantos(), *somas.c, *vistos.c).select_from(somas).join(vistos, true())


_LIMITE: BindParameter[int] = bindparam("limite", type_=Integer)


def _seguintes(*onde: Any) -> Consulta:
    depois = tuple_(RA.data_prevista_atual, RA.id) > tuple_(
        bindparam("prevista", type_=Date), bindparam("numero", type_=Integer)
    )
    chave = (RA.data_prevista_atual, RA.id)
    consulta = select(RA.id, RA.data_prevista_atual.label("prevista")).where(*onde, _ABERTO, depois)
    return consulta.order_by(*chave).limit(_LIMITE)


def _ultimo_destino() -> Any:
    return (
        select(Tramite.unidade_destino_id)
        .where(Tramite.registro_atendimento_id == RA.id)
        .order_by(Tramite.data_tramite.desc(), Tramite.id.desc())
        .limit(1)
        .correlate(RA)
        .scalar_subquery()
    )


def _quantos(*onde: Any) -> Any:
    com = select(RA.id).where(RA.unidade_atual_id == func.any(_UNIDADES), _ABERTO, *onde)
    sem = select(RA.id).where(RA.unidade_atual_id.is_(None), _ABERTO, *onde, _ultimo_destino() == func.any(_UNIDADES))
    juntas = union_all(com, sem).limit(CONTA_ATE + 1).subquery()
    return select(func.count()).select_from(juntas).scalar_subquery()


def _avisos() -> Consulta:
    """Select the warnings of RAs that are still open and still in the person's unit, latest first."""
    return (
        select(RA.id.label("numero"), (Aviso.indicador_reiteracao == SIM).label("reiteracao"))
        .join(RA, RA.id == Aviso.registro_atendimento_id)
        .where(
            Aviso.usuario_id == bindparam("usuario_id", type_=Integer),
            Aviso.indicador_visualizacao == NAO_VISTO,
            Aviso.indicador_tramite == _NO_LUGAR,
            _ABERTO,
        )
        .order_by(Aviso.id.desc())
        .limit(MAIS_AVISOS)
    )

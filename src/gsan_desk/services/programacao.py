"""Programme of supply and maintenance of an área do bairro [UC0366 SB0018, UC0440]."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, String, Time, and_, bindparam, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from gsan_desk.models.cadastro import Bairro, BairroArea
from gsan_desk.models.operacional import (
    AbastecimentoProgramacao,
    DistritoOperacional,
    ManutencaoProgramacao,
    SetorAbastecimento,
    ZonaAbastecimento,
)

LIMITE = 100


@dataclass(frozen=True, slots=True)
class Programa:
    """A planned supply, or a planned maintenance with its description."""

    inicio: datetime
    fim: datetime
    descricao: str = ""


@dataclass(frozen=True, slots=True)
class Programacao:
    """Both programmes of a month that touch the área."""

    abastecimento: tuple[Programa, ...]
    manutencao: tuple[Programa, ...]


def programacao(session: Session, area_id: int, mes: date) -> Programacao:
    """List what is planned for the área in the month, by start; two statements [UC0440]."""
    referencia = mes.year * 100 + mes.month
    return Programacao(
        _listar(session, AbastecimentoProgramacao, area_id, referencia),
        _listar(session, ManutencaoProgramacao, area_id, referencia),
    )


def previsoes() -> dict[str, ColumnElement[Any]]:
    """Ask whether the month has any programme, and whether one covers the moment.

    Parameters: ``area_id``, ``mes`` (yyyymm), ``dia``, ``hora``.
    """
    abastecimento, manutencao = AbastecimentoProgramacao, ManutencaoProgramacao
    mes = bindparam("mes", type_=Integer)
    return {
        "ha_programas": or_(
            exists().where(abastecimento.ano_mes_referencia == mes),
            exists().where(manutencao.ano_mes_referencia == mes),
        ),
        "abastecimento": _cobre(abastecimento, mes),
        "manutencao": _cobre(manutencao, mes),
    }


def _listar(session: Session, modelo: Any, area_id: int, referencia: int) -> tuple[Programa, ...]:
    descricao = getattr(modelo, "descricao", literal("", String))
    consulta = (
        select(modelo.data_inicio, modelo.hora_inicio, modelo.data_fim, modelo.hora_fim, descricao)
        .where(modelo.ano_mes_referencia == referencia, _alcanca(modelo, literal(area_id)))
        .order_by(modelo.data_inicio, modelo.hora_inicio)
        .limit(LIMITE)
    )
    return tuple(
        Programa(datetime.combine(inicio, hora_inicio), datetime.combine(fim, hora_fim), texto or "")
        for inicio, hora_inicio, fim, hora_fim, texto in session.execute(consulta)
    )


def _cobre(modelo: Any, mes: Any) -> ColumnElement[bool]:
    dia, hora = bindparam("dia", type_=Date), bindparam("hora", type_=Time)
    no_horario = and_(modelo.hora_inicio <= hora, modelo.hora_fim >= hora)
    return exists(select(modelo.id)).where(
        modelo.ano_mes_referencia == mes,
        or_(
            and_(modelo.data_inicio < dia, modelo.data_fim > dia),
            and_(or_(modelo.data_inicio == dia, modelo.data_fim == dia), no_horario),
        ),
        _alcanca(modelo, bindparam("area_id", type_=Integer)),
    )


def _alcanca(modelo: Any, area_id: Any) -> ColumnElement[bool]:
    """Tell whether a programme applies to the área, its bairro, município, distrito, zona, setor or sistema."""
    area, bairro = aliased(BairroArea), aliased(Bairro)
    distrito, setor, zona = aliased(DistritoOperacional), aliased(SetorAbastecimento), aliased(ZonaAbastecimento)
    return exists(
        select(area.id)
        .join(bairro, bairro.id == area.bairro_id)
        .outerjoin(distrito, distrito.id == area.distrito_operacional_id)
        .outerjoin(setor, setor.id == distrito.setor_abastecimento_id)
        .outerjoin(zona, zona.id == distrito.zona_abastecimento_id)
        .where(
            area.id == area_id,
            or_(
                modelo.bairro_area_id == area.id,
                modelo.bairro_id == bairro.id,
                modelo.municipio_id == bairro.municipio_id,
                modelo.distrito_operacional_id == distrito.id,
                modelo.setor_abastecimento_id == setor.id,
                modelo.zona_abastecimento_id == zona.id,
                modelo.sistema_abastecimento_id
                == func.coalesce(setor.sistema_abastecimento_id, zona.sistema_abastecimento_id),
            ),
        )
        .correlate(modelo)
    )

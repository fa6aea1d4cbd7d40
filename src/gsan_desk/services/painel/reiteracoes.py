"""Pendentes that people insisted upon [UC0425]."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.leitura import pode_atrasar
from gsan_desk.domain.painel import (
    FiltroPainel,
    Leitura,
    MaisReiterado,
    ReiteradosDaEspecificacao,
    ReiteradosDaUnidade,
    reiterados,
)
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.services.painel.base import base, dos, ler, nome_da_especificacao, nome_da_unidade

MAIS_REITERADOS = 100
_REITERADO = RA.quantidade_reiteracao > literal_column("0")
"""Says again what the list says, without a parameter, so that the partial index serves."""


@pode_atrasar
def reiterados_por_unidade(session: Session, contexto: Contexto, filtro: FiltroPainel) -> Leitura[ReiteradosDaUnidade]:
    """Count them and their reiterações by unit.

    Raises:
        RegraViolada: the period is not one.
    """
    momento, achadas = _agrupar(session, contexto, filtro, RA.unidade_atual_id)
    linhas = (
        ReiteradosDaUnidade(linha["chave"], nome_da_unidade(contexto, linha["chave"]), linha["ras"], linha["vezes"])
        for linha in achadas
    )
    return Leitura(momento, tuple(linhas))


@pode_atrasar
def reiterados_por_especificacao(
    session: Session, contexto: Contexto, filtro: FiltroPainel
) -> Leitura[ReiteradosDaEspecificacao]:
    """Count them and their reiterações by especificação.

    Raises:
        RegraViolada: the period is not one.
    """
    momento, achadas = _agrupar(session, contexto, filtro, RA.especificacao_id)
    linhas = (
        ReiteradosDaEspecificacao(
            linha["chave"], *nome_da_especificacao(contexto, linha["chave"]), linha["ras"], linha["vezes"]
        )
        for linha in achadas
    )
    return Leitura(momento, tuple(linhas))


@pode_atrasar
def mais_reiterados(session: Session, contexto: Contexto, filtro: FiltroPainel) -> Leitura[MaisReiterado]:
    """List those most insisted upon, the oldest first among equals, up to ``MAIS_REITERADOS``.

    Raises:
        RegraViolada: the period is not one.
    """
    consulta = (
        select(
            RA.id.label("ra"),
            RA.especificacao_id.label("especificacao"),
            RA.unidade_atual_id.label("unidade"),
            RA.quantidade_reiteracao.label("vezes"),
            RA.ultima_reiteracao.label("ultima"),
            RA.data_atendimento.label("atendimento"),
            RA.data_prevista_atual.label("prevista"),
        )
        .where(_REITERADO, dos(contexto, reiterados(base(contexto, filtro))))
        .order_by(RA.quantidade_reiteracao.desc(), RA.data_atendimento, RA.id)
        .limit(MAIS_REITERADOS)
    )
    momento, achadas = ler(session, consulta)
    return Leitura(momento, tuple(_montar(contexto, linha) for linha in achadas))


def _agrupar(
    session: Session, contexto: Contexto, filtro: FiltroPainel, por: Any
) -> tuple[datetime, list[dict[str, Any]]]:
    vezes = func.sum(RA.quantidade_reiteracao)
    consulta = (
        select(por.label("chave"), func.count().label("ras"), vezes.label("vezes"))
        .where(_REITERADO, dos(contexto, reiterados(base(contexto, filtro))))
        .group_by(por)
        .order_by(vezes.desc(), func.count().desc(), por)
    )
    return ler(session, consulta)


def _montar(contexto: Contexto, linha: dict[str, Any]) -> MaisReiterado:
    nome, _ = nome_da_especificacao(contexto, linha["especificacao"])
    return MaisReiterado(
        linha["ra"],
        nome,
        nome_da_unidade(contexto, linha["unidade"]),
        linha["vezes"],
        None if linha["ultima"] is None else datetime.fromisoformat(linha["ultima"]),
        datetime.fromisoformat(linha["atendimento"]),
        date.fromisoformat(linha["prevista"]),
    )

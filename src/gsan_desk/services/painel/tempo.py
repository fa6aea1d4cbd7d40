"""Mean time of each especificação, from the atendimento to the closing."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric, cast, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.leitura import pode_atrasar
from gsan_desk.domain.painel import FiltroPainel, Leitura, TempoDaEspecificacao, duplicidades
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.services.painel.base import base, dos, ler, nome_da_especificacao
from gsan_desk.services.painel.uteis import uteis_entre


@pode_atrasar
def tempo_medio(session: Session, contexto: Contexto, filtro: FiltroPainel) -> Leitura[TempoDaEspecificacao]:
    """Average the dias úteis of the RAs closed in the period, duplicates left out; the slowest comes first.

    Raises:
        RegraViolada: the period is not one.
    """
    motivos = duplicidades(contexto.dominios.motivos_encerramento)
    duplicado = func.coalesce(RA.motivo_encerramento_id.in_(motivos), False)
    media = cast(
        func.avg(uteis_entre(RA.data_atendimento, RA.data_encerramento)).filter(~duplicado), Numeric(10, 1)
    ).label("media")
    consulta = (
        select(
            RA.especificacao_id.label("especificacao"),
            func.count().label("encerrados"),
            func.count().filter(duplicado).label("duplicados"),
            media,
        )
        .where(dos(contexto, replace(base(contexto, filtro), encerramento=filtro.periodo)))
        .group_by(RA.especificacao_id)
        .order_by(media.desc().nulls_last(), RA.especificacao_id)
    )
    momento, achadas = ler(session, consulta)
    return Leitura(momento, tuple(_montar(contexto, linha) for linha in achadas))


def _montar(contexto: Contexto, linha: dict[str, Any]) -> TempoDaEspecificacao:
    especificacao = contexto.dominios.especificacoes.get(linha["especificacao"])
    nome, tipo = nome_da_especificacao(contexto, linha["especificacao"])
    return TempoDaEspecificacao(
        linha["especificacao"],
        nome,
        tipo,
        linha["encerrados"],
        linha["duplicados"],
        None if linha["media"] is None else Decimal(str(linha["media"])),
        especificacao.dias_prazo if especificacao else None,
    )

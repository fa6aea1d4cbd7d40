"""The naive counterparts of the Painel: a statement per unit and per day, rows counted in the client."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.painel import FiltroPainel
from gsan_desk.domain.prazo import dia_util
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.services.painel.base import dias


def abertos(session: Session, contexto: Contexto, _filtro: FiltroPainel) -> None:
    """Read the pendentes of one unit after the other and count their days."""
    for unidade in contexto.dominios.unidades:
        consulta = select(RA).where(RA.unidade_atual_id == unidade, RA.situacao == int(SituacaoRA.PENDENTE))
        Counter(ra.data_atendimento.date() for ra in session.scalars(consulta))


def prazos(session: Session, contexto: Contexto, _filtro: FiltroPainel) -> None:
    """Read the pendentes of one unit after the other and count their deadlines."""
    for unidade in contexto.dominios.unidades:
        consulta = select(RA).where(RA.unidade_atual_id == unidade, RA.situacao == int(SituacaoRA.PENDENTE))
        Counter(ra.data_prevista_atual for ra in session.scalars(consulta))


def por_dia(session: Session, _contexto: Contexto, filtro: FiltroPainel) -> None:
    """Ask for the two numbers of one day after the other, by a function on the column."""
    inicial, final = dias(filtro.periodo)
    for n in range((final - inicial).days + 1):
        for coluna in (RA.data_atendimento, RA.data_encerramento):
            dia = inicial + timedelta(days=n)
            session.scalar(select(func.count()).select_from(RA).where(cast(coluna, Date) == dia))


def tempo_medio(session: Session, contexto: Contexto, filtro: FiltroPainel) -> None:
    """Read every RA closed in the period and walk its days in the client."""
    inicial, final = dias(filtro.periodo)
    consulta = select(RA).where(cast(RA.data_encerramento, Date).between(inicial, final))
    soma: Counter[int] = Counter()
    for ra in session.scalars(consulta):
        assert ra.data_encerramento is not None
        de = ra.data_atendimento.date()
        passados = range(1, (ra.data_encerramento.date() - de).days + 1)
        uteis = sum(dia_util(de + timedelta(days=n), contexto.dominios.feriados) for n in passados)
        soma[ra.especificacao_id] += uteis


def reiterados(session: Session, contexto: Contexto, _filtro: FiltroPainel) -> None:
    """Ask for the sum of one especificação after the other."""
    for especificacao in contexto.dominios.especificacoes:
        session.scalar(
            select(func.sum(RA.quantidade_reiteracao)).where(
                RA.especificacao_id == especificacao, RA.situacao == int(SituacaoRA.PENDENTE)
            )
        )

"""Pendentes by unit and deadline."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.leitura import pode_atrasar
from gsan_desk.domain.painel import PRAZOS, FiltroPainel, Leitura, PrazosDaUnidade
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.services.painel.base import ABERTO, HOJE, PENDENTE, base, dos, faixas, ler, lidas, nome_da_unidade


@pode_atrasar
def prazos(session: Session, contexto: Contexto, filtro: FiltroPainel) -> Leitura[PrazosDaUnidade]:
    """Count the pendentes of each unit by days since the current Data Prevista; who owes most comes first.

    A bloqueado has no deadline to keep until it is located; it is read along, for the index is of the open ones.

    Raises:
        RegraViolada: the period is not one.
    """
    todos = func.count().filter(PENDENTE)
    vencidos = func.count().filter(PENDENTE, RA.data_prevista_atual < HOJE)
    consulta = (
        select(RA.unidade_atual_id.label("unidade"), *faixas(RA.data_prevista_atual, PRAZOS, PENDENTE))
        .where(ABERTO, dos(contexto, base(contexto, filtro)))
        .group_by(RA.unidade_atual_id)
        .having(todos > 0)
        .order_by(vencidos.desc(), todos.desc(), RA.unidade_atual_id)
    )
    momento, achadas = ler(session, consulta)
    linhas = (
        PrazosDaUnidade(linha["unidade"], nome_da_unidade(contexto, linha["unidade"]), lidas(linha))
        for linha in achadas
    )
    return Leitura(momento, tuple(linhas))

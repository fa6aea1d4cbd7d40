"""Open RAs by unit and age."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.leitura import pode_atrasar
from gsan_desk.domain.painel import IDADES, AbertosDaUnidade, FiltroPainel, Leitura
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.services.painel.base import ABERTO, PENDENTE, base, dos, faixas, ler, lidas, nome_da_unidade


@pode_atrasar
def abertos(session: Session, contexto: Contexto, filtro: FiltroPainel) -> Leitura[AbertosDaUnidade]:
    """Count the pendentes of each unit by age in whole days, and its bloqueados; the unit with most pendentes first.

    Raises:
        RegraViolada: the period is not one.
    """
    consulta = (
        select(
            RA.unidade_atual_id.label("unidade"),
            *faixas(RA.data_atendimento, IDADES, PENDENTE),
            func.count().filter(~PENDENTE).label("bloqueados"),
        )
        .where(ABERTO, dos(contexto, base(contexto, filtro)))
        .group_by(RA.unidade_atual_id)
        .order_by(func.count().filter(PENDENTE).desc(), func.count().desc(), RA.unidade_atual_id)
    )
    momento, achadas = ler(session, consulta)
    linhas = (
        AbertosDaUnidade(
            linha["unidade"], nome_da_unidade(contexto, linha["unidade"]), lidas(linha), linha["bloqueados"]
        )
        for linha in achadas
    )
    return Leitura(momento, tuple(linhas))

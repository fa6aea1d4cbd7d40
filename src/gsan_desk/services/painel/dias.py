"""RAs registered and closed on each day of a period."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, cast, func, literal, select, union_all
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.domain.leitura import pode_atrasar
from gsan_desk.domain.painel import Dia, FiltroPainel, Leitura
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.services.linhas_json import Consulta
from gsan_desk.services.painel.base import base, dias, dos, ler

_ABERTOS, _ENCERRADOS = "abertos", "encerrados"


@pode_atrasar
def por_dia(session: Session, contexto: Contexto, filtro: FiltroPainel) -> Leitura[Dia]:
    """Count both, each within the period of the index of its own date; a day without RAs is a row too.

    Raises:
        RegraViolada: the period is not one.
    """
    lista = base(contexto, filtro)
    contados = union_all(
        _contar(contexto, RA.data_atendimento, replace(lista, atendimento=filtro.periodo), _ABERTOS),
        _contar(contexto, RA.data_encerramento, replace(lista, encerramento=filtro.periodo), _ENCERRADOS),
    )
    momento, achadas = ler(session, select(contados.subquery()))
    quantos = {(date.fromisoformat(linha["dia"]), linha["o_que"]): linha["quantos"] for linha in achadas}
    inicial, final = dias(filtro.periodo)
    todos = (inicial + timedelta(days=n) for n in range((final - inicial).days + 1))
    linhas = (Dia(dia, quantos.get((dia, _ABERTOS), 0), quantos.get((dia, _ENCERRADOS), 0)) for dia in todos)
    return Leitura(momento, tuple(linhas))


def _contar(contexto: Contexto, coluna: Any, lista: FiltroRA, o_que: str) -> Consulta:
    dia = cast(coluna, Date)
    contados: Consulta = (
        select(dia.label("dia"), literal(o_que).label("o_que"), func.count().label("quantos"))
        .where(dos(contexto, lista))
        .group_by(dia)
    )
    return contados

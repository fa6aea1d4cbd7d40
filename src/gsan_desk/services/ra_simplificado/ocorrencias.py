"""Ocorrências operacionais that answer a caller at once (spec 10 §6)."""

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, bindparam, cast, or_, select
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras.simplificado import verificar_filtro
from gsan_desk.domain.simplificado import FiltroOcorrencia, Ocorrencia
from gsan_desk.models.variantes import ocorrencia_operacional
from gsan_desk.services.linhas_json import Consulta, texto
from gsan_desk.services.ra_simplificado.parametros import dias_apos_conclusao
from gsan_desk.services.relogio import agora

_C = ocorrencia_operacional.c


def listar_ocorrencias(session: Session, contexto: Contexto, filtro: FiltroOcorrencia) -> tuple[Ocorrencia, ...]:
    """List those that go on, or ended a few days ago, the latest first; one statement.

    Raises:
        RegraViolada: no município, or there is none to list (M81).
    """
    if recusas := verificar_filtro(filtro, contexto.dominios):
        raise RegraViolada(*recusas)
    parametros = {
        "municipio": filtro.municipio_id,
        "localidade": filtro.localidade_id,
        "bairro": filtro.bairro_id,
        "tipo": filtro.tipo_id,
    }
    achadas = tuple(Ocorrencia(**linha._mapping) for linha in session.execute(_lista(), parametros))
    if not achadas:
        raise RegraViolada(violacao("M81"))
    return achadas


def vigentes() -> Consulta:
    """Select the ocorrências not concluded, or concluded at most so many days ago as the parameter says."""
    limite: Any = cast(agora(), Date) - dias_apos_conclusao()
    return select(
        _C.ocop_id.label("id"),
        texto(_C.ocop_dsocorrencia).label("descricao"),
        _C.ocop_tmocorrencia.label("momento"),
        _C.ocop_dtprevisao.label("previsao"),
        _C.ocop_cdperiodoprevisao.label("periodo_previsao"),
        _C.ocop_dtreprogramacao.label("reprogramacao"),
        _C.ocop_cdperiodoreprogramacao.label("periodo_reprogramacao"),
        texto(_C.ocop_dsareasafetadas).label("areas_afetadas"),
        texto(_C.ocop_dsobservacao).label("observacao"),
        _C.loca_id.label("localidade_id"),
    ).where(or_(_C.ocop_dtconclusao.is_(None), _C.ocop_dtconclusao >= limite))


def montar(dados: dict[str, Any] | None) -> Ocorrencia | None:
    """Build one that came as JSON."""
    if dados is None:
        return None
    lidos: dict[str, Any] = {"momento": datetime.fromisoformat(dados["momento"])}
    for nome in ("previsao", "reprogramacao"):
        lidos[nome] = date.fromisoformat(dados[nome]) if dados[nome] else None
    return Ocorrencia(**dados | lidos)


@cache
def _lista() -> Consulta:
    return (
        vigentes()
        .where(
            _C.muni_id == bindparam("municipio", type_=Integer),
            _escolhido(_C.loca_id, "localidade"),
            _escolhido(_C.bair_id, "bairro"),
            _escolhido(_C.ootp_id, "tipo"),
        )
        .order_by(_C.ocop_tmocorrencia.desc(), _C.ocop_id.desc())
    )


def _escolhido(coluna: Any, nome: str) -> Any:
    parametro = bindparam(nome, type_=Integer)
    return or_(parametro.is_(None), coluna == parametro)

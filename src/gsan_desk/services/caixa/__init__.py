"""Caixa da unidade: the open RAs that stand in a unit now, and below it, by deadline (spec 60 §2 path 4)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.dominios import Contexto
from gsan_desk.models.atendimentopublico import VisualizacaoRegistroAtendimentoUrgencia as Aviso
from gsan_desk.services.caixa.chaves import CONTA_ATE, NAO_VISTO, Chave, contagem, sinais
from gsan_desk.services.caixa.linhas import LinhaCaixa, consulta, montar
from gsan_desk.services.ra_filtrar.condicao import subordinadas
from gsan_desk.services.relogio import posterior

__all__ = [
    "CONTA_ATE",
    "POR_PAGINA",
    "AvisoDeUrgencia",
    "Chave",
    "Contagem",
    "LinhaCaixa",
    "Pagina",
    "Pedido",
    "Sinal",
    "abrangidas",
    "contar",
    "dar_por_vistos",
    "ler",
    "sinal",
]

POR_PAGINA = 100
Sinal = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Pedido:
    """What is wanted: the first ``limite`` RAs of the units after a place in the order, and RAs by number.

    ``limite`` 0 reads only ``numeros``; a number that is not among the open RAs of the units gives nothing.
    """

    unidades: frozenset[int]
    limite: int = POR_PAGINA
    depois_de: Chave | None = None
    numeros: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pagina:
    """``linhas`` by deadline, ``avulsas`` those asked for by number; ``proxima`` is ``None`` on the last page."""

    linhas: tuple[LinhaCaixa, ...]
    avulsas: tuple[LinhaCaixa, ...]
    proxima: Chave | None


@dataclass(frozen=True, slots=True)
class AvisoDeUrgencia:
    """A warning that the person has not seen: an urgent RA, or one that somebody insisted upon."""

    numero: int
    reiteracao: bool


@dataclass(frozen=True, slots=True)
class Contagem:
    """How many RAs there are and how many are overdue, up to ``CONTA_ATE`` each (one more stands for "more").

    ``momento`` is when, in the base's time zone.
    """

    total: int
    atrasados: int
    avisos: tuple[AvisoDeUrgencia, ...]
    momento: datetime


def abrangidas(contexto: Contexto, com_subordinadas: bool) -> frozenset[int]:
    """List the person's unit, and all below it when asked for; nobody's when the person has none."""
    unidade = contexto.operador.unidade_id
    if unidade is None:
        return frozenset()
    return subordinadas(contexto.dominios.unidades, unidade) if com_subordinadas else frozenset({unidade})


def ler(session: Session, contexto: Contexto, pedido: Pedido) -> Pagina:
    """Read a page and single RAs; one statement, however many."""
    chave = pedido.depois_de or Chave.PRIMEIRA
    valores = {
        "unidades": sorted(pedido.unidades),
        "prevista": chave.prevista,
        "numero": chave.numero,
        "limite": pedido.limite + 1 if pedido.limite else 0,
        "numeros": sorted(pedido.numeros),
    }
    linhas: list[LinhaCaixa] = []
    avulsas: list[LinhaCaixa] = []
    for lida in session.execute(consulta(), valores):
        (linhas if lida.da_pagina else avulsas).append(montar(lida, contexto.dominios.feriados))
    mostradas = linhas[: pedido.limite]
    return Pagina(tuple(mostradas), tuple(avulsas), mostradas[-1].chave if len(linhas) > pedido.limite > 0 else None)


def contar(session: Session, contexto: Contexto, unidades: frozenset[int]) -> Contagem:
    """Count, and list the person's unseen warnings; one statement."""
    lida = session.execute(contagem(), {"unidades": sorted(unidades), "usuario_id": contexto.operador.usuario_id}).one()
    avisos = tuple(AvisoDeUrgencia(a["numero"], a["reiteracao"]) for a in lida.avisos)
    return Contagem(lida.total, lida.atrasados, avisos, lida.momento)


def sinal(session: Session, contexto: Contexto, unidades: frozenset[int], limite: int) -> Sinal:
    """Sum up what the first ``limite`` rows and the warnings are now; equal sums mean nothing to read. One statement.

    Compares the moments of last change by equality, whichever server's clock wrote them.
    """
    chave = Chave.PRIMEIRA
    valores = {
        "unidades": sorted(unidades),
        "usuario_id": contexto.operador.usuario_id,
        "prevista": chave.prevista,
        "numero": chave.numero,
        "limite": limite,
    }
    return tuple(session.execute(sinais(), valores).one())


def dar_por_vistos(session: Session, contexto: Contexto) -> int:
    """Acknowledge every warning of the person (spec 20 §5.10); one statement. Give how many there were."""
    resultado = session.execute(
        update(Aviso)
        .where(Aviso.usuario_id == contexto.operador.usuario_id, Aviso.indicador_visualizacao == NAO_VISTO)
        .values(indicador_visualizacao=SIM, ultima_alteracao=posterior(Aviso.ultima_alteracao))
        .returning(Aviso.id)
        .execution_options(synchronize_session=False)
    )
    return len(resultado.all())

"""Filtrar and Pesquisar Registro de Atendimento [UC0406, UC0443]."""

from dataclasses import dataclass, replace

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from gsan_desk.domain import numero_manual, protocolo
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.domain.leitura import pode_atrasar
from gsan_desk.domain.regras import consulta as regras
from gsan_desk.services.linhas_json import Consulta
from gsan_desk.services.pesquisas.pessoal import resolver_usuario
from gsan_desk.services.ra_filtrar.condicao import ramos
from gsan_desk.services.ra_filtrar.ordem import Chave, ColunaRA, Ordem, Sequencia, ordem_padrao, ordem_possivel
from gsan_desk.services.ra_filtrar.pagina import LinhaRA, ler, recortar

__all__ = [
    "Chave",
    "ColunaRA",
    "Contagem",
    "LinhaRA",
    "Ordem",
    "Pagina",
    "Vizinhos",
    "contar",
    "filtrar",
    "ordem_padrao",
    "pesquisar",
    "preparar",
    "vizinhos",
]

POR_PAGINA = 50
CONTA_ATE = 10_000


@dataclass(frozen=True, slots=True)
class Pagina:
    """Rows of one page; ``proxima`` asks for the next one and is ``None`` on the last."""

    linhas: tuple[LinhaRA, ...]
    proxima: Chave | None


@dataclass(frozen=True, slots=True)
class Contagem:
    """How many RAs the filter finds; ``mais`` when there are more than ``n``."""

    n: int
    mais: bool


@dataclass(frozen=True, slots=True)
class Vizinhos:
    """RA Anterior and Próximo RA of a list, whatever the page; ``None`` at its ends."""

    anterior: Chave | None
    proximo: Chave | None


@pode_atrasar
def filtrar(
    session: Session,
    contexto: Contexto,
    filtro: FiltroRA,
    depois_de: Chave | None = None,
    ordem: Ordem | None = None,
) -> Pagina:
    """Give a page of the filter [UC0406]: one statement, and one more for the login on the first page.

    Raises:
        RegraViolada: M60 to M68, M80.
    """
    if depois_de is None:
        _recusar(regras.verificar_filtrar(filtro, contexto.dominios, _login_existe(session, filtro)))
    return _pagina(session, contexto, filtro, depois_de, ordem)


@pode_atrasar
def pesquisar(
    session: Session,
    contexto: Contexto,
    filtro: FiltroRA,
    depois_de: Chave | None = None,
    ordem: Ordem | None = None,
) -> Pagina:
    """Give a page of the selection window [UC0443], which demands no period; statements as :func:`filtrar`.

    Raises:
        RegraViolada: M11, M63 to M68, M80.
    """
    if depois_de is None:
        _recusar(regras.verificar_pesquisar(filtro, contexto.dominios, _login_existe(session, filtro)))
    return _pagina(session, contexto, filtro, depois_de, ordem)


@pode_atrasar
def contar(session: Session, contexto: Contexto, filtro: FiltroRA) -> Contagem:
    """Count what the filter finds, up to 10 000, under the very conditions of the list; one statement."""
    consultas, _ = preparar(contexto, filtro, None)
    limitados = [ramo.limit(CONTA_ATE + 1).subquery() for ramo in consultas]
    if len(limitados) == 1:
        achados = limitados[0]
    else:
        juntos = select(limitados[0].c.id).union(*(select(x.c.id) for x in limitados[1:]))
        achados = juntos.limit(CONTA_ATE + 1).subquery()
    total = session.scalar(select(func.count()).select_from(achados)) or 0
    return Contagem(min(total, CONTA_ATE), total > CONTA_ATE)


def vizinhos(
    session: Session, contexto: Contexto, filtro: FiltroRA, chave: Chave, ordem: Ordem | None = None
) -> Vizinhos:
    """Find the RAs before and after ``chave`` in the whole result; one statement."""
    consultas, sequencia = preparar(contexto, filtro, ordem)
    antes = recortar(consultas, sequencia.inverter(), 1, chave)
    depois = recortar(consultas, sequencia, 1, chave)
    lados = union_all(
        select(literal("anterior").label("lado"), antes.c.valor, antes.c.id),
        select(literal("proximo").label("lado"), depois.c.valor, depois.c.id),
    )
    achados = {lado: Chave(valor, id) for lado, valor, id in session.execute(lados)}
    return Vizinhos(achados.get("anterior"), achados.get("proximo"))


def preparar(contexto: Contexto, filtro: FiltroRA, ordem: Ordem | None) -> tuple[list[Consulta], Sequencia]:
    """Turn filter and order into the statements from which pages, counts and exports are cut."""
    normal = filtro.normalizado()
    normal = replace(normal, protocolo=protocolo.normalizar(normal.protocolo) or "", login=normal.login.strip())
    sequencia = Sequencia(ordem_possivel(normal, ordem), normal)
    return ramos(contexto, normal, _manual(normal), sequencia), sequencia


def _manual(filtro: FiltroRA) -> int | None:
    """Read the Número Manual; one that the column cannot hold finds nothing."""
    if not filtro.numero_manual.strip():
        return None
    valor = numero_manual.normalizar(filtro.numero_manual)
    return valor if valor and valor <= numero_manual.MAIOR_INTEIRO else -1


def _login_existe(session: Session, filtro: FiltroRA) -> bool:
    return not filtro.login.strip() or resolver_usuario(session, filtro.login) is not None


def _recusar(violacoes: list[Violacao]) -> None:
    if violacoes:
        raise RegraViolada(*violacoes)


def _pagina(
    session: Session, contexto: Contexto, filtro: FiltroRA, depois_de: Chave | None, ordem: Ordem | None
) -> Pagina:
    consultas, sequencia = preparar(contexto, filtro, ordem)
    linhas = ler(session, recortar(consultas, sequencia, POR_PAGINA + 1, depois_de), sequencia)
    mostradas = tuple(linhas[:POR_PAGINA])
    return Pagina(mostradas, mostradas[-1].chave if len(linhas) > POR_PAGINA else None)

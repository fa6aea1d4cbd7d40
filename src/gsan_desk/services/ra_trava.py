"""Locks that make people at several desks decide one after the other, until each one's commit (spec 10 §2.14)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import psycopg
from sqlalchemy import ARRAY, DateTime, Integer, SmallInteger, bindparam, column, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.mensagens import violacao

_NUMERO = bindparam("numero", type_=Integer)
_TRANCADO = func.gsan_desk.trancar_ra(_NUMERO).table_valued(
    column("situacao", SmallInteger),
    column("unidade_atual", Integer),
    column("duplicidade", Integer),
    column("ultima_alteracao", DateTime),
)
_TRANCAR = select(_TRANCADO)
_TRANCADOS = func.gsan_desk.trancar_ras(bindparam("numeros", type_=ARRAY(Integer))).table_valued(
    column("numero", Integer), column("ultima_alteracao", DateTime)
)
_TRANCAR_VARIOS = select(_TRANCADOS.c.numero, _TRANCADOS.c.ultima_alteracao)


@dataclass(frozen=True, slots=True)
class RATrancado:
    """The RA as it is under the lock."""

    situacao: SituacaoRA
    unidade_atual_id: int | None
    ra_duplicidade_id: int | None
    ultima_alteracao: datetime


def trancar(session: Session, numero: int) -> RATrancado:
    """Lock the RA, whatever its state and whoever holds it; one statement.

    It is one of its own, so that the next ones see what was waited for.

    Raises:
        Conflito: somebody has been writing it for longer than the lock waits.
        RegraViolada: there is no such RA (M70).
    """
    with sem_esperar_demais("Outra pessoa está gravando este RA. Tente de novo em instantes."):
        linha = session.execute(_TRANCAR, {"numero": numero}).one_or_none()
    if linha is None:
        raise RegraViolada(violacao("M70", "numero"))
    return RATrancado(SituacaoRA(linha.situacao), linha.unidade_atual, linha.duplicidade, linha.ultima_alteracao)


def trancar_varios(session: Session, numeros: Sequence[int]) -> dict[int, datetime]:
    """Lock the RAs in the order of their numbers, and give the last change of each; one statement.

    Those that do not exist are left out.

    Raises:
        Conflito: somebody has been writing one of them for longer than the lock waits.
    """
    with sem_esperar_demais("RA em uso por outro usuário. Tente novamente."):
        linhas = session.execute(_TRANCAR_VARIOS, {"numeros": list(numeros)})
        return {linha.numero: linha.ultima_alteracao for linha in linhas}


def travar(session: Session, *nomes: str) -> None:
    """Let nobody else pass here with one of these names; one statement.

    Raises:
        Conflito: somebody with the same name has been at it for longer than the lock waits.
    """
    with sem_esperar_demais("Outra pessoa está registrando este mesmo RA. Tente de novo em instantes."):
        session.execute(select(*(func.pg_advisory_xact_lock(func.hashtextextended(nome, 0)) for nome in nomes)))


def nome_da_dupla(imovel_id: int | None, especificacao_id: int | None) -> str:
    """Name the lock under which RAs of one imóvel and especificação are decided about [FS0020]."""
    return f"gsan-desk:ra:{imovel_id}:{especificacao_id}"


def quem_alterou(session: Session, numero: int) -> str | None:
    """Tell who changed the RA last, of those whom the audit saw; one statement."""
    autor = func.gsan_desk.quem_alterou("atendimentopublico.registro_atendimento", numero).table_valued(
        "quem", "quando"
    )
    return session.execute(select(autor.c.quem)).scalar_one_or_none()


@contextmanager
def sem_esperar_demais(mensagem: str) -> Iterator[None]:
    """Give up a lock that does not come, or that would never come, in words.

    Raises:
        Conflito: with ``mensagem``.
    """
    try:
        yield
    except OperationalError as erro:
        if isinstance(erro.orig, psycopg.errors.LockNotAvailable | psycopg.errors.DeadlockDetected):
            raise Conflito(mensagem) from erro
        raise

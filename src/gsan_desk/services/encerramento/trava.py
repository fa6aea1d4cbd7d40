"""The lock under which RAs are closed: they, the RA of which they are duplicates, and the OS of all of them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ARRAY, DateTime, Integer, bindparam, column, func, select
from sqlalchemy.orm import Session

from gsan_desk.services.ra_trava import sem_esperar_demais

_TRANCADOS = func.gsan_desk.trancar_com_ordens(bindparam("numeros", type_=ARRAY(Integer))).table_valued(
    column("numero", Integer), column("ultima_alteracao", DateTime)
)
_TRANCAR = select(_TRANCADOS.c.numero, _TRANCADOS.c.ultima_alteracao)


def trancar_com_ordens(session: Session, numeros: Iterable[int | None]) -> dict[int, datetime]:
    """Lock the RAs in the order of their numbers, then their OS, and give the stamp of each RA; one statement.

    It is one of its own, so that the next ones see what was waited for. RAs that do not exist are left out.

    Raises:
        Conflito: somebody has been writing one of them for longer than the lock waits.
    """
    pedidos = sorted({numero for numero in numeros if numero is not None})
    with sem_esperar_demais("RA em uso por outro usuário. Tente novamente."):
        return {linha.numero: linha.ultima_alteracao for linha in session.execute(_TRANCAR, {"numeros": pedidos})}

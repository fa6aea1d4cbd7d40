"""Waiting for another connection to wait."""

from time import monotonic, sleep
from typing import Any

ESPERA = 10.0


def esperar_trava(conexao: Any, quantos: int = 1) -> None:
    """Return when that many connections of this database wait for a lock."""
    fim = monotonic() + ESPERA
    consulta = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    while len(conexao.execute(consulta).fetchall()) < quantos:
        assert monotonic() < fim, "nobody waits"
        sleep(0.02)

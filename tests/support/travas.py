"""Other connections: waiting until they wait, and ending them."""

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


def derrubar(conexao: Any, pid: int) -> None:
    """End a connection and return when it is gone."""
    conexao.execute("SELECT pg_terminate_backend(%s)", (pid,))
    fim = monotonic() + ESPERA
    while conexao.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", (pid,)).fetchone():
        assert monotonic() < fim, "it stays"
        sleep(0.02)

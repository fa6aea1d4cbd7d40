"""Running steps on a base that people work on: each waits for its lock only briefly, and tries again."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg

from gsan_desk.database.adocao.plano import Passo
from gsan_desk.domain.erros import BancoAntigo

ESPERA_DA_TRAVA = "3s"
TENTATIVAS = 20
PAUSA = 3.0
PASSAGEIROS = (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected)
Avisar = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Insistencia:
    """How long a lock is waited for, how often it is tried, and the seconds between."""

    trava: str = ESPERA_DA_TRAVA
    tentativas: int = TENTATIVAS
    pausa: float = PAUSA


def executar(conexao: psycopg.Connection[Any], passo: Passo, avisar: Avisar, insistencia: Insistencia) -> None:
    """Run one step in a transaction of its own.

    Raises:
        BancoAntigo: somebody held the table all the time; what was done before stays, the command may be repeated.
    """
    for tentativa in range(1, insistencia.tentativas + 1):
        try:
            _uma_vez(conexao, passo, insistencia.trava)
        except PASSAGEIROS:
            avisar(f"  {passo.nome}: em uso por {_quem_prende(conexao, passo.tabela)}; tentativa {tentativa}")
            time.sleep(insistencia.pausa)
        else:
            avisar(f"  {passo.nome}: feito ({len(passo.comandos)} comandos)")
            return
    raise BancoAntigo(
        f"A tabela {passo.nome} não ficou livre. Nada ficou pela metade: repita quando houver menos movimento."
    )


def _uma_vez(conexao: psycopg.Connection[Any], passo: Passo, trava: str) -> None:
    with conexao.transaction():
        conexao.execute("SELECT set_config('lock_timeout', %s, true)", (trava,))
        conexao.execute("SET LOCAL statement_timeout = 0")
        conexao.execute("SET LOCAL check_function_bodies = off")
        for texto in passo.comandos:
            conexao.execute(texto.encode())


def _quem_prende(conexao: psycopg.Connection[Any], tabela: str) -> str:
    quem = conexao.execute(
        "SELECT DISTINCT a.pid, a.usename, a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
        " WHERE l.relation = to_regclass(%s) AND l.granted AND l.pid <> pg_backend_pid()",
        (tabela or None,),
    ).fetchall()
    return (
        ", ".join(f"{usuario} ({programa or 'sem nome'}, processo {pid})" for pid, usuario, programa in quem) or "outro"
    )

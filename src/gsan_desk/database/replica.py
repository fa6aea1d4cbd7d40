"""A read-only standby for searches: asked only while it follows the primary, and never just after a write of ours."""

import re
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

ESPERA_DA_CONEXAO = 2
ENTRE_EXAMES, DEPOIS_DE_FALHA = 15.0, 60.0
ATRASO_MAXIMO = 10.0
"""Seconds behind the primary; further, the primary answers itself."""
FOLGA = 65_536
"""Bytes of log not yet applied that are no delay: an idle primary writes some now and then."""
DEPOIS_DE_GRAVAR = 10.0
"""Seconds in which a person's searches go to the primary, lest what was just written be missing from them."""
_ESCRITA = re.compile(r"\b(?:insert|update|delete|merge)\b|\bgsan_desk\.\w+\s*\(", re.IGNORECASE)
_CONFLITO_COM_A_COPIA = {"40001", "25006"}
_RECUSADA = ("08", "28", "53", "57")
_CANCELADA = "57014"
_EXAME = text("""
    SELECT pg_is_in_recovery() AND EXISTS (SELECT FROM pg_stat_wal_receiver)
        AND (pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) < :folga
            OR clock_timestamp() - pg_last_xact_replay_timestamp() < make_interval(secs => :atraso))
""")


class Replica:
    """Connections to the standby, and what is known of it."""

    def __init__(self, url: URL, conexoes: int, nome: str) -> None:
        self.engine = create_engine(
            url,
            pool_size=conexoes,
            max_overflow=0,
            connect_args={
                "application_name": nome,
                "client_encoding": "UTF8",
                "connect_timeout": ESPERA_DA_CONEXAO,
                "target_session_attrs": "any",
            },
        )
        self._serve = False
        self._exame = self._gravacao = 0.0

    def vigiar(self, primaria: Engine) -> None:
        """Note when something is written on the primary."""
        event.listen(primaria, "after_cursor_execute", self._anotar)

    def serve(self) -> bool:
        """Tell whether to ask it now; it is examined now and then."""
        agora = monotonic()
        if self._gravacao and agora - self._gravacao < DEPOIS_DE_GRAVAR:
            return False
        if agora >= self._exame:
            self._examinar(agora)
        return self._serve

    def falhou(self) -> None:
        """Leave it alone for a while."""
        self._serve, self._exame = False, monotonic() + DEPOIS_DE_FALHA

    def _examinar(self, agora: float) -> None:
        try:
            with self.engine.connect() as conexao:
                self._serve = bool(conexao.scalar(_EXAME, {"atraso": ATRASO_MAXIMO, "folga": FOLGA}))
            self._exame = agora + ENTRE_EXAMES
        except DBAPIError:
            self.falhou()

    def _anotar(self, _conexao: Any, _cursor: Any, comando: str, *_resto: Any) -> None:
        if _ESCRITA.search(comando):
            self._gravacao = monotonic()


def so_dela(erro: DBAPIError) -> bool:
    """Tell whether the error is the standby's own, so that the primary may still answer."""
    codigo = erro.orig.sqlstate if isinstance(erro.orig, psycopg.Error) else None
    if codigo is None:
        return isinstance(erro.orig, psycopg.OperationalError)
    return codigo in _CONFLITO_COM_A_COPIA or (codigo[:2] in _RECUSADA and codigo != _CANCELADA)

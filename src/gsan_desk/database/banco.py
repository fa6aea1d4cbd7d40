"""The door through which screens reach the database: one use case, one transaction, errors in our own words."""

import getpass
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from typing import Any, Concatenate, ParamSpec, TypeVar

import psycopg
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gsan_desk import __version__
from gsan_desk.database.replica import Replica, so_dela
from gsan_desk.database.traducao import traduzir
from gsan_desk.domain.leitura import admite_atraso

P = ParamSpec("P")
T = TypeVar("T")
ESPERA_DA_CONEXAO = 5
ESPERA_DO_FIM = 3
VIVACIDADE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 25000}
"""A network that went silent is noticed within half a minute, also by who waits for an answer."""


class Banco:
    """Connections of one person to one database; at most ``conexoes`` at a time.

    ``leitura`` is the address of a read-only standby, asked instead by use cases that admit it; while it does not
    serve, the primary answers.
    """

    def __init__(self, url: URL, conexoes: int = 2, leitura: URL | None = None) -> None:
        self._engine = criar_engine(url, conexoes)
        self._replica = Replica(leitura, conexoes, nome_da_aplicacao(leitura)) if leitura is not None else None
        if self._replica is not None:
            self._replica.vigiar(self._engine)
        self._senha: str | None = None
        event.listen(self._engine, "do_connect", self._com_a_senha)
        self._em_curso: psycopg.Connection[Any] | None = None
        self._cancelamento: Thread | None = None
        self._livre = Condition()
        self._trabalhos = 0

    @property
    def engine(self) -> Engine:
        """The engine below, for those who count statements or read plans."""
        return self._engine

    def executar(self, caso: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the use case in a transaction of its own; a pooled connection found dead is replaced once.

        Raises:
            AcessoNegado: login or password refused.
            BancoIndisponivel: the server does not answer; the command may be sent again.
            SemPermissao: the server refuses the person this.
        """
        try:
            if self._replica is not None and admite_atraso(caso) and self._replica.serve():
                try:
                    return self._uma_vez(self._replica.engine, caso, *args, **kwargs)
                except DBAPIError as erro:
                    if not so_dela(erro):
                        raise
                    self._replica.falhou()
            try:
                return self._uma_vez(self._engine, caso, *args, **kwargs)
            except DBAPIError as erro:
                if not erro.connection_invalidated:
                    raise
                return self._uma_vez(self._engine, caso, *args, **kwargs)
        except DBAPIError as erro:
            raise traduzir(erro) from erro

    def usar_senha(self, senha: str) -> None:
        """Connect from now on with a password that was changed meanwhile."""
        self._senha = senha

    def _com_a_senha(self, _dialeto: Any, _registro: Any, _args: Any, parametros: dict[str, Any]) -> None:
        if self._senha is not None:
            parametros["password"] = self._senha

    def cancelar(self) -> None:
        """Ask the server to stop the statement under way; may be called from any thread and does not wait."""
        with self._livre:
            if (conexao := self._em_curso) is not None:
                self._cancelamento = Thread(target=conexao.cancel_safe, name="cancelamento", daemon=True)
                self._cancelamento.start()

    def fechar(self) -> None:
        """Close every connection; a statement under way is cancelled first and given a moment to end."""
        self.cancelar()
        with self._livre:
            self._livre.wait_for(lambda: self._trabalhos == 0, ESPERA_DO_FIM)
        self._engine.dispose()
        if self._replica is not None:
            self._replica.engine.dispose()

    def _uma_vez(
        self, engine: Engine, caso: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        with self._ocupado(), Session(engine) as sessao, sessao.begin():
            self._em_curso = sessao.connection().connection.driver_connection
            try:
                return caso(sessao, *args, **kwargs)
            finally:
                self._desocupar()

    def _desocupar(self) -> None:
        """Let a cancellation that was asked for arrive now, not at what the connection does next."""
        with self._livre:
            self._em_curso, pedido, self._cancelamento = None, self._cancelamento, None
        if pedido is not None:
            pedido.join()

    @contextmanager
    def _ocupado(self) -> Iterator[None]:
        with self._livre:
            self._trabalhos += 1
        try:
            yield
        finally:
            with self._livre:
                self._trabalhos -= 1
                self._livre.notify_all()


def criar_engine(url: URL, conexoes: int = 2) -> Engine:
    """Make an engine whose connections say who they are and speak UTF-8."""
    return create_engine(
        url,
        pool_size=conexoes,
        max_overflow=0,
        connect_args={
            "application_name": nome_da_aplicacao(url),
            "client_encoding": "UTF8",
            "connect_timeout": ESPERA_DA_CONEXAO,
            **VIVACIDADE,
        },
    )


def nome_da_aplicacao(url: URL) -> str:
    """Say which product, version, machine and person is on a connection."""
    quem = url.username or getpass.getuser()
    return f"gsan-desk {__version__} {socket.gethostname()} {quem}"[:63]

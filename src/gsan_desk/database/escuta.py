"""Hearing of changes while the workstation is open: one connection of its own that LISTENs, in a thread of its own.

What was missed while the server was away, or is lost whatever the reason, is made up for: after every connection, and
now and then in any case, each channel gets a notice without content, which says "read again". Where notices cannot
come (two-phase commit, triggers forbidden or switched off, a standby, a pooler in between) only those are given, more
often, and the connection goes back to the server.
"""

import random
import select
import socket
from collections.abc import Callable, Iterable
from threading import Event, Thread
from time import monotonic
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL

from gsan_desk.database.banco import ESPERA_DA_CONEXAO, nome_da_aplicacao
from gsan_desk.database.enderecos import parametros
from gsan_desk.domain.avisos import Aviso, EstadoEscuta
from gsan_desk.registro import Registrador

ESPERAS = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds between attempts to connect; the last one repeats."""
PISO = 300.0
"""Seconds after which everything is read again although notices come."""
INTERVALO = 20.0
"""Seconds between readings where notices do not come."""
TENTATIVAS_SEM_AVISOS = 15
"""Readings after which the server is asked again whether notices come by now."""
_VIVACIDADE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 60000}
_SEM_FUNCAO = psycopg.errors.UndefinedFunction, psycopg.errors.InvalidSchemaName
log = Registrador(__name__)


class Escuta:
    """Calls back, always from its own thread; a callback must neither fail nor wait.

    Args:
        url: straight to the server, not through a pooler that lends connections by transaction.
        ao_avisar: gets each notice.
        ao_mudar: gets the state whenever it changes.
    """

    def __init__(
        self,
        url: URL,
        canais: Iterable[str],
        *,
        esperas: tuple[float, ...] = ESPERAS,
        piso: float = PISO,
        intervalo: float = INTERVALO,
    ) -> None:
        self._url, self._canais = url, tuple(canais)
        self._esperas, self._piso, self._intervalo = esperas, piso, intervalo
        self._fim = Event()
        self._acordar, self._despertador = socket.socketpair()
        self._linha: Thread | None = None
        self._falhas = 0
        self._estado: EstadoEscuta | None = None

    def iniciar(self, ao_avisar: Callable[[Aviso], object], ao_mudar: Callable[[EstadoEscuta], object]) -> None:
        """Start the thread."""
        self._ao_avisar, self._ao_mudar = ao_avisar, ao_mudar
        self._linha = Thread(target=self._viver, name="escuta", daemon=True)
        self._linha.start()

    def usar_senha(self, senha: str) -> None:
        """Connect from now on with a password that was changed meanwhile."""
        self._url = self._url.set(password=senha)

    def parar(self) -> None:
        """Ask the thread to end; no callback starts after it has noticed."""
        self._fim.set()
        self._acordar.close()

    def aguardar_fim(self, segundos: float) -> bool:
        """Wait for the thread; tell whether it ended."""
        if self._linha is not None:
            self._linha.join(segundos)
        return self._linha is None or not self._linha.is_alive()

    def _viver(self) -> None:
        while not self._fim.is_set():
            try:
                self._uma_vez()
            except psycopg.Error as erro:
                log.info("escuta_interrompida", tentativa=self._falhas, erro=type(erro).__name__)
                self._mudar(EstadoEscuta.SEM_CONEXAO)
                self._mandar_reler()  # the pool may get through where this connection does not
                espera = self._esperas[min(self._falhas, len(self._esperas) - 1)]
                self._falhas += 1
                self._fim.wait(_perto_de(espera))
        self._despertador.close()

    def _uma_vez(self) -> None:
        with self._conectar() as conexao:
            if ao_vivo := self._ouvir(conexao):
                self._acompanhar(conexao)
        if not ao_vivo:
            self._consultar()

    def _conectar(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            **parametros(self._url),  # type: ignore[arg-type]  # psycopg types some parameters otherwise
            autocommit=True,
            connect_timeout=ESPERA_DA_CONEXAO,
            client_encoding="UTF8",
            application_name=nome_da_aplicacao(self._url),
            **_VIVACIDADE,  # type: ignore[arg-type]  # psycopg types every other parameter as text
        )

    def _ouvir(self, conexao: psycopg.Connection[Any]) -> bool:
        """Subscribe, unless notices would not come; tell whether they do."""
        try:
            linha = conexao.execute("SELECT pg_backend_pid(), gsan_desk.avisos_ativos()").fetchone()
        except _SEM_FUNCAO:
            return False
        if linha is None or linha[0] != conexao.info.backend_pid or not linha[1]:
            return False
        for canal in self._canais:
            conexao.execute(sql.SQL("LISTEN {}").format(sql.Identifier(canal)))
        return True

    def _acompanhar(self, conexao: psycopg.Connection[Any]) -> None:
        """Hand over notices until the end, or until the connection breaks."""
        self._falhas = 0
        self._mudar(EstadoEscuta.AO_VIVO)
        while not self._fim.is_set():
            self._mandar_reler()
            limite = monotonic() + _perto_de(self._piso)
            while not self._fim.is_set() and (resta := limite - monotonic()) > 0:
                select.select([conexao.fileno(), self._despertador.fileno()], [], [], resta)
                for aviso in conexao.notifies(timeout=0):
                    self._avisar(Aviso(aviso.channel, aviso.payload))
            if not self._fim.is_set() and not self._ouvir(conexao):
                return

    def _consultar(self) -> None:
        """Have everything read again from time to time, and then let the caller look again whether notices come."""
        self._falhas = 0
        self._mudar(EstadoEscuta.DE_TEMPO_EM_TEMPO)
        for _ in range(TENTATIVAS_SEM_AVISOS):
            if self._fim.is_set():
                return
            self._mandar_reler()
            self._fim.wait(_perto_de(self._intervalo))

    def _mandar_reler(self) -> None:
        for canal in self._canais:
            self._avisar(Aviso(canal))

    def _avisar(self, aviso: Aviso) -> None:
        if not self._fim.is_set():
            self._ao_avisar(aviso)

    def _mudar(self, estado: EstadoEscuta) -> None:
        if estado is not self._estado and not self._fim.is_set():
            self._estado = estado
            self._ao_mudar(estado)


def _perto_de(segundos: float) -> float:
    """Give a time near this one: hundreds of workstations must not come all at once."""
    return segundos * random.uniform(0.8, 1.2)  # noqa: S311 - no secret

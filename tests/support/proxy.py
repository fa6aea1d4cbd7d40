"""A wire of our own between a client and the server: it falls silent, breaks, refuses, or cuts after so many bytes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

from sqlalchemy import URL

BLOCO = 65536


class Proxy:
    """Listens on this machine and forwards to the server of ``url``."""

    def __init__(self, url: URL) -> None:
        self._destino = f"{url.query['host']}/.s.PGSQL.{url.query['port']}"
        self._url = url
        self._passa, self._atende = Event(), Event()
        self._passa.set()
        self._atende.set()
        self._trava = Lock()
        self._abertas: list[socket.socket] = []
        self._resta: int | None = None
        self.recebidas = 0
        self._porta = socket.create_server(("127.0.0.1", 0))
        Thread(target=self._atender, daemon=True).start()

    @property
    def porta(self) -> int:
        """Where it listens."""
        return int(self._porta.getsockname()[1])

    def url(self, login: str, senha: str) -> URL:
        """Address of the server by this wire."""
        base = self._url.set(username=login, password=senha, host="127.0.0.1", port=self.porta)
        return base.difference_update_query(["host", "port"])

    def calar(self) -> None:
        """Let nothing through, and break nothing."""
        self._passa.clear()

    def falar(self) -> None:
        """Let everything through again, what waited first."""
        self._passa.set()

    def cair(self) -> None:
        """Break what is open and refuse what comes, as a server that is down."""
        self._atende.clear()
        self.partir()

    def voltar(self) -> None:
        """Serve again."""
        self._resta = None
        self._passa.set()
        self._atende.set()

    def partir(self) -> None:
        """Break what is open."""
        with self._trava:
            abertas, self._abertas = self._abertas, []
        for lado in abertas:
            with suppress(OSError):
                lado.shutdown(socket.SHUT_RDWR)
            lado.close()
        self._passa.set()

    def partir_apos(self, octetos: int) -> None:
        """Break when the client has sent so many bytes more, the last statement by half."""
        self._resta = octetos

    def fechar(self) -> None:
        """End."""
        self._porta.close()
        self.partir()

    def _atender(self) -> None:
        while True:
            try:
                cliente, _ = self._porta.accept()
            except OSError:
                return
            self.recebidas += 1
            if not self._atende.is_set():
                cliente.close()
                continue
            servidor = socket.socket(socket.AF_UNIX)
            servidor.connect(self._destino)
            with self._trava:
                self._abertas += [cliente, servidor]
            Thread(target=self._levar, args=(cliente, servidor, True), daemon=True).start()
            Thread(target=self._levar, args=(servidor, cliente, False), daemon=True).start()

    def _levar(self, de: socket.socket, para: socket.socket, do_cliente: bool) -> None:
        with suppress(OSError):
            while dados := de.recv(BLOCO):
                self._passa.wait()
                if do_cliente and self._resta is not None:
                    if len(dados) > self._resta:
                        para.sendall(dados[: self._resta])
                        self._resta = None
                        self.partir()
                        return
                    self._resta -= len(dados)
                para.sendall(dados)
        for lado in (de, para):
            with suppress(OSError):
                lado.shutdown(socket.SHUT_RDWR)


@contextmanager
def fio(url: URL) -> Iterator[Proxy]:
    """Give a wire to the server of ``url``."""
    proxy = Proxy(url)
    try:
        yield proxy
    finally:
        proxy.fechar()

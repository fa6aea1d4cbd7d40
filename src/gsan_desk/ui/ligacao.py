"""How a ``gsan-desk://`` address reaches the workstation that is already open: a local socket for each person.

The name of the socket is made of the folder of the person's own data and of the login, so that two people, or two
profiles of one, never share it; only the same account of the system may open it.
"""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from gsan_desk.domain.ligacao import TAMANHO_MAXIMO

ESPERA = 3000  # ms
RECEBIDO = b"recebido\n"
LIGACOES_MAXIMAS = 4


def canal(pasta: Path, login: str) -> str:
    """Name the socket of a login whose data lives in ``pasta``."""
    marca = hashlib.sha256(f"{pasta}\0{login}".encode()).hexdigest()[:16]
    return f"gsan-desk-{marca}" if os.name == "nt" else str(pasta / f"ligacao-{marca}")


def enviar(nome: str, endereco: str) -> bool:
    """Hand an address to whoever listens; ``False`` when nobody takes it."""
    tomada = QLocalSocket()
    tomada.connectToServer(nome)
    if not tomada.waitForConnected(ESPERA):
        return False
    tomada.write(endereco.encode() + b"\n")
    resposta = b""
    while not resposta.endswith(b"\n") and tomada.waitForReadyRead(ESPERA):
        resposta += bytes(tomada.readAll().data())
    tomada.disconnectFromServer()
    return resposta == RECEBIDO


class Ouvinte(QObject):
    """Takes addresses while the workstation is open.

    Signals:
        chegou: an address, as it came: hostile until it is read.
    """

    chegou = Signal(str)

    def __init__(self, nome: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nome = nome
        self._servidor = QLocalServer(self)
        self._servidor.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._servidor.setMaxPendingConnections(LIGACOES_MAXIMAS)
        self._servidor.newConnection.connect(self._atender)

    def ouvir(self) -> bool:
        """Begin; ``False`` when another workstation of the same person already does."""
        if _alguem_atende(self._nome):
            return False
        if os.name != "nt":
            Path(self._nome).parent.mkdir(parents=True, exist_ok=True)
            QLocalServer.removeServer(self._nome)  # what a crash left behind
        return self._servidor.listen(self._nome)

    def parar(self) -> None:
        """Listen no more."""
        self._servidor.close()

    def _atender(self) -> None:
        while (tomada := self._servidor.nextPendingConnection()) is not None:
            _Conversa(tomada, self)


class _Conversa(QObject):
    """One caller: it says its line, or too much, or nothing; when its time is over it goes.

    Nothing follows ``disconnected``: a socket emits it while it is being destroyed, too.
    """

    def __init__(self, tomada: QLocalSocket, ouvinte: Ouvinte) -> None:
        super().__init__(ouvinte)
        self._tomada, self._ouvinte = tomada, ouvinte
        tomada.setParent(self)
        tomada.setReadBufferSize(TAMANHO_MAXIMO + 2)
        tomada.readyRead.connect(self._ler)
        self._prazo = QTimer(self, singleShot=True, interval=ESPERA)
        self._prazo.timeout.connect(self._ir)
        self._prazo.start()

    def _ler(self) -> None:
        if self._tomada.canReadLine():
            linha = bytes(self._tomada.readLine(TAMANHO_MAXIMO + 2).data())
            self._tomada.write(RECEBIDO)
            self._tomada.disconnectFromServer()
            self._ouvinte.chegou.emit(linha.removesuffix(b"\n").decode("ascii", "replace"))
        elif self._tomada.bytesAvailable() > TAMANHO_MAXIMO:
            self._tomada.abort()

    def _ir(self) -> None:
        self._tomada.abort()
        self.deleteLater()


def _alguem_atende(nome: str) -> bool:
    tomada = QLocalSocket()
    tomada.connectToServer(nome)
    achou = tomada.waitForConnected(ESPERA)
    tomada.abort()
    return achou

"""Tiles from the utility's server, kept on disk; whatever comes that is no tile is left out."""

import time
from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl, Signal
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkDiskCache, QNetworkReply, QNetworkRequest
from PySide6.QtWidgets import QApplication

from gsan_desk import __version__
from gsan_desk.registro import Registrador
from gsan_desk.ui.mapa.mercator import LADO

Ladrilho = tuple[int, int, int]
"""Zoom, column, row."""
NO_DISCO = 200 * 1_048_576
NA_MEMORIA = 256
TAMANHO_MAXIMO = 1_048_576
LADOS = frozenset({LADO, 2 * LADO})
ESPERA = 15_000  # ms
DE_NOVO = 60.0  # s, before a tile that failed is asked for again
_FORMATOS = {b"\x89PNG": QByteArray(b"png"), b"\xff\xd8\xff": QByteArray(b"jpeg")}
log = Registrador(__name__)


class RedeDeLadrilhos(QNetworkAccessManager):
    """Where tiles come from; a child of the application, found there by every map.

    Args:
        modelo: address with ``{z}``, ``{x}`` and ``{y}``.
        atribuicao: whose data the tiles show, written on the map.
        pasta: where the disk keeps them.
    """

    def __init__(self, modelo: str, atribuicao: str, zoom_maximo: int, pasta: Path, parent: QObject | None) -> None:
        super().__init__(parent)
        self._modelo, self.atribuicao, self.zoom_maximo = modelo, atribuicao, zoom_maximo
        disco = QNetworkDiskCache(self)
        disco.setCacheDirectory(str(pasta))
        disco.setMaximumCacheSize(NO_DISCO)
        self.setCache(disco)
        self.setTransferTimeout(ESPERA)

    def trazer(self, ladrilho: Ladrilho) -> QNetworkReply:
        """Ask for a tile, of the disk if it is there."""
        zoom, x, y = ladrilho
        endereco = self._modelo.replace("{z}", str(zoom)).replace("{x}", str(x)).replace("{y}", str(y))
        pedido = QNetworkRequest(QUrl(endereco))
        pedido.setAttribute(
            QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.PreferCache
        )
        pedido.setAttribute(
            QNetworkRequest.Attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy
        )
        pedido.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, f"gsan-desk/{__version__}")
        return self.get(pedido)


def rede_do_programa() -> RedeDeLadrilhos | None:
    """Find the network of the running program; ``None`` where no tiles are set."""
    app = QApplication.instance()
    return app.findChild(RedeDeLadrilhos) if app is not None else None


class Ladrilhos(QObject):
    """The tiles of one map: what it has, what is on the way.

    Signals:
        chegou: there is another tile.
    """

    chegou = Signal()

    def __init__(self, rede: RedeDeLadrilhos, parent: QObject) -> None:
        super().__init__(parent)
        self.rede = rede
        self._prontos: OrderedDict[Ladrilho, QPixmap] = OrderedDict()
        self._pedidos: dict[Ladrilho, QNetworkReply] = {}
        self._falhas: dict[Ladrilho, float] = {}

    @property
    def esperando(self) -> bool:
        """Tell whether any is on the way."""
        return bool(self._pedidos)

    def tem(self, ladrilho: Ladrilho) -> QPixmap | None:
        """Give a tile that is at hand."""
        pronto = self._prontos.get(ladrilho)
        if pronto is not None:
            self._prontos.move_to_end(ladrilho)
        return pronto

    def pedir(self, visiveis: list[Ladrilho]) -> None:
        """Bring what is seen and not at hand; what is no longer seen is not waited for."""
        for ladrilho in set(self._pedidos) - set(visiveis):
            self._pedidos[ladrilho].abort()
        agora = time.monotonic()
        for ladrilho in visiveis:
            falhou = self._falhas.get(ladrilho, -DE_NOVO)
            if ladrilho not in self._prontos and ladrilho not in self._pedidos and agora - falhou >= DE_NOVO:
                self._trazer(ladrilho)

    def _trazer(self, ladrilho: Ladrilho) -> None:
        resposta = self.rede.trazer(ladrilho)
        resposta.setParent(self)  # what comes after the map was closed interests nobody
        self._pedidos[ladrilho] = resposta
        resposta.setReadBufferSize(TAMANHO_MAXIMO + 1)
        resposta.readyRead.connect(lambda: self._vigiar(ladrilho, resposta))
        resposta.finished.connect(lambda: self._receber(ladrilho, resposta))

    def _vigiar(self, ladrilho: Ladrilho, resposta: QNetworkReply) -> None:
        if resposta.bytesAvailable() > TAMANHO_MAXIMO and resposta.isRunning():
            self._recusar(ladrilho, "grande demais")
            resposta.abort()

    def _receber(self, ladrilho: Ladrilho, resposta: QNetworkReply) -> None:
        self._pedidos.pop(ladrilho, None)
        resposta.deleteLater()
        if resposta.error() is QNetworkReply.NetworkError.OperationCanceledError:
            return
        figura = _figura(resposta.readAll()) if resposta.error() is QNetworkReply.NetworkError.NoError else None
        if figura is None:
            self._recusar(ladrilho, resposta.error().name)
            return
        self._prontos[ladrilho] = figura
        while len(self._prontos) > NA_MEMORIA:
            self._prontos.popitem(last=False)
        self.chegou.emit()

    def _recusar(self, ladrilho: Ladrilho, motivo: str) -> None:
        self._falhas[ladrilho] = time.monotonic()
        log.info("ladrilho_recusado", motivo=motivo)


def _figura(conteudo: QByteArray) -> QPixmap | None:
    """Read a PNG or JPEG of the size of a tile; its size is looked at before anything is decoded."""
    bruto = bytes(conteudo.data())
    formato = next((formato for inicio, formato in _FORMATOS.items() if bruto.startswith(inicio)), None)
    if formato is None or len(bruto) > TAMANHO_MAXIMO:
        return None
    fluxo = QBuffer()
    fluxo.setData(conteudo)
    fluxo.open(QIODevice.OpenModeFlag.ReadOnly)
    leitor = QImageReader(fluxo, formato)
    tamanho = leitor.size()
    if tamanho.width() not in LADOS or tamanho.height() != tamanho.width():
        return None
    imagem = leitor.read()
    return None if imagem.isNull() else QPixmap.fromImage(imagem)

"""Photos made on the spot."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage


def figura(largura: int, altura: int, formato: str = "JPG") -> bytes:
    """Make a photo of one colour."""
    imagem = QImage(largura, altura, QImage.Format.Format_RGB32)
    imagem.fill(Qt.GlobalColor.darkGreen)
    dados = QByteArray()
    fluxo = QBuffer(dados)
    fluxo.open(QIODevice.OpenModeFlag.WriteOnly)
    imagem.save(fluxo, formato)
    return dados.data()

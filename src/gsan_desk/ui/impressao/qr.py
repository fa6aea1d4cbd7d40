"""The QR of a text, as an image."""

import segno
from PySide6.QtGui import QColor, QImage

MARGEM = 4  # modules, as the standard asks


def imagem_qr(texto: str, escala: int = 8) -> QImage:
    """Draw the QR of ``texto``, ``escala`` pixels a module, with its quiet zone."""
    matriz = [tuple(linha) for linha in segno.make(texto, error="m", micro=False).matrix_iter(border=MARGEM)]
    lado = len(matriz)
    modulos = QImage(lado, lado, QImage.Format.Format_RGB32)
    modulos.fill(QColor("white"))
    preto = QColor("black").rgb()
    for y, linha in enumerate(matriz):
        for x, escuro in enumerate(linha):
            if escuro:
                modulos.setPixel(x, y, preto)
    return modulos.scaled(lado * escala, lado * escala)

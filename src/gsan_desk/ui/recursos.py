"""Where the program's own files are, installed or in a checkout."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

PACOTE = Path(__file__).parents[1]


@cache
def pasta() -> Path:
    """Give the folder of resources."""
    instalada = PACOTE / "resources"
    return instalada if instalada.is_dir() else PACOTE.parents[1] / "resources"


@cache
def documentos() -> Path:
    """Give the folder of the documents that people read: the manual and its pictures."""
    instalada = pasta() / "docs"
    return instalada if instalada.is_dir() else PACOTE.parents[1] / "docs"


def texto(nome: str) -> str:
    """Read a text resource."""
    return (pasta() / nome).read_text(encoding="utf-8")


@cache
def _svg(nome: str) -> str:
    return texto(f"icones/{nome}.svg")


@cache
def icone(nome: str, cor: str) -> QIcon:
    """Draw ``icones/<nome>.svg`` once with its ``currentColor`` in ``cor`` (``#rrggbb``), sharp at every scale."""
    icone = QIcon()
    desenho = QSvgRenderer(QByteArray(_svg(nome).replace("currentColor", QColor(cor).name()).encode()))
    for lado in (16, 24, 32, 48, 64):
        tela = QPixmap(QSize(lado, lado))
        tela.fill(Qt.GlobalColor.transparent)
        pintor = QPainter(tela)
        desenho.render(pintor)
        pintor.end()
        icone.addPixmap(tela)
    return icone

"""How the parts of the map are drawn, in the colours of the theme."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gsan_desk.ui import theme
from gsan_desk.ui.mapa.mercator import em_metros, redondo
from gsan_desk.ui.mapa.ponto import Tipo

TAMANHO = 8.0
MARGEM = 8.0
ESCALA_MAXIMA = 140.0
PENUMBRA = 110
_CORES = {
    Tipo.RELATO: "urgente",
    Tipo.RA: "info",
    Tipo.RA_ENCERRADO: "texto_fraco",
    Tipo.IMOVEL: "sucesso",
    Tipo.LUGAR: "reiterado",
}


def cor_de(tipo: Tipo) -> QColor:
    """Give the colour of a kind of marker."""
    return QColor(getattr(theme.cores(), _CORES[tipo]))


def marcador(pintor: QPainter, onde: QPointF, tipo: Tipo, *, atual: bool) -> None:
    """Draw a marker: circle, square, hollow square, triangle or drop, so that colour is not all that tells."""
    fundo, cor = QColor(theme.cores().base), cor_de(tipo)
    tamanho = TAMANHO * (1.4 if atual else 1)
    pintor.setPen(QPen(fundo if tipo is not Tipo.RA_ENCERRADO else cor, 2))
    pintor.setBrush(cor if tipo is not Tipo.RA_ENCERRADO else fundo)
    pintor.drawPath(_forma(tipo, tamanho).translated(onde))
    if atual:
        pintor.setPen(QPen(QColor(theme.cores().foco), 2))
        pintor.setBrush(Qt.BrushStyle.NoBrush)
        pintor.drawEllipse(onde, tamanho + 5, tamanho + 5)


def _forma(tipo: Tipo, r: float) -> QPainterPath:
    forma = QPainterPath()
    if tipo is Tipo.RELATO:
        forma.addEllipse(QPointF(), r, r)
    elif tipo is Tipo.IMOVEL:
        forma.addPolygon(QPolygonF([QPointF(0, -r), QPointF(r, r * 0.8), QPointF(-r, r * 0.8), QPointF(0, -r)]))
    elif tipo is Tipo.LUGAR:
        forma.addPolygon(QPolygonF([QPointF(0, -r), QPointF(r, 0), QPointF(0, r), QPointF(-r, 0), QPointF(0, -r)]))
    else:
        forma.addRect(QRectF(-r * 0.85, -r * 0.85, r * 1.7, r * 1.7))
    return forma


def circulo(pintor: QPainter, onde: QPointF, raio: float, tipo: Tipo) -> None:
    """Draw how far a place may err."""
    cor = cor_de(tipo)
    pintor.setPen(QPen(cor, 1, Qt.PenStyle.DashLine))
    cor.setAlpha(30)
    pintor.setBrush(cor)
    pintor.drawEllipse(onde, raio, raio)


def grade(pintor: QPainter, area: QRectF, origem: QPointF, passo: float) -> None:
    """Draw the plane without tiles; ``origem`` is any crossing of its lines."""
    pintor.fillRect(area, QColor(theme.cores().base))
    pintor.setPen(QPen(QColor(theme.cores().borda), 1, Qt.PenStyle.DotLine))
    x, y = origem.x() % passo, origem.y() % passo
    while x < area.right():
        pintor.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        x += passo
    while y < area.bottom():
        pintor.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        y += passo


def penumbra(pintor: QPainter, area: QRectF) -> None:
    """Darken the tiles where the theme is dark; they are drawn for a light one."""
    if theme.escuro():
        cor = QColor(theme.cores().base)
        cor.setAlpha(PENUMBRA)
        pintor.fillRect(area, cor)


def escrito(pintor: QPainter, canto: QPointF, texto: str, cor: str = "texto") -> QRectF:
    """Write on a ground of its own, readable over any tile; ``canto`` is the top left."""
    metrica = pintor.fontMetrics()
    caixa = QRectF(canto.x(), canto.y(), metrica.horizontalAdvance(texto) + 8, metrica.height() + 2)
    fundo = QColor(theme.cores().base)
    fundo.setAlpha(225)
    pintor.fillRect(caixa, fundo)
    pintor.setPen(QColor(getattr(theme.cores(), cor)))
    pintor.drawText(caixa, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, texto)
    return caixa


def escala(pintor: QPainter, area: QRectF, metros_por_ponto: float) -> None:
    """Draw the scale bar, bottom left."""
    metros = redondo(ESCALA_MAXIMA * metros_por_ponto)
    largura = metros / metros_por_ponto
    caixa = escrito(
        pintor, QPointF(MARGEM, area.bottom() - MARGEM - pintor.fontMetrics().height() - 6), em_metros(metros)
    )
    y = area.bottom() - MARGEM
    pintor.setPen(QPen(QColor(theme.cores().texto), 2))
    pintor.drawLine(QPointF(caixa.left(), y), QPointF(caixa.left() + largura, y))
    for x in (caixa.left(), caixa.left() + largura):
        pintor.drawLine(QPointF(x, y - 4), QPointF(x, y))


def atribuicao(pintor: QPainter, area: QRectF, texto: str) -> None:
    """Name whose data the tiles show, bottom right."""
    metrica = pintor.fontMetrics()
    curto = metrica.elidedText(texto, Qt.TextElideMode.ElideRight, int(area.width() / 2))
    onde = QPointF(area.right() - metrica.horizontalAdvance(curto) - 8, area.bottom() - metrica.height() - 2)
    escrito(pintor, onde, curto, "texto_fraco")


def mira(pintor: QPainter, centro: QPointF) -> None:
    """Draw the cross at the centre, where Enter points."""
    for cor, largura in ((theme.cores().base, 5), (theme.cores().urgente, 2)):
        pintor.setPen(QPen(QColor(cor), largura))
        for dx, dy in ((14, 0), (0, 14)):
            pintor.drawLine(centro - QPointF(dx, dy), centro - QPointF(dx, dy) / 3)
            pintor.drawLine(centro + QPointF(dx, dy) / 3, centro + QPointF(dx, dy))

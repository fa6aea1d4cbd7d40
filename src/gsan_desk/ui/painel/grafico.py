"""Bars painted in the colours of the theme. The numbers stand in a table beside; here the mouse alone opens them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gsan_desk.ui import theme

MARGEM, VAO, FOLGA = 10, 4, 6
PARTE_DOS_NOMES = 0.3
CLARIDADE_DO_MEIO = 128


@dataclass(frozen=True, slots=True)
class Serie:
    """A kind of value; ``tom`` goes from 0, calm, to 1, what asks for attention."""

    nome: str
    tom: float

    def cor(self) -> QColor:
        """Mix the colour in the theme in force."""
        calma, alerta = QColor(theme.cores().foco), QColor(theme.cores().urgente)
        partes = ((a * (1 - self.tom) + b * self.tom) for a, b in zip(_rgb(calma), _rgb(alerta), strict=True))
        return QColor(*(round(parte) for parte in partes))


@dataclass(frozen=True, slots=True)
class Barra:
    """A row of the table: its name and a value for each series, with how it is written."""

    nome: str
    valores: tuple[float, ...]
    textos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Parte:
    area: QRectF
    barra: int
    serie: int


class Grafico(QWidget):
    """What the kinds of chart share: legend, hints, clicks.

    Signals:
        escolhida: numbers of the bar and of the series that were clicked.
    """

    escolhida = Signal(int, int)

    def __init__(self, titulo: str, series: Sequence[Serie], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series, self._barras = tuple(series), tuple[Barra, ...]()
        self._partes: list[_Parte] = []
        self._atual = -1
        self.setAccessibleName(f"Gráfico: {titulo}")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(110)

    def sizeHint(self) -> QSize:
        return QSize(600, 200)

    def mostrar(self, barras: Sequence[Barra]) -> None:
        """Draw these bars."""
        self._barras, self._atual = tuple(barras), -1
        maior = max(self._barras, key=lambda barra: sum(barra.valores), default=None)
        resumo = f"{len(self._barras)} barras; a maior é {maior.nome}" if maior else "sem barras"
        self.setAccessibleDescription(f"{resumo}. A tabela ao lado tem os números.")
        self.update()

    def destacar(self, barra: int) -> None:
        """Mark the bar of the current row."""
        self._atual = barra
        self.update()

    def em(self, ponto: QPointF) -> tuple[int, int] | None:
        """Tell which bar and series are under a point."""
        return next(((p.barra, p.serie) for p in self._partes if p.area.contains(ponto)), None)

    def centro(self, barra: int, serie: int) -> QPointF | None:
        """Tell where a part was painted; ``None`` when it has no place."""
        return next((p.area.center() for p in self._partes if (p.barra, p.serie) == (barra, serie)), None)

    def paintEvent(self, _evento: QPaintEvent) -> None:
        self._partes = []
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(MARGEM, 2, -MARGEM, -2)
        area.setTop(self._legenda(pintor, area))
        if self._barras and area.height() > 0:
            self._pintar(pintor, area)
        pintor.end()

    def _pintar(self, pintor: QPainter, area: QRectF) -> None:
        """Draw the bars within an area, each part by ``_parte``."""
        raise NotImplementedError

    def _parte(self, pintor: QPainter, area: QRectF, barra: int, serie: int) -> None:
        """Paint a part and remember where it is."""
        pintor.fillRect(area, self._series[serie].cor())
        self._partes.append(_Parte(area, barra, serie))

    def _legenda(self, pintor: QPainter, area: QRectF) -> float:
        """Name the series and give where the rest begins."""
        metrica = self.fontMetrics()
        x, altura = area.left(), float(metrica.height())
        for serie in self._series:
            pintor.fillRect(QRectF(x, area.top() + altura / 4, altura / 2, altura / 2), serie.cor())
            largura = metrica.horizontalAdvance(serie.nome)
            _escrever(pintor, QRectF(x + altura * 0.7, area.top(), largura + 2, altura), serie.nome)
            x += altura * 0.7 + largura + 2 * MARGEM
        return area.top() + altura + VAO

    def event(self, evento: QEvent) -> bool:
        if isinstance(evento, QHelpEvent):
            achada = self.em(QPointF(evento.pos()))
            QToolTip.showText(evento.globalPos(), self._dica(*achada) if achada else "", self)
            return True
        return super().event(evento)

    def _dica(self, barra: int, serie: int) -> str:
        alvo = self._barras[barra]
        return f"{alvo.nome}\n{self._series[serie].nome}: {alvo.textos[serie]}"

    def mouseMoveEvent(self, evento: QMouseEvent) -> None:
        mao = self.em(evento.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if mao else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, evento: QMouseEvent) -> None:
        achada = self.em(evento.position())
        if achada is not None and evento.button() is Qt.MouseButton.LeftButton:
            self.escolhida.emit(*achada)


class BarrasDeitadas(Grafico):
    """One bar a name, its series one after the other; as many names as fit, the rest is said."""

    def _pintar(self, pintor: QPainter, area: QRectF) -> None:
        altura = float(self.fontMetrics().height() + FOLGA)
        cabem = max(1, int(area.height() // altura))
        if len(self._barras) > cabem:
            cabem = max(1, cabem - 1)
        nomes = self._largura_dos_nomes(area, cabem)
        numero = self.fontMetrics().horizontalAdvance("000.000") + VAO
        escala = _escala(self._barras[:cabem], area.width() - nomes - numero)
        for i, barra in enumerate(self._barras[:cabem]):
            faixa = QRectF(area.left(), area.top() + i * altura, area.width(), altura)
            self._nome(pintor, QRectF(faixa.left(), faixa.top(), nomes - VAO, altura), barra.nome, i)
            fim = self._uma(pintor, faixa.adjusted(nomes, 1, 0, -1), i, escala)
            _escrever(pintor, QRectF(fim + VAO, faixa.top(), numero, altura), self._total(barra))
        if (resto := len(self._barras) - cabem) > 0:
            ultima = QRectF(area.left(), area.top() + cabem * altura, area.width(), altura)
            _escrever(pintor, ultima, f"e mais {resto} na tabela", fraco=True)

    def _uma(self, pintor: QPainter, faixa: QRectF, barra: int, escala: float) -> float:
        x = faixa.left()
        for serie, valor in enumerate(self._barras[barra].valores):
            largura = valor * escala
            if valor > 0:
                area = QRectF(x, faixa.top(), max(largura - 1, 1), faixa.height())
                self._parte(pintor, area, barra, serie)
                self._dentro(pintor, area, barra, serie)
            x += largura
        return x

    def _dentro(self, pintor: QPainter, area: QRectF, barra: int, serie: int) -> None:
        texto = self._barras[barra].textos[serie]
        if len(self._series) > 1 and self.fontMetrics().horizontalAdvance(texto) + VAO < area.width():
            pintor.setPen(_sobre(self._series[serie].cor()))
            pintor.drawText(area, Qt.AlignmentFlag.AlignCenter, texto)

    def _nome(self, pintor: QPainter, area: QRectF, nome: str, barra: int) -> None:
        curto = self.fontMetrics().elidedText(nome, Qt.TextElideMode.ElideRight, int(area.width()))
        fonte = pintor.font()
        fonte.setUnderline(barra == self._atual)
        pintor.setFont(fonte)
        _escrever(pintor, area, curto)
        fonte.setUnderline(False)
        pintor.setFont(fonte)

    def _largura_dos_nomes(self, area: QRectF, cabem: int) -> float:
        maior = max(self.fontMetrics().horizontalAdvance(barra.nome) for barra in self._barras[:cabem])
        return min(maior + 2.0 * VAO, area.width() * PARTE_DOS_NOMES)

    def _total(self, barra: Barra) -> str:
        return barra.textos[0] if len(self._series) == 1 else f"{int(sum(barra.valores)):,}".replace(",", ".")


class ColunasPorDia(Grafico):
    """One group of columns a day, from left to right."""

    def _pintar(self, pintor: QPainter, area: QRectF) -> None:
        metrica = self.fontMetrics()
        maior = max((max(barra.valores) for barra in self._barras), default=0)
        topo = _redondo(maior)
        eixo = metrica.horizontalAdvance(f"{topo}") + VAO
        dentro = area.adjusted(eixo, VAO, 0, -metrica.height() - VAO)
        self._grade(pintor, dentro, topo, eixo)
        passo = dentro.width() / len(self._barras)
        for i, barra in enumerate(self._barras):
            x = dentro.left() + i * passo
            self._grupo(pintor, QRectF(x, dentro.top(), passo, dentro.height()), i, topo)
            if i % ceil((metrica.horizontalAdvance(barra.nome) + MARGEM) / passo) == 0:
                _escrever(pintor, QRectF(x, dentro.bottom() + 2, area.width(), metrica.height()), barra.nome[:5])

    def _grupo(self, pintor: QPainter, area: QRectF, barra: int, topo: int) -> None:
        if barra == self._atual:
            pintor.fillRect(area, QColor(theme.cores().info_fundo))
        largura = area.width() * 0.85 / len(self._series)
        for serie, valor in enumerate(self._barras[barra].valores):
            altura = area.height() * valor / topo
            x = area.left() + area.width() * 0.075 + serie * largura
            if valor > 0:
                self._parte(pintor, QRectF(x, area.bottom() - altura, max(largura - 0.5, 1), altura), barra, serie)

    def _grade(self, pintor: QPainter, area: QRectF, topo: int, eixo: float) -> None:
        altura = float(self.fontMetrics().height())
        for valor in (0, topo // 2, topo) if topo > 1 else (0, topo):
            y = area.bottom() - area.height() * valor / topo
            pintor.setPen(QColor(theme.cores().borda))
            pintor.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            _escrever(pintor, QRectF(area.left() - eixo, y - altura / 2, eixo, altura), str(valor), fraco=True)


def _escala(barras: Sequence[Barra], largura: float) -> float:
    maior = max((sum(barra.valores) for barra in barras), default=0)
    return largura / maior if maior > 0 else 0


def _redondo(valor: float) -> int:
    """Round up to a number that is easily read off an axis."""
    passo = 1
    while passo * 10 < valor:
        passo *= 10
    return next(passo * n for n in (1, 2, 4, 6, 8, 10) if passo * n >= valor)


def _rgb(cor: QColor) -> tuple[int, int, int]:
    return cor.red(), cor.green(), cor.blue()


def _sobre(cor: QColor) -> QColor:
    """Choose black or white, whichever is read on a colour."""
    claridade = (cor.red() * 299 + cor.green() * 587 + cor.blue() * 114) / 1000
    return QColor("#000000" if claridade > CLARIDADE_DO_MEIO else "#ffffff")


def _escrever(pintor: QPainter, area: QRectF, texto: str, *, fraco: bool = False) -> None:
    pintor.setPen(QColor(theme.cores().texto_fraco if fraco else theme.cores().texto))
    pintor.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, texto)

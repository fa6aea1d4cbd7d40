"""The plane of the map: moved, brought closer, pointed at, by mouse and by keys."""

from collections.abc import Hashable, Iterator, Sequence
from math import floor

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gsan_desk.ui import theme
from gsan_desk.ui.mapa import mercator, pintura
from gsan_desk.ui.mapa.ladrilhos import Ladrilho, Ladrilhos
from gsan_desk.ui.mapa.mercator import LADO, ZOOM_MAXIMO, ZOOM_MINIMO, Lugar
from gsan_desk.ui.mapa.ponto import Ponto, Rotulo, Tipo

PASSO, PASSO_LARGO = 64, 256
ALCANCE = 14.0
ZOOM_DE_UM = 17
NOMES_MAXIMOS = 40
NOME_MAXIMO = 180
_SETAS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class Plano(QWidget):
    """Arrows move (with Shift, further), + and - bring closer and farther, Home shows all, Enter chooses.

    Signals:
        escolhido: the key of a marker.
        apontado: the ``Lugar`` pointed at, only while pointing.
        moveu: it shows another part.
    """

    escolhido = Signal(object)
    apontado = Signal(object)
    moveu = Signal()

    def __init__(self, ladrilhos: Ladrilhos | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ladrilhos = ladrilhos
        self._centro, self._zoom = mercator.BRASIL, 4
        self._pontos, self._rotulos = tuple[Ponto, ...](), tuple[Rotulo, ...]()
        self._atual: Hashable = None
        self._apontando = self._por_enquadrar = False
        self._arrasto: QPointF | None = None
        self._arrastou, self._roda = False, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.setAccessibleName("Mapa")
        if ladrilhos is not None:
            ladrilhos.setParent(self)
            ladrilhos.chegou.connect(self.update)

    @property
    def centro(self) -> Lugar:
        """The place in the middle."""
        return self._centro

    @property
    def zoom(self) -> int:
        """How close it is."""
        return self._zoom

    @property
    def rotulos(self) -> tuple[Rotulo, ...]:
        """The names written on it."""
        return self._rotulos

    @property
    def apontando(self) -> bool:
        """Tell whether a click points at a place."""
        return self._apontando

    @property
    def zoom_maximo(self) -> int:
        """The closest that there are tiles for."""
        return self._ladrilhos.rede.zoom_maximo if self._ladrilhos is not None else ZOOM_MAXIMO

    @property
    def faltam_ladrilhos(self) -> bool:
        """Tell whether tiles are on the way."""
        return self._ladrilhos is not None and self._ladrilhos.esperando

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def marcar(self, pontos: Sequence[Ponto], rotulos: Sequence[Rotulo]) -> None:
        """Draw these; the last are on top."""
        self._pontos = tuple(p for p in pontos if p.lugar.valido)
        self._rotulos = tuple(r for r in rotulos if r.lugar.valido)
        self.update()

    def destacar(self, chave: Hashable) -> None:
        """Mark a marker as the current one, and bring it into sight."""
        self._atual = chave
        ponto = next((p for p in self._pontos if p.chave == chave), None)
        if ponto is not None and not QRectF(self.rect()).contains(self.posicao(ponto.lugar)):
            self.centrar(ponto.lugar, self._zoom)
        self.update()

    def apontar(self, ligado: bool) -> None:
        """Let a click, or Enter at the cross, point at a place."""
        self._apontando = ligado
        self.setCursor(Qt.CursorShape.CrossCursor if ligado else Qt.CursorShape.ArrowCursor)
        self.update()

    def centrar(self, lugar: Lugar, zoom: int) -> None:
        """Show a place."""
        self._por_enquadrar = False
        self._centro, self._zoom = lugar, max(ZOOM_MINIMO, min(self.zoom_maximo, zoom))
        self.moveu.emit()
        self.update()

    def enquadrar(self) -> None:
        """Show all markers, as close as they let; done when it has its size."""
        if self._pontos and not self.isVisible():
            self._por_enquadrar = True
        elif self._pontos:
            margem = 3 * pintura.TAMANHO
            cantos = [lugar for p in self._pontos for lugar in _cantos(p)]
            largura, altura = max(1.0, self.width() - 2 * margem), max(1.0, self.height() - 2 * margem)
            self.centrar(*mercator.enquadrar(cantos, largura, altura, min(ZOOM_DE_UM, self.zoom_maximo)))

    def aproximar(self, passo: int, fixo: QPointF | None = None) -> None:
        """Change the zoom; the place under ``fixo`` stays where it is."""
        fixo = fixo if fixo is not None else self._meio()
        antes = self.lugar(fixo)
        zoom = max(ZOOM_MINIMO, min(self.zoom_maximo, self._zoom + passo))
        x, y = mercator.mundo(antes, zoom)
        vao = self._meio() - fixo
        self.centrar(mercator.lugar_de(x + vao.x(), y + vao.y(), zoom), zoom)

    def mover(self, vao: QPointF) -> None:
        """Look further by so many points."""
        x, y = mercator.mundo(self._centro, self._zoom)
        self.centrar(mercator.lugar_de(x + vao.x(), y + vao.y(), self._zoom), self._zoom)

    def posicao(self, lugar: Lugar) -> QPointF:
        """Tell where a place is drawn; of its repetitions around the world, the nearest to the centre."""
        volta = LADO * 2.0**self._zoom
        (x, y), (cx, cy) = mercator.mundo(lugar, self._zoom), mercator.mundo(self._centro, self._zoom)
        dx = (x - cx + volta / 2) % volta - volta / 2
        return self._meio() + QPointF(dx, y - cy)

    def lugar(self, onde: QPointF) -> Lugar:
        """Tell which place is drawn at a point."""
        x, y = mercator.mundo(self._centro, self._zoom)
        vao = onde - self._meio()
        return mercator.lugar_de(x + vao.x(), y + vao.y(), self._zoom)

    def em(self, onde: QPointF) -> Ponto | None:
        """Tell which marker is at a point: the nearest within reach."""
        perto = [(_longe(self.posicao(p.lugar), onde), -i, p) for i, p in enumerate(self._pontos)]
        ao_alcance = [achado for achado in perto if achado[0] <= ALCANCE]
        return min(ao_alcance, key=lambda achado: achado[:2])[2] if ao_alcance else None

    def event(self, evento: QEvent) -> bool:
        if evento.type() in (QEvent.Type.Show, QEvent.Type.Resize) and self._por_enquadrar and self.isVisible():
            self.enquadrar()
        return super().event(evento)

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        tecla = Qt.Key(evento.key())
        if tecla in _SETAS:
            largo = evento.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.mover(_SETAS[tecla] * (PASSO_LARGO if largo else PASSO))
        elif tecla in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.aproximar(1)
        elif tecla is Qt.Key.Key_Minus:
            self.aproximar(-1)
        elif tecla is Qt.Key.Key_Home:
            self.enquadrar()
        elif tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._escolher(self._meio())
        else:
            super().keyPressEvent(evento)

    def wheelEvent(self, evento: QWheelEvent) -> None:
        self._roda += evento.angleDelta().y()
        passos, self._roda = int(self._roda / 120), self._roda - int(self._roda / 120) * 120
        if passos:
            self.aproximar(passos, evento.position())
        evento.accept()

    def mousePressEvent(self, evento: QMouseEvent) -> None:
        if evento.button() == Qt.MouseButton.LeftButton:
            self._arrasto, self._arrastou = evento.position(), False

    def mouseMoveEvent(self, evento: QMouseEvent) -> None:
        if self._arrasto is None:
            return
        vao = self._arrasto - evento.position()
        if self._arrastou or vao.manhattanLength() >= QApplication.startDragDistance():
            self._arrasto, self._arrastou = evento.position(), True
            self.mover(vao)

    def mouseReleaseEvent(self, evento: QMouseEvent) -> None:
        if evento.button() == Qt.MouseButton.LeftButton and self._arrasto is not None:
            self._arrasto = None
            if not self._arrastou:
                self._escolher(evento.position())

    def mouseDoubleClickEvent(self, evento: QMouseEvent) -> None:
        if not self._apontando and self.em(evento.position()) is None:
            self.aproximar(1, evento.position())

    def paintEvent(self, _evento: QPaintEvent) -> None:
        pintor, area = QPainter(self), QRectF(self.rect())
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        por_ponto = mercator.metros_por_ponto(self._centro.latitude, self._zoom)
        self._fundo(pintor, area, por_ponto)
        self._marcadores(pintor, area, por_ponto)
        pintura.escala(pintor, area, por_ponto)
        if self._ladrilhos is not None and self._ladrilhos.rede.atribuicao:
            pintura.atribuicao(pintor, area, self._ladrilhos.rede.atribuicao)
        if self._apontando:
            pintura.mira(pintor, self._meio())
        if self.hasFocus():
            pintor.setPen(QPen(QColor(theme.cores().foco), 2))
            pintor.setBrush(Qt.BrushStyle.NoBrush)
            pintor.drawRect(area.adjusted(1, 1, -1, -1))
        pintor.end()

    def _fundo(self, pintor: QPainter, area: QRectF, por_ponto: float) -> None:
        passo = mercator.redondo(pintura.ESCALA_MAXIMA * por_ponto) / por_ponto
        ancora = self.posicao(self._pontos[0].lugar) if self._pontos else self._meio()
        pintura.grade(pintor, area, ancora, passo)
        if self._ladrilhos is None:
            return
        visiveis = dict(self._visiveis(area))
        self._ladrilhos.pedir(list(visiveis))
        for ladrilho, onde in visiveis.items():
            if (figura := self._ladrilhos.tem(ladrilho)) is not None:
                pintor.drawPixmap(onde, figura, QRectF(figura.rect()))
        pintura.penumbra(pintor, area)

    def _visiveis(self, area: QRectF) -> Iterator[tuple[Ladrilho, QRectF]]:
        """List the tiles in sight, the middle first, and where each goes."""
        quantos = 2**self._zoom
        cx, cy = mercator.mundo(self._centro, self._zoom)
        esquerda, topo = cx - area.width() / 2, cy - area.height() / 2
        colunas = range(floor(esquerda / LADO), floor((esquerda + area.width()) / LADO) + 1)
        linhas = range(max(0, floor(topo / LADO)), min(quantos - 1, floor((topo + area.height()) / LADO)) + 1)
        achados = [(coluna, linha) for linha in linhas for coluna in colunas]
        achados.sort(key=lambda a: abs((a[0] + 0.5) * LADO - cx) + abs((a[1] + 0.5) * LADO - cy))
        for coluna, linha in achados:
            onde = QRectF(round(coluna * LADO - esquerda), round(linha * LADO - topo), LADO, LADO)
            yield (self._zoom, coluna % quantos, linha), onde

    def _marcadores(self, pintor: QPainter, area: QRectF, por_ponto: float) -> None:
        ocupado: list[QRectF] = []
        largo = area.adjusted(-20, -20, 20, 20)
        vistos = [(p, onde) for p in self._pontos if largo.contains(onde := self.posicao(p.lugar))]
        vistos.sort(key=lambda visto: visto[0].chave == self._atual)
        for ponto, onde in vistos:
            if ponto.raio > 0:
                pintura.circulo(pintor, onde, ponto.raio / por_ponto, ponto.tipo)
        for ponto, onde in vistos:
            pintura.marcador(pintor, onde, ponto.tipo, atual=ponto.chave == self._atual)
        nomes = [(p.tipo is Tipo.IMOVEL, p.nome, onde + QPointF(18, -9), "texto") for p, onde in reversed(vistos)]
        nomes = nomes[:NOMES_MAXIMOS] + [(False, r.texto, self.posicao(r.lugar), "texto_fraco") for r in self._rotulos]
        for _, nome, canto, cor in sorted(nomes, key=lambda n: n[0]):  # houses are many: the rest is named first
            self._escrever(pintor, ocupado, nome, canto, cor)

    def _escrever(self, pintor: QPainter, ocupado: list[QRectF], nome: str, canto: QPointF, cor: str) -> None:
        """Write a name where no other stands."""
        curto = pintor.fontMetrics().elidedText(nome, Qt.TextElideMode.ElideRight, NOME_MAXIMO)
        caixa = QRectF(canto.x(), canto.y(), pintor.fontMetrics().horizontalAdvance(curto) + 8, 18)
        if not any(caixa.intersects(outra) for outra in ocupado):
            ocupado.append(pintura.escrito(pintor, canto, curto, cor))

    def _escolher(self, onde: QPointF) -> None:
        if self._apontando:
            self.apontado.emit(self.lugar(onde))
        elif (ponto := self.em(onde)) is not None:
            self.escolhido.emit(ponto.chave)

    def _meio(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)


def _longe(a: QPointF, b: QPointF) -> float:
    vao = a - b
    return float((vao.x() ** 2 + vao.y() ** 2) ** 0.5)


def _cantos(ponto: Ponto) -> tuple[Lugar, ...]:
    """Give the places that a marker takes: itself, or the corners of how far it may err."""
    vao = min(1.0, ponto.raio / 111_000)
    lat, lon = ponto.lugar.latitude, ponto.lugar.longitude
    return (Lugar(lat - vao, lon - vao), Lugar(lat + vao, lon + vao)) if vao else (ponto.lugar,)

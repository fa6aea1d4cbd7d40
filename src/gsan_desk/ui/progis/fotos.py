"""Photos of unknown origin on screen: recognised by content, decoded off the UI thread and within limits."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gsan_desk.domain.arquivos import TipoArquivo, reconhecer
from gsan_desk.domain.relato import FOTO_MAXIMA
from gsan_desk.ui.bridge import Ponte, em_segundo_plano
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.widgets.marca import rotulo

PIXELS_MAXIMOS = 60_000_000
LADO, LADO_AMPLIADO = 640, 1800
ALTURA_MINIMA = 170
SEM_FOTO = "Sem foto"
ILEGIVEL = "A foto não pôde ser lida."
_FORMATOS = {TipoArquivo.JPG: b"jpeg", TipoArquivo.PNG: b"png"}


def reduzir(conteudo: bytes, lado: int) -> QImage | None:
    """Decode a JPEG or PNG to fit a square of so many pixels; ``None`` for anything else, or what is too large.

    The size is read before any pixel is, so that a small file that claims to be a huge picture costs nothing.
    """
    formato = _FORMATOS.get(reconhecer(conteudo)) if 0 < len(conteudo) <= FOTO_MAXIMA else None  # type: ignore[arg-type]
    if formato is None:
        return None
    dados = QByteArray(conteudo)
    fluxo = QBuffer(dados)
    fluxo.open(QIODevice.OpenModeFlag.ReadOnly)
    leitor = QImageReader(fluxo, QByteArray(formato))
    leitor.setAutoDetectImageFormat(False)
    leitor.setAutoTransform(True)
    tamanho = leitor.size()
    if not tamanho.isValid() or tamanho.width() * tamanho.height() > PIXELS_MAXIMOS:
        return None
    if max(tamanho.width(), tamanho.height()) > lado:
        leitor.setScaledSize(_dentro(tamanho, lado))
    imagem = leitor.read()
    return None if imagem.isNull() else imagem


def _dentro(tamanho: QSize, lado: int) -> QSize:
    return tamanho.scaled(lado, lado, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


class PainelFotos(QWidget):
    """One photo at a time, in the room that there is."""

    def __init__(self, ponte: Ponte, titulo: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ponte, self._titulo = ponte, titulo
        self._fotos: tuple[bytes, ...] = ()
        self._qual, self._vez = 0, 0
        self._figura = QPixmap()
        self.quadro = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, textFormat=Qt.TextFormat.PlainText)
        self.quadro.setMinimumHeight(ALTURA_MINIMA)
        self.quadro.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.quadro.setFrameShape(QFrame.Shape.StyledPanel)
        self.legenda = rotulo("fraco", titulo)
        self.botao_outra, self.botao_ampliar = botao("&Outra foto"), botao("Am&pliar")
        linha = QHBoxLayout()
        for widget in (self.legenda, self.botao_outra, self.botao_ampliar):
            linha.addWidget(widget, int(widget is self.legenda))
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self.quadro, 1)
        caixa.addLayout(linha)
        self.botao_outra.clicked.connect(self.outra)
        self.botao_ampliar.clicked.connect(self.ampliar)
        self.mostrar(())

    @property
    def a_vista(self) -> bool:
        """Whether a photo is shown."""
        return not self._figura.isNull()

    def mostrar(self, fotos: Sequence[bytes], titulo: str = "") -> None:
        """Show the first of these photos; ``titulo`` says whose they are now."""
        self._fotos, self._qual = tuple(fotos), 0
        self._titulo = titulo or self._titulo
        self._ler()

    def outra(self) -> None:
        """Show the next photo."""
        if self._fotos:
            self._qual = (self._qual + 1) % len(self._fotos)
            self._ler()

    def ampliar(self) -> None:
        """Show the photo in a window of its own."""
        if self.a_vista:
            self._ponte.iniciar(self._ampliar(self._fotos[self._qual]), self)

    def _ler(self) -> None:
        self._vez += 1
        self._figura = QPixmap()
        total = len(self._fotos)
        self.legenda.setText(f"{self._titulo} {self._qual + 1} de {total}" if total > 1 else self._titulo)
        self.botao_outra.setVisible(total > 1)
        self.botao_ampliar.setEnabled(False)
        self._dizer("" if total else SEM_FOTO)
        if total:
            self._ponte.iniciar(self._decodificar(self._vez, self._fotos[self._qual]), self)

    async def _decodificar(self, vez: int, conteudo: bytes) -> None:
        imagem = await em_segundo_plano(reduzir, conteudo, LADO)
        if vez != self._vez:
            return
        if imagem is None:
            self._dizer(ILEGIVEL)
            return
        self._figura = QPixmap.fromImage(imagem)
        self.botao_ampliar.setEnabled(True)
        self.quadro.setAccessibleName(self.legenda.text())
        self._ajustar()

    def _dizer(self, texto: str) -> None:
        self.quadro.clear()
        self.quadro.setText(texto)
        self.quadro.setAccessibleName(f"{self.legenda.text()}: {texto}" if texto else self.legenda.text())

    def _ajustar(self) -> None:
        """Fit the picture to the frame, sharp on a dense screen."""
        escala = self.devicePixelRatioF()
        espaco = (self.quadro.size() - QSize(6, 6)) * escala
        figura = self._figura.scaled(
            espaco.boundedTo(self._figura.size()) if escala == 1.0 else espaco,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        figura.setDevicePixelRatio(escala)
        self.quadro.setPixmap(figura)

    async def _ampliar(self, conteudo: bytes) -> None:
        imagem = await em_segundo_plano(reduzir, conteudo, LADO_AMPLIADO)
        if imagem is not None:
            JanelaFoto(imagem, self.legenda.text(), self.window()).open()

    def resizeEvent(self, evento: object) -> None:
        super().resizeEvent(evento)  # type: ignore[arg-type]
        if self.a_vista:
            self._ajustar()


class JanelaFoto(QDialog):
    """A photo as large as the screen lets it be; Esc closes."""

    def __init__(self, imagem: QImage, titulo: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(titulo)
        cabe = self.screen().availableGeometry().size() * 0.85
        figura = QPixmap.fromImage(imagem)
        if figura.width() > cabe.width() or figura.height() > cabe.height():
            modo = Qt.TransformationMode.SmoothTransformation
            figura = figura.scaled(cabe, Qt.AspectRatioMode.KeepAspectRatio, modo)
        quadro = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        quadro.setPixmap(figura)
        quadro.setAccessibleName(titulo)
        fechar = botao("&Fechar")
        fechar.clicked.connect(self.accept)
        caixa = QVBoxLayout(self)
        caixa.addWidget(quadro, 1)
        caixa.addWidget(fechar, 0, Qt.AlignmentFlag.AlignRight)
        fechar.setFocus()

"""A file of the person becomes an attachment: read, recognised, a PNG turned into JPG. Runs off the UI thread."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter

from gsan_desk.domain.arquivos import CAMPO, TAMANHO_MAXIMO, TAMANHO_MAXIMO_CONVERSIVEL, reconhecer, verificar
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import Anexo

QUALIDADES = (90, 80, 65, 50)
LADO_MAXIMO = 2400  # pixels: a photo larger than this says no more to whoever digs the street


def carregar(caminho: Path, observacao: str = "") -> Anexo:
    """Read a file and give it as it will be stored.

    Raises:
        RegraViolada: unreadable, empty, too large, or no JPG, PNG, DOC, DOCX or PDF by content (M29, M30).
    """
    try:
        with caminho.open("rb") as arquivo:
            conteudo = arquivo.read(TAMANHO_MAXIMO_CONVERSIVEL + 1)
    except OSError as erro:
        raise RegraViolada(
            Violacao("ARQUIVO_ILEGIVEL", f"{caminho.name}: não foi possível ler o arquivo.", CAMPO)
        ) from erro
    tipo = reconhecer(conteudo)
    if recusas := verificar(caminho.name, conteudo):
        raise RegraViolada(*(Violacao(v.codigo, f"{caminho.name}: {v.mensagem}", v.campo) for v in recusas))
    if tipo is not None and tipo.precisa_converter:
        conteudo = _em_jpg(conteudo, caminho.name)
    return Anexo(caminho.name, tipo.extensao if tipo is not None else "", conteudo, observacao)


def _em_jpg(conteudo: bytes, nome: str) -> bytes:
    """Encode as JPG, over white where it was transparent, with the best quality that fits."""
    imagem = QImage.fromData(conteudo)
    if imagem.isNull():
        raise RegraViolada(Violacao("M29", f"{nome}: {violacao('M29').mensagem}", CAMPO))
    for qualidade in QUALIDADES:
        jpg = _codificar(_sobre_branco(imagem), qualidade)
        if len(jpg) <= TAMANHO_MAXIMO:
            return jpg
    raise RegraViolada(Violacao("M30", f"{nome}: {violacao('M30').mensagem}", CAMPO))


def _sobre_branco(imagem: QImage) -> QImage:
    if max(imagem.width(), imagem.height()) > LADO_MAXIMO:
        lado, suave = LADO_MAXIMO, Qt.TransformationMode.SmoothTransformation
        imagem = imagem.scaled(lado, lado, Qt.AspectRatioMode.KeepAspectRatio, suave)
    fundo = QImage(imagem.size(), QImage.Format.Format_RGB32)
    fundo.fill(Qt.GlobalColor.white)
    pintor = QPainter(fundo)
    pintor.drawImage(0, 0, imagem)
    pintor.end()
    return fundo


def _codificar(imagem: QImage, qualidade: int) -> bytes:
    destino = QByteArray()
    buffer = QBuffer(destino)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    imagem.save(buffer, "JPG", qualidade)  # type: ignore[call-overload]  # the stubs want bytes, the runtime a str
    return bytes(destino.data())

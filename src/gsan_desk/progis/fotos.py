"""Photos of unknown origin: recognised by content, and stripped of all that is not picture (spec 40 §2.3)."""

import struct
from collections.abc import Iterator

from gsan_desk.domain.arquivos import TipoArquivo, reconhecer
from gsan_desk.domain.relato import FOTO_MAXIMA
from gsan_desk.progis.exif import exif_da_orientacao, orientacao_da_foto

_SEM_TAMANHO = frozenset({0x01, *range(0xD0, 0xD9)})
_INICIO_DOS_DADOS = 0xDA
_JFIF = 0xE0
_DESNECESSARIOS = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})  # APP1 to APP15 but Adobe's APP14, and comments
_DA_FIGURA = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"cHRM", b"sBIT"})
_ASSINATURA_PNG = b"\x89PNG\r\n\x1a\n"


def limpar_foto(conteudo: bytes) -> bytes | None:
    """Give the photo without position, camera, comments and thumbnails; ``None`` when it is no photo or too large.

    Of a JPEG's EXIF only which side is up stays, for phones store the picture as the sensor lay.
    """
    if not 0 < len(conteudo) <= FOTO_MAXIMA:
        return None
    tipo = reconhecer(conteudo)
    try:
        if tipo is TipoArquivo.JPG:
            return b"\xff\xd8" + b"".join(_com_orientacao(conteudo))
        return _ASSINATURA_PNG + b"".join(_pedacos(conteudo)) if tipo is TipoArquivo.PNG else None
    except (struct.error, IndexError):
        return None


def _com_orientacao(conteudo: bytes) -> Iterator[bytes]:
    """Put the orientation where it belongs: after JFIF's own segment, which must be the first where it is."""
    bloco = exif_da_orientacao(orientacao_da_foto(conteudo))
    exif = b"\xff\xe1" + struct.pack(">H", len(bloco) + 8) + b"Exif\0\0" + bloco if bloco else b""
    for segmento in _segmentos(conteudo):
        if segmento[1] == _JFIF:
            yield segmento
            continue
        yield exif
        exif = b""
        yield segmento


def _segmentos(conteudo: bytes) -> Iterator[bytes]:
    posicao = 2
    while True:
        if conteudo[posicao] != 0xFF:
            raise IndexError("no marker where one must be")
        marca = conteudo[posicao + 1]
        if marca == _INICIO_DOS_DADOS:
            yield conteudo[posicao:]
            return
        if marca == 0xFF or marca in _SEM_TAMANHO:
            posicao += 1 if marca == 0xFF else 2
            continue
        (tamanho,) = struct.unpack_from(">H", conteudo, posicao + 2)
        if tamanho < 2 or posicao + 2 + tamanho > len(conteudo):
            raise IndexError("a segment longer than the file")
        if marca not in _DESNECESSARIOS:
            yield conteudo[posicao : posicao + 2 + tamanho]
        posicao += 2 + tamanho


def _pedacos(conteudo: bytes) -> Iterator[bytes]:
    posicao, nome = len(_ASSINATURA_PNG), b""
    while nome != b"IEND":
        tamanho, nome = struct.unpack_from(">I4s", conteudo, posicao)
        fim = posicao + 12 + tamanho
        if fim > len(conteudo):
            raise IndexError("a chunk longer than the file")
        if nome in _DA_FIGURA:
            yield conteudo[posicao:fim]
        posicao = fim

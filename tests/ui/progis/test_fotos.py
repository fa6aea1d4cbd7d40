"""Photos of unknown origin are made small, and hostile ones cost nothing (issue 6, Quality)."""

import struct
import zlib

import pytest

from gsan_desk.domain.relato import FOTO_MAXIMA
from gsan_desk.progis.fotos import limpar_foto
from gsan_desk.ui.progis.fotos import reduzir
from tests.progis.test_exif import orientada
from tests.progis.test_fotos import segmento
from tests.support.figura import figura

pytestmark = pytest.mark.qt_log_ignore("JPEG", extend=True)


def png_que_diz_ser(largura: int, altura: int) -> bytes:
    """Make a small file whose header claims a huge picture."""
    cabeca = b"IHDR" + struct.pack(">IIBBBBB", largura, altura, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + cabeca + struct.pack(">I", zlib.crc32(cabeca))


@pytest.mark.parametrize("formato", ["JPG", "PNG"])
def test_a_photo_fits_the_square_and_is_not_made_larger(qapp: object, formato: str) -> None:
    grande, pequena = reduzir(figura(3000, 1500, formato), 640), reduzir(figura(100, 50, formato), 640)
    assert grande is not None
    assert pequena is not None
    assert (grande.width(), grande.height()) == (640, 320)
    assert (pequena.width(), pequena.height()) == (100, 50)


@pytest.mark.parametrize(
    "conteudo",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + bytes(100),
        b"MZ" + bytes(100),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff" + bytes(1000),
        png_que_diz_ser(60_000, 60_000),
        png_que_diz_ser(0, 0),
        b"\xff\xd8\xff" + bytes(FOTO_MAXIMA),
    ],
)
def test_what_is_no_photo_or_too_large_gives_none(qapp: object, conteudo: bytes) -> None:
    assert reduzir(conteudo, 640) is None


def test_a_photo_cut_short_breaks_nothing(qapp: object) -> None:
    inteira = figura(800, 600)
    for fim in range(3, len(inteira), max(len(inteira) // 20, 1)):
        reduzir(inteira[:fim], 640)


@pytest.mark.parametrize(("lado", "tamanho"), [(1, (640, 320)), (3, (640, 320)), (6, (320, 640)), (8, (320, 640))])
def test_a_phone_photo_is_upright_after_the_intake(qapp: object, lado: int, tamanho: tuple[int, int]) -> None:
    foto = figura(1000, 500, "JPG")
    limpa = limpar_foto(foto[:2] + segmento(0xE1, b"Exif\0\0" + orientada(lado)) + foto[2:])
    assert limpa is not None
    imagem = reduzir(limpa, 640)
    assert imagem is not None
    assert (imagem.width(), imagem.height()) == tamanho

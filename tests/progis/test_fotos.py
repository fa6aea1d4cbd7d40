"""Photos lose what is not picture, and hostile files break nothing (spec 40 §2.3)."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.relato import FOTO_MAXIMA
from gsan_desk.progis.fotos import limpar_foto
from tests.support.cenario import JPG_MINIMO

ASSINATURA = b"\x89PNG\r\n\x1a\n"


def segmento(marca: int, dados: bytes) -> bytes:
    return bytes((0xFF, marca)) + struct.pack(">H", len(dados) + 2) + dados


def pedaco(nome: bytes, dados: bytes) -> bytes:
    return struct.pack(">I", len(dados)) + nome + dados + struct.pack(">I", zlib.crc32(nome + dados))


def test_exif_position_and_comments_leave_a_jpeg() -> None:
    com = JPG_MINIMO[:2] + segmento(0xE1, b"Exif\0\0GPS") + segmento(0xFE, b"oi") + JPG_MINIMO[2:]
    assert limpar_foto(com) == JPG_MINIMO
    assert limpar_foto(JPG_MINIMO) == JPG_MINIMO


def test_texts_and_exif_leave_a_png() -> None:
    cabeca, corpo, fim = pedaco(b"IHDR", b"\0" * 13), pedaco(b"IDAT", b"x"), pedaco(b"IEND", b"")
    com = ASSINATURA + cabeca + pedaco(b"eXIf", b"GPS") + pedaco(b"tEXt", b"quem") + corpo + fim + b"<script>"
    assert limpar_foto(com) == ASSINATURA + cabeca + corpo + fim


@pytest.mark.parametrize(
    "conteudo",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.4",
        b"MZ",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\xff\xff",
        ASSINATURA,
        ASSINATURA + b"\xff" * 12,
        JPG_MINIMO + b"\0" * FOTO_MAXIMA,
    ],
)
def test_what_is_no_whole_photo_is_none(conteudo: bytes) -> None:
    assert limpar_foto(conteudo) is None


@given(st.binary(max_size=400), st.sampled_from([b"\xff\xd8\xff", ASSINATURA, JPG_MINIMO[:40], b""]))
def test_no_bytes_break_it(resto: bytes, inicio: bytes) -> None:
    foto = limpar_foto(inicio + resto)
    assert foto is None or foto.startswith((b"\xff\xd8", ASSINATURA))

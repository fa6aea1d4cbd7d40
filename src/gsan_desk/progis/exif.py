"""Where a photo was taken and which side of it is up, by its EXIF; nothing else of it is read (spec 40 §2.3).

A file of unknown origin: offsets are followed three times at most, never in circles, and what does not fit is nothing.
"""

import struct
from collections.abc import Iterator
from decimal import Decimal

from gsan_desk.domain.relato import coordenadas

_GPS = 0x8825
_ORIENTACAO = 0x0112
_DE_PE, _ULTIMA = 1, 8
_REFERENCIAS = {1: b"NS", 3: b"EW"}
_GRAUS = {2: 90, 4: 180}
_ASCII, _CURTO, _LONGO, _RACIONAL = 2, 3, 4, 5
_ENTRADAS_MAXIMAS = 200


def posicao_da_foto(foto: bytes) -> tuple[Decimal, Decimal] | None:
    """Give (latitude, longitude) in WGS 84 degrees; ``None`` when the photo does not say, or says no place."""
    try:
        return next((lugar for tiff in _tiffs(foto) if (lugar := _posicao(tiff)) is not None), None)
    except (struct.error, IndexError, ZeroDivisionError):
        return None


def orientacao_da_foto(foto: bytes) -> int:
    """Give how the picture is to be turned, 1 to 8 as EXIF counts them; 1, upright, when the photo does not say."""
    try:
        return next((lado for tiff in _tiffs(foto) if (lado := _orientacao(tiff)) is not None), _DE_PE)
    except (struct.error, IndexError):
        return _DE_PE


def exif_da_orientacao(orientacao: int) -> bytes:
    """Make a block that says this and nothing else; none for a picture that is upright."""
    if orientacao == _DE_PE:
        return b""
    entrada = struct.pack(">HHIHH", _ORIENTACAO, _CURTO, 1, orientacao, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entrada + struct.pack(">I", 0)


def _tiffs(foto: bytes) -> Iterator[bytes]:
    """Find the EXIF blocks of a JPEG, up to its picture, or of a PNG."""
    if foto.startswith(b"\x89PNG"):
        yield from _do_png(foto)
        return
    onde = 2
    while foto.startswith(b"\xff\xd8") and foto[onde] == 0xFF and foto[onde + 1] not in (0xDA, 0xD9):
        (tamanho,) = struct.unpack_from(">H", foto, onde + 2)
        if foto[onde + 1] == 0xE1 and foto[onde + 4 : onde + 10] == b"Exif\0\0":
            yield foto[onde + 10 : onde + 2 + tamanho]
        onde += 2 + max(2, tamanho)


def _do_png(foto: bytes) -> Iterator[bytes]:
    onde, nome = 8, b""
    while nome != b"IEND":
        tamanho, nome = struct.unpack_from(">I4s", foto, onde)
        if nome == b"eXIf":
            yield foto[onde + 8 : onde + 8 + tamanho]
        onde += 12 + tamanho


def _ordem(tiff: bytes) -> str | None:
    return {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])


def _primeiro(tiff: bytes, ordem: str) -> dict[int, tuple[int, int, bytes]]:
    return _entradas(tiff, ordem, struct.unpack_from(f"{ordem}I", tiff, 4)[0])


def _orientacao(tiff: bytes) -> int | None:
    ordem = _ordem(tiff)
    achada = _primeiro(tiff, ordem).get(_ORIENTACAO) if ordem is not None else None
    if ordem is None or achada is None or achada[:2] != (_CURTO, 1):
        return None
    (valor,) = struct.unpack_from(f"{ordem}H", achada[2])
    return valor if _DE_PE <= valor <= _ULTIMA else None


def _posicao(tiff: bytes) -> tuple[Decimal, Decimal] | None:
    ordem = _ordem(tiff)
    if ordem is None:
        return None
    primeiro = _primeiro(tiff, ordem)
    if (gps := primeiro.get(_GPS)) is None or gps[0] != _LONGO:
        return None
    entradas = _entradas(tiff, ordem, struct.unpack(f"{ordem}I", gps[2])[0])
    latitude, longitude = (_graus(tiff, ordem, entradas, etiqueta) for etiqueta in (2, 4))
    return coordenadas(latitude, longitude) if latitude is not None and longitude is not None else None


def _entradas(tiff: bytes, ordem: str, onde: int) -> dict[int, tuple[int, int, bytes]]:
    """Read a directory: kind, count and the four bytes of value, by tag."""
    (quantas,) = struct.unpack_from(f"{ordem}H", tiff, onde)
    lidas = (
        struct.unpack_from(f"{ordem}HHI4s", tiff, onde + 2 + 12 * i) for i in range(min(quantas, _ENTRADAS_MAXIMAS))
    )
    return {etiqueta: (tipo, conta, valor) for etiqueta, tipo, conta, valor in lidas}


def _graus(tiff: bytes, ordem: str, entradas: dict[int, tuple[int, int, bytes]], etiqueta: int) -> Decimal | None:
    """Make degrees of degrees, minutes and seconds, south and west negative."""
    referencia, partes = entradas.get(etiqueta - 1), entradas.get(etiqueta)
    if referencia is None or partes is None or partes[:2] != (_RACIONAL, 3) or referencia[0] != _ASCII:
        return None
    letra = referencia[2][:1]
    if not letra or letra not in _REFERENCIAS[etiqueta - 1]:
        return None
    numeros: tuple[int, ...] = struct.unpack_from(f"{ordem}6I", tiff, struct.unpack(f"{ordem}I", partes[2])[0])
    graus, minutos, segundos = (Decimal(numeros[i]) / numeros[i + 1] for i in (0, 2, 4))
    total = graus + minutos / 60 + segundos / 3600
    if total > _GRAUS[etiqueta]:
        return None
    return -total if letra in b"SW" else total

"""Photos drawn on the spot: a street with a puddle, as a PNG of our own making."""

import struct
import zlib
from random import Random

from gsan_desk.domain.relato import Problema

_CEU, _RUA = (150, 175, 200), (105, 103, 100)
_POCAS = {Problema.AGUA: (70, 110, 150), Problema.ESGOTO: (80, 75, 50)}


def rua_com_poca(rng: Random, problema: Problema, largura: int = 160, altura: int = 120) -> bytes:
    """Draw the puddle somewhere on the ground; the same draws give the same photo."""
    centro_x, centro_y = rng.uniform(0.3, 0.7) * largura, rng.uniform(0.6, 0.85) * altura
    linhas = bytearray()
    for y in range(altura):
        linhas.append(0)
        for x in range(largura):
            dentro = ((x - centro_x) / 38) ** 2 + ((y - centro_y) / 14) ** 2 < 1
            base = _POCAS[problema] if dentro else _CEU if y < altura * 0.4 else _RUA
            ruido = rng.randint(-9, 9)
            linhas += bytes(min(255, max(0, canal + ruido)) for canal in base)
    return _png(largura, altura, bytes(linhas))


def _png(largura: int, altura: int, linhas: bytes) -> bytes:
    cabecalho = struct.pack(">IIBBBBB", largura, altura, 8, 2, 0, 0, 0)
    pedacos = ((b"IHDR", cabecalho), (b"IDAT", zlib.compress(linhas, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(dados)) + nome + dados + struct.pack(">I", zlib.crc32(nome + dados))
        for nome, dados in pedacos
    )

"""The position that a photo carries serves a report that has none (spec 40 §2.3)."""

import struct
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.relato import Problema, RelatoRecebido
from gsan_desk.progis.exif import orientacao_da_foto, posicao_da_foto
from gsan_desk.progis.fotos import limpar_foto
from gsan_desk.progis.importacao import gravar
from tests.progis.test_fotos import ASSINATURA, pedaco, segmento
from tests.support.cenario import JPG_MINIMO

SUL, OESTE = ((8, 1), (2, 1), (5136, 100)), ((34, 1), (52, 1), (3720, 100))
RECIFE = Decimal("-8.0476"), Decimal("-34.877")


def tiff(ordem: str = "<", latitude: Any = SUL, longitude: Any = OESTE, letras: bytes = b"SW") -> bytes:
    """Make an EXIF block with a position and nothing else."""

    def entrada(etiqueta: int, tipo: int, conta: int, valor: bytes) -> bytes:
        return struct.pack(f"{ordem}HHI4s", etiqueta, tipo, conta, valor)

    def onde(posicao: int) -> bytes:
        return struct.pack(f"{ordem}I", posicao)

    cabeca = (b"II*\0" if ordem == "<" else b"MM\0*") + onde(8)
    primeiro = struct.pack(f"{ordem}H", 1) + entrada(0x8825, 4, 1, onde(26)) + onde(0)
    gps = struct.pack(f"{ordem}H", 4)
    gps += entrada(1, 2, 2, letras[:1] + b"\0\0\0") + entrada(2, 5, 3, onde(80))
    gps += entrada(3, 2, 2, letras[1:] + b"\0\0\0") + entrada(4, 5, 3, onde(104)) + onde(0)
    numeros = [n for grandeza in (latitude, longitude) for par in grandeza for n in par]
    return cabeca + primeiro + gps + struct.pack(f"{ordem}12I", *numeros)


def com_exif(bloco: bytes) -> bytes:
    return JPG_MINIMO[:2] + segmento(0xE1, b"Exif\0\0" + bloco) + JPG_MINIMO[2:]


@pytest.mark.parametrize("ordem", ["<", ">"])
def test_reads_both_byte_orders(ordem: str) -> None:
    assert posicao_da_foto(com_exif(tiff(ordem))) == RECIFE


def test_reads_a_png() -> None:
    png = ASSINATURA + pedaco(b"IHDR", b"\0" * 13) + pedaco(b"eXIf", tiff()) + pedaco(b"IEND", b"")
    assert posicao_da_foto(png) == RECIFE


def test_north_and_east_are_positive() -> None:
    assert posicao_da_foto(com_exif(tiff(letras=b"NE"))) == (-RECIFE[0], -RECIFE[1])


@pytest.mark.parametrize(
    "bloco",
    [
        b"",
        b"II*\0",
        b"II*\0\xff\xff\xff\xff",
        tiff()[:90],
        tiff(letras=b"XW"),
        tiff(latitude=((8, 0), (2, 1), (1, 1))),
        tiff(latitude=((91, 1), (0, 1), (0, 1))),
        tiff(latitude=((0, 1), (0, 1), (0, 1)), longitude=((0, 1), (0, 1), (0, 1))),
    ],
    ids=["vazio", "curto", "longe", "cortado", "letra", "por-zero", "fora", "zero-zero"],
)
def test_what_says_no_place_is_none(bloco: bytes) -> None:
    assert posicao_da_foto(com_exif(bloco)) is None


@given(st.binary(max_size=300), st.sampled_from([b"", ASSINATURA, b"\xff\xd8\xff", com_exif(tiff())[:60]]))
def test_no_bytes_break_it(resto: bytes, inicio: bytes) -> None:
    lugar = posicao_da_foto(inicio + resto)
    assert lugar is None or (abs(lugar[0]) <= 90 and abs(lugar[1]) <= 180)


def _entrar(entrada: Any, base: Any, *fotos: bytes, **campos: Any) -> Any:
    relato = RelatoRecebido("1", "+5581999990001", Problema.AGUA, endereco="RUA A, 10", **campos)
    resumo = gravar(entrada, "APP", [relato], lambda _: fotos)
    assert resumo.novos == 1, resumo
    return base.execute("SELECT latitude, longitude FROM gsan_desk.relato_cidadao").fetchone()


def test_the_photo_gives_the_place_of_a_report_without_one(entrada: Any, base: Any) -> None:
    linha = _entrar(entrada, base, JPG_MINIMO, com_exif(tiff()))
    assert (linha["latitude"], linha["longitude"]) == RECIFE
    fotos = base.execute("SELECT conteudo FROM gsan_desk.relato_foto").fetchall()
    assert [bytes(f["conteudo"]) for f in fotos] == [JPG_MINIMO, JPG_MINIMO], "stored without its EXIF"


def test_the_place_that_the_person_sent_stays(entrada: Any, base: Any) -> None:
    linha = _entrar(entrada, base, com_exif(tiff()), latitude=Decimal("-8.1"), longitude=Decimal("-34.9"))
    assert (linha["latitude"], linha["longitude"]) == (Decimal("-8.1"), Decimal("-34.9"))


def test_a_report_that_came_before_cannot_be_moved(entrada: Any, base: Any) -> None:
    _entrar(entrada, base)
    entrada.execute("SELECT gsan_desk.situar_relato('APP', '1', -8.0476, -34.877)")
    assert base.execute("SELECT latitude FROM gsan_desk.relato_cidadao").fetchone()["latitude"] is None


def orientada(valor: int, ordem: str = ">", tipo: int = 3, conta: int = 1) -> bytes:
    """Make an EXIF block that says which side is up, and the camera that took it."""
    lado = struct.pack(f"{ordem}HHIHH", 0x0112, tipo, conta, valor, 0)
    camera = struct.pack(f"{ordem}HHI4s", 0x010F, 2, 4, b"ACME")
    return (b"II*\0" if ordem == "<" else b"MM\0*") + struct.pack(f"{ordem}IH", 8, 2) + camera + lado + bytes(4)


@pytest.mark.parametrize("ordem", ["<", ">"])
@pytest.mark.parametrize("lado", [1, 3, 6, 8])
def test_reads_which_side_is_up(ordem: str, lado: int) -> None:
    assert orientacao_da_foto(com_exif(orientada(lado, ordem))) == lado


@pytest.mark.parametrize(
    "bloco", [b"", b"II*\0", orientada(0), orientada(9), orientada(6, tipo=4), orientada(6, conta=2), tiff()]
)
def test_what_does_not_say_is_upright(bloco: bytes) -> None:
    assert orientacao_da_foto(com_exif(bloco)) == 1
    assert orientacao_da_foto(b"") == 1


@pytest.mark.parametrize("lado", [2, 3, 6, 8])
def test_the_side_stays_and_nothing_else_of_the_exif(lado: int) -> None:
    limpa = limpar_foto(com_exif(orientada(lado, "<")))
    assert limpa is not None
    assert orientacao_da_foto(limpa) == lado
    assert b"ACME" not in limpa
    assert limpar_foto(limpa) == limpa
    assert limpa.startswith(b"\xff\xd8\xff\xe0"), "JFIF asks to be the first segment"


def test_an_upright_photo_has_no_exif_left() -> None:
    assert limpar_foto(com_exif(orientada(1))) == JPG_MINIMO

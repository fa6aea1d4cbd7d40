"""How alike two places are, and how much an RA looks like the one that a new contact speaks of (issue 6, point 3).

Points add up; each reason says in words what was found. The weights were set on the bench's labelled set.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from math import exp

CORTE = 18.0
"""Points below which an RA is no candidate."""
RUA_IGUAL, RUA_OUTRA = 0.78, 0.45
_NUMERO_NO_FIM = re.compile(r"\b(\d{1,5})\b(?! DE\b)(?!.*\d)")
_ABREVIATURAS = {
    "R": "RUA",
    "AV": "AVENIDA",
    "TV": "TRAVESSA",
    "TRAV": "TRAVESSA",
    "PCA": "PRACA",
    "EST": "ESTRADA",
    "ROD": "RODOVIA",
    "AL": "ALAMEDA",
    "DR": "DOUTOR",
    "PROF": "PROFESSOR",
    "STA": "SANTA",
    "STO": "SANTO",
    "S": "SAO",
    "CEL": "CORONEL",
    "GEN": "GENERAL",
    "PE": "PADRE",
    "N": "",
    "NO": "",
}
_TIPOS = frozenset({"RUA", "AVENIDA", "TRAVESSA", "PRACA", "ESTRADA", "RODOVIA", "ALAMEDA", "BECO", "VILA", "LADEIRA"})
_VAZIAS = frozenset({"DA", "DE", "DO", "DAS", "DOS", "E", "A", "O", "EM", "NA", "COM", "AO", "LADO", "PERTO", "FRENTE"})


class Especie(IntEnum):
    """How near two especificações are in kind."""

    OUTRA = 0
    MESMO_GRUPO = 1
    MESMO_TIPO = 2
    MESMA = 3


@dataclass(frozen=True, slots=True)
class Escrito:
    """An address as people write it, taken apart."""

    rua: tuple[str, ...] = ()
    numero: int | None = None


@dataclass(frozen=True, slots=True)
class Indicios:
    """What is known of an RA beside what is asked.

    ``distancia`` in metres; ``aproximada`` when it is that of the street; ``alcance`` is the radius of the search;
    likenesses from 0 to 1, ``None`` when one side is silent.
    """

    distancia: float | None
    aproximada: bool
    alcance: float
    especie: Especie
    rua: float | None
    numeros: tuple[int, int] | None
    referencia: float | None
    mesmo_telefone: bool
    mesmo_imovel: bool
    idade: timedelta
    encerrado_ha: timedelta | None


@dataclass(frozen=True, slots=True)
class Nota:
    """Points of an RA and their reasons, the weightiest first."""

    pontos: float
    razoes: tuple[str, ...]

    @property
    def candidato(self) -> bool:
        """Tell whether it is worth showing."""
        return self.pontos >= CORTE


def avaliar(indicios: Indicios) -> Nota:
    """Add up what speaks for and against."""
    partes = sorted(_partes(indicios), key=lambda parte: -parte[0])
    return Nota(round(sum(p for p, _ in partes), 1), tuple(razao for _, razao in partes if razao))


@lru_cache(maxsize=4096)
def separar(texto: str) -> Escrito:
    """Take apart ``RUA DAS FLORES, 123 - CENTRO``: words of the street without its kind, and the number."""
    rua, _, resto = _sem_acento(texto).partition(",")
    numero = re.search(r"\b(\d{1,5})\b", resto)
    if numero is None and (final := _NUMERO_NO_FIM.search(rua)) is not None and final.start() > 0:
        numero, rua = final, rua[: final.start()]
    return Escrito(tuple(_palavras(rua.split(" - ")[0])), int(numero.group(1)) if numero else None)


def mesma_rua(uma: Escrito, outra: Escrito) -> float | None:
    """Compare two streets, 0 to 1, forgiving misspelling and missing words."""
    return _alike(uma.rua, outra.rua)


def mesma_referencia(uma: str, outra: str) -> float | None:
    """Compare two points of reference, 0 to 1."""
    return _alike(tuple(_palavras(_sem_acento(uma))), tuple(_palavras(_sem_acento(outra))))


def pistas(texto: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give first letters by which the register may know a street, and pieces of which its name holds some.

    Letters change places under a thumb, so that the second one may be the first; pieces survive an error elsewhere.
    """
    palavras = [p for p in separar(texto).rua if p.isalpha() and p.isascii()]
    escritas = [p for p in re.findall(r"[A-Z]+", _sem_acento(texto)) if _ABREVIATURAS.get(p, p) not in _TIPOS]
    iniciais = dict.fromkeys(letra for p in (*palavras[:1], *escritas[:1]) for letra in p[:2])
    trechos = dict.fromkeys(p[i : i + 4] for p in palavras for i in range(max(len(p) - 3, 1)) if len(p) >= 3)
    return tuple(iniciais), tuple(trechos)[:30]


def _partes(i: Indicios) -> Iterator[tuple[float, str]]:
    yield from _distancia(i)
    yield {
        Especie.OUTRA: (-30.0, ""),
        Especie.MESMO_GRUPO: (6.0, ""),
        Especie.MESMO_TIPO: (12.0, "mesmo tipo de solicitação"),
        Especie.MESMA: (16.0, "mesma especificação"),
    }[i.especie]
    yield from _endereco(i)
    if i.referencia is not None and i.referencia >= 0.6:
        yield 12 * i.referencia, "ponto de referência parecido"
    if i.mesmo_imovel:
        yield 35.0, "mesmo imóvel"
    if i.mesmo_telefone:
        yield 22.0, "mesmo telefone"
    if i.encerrado_ha is not None:
        dias = i.encerrado_ha.days
        yield -2.0 - min(dias, 8) / 2, "encerrado hoje" if dias <= 0 else f"encerrado há {dias} dia{'s' * (dias > 1)}"
    else:
        yield 6 * exp(-i.idade / timedelta(days=10)), ""


def _distancia(i: Indicios) -> Iterator[tuple[float, str]]:
    if i.distancia is None:
        return
    escala = i.alcance * (0.7 if i.aproximada else 0.55)
    peso = 28.0 if i.aproximada else 48.0
    pontos = peso * exp(-((i.distancia / escala) ** 2))
    longe = -25.0 if i.distancia > i.alcance else 0.0
    yield pontos + longe, f"a {'cerca de ' if i.aproximada else ''}{i.distancia:.0f} m"


def _endereco(i: Indicios) -> Iterator[tuple[float, str]]:
    if i.rua is None:
        return
    if i.rua >= RUA_IGUAL:
        yield 22 * i.rua, "mesma rua"
        yield from _numero(i.numeros)
    elif i.rua < RUA_OUTRA:
        yield -14.0, ""


def _numero(numeros: tuple[int, int] | None) -> Iterator[tuple[float, str]]:
    if numeros is None:
        return
    diferenca = abs(numeros[0] - numeros[1])
    if diferenca == 0:
        yield 12.0, "mesmo número"
    elif diferenca <= 30:
        yield 6.0, "número próximo"
    elif diferenca > 200:
        yield -16.0, ""


def quando(agora: datetime, momento: datetime | None) -> timedelta | None:
    """Give the time since then."""
    return agora - momento if momento is not None else None


def _alike(umas: tuple[str, ...], outras: tuple[str, ...]) -> float | None:
    if not umas or not outras:
        return None
    menores, maiores = sorted((umas, outras), key=lambda p: sum(map(len, p)))
    iguais = sum(len(m) * max(_palavra(m, n) for n in maiores) for m in menores)
    return iguais / sum(map(len, menores)) * (1.0 if len(menores) * 2 >= len(maiores) else 0.9)


@lru_cache(maxsize=16384)
def _palavra(uma: str, outra: str) -> float:
    return 1.0 if uma == outra else SequenceMatcher(None, uma, outra, autojunk=False).ratio() ** 1.5


def _palavras(texto: str) -> Iterator[str]:
    for bruta in re.findall(r"[A-Z0-9]+", texto):
        palavra = _ABREVIATURAS.get(bruta, bruta)
        if palavra and palavra not in _TIPOS and palavra not in _VAZIAS:
            yield palavra


def _sem_acento(texto: str) -> str:
    decomposto = unicodedata.normalize("NFKD", texto)
    return "".join(c for c in decomposto if not unicodedata.combining(c)).upper()

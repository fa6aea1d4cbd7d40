"""Draws of the demo: people, documents, telephones; the same seed gives the same town."""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

from gsan_desk.database.dados.demo import nomes

_T = TypeVar("_T")
DDD = "81"


def sortear(rng: Random, pesos: Mapping[_T, float]) -> _T:
    """Pick a key by its weight."""
    return rng.choices(list(pesos), list(pesos.values()))[0]


def pessoa(rng: Random) -> str:
    """Compose a name of two to four parts."""
    mulher = rng.random() < 0.54
    primeiro = rng.choice(nomes.MULHERES if mulher else nomes.HOMENS)
    segundo = rng.choice(nomes.SEGUNDOS_DE_MULHER if mulher else nomes.SEGUNDOS_DE_HOMEM) if rng.random() < 0.3 else ""
    meio = rng.choice(nomes.SOBRENOMES) if rng.random() < 0.6 else ""
    ultimo = rng.choice(nomes.ULTIMOS if rng.random() < 0.45 else nomes.SOBRENOMES)
    return " ".join(filter(None, (primeiro, segundo, meio, ultimo)))[:50].strip()


def comercio(rng: Random) -> str:
    """Compose the name of a shop."""
    tipo, fantasia = rng.choice(nomes.COMERCIOS), rng.choice(nomes.FANTASIAS)
    return f"{tipo} {fantasia} {rng.choice(('LTDA', 'ME', 'EIRELI'))}"[:50]


def _digito(algarismos: list[int], pesos: range | list[int]) -> int:
    resto = sum(a * p for a, p in zip(algarismos, pesos, strict=True)) % 11
    return 0 if resto < 2 else 11 - resto


def cpf(rng: Random) -> str:
    """Draw a CPF with right check digits."""
    base = [rng.randrange(10) for _ in range(9)]
    if len(set(base)) == 1:
        base[0] = (base[0] + 1) % 10
    base.append(_digito(base, range(10, 1, -1)))
    base.append(_digito(base, range(11, 1, -1)))
    return "".join(map(str, base))


def cnpj(rng: Random) -> str:
    """Draw a CNPJ of a head office with right check digits."""
    base = [*(rng.randrange(10) for _ in range(8)), 0, 0, 0, 1]
    base.append(_digito(base, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]))
    base.append(_digito(base, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]))
    return "".join(map(str, base))


def celular(rng: Random) -> str:
    """Draw nine digits of a mobile phone."""
    return f"9{rng.randrange(6, 10)}{rng.randrange(10_000_000):07d}"


def fixo(rng: Random) -> str:
    """Draw eight digits of a telephone line."""
    return f"3{rng.randrange(2, 6)}{rng.randrange(1_000_000):06d}"

"""Believable reports for demo and bench: near the imóveis of the base, as hurried people write (issue 6, point 7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

import psycopg

from gsan_desk.database.dados.desenho import rua_com_poca
from gsan_desk.domain.projecao import desprojetar
from gsan_desk.domain.relato import ORIGEM_SIMULADA, Problema, RelatoRecebido
from gsan_desk.models.pontos import ponto_do_imovel

ORIGEM = ORIGEM_SIMULADA
ZONA = 25
_NOMES = ("ANA LIMA", "BRUNO SOUZA", "CARLA DIAS", "", "DAVI ROCHA", "ELZA NUNES", "", "")
_DESCRICOES = {
    Problema.AGUA: (
        "agua jorrando no meio da rua",
        "vazamento grande perto do meio fio",
        "água limpa correndo há dias",
    ),
    Problema.ESGOTO: ("esgoto estourado, mau cheiro", "bueiro transbordando", "água suja na calçada"),
}
_REFERENCIAS = ("em frente à padaria", "perto da escola", "ao lado do posto", "", "", "esquina do mercado")
_LUGARES = f"""
    SELECT ({ponto_do_imovel("i")})[0], ({ponto_do_imovel("i")})[1],
        coalesce(concat_ws(' ', t.lgtp_dslogradourotipo, l.logr_nmlogradouro), ''), btrim(i.imov_nnimovel),
        coalesce(c.bair_nmbairro, ''), coalesce(m.muni_nmmunicipio, '')
    FROM cadastro.imovel i
    LEFT JOIN cadastro.logradouro_bairro b ON b.lgbr_id = i.lgbr_id
    LEFT JOIN cadastro.logradouro l ON l.logr_id = b.logr_id
    LEFT JOIN cadastro.logradouro_tipo t ON t.lgtp_id = l.lgtp_id
    LEFT JOIN cadastro.bairro c ON c.bair_id = b.bair_id
    LEFT JOIN cadastro.municipio m ON m.muni_id = c.muni_id
    WHERE {ponto_do_imovel("i")} IS NOT NULL ORDER BY i.imov_id LIMIT 5000
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Ponto:
    """A place of the city, in metres and in words."""

    leste: float
    norte: float
    rua: str
    numero: str
    bairro: str
    municipio: str


def pontos(conexao: psycopg.Connection[Any]) -> list[Ponto]:
    """Read places of the base."""
    return [Ponto(*linha) for linha in conexao.execute(_LUGARES)]


def simular(lugares: list[Ponto], quantos: int, semente: int) -> Iterator[RelatoRecebido]:
    """Make reports; the same seed makes the same ones, but for their ids and hours.

    Raises:
        ValueError: the base has no imóvel with coordinates.
    """
    if not lugares:
        raise ValueError("A base não tem imóveis com coordenadas: não há onde simular relatos.")
    rng, agora = Random(semente), datetime.now(UTC)  # noqa: S311 - no secret
    for _ in range(quantos):
        yield _relato(rng, rng.choice(lugares), agora)


def _relato(rng: Random, lugar: Ponto, agora: datetime) -> RelatoRecebido:
    problema = rng.choice((Problema.AGUA, Problema.AGUA, Problema.ESGOTO))
    precisao = rng.choice((5.0, 8.0, 12.0, 20.0, 45.0))
    graus = desprojetar(lugar.leste + rng.gauss(0, precisao), lugar.norte + rng.gauss(0, precisao), ZONA)
    com_ponto = graus is not None and (rng.random() < 0.85 or not lugar.rua)
    latitude, longitude = graus if com_ponto and graus is not None else (None, None)
    com_endereco = bool(lugar.rua) and (latitude is None or rng.random() < 0.6)
    return RelatoRecebido(
        str(UUID(int=int(agora.timestamp() * 1e6) << 64 | rng.getrandbits(64))),
        f"+55819{rng.randint(60_000_000, 99_999_999)}",
        problema,
        enviado_em=agora,
        nome=rng.choice(_NOMES),
        latitude=latitude,
        longitude=longitude,
        precisao=precisao if latitude is not None else None,
        endereco=apressado(rng, f"{lugar.rua}, {lugar.numero}") if com_endereco else "",
        bairro=lugar.bairro,
        municipio=lugar.municipio,
        ponto_referencia=rng.choice(_REFERENCIAS),
        descricao=rng.choice(_DESCRICOES[problema]),
    )


def fotos(relato: RelatoRecebido) -> Iterator[bytes]:
    """Take none, one or two photos; the same report has the same ones."""
    rng = Random(relato.id_externo)  # noqa: S311 - no secret
    for _ in range(rng.choice((0, 1, 1, 2))):
        yield rua_com_poca(rng, relato.problema)


def apressado(rng: Random, endereco: str) -> str:
    """Write an address as somebody with a thumb does: kinds of street cut short, letters swapped or missing."""
    escrito = endereco.title()
    for longo, curto in (("Rua ", "R. "), ("Avenida ", "Av "), ("Travessa ", "Tv ")):
        if escrito.startswith(longo) and rng.random() < 0.6:
            escrito = curto + escrito.removeprefix(longo)
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        letras = [i for i in range(3, len(escrito) - 1) if escrito[i : i + 2].isalpha()]
        if letras:
            i = rng.choice(letras)
            meio = escrito[i + 1] + escrito[i] if rng.random() < 0.5 else escrito[i + 1]
            escrito = escrito[:i] + meio + escrito[i + 2 :]
    return escrito if rng.random() < 0.5 else escrito.lower().replace(",", "")

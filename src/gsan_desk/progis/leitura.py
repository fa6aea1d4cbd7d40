"""From the fields of a source, whatever their types and contents, to a report that the base takes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gsan_desk.domain.relato import TAMANHOS, Problema, RelatoRecebido, coordenadas, e164, limpar


class RelatoInvalido(ValueError):
    """A record of which no report can be made."""


def montar(dados: Mapping[str, Any], problemas: Mapping[str, Problema], codificacao: str) -> RelatoRecebido:
    """Make a report of fields named as ours.

    Raises:
        RelatoInvalido: without id, phone, problem or place.
    """
    id_externo = limpar(_texto(dados.get("id")), 60, codificacao)
    telefone = e164(_texto(dados.get("telefone")))
    problema = problemas.get(_texto(dados.get("problema")).strip().upper())
    lugar = coordenadas(dados.get("latitude"), dados.get("longitude"))
    textos = {nome: limpar(_texto(dados.get(nome)), maximo, codificacao) for nome, maximo in TAMANHOS.items()}
    faltas = {
        "sem identificador": not id_externo,
        "sem telefone": telefone is None,
        "problema desconhecido": problema is None,
        "sem coordenadas nem endereço": lugar is None and not textos["endereco"],
    }
    if any(faltas.values()) or telefone is None or problema is None:
        raise RelatoInvalido(", ".join(falta for falta, ha in faltas.items() if ha))
    latitude, longitude = lugar or (None, None)
    return RelatoRecebido(
        id_externo,
        telefone,
        problema,
        enviado_em=_momento(dados.get("enviado_em")),
        latitude=latitude,
        longitude=longitude,
        precisao=_precisao(dados.get("precisao")),
        **textos,
    )


def _texto(valor: Any) -> str:
    return "" if valor is None else str(valor)


def _momento(valor: Any) -> datetime | None:
    """Read the phone's clock, which is informative only: what cannot be read is left out."""
    if isinstance(valor, str):
        try:
            valor = datetime.fromisoformat(valor.strip())
        except ValueError:
            return None
    if not isinstance(valor, datetime):
        return None
    return valor if valor.tzinfo is not None else valor.replace(tzinfo=UTC)


def _precisao(valor: Any) -> float | None:
    try:
        metros = float(valor)
    except (TypeError, ValueError, OverflowError):
        return None
    return metros if 0 <= metros <= 100_000 else None

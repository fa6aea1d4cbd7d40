"""A citizen's report: its problem, its states, how texts of an app become ones that the base takes (spec 40 §2.3)."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import IntEnum

from gsan_desk.domain.telefone import so_digitos, verificar_celular
from gsan_desk.domain.texto import CODECS

NOME_DO_CIDADAO = "CIDADÃO"
ORIGEM_BALCAO, ORIGEM_SIMULADA = "BALCAO", "SIMULADO"
"""Sources that an attendant may write for: what is typed, and what is made up for training."""
DESCRICAO_DA_FOTO = "Foto enviada pelo cidadão"
MOTIVOS_DE_DESCARTE = ("Fora da área", "Trote", "Ilegível", "Duplicado do mesmo telefone", "Outro")
TAMANHOS = {
    "nome": 60,
    "endereco": 200,
    "bairro": 60,
    "municipio": 60,
    "ponto_referencia": 60,
    "descricao": 400,
}
FOTOS_MAXIMAS = 3
FOTO_MAXIMA = 5 * 1_048_576
_INVISIVEIS = frozenset("\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


class Problema(IntEnum):
    """What the citizen saw in the street."""

    AGUA = 1
    ESGOTO = 2

    @property
    def nome(self) -> str:
        """Name shown to people."""
        return {1: "Vazamento de água", 2: "Vazamento de esgoto"}[self]


class SituacaoRelato(IntEnum):
    """State of a report."""

    PENDENTE = 1
    RA_ABERTO = 2
    VINCULADO = 3
    DESCARTADO = 4

    @property
    def nome(self) -> str:
        """Name shown to people."""
        return {1: "Pendente", 2: "RA aberto", 3: "Vinculado", 4: "Descartado"}[self]


@dataclass(frozen=True, slots=True)
class RelatoRecebido:
    """A report as a source brings it, already clean."""

    id_externo: str
    telefone: str
    problema: Problema
    enviado_em: datetime | None = None
    nome: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    precisao: float | None = None
    endereco: str = ""
    bairro: str = ""
    municipio: str = ""
    ponto_referencia: str = ""
    descricao: str = ""


def limpar(texto: str, maximo: int, codificacao: str = "UTF8") -> str:
    """Make one line of a hostile text: no controls, no marks of direction, nothing that the base cannot hold."""
    visivel = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in texto)
    visivel = "".join(c for c in visivel if c not in _INVISIVEIS)
    codec = CODECS.get(codificacao.upper(), "utf-8")
    return " ".join(visivel.encode(codec, "replace").decode(codec).split())[:maximo].rstrip()


def e164(texto: str) -> str | None:
    """Give the E.164 form of a phone of any country, Brazil when none is told; ``None`` when it has no such form."""
    digitos = so_digitos(texto)
    if not texto.lstrip().startswith("+"):
        digitos = digitos.lstrip("0")
        digitos = digitos if len(digitos) in (12, 13) and digitos.startswith("55") else f"55{digitos}"
        if len(digitos) not in (12, 13):
            return None
    return f"+{digitos}" if 8 <= len(digitos) <= 15 and digitos[0] != "0" else None


def coordenadas(latitude: object, longitude: object) -> tuple[Decimal, Decimal] | None:
    """Read degrees written in any usual way; ``None`` for what is no place, (0, 0) included."""
    try:
        lat, lon = (Decimal(str(v).strip().replace(",", ".")) for v in (latitude, longitude))
    except InvalidOperation:
        return None
    if not (lat.is_finite() and lon.is_finite()) or abs(lat) > 90 or abs(lon) > 180 or (lat == 0 and lon == 0):
        return None
    return round(lat, 7), round(lon, 7)


def recebe_sms(telefone: str) -> bool:
    """Tell whether the phone that reported can be answered: only Brazilian mobiles are."""
    return verificar_celular(telefone) is None

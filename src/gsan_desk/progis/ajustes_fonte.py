"""The file that says where a source is and what its fields are called (issue 6, point 1)."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gsan_desk.domain.relato import Problema

_Nome = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,20}$")]


class _Modelo(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Problemas(_Modelo):
    """Values of the source's field that stand for each problem."""

    agua: list[str]
    esgoto: list[str]

    @property
    def por_valor(self) -> dict[str, Problema]:
        """Values in upper case."""
        return {v.strip().upper(): Problema.AGUA for v in self.agua} | {
            v.strip().upper(): Problema.ESGOTO for v in self.esgoto
        }


class Colunas(_Modelo):
    """Names of the columns; ``posicao`` only grows: a sequence or the moment of the insertion."""

    id: str
    posicao: str
    telefone: str
    problema: str
    enviado_em: str | None = None
    nome: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    precisao: str | None = None
    endereco: str | None = None
    bairro: str | None = None
    municipio: str | None = None
    ponto_referencia: str | None = None
    descricao: str | None = None
    foto: str | None = None


class FonteBase(_Modelo):
    """A table or view of another PostgreSQL; the password comes from libpq (``PGPASSFILE``), never from here."""

    tipo: Literal["postgresql"]
    nome: _Nome
    dsn: str
    tabela: str
    colunas: Colunas
    problemas: _Problemas
    sobreposicao: Annotated[int, Field(ge=0, le=100_000)] = 500


class FonteOpen311(_Modelo):
    """A GeoReport v2 server; photos are fetched only from ``fotos_de``."""

    tipo: Literal["open311"]
    nome: _Nome
    url: Annotated[str, Field(pattern=r"^https?://")]
    jurisdicao: str | None = None
    problemas: _Problemas
    fotos_de: list[str] = []
    desde_dias: Annotated[int, Field(ge=1, le=90)] = 30


class _Arquivo(_Modelo):
    fonte: Annotated[FonteBase | FonteOpen311, Field(discriminator="tipo")]


def ler(arquivo: Path) -> FonteBase | FonteOpen311:
    """Read the file.

    Raises:
        ValueError: it cannot be read, or says too little or too much.
    """
    try:
        return _Arquivo.model_validate(tomllib.loads(arquivo.read_text(encoding="utf-8"))).fonte
    except OSError as erro:
        raise ValueError(f"Não foi possível ler {arquivo}: {erro.strerror}") from erro
    except ValidationError as erro:
        onde = "; ".join(".".join(map(str, e["loc"])) for e in erro.errors())
        raise ValueError(f"O arquivo {arquivo} está incompleto ou errado em: {onde}") from erro
    except tomllib.TOMLDecodeError as erro:
        raise ValueError(f"O arquivo {arquivo} não está em TOML: {erro}") from erro

"""Settings of the workstation: files (TOML) < environment ``GSAN_DESK_*`` < option. Passwords live in the OS keyring.

Of the two files, what the person's own says counts over what the company's says for every desk.
"""

from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import BaseModel, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

DA_COMPANHIA = Path(platformdirs.site_config_path("gsan-desk", appauthor=False)) / "gsan-desk.toml"
ARQUIVO = Path(platformdirs.user_config_path("gsan-desk", appauthor=False)) / "gsan-desk.toml"


class Servidor(BaseModel):
    """A database that the login window offers; ``dsn_direto`` goes around a pooler that cannot pass notices on.

    ``dsn_leitura`` is a read-only standby: searches and the Painel ask it while it follows the primary.
    """

    nome: str
    dsn: str
    dsn_direto: str = ""
    dsn_leitura: str = ""


class AjustesMapa(BaseModel):
    """Where the map takes its tiles from; without ``ladrilhos`` it draws a scaled grid and asks nobody."""

    ladrilhos: str = ""
    atribuicao: str = ""
    zoom_maximo: Annotated[int, Field(ge=2, le=21)] = 19

    @field_validator("ladrilhos")
    @classmethod
    def _servidor_de_ladrilhos(cls, valor: str) -> str:
        partes = all(f"{{{nome}}}" in valor for nome in "zxy")
        if valor and not (valor.startswith(("http://", "https://")) and partes):
            raise ValueError("ladrilhos começa com http:// ou https:// e tem {z}, {x} e {y}")
        return valor


class AjustesProgis(BaseModel):
    """How PROGIS proves itself: its public DSA key, as a PEM or the path of one; without it no call is taken."""

    chave: str = ""


class Ajustes(BaseSettings):
    """Everything that may be set outside the program."""

    model_config = SettingsConfigDict(
        env_prefix="GSAN_DESK_", env_nested_delimiter="__", toml_file=[DA_COMPANHIA, ARQUIVO]
    )

    servidores: list[Servidor] = []
    tema: str = "sistema"
    mapa: AjustesMapa = AjustesMapa()
    progis: AjustesProgis = AjustesProgis()
    url_cliente: str = ""
    """Where the web system shows a cliente, with ``{cliente}`` for its code; empty, nothing offers it."""

    @field_validator("url_cliente")
    @classmethod
    def _endereco_da_web(cls, valor: str) -> str:
        """Take only what a browser opens: another scheme would run whatever the file says."""
        if valor and not (valor.startswith(("http://", "https://")) and "{cliente}" in valor):
            raise ValueError("url_cliente começa com http:// ou https:// e tem {cliente} no lugar do código")
        return valor

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - fixed signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - fixed signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: option, environment, files."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def ler_ajustes() -> Ajustes:
    """Read them all.

    Raises:
        SystemExit: a value is wrong; it names the place and the reason.
    """
    try:
        return Ajustes()
    except ValidationError as erro:
        partes = (f"{'.'.join(map(str, e['loc']))}: {e['msg'].removeprefix('Value error, ')}" for e in erro.errors())
        onde = f"{ARQUIVO}, {DA_COMPANHIA} ou GSAN_DESK_*"
        raise SystemExit(f"Os ajustes ({onde}) têm um valor errado. {'; '.join(partes)}.") from erro

"""Settings of the workstation: file (TOML) < environment ``GSAN_DESK_*`` < option. Passwords live in the OS keyring."""

from pathlib import Path

import platformdirs
from pydantic import BaseModel
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

ARQUIVO = Path(platformdirs.user_config_path("gsan-desk", appauthor=False)) / "gsan-desk.toml"


class Servidor(BaseModel):
    """A database that the login window offers; ``dsn_direto`` goes around a pooler that cannot pass notices on."""

    nome: str
    dsn: str
    dsn_direto: str = ""


class Ajustes(BaseSettings):
    """Everything that may be set outside the program."""

    model_config = SettingsConfigDict(env_prefix="GSAN_DESK_", env_nested_delimiter="__", toml_file=ARQUIVO)

    servidores: list[Servidor] = []
    tema: str = "sistema"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - fixed signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - fixed signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: option, environment, file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

"""Which clients may use the base, and where the newest one is; an administrador says so."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gsan_desk.domain.versao import Instalador, numero
from gsan_desk.models.desk import BaseInstalada


@dataclass(frozen=True, slots=True)
class Versoes:
    """What the row of the base says of clients."""

    atual: str
    minimo: str
    instalador: Instalador | None


@dataclass(frozen=True, slots=True)
class Publicacao:
    """What to change; ``None`` leaves it. Another ``atual`` without its installer forgets the former one's."""

    atual: str | None = None
    minimo: str | None = None
    instalador: Instalador | None = None


def ler(session: Session) -> Versoes:
    """Read what the base says of clients; one statement."""
    linha = session.execute(
        select(
            BaseInstalada.cliente_atual,
            BaseInstalada.cliente_minimo,
            BaseInstalada.instalador,
            BaseInstalada.instalador_sha256,
        )
    ).one()
    instalador = Instalador(linha.instalador, linha.instalador_sha256) if linha.instalador else None
    return Versoes(linha.cliente_atual, linha.cliente_minimo, instalador)


def publicar(session: Session, comando: Publicacao) -> Versoes:
    """Say which client is the newest, which the oldest that may enter, and where the installer is.

    Raises:
        ValueError: no version, or the oldest is newer than the newest, which would leave everybody outside.
    """
    antes = ler(session)
    atual, minimo = comando.atual or antes.atual, comando.minimo or antes.minimo
    if numero(minimo) > numero(atual):
        raise ValueError(f"O mínimo ({minimo}) não pode ser mais novo que o atual ({atual}): ninguém entraria.")
    guardado = antes.instalador if atual == antes.atual else None
    depois = Versoes(atual, minimo, comando.instalador or guardado)
    session.execute(
        update(BaseInstalada).values(
            cliente_atual=depois.atual,
            cliente_minimo=depois.minimo,
            instalador=depois.instalador.lugar if depois.instalador else None,
            instalador_sha256=depois.instalador.sha256 if depois.instalador else None,
        )
    )
    return depois

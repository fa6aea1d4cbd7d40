"""A real PostgreSQL for the tests: one embedded cluster a run, one template, a database cloned for each test."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import fasteners
import psycopg
import pytest
from sqlalchemy import URL, create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gsan_desk.database import instalacao
from gsan_desk.database.banco import Banco
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.domain.perfis import Perfil
from gsan_desk.models.base import Base
from tests.support import cenario

MODELO = "modelo"
SENHA = "senha-de-teste"
PESSOAS = {
    "atendente": Perfil.ATENDENTE,
    "atendente2": Perfil.ATENDENTE,
    "supervisor": Perfil.SUPERVISOR,
    "sms": Perfil.SMS,
    "admin": Perfil.ADMIN,
}
RAPIDO = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
}
ESPACO_NA_MEMORIA = 2 << 30
COM_ESTRATEGIA = 150000
_numero = count()


def conectar(url: URL) -> psycopg.Connection[tuple[object, ...]]:
    """Open a plain driver connection, autocommit."""
    return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)


@pytest.fixture(scope="session")
def servidor(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[ServidorEmbutido]:
    """Start the cluster of the run, or join the one that another worker started; build the template once."""
    base = tmp_path_factory.getbasetemp()
    raiz = base if worker_id == "master" else base.parent
    pasta = _pasta_rapida(raiz)
    embutido = ServidorEmbutido(pasta / "pg", RAPIDO)
    with fasteners.InterProcessLock(raiz / "pg.lock"):
        embutido.iniciar()
        pronto = pasta / "modelo.pronto"
        if not pronto.exists():
            _montar_modelo(embutido)
            pronto.touch()
    yield embutido
    with fasteners.InterProcessLock(raiz / "pg.lock"):
        embutido.parar()
        if not (pasta / "pg" / "postmaster.pid").exists():
            shutil.rmtree(pasta)


def _pasta_rapida(raiz: Path) -> Path:
    """Keep the cluster in memory where there is room: copying a database then takes a thirtieth of the time."""
    memoria = Path("/dev/shm")
    if memoria.is_dir() and shutil.disk_usage(memoria).free >= ESPACO_NA_MEMORIA:
        pasta = memoria / f"gsan-desk-{hashlib.sha256(str(raiz).encode()).hexdigest()[:12]}"
    else:
        pasta = raiz / "cluster"
    pasta.mkdir(exist_ok=True)
    return pasta


def _montar_modelo(embutido: ServidorEmbutido) -> None:
    with conectar(embutido.url()) as conexao:
        conexao.execute(f"CREATE DATABASE {MODELO} TEMPLATE template0 ENCODING 'UTF8'")
    url = embutido.url(MODELO)
    instalacao.criar(url, "America/Recife", "novo")
    with conectar(url) as conexao:
        cenario.montar(conexao)
    for login, perfil in PESSOAS.items():
        instalacao.criar_usuario(url, login, login.upper(), perfil, cenario.UNIDADE_DE[login], SENHA)


@pytest.fixture
def dsn(servidor: ServidorEmbutido, worker_id: str) -> Iterator[URL]:
    """Address, as superuser, of a fresh copy of the template that this test alone uses."""
    nome = f"teste_{worker_id}_{next(_numero)}"
    with conectar(servidor.url()) as conexao:
        conexao.execute(f"DROP DATABASE IF EXISTS {nome} WITH (FORCE)")  # of a run that crashed in the same folder
        estrategia = "STRATEGY file_copy" if conexao.info.server_version >= COM_ESTRATEGIA else ""
        conexao.execute(f"CREATE DATABASE {nome} TEMPLATE {MODELO} {estrategia}")
        conexao.execute(_ajustes_das_pessoas(nome))
    yield servidor.url(nome)
    with conectar(servidor.url()) as conexao:
        conexao.execute(f"DROP DATABASE {nome} WITH (FORCE)")


def _ajustes_das_pessoas(banco: str) -> str:
    """Give the people in the copy the settings of a database that ``usuario criar`` had made."""
    return ";".join(
        f"ALTER ROLE {login} IN DATABASE {banco} SET timezone TO 'America/Recife';"
        f"ALTER ROLE {login} IN DATABASE {banco} SET jit TO off"
        for login in PESSOAS
    )


@pytest.fixture
def sessao(dsn: URL) -> Iterator[Session]:
    """A session as superuser, in the base's time zone, rolled back at the end."""
    engine = create_engine(dsn, poolclass=NullPool, connect_args={"options": "-c timezone=America/Recife"})
    with Session(engine) as sessao:
        yield sessao
        sessao.rollback()


@pytest.fixture
def como(dsn: URL) -> Iterator[Callable[[str], Banco]]:
    """Connect as one of the people, with password, through the role's own rights."""
    abertos: list[Banco] = []

    def abrir(login: str) -> Banco:
        abertos.append(Banco(dsn.set(username=login, password=SENHA)))
        return abertos[-1]

    yield abrir
    for banco in abertos:
        banco.fechar()


def linhas(sessao: Session, modelo: type[Base]) -> list[Base]:
    """All rows of a table, by id."""
    return list(sessao.query(modelo).order_by(*modelo.__table__.primary_key.columns))


def raiz_do_projeto() -> Path:
    """The checkout's root."""
    return Path(__file__).parents[2]

"""The training database: embedded server, new schema, made-up utility, four people to be."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL

from gsan_desk import __version__
from gsan_desk.database import instalacao
from gsan_desk.database.dados.demo import encher
from gsan_desk.database.embutido import ServidorEmbutido, pasta_de_dados
from gsan_desk.domain.perfis import Perfil

FUSO = "America/Recife"
PESSOAS = {
    "atendente": Perfil.ATENDENTE,
    "supervisor": Perfil.SUPERVISOR,
    "operadorsms": Perfil.SMS,
    "admin": Perfil.ADMIN,
}
LOGIN_DO_PERFIL = {perfil.value: login for login, perfil in PESSOAS.items()}


def _digesto() -> str:
    """Sum up what the base is made from: a program that makes it otherwise makes it anew."""
    soma = hashlib.sha256(__version__.encode())
    for arquivo in sorted(Path(__file__).parent.rglob("*")):
        if arquivo.suffix in {".py", ".json"}:
            soma.update(arquivo.read_bytes())
    return soma.hexdigest()[:12]


BANCO = f"treinamento_{_digesto()}"


@dataclass(frozen=True, slots=True)
class Treinamento:
    """A training database ready for use; ``parar`` when the last window closes."""

    servidor: ServidorEmbutido
    senha: str

    def url(self, login: str) -> URL:
        """Address of the database for one of the people."""
        return self.servidor.url(BANCO, login, self.senha)

    def parar(self) -> None:
        """Leave the server."""
        self.servidor.parar()


def preparar(pasta: Path | None = None) -> Treinamento:
    """Start the server and build the database when it is not there yet; a build cut short is begun again."""
    raiz = pasta or pasta_de_dados()
    raiz.mkdir(parents=True, exist_ok=True)
    servidor = ServidorEmbutido(raiz / "pg")
    servidor.iniciar()
    senha = _senha_das_pessoas(raiz / "pessoas.senha")
    with _conectar(servidor.url()) as conexao:
        if not _existe(conexao, BANCO):
            _descartar_antigas(conexao)
            _construir(conexao, servidor, senha)
    return Treinamento(servidor, senha)


def _construir(conexao: psycopg.Connection[Any], servidor: ServidorEmbutido, senha: str) -> None:
    novo = f"{BANCO}_novo"
    conexao.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(novo)))
    conexao.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(novo)),
    )
    url = servidor.url(novo)
    instalacao.criar(url, FUSO, "treinamento")
    with _conectar(url) as dados, dados.transaction():
        dados.execute(sql.SQL("SET LOCAL timezone TO {}").format(sql.Literal(FUSO)))
        encher(dados)
        pessoas = dados.execute(
            "SELECT usur_nmlogin, usur_nmusuario, unid_id FROM seguranca.usuario WHERE usur_nmlogin = ANY(%s)",
            (list(PESSOAS),),
        ).fetchall()
    for login, nome, unidade in pessoas:
        instalacao.criar_usuario(url, login, nome, PESSOAS[login], unidade, senha)
    conexao.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(novo), sql.Identifier(BANCO)),
    )


def _descartar_antigas(conexao: psycopg.Connection[Any]) -> None:
    """Drop the bases that other versions of the program made: they hold made-up data only."""
    antigas = conexao.execute("SELECT datname FROM pg_database WHERE datname LIKE 'treinamento%'").fetchall()
    for (nome,) in antigas:
        conexao.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(nome)))


def _conectar(url: URL) -> psycopg.Connection[Any]:
    return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)


def _existe(conexao: psycopg.Connection[Any], banco: str) -> bool:
    return conexao.execute("SELECT 1 FROM pg_database WHERE datname = %s", (banco,)).fetchone() is not None


def _senha_das_pessoas(arquivo: Path) -> str:
    if not arquivo.exists():
        arquivo.touch(mode=0o600)
        arquivo.write_text(secrets.token_urlsafe(24))
    return arquivo.read_text()

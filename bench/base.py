"""The base that is measured: the training's data, and as many RAs on top as one asks, met as the atendente meets it."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, text

from gsan_desk.database import treinamento
from gsan_desk.database.banco import Banco
from gsan_desk.database.dados import carga
from gsan_desk.domain.dominios import Contexto
from gsan_desk.services.sessao import entrar

LOGIN = "atendente"
SEMENTE = 60
AMOSTRA = 50_000
"""RAs, at most, among which what is asked is drawn: of ten million, reading all would take longer than the rest."""


@dataclass(frozen=True, slots=True)
class Bancada:
    """A connection of the atendente, with roles and policies in force, and what the program knows after log-in."""

    url: URL
    banco: Banco
    contexto: Contexto
    url_da_base: URL
    """Address for the superuser: seeds, and counterparts that no policy slows down."""

    @property
    def amostra(self) -> str:
        """Clause that leaves at most :data:`AMOSTRA` rows of a table of one row an RA."""
        ((ras,),) = self.consultar(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = 'atendimentopublico.registro_atendimento'::regclass"
        )
        parte = 100 * AMOSTRA / max(int(str(ras)), AMOSTRA)
        return "" if parte >= 100 else f"TABLESAMPLE SYSTEM ({parte:.4f}) REPEATABLE ({SEMENTE})"

    def como(self, login: str) -> Banco:
        """Connect as another of the people."""
        return Banco(self.url.set(username=login))

    def superusuario(self) -> psycopg.Connection[Any]:
        """Connect as the superuser, autocommit."""
        endereco = self.url_da_base.set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(endereco, autocommit=True)

    def consultar(self, comando: str, **valores: object) -> list[tuple[object, ...]]:
        """Read rows for the draws, outside any measurement."""
        return self.banco.executar(
            lambda session: [tuple(linha) for linha in session.execute(text(comando), valores)],
        )


@contextmanager
def preparar(ras: int = 0, ajustes: Mapping[str, str] | None = None) -> Iterator[Bancada]:
    """Build the base, with so many RAs besides the training's, connect, and throw all away at the end."""
    pasta = Path(tempfile.mkdtemp(prefix="gsan-desk-bench-"))
    treino = treinamento.preparar(pasta)
    if ajustes:
        treino = _ajustar(treino, pasta, ajustes)
    try:
        url = treino.url(LOGIN)
        if ras:
            _encher(treino.servidor.url(treinamento.BANCO), ras)
        banco = Banco(url)
        try:
            yield Bancada(url, banco, banco.executar(entrar), treino.servidor.url(treinamento.BANCO))
        finally:
            banco.fechar()
    finally:
        treino.parar()
        shutil.rmtree(pasta, ignore_errors=True)


def _ajustar(treino: treinamento.Treinamento, pasta: Path, ajustes: Mapping[str, str]) -> treinamento.Treinamento:
    """Start the server again with settings of its own."""
    endereco = treino.servidor.url().set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(endereco, autocommit=True) as conexao:
        for nome, valor in ajustes.items():
            conexao.execute(f"ALTER SYSTEM SET {nome} TO '{valor}'")
    treino.parar()
    return treinamento.preparar(pasta)


def _encher(url: URL, ras: int) -> None:
    """Load the RAs; a naive counterpart may take longer than a person's statement is let."""
    relatorio = carga.encher(url, carga.Carga(carga.Tamanho(ras), SEMENTE))
    print(f"{ras} RAs gerados em {relatorio.segundos:.0f} s", flush=True)
    endereco = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(endereco, autocommit=True) as conexao:
        conexao.execute(f"ALTER ROLE {LOGIN} IN DATABASE {treinamento.BANCO} SET statement_timeout TO '30s'")

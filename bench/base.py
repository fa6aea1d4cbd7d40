"""The base that is measured: the training's data in a temporary folder, met as the atendente meets it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, text

from gsan_desk.database import treinamento
from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.services.sessao import entrar

LOGIN = "atendente"


@dataclass(frozen=True, slots=True)
class Bancada:
    """A connection of the atendente, with roles and policies in force, and what the program knows after log-in."""

    url: URL
    banco: Banco
    contexto: Contexto
    url_da_base: URL
    """Address for the superuser: seeds, and counterparts that no policy slows down."""

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
def preparar() -> Iterator[Bancada]:
    """Build the base, connect, and throw all away at the end."""
    pasta = Path(tempfile.mkdtemp(prefix="gsan-desk-bench-"))
    treino = treinamento.preparar(pasta)
    try:
        url = treino.url(LOGIN)
        banco = Banco(url)
        try:
            yield Bancada(url, banco, banco.executar(entrar), treino.servidor.url(treinamento.BANCO))
        finally:
            banco.fechar()
    finally:
        treino.parar()
        shutil.rmtree(pasta, ignore_errors=True)

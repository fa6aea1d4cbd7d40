"""The person's own password: whether it must change, until when it holds, and changing it."""

from dataclasses import dataclass
from datetime import datetime

import psycopg
from sqlalchemy import Boolean, DateTime, column, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.senha import conferir

_MINHA = func.gsan_desk.minha_senha().table_valued(
    column("trocar", Boolean), column("ate", DateTime(timezone=True)), column("avisar", Boolean)
)


@dataclass(frozen=True, slots=True)
class EstadoSenha:
    """``trocar``: nothing may be written before it changes; ``avisar``: ``ate`` is near."""

    trocar: bool
    ate: datetime | None
    avisar: bool


@dataclass(frozen=True, slots=True)
class TrocaDeSenha:
    """What the form holds."""

    atual: str
    nova: str
    repetida: str


def estado(session: Session) -> EstadoSenha:
    """Tell how the person's password stands; one statement."""
    linha = session.execute(select(_MINHA.c.trocar, _MINHA.c.ate, _MINHA.c.avisar)).one()
    return EstadoSenha(*linha)


def trocar(session: Session, comando: TrocaDeSenha) -> datetime | None:
    """Change it, and tell until when the new one holds; the server gets the SCRAM verifier only.

    Raises:
        RegraViolada: the current one is another, or the new one will not do.
    """
    conexao = session.connection()
    endereco = conexao.engine.url
    login = endereco.username or ""
    bruta = conexao.connection.driver_connection
    if not isinstance(bruta, psycopg.Connection):
        raise TypeError("psycopg is the only driver")
    achadas = list(conferir(login, comando.atual, comando.nova, comando.repetida))
    if comando.atual != bruta.info.password:
        achadas.insert(0, Violacao("SENHA_ATUAL", "A senha atual não confere.", "senha.atual"))
    if achadas:
        raise RegraViolada(*achadas)
    verificador = bruta.pgconn.encrypt_password(comando.nova.encode(), login.encode(), b"scram-sha-256").decode()
    ate: datetime | None = session.execute(select(func.gsan_desk.trocar_minha_senha(verificador))).scalar_one()
    return ate

"""Making and upgrading a database: tables, our schema, rights, domain rows, people."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from psycopg import sql
from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.pool import NullPool

from gsan_desk import __version__
from gsan_desk.database import papeis
from gsan_desk.database.dados import inserir_dominios
from gsan_desk.database.dados.linhas import avancar_sequencias, tabelas
from gsan_desk.domain.erros import BancoAntigo
from gsan_desk.domain.perfis import Perfil

VERSAO_MINIMA = 130000
AJUSTES_DA_PESSOA = {
    "jit": "off",
    "statement_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "lock_timeout": "5s",
}


def criar(url: URL, fuso_horario: str, modo: str = "novo") -> None:
    """Build everything in an empty database; on one already made, only upgrade it.

    Raises:
        BancoAntigo: the server is older than PostgreSQL 13, or the database holds a GSAN base that is not ours.
    """
    with _transacao(url) as conexao:
        bruta = _bruta(conexao)
        _recusar_base_alheia(bruta)
        bruta.execute("CREATE SCHEMA IF NOT EXISTS gsan_desk")
        bruta.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")  # PostgreSQL before 15 lets everyone create there
        papeis.criar_grupos(bruta)
        _alembic(conexao, "heads")
        bruta.execute(
            "INSERT INTO gsan_desk.base (modo, fuso_horario, cliente_minimo, cliente_atual)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (modo, fuso_horario, __version__, __version__),
        )
        papeis.aplicar(bruta)
        inserir_dominios(bruta)


def migrar(url: URL) -> None:
    """Bring a database of ours to the version of this program.

    Raises:
        BancoAntigo: the database was never made, or was adopted: then adopting again does it without stopping anybody.
    """
    with _transacao(url) as conexao:
        bruta = _bruta(conexao)
        ramos = _ramos_instalados(bruta)
        if not ramos:
            raise BancoAntigo("Esta base não é do gsan-desk: use 'gsan-desk banco criar'.")
        if bruta.execute("SELECT 1 FROM gsan_desk.base WHERE modo = 'adotado'").fetchone():
            raise BancoAntigo("Esta base foi adotada: use 'gsan-desk banco adotar', que a traz em dia.")
        for ramo in ramos:
            _alembic(conexao, f"{ramo}@head")
        papeis.aplicar(bruta)
        bruta.execute(
            "UPDATE gsan_desk.base SET cliente_atual = %s, instalador = NULL, instalador_sha256 = NULL"
            " WHERE cliente_atual <> %s",
            (__version__, __version__),
        )


def manter(url: URL, meses: int) -> int:
    """Make the partitions of the audit for the months to come, and tell how many were missing.

    Sequences that lag behind the largest number, as a load may leave them, are moved above it.
    """
    with _transacao(url) as conexao:
        escritas = {e.qualificada for familia in papeis.FAMILIAS for e in familia.escritas if e.sequencia}
        bruta = _bruta(conexao)
        achadas = bruta.execute(
            "SELECT nome FROM unnest(%s::text[]) AS nome WHERE to_regclass(nome) IS NOT NULL ORDER BY nome",
            (sorted(escritas & tabelas().keys()),),
        )
        avancar_sequencias(bruta, [nome for (nome,) in achadas])
        linha = bruta.execute("SELECT gsan_desk.preparar_auditoria(%s)", (meses,)).fetchone()
        return int(linha[0]) if linha else 0


def criar_usuario(url: URL, login: str, nome: str | None, perfil: Perfil, unidade_id: int, senha: str) -> int:
    """Make the person's PostgreSQL role and row of ``seguranca.usuario`` together; the password leaves here hashed.

    Raises:
        ValueError: login longer than 11 characters or unknown unit.
    """
    if not 0 < len(login) <= 11:
        raise ValueError("O login precisa ter de 1 a 11 caracteres.")
    with _transacao(url) as conexao:
        bruta = _bruta(conexao)
        if not bruta.execute(
            "SELECT 1 FROM cadastro.unidade_organizacional WHERE unid_id = %s", (unidade_id,)
        ).fetchone():
            raise ValueError(f"Unidade {unidade_id} inexistente.")
        _criar_papel(bruta, login, perfil, senha)
        return _linha_do_usuario(bruta, login, nome, perfil, unidade_id)


@contextmanager
def _transacao(url: URL) -> Iterator[Connection]:
    """Give one connection in one transaction, to a server that is new enough."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as conexao:
        servidor = _bruta(conexao).info.server_version
        if servidor < VERSAO_MINIMA:
            raise BancoAntigo(f"O servidor é PostgreSQL {servidor // 10000}; é preciso o 13 ou mais novo.")
        yield conexao


def _bruta(conexao: Connection) -> psycopg.Connection[Any]:
    bruta = conexao.connection.driver_connection
    if not isinstance(bruta, psycopg.Connection):
        raise TypeError("psycopg is the only driver")
    return bruta


def _recusar_base_alheia(conexao: psycopg.Connection[Any]) -> None:
    nossa, gsan = conexao.execute(
        "SELECT to_regclass('gsan_desk.base') IS NOT NULL,"
        " to_regclass('atendimentopublico.registro_atendimento') IS NOT NULL"
    ).fetchone() or (False, False)
    if gsan and not nossa:
        raise BancoAntigo("Já há uma base do GSAN neste banco; 'criar' só serve a um banco vazio.")


def _ramos_instalados(conexao: psycopg.Connection[Any]) -> list[str]:
    if conexao.execute("SELECT to_regclass('gsan_desk.versao')").fetchone() == (None,):
        return []
    return sorted({numero.split("_")[0] for (numero,) in conexao.execute("SELECT version_num FROM gsan_desk.versao")})


def _alembic(conexao: Connection, alvo: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = conexao
    command.upgrade(config, alvo)


def _criar_papel(conexao: psycopg.Connection[Any], login: str, perfil: Perfil, senha: str) -> None:
    papel = sql.Identifier(login)
    if conexao.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)).fetchone():
        comando = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
    else:
        comando = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
    segredo = conexao.pgconn.encrypt_password(senha.encode(), login.encode(), b"scram-sha-256").decode()
    conexao.execute(comando.format(papel, sql.Literal(segredo)))
    for grupo in papeis.GRUPOS:
        verbo = "GRANT {} TO {}" if grupo == perfil.grupo else "REVOKE {} FROM {}"
        conexao.execute(sql.SQL(verbo).format(sql.Identifier(grupo), papel))
    banco, fuso = conexao.execute("SELECT current_database(), fuso_horario FROM gsan_desk.base").fetchone() or ("", "")
    for nome, valor in (AJUSTES_DA_PESSOA | {"timezone": fuso}).items():
        conexao.execute(
            sql.SQL("ALTER ROLE {} IN DATABASE {} SET {} TO {}").format(
                papel, sql.Identifier(banco), sql.Identifier(nome), sql.Literal(valor)
            )
        )


def _linha_do_usuario(
    conexao: psycopg.Connection[Any], login: str, nome: str | None, perfil: Perfil, unidade_id: int
) -> int:
    atual = conexao.execute("SELECT usur_id FROM seguranca.usuario WHERE usur_nmlogin = %s", (login,)).fetchone()
    if atual is not None:
        conexao.execute(
            "UPDATE seguranca.usuario SET usur_nmusuario = coalesce(%s, usur_nmusuario), unid_id = %s, usst_id = 1,"
            " usur_tmultimaalteracao ="
            " greatest(date_trunc('milliseconds', localtimestamp), usur_tmultimaalteracao + interval '1 ms')"
            " WHERE usur_id = %s",
            (nome, unidade_id, atual[0]),
        )
        return int(atual[0])
    tipo = 1 if perfil is Perfil.ADMIN else 2
    (novo,) = conexao.execute(
        "INSERT INTO seguranca.usuario (usur_id, usur_nmlogin, usur_nmusuario, utip_id, usst_id, usab_id, empr_id,"
        " unid_id, usur_dtcadastroinicio, usur_ictiporelatoriopadrao, usur_icexibemensagem)"
        " SELECT nextval('seguranca.seq_usuario'), %s, %s, %s, 1, 1, empr_id, %s, current_date, 1, 1"
        " FROM cadastro.unidade_organizacional WHERE unid_id = %s RETURNING usur_id",
        (login, nome or login.upper(), tipo, unidade_id, unidade_id),
    ).fetchone() or (0,)
    return int(novo)

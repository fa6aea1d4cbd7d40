"""What an administrator does about people's access: passwords, leaving, locking out after failures.

PostgreSQL tells nobody of a failed log-in but its log; who may read the log counts there, and closes the role. Between
two looks a guesser is held back only by ``authentication_timeout`` and by the strength of SCRAM.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL

from gsan_desk.database import papeis
from gsan_desk.database.enderecos import parametros

_FALHA = re.compile(
    r"(?:password authentication failed for user|autenticação do tipo senha falhou para (?:o )?usuário) \"([^\"]+)\"",
    re.IGNORECASE,
)
_ENTRADA = re.compile(r"(?:connection authorized: user=|conexão autorizada: usuário=)(\S+)", re.IGNORECASE)
INATIVO = 4
"""``seguranca.usuario_situacao``: may enter the web no more."""


def definir_senha(url: URL, login: str, senha: str, *, trocar: bool = True) -> None:
    """Give the person a password, to be changed on entering unless told otherwise; it leaves here hashed.

    Raises:
        ValueError: nobody of ours has this login.
    """
    with _conectar(url) as conexao, conexao.transaction():
        _conferir(conexao, login)
        gravar_senha(conexao, login, senha, trocar=trocar)


def gravar_senha(conexao: psycopg.Connection[Any], login: str, senha: str, *, trocar: bool) -> None:
    """Set password, validity and whether it must change; a lock is taken off."""
    segredo = conexao.pgconn.encrypt_password(senha.encode(), login.encode(), b"scram-sha-256").decode()
    linha = conexao.execute(
        "INSERT INTO gsan_desk.usuario_acesso (login, trocar_senha, senha_ate)"
        " SELECT %s, %s, CASE WHEN validade_dias > 0 THEN now() + make_interval(days => validade_dias) END"
        " FROM gsan_desk.acesso_regras"
        " ON CONFLICT (login) DO UPDATE SET trocar_senha = excluded.trocar_senha, senha_desde = now(),"
        " senha_ate = excluded.senha_ate, falhas = 0, bloqueado_em = NULL, motivo = NULL"
        " RETURNING coalesce(senha_ate::text, 'infinity')",
        (login, trocar),
    ).fetchone()
    conexao.execute(
        sql.SQL("ALTER ROLE {} LOGIN PASSWORD {} VALID UNTIL {}").format(
            sql.Identifier(login), sql.Literal(segredo), sql.Literal(linha[0] if linha else "infinity")
        )
    )
    _anotar(conexao, login, "senha")


def desativar(url: URL, login: str, *, no_gsan: bool = True) -> int:
    """Let the person in no more and end what they have open; tell how many connections that were.

    Args:
        no_gsan: the user becomes inactive in the web too.

    Raises:
        ValueError: nobody of ours has this login.
    """
    with _conectar(url) as conexao:
        with conexao.transaction():
            _conferir(conexao, login)
            _fechar(conexao, login, "desativado")
            if no_gsan:
                conexao.execute(
                    "UPDATE seguranca.usuario SET usst_id = %s, usur_tmultimaalteracao ="
                    " greatest(date_trunc('milliseconds', localtimestamp), usur_tmultimaalteracao + interval '1 ms')"
                    " WHERE usur_nmlogin = %s",
                    (INATIVO, login),
                )
        return _encerrar_conexoes(conexao, login)


def desbloquear(url: URL, login: str) -> None:
    """Let the person in again, with the password that they had, and active in GSAN.

    Raises:
        ValueError: nobody of ours has this login.
    """
    with _conectar(url) as conexao, conexao.transaction():
        _conferir(conexao, login)
        conexao.execute(sql.SQL("ALTER ROLE {} LOGIN").format(sql.Identifier(login)))
        conexao.execute(
            "UPDATE gsan_desk.usuario_acesso SET bloqueado_em = NULL, motivo = NULL, falhas = 0 WHERE login = %s",
            (login,),
        )
        _anotar(conexao, login, "desbloqueado")
        conexao.execute(
            "UPDATE seguranca.usuario SET usst_id = 1, usur_tmultimaalteracao ="
            " greatest(date_trunc('milliseconds', localtimestamp), usur_tmultimaalteracao + interval '1 ms')"
            " WHERE usur_nmlogin = %s AND usst_id = %s",
            (login, INATIVO),
        )


def vigiar(url: URL, arquivo: Path) -> tuple[str, ...]:
    """Count the failures that the server's log has since the last look; lock out, and name, who reached the limit."""
    with _conectar(url) as conexao, conexao.transaction():
        texto = _novidades(conexao, arquivo)
        falhas, entraram = contar(texto.splitlines())
        bloqueados = []
        for login in _nossos(conexao, set(falhas) | entraram):
            if login in entraram:
                conexao.execute("UPDATE gsan_desk.usuario_acesso SET falhas = 0 WHERE login = %s", (login,))
            if _passou(conexao, login, falhas[login]):
                _fechar(conexao, login, "falhas")
                bloqueados.append(login)
    return tuple(bloqueados)


def contar(linhas: Iterable[str]) -> tuple[Counter[str], set[str]]:
    """Count failures by login since each one's last success, and name who got in."""
    falhas: Counter[str] = Counter()
    entraram: set[str] = set()
    for linha in linhas:
        if achada := _FALHA.search(linha):
            falhas[achada[1]] += 1
        elif achada := _ENTRADA.search(linha):
            entraram.add(achada[1])
            falhas[achada[1]] = 0
    return falhas, entraram


def _novidades(conexao: psycopg.Connection[Any], arquivo: Path) -> str:
    """Read what came since the last look; a file that shrank was begun anew."""
    nome = str(arquivo.resolve())
    linha = conexao.execute("SELECT posicao FROM gsan_desk.vigia_do_log WHERE arquivo = %s", (nome,)).fetchone()
    posicao = int(linha[0]) if linha else 0
    with arquivo.open("rb") as log:
        tamanho = log.seek(0, 2)
        log.seek(posicao if posicao <= tamanho else 0)
        lido = log.read()
        fim = log.tell()
    conexao.execute(
        "INSERT INTO gsan_desk.vigia_do_log (arquivo, posicao) VALUES (%s, %s)"
        " ON CONFLICT (arquivo) DO UPDATE SET posicao = excluded.posicao",
        (nome, fim),
    )
    return lido.decode("utf-8", "replace")


def _nossos(conexao: psycopg.Connection[Any], logins: set[str]) -> list[str]:
    linhas = conexao.execute(
        "SELECT r.rolname FROM pg_roles r WHERE r.rolname = ANY (%s) AND NOT r.rolsuper AND EXISTS ("
        " SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
        " WHERE m.member = r.oid AND g.rolname = ANY (%s)) ORDER BY 1",
        (sorted(logins), list(papeis.GRUPOS)),
    )
    return [nome for (nome,) in linhas]


def _passou(conexao: psycopg.Connection[Any], login: str, novas: int) -> bool:
    """Add the failures to those already counted; tell whether they reach the limit now."""
    linha = conexao.execute(
        "INSERT INTO gsan_desk.usuario_acesso AS a (login, falhas) VALUES (%s, %s)"
        " ON CONFLICT (login) DO UPDATE SET falhas = a.falhas + excluded.falhas"
        " RETURNING a.bloqueado_em IS NULL AND a.falhas >= (SELECT max_falhas FROM gsan_desk.acesso_regras)",
        (login, novas),
    ).fetchone()
    return bool(linha and linha[0])


def _fechar(conexao: psycopg.Connection[Any], login: str, motivo: str) -> None:
    conexao.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(login)))
    conexao.execute(
        "INSERT INTO gsan_desk.usuario_acesso (login, bloqueado_em, motivo) VALUES (%s, now(), %s)"
        " ON CONFLICT (login) DO UPDATE SET bloqueado_em = now(), motivo = excluded.motivo",
        (login, motivo),
    )
    _anotar(conexao, login, motivo)


def _anotar(conexao: psycopg.Connection[Any], login: str, acao: str) -> None:
    """Leave in the audit what was done to whom."""
    conexao.execute(
        "INSERT INTO gsan_desk.auditoria (quem, aplicacao, tabela, operacao, linha, depois)"
        " SELECT session_user, current_setting('application_name'), 'gsan_desk.usuario_acesso', 'U',"
        " coalesce((SELECT usur_id FROM seguranca.usuario WHERE usur_nmlogin = %(login)s), 0),"
        " jsonb_build_object('login', %(login)s::text, 'acao', %(acao)s::text)",
        {"login": login, "acao": acao},
    )


def _encerrar_conexoes(conexao: psycopg.Connection[Any], login: str) -> int:
    linha = conexao.execute(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = %s AND pid <> pg_backend_pid()",
        (login,),
    ).fetchone()
    return int(linha[0]) if linha else 0


def _conferir(conexao: psycopg.Connection[Any], login: str) -> None:
    if not _nossos(conexao, {login}):
        raise ValueError(f"Não há usuário do gsan-desk com o login {login}.")


def _conectar(url: URL) -> psycopg.Connection[Any]:
    return psycopg.connect(**parametros(url), autocommit=True)  # type: ignore[arg-type]  # psycopg types some otherwise

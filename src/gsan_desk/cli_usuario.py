"""Commands about people: making, password, leaving, locks."""

import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from gsan_desk.cli_comum import Dsn, recusas
from gsan_desk.domain.perfis import Perfil

usuario = typer.Typer(help="Pessoas.", no_args_is_help=True)
Trocar = Annotated[bool, typer.Option("--trocar/--definitiva", help="pedir à pessoa que a troque ao entrar")]


def ler_senha() -> str:
    """Take the password from the terminal, or from the standard input; never from the command line.

    Raises:
        ValueError: there is none.
    """
    senha = getpass("Senha: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if not senha:
        raise ValueError("Informe a senha.")
    return senha


@usuario.command("criar")
def criar(
    login: str,
    dsn: Dsn,
    perfil: Annotated[Perfil, typer.Option()],
    unidade: Annotated[int, typer.Option(help="código da unidade de lotação")],
    nome: Annotated[str | None, typer.Option(help="nome mostrado; se faltar, o que já tinha ou o login")] = None,
    trocar: Trocar = True,
) -> None:
    """Cria o papel no PostgreSQL e a linha de seguranca.usuario; a senha vem do terminal ou da entrada padrão."""
    from gsan_desk.database import acesso, enderecos, instalacao  # noqa: PLC0415 - keeps the other commands quick

    with recusas():
        url, senha = enderecos.ler(dsn), ler_senha()
        numero = instalacao.criar_usuario(url, login, nome, perfil, unidade, senha)
        acesso.definir_senha(url, login, senha, trocar=trocar)
    typer.echo(f"Usuário {login} ({numero}) criado.")


@usuario.command("senha")
def senha(login: str, dsn: Dsn, trocar: Trocar = True) -> None:
    """Dá uma senha nova a uma pessoa e a desbloqueia; a senha vem do terminal ou da entrada padrão."""
    from gsan_desk.database import acesso, enderecos  # noqa: PLC0415 - keeps the other commands quick

    with recusas():
        acesso.definir_senha(enderecos.ler(dsn), login, ler_senha(), trocar=trocar)
    typer.echo(f"Senha de {login} definida" + ("; será pedida outra ao entrar." if trocar else "."))


@usuario.command("desativar")
def desativar(
    login: str,
    dsn: Dsn,
    so_estacao: Annotated[bool, typer.Option("--so-estacao", help="deixa o usuário ativo no GSAN da web")] = False,
) -> None:
    """Não deixa mais a pessoa entrar e encerra na hora o que ela tem aberto."""
    from gsan_desk.database import acesso, enderecos  # noqa: PLC0415 - keeps the other commands quick

    with recusas():
        encerradas = acesso.desativar(enderecos.ler(dsn), login, no_gsan=not so_estacao)
    typer.echo(f"Usuário {login} desativado; {encerradas} conexão(ões) encerrada(s).")


@usuario.command("desbloquear")
def desbloquear(login: str, dsn: Dsn) -> None:
    """Deixa a pessoa entrar de novo, com a senha que tinha."""
    from gsan_desk.database import acesso, enderecos  # noqa: PLC0415 - keeps the other commands quick

    with recusas():
        acesso.desbloquear(enderecos.ler(dsn), login)
    typer.echo(f"Usuário {login} desbloqueado.")


@usuario.command("vigiar")
def vigiar(
    dsn: Dsn, log: Annotated[Path, typer.Option("--log", exists=True, dir_okay=False, help="log do PostgreSQL")]
) -> None:
    """Conta no log do servidor as senhas erradas desde a última vez e bloqueia quem passou do limite."""
    from gsan_desk.database import acesso, enderecos  # noqa: PLC0415 - keeps the other commands quick

    with recusas():
        bloqueados = acesso.vigiar(enderecos.ler(dsn), log)
    typer.echo(f"Bloqueados: {', '.join(bloqueados)}." if bloqueados else "Ninguém a bloquear.")

"""``gsan-desk banco verificar``, ``adotar`` and ``largar``: a live GSAN base, looked at, joined, left."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gsan_desk.cli_comum import Dsn, recusas

if TYPE_CHECKING:
    import psycopg

Fuso = Annotated[
    str | None, typer.Option(help="fuso horário da companhia, como America/Belem; se faltar, o do servidor")
]
SEM_BASE = 2


def registrar(banco: typer.Typer) -> None:
    """Add the commands to ``gsan-desk banco``."""
    banco.command("verificar")(verificar)
    banco.command("adotar")(adotar)
    banco.command("largar")(largar)


def verificar(
    dsn: Dsn,
    em_json: Annotated[bool, typer.Option("--json", help="o relatório inteiro, para programas")] = False,
    fuso: Fuso = None,
) -> None:
    """Examina uma base do GSAN sem mudar nada. Sai com 0 (serve), 1 (com funções desligadas) ou 2 (não serve)."""
    from gsan_desk.database.adocao import exame, texto  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.ui.funcoes import FUNCOES  # noqa: PLC0415 - only for their names

    with recusas(SEM_BASE), _conectado(dsn) as conexao:
        relatorio = exame.examinar(conexao, fuso)
    if em_json:
        typer.echo(json.dumps(relatorio, ensure_ascii=False, indent=2, default=str))
    else:
        typer.echo("\n".join(texto.escrever(relatorio, {f.id: f.nome for f in FUNCOES})))
    raise typer.Exit(relatorio["resultado"])


def adotar(
    dsn: Dsn,
    fuso: Fuso = None,
    simular: Annotated[bool, typer.Option("--simular", help="só mostra os comandos")] = False,
    com_indices: Annotated[
        bool, typer.Option("--com-indices", help="cria também os índices opcionais, sem parar ninguém")
    ] = False,
) -> None:
    """Acrescenta a uma base do GSAN só o que é do gsan-desk. Pode ser repetido: continua de onde parou."""
    from gsan_desk.database.adocao import adotar as adocao  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.database.adocao import indices, texto  # noqa: PLC0415

    with recusas(), _conectado(dsn) as conexao:
        escolhido = fuso or adocao.fuso_do_servidor(conexao)
        if simular:
            passos = list(adocao.preparar(conexao, escolhido).passos)
            typer.echo("\n".join(texto.comandos(passos)) or "Nada a fazer: a base já está adotada.")
            if com_indices:
                typer.echo("\n".join(f"{comando};" for comando in indices.comandos(conexao)))
            return
        adocao.adotar(conexao, escolhido, typer.echo, com_indices)
    typer.echo("Base adotada.")


def largar(dsn: Dsn, sim: Annotated[bool, typer.Option("--sim", help="não pergunta")] = False) -> None:
    """Tira de uma base adotada tudo o que é do gsan-desk e a deixa como era. Não exporta nada."""
    from gsan_desk.database.adocao import largar as saida  # noqa: PLC0415 - keeps the other commands quick

    with recusas(), _conectado(dsn) as conexao:
        perda = saida.avaliar(conexao)
        for linha in saida.descrever(perda):
            typer.echo(linha)
        if not sim and not typer.confirm("Largar esta base? Não há volta.", default=False):
            raise typer.Exit(1)
        saida.largar(conexao, typer.echo)
    typer.echo("A base ficou como era antes da adoção.")


@contextmanager
def _conectado(dsn: str) -> "Iterator[psycopg.Connection[Any]]":
    import psycopg  # noqa: PLC0415 - keeps the other commands quick

    from gsan_desk.database import enderecos  # noqa: PLC0415
    from gsan_desk.database.banco import nome_da_aplicacao  # noqa: PLC0415

    url = enderecos.ler(dsn)
    endereco = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(
        endereco,
        autocommit=True,
        client_encoding="UTF8",
        application_name=nome_da_aplicacao(url),
        connect_timeout=10,
        prepare_threshold=None,
    ) as conexao:
        yield conexao

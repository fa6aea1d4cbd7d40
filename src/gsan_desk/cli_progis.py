"""``gsan-desk progis``: one run of an intake of citizens' reports, and reports made up for demo."""

import json
from dataclasses import asdict
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gsan_desk.cli_comum import Dsn, recusas

if TYPE_CHECKING:
    import psycopg

    from gsan_desk.progis.fonte import Fonte
    from gsan_desk.progis.importacao import Resumo

progis = typer.Typer(help="Relatos do cidadão (PROGIS).", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="em JSON, para outros programas")]


@progis.command("importar")
def importar_(
    dsn: Dsn,
    fonte: Annotated[Path, typer.Option(help="arquivo TOML que descreve de onde vêm os relatos")],
    em_json: Json = False,
) -> None:
    """Traz uma vez o que há de novo na fonte; o papel da conexão é gsan_desk_intake."""
    from gsan_desk.progis import importacao  # noqa: PLC0415 - keeps the other commands quick

    with recusas(), _conectar(dsn) as conexao:
        _dizer(importacao.importar(conexao, _abrir(fonte, _codificacao(conexao))), em_json)


@progis.command("simular")
def simular_(
    dsn: Dsn,
    quantos: Annotated[int, typer.Option(min=1, max=10_000)] = 20,
    semente: Annotated[int | None, typer.Option(help="a mesma semente faz os mesmos relatos")] = None,
    em_json: Json = False,
) -> None:
    """Inventa relatos, com fotos, perto dos imóveis da base; para demonstração."""
    from gsan_desk.progis import importacao, simulacao  # noqa: PLC0415 - keeps the other commands quick

    with recusas(), _conectar(dsn) as conexao:
        sorteio = semente if semente is not None else SystemRandom().randrange(2**32)
        relatos = simulacao.simular(simulacao.pontos(conexao), quantos, sorteio)
        _dizer(importacao.gravar(conexao, simulacao.ORIGEM, relatos, simulacao.fotos), em_json)


def _conectar(dsn: str) -> "psycopg.Connection[Any]":
    import psycopg  # noqa: PLC0415 - keeps the other commands quick

    from gsan_desk.database import enderecos  # noqa: PLC0415
    from gsan_desk.database.banco import ESPERA_DA_CONEXAO, nome_da_aplicacao  # noqa: PLC0415

    url = enderecos.ler(dsn)
    return psycopg.connect(
        url.set(drivername="postgresql").render_as_string(hide_password=False),
        autocommit=True,
        client_encoding="UTF8",
        connect_timeout=ESPERA_DA_CONEXAO,
        application_name=nome_da_aplicacao(url),
    )


def _codificacao(conexao: "psycopg.Connection[Any]") -> str:
    return conexao.info.parameter_status("server_encoding") or "UTF8"


def _abrir(arquivo: Path, codificacao: str) -> "Fonte":
    from gsan_desk.progis import ajustes_fonte  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.progis.open311 import Open311  # noqa: PLC0415
    from gsan_desk.progis.outra_base import OutraBase  # noqa: PLC0415

    ajustes = ajustes_fonte.ler(arquivo)
    if isinstance(ajustes, ajustes_fonte.FonteOpen311):
        return Open311(ajustes, codificacao)
    return OutraBase(ajustes, codificacao)


def _dizer(resumo: "Resumo", em_json: bool) -> None:
    if em_json:
        typer.echo(json.dumps(asdict(resumo), ensure_ascii=False, indent=2))
        return
    typer.echo(
        f"{resumo.novos} relatos novos, {resumo.fotos} fotos, {resumo.deixados} repetidos ou acima do limite do"
        f" telefone, {len(resumo.recusados)} recusados."
    )
    for id_, motivo in resumo.recusados:
        typer.echo(f"recusado {id_}: {motivo}", err=True)

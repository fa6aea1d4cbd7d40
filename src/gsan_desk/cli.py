"""Commands of gsan-desk; without one, the workstation opens."""

import json
import os
import sys
import warnings
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated, Literal

import typer

from gsan_desk import cli_adocao, cli_dados, cli_ligacao, cli_progis, cli_sms, cli_usuario, cli_versao
from gsan_desk.cli_comum import Dsn, recusas

SEM_TELA = "Não há tela neste terminal. Para ver as telas em arquivos, use: gsan-desk telas PASTA"
aplicacao = typer.Typer(
    help="Estação de trabalho do Registro de Atendimento do GSAN.", no_args_is_help=False, add_completion=False
)
banco = typer.Typer(help="Base de dados.", no_args_is_help=True)
aplicacao.add_typer(banco, name="banco")
banco.command("dados")(cli_dados.dados)
banco.command("versao")(cli_versao.versao)
aplicacao.add_typer(cli_usuario.usuario, name="usuario")
cli_adocao.registrar(banco)
aplicacao.add_typer(cli_sms.sms, name="sms")
aplicacao.add_typer(cli_progis.progis, name="progis")
aplicacao.add_typer(cli_ligacao.ligacao, name="ligacao")
aplicacao.command("abrir")(cli_ligacao.abrir_endereco)


@aplicacao.callback(invoke_without_command=True)
def abrir(contexto: typer.Context) -> None:
    """Abre a estação de trabalho."""
    if contexto.invoked_subcommand is None:
        raise typer.Exit(_janela())


def _janela() -> int:
    if not _ha_tela():
        typer.echo(SEM_TELA, err=True)
        return 1
    from gsan_desk import app  # noqa: PLC0415 - Qt only when a window opens

    return app.abrir()


def _ha_tela() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


@aplicacao.command()
def demo() -> None:
    """Abre o treinamento: base embutida com dados inventados."""
    if not _ha_tela():
        typer.echo(SEM_TELA, err=True)
        raise typer.Exit(1)
    from gsan_desk import app  # noqa: PLC0415 - Qt only when a window opens

    raise typer.Exit(app.treinar())


@aplicacao.command()
def telas(
    pasta: Path,
    tema: Literal["claro", "escuro"] = "claro",
    escala: Annotated[int, typer.Option(min=1, max=2)] = 1,
    tamanho: Annotated[str, typer.Option(help="LxA, em pontos")] = "1366x768",
) -> None:
    """Grava em PASTA um PNG de cada tela, com os dados do treinamento."""
    largura, _, altura = tamanho.partition("x")
    if not (largura.isdigit() and altura.isdigit()):
        raise typer.BadParameter("use LxA, por exemplo 1366x768", param_hint="--tamanho")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(escala)
    os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # what the plugin without a screen says it cannot do
    from gsan_desk import retratos  # noqa: PLC0415 - Qt reads the environment when it loads

    for arquivo in retratos.gravar(pasta, tema, (int(largura), int(altura))):
        typer.echo(arquivo)


@aplicacao.command()
def funcoes(em_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Lista as funções do menu, com o nome do GSAN, perfis e atalho."""
    from gsan_desk.ui.funcoes import FUNCOES  # noqa: PLC0415 - lists without a window

    linhas = [
        {"id": f.id, "nome": f.nome, "menu": f.menu, "perfis": sorted(f.perfis), "atalho": f.atalho} for f in FUNCOES
    ]
    if em_json:
        typer.echo(json.dumps(linhas, ensure_ascii=False, indent=2))
        return
    for linha in linhas:
        typer.echo(f"{linha['id']:<20} {linha['atalho'] or '':<14} {linha['nome']}  ({', '.join(linha['perfis'])})")


@aplicacao.command()
def diagnostico(
    dsn: Annotated[str | None, typer.Option("--dsn", envvar="GSAN_DESK_DSN")] = None,
    em_zip: Annotated[Path | None, typer.Option("--zip", help="arquivo para o suporte")] = None,
) -> None:
    """Mostra versões, conexão, direitos, migração, chaveiro e pastas; nada de pessoal."""
    from gsan_desk import diagnostico as exame  # noqa: PLC0415 - keeps the other commands quick

    relatorio = exame.examinar(dsn)
    typer.echo(relatorio)
    if em_zip is not None:
        exame.empacotar(relatorio, em_zip)
        typer.echo(f"Gravado em {em_zip}")


@banco.command("criar")
def banco_criar(
    dsn: Dsn,
    fuso: Annotated[str, typer.Option(help="fuso horário da base")] = "America/Recife",
) -> None:
    """Cria numa base vazia as tabelas do GSAN, o esquema próprio, os papéis e os domínios."""
    from gsan_desk.database import enderecos, instalacao  # noqa: PLC0415 - keeps the other commands quick

    with recusas():
        instalacao.criar(enderecos.ler(dsn), fuso)
    typer.echo("Base pronta.")


@banco.command("migrar")
def banco_migrar(dsn: Dsn) -> None:
    """Traz a base para a versão deste programa."""
    from gsan_desk.database import enderecos, instalacao  # noqa: PLC0415 - keeps the other commands quick

    with recusas():
        instalacao.migrar(enderecos.ler(dsn))
    typer.echo("Base em dia.")


@banco.command("manter")
def banco_manter(dsn: Dsn, meses: Annotated[int, typer.Option(min=0, max=24, help="meses adiante")] = 3) -> None:
    """Prepara a auditoria dos próximos meses; para rodar de tempo em tempo."""
    from gsan_desk.database import enderecos, instalacao  # noqa: PLC0415 - keeps the other commands quick

    with recusas():
        feitas = instalacao.manter(enderecos.ler(dsn), meses)
    typer.echo(f"{feitas} mês(es) preparado(s).")


def main() -> None:
    """Entry point of the command ``gsan-desk``."""
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    try:
        aplicacao()
    except TOMLDecodeError as erro:
        from gsan_desk.settings import ARQUIVO, DA_COMPANHIA  # noqa: PLC0415 - only to name the files

        sys.exit(f"O arquivo de ajustes ({ARQUIVO} ou {DA_COMPANHIA}) não está em TOML: {erro}")

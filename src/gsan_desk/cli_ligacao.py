"""``gsan-desk abrir`` and ``gsan-desk ligacao``: addresses by which PROGIS opens Inserir RA (spec 40 §2.2)."""

import os
import sys
from typing import Annotated

import typer

from gsan_desk.domain.erros import RegraViolada

ligacao = typer.Typer(help="Pedidos do PROGIS, por endereços gsan-desk://.", no_args_is_help=True)
FECHADA = "A estação de {login} não está aberta neste computador. Entre no gsan-desk e repita o pedido no PROGIS."


def abrir_endereco(url: Annotated[str, typer.Argument(help="endereço gsan-desk://…")]) -> None:
    """Entrega à estação aberta um pedido do PROGIS; o navegador chama este comando."""
    from gsan_desk.domain.ligacao import ler  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.ui.ligacao import canal, enviar  # noqa: PLC0415
    from gsan_desk.ui.state import pasta_do_usuario  # noqa: PLC0415

    try:
        login = ler(url).login
    except RegraViolada as erro:
        _recusar(str(erro))
        raise typer.Exit(1) from erro
    if not enviar(canal(pasta_do_usuario(), login), url):
        _recusar(FECHADA.format(login=login))
        raise typer.Exit(1)


@ligacao.command("registrar")
def registrar_() -> None:
    """Faz este programa atender aos endereços gsan-desk:// desta pessoa."""
    from gsan_desk import ligacao_sistema  # noqa: PLC0415 - keeps the other commands quick

    try:
        onde = ligacao_sistema.registrar()
    except (OSError, ValueError) as erro:
        typer.echo(f"Não foi possível registrar: {erro}", err=True)
        raise typer.Exit(1) from erro
    typer.echo(f"Registrado em {onde}.")


def _recusar(mensagem: str) -> None:
    """Say it where the person looks: in a window when a browser called, for it has no terminal."""
    typer.echo(mensagem, err=True)
    if sys.stderr is not None and sys.stderr.isatty():
        return
    if sys.platform == "win32" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        from gsan_desk.ui import aviso_solto  # noqa: PLC0415 - Qt only when a window opens

        aviso_solto.mostrar(mensagem)

"""``gsan-desk banco versao``: which clients may use a base, and where the newest one is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gsan_desk.cli_comum import Dsn, recusas

if TYPE_CHECKING:
    from gsan_desk.services.versao import Publicacao, Versoes


def versao(
    dsn: Dsn,
    atual: Annotated[str | None, typer.Option(help="versão mais nova, que as estações oferecem")] = None,
    minimo: Annotated[str | None, typer.Option(help="versão mais velha que ainda entra")] = None,
    instalador: Annotated[
        str | None, typer.Option(help=r"onde as estações o acham: \\servidor\pasta\gsan-desk-X.exe")
    ] = None,
    arquivo: Annotated[
        Path | None, typer.Option(help="o mesmo instalador, se este computador o vê por outro caminho")
    ] = None,
) -> None:
    """Diz às estações qual é a versão nova e onde está o instalador; sem opções, mostra o que a base diz."""
    from gsan_desk.database import enderecos  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.database.banco import Banco  # noqa: PLC0415
    from gsan_desk.services.versao import ler, publicar  # noqa: PLC0415

    with recusas():
        comando = _comando(atual, minimo, instalador, arquivo)
        banco = Banco(enderecos.ler(dsn), conexoes=1)
        try:
            versoes = banco.executar(publicar, comando) if comando else banco.executar(ler)
        finally:
            banco.fechar()
    typer.echo(_texto(versoes))


def _comando(
    atual: str | None, minimo: str | None, instalador: str | None, arquivo: Path | None
) -> "Publicacao | None":
    from gsan_desk.domain.versao import Instalador, conferir_lugar  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.services.instalador import resumir  # noqa: PLC0415
    from gsan_desk.services.versao import Publicacao  # noqa: PLC0415

    if instalador is None:
        if arquivo is not None:
            raise ValueError("Com --arquivo, diga também --instalador: o caminho que as estações usam.")
        return Publicacao(atual, minimo) if atual or minimo else None
    conferir_lugar(instalador)
    return Publicacao(atual, minimo, Instalador(instalador, resumir(arquivo or Path(instalador))))


def _texto(versoes: "Versoes") -> str:
    linhas = [f"Atual: {versoes.atual}", f"Mínimo: {versoes.minimo}"]
    if versoes.instalador is None:
        return "\n".join([*linhas, "Instalador: nenhum"])
    return "\n".join([*linhas, f"Instalador: {versoes.instalador.lugar}", f"SHA-256: {versoes.instalador.sha256}"])

"""Command ``gsan-desk banco dados``: made-up RAs by the million."""

from datetime import datetime
from typing import Annotated

import typer

from gsan_desk.cli_comum import Dsn, recusas


def dados(
    dsn: Dsn,
    ras: Annotated[str, typer.Option(help="quantos RAs, ou pequeno (20 mil), medio (1 milhão), grande (10 milhões)")],
    semente: Annotated[int, typer.Option(min=0, max=999_999, help="a mesma semente dá os mesmos dados")] = 1,
    ate: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="último dia; se faltar, hoje")] = None,
    sim: Annotated[bool, typer.Option("--sim", help="também numa base adotada que já tem RAs")] = False,
) -> None:
    """Enche a base com dados inventados: RAs de cinco anos, com trâmites, solicitantes, ordens de serviço."""
    from gsan_desk.database import enderecos  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.database.dados import carga  # noqa: PLC0415

    with recusas():
        pedido = carga.Carga(carga.ler(ras), semente, ate.date() if ate else None, sim)
        relatorio = carga.encher(enderecos.ler(dsn), pedido, typer.echo)
    for tabela, linhas in relatorio.linhas.items():
        typer.echo(f"{linhas:>12,}  {tabela}".replace(",", "."))
    typer.echo(f"Pronto em {relatorio.segundos:.0f} s.")

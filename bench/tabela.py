"""The table of the operations and its JSON."""

from typing import Any

from bench.operacoes import Linha

_TITULOS = (
    *("operação", "comandos", "1ª ms", "ms", "p95", "linhas", "páginas"),
    *("GSAN: comandos", "ms", "p95", "linhas", "páginas", "razão", "orçamento"),
)


def markdown(linhas: list[Linha]) -> str:
    """Write the rows."""
    corpo = [_TITULOS, ("---", *["---:"] * (len(_TITULOS) - 2), "---"), *map(_celulas, linhas)]
    notas = "".join(f"\n- {x.nome}: {x.piso}" for x in linhas if x.excessos and x.piso)
    return "\n".join("| " + " | ".join(celulas) + " |" for celulas in corpo) + "\n" + notas


def dados(linha: Linha) -> dict[str, Any]:
    """Give a row as JSON keeps it."""
    lados = {"nossa": linha.nossa, "gsan": linha.ingenua}
    return {
        "nome": linha.nome,
        **{
            lado: {
                "comandos": medida.mais_comandos,
                "primeira_ms": medida.primeira,
                "mediana_ms": medida.mediana,
                "p95_ms": medida.p95,
                "sorteios": len(medida.tempos),
                "linhas": medida.linhas,
                "paginas": medida.paginas,
                "indices": sorted(medida.indices),
            }
            for lado, medida in lados.items()
        },
        "razao": linha.razao,
        "acima": linha.excessos,
        "piso": linha.piso if linha.excessos else "",
    }


def _celulas(linha: Linha) -> tuple[str, ...]:
    nossa, deles, limite = linha.nossa, linha.ingenua, linha.orcamento
    partes = (str(limite.comandos), *(f"{ms:g} ms" for ms in (limite.mediana, limite.p95) if ms is not None))
    veredito = f"acima em {', '.join(linha.excessos)}" if linha.excessos else "ok"
    return (
        linha.nome,
        str(nossa.mais_comandos),
        *(f"{ms:.1f}" for ms in (nossa.primeira, nossa.mediana, nossa.p95)),
        str(nossa.linhas),
        str(nossa.paginas),
        str(deles.mais_comandos),
        *(f"{ms:.1f}" for ms in (deles.mediana, deles.p95)),
        str(deles.linhas),
        str(deles.paginas),
        f"{linha.razao:.2f}",
        f"{' / '.join(partes)}: {veredito}",
    )

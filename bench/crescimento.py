"""``python -m bench.crescimento``: the same operations in bases of growing size, their ratios, and a picture."""

import argparse
import json
from pathlib import Path
from typing import Any

from bench.tabela import dados, markdown
from bench.todas import medir_numa_base
from gsan_desk.database.dados.carga import ler

PADRAO = "100000,1000000"
CONSTANTE, DO_PERIODO = 2.0, 4.0
"""How many times it may grow for ten times the RAs: lists of a period read more of them.

The median tells it on a quiet machine, the pages on any: above is what grew more by both.
"""
DO_CAMINHO_5 = ("Filtrar", "Pesquisar", "Quantos", "Painel")
Medidas = dict[str, dict[int, dict[str, Any]]]


def main() -> None:
    """Measure each size, print the ratios, draw the picture."""
    leitor = argparse.ArgumentParser(prog="python -m bench.crescimento", description=__doc__)
    leitor.add_argument("--tamanhos", default=PADRAO, help=f"tamanhos, do menor ao maior (padrão: {PADRAO})")
    leitor.add_argument("--json", type=Path, metavar="ARQ", help="grava os números; se existir, junta aos que lá estão")
    leitor.add_argument("--figura", type=Path, metavar="PNG", help="desenha o crescimento")
    leitor.add_argument("--so-figura", action="store_true", help="não mede: desenha o que está no JSON")
    opcoes = leitor.parse_args()
    medidas = _guardadas(opcoes.json)
    if not opcoes.so_figura:
        for tamanho in opcoes.tamanhos.split(","):
            ras = ler(tamanho).ras
            _medir(ras, medidas, opcoes.json)
    print(tabela(medidas))
    if opcoes.figura:
        from bench.figura import desenhar  # noqa: PLC0415 - Qt only for the picture

        desenhar(medidas, opcoes.figura)


def _medir(ras: int, medidas: Medidas, arquivo: Path | None) -> None:
    """Measure one size; what is measured is kept at once, for a large base takes long."""
    linhas = []
    for linha in medir_numa_base(ras):
        linhas.append(linha)
        medidas.setdefault(linha.nome, {})[ras] = dados(linha)
        if arquivo:
            arquivo.write_text(json.dumps(medidas, ensure_ascii=False, indent=1) + "\n")
    print(markdown(linhas))


def _guardadas(arquivo: Path | None) -> Medidas:
    if arquivo is None or not arquivo.exists():
        return {}
    lidas = json.loads(arquivo.read_text())
    return {nome: {int(ras): linha for ras, linha in tamanhos.items()} for nome, tamanhos in lidas.items()}


def tabela(medidas: Medidas) -> str:
    """Write how each operation grew from the smallest size to the largest."""
    tamanhos = sorted({ras for linhas in medidas.values() for ras in linhas})
    titulos = ["operação", *(f"{_curto(ras)}: ms" for ras in tamanhos), "cresce", "páginas", "GSAN cresce", "limite"]
    corpo = [titulos, ["---", *["---:"] * (len(titulos) - 2), "---"]]
    for nome, linhas in medidas.items():
        if len(linhas) == len(tamanhos) > 1:
            corpo.append(_celulas(nome, linhas, tamanhos))
    return "\n".join("| " + " | ".join(celulas) + " |" for celulas in corpo)


def _celulas(nome: str, linhas: dict[int, dict[str, Any]], tamanhos: list[int]) -> list[str]:
    menor, maior = linhas[tamanhos[0]], linhas[tamanhos[-1]]
    cresce = maior["nossa"]["mediana_ms"] / menor["nossa"]["mediana_ms"]
    paginas = maior["nossa"]["paginas"] / max(menor["nossa"]["paginas"], 1)
    limite = DO_PERIODO if nome.startswith(DO_CAMINHO_5) else CONSTANTE
    return [
        nome,
        *(f"{linhas[ras]['nossa']['mediana_ms']:.1f}" for ras in tamanhos),
        f"{cresce:.2f}",
        f"{paginas:.2f}",
        f"{maior['gsan']['mediana_ms'] / menor['gsan']['mediana_ms']:.2f}",
        f"{limite:g}: {'ok' if min(cresce, paginas) <= limite else 'acima'}",
    ]


def _curto(ras: int) -> str:
    return f"{ras // 1_000_000} mi" if ras >= 1_000_000 else f"{ras // 1000} mil"


if __name__ == "__main__":
    main()

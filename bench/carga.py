"""``python -m bench.carga``: three hundred desks at once, at the rate of a busy hour, and at many times that.

Each desk has real connections of its own: one that works (through PgBouncer, when asked) and one that listens. What
arrives does not wait for what came before: a request that finds every hand busy counts its waiting too.
"""

import argparse
import json
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench import mesas
from bench.base import preparar
from bench.muitos_ras import semear
from bench.pooler import Pooler
from bench.sorteio import Sorteador
from gsan_desk.database.dados.carga import ler

TRAMITES = 40_000_000


def main() -> None:
    """Run each rate, directly and through the pooler, and print one table."""
    opcoes = _opcoes()
    rodadas = []
    with preparar(ler(opcoes.tamanho).ras, {"max_connections": "1000"}) as bancada:
        sorteador = Sorteador(bancada, 2_000)
        operador = bancada.contexto.operador
        novos, tramites = (
            2 * sum(mesas.reserva(mesas.POR_SEGUNDO[nome], vezes, opcoes.segundos) for vezes in opcoes.vezes)
            for nome in ("Inserir", "Tramitar")
        )
        quantos = 2 * tramites
        with bancada.superusuario() as conexao:
            semear(conexao, operador.unidade_id or 0, operador.usuario_id, quantos, TRAMITES)
        pedidos = mesas.Pedidos.sortear(sorteador, novos, range(TRAMITES + 1, TRAMITES + quantos, 2))
        caminhos = ["direto", *(["PgBouncer"] if Pooler.ha() else [])]
        for vezes in opcoes.vezes:
            for caminho in caminhos:
                rodadas.append(mesas.rodar(bancada, pedidos, opcoes.mesas, vezes, opcoes.segundos, caminho))
                print(_texto(rodadas[-1]), flush=True)
    if len(caminhos) == 1:
        print("PgBouncer não está instalado: só o caminho direto.")
    if opcoes.json:
        opcoes.json.write_text(json.dumps(rodadas, ensure_ascii=False, indent=1) + "\n")


def _opcoes() -> argparse.Namespace:
    leitor = argparse.ArgumentParser(prog="python -m bench.carga", description=(__doc__ or "").splitlines()[0])
    leitor.add_argument("--tamanho", default="100000", help="RAs da base (padrão: 100000)")
    leitor.add_argument("--mesas", type=int, default=300, help="postos de trabalho ligados ao mesmo tempo")
    leitor.add_argument("--segundos", type=int, default=30, help="duração de cada rodada")
    leitor.add_argument("--vezes", type=int, nargs="+", default=[1, 10], help="quantas vezes o ritmo da hora de pico")
    leitor.add_argument("--json", type=Path, metavar="ARQ", help="grava também os números num arquivo")
    return leitor.parse_args()


def _texto(rodada: dict[str, Any]) -> str:
    linhas = [
        f"\n{rodada['mesas']} mesas, {rodada['vezes']} × a hora de pico, {rodada['caminho']}: "
        f"{rodada['pedidos']} pedidos em {rodada['segundos']:.0f} s, {len(rodada['erros'])} erros, "
        f"{rodada['avisos']} avisos ouvidos; servidor {rodada['cpu_servidor']:.0f} % de um núcleo, "
        f"postos {rodada['cpu_postos']:.0f} %; {rodada['conexoes']} conexões no servidor",
        "| operação | pedidos | mediana ms | p95 ms | pior ms |\n| --- | ---: | ---: | ---: | ---: |",
    ]
    for nome, tempos in rodada["tempos"].items():
        p95 = quantiles(tempos, n=20, method="inclusive")[-1] if len(tempos) > 1 else tempos[0]
        linhas.append(f"| {nome} | {len(tempos)} | {median(tempos):.1f} | {p95:.1f} | {max(tempos):.1f} |")
    linhas += [f"  erro: {erro}" for erro in sorted(set(rodada["erros"]))[:10]]
    return "\n".join(linhas)


if __name__ == "__main__":
    main()

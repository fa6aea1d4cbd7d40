"""``python -m bench``: measure the budgets in one run and print them as a table."""

import argparse
import json
import os
import platform
import subprocess
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from bench import comando, conjunto, fio_da_tela, fio_do_conjunto, indices, partida, tabela, todas
from bench.base import Bancada, preparar
from bench.operacoes import Linha
from bench.sorteio import Sorteador
from gsan_desk.database.dados.carga import TAMANHOS, ler

REGISTROS = 3


def main() -> None:
    """Run everything."""
    opcoes = _opcoes()
    inicio = partida.medir()
    with preparar(ler(opcoes.tamanho).ras if opcoes.tamanho else 0) as bancada:
        maquina = _maquina(bancada)
        print(maquina + "\n")
        sorteador = Sorteador(bancada, todas.SORTEIOS + todas.AQUECIMENTO)
        linhas = list(todas.medir(bancada, sorteador))
        print("\n" + tabela.markdown(linhas))
        custos = indices.medir(bancada, linhas)
        print(indices.texto(custos))
        print(comando.texto(comando.medir(bancada)))
        em_conjunto = conjunto.medir(bancada)
        print(conjunto.texto(em_conjunto))
        print(fio_do_conjunto.texto(fio_do_conjunto.medir(bancada)) + "\n")
        fio = fio_da_tela.medir(bancada, sorteador.pedidos(REGISTROS))
    print(_partida(inicio))
    print(_fio(fio))
    if opcoes.json:
        opcoes.json.write_text(
            json.dumps(_dados(maquina, linhas, custos, inicio, fio), ensure_ascii=False, indent=2) + "\n"
        )


def _opcoes() -> argparse.Namespace:
    leitor = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    leitor.add_argument("--json", type=Path, metavar="ARQ", help="grava também os números num arquivo")
    leitor.add_argument(
        "--tamanho", help=f"RAs além dos do treinamento: um número, ou {', '.join(TAMANHOS)} (padrão: nenhum)"
    )
    return leitor.parse_args()


def _maquina(bancada: Bancada) -> str:
    ((servidor, ras),) = bancada.consultar(
        "SELECT current_setting('server_version'), count(*) FROM atendimentopublico.registro_atendimento"
    )
    versao = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607 - the project's own history
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} núcleos, PostgreSQL {servidor}, "
        f"{ras} RAs, commit {versao.stdout.strip() or 'desconhecido'}"
    )


def _partida(inicio: partida.Partida) -> str:
    veredito = "ok" if inicio.razao <= partida.LIMITE else "acima"
    return (
        f"Partida até a janela de entrada: {median(inicio.programa):.0f} ms; janela vazia com SQLAlchemy: "
        f"{median(inicio.vazia):.0f} ms; razão {inicio.razao:.2f} (limite {partida.LIMITE}): {veredito}"
    )


def _fio(fio: fio_da_tela.Registro) -> str:
    veredito = "ok" if fio.maior <= fio_da_tela.LIMITE else "acima"
    lentas = "".join(f"\n  {v.duracao:5.1f} ms  {v.etapa}, {v.registro}º registro: {v.parte}" for v in fio.lentas[:10])
    medida = f"{fio.maior:.1f} ms (limite {fio_da_tela.LIMITE:g})"
    contagem = f"{fio.registrados} de {fio.pedidos} RAs registrados, {len(fio.voltas)} voltas"
    return f"Maior volta do fio da tela: {medida}: {veredito}; {contagem}; acima de um quadro:{lentas or ' nenhuma'}"


def _dados(
    maquina: str,
    linhas: list[Linha],
    custos: list[indices.Custo],
    inicio: partida.Partida,
    fio: fio_da_tela.Registro,
) -> dict[str, Any]:
    return {
        "maquina": maquina,
        "operacoes": [tabela.dados(linha) for linha in linhas],
        "indices": [asdict(custo) for custo in custos],
        "partida": {"programa_ms": inicio.programa, "vazia_ms": inicio.vazia, "razao": inicio.razao},
        "fio_da_tela": {
            "maior_ms": fio.maior,
            "pedidos": fio.pedidos,
            "registrados": fio.registrados,
            "acima_de_um_quadro": [asdict(volta) for volta in fio.lentas],
        },
    }


if __name__ == "__main__":
    main()

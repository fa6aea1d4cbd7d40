"""``python -m bench``: measure the budgets in one run and print them as a table."""

import argparse
import json
import os
import platform
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from bench import comando, conjunto, encerramentos, fio_da_tela, fio_do_conjunto, gravacoes, leituras, partida
from bench.base import Bancada, preparar
from bench.operacoes import Linha, medir_operacao
from bench.sorteio import Sorteador

SORTEIOS, AQUECIMENTO, REGISTROS = 30, 12, 3


def main() -> None:
    """Run everything."""
    opcoes = _opcoes()
    inicio = partida.medir()
    with preparar() as bancada:
        maquina = _maquina(bancada)
        print(maquina + "\n")
        sorteador = Sorteador(bancada, SORTEIOS + AQUECIMENTO)
        linhas = [medir_operacao(bancada.banco.engine, o, AQUECIMENTO) for o in _operacoes(bancada, sorteador)]
        print(_tabela(linhas))
        print(comando.texto(comando.medir(bancada)))
        em_conjunto = conjunto.medir(bancada)
        print(conjunto.texto(em_conjunto))
        print(fio_do_conjunto.texto(fio_do_conjunto.medir(bancada)) + "\n")
        fio = fio_da_tela.medir(bancada, sorteador.pedidos(REGISTROS))
    print(_partida(inicio))
    print(_fio(fio))
    if opcoes.json:
        opcoes.json.write_text(json.dumps(_dados(maquina, linhas, inicio, fio), ensure_ascii=False, indent=2) + "\n")


def _opcoes() -> argparse.Namespace:
    leitor = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    leitor.add_argument("--json", type=Path, metavar="ARQ", help="grava também os números num arquivo")
    return leitor.parse_args()


def _operacoes(bancada: Bancada, sorteador: Sorteador) -> Iterator[Any]:
    yield from leituras.operacoes(bancada, sorteador)
    yield from gravacoes.operacoes(bancada, sorteador, SORTEIOS + AQUECIMENTO)
    yield encerramentos.operacao(bancada, SORTEIOS + AQUECIMENTO)


def _maquina(bancada: Bancada) -> str:
    ((servidor, ras),) = bancada.consultar(
        "SELECT current_setting('server_version'), count(*) FROM atendimentopublico.registro_atendimento"
    )
    versao = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607 - the project's own history
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} núcleos, PostgreSQL {servidor}, "
        f"{ras} RAs, commit {versao.stdout.strip() or 'desconhecido'}"
    )


def _tabela(linhas: list[Linha]) -> str:
    titulos = ("operação", "comandos", "1ª ms", "ms", "p95", "ingênua: comandos", "ms", "razão", "orçamento")
    corpo = [titulos, ("---", *["---:"] * 7, "---"), *map(_celulas, linhas)]
    return "\n".join("| " + " | ".join(celulas) + " |" for celulas in corpo) + "\n"


def _celulas(linha: Linha) -> tuple[str, ...]:
    nossa, ingenua, limite = linha.nossa, linha.ingenua, linha.orcamento
    partes = (str(limite.comandos), *(f"{ms:g} ms" for ms in (limite.mediana, limite.p95) if ms is not None))
    excesso = f"acima em {', '.join(linha.excessos)}" if linha.excessos else "ok"
    return (
        linha.nome,
        str(nossa.mais_comandos),
        f"{nossa.primeira:.1f}",
        f"{nossa.mediana:.1f}",
        f"{nossa.p95:.1f}",
        str(ingenua.mais_comandos),
        f"{ingenua.mediana:.1f}",
        f"{linha.razao:.2f}",
        f"{' / '.join(partes)}: {excesso}",
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


def _dados(maquina: str, linhas: list[Linha], inicio: partida.Partida, fio: fio_da_tela.Registro) -> dict[str, Any]:
    return {
        "maquina": maquina,
        "operacoes": [
            {
                "nome": linha.nome,
                "comandos": linha.nossa.mais_comandos,
                "primeira_ms": linha.nossa.primeira,
                "mediana_ms": linha.nossa.mediana,
                "p95_ms": linha.nossa.p95,
                "ingenua_comandos": linha.ingenua.mais_comandos,
                "ingenua_mediana_ms": linha.ingenua.mediana,
                "razao": linha.razao,
                "acima": linha.excessos,
            }
            for linha in linhas
        ],
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

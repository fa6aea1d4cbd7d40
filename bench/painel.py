"""The Painel: on the training's data in the table of all operations, on a million RAs by ``python -m bench.painel``."""

import argparse
from collections.abc import Iterator
from datetime import timedelta

from bench import ingenuo_painel as ingenuo
from bench.base import Bancada, preparar
from bench.medida import medir
from bench.operacoes import Operacao, Orcamento
from bench.sorteio import Sorteador
from gsan_desk.domain.filtro_ra import Periodo
from gsan_desk.domain.painel import DIAS_PADRAO, FiltroPainel
from gsan_desk.services import painel
from gsan_desk.services.relogio import hoje

ANO = 365
VEZES, AQUECIMENTO = 15, 5
ORCAMENTO = Orcamento(1, 150)
LEITURAS = (
    ("abertos por unidade e idade", painel.abertos, ingenuo.abertos),
    ("prazos por unidade", painel.prazos, ingenuo.prazos),
    ("por dia", painel.por_dia, ingenuo.por_dia),
    ("tempo médio em dias úteis", painel.tempo_medio, ingenuo.tempo_medio),
    ("reiterados por unidade", painel.reiterados_por_unidade, ingenuo.reiterados),
    ("reiterados por especificação", painel.reiterados_por_especificacao, ingenuo.reiterados),
    ("mais reiterados", painel.mais_reiterados, ingenuo.reiterados),
)


def operacoes(bancada: Bancada, sorteador: Sorteador) -> Iterator[Operacao]:
    """Give each reading of all units, for the period with which the screen opens."""
    banco, contexto = bancada.banco, bancada.contexto
    filtros = [FiltroPainel(periodo) for periodo in sorteador.periodos(DIAS_PADRAO)]
    for nome, ler, ingenua in LEITURAS:
        yield Operacao(
            f"Painel: {nome}",
            ORCAMENTO,
            lambda filtro, ler=ler: banco.executar(ler, contexto, filtro),
            lambda filtro, ingenua=ingenua: banco.executar(ingenua, contexto, filtro),
            filtros,
        )


def main() -> None:
    """Fill the base and print the readings of the whole company, of a month and of a year."""
    leitor = argparse.ArgumentParser(prog="python -m bench.painel", description=__doc__)
    leitor.add_argument("--ras", type=int, default=1_000_000, help="quantos RAs gerar (padrão: um milhão)")
    quantos = leitor.parse_args().ras
    with preparar(quantos) as bancada:
        ((ras, encerrados),) = bancada.consultar(
            "SELECT count(*), count(*) FILTER (WHERE rgat_cdsituacao = 2) FROM atendimentopublico.registro_atendimento"
        )
        print(f"{ras} RAs, {encerrados} encerrados\n\n| leitura | período | comandos | ms | p95 | orçamento |")
        print("| --- | ---: | ---: | ---: | ---: | --- |")
        for dias in (DIAS_PADRAO, ANO):
            _medir(bancada, dias)


def _medir(bancada: Bancada, dias: int) -> None:
    banco, contexto = bancada.banco, bancada.contexto
    dia = banco.executar(hoje)
    filtro = FiltroPainel(Periodo(dia - timedelta(days=dias - 1), dia))
    for nome, ler, _ in LEITURAS:
        medida = medir(
            banco.engine,
            lambda pedido, ler=ler: banco.executar(ler, contexto, pedido),
            [filtro] * AQUECIMENTO,
            [filtro] * VEZES,
        )
        veredito = "ok" if medida.mediana <= (ORCAMENTO.mediana or 0) else "acima"
        numeros = f"{medida.mais_comandos} | {medida.mediana:.1f} | {medida.p95:.1f}"
        print(f"| {nome} | {dias} dias | {numeros} | {ORCAMENTO.mediana:g} ms: {veredito} |")


if __name__ == "__main__":
    main()

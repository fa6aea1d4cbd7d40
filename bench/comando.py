"""``python -m bench.comando``: ten thousand RAs by a command of closing, beside one RA after another [UC0735, UC0736].

As in :mod:`bench.conjunto`: through the services, with roles, policies and audit; the naive counterpart has neither.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from time import perf_counter

from bench import ingenuo_encerramento as ingenuo
from bench.base import Bancada, preparar
from bench.conjunto import AUTOR, INGENUOS, ORIGEM, Etapa, cronometrar, veredito
from bench.encerramentos import sem_execucao
from bench.medida import contar
from bench.muitos_ras import QUANTOS, semear
from gsan_desk.database.banco import Banco
from gsan_desk.domain.comando_encerramento import ComandarEncerramento, Previa
from gsan_desk.services.comando_encerramento import comandar, passo, prever
from gsan_desk.services.relogio import hoje
from gsan_desk.services.sessao import entrar

PRIMEIRO = 9_600_000
LIMITE_PREVIA, LIMITE_COMANDOS = 1000.0, 10


@dataclass(slots=True)
class Medida:
    """The steps; ``passos`` apart, one entry each."""

    previa: Previa
    etapas: list[Etapa]
    passos: list[Etapa] = field(default_factory=list)
    encerrados: int = 0
    recusados: int = 0
    ingenua: Etapa = field(default_factory=lambda: Etapa("", 0.0, 0))

    @property
    def total(self) -> float:
        """Milliseconds of the whole execution."""
        return sum(etapa.ms for etapa in self.passos)

    @property
    def ingenua_total(self) -> float:
        """Milliseconds that the naive way would take for as many."""
        return self.ingenua.ms / INGENUOS * self.encerrados


def medir(bancada: Bancada) -> Medida:
    """Seed the RAs, close them all by one command, and close some others one by one."""
    with bancada.superusuario() as conexao:
        semear(conexao, ORIGEM, AUTOR, QUANTOS + INGENUOS, PRIMEIRO)
        conexao.execute(
            "UPDATE atendimentopublico.registro_atendimento SET unid_idatual = 11 WHERE rgat_id BETWEEN %s AND %s",
            (PRIMEIRO + QUANTOS, PRIMEIRO + QUANTOS + INGENUOS - 1),
        )
    banco = bancada.como("supervisor")
    try:
        return _medir(banco, bancada)
    finally:
        banco.fechar()


def _medir(banco: Banco, bancada: Bancada) -> Medida:
    contexto, dia = banco.executar(entrar), banco.executar(hoje)
    motivo = sem_execucao(contexto)
    comando = ComandarEncerramento(
        dia - timedelta(days=60), dia, motivo, contexto.operador.usuario_id, unidade_atual_id=ORIGEM
    )
    antes, previa = cronometrar(banco, "prévia", prever, contexto, comando)
    registro, numero = cronometrar(banco, "comandar", comandar, contexto, comando)
    medida = Medida(previa, [antes, registro])
    concluido = False
    while not concluido:
        etapa, feito = cronometrar(banco, "passo", passo, contexto, numero)
        medida.passos.append(etapa)
        medida.encerrados, medida.recusados, concluido = feito.encerrados, feito.recusados, feito.concluido
    medida.ingenua = _ingenuamente(bancada, motivo)
    return medida


def _ingenuamente(bancada: Bancada, motivo: int) -> Etapa:
    """Close one RA after another, a transaction each."""
    banco = Banco(bancada.url_da_base)
    try:
        inicio = perf_counter()
        with contar(banco.engine) as enviados:
            for ra in range(PRIMEIRO + QUANTOS, PRIMEIRO + QUANTOS + INGENUOS):
                banco.executar(ingenuo.encerrar, ra, motivo, AUTOR)
        return Etapa("um por um", (perf_counter() - inicio) * 1000, len(enviados) // INGENUOS)
    finally:
        banco.fechar()


def texto(medida: Medida) -> str:
    """Write what was measured, beside the budgets."""
    previa = medida.etapas[0]
    comandos = max(etapa.comandos for etapa in medida.passos)
    achados = f"{medida.encerrados} RAs encerrados, {medida.recusados} não, em {len(medida.passos)} passos"
    linhas = [
        f"Comandar Encerramento, {achados}:",
        *(f"  {e.nome:28s} {e.ms:8.0f} ms  {e.comandos} comandos" for e in medida.etapas),
        f"  {'maior passo':28s} {max(e.ms for e in medida.passos):8.0f} ms  {comandos} comandos",
        f"  prévia de {medida.previa.total}: {previa.ms:.0f} ms (limite {LIMITE_PREVIA:g}): "
        f"{veredito(previa.ms, LIMITE_PREVIA)}",
        f"  comandos por passo: {comandos} (limite {LIMITE_COMANDOS}): {veredito(comandos, LIMITE_COMANDOS)}",
        f"  tudo: {medida.total:.0f} ms; um por um, {medida.ingenua.comandos} comandos por RA: "
        f"{medida.ingenua.ms:.0f} ms para {INGENUOS}, "
        f"{medida.ingenua_total:.0f} ms para {medida.encerrados} (projetado); "
        f"razão {medida.total / medida.ingenua_total:.2f}",
    ]
    return "\n".join(linhas)


if __name__ == "__main__":
    with preparar() as bancada_propria:
        print(texto(medir(bancada_propria)))

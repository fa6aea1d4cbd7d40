"""``python -m bench.conjunto``: ten thousand RAs by Tramitar Conjunto, beside one RA after another [UC0503].

Database time is taken through the services, as a supervisor, with roles, policies and audit in force; the naive
counterpart has neither, and is measured on fewer RAs and told for as many.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from uuid import uuid4

from bench import ingenuo_tramite as ingenuo
from bench.base import Bancada, preparar
from bench.medida import contar
from bench.muitos_ras import PRIMEIRO, semear
from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.domain.selecao_tramite import SelecaoTramite
from gsan_desk.domain.tramite_conjunto import InformarTramite, Pedido, Resultado, TramitarConjunto
from gsan_desk.services.sessao import entrar
from gsan_desk.services.tramite_conjunto import avaliacao, desfazer, execucao, registro, selecionar

ORIGEM, DESTINO, AUTOR = 12, 11, 102
INGENUOS = 300
LIMITE_TOTAL, LIMITE_PREVIA, LIMITE_COMANDOS = 5000.0, 1000.0, 10


@dataclass(frozen=True, slots=True)
class Etapa:
    """A step: milliseconds and statements."""

    nome: str
    ms: float
    comandos: int


@dataclass(slots=True)
class Medida:
    """All steps; ``partes`` apart, one entry each."""

    etapas: list[Etapa] = field(default_factory=list)
    partes: list[Etapa] = field(default_factory=list)
    volta: list[Etapa] = field(default_factory=list)
    tramitados: int = 0
    ingenua: Etapa = Etapa("", 0.0, 0)

    @property
    def total(self) -> float:
        """Milliseconds from Tramitar to the report."""
        gravar = [e.ms for e in self.etapas if e.nome in {"registrar a corrida", "ler o resultado"}]
        return sum(gravar) + sum(parte.ms for parte in self.partes)

    @property
    def ingenua_total(self) -> float:
        """Milliseconds that the naive way would take for as many."""
        return self.ingenua.ms / INGENUOS * self.tramitados


def medir(bancada: Bancada) -> Medida:
    """Seed the RAs, forward them all, take them back, and forward some one by one."""
    with bancada.superusuario() as conexao:
        semear(conexao, ORIGEM, AUTOR)
    banco = bancada.como("supervisor")
    try:
        return _medir(banco, banco.executar(entrar), bancada)
    finally:
        banco.fechar()


def _medir(banco: Banco, contexto: Contexto, bancada: Bancada) -> Medida:
    medida = Medida()

    def passo(nome: str, caso: Callable[..., Any], *args: Any) -> Any:
        etapa, resposta = cronometrar(banco, nome, caso, *args)
        medida.etapas.append(etapa)
        return resposta

    selecao = SelecaoTramite(FiltroRA(unidade_atual_id=ORIGEM))
    passo("primeira página da lista", selecionar.listar, contexto, selecao)
    todos = passo("Todos", selecionar.todos, contexto, selecao)
    ras = tuple(e for e in todos.ras if e.ra >= PRIMEIRO)
    passo("abrir Informar Trâmite", avaliacao.abrir, contexto, ras)
    informado = passo("Informar Trâmite", avaliacao.informar, contexto, InformarTramite(ras, DESTINO, parecer="BENCH"))
    pedidos = (Pedido(informado.tramite, informado.aceitos),)
    passo("prévia", avaliacao.prever, contexto, pedidos)
    corrida = passo("registrar a corrida", registro.registrar, contexto, TramitarConjunto(uuid4(), pedidos))
    medida.partes = _executar(banco, contexto, corrida)
    passo("ler o resultado", registro.resultado, corrida.id)
    medida.tramitados = banco.executar(registro.ler, contexto, corrida.id).quantos(Resultado.TRAMITADO)
    volta = banco.executar(desfazer.preparar_desfazer, contexto, corrida.id, uuid4())
    medida.volta = _executar(banco, contexto, volta)
    medida.ingenua = _ingenuamente(bancada)
    return medida


def _executar(banco: Banco, contexto: Contexto, corrida: Any) -> list[Etapa]:
    partes = corrida.faltam
    return [cronometrar(banco, f"parte {n + 1}", execucao.executar, contexto, corrida.id, n)[0] for n in partes]


def _ingenuamente(bancada: Bancada) -> Etapa:
    """Forward one RA after another, a transaction each."""
    banco = Banco(bancada.url_da_base)
    try:
        inicio = perf_counter()
        with contar(banco.engine) as enviados:
            for ra in range(PRIMEIRO, PRIMEIRO + INGENUOS):
                banco.executar(ingenuo.tramitar, ra, DESTINO, AUTOR)
        return Etapa("um por um", (perf_counter() - inicio) * 1000, len(enviados) // INGENUOS)
    finally:
        banco.fechar()


def cronometrar(banco: Banco, nome: str, caso: Callable[..., Any], *args: Any) -> tuple[Etapa, Any]:
    """Time a use case, and count its statements."""
    with contar(banco.engine) as enviados:
        inicio = perf_counter()
        resposta = banco.executar(caso, *args)
        duracao = (perf_counter() - inicio) * 1000
    return Etapa(nome, duracao, len(enviados)), resposta


def texto(medida: Medida) -> str:
    """Write what was measured, beside the budgets."""
    previa = next(e for e in medida.etapas if e.nome == "prévia")
    comandos = max(parte.comandos for parte in medida.partes)
    linhas = [
        f"Tramitar Conjunto, {medida.tramitados} RAs em {len(medida.partes)} partes:",
        *(f"  {e.nome:28s} {e.ms:8.0f} ms  {e.comandos} comandos" for e in medida.etapas),
        f"  {'maior parte':28s} {max(p.ms for p in medida.partes):8.0f} ms  {comandos} comandos",
        f"  {'desfazer':28s} {sum(p.ms for p in medida.volta):8.0f} ms",
        f"  tudo, de Tramitar ao resultado: {medida.total:.0f} ms (limite {LIMITE_TOTAL:g}): "
        f"{veredito(medida.total, LIMITE_TOTAL)}",
        f"  comandos por parte: {comandos} (limite {LIMITE_COMANDOS}): {veredito(comandos, LIMITE_COMANDOS)}",
        f"  prévia: {previa.ms:.0f} ms (limite {LIMITE_PREVIA:g}): {veredito(previa.ms, LIMITE_PREVIA)}",
        f"  um por um, {medida.ingenua.comandos} comandos por RA: {medida.ingenua.ms:.0f} ms para {INGENUOS}, "
        f"{medida.ingenua_total:.0f} ms para {medida.tramitados} (projetado); "
        f"razão {medida.total / medida.ingenua_total:.2f}",
    ]
    return "\n".join(linhas)


def veredito(medido: float, limite: float) -> str:
    """Say whether a budget is kept."""
    return "ok" if medido <= limite else "acima"


if __name__ == "__main__":
    with preparar() as bancada_propria:
        print(texto(medir(bancada_propria)))

"""Encerrar, from opening the screen to the RA closed, beside one that reads each thing by itself [UC0435]."""

from bench import ingenuo_encerramento as ingenuo
from bench.base import Bancada
from bench.muitos_ras import semear
from bench.operacoes import Operacao, Orcamento
from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.encerramento import Encerramento, EncerrarRA
from gsan_desk.services.encerramento import abrir, encerrar

PRIMEIRO = 9_500_000


def operacao(bancada: Bancada, quantos: int) -> Operacao:
    """Seed the RAs in the person's unit; odd ones have no OS, and nothing is asked about them."""
    operador = bancada.contexto.operador
    with bancada.superusuario() as conexao:
        semear(conexao, operador.unidade_id or 0, operador.usuario_id, 4 * quantos, PRIMEIRO)
    motivo = sem_execucao(bancada.contexto)
    sem_politicas = Banco(bancada.url_da_base)
    return Operacao(
        "Encerrar, da abertura ao RA encerrado",
        Orcamento(4, 15, 40),
        lambda ra: _encerrar(bancada, ra, motivo),
        lambda ra: sem_politicas.executar(ingenuo.encerrar, ra, motivo, operador.usuario_id),
        range(PRIMEIRO + 1, PRIMEIRO + 2 * quantos, 2),
        range(PRIMEIRO + 2 * quantos + 1, PRIMEIRO + 4 * quantos, 2),
        sem_politicas.engine,
    )


def sem_execucao(contexto: Contexto) -> int:
    """Choose a reason that says that nothing was done, and that is no duplicate."""
    motivos = contexto.dominios.motivos_encerramento.values()
    return min(m.id for m in motivos if m.em_uso and not m.execucao and not m.duplicidade)


def _encerrar(bancada: Bancada, ra: int, motivo: int) -> None:
    banco, contexto = bancada.banco, bancada.contexto
    aberto = banco.executar(abrir, contexto, ra)
    pedido = Encerramento(motivo, parecer="MEDIDO PELO BENCH")
    comando = EncerrarRA(ra, aberto.versao, pedido, aberto.ordens, abrir_novo=False)
    banco.executar(encerrar, contexto, comando)

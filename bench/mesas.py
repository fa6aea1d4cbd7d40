"""The desks of :mod:`bench.carga`, spread over a few processes, and what they ask for."""

import contextlib
import multiprocessing
import queue
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random
from threading import BrokenBarrierError, Event, Thread
from time import monotonic, process_time, sleep
from typing import Any

import psutil
import psycopg
from sqlalchemy import URL, event

from bench.base import Bancada
from bench.leituras import DO_SOLICITANTE, MES
from bench.pooler import Pooler
from bench.sorteio import Pedido, Sorteador, comando, concluir_aceitando
from gsan_desk.database.banco import Banco
from gsan_desk.database.dados.demo.organizacao import AGUA
from gsan_desk.domain.avisos import CANAL_RA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.domain.tramitacao import TramitarRA
from gsan_desk.services import caixa, imovel, ra_inserir
from gsan_desk.services.busca_rapida import buscar
from gsan_desk.services.ra_consultar import consultar
from gsan_desk.services.ra_filtrar import filtrar
from gsan_desk.services.sonda import sondar
from gsan_desk.services.tramite.tramitar import abrir as abrir_tramite
from gsan_desk.services.tramite.tramitar import tramitar

PROCESSOS, ATE_AQUECER = 3, 300.0
POR_SEGUNDO = {"Busca rápida": 10.0, "Filtrar": 6.0, "Caixa": 4.0, "Consultar": 8.0, "Inserir": 1.5, "Tramitar": 0.5}
"""What 300 desks ask for in a second of the busy hour (spec 60 §1)."""


@dataclass(frozen=True, slots=True)
class Pedidos:
    """What the desks ask for, drawn beforehand."""

    buscas: tuple[str, ...]
    filtros: tuple[FiltroRA, ...]
    unidades: tuple[int, ...]
    ras: tuple[int, ...]
    novos: tuple[Pedido, ...]
    tramites: tuple[int, ...]
    destino: int
    gastos: dict[str, int] = field(default_factory=dict)

    @classmethod
    def sortear(cls, sorteador: Sorteador, novos: int, tramites: Iterable[int]) -> "Pedidos":
        """Draw them from the base; of those that write, one for each time."""
        do_fone = DO_SOLICITANTE.format("f.sofo_nnfone", "f.sofo_nnfone")
        abertos = (
            "SELECT unid_idatual FROM atendimentopublico.registro_atendimento"
            " WHERE rgat_cdsituacao = 1 AND unid_idatual > 0 ORDER BY rgat_id LIMIT 20000"
        )
        return cls(
            tuple(sorteador.valores(do_fone)),
            tuple(sorteador.filtros(MES)),
            tuple(sorteador.valores(abertos)),
            tuple(sorteador.ras()),
            tuple(sorteador.pedidos(novos)),
            tuple(tramites),
            AGUA,
        )


@dataclass(frozen=True, slots=True)
class _Turno:
    """One process' part of the desks."""

    numero: int
    url: URL
    direta: URL
    contexto: Contexto
    pedidos: Pedidos
    mesas: int
    vezes: float
    segundos: int
    sem_preparo: bool
    largada: Any
    """Barrier at which every process waits until all desks are warm."""


def rodar(bancada: Bancada, pedidos: Pedidos, mesas: int, vezes: int, segundos: int, caminho: str) -> dict[str, Any]:
    """Let all desks work for so many seconds and sum up."""
    porta_da_vez = Pooler.ligado(bancada) if caminho == "PgBouncer" else contextlib.nullcontext(bancada)
    with porta_da_vez as porta, multiprocessing.Manager() as gerente:
        largada = gerente.Barrier(PROCESSOS + 1)
        turnos = [
            _Turno(
                n,
                porta.url,
                bancada.url,
                bancada.contexto,
                pedidos,
                mesas // PROCESSOS,
                vezes / PROCESSOS,
                segundos,
                caminho == "PgBouncer",
                largada,
            )
            for n in range(PROCESSOS)
        ]
        with multiprocessing.get_context("spawn").Pool(PROCESSOS) as processos:
            trabalho = processos.map_async(_trabalhar, turnos, 1)
            with contextlib.suppress(BrokenBarrierError):  # the reason comes from the one that broke it
                largada.wait(ATE_AQUECER)
            servidor = _observar(bancada, trabalho.ready)
            partes = trabalho.get()
    tempos: dict[str, list[float]] = {nome: [] for nome in POR_SEGUNDO}
    for nome, taxa in POR_SEGUNDO.items():
        pedidos.gastos[nome] = pedidos.gastos.get(nome, 0) + reserva(taxa, vezes, segundos)
    for parte in partes:
        for nome, valores in parte["tempos"].items():
            tempos[nome] += valores
    return {
        "mesas": mesas,
        "vezes": vezes,
        "caminho": caminho,
        "segundos": segundos,
        "pedidos": sum(map(len, tempos.values())),
        "tempos": {nome: valores for nome, valores in tempos.items() if valores},
        "erros": [erro for parte in partes for erro in parte["erros"]],
        "avisos": sum(parte["avisos"] for parte in partes),
        "cpu_postos": sum(parte["cpu"] for parte in partes) * 100 / segundos,
        **servidor,
    }


def reserva(por_segundo: float, vezes: int, segundos: int) -> int:
    """Tell how many requests of a kind a round may make: more than it is likely to."""
    return int(1.5 * por_segundo * vezes * segundos) + 30


def _observar(bancada: Bancada, pronto: Callable[[], bool]) -> dict[str, float]:
    """Watch the server's processes until the desks are done: mean of one core while they work, most connections."""
    maiores, gasto, desde = 0, {}, monotonic()
    with bancada.superusuario() as conexao:
        (pid,) = conexao.execute("SELECT pg_backend_pid()").fetchone() or (0,)
        pai = psutil.Process(int(pid)).parent()
        while not pronto() and pai is not None:
            for processo in pai.children():
                with contextlib.suppress(psutil.Error):
                    tempo = processo.cpu_times()
                    inicial, _ = gasto.get(processo.pid, (tempo.user + tempo.system, 0.0))
                    gasto[processo.pid] = (inicial, tempo.user + tempo.system)
            (quantas,) = conexao.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
            ).fetchone() or (0,)
            maiores = max(maiores, int(quantas) - 1)
            sleep(0.5)
    segundos = monotonic() - desde
    return {"conexoes": maiores, "cpu_servidor": sum(fim - inicio for inicio, fim in gasto.values()) * 100 / segundos}


def _trabalhar(turno: _Turno) -> dict[str, Any]:
    """Open every desk, then hand out requests at the rate until the time is over."""
    try:
        bancos = [_abrir(turno) for _ in range(turno.mesas)]
    except BaseException:
        turno.largada.abort()  # nobody waits for desks that will not come
        raise
    fila: queue.SimpleQueue[tuple[float, str, int] | None] = queue.SimpleQueue()
    resultado: dict[str, Any] = {"tempos": {nome: [] for nome in POR_SEGUNDO}, "erros": [], "avisos": 0}
    parar = Event()
    ouvintes = _Ouvintes(turno, parar)
    maos = [Thread(target=_atender, args=(turno, banco, fila, resultado), daemon=True) for banco in bancos]
    for linha in (ouvintes.linha, *maos):
        linha.start()
    turno.largada.wait(ATE_AQUECER)
    antes = process_time()
    _despachar(turno, fila)
    for _ in maos:
        fila.put(None)
    for linha in maos:
        linha.join(30)
    parar.set()
    ouvintes.linha.join()
    for banco in bancos:
        banco.fechar()
    return resultado | {"avisos": ouvintes.avisos, "cpu": process_time() - antes}


def _abrir(turno: _Turno) -> Banco:
    banco = Banco(turno.url, conexoes=1)
    if turno.sem_preparo:  # PgBouncer before 1.21 does not know prepared statements
        event.listen(banco.engine, "connect", lambda conexao, _: setattr(conexao, "prepare_threshold", None))
    _insistir(lambda: banco.executar(sondar))
    for nome in ("Busca rápida", "Filtrar", "Caixa", "Consultar"):
        _FAZER[nome](banco, turno, turno.numero)  # a desk has been open for hours when the busy one comes
    return banco


def _insistir(fazer: Callable[[], object], vezes: int = 5) -> None:
    """Try again what the server was too busy for: six hundred connections come at once."""
    for falta in reversed(range(vezes)):
        try:
            fazer()
        except BancoIndisponivel:
            if not falta:
                raise
            sleep(1)
        else:
            return


class _Ouvintes:
    """A LISTEN connection for each desk, all read by one thread."""

    def __init__(self, turno: _Turno, parar: Event) -> None:
        self.avisos = 0
        endereco = turno.direta.set(drivername="postgresql").render_as_string(hide_password=False)
        self._conexoes = [psycopg.connect(endereco, autocommit=True) for _ in range(turno.mesas)]
        for conexao in self._conexoes:
            conexao.execute(f"LISTEN {CANAL_RA}")
        self._parar = parar
        self.linha = Thread(target=self._ouvir, daemon=True)

    def _ouvir(self) -> None:
        while not self._parar.is_set():
            for conexao in self._conexoes:
                self.avisos += sum(1 for _ in conexao.notifies(timeout=0))
            sleep(0.2)
        for conexao in self._conexoes:
            conexao.close()


def _despachar(turno: _Turno, fila: "queue.SimpleQueue[Any]") -> None:
    """Send each request at its moment, whether or not a hand is free."""
    rng = Random(turno.numero)
    nomes, pesos = list(POR_SEGUNDO), list(POR_SEGUNDO.values())
    quando = inicio = monotonic()
    vezes = {nome: count(turno.numero + turno.pedidos.gastos.get(nome, 0), PROCESSOS) for nome in nomes}
    while quando < inicio + turno.segundos:
        quando += rng.expovariate(sum(pesos) * turno.vezes)
        if (falta := quando - monotonic()) > 0:
            sleep(falta)
        nome = rng.choices(nomes, pesos)[0]
        fila.put((quando, nome, next(vezes[nome])))


def _atender(turno: _Turno, banco: Banco, fila: "queue.SimpleQueue[Any]", resultado: dict[str, Any]) -> None:
    while (pedido := fila.get()) is not None:
        quando, nome, n = pedido
        try:
            _FAZER[nome](banco, turno, n)
            resultado["tempos"][nome].append((monotonic() - quando) * 1000)
        except Exception as erro:
            resultado["erros"].append(f"{nome}: {type(erro).__name__}: {erro}"[:300])


def _registrar(banco: Banco, turno: _Turno, n: int) -> None:
    """Register for somebody; who has the same RA already, is only told so."""
    pedidos, contexto = turno.pedidos, turno.contexto
    pedido = pedidos.novos[n % len(pedidos.novos)]
    novo = comando(banco.executar(ra_inserir.abrir, contexto), contexto, pedido)
    banco.executar(imovel.carregar, contexto, pedido.imovel_id)
    verificado = banco.executar(ra_inserir.verificar_local, contexto, novo)
    aceitos = frozenset(aviso.chave for aviso in verificado.avisos)
    banco.executar(concluir_aceitando, contexto, replace(novo, avisos_aceitos=aceitos))


def _tramitar(banco: Banco, turno: _Turno, n: int) -> None:
    ra = turno.pedidos.tramites[n % len(turno.pedidos.tramites)]
    aberto = banco.executar(abrir_tramite, turno.contexto, ra)
    banco.executar(tramitar, turno.contexto, TramitarRA(ra, aberto.versao, turno.pedidos.destino))


_FAZER: dict[str, Callable[[Banco, _Turno, int], object]] = {
    "Busca rápida": lambda b, t, n: b.executar(buscar, t.pedidos.buscas[n % len(t.pedidos.buscas)]),
    "Filtrar": lambda b, t, n: b.executar(filtrar, t.contexto, t.pedidos.filtros[n % len(t.pedidos.filtros)]),
    "Caixa": lambda b, t, n: b.executar(
        caixa.ler, t.contexto, caixa.Pedido(frozenset({t.pedidos.unidades[n % len(t.pedidos.unidades)]}))
    ),
    "Consultar": lambda b, t, n: b.executar(consultar, t.contexto, t.pedidos.ras[n % len(t.pedidos.ras)]),
    "Inserir": _registrar,
    "Tramitar": _tramitar,
}

"""Believable data by the million, for measuring and for trying out (spec 60 §7.1).

The utility's own domain rows are used where it has them. Everything is drawn in the server by one statement a table,
two tables at a time; the same seed, day and base give the same rows.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from time import perf_counter
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL

from gsan_desk.database.dados.carga import cadastro, historia, indices, lugares, preparo, sorteio
from gsan_desk.database.dados.carga.tamanho import TAMANHOS, Tamanho, ler
from gsan_desk.database.dados.demo import montar_mundo
from gsan_desk.database.dados.linhas import agora_no_servidor, avancar_sequencias

__all__ = ["TAMANHOS", "Carga", "Relatorio", "Tamanho", "encher", "ler"]

CONEXOES = 2
_MEMORIA = {"maintenance_work_mem": "256MB", "work_mem": "256MB", "synchronous_commit": "off", "statement_timeout": "0"}
_GRANDES = (*cadastro.TABELAS, *historia.TABELAS)
Aviso = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Carga:
    """What is asked; ``ate`` is the last day of the five years, today if it is not told."""

    tamanho: Tamanho
    semente: int = 1
    ate: date | None = None
    sobre_dados_da_companhia: bool = False
    """Whether an adopted base with RAs of its own may have made-up ones beside them."""


@dataclass(frozen=True, slots=True)
class Relatorio:
    """Rows of each table, and how long it took."""

    linhas: dict[str, int]
    segundos: float


def encher(url: URL, carga: Carga, avisar: Aviso = lambda _: None) -> Relatorio:
    """Fill the base.

    A superuser in a base of ours that holds no work yet goes the fast way: the keys are not checked row by row,
    triggers rest, and the plain indexes are built at the end. Elsewhere everything stays as it is, in one transaction.

    Raises:
        ValueError: no database of the product, or an adopted one with RAs of its own and no leave to add to them.
    """
    inicio = perf_counter()
    with _conectar(url) as conexao:
        modo, ras, superusuario = _base(conexao)
        if modo == "adotado" and ras and not carga.sobre_dados_da_companhia:
            raise ValueError(
                "Esta base adotada tem RAs da companhia. Para pôr dados inventados ao lado deles, repita com --sim."
            )
        depressa = superusuario and (modo == "treinamento" or (modo == "novo" and not ras))
        encher_assim = _depressa if depressa else _sem_tocar_em_nada
        linhas = encher_assim(url, conexao, carga, avisar)
    return Relatorio(linhas, perf_counter() - inicio)


def _base(conexao: psycopg.Connection[Any]) -> tuple[str, bool, bool]:
    """Tell the mode of the base, whether it has RAs, and whether we may rest its triggers."""
    if conexao.execute("SELECT to_regclass('gsan_desk.base')").fetchone() == (None,):
        raise ValueError("Esta base não é do gsan-desk: use 'gsan-desk banco criar' ou 'gsan-desk banco adotar'.")
    linha: tuple[str, bool, bool] | None = conexao.execute(
        "SELECT modo, EXISTS (SELECT FROM atendimentopublico.registro_atendimento),"
        " (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) FROM gsan_desk.base"
    ).fetchone()
    if linha is None:
        raise ValueError("A base ficou pela metade: use 'gsan-desk banco criar' outra vez.")
    return linha


def _depressa(url: URL, conexao: psycopg.Connection[Any], carga: Carga, avisar: Aviso) -> dict[str, int]:
    """Go in parallel; what another load left undone is set right first, and every index is back whatever happens."""
    _descansar(conexao)
    _refazer_indices(url, conexao, avisar)
    with conexao.transaction():
        tocadas = _preparar(conexao, carga, avisar)
    indices.retirar(conexao, _GRANDES)
    try:
        contas = _gravar_em_paralelo(url, conexao, avisar)
    finally:
        _refazer_indices(url, conexao, avisar)
    _avancar(conexao, [*tocadas, *_GRANDES])
    preparo.descartar(conexao)
    avisar("Estatísticas")
    _em_paralelo(url, [[f"VACUUM (ANALYZE) {tabela}"] for tabela in dict.fromkeys([*_GRANDES, *tocadas])])
    return contas


def _gravar_em_paralelo(url: URL, conexao: psycopg.Connection[Any], avisar: Aviso) -> dict[str, int]:
    avisar("Imóveis e clientes")
    primeiro, *outros = cadastro.TABELAS.items()
    contas = _em_paralelo(url, [[primeiro[1]]])
    conexao.execute("ANALYZE gsan_desk_carga.imovel")
    avisar("Sorteio dos RAs")
    sorteados = _em_paralelo(url, [[sorteio.RAS], *([comando] for _, comando in outros)])
    conexao.execute(sorteio.FONTES)
    conexao.execute("ANALYZE gsan_desk_carga.ra")
    avisar("RAs, trâmites, solicitantes, ordens de serviço")
    escritos = _em_paralelo(url, [[comando] for comando in historia.TABELAS.values()])
    return dict(zip(_GRANDES, [*contas, *sorteados[1:], *escritos], strict=True))


def _sem_tocar_em_nada(_url: URL, conexao: psycopg.Connection[Any], carga: Carga, avisar: Aviso) -> dict[str, int]:
    """Write with keys, triggers and indexes in force; all of it or nothing."""
    with conexao.transaction():
        tocadas = _preparar(conexao, carga, avisar)
        contas = {}
        for tabela, comando in cadastro.TABELAS.items():
            avisar(tabela)
            contas[tabela] = conexao.execute(comando).rowcount
        conexao.execute("ANALYZE gsan_desk_carga.imovel")
        conexao.execute(sorteio.RAS)
        conexao.execute(sorteio.FONTES)
        conexao.execute("ANALYZE gsan_desk_carga.ra")
        for tabela, comando in historia.TABELAS.items():
            avisar(tabela)
            contas[tabela] = conexao.execute(comando).rowcount
        _avancar(conexao, [*tocadas, *_GRANDES])
        preparo.descartar(conexao)
    for tabela in contas:
        conexao.execute(f"ANALYZE {tabela}")
    return contas


def _preparar(conexao: psycopg.Connection[Any], carga: Carga, avisar: Aviso) -> list[str]:
    """Have domain rows and places enough for the size, and the draws' schema open."""
    rng = Random(carga.semente)  # noqa: S311 - made-up data, nothing to guard
    agora = datetime.combine(carga.ate, time(17, 30)) if carga.ate else agora_no_servidor(conexao)
    avisar("Lugares")
    tocadas: list[str] = []
    if conexao.execute("SELECT EXISTS (SELECT FROM cadastro.localidade)").fetchone() == (False,):
        tocadas += montar_mundo(conexao, carga.semente, agora)[1]
    if conexao.execute("SELECT modo FROM gsan_desk.base").fetchone() != ("adotado",):
        tocadas += lugares.aumentar_dominios(conexao, rng, carga.tamanho)
    preparo.abrir(conexao, carga.semente, carga.tamanho, agora)
    tocadas += lugares.espalhar(conexao, rng, carga.tamanho)
    for tabela in ("lugar", "unidade", "especificacao"):
        conexao.execute(f"ANALYZE gsan_desk_carga.{tabela}")
    return tocadas


def _refazer_indices(url: URL, conexao: psycopg.Connection[Any], avisar: Aviso) -> None:
    if faltam := indices.faltantes(conexao):
        avisar("Índices")
        _em_paralelo(url, [[definicao] for definicoes in faltam.values() for definicao in definicoes])
    indices.esquecer(conexao)


def _em_paralelo(url: URL, trabalhos: Iterable[list[str]]) -> list[int]:
    """Run the jobs, each in a connection of its own, some at a time; give the rows that each wrote last."""
    with ThreadPoolExecutor(CONEXOES) as grupo:
        return list(grupo.map(lambda comandos: _trabalhar(url, comandos), trabalhos))


def _trabalhar(url: URL, comandos: list[str]) -> int:
    with _conectar(url) as conexao:
        _descansar(conexao)
        return [conexao.execute(comando).rowcount for comando in comandos][-1]


def _descansar(conexao: psycopg.Connection[Any]) -> None:
    conexao.execute("SET session_replication_role = replica")


def _avancar(conexao: psycopg.Connection[Any], tabelas: Iterable[str]) -> None:
    avancar_sequencias(conexao, dict.fromkeys(tabelas))
    conexao.execute(
        "SELECT setval('atendimentopublico.seq_ra_protocolo', greatest(last_value, de_protocolo + 6 * ras))"
        " FROM atendimentopublico.seq_ra_protocolo, gsan_desk_carga.pedido"
    )


@contextmanager
def _conectar(url: URL) -> Iterator[psycopg.Connection[Any]]:
    """Connect in the base's time zone, with memory for sorting and building."""
    endereco = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(endereco, autocommit=True) as conexao:
        for nome, valor in _MEMORIA.items():
            conexao.execute(sql.SQL("SET {} TO {}").format(sql.Identifier(nome), sql.Literal(valor)))
        if conexao.execute("SELECT to_regclass('gsan_desk.base')").fetchone() != (None,):
            conexao.execute("SELECT set_config('timezone', fuso_horario, false) FROM gsan_desk.base")
        yield conexao

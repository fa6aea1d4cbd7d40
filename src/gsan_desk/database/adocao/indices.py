"""The optional indexes on a live base: what each is for, how it is found, and making it while people work."""

import re
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import psycopg

from gsan_desk.database.adocao.execucao import PASSAGEIROS, Avisar, Insistencia
from gsan_desk.database.indices import INDICES

SERVE = {
    "gd_ra_solicitante_protocolo": "Busca rápida e Filtrar por protocolo",
    "gd_ra_reiteracao_protocolo": "Busca rápida por protocolo de reiteração",
    "gd_ra_reiteracao_ra": "Consultar RA",
    "gd_ra_reiteracao_fone": "Consultar RA",
    "gd_ra_anexo_ra": "Consultar RA",
    "gd_ra_urgencia_ra": "Tramitar e Reiterar RA urgente",
    "gd_ra_urgencia_usuario": "Avisos de urgência da Caixa da unidade",
    "gd_ra_duplicidade": "Encerrar por duplicidade",
    "gd_ra_aberto_unidade": "Caixa da unidade e Painel",
    "gd_ra_caixa": "Caixa da unidade",
    "gd_ra_reiterado": "Painel: os mais reiterados",
    "gd_ra_aberto_prazo": "Caixa da unidade: vencidos",
    "gd_ra_aberto_imovel": "Inserir RA: RAs pendentes do imóvel",
    "gd_ra_aberto_logradouro": "Inserir RA: RAs no mesmo local",
    "gd_ra_aberto_ponto": "Inserir RA e relatos do cidadão: RAs por perto",
    "gd_ra_outro_ponto": "Relatos do cidadão: RAs encerrados por perto",
    "gd_imovel_ponto": "Relatos do cidadão: imóvel mais próximo",
    "gd_ra_periodo": "Filtrar RA por período de atendimento",
    "gd_ra_unidade_periodo": "Filtrar RA por unidade e período",
    "gd_ra_especificacao_periodo": "Filtrar RA por especificação e período",
    "gd_ra_logradouro_periodo": "Filtrar RA por logradouro e período",
    "gd_ra_area_periodo": "Filtrar RA por área do bairro e período",
    "gd_ra_imovel_sem_logradouro": "Filtrar RA por logradouro",
    "gd_ra_encerramento": "Filtrar RA por período de encerramento; Painel",
    "gd_tramite_periodo": "Filtrar RA por período de tramitação",
    "gd_solicitante_fone": "Busca rápida por telefone",
    "gd_cliente_fone": "Busca rápida por telefone",
    "gd_cliente_cpf": "Busca rápida por CPF",
    "gd_cliente_cnpj": "Busca rápida por CNPJ",
    "gd_cliente_nome": "Busca rápida e Pesquisar Cliente por nome",
    "gd_logradouro_nome": "Pesquisar Logradouro por nome",
}
"""Functions that are slow without each index (spec 60 §2)."""
BYTES_POR_LINHA = 33
_ESTADOS = """
SELECT i.relname::text, x.indisvalid, pg_relation_size(i.oid)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE i.relname LIKE 'gd\\_%'
"""
_LINHAS = """
SELECT n.nspname || '.' || c.relname, greatest(c.reltuples, 0)::bigint FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_'
"""
_COLUNAS = """
SELECT n.nspname || '.' || c.relname, array_agg(a.attname::text) FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' GROUP BY 1
"""


class EstadoIndice(StrEnum):
    """How an index is found; ``INVALIDO`` is what an interrupted creation leaves."""

    PRONTO = "pronto"
    AUSENTE = "ausente"
    INVALIDO = "invalido"
    IMPOSSIVEL = "impossivel"


@dataclass(frozen=True, slots=True)
class Indice:
    """An optional index of ours; ``tamanho`` in bytes, estimated where it is not there yet."""

    nome: str
    tabela: str
    estado: EstadoIndice
    serve: str
    linhas: int
    tamanho: int
    comando: str


def examinar(conexao: psycopg.Connection[Any]) -> tuple[Indice, ...]:
    """Say of each index whether it is there; only reads."""
    achados = {nome: (valido, tamanho) for nome, valido, tamanho in conexao.execute(_ESTADOS)}
    linhas = dict(conexao.execute(_LINHAS).fetchall())
    colunas = {tabela: set(nomes) for tabela, nomes in conexao.execute(_COLUNAS)}
    return tuple(_um(nome, comando, achados, linhas, colunas) for nome, comando in INDICES.items())


def criar(conexao: psycopg.Connection[Any], avisar: Avisar, insistencia: Insistencia) -> None:
    """Build those that are missing, one at a time, without a transaction; a leftover of a broken attempt goes first."""
    conexao.execute("SET statement_timeout = 0")
    conexao.execute("SELECT set_config('lock_timeout', %s, false)", (insistencia.trava,))
    for indice in examinar(conexao):
        if indice.estado in {EstadoIndice.AUSENTE, EstadoIndice.INVALIDO}:
            _criar(conexao, indice, avisar, insistencia)


def comandos(conexao: psycopg.Connection[Any]) -> tuple[str, ...]:
    """Give the statements that build those which are missing."""
    faltam = (i for i in examinar(conexao) if i.estado in {EstadoIndice.AUSENTE, EstadoIndice.INVALIDO})
    return tuple(indice.comando for indice in faltam)


def retirar(conexao: psycopg.Connection[Any]) -> tuple[str, ...]:
    """Give the statements that drop those which are there, ours by name and table."""
    return tuple(
        f"DROP INDEX CONCURRENTLY IF EXISTS {_no_esquema(indice)}"
        for indice in examinar(conexao)
        if indice.estado in {EstadoIndice.PRONTO, EstadoIndice.INVALIDO}
    )


def _criar(conexao: psycopg.Connection[Any], indice: Indice, avisar: Avisar, insistencia: Insistencia) -> None:
    for tentativa in range(1, insistencia.tentativas + 1):
        try:
            conexao.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {_no_esquema(indice)}".encode())
            conexao.execute(indice.comando.encode())
        except PASSAGEIROS:
            avisar(f"  {indice.nome}: {indice.tabela} em uso; tentativa {tentativa}")
            time.sleep(insistencia.pausa)
        else:
            avisar(f"  {indice.nome}: feito")
            return
    avisar(f"  {indice.nome}: não foi criado; repita com --com-indices quando houver menos movimento")


def _um(
    nome: str,
    comando: str,
    achados: dict[str, tuple[bool, int]],
    linhas: dict[str, int],
    colunas: dict[str, set[str]],
) -> Indice:
    tabela = re.findall(r" ON (\w+\.\w+)", comando)[0]
    palavras = set(re.findall(r"\b[a-z]{4}_\w+", comando.partition(tabela)[2])) - {"text_pattern_ops"}
    valido, tamanho = achados.get(nome, (None, linhas.get(tabela, 0) * BYTES_POR_LINHA))
    if not palavras <= colunas.get(tabela, set()):
        estado = EstadoIndice.IMPOSSIVEL
    else:
        estado = {None: EstadoIndice.AUSENTE, True: EstadoIndice.PRONTO, False: EstadoIndice.INVALIDO}[valido]
    concorrente = comando.replace("CREATE INDEX ", "CREATE INDEX CONCURRENTLY ", 1)
    return Indice(nome, tabela, estado, SERVE[nome], linhas.get(tabela, 0), tamanho, concorrente)


def _no_esquema(indice: Indice) -> str:
    return f"{indice.tabela.partition('.')[0]}.{indice.nome}"

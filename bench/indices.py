"""What each optional index costs and which operations go by it: size, and how much slower RAs get in with it."""

from dataclasses import dataclass
from statistics import median
from typing import Any

import psycopg

from bench.base import Bancada
from bench.operacoes import Linha
from gsan_desk.database.indices import INDICES

NAS_FUNCOES = {"gd_ra_urgencia_ra": "Tramitar e Encerrar (avisos de urgência, nas funções do servidor)"}
"""What goes by an index inside the server's functions, where no plan of ours shows it."""
RAS, VEZES = 500, 3
_TAMANHO = """
SELECT c.relname, pg_relation_size(c.oid)::float8 / 1048576, i.indrelid::regclass::text, c.oid::regclass::text
FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid WHERE c.relname = ANY (%s)
"""
_COPIAR = """
INSERT INTO {tabela} SELECT (jsonb_populate_record(NULL::{tabela}, to_jsonb(t) || jsonb_build_object(
    '{chave}', maior + row_number() OVER ()::integer{manual}))).*
FROM (SELECT max({chave}) AS maior FROM {tabela}) m, (SELECT * FROM {tabela} TABLESAMPLE SYSTEM (20) LIMIT {ras}) t
"""
_CHAVE = """
SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
WHERE i.indrelid = %s::regclass AND i.indisprimary
"""


@dataclass(frozen=True, slots=True)
class Custo:
    """An index: megabytes, microseconds a row that it adds to an insertion, and the operations that it serves."""

    nome: str
    tabela: str
    megabytes: float
    por_linha: float
    serve: tuple[str, ...]


def medir(bancada: Bancada, linhas: list[Linha]) -> list[Custo]:
    """Insert rows with each index and without it, all undone."""
    with bancada.superusuario() as conexao:
        conexao.execute("SET session_replication_role = replica")
        existentes = conexao.execute(_TAMANHO, (list(INDICES),)).fetchall()
        com: dict[str, float] = {}
        custos = []
        for nome, megabytes, tabela, qualificado in sorted(existentes):
            if tabela not in com:
                com[tabela] = _inserir(conexao, tabela)
            sem = _inserir(conexao, tabela, f"DROP INDEX {qualificado}")
            serve = tuple(linha.nome for linha in linhas if nome in linha.nossa.indices)
            if nome in NAS_FUNCOES:
                serve += (NAS_FUNCOES[nome],)
            custos.append(Custo(nome, tabela, megabytes, max(com[tabela] - sem, 0.0), serve))
    return custos


def _inserir(conexao: psycopg.Connection[Any], tabela: str, antes: str = "SELECT 1") -> float:
    """Give the microseconds a row, in the middle of some tries."""
    ((chave,),) = conexao.execute(_CHAVE, (tabela,)).fetchall()
    manual = ", 'rgat_idmanual', NULL" if chave == "rgat_id" else ""
    comando = _COPIAR.format(tabela=tabela, chave=chave, manual=manual, ras=RAS)
    tempos = []
    for _ in range(VEZES):
        with conexao.transaction(force_rollback=True):
            conexao.execute(antes)
            try:
                (plano,) = conexao.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {comando}").fetchone() or ([],)
            except psycopg.IntegrityError:
                return 0.0  # another key of the table does not bear copies
        inseridas = plano[0]["Plan"]["Plans"][0]["Actual Rows"] or 1
        tempos.append(plano[0]["Execution Time"] * 1000 / inseridas)
    return median(tempos)


def texto(custos: list[Custo]) -> str:
    """Write the table, those that nothing goes by at the end."""
    partes = ["| índice opcional | MB | µs por linha | serve |", "| --- | ---: | ---: | --- |"]
    for custo in sorted(custos, key=lambda c: (not c.serve, c.tabela, c.nome)):
        serve = ", ".join(custo.serve) or "**nenhuma operação da tabela**"
        partes.append(f"| {custo.nome} | {custo.megabytes:.1f} | {custo.por_linha:.1f} | {serve} |")
    return "\n".join(partes) + "\n"

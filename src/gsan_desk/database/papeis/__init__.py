"""Group roles, their grants and the row policies: the server's half of every right (design §6).

Reading is open to whoever holds the grant; policies restrict writing. The first clause of every policy leaves roles
that are not ours exactly as they were.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql

from gsan_desk.database import variantes
from gsan_desk.database.papeis import (
    atendimento,
    cadastros,
    caixa,
    configuracao,
    devolucao,
    email,
    encerramento,
    leitura,
    progis,
    tramite_conjunto,
)
from gsan_desk.database.papeis import sms as da_estacao_sms
from gsan_desk.database.papeis.escrita import AP, INTAKE, Escrita, Familia
from gsan_desk.models import tabelas as tabelas_mapeadas

GRUPOS = ("gsan_desk_atendente", "gsan_desk_supervisor", "gsan_desk_sms", "gsan_desk_admin", INTAKE)
HERANCA = (
    ("gsan_desk_atendente", "gsan_desk_supervisor"),
    ("gsan_desk_supervisor", "gsan_desk_admin"),
    ("gsan_desk_sms", "gsan_desk_admin"),
)
"""Each group and the one that may all that it may; an administrator may run a station."""
FAMILIAS = (
    atendimento.FAMILIA,
    cadastros.FAMILIA,
    caixa.FAMILIA,
    configuracao.FAMILIA,
    configuracao.VERSAO,
    devolucao.FAMILIA,
    devolucao.ESPECIFICACAO,
    devolucao.PERMISSOES,
    encerramento.FAMILIA,
    progis.ENTRADA,
    progis.DECISAO,
    progis.AJUSTES,
    da_estacao_sms.ESTACAO,
    da_estacao_sms.OPERADOR,
    email.ESTACAO,
    email.OPERADOR,
    tramite_conjunto.FAMILIA,
)


def aplicar(conexao: psycopg.Connection[Any]) -> None:
    """Create what is missing of groups, grants and policies, and change only what differs."""
    criar_grupos(conexao)
    conexao.execute(";\n".join(_concessoes()).encode())
    for tabela, nome, comando in _politicas():
        _politica(conexao, tabela, nome, comando)
    variantes.aplicar(conexao)


def criar_grupos(conexao: psycopg.Connection[Any]) -> None:
    """Create the group roles, which belong to the whole server, when they are missing."""
    existentes = {nome for (nome,) in conexao.execute("SELECT rolname FROM pg_roles")}
    for grupo in GRUPOS:
        if grupo not in existentes:
            conexao.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(grupo)))
    for de, para in HERANCA:
        conexao.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(de), sql.Identifier(para)))


def _concessoes() -> Iterator[str]:
    leitores = "gsan_desk_atendente, gsan_desk_sms"
    esquemas = sorted({tabela.schema for tabela in tabelas_mapeadas() if tabela.schema})
    yield f"GRANT USAGE ON SCHEMA {', '.join(esquemas)} TO {leitores}"
    yield f"GRANT USAGE ON SCHEMA gsan_desk TO {INTAKE}"
    for tabela in tabelas_mapeadas():
        yield from leitura.da_tabela(tabela)
    for familia in FAMILIAS:
        yield from _concessoes_da_familia(familia)
    yield f"GRANT USAGE ON SEQUENCE {AP}.seq_ra_protocolo TO gsan_desk_atendente"


def _concessoes_da_familia(familia: Familia) -> Iterator[str]:
    for escrita in familia.escritas:
        if escrita.inserir:
            yield f"GRANT INSERT ON {escrita.qualificada} TO {familia.grupo}"
        if escrita.colunas:
            yield f"GRANT UPDATE ({', '.join(escrita.colunas)}) ON {escrita.qualificada} TO {familia.grupo}"
        if escrita.remover:
            yield f"GRANT DELETE ON {escrita.qualificada} TO {familia.grupo}"
        if escrita.sequencia:
            yield f"GRANT USAGE ON SEQUENCE {escrita.esquema}.{escrita.sequencia} TO {familia.grupo}"
    for modelo, _ in familia.nossas:
        yield f"GRANT INSERT ON {modelo.__table__} TO {familia.grupo}"


def _politicas() -> Iterator[tuple[str, str, str]]:
    lidas: set[str] = set()
    for familia in FAMILIAS:
        for escrita in familia.escritas:
            yield from _politicas_da_escrita(familia.nome, escrita)
        for modelo, condicao in familia.nossas:
            yield str(modelo.__table__), f"gsan_desk_{familia.nome}_inclusao", f"FOR INSERT WITH CHECK ({condicao})"
        lidas |= {e.qualificada for e in familia.escritas} | {str(modelo.__table__) for modelo, _ in familia.nossas}
    for tabela in sorted(lidas):
        yield tabela, "gsan_desk_leitura", "FOR SELECT USING (true)"


def _politicas_da_escrita(familia: str, escrita: Escrita) -> Iterator[tuple[str, str, str]]:
    tabela, nome = escrita.qualificada, f"gsan_desk_{familia}"
    yield tabela, f"{nome}_inclusao", f"FOR INSERT WITH CHECK ({_nosso_so_se(escrita.inserir)})"
    depois = f" WITH CHECK ({_nosso_so_se(escrita.alterada)})" if escrita.alterada else ""
    yield tabela, f"{nome}_alteracao", f"FOR UPDATE USING ({_nosso_so_se(escrita.alterar)}){depois}"
    yield tabela, f"{nome}_remocao", f"FOR DELETE USING ({_nosso_so_se(escrita.remover)})"


def _nosso_so_se(condicao: str) -> str:
    """Leave foreign roles as they were; of ours ask the condition, or refuse when there is none."""
    return "NOT gsan_desk.e_nosso()" + (f" OR ({condicao})" if condicao else "")


def _politica(conexao: psycopg.Connection[Any], tabela: str, nome: str, comando: str) -> None:
    """Create the policy unless one of the same text is there; its comment keeps the text's digest."""
    digesto = hashlib.sha256(comando.encode()).hexdigest()
    atual = conexao.execute(
        "SELECT obj_description(oid, 'pg_policy') FROM pg_policy WHERE polname = %s AND polrelid = %s::regclass",
        (nome, tabela),
    ).fetchone()
    if atual is not None and atual[0] == digesto:
        return
    conexao.execute(
        f"ALTER TABLE {tabela} ENABLE ROW LEVEL SECURITY;"
        f"DROP POLICY IF EXISTS {nome} ON {tabela};"
        f"CREATE POLICY {nome} ON {tabela} {comando};"
        f"COMMENT ON POLICY {nome} ON {tabela} IS '{digesto}'".encode()
    )

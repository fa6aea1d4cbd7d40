"""Group roles, their grants and the row policies: the server's half of every right (design §6).

Reading is open to whoever holds the grant; policies restrict writing. The first clause of every policy leaves roles
that are not ours exactly as they were.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Table

from gsan_desk.models import desk
from gsan_desk.models import tabelas as tabelas_mapeadas

GRUPOS = ("gsan_desk_atendente", "gsan_desk_supervisor", "gsan_desk_sms", "gsan_desk_admin")
HERANCA = (("gsan_desk_atendente", "gsan_desk_supervisor"), ("gsan_desk_supervisor", "gsan_desk_admin"))
AP = "atendimentopublico"


@dataclass(frozen=True, slots=True)
class Inclusao:
    """A table into which an atendente inserts, and the condition that each row must meet."""

    tabela: str
    condicao: str
    sequencia: str | None = None

    @property
    def qualificada(self) -> str:
        """Name with schema."""
        return f"{AP}.{self.tabela}"


_DESTA = "gsan_desk.ra_desta_transacao(rgat_id)"
_SOU_EU = "gsan_desk.operador_id()"

INCLUSOES = (
    Inclusao(
        "registro_atendimento",
        "rgat_idduplicidade IS NULL AND rgat_idreativacao IS NULL AND rgat_tmregistroatendimento <= localtimestamp"
        f" AND {_SOU_EU} IS NOT NULL AND CASE rgat_cdsituacao"
        " WHEN 2 THEN amen_id = 2 AND gsan_desk.especificacao_encerra(step_id)"
        " ELSE rgat_cdsituacao IN (1, 3) AND amen_id IS NULL AND rgat_tmencerramento IS NULL END",
        "seq_registro_atendimento",
    ),
    Inclusao("ra_unidade", f"usur_id = {_SOU_EU} AND {_DESTA}", "seq_ra_unidade"),
    Inclusao("ra_solicitante", _DESTA, "seq_ra_solicitante"),
    Inclusao(
        "solicitante_fone",
        "EXISTS (SELECT 1 FROM atendimentopublico.ra_solicitante s WHERE s.raso_id = solicitante_fone.raso_id"
        " AND gsan_desk.ra_desta_transacao(s.rgat_id))",
        "seq_solicitante_fone",
    ),
    Inclusao("ra_anexo", _DESTA, "seq_ra_anexo"),
    Inclusao("ra_conta", _DESTA),
    Inclusao("ra_pagto_duplicidade", f"rapd_icpagtodevolvido = 2 AND {_DESTA}"),
    Inclusao("tramite", f"usur_idregistro = {_SOU_EU} AND {_DESTA}", "seq_tramite"),
    Inclusao("ordem_servico", f"orse_cdsituacao IN (1, 2) AND {_DESTA}", "seq_ordem_servico"),
    Inclusao(
        "ordem_servico_unidade",
        "usur_id = gsan_desk.operador_id() AND EXISTS (SELECT 1 FROM atendimentopublico.ordem_servico o"
        " WHERE o.orse_id = ordem_servico_unidade.orse_id AND gsan_desk.ra_desta_transacao(o.rgat_id))",
        "seq_ordem_servico_unidade",
    ),
    Inclusao("visualizacao_ra_urgencia", _DESTA, "seq_visualizacao_ra_urgencia"),
)


def aplicar(conexao: psycopg.Connection[Any]) -> None:
    """Create what is missing of groups, grants and policies, and change only what differs."""
    criar_grupos(conexao)
    conexao.execute(";\n".join(_concessoes()).encode())
    for tabela, nome, comando in _politicas():
        _politica(conexao, tabela, nome, comando)


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
    for tabela in tabelas_mapeadas():
        yield f"GRANT SELECT {_colunas_legiveis(tabela)}ON {tabela.fullname} TO {leitores}"
    for inclusao in INCLUSOES:
        yield f"GRANT INSERT ON {inclusao.qualificada} TO gsan_desk_atendente"
        if inclusao.sequencia:
            yield f"GRANT USAGE ON SEQUENCE {AP}.{inclusao.sequencia} TO gsan_desk_atendente"
    yield f"GRANT USAGE ON SEQUENCE {AP}.seq_ra_protocolo TO gsan_desk_atendente"
    for modelo in (desk.RAChave, desk.RASms, desk.SmsMensagem):
        yield f"GRANT INSERT ON {modelo.__table__} TO gsan_desk_atendente"


def _colunas_legiveis(tabela: Table) -> str:
    """Only of users are single columns granted: their passwords stay unreadable."""
    if tabela.fullname != "seguranca.usuario":
        return ""
    return "(" + ", ".join(coluna.name for coluna in tabela.columns) + ") "


def _politicas() -> Iterator[tuple[str, str, str]]:
    for inclusao in INCLUSOES:
        tabela = inclusao.qualificada
        yield tabela, "gsan_desk_leitura", "FOR SELECT USING (true)"
        yield tabela, "gsan_desk_alteracao", "FOR UPDATE USING (NOT gsan_desk.e_nosso())"
        yield tabela, "gsan_desk_remocao", "FOR DELETE USING (NOT gsan_desk.e_nosso())"
        condicao = f"NOT gsan_desk.e_nosso() OR ({inclusao.condicao})"
        yield tabela, "gsan_desk_inclusao", f"FOR INSERT WITH CHECK ({condicao})"
    for modelo, condicao in (
        (desk.RAChave, f"usur_id = {_SOU_EU}"),
        (desk.RASms, _DESTA),
        (desk.SmsMensagem, f"usur_id = {_SOU_EU} AND situacao = 1 AND tentativas = 0 AND {_DESTA}"),
    ):
        tabela = str(modelo.__table__)
        yield tabela, "gsan_desk_leitura", "FOR SELECT USING (true)"
        yield tabela, "gsan_desk_inclusao", f"FOR INSERT WITH CHECK ({condicao})"


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

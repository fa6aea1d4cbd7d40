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

from gsan_desk.database import variantes
from gsan_desk.models import desk
from gsan_desk.models import tabelas as tabelas_mapeadas

GRUPOS = ("gsan_desk_atendente", "gsan_desk_supervisor", "gsan_desk_sms", "gsan_desk_admin")
HERANCA = (("gsan_desk_atendente", "gsan_desk_supervisor"), ("gsan_desk_supervisor", "gsan_desk_admin"))
AP = "atendimentopublico"


@dataclass(frozen=True, slots=True)
class Escrita:
    """What an atendente may write in a table of GSAN, and the condition that each row must meet.

    ``alterar`` is the condition on the row as it was, ``alterada`` on the row as it becomes; only ``colunas`` change.
    """

    tabela: str
    inserir: str
    sequencia: str | None = None
    alterar: str = ""
    alterada: str = ""
    colunas: tuple[str, ...] = ()
    remover: str = ""

    @property
    def qualificada(self) -> str:
        """Name with schema."""
        return f"{AP}.{self.tabela}"


_DESTA = "gsan_desk.ra_desta_transacao(rgat_id)"
_MANTEM = "gsan_desk.pode_manter_ra(rgat_id)"
_DESTA_OU_MANTEM = f"{_DESTA} OR {_MANTEM}"
_SOU_EU = "gsan_desk.operador_id()"
_DO_SOLICITANTE = (
    "EXISTS (SELECT 1 FROM atendimentopublico.ra_solicitante s WHERE s.raso_id = solicitante_fone.raso_id"
    " AND gsan_desk.pode_manter_ra(s.rgat_id))"
)
_SITUACAO = (
    "rgat_idduplicidade IS NULL AND CASE rgat_cdsituacao"
    " WHEN 2 THEN amen_id = 2 AND gsan_desk.especificacao_encerra(step_id)"
    " ELSE rgat_cdsituacao IN (1, 3) AND amen_id IS NULL AND rgat_tmencerramento IS NULL END"
)
_COLUNAS_DO_RA = (
    "step_id",
    "meso_id",
    "rgat_cdsituacao",
    "rgat_tmregistroatendimento",
    "rgat_dtprevistaoriginal",
    "rgat_dtprevistaatual",
    "rgat_tminicioespera",
    "rgat_tmfimespera",
    "rgat_dsobservacao",
    "imov_id",
    "rgat_dslocalocorrencia",
    "lgbr_id",
    "lgcp_id",
    "rgat_nnimovel",
    "rgat_dscomplementondereco",
    "logr_idinicioperimetro",
    "logr_idfimperimetro",
    "rgat_dspontoreferencia",
    "brar_id",
    "loca_id",
    "stcm_id",
    "qdra_id",
    "dves_id",
    "looc_id",
    "prua_id",
    "pcal_id",
    "rgat_nncoordenadanorte",
    "rgat_nncoordenadaleste",
    "rgat_iccorrdenadassemlogr",
    "rgat_nndiametro",
    "rgat_qtreiteracoes",
    "rgat_tmultimareiteracao",
    "amen_id",
    "rgat_tmencerramento",
    "rgat_dsparecerencerramento",
    "rgat_tmultimaalteracao",
)
_COLUNAS_DO_SOLICITANTE = (
    "clie_id",
    "unid_id",
    "func_id",
    "raso_nmsolicitante",
    "raso_icsolicitanteprincipal",
    "lgbr_id",
    "lgcp_id",
    "raso_nnimovel",
    "raso_dscomplementondereco",
    "logr_idinicioperimetro",
    "logr_idfimperimetro",
    "raso_dspontoreferencia",
    "raso_icenvioemailpesquisa",
    "raso_dsemail",
    "raso_tmultimaalteracao",
)

ESCRITAS = (
    Escrita(
        "registro_atendimento",
        f"rgat_idreativacao IS NULL AND rgat_tmregistroatendimento <= localtimestamp AND {_SOU_EU} IS NOT NULL"
        f" AND {_SITUACAO}",
        "seq_registro_atendimento",
        alterar=_MANTEM,
        alterada=_SITUACAO,
        colunas=_COLUNAS_DO_RA,
    ),
    Escrita(
        "ra_unidade",
        f"usur_id = {_SOU_EU} AND ({_DESTA_OU_MANTEM})",
        "seq_ra_unidade",
        alterar=f"attp_id = 1 AND ({_DESTA_OU_MANTEM})",
        alterada="attp_id = 1",
        colunas=("unid_id", "raun_tmultimaalteracao"),
    ),
    Escrita(
        "ra_solicitante",
        f"{_DESTA} OR {_MANTEM} OR (raso_icsolicitanteprincipal = 2 AND gsan_desk.ra_aberto(rgat_id))",
        "seq_ra_solicitante",
        alterar=_DESTA_OU_MANTEM,
        colunas=_COLUNAS_DO_SOLICITANTE,
        remover=_DESTA_OU_MANTEM,
    ),
    Escrita(
        "solicitante_fone",
        f"gsan_desk.solicitante_desta_transacao(raso_id) OR {_DO_SOLICITANTE}",
        "seq_solicitante_fone",
        alterar=_DO_SOLICITANTE,
        colunas=(
            "fnet_id",
            "sofo_cdddd",
            "sofo_nnfone",
            "sofo_nnfoneramal",
            "sofo_icfonepadrao",
            "sofo_tmultimaalteracao",
        ),
        remover=_DO_SOLICITANTE,
    ),
    Escrita(
        "ra_anexo",
        _DESTA_OU_MANTEM,
        "seq_ra_anexo",
        alterar=_DESTA_OU_MANTEM,
        colunas=("raan_dsdocumento", "raan_tmultimaalteracao"),
        remover=_DESTA_OU_MANTEM,
    ),
    Escrita("ra_conta", _DESTA_OU_MANTEM, remover=_DESTA_OU_MANTEM),
    Escrita(
        "ra_pagto_duplicidade",
        f"rapd_icpagtodevolvido = 2 AND ({_DESTA_OU_MANTEM})",
        remover=f"rapd_icpagtodevolvido = 2 AND ({_DESTA_OU_MANTEM})",
    ),
    Escrita("tramite", f"usur_idregistro = {_SOU_EU} AND {_DESTA}", "seq_tramite"),
    Escrita(
        "ordem_servico",
        f"orse_cdsituacao IN (1, 2) AND ({_DESTA_OU_MANTEM})",
        "seq_ordem_servico",
        alterar=_DESTA_OU_MANTEM,
        colunas=("imov_id", "orse_tmultimaalteracao"),
    ),
    Escrita(
        "ordem_servico_unidade",
        "usur_id = gsan_desk.operador_id() AND EXISTS (SELECT 1 FROM atendimentopublico.ordem_servico o"
        " WHERE o.orse_id = ordem_servico_unidade.orse_id"
        " AND (gsan_desk.ra_desta_transacao(o.rgat_id) OR gsan_desk.pode_manter_ra(o.rgat_id)))",
        "seq_ordem_servico_unidade",
    ),
    Escrita("ra_reiteracao", _MANTEM, "seq_ra_reiteracao"),
    Escrita("ra_reiteracao_fone", "gsan_desk.reiteracao_desta_transacao(rart_id)", "seq_ra_reiteracao_fone"),
    Escrita(
        "visualizacao_ra_urgencia",
        f"{_DESTA} OR (vrau_icreiteracao = 1 AND {_MANTEM})",
        "seq_visualizacao_ra_urgencia",
    ),
)
_DO_AVISADO = f"{_DESTA} OR gsan_desk.solicitante_desta_transacao(raso_id)"
NOSSAS = (
    (desk.RAChave, f"usur_id = {_SOU_EU}"),
    (desk.SolicitanteChave, f"usur_id = {_SOU_EU}"),
    (desk.RASms, _DO_AVISADO),
    (desk.SmsMensagem, f"usur_id = {_SOU_EU} AND situacao = 1 AND tentativas = 0 AND ({_DO_AVISADO})"),
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
    for tabela in tabelas_mapeadas():
        yield f"GRANT SELECT {_colunas_legiveis(tabela)}ON {tabela.fullname} TO {leitores}"
    for escrita in ESCRITAS:
        yield f"GRANT INSERT ON {escrita.qualificada} TO gsan_desk_atendente"
        if escrita.colunas:
            yield f"GRANT UPDATE ({', '.join(escrita.colunas)}) ON {escrita.qualificada} TO gsan_desk_atendente"
        if escrita.remover:
            yield f"GRANT DELETE ON {escrita.qualificada} TO gsan_desk_atendente"
        if escrita.sequencia:
            yield f"GRANT USAGE ON SEQUENCE {AP}.{escrita.sequencia} TO gsan_desk_atendente"
    yield f"GRANT USAGE ON SEQUENCE {AP}.seq_ra_protocolo TO gsan_desk_atendente"
    for modelo, _ in NOSSAS:
        yield f"GRANT INSERT ON {modelo.__table__} TO gsan_desk_atendente"


def _colunas_legiveis(tabela: Table) -> str:
    """Only of users are single columns granted: their passwords stay unreadable."""
    if tabela.fullname != "seguranca.usuario":
        return ""
    return "(" + ", ".join(coluna.name for coluna in tabela.columns) + ") "


def _politicas() -> Iterator[tuple[str, str, str]]:
    for escrita in ESCRITAS:
        tabela = escrita.qualificada
        yield tabela, "gsan_desk_leitura", "FOR SELECT USING (true)"
        yield tabela, "gsan_desk_inclusao", f"FOR INSERT WITH CHECK ({_nosso_so_se(escrita.inserir)})"
        depois = f" WITH CHECK ({_nosso_so_se(escrita.alterada)})" if escrita.alterada else ""
        yield tabela, "gsan_desk_alteracao", f"FOR UPDATE USING ({_nosso_so_se(escrita.alterar)}){depois}"
        yield tabela, "gsan_desk_remocao", f"FOR DELETE USING ({_nosso_so_se(escrita.remover)})"
    for modelo, condicao in NOSSAS:
        tabela = str(modelo.__table__)
        yield tabela, "gsan_desk_leitura", "FOR SELECT USING (true)"
        yield tabela, "gsan_desk_inclusao", f"FOR INSERT WITH CHECK ({condicao})"


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

"""Who may write the tables that decide how an RA behaves, by plain connections (spec 30 §8), and who is told."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from gsan_desk.database import papeis
from gsan_desk.database.migrations.desk_0001_dominios import TABELAS
from gsan_desk.domain.avisos import CANAL_DOMINIOS
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS
from tests.support.variante import com_ocorrencias

Conexao = psycopg.Connection[Any]
AP = "atendimentopublico"
TIPO = f"{AP}.solicitacao_tipo"
ESPEC = f"{AP}.solicitacao_tipo_espec"
NOVO_TIPO = (
    f"INSERT INTO {TIPO} (sotp_id, sotp_dssolicitacaotipo, sotg_id, sotp_icfaltaagua, sotp_ictarifasocial, sotp_icuso,"
    f" sotp_icusosistema) VALUES (nextval('{AP}.seq_solicitacao_tipo'), 'X', {IDS.grupo_comercial}, 2, 2, 1, %s)"
)
COMANDOS = (
    NOVO_TIPO % 2,
    f"UPDATE {TIPO} SET sotp_icuso = 2",
    f"DELETE FROM {TIPO} WHERE sotp_id = {IDS.tipo_inativo}",
    f"UPDATE {ESPEC} SET step_nndiaprazo = 1",
    f"DELETE FROM {AP}.espec_servico_tipo",
    f"UPDATE {AP}.espec_imovel_situacao SET esim_dsespecimvsit = 'X'",
    f"INSERT INTO {AP}.sol_espec_doc_obrig_meio (step_id, meso_id) VALUES ({IDS.espec_documento}, 1)",
    f"DELETE FROM {AP}.sol_tipo_espec_arqui_pop",
    "SELECT gsan_desk.registrar_configuracao(664, 1)",
)


@pytest.fixture
def entrar(dsn: URL) -> Iterator[Callable[[str], Conexao]]:
    abertas: list[Conexao] = []

    def abrir(login: str) -> Conexao:
        abertas.append(conectar(dsn.set(username=login, password=SENHA)))
        return abertas[-1]

    yield abrir
    for conexao in abertas:
        conexao.close()


@pytest.mark.parametrize("login", ["atendente", "sms"])
def test_who_is_no_supervisor_may_none_of_it(entrar: Callable[[str], Conexao], login: str) -> None:
    conexao = entrar(login)
    for comando in COMANDOS:
        with pytest.raises(InsufficientPrivilege):
            conexao.execute(comando.encode())


@pytest.mark.parametrize("login", ["supervisor", "admin"])
def test_a_supervisor_keeps_the_tables(entrar: Callable[[str], Conexao], login: str) -> None:
    conexao = entrar(login)
    for comando in COMANDOS:
        conexao.execute(comando.encode())


def test_the_key_of_a_row_does_not_change(entrar: Callable[[str], Conexao]) -> None:
    with pytest.raises(InsufficientPrivilege):
        entrar("supervisor").execute(f"UPDATE {TIPO} SET sotp_id = 77 WHERE sotp_id = {IDS.tipo_inativo}".encode())


@pytest.mark.parametrize(
    "comando",
    [
        NOVO_TIPO % 1,
        f"UPDATE {TIPO} SET sotp_icusosistema = 1 WHERE sotp_id = {IDS.tipo_comum}",
        f"UPDATE {TIPO} SET sotp_icusosistema = 2 WHERE sotp_id = {IDS.tipo_uso_sistema}",
    ],
)
def test_uso_sistema_changes_only_with_permission_62(entrar: Callable[[str], Conexao], dsn: URL, comando: str) -> None:
    supervisor = entrar("supervisor")
    supervisor.execute(f"UPDATE {TIPO} SET sotp_icuso = 2 WHERE sotp_id = {IDS.tipo_uso_sistema}".encode())
    with pytest.raises(InsufficientPrivilege):
        supervisor.execute(comando.encode())
    with conectar(dsn) as base:
        base.execute(
            "INSERT INTO seguranca.usuario_permissao_espec (usur_id, pmep_id)"
            f" VALUES ({IDS.usuario_supervisor}, 62)".encode()
        )
    supervisor.execute(comando.encode())


def test_whoever_changes_a_table_lets_the_workstations_know(entrar: Callable[[str], Conexao], dsn: URL) -> None:
    ouvido = entrar("atendente")
    ouvido.execute(f"LISTEN {CANAL_DOMINIOS}".encode())
    with conectar(dsn) as web:
        for tabela in TABELAS:
            web.execute(f"DELETE FROM {AP}.{tabela} WHERE false".encode())
    ouvido.execute("SELECT 1")
    assert {aviso.payload for aviso in ouvido.notifies(timeout=0)} == set(TABELAS)


OCORRENCIAS = (
    f"INSERT INTO {AP}.ocorrencia_operac_motivo (oomt_id, oomt_dsmotivoocorrenciaoperac, ootp_id, oomt_icuso)"
    f" VALUES (nextval('{AP}.seq_ocorrencia_operac_motivo') + 50, 'X', 1, 1)",
    f"UPDATE {AP}.ocorrencia_operac_motivo SET oomt_icuso = 2",
    f"UPDATE {AP}.ocorrencia_operacional SET ocop_dtconclusao = current_date",
    f"DELETE FROM {AP}.ocorrencia_operacional WHERE ocop_id = 503",
)


def test_ocorrencias_are_kept_by_supervisors_and_audited(entrar: Callable[[str], Conexao], dsn: URL) -> None:
    com_ocorrencias(dsn)
    atendente, supervisor = entrar("atendente"), entrar("supervisor")
    for comando in OCORRENCIAS:
        with pytest.raises(InsufficientPrivilege):
            atendente.execute(comando.encode())
        supervisor.execute(comando.encode())
    with conectar(dsn) as base:
        trilha = base.execute(
            "SELECT DISTINCT operacao FROM gsan_desk.auditoria WHERE quem = 'supervisor' AND tabela LIKE '%ocorrencia%'"
        ).fetchall()
        papeis.aplicar(base)
    assert sorted(trilha) == [("D",), ("I",), ("U",)]

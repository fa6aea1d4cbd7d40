"""Every cell of the table of rights, tried by a plain connection with the person's own password (docs/seguranca.md)."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.database.embutido import ServidorEmbutido
from gsan_desk.database.papeis import GRUPOS
from gsan_desk.domain.erros import SemPermissao
from gsan_desk.ui.funcoes import DA_JANELA, FUNCOES
from tests.database.direitos import DIREITOS, estacao, sigilo
from tests.database.direitos.declaracao import Direito, Quem
from tests.database.direitos.documento import FORA_DO_MENU, arquivo, tabela
from tests.database.direitos.ra import AO_LADO, RA
from tests.database.direitos.rotinas import VELHA
from tests.support.banco import MODELO, SENHA, conectar
from tests.support.cenario import IDS

Conexao = psycopg.Connection[Any]
EM_OUTROS_TESTES = {("gsan_desk.ra_devolucao_item", "UPDATE")}
"""What asks for rows of the web's own batches: tried where these are made."""
SEMENTES = f"""
INSERT INTO atendimentopublico.visualizacao_ra_urgencia (vrau_id, rgat_id, usur_id)
VALUES (7100, {RA}, {IDS.usuario_supervisor});
INSERT INTO gsan_desk.tramite_conjunto (id, usur_id, total, partes, criado_em)
VALUES ('{VELHA}', {IDS.usuario_supervisor}, 1, 1, now() - interval '40 days');
INSERT INTO atendimentopublico.espec_unid_cobr (step_id, cbst_id, unid_id)
SELECT {IDS.espec_matricula}, {IDS.cobranca_situacao}, {IDS.unidade_cobranca};
INSERT INTO gsan_desk.sms_estacao (id, nome) OVERRIDING SYSTEM VALUE VALUES ({estacao.ESTACAO}, 'UMA');
INSERT INTO gsan_desk.sms_mensagem (id, tipo, rgat_id, numero_informado, texto, alfabeto, partes, situacao, chave)
OVERRIDING SYSTEM VALUE VALUES ({estacao.MENSAGEM}, 1, {RA}, '8198', 'X', 'S', 1, 5, 'semente');
INSERT INTO gsan_desk.ra_sms (rgat_id, raso_id, enviar) VALUES ({RA}, 7001, true);
INSERT INTO gsan_desk.sms_parte (mensagem_id, sequencia, situacao) VALUES ({estacao.MENSAGEM}, 1, 2);
INSERT INTO gsan_desk.sms_tentativa (id, mensagem_id, sequencia, estacao_id, posse)
VALUES ('{estacao.TENTATIVA}', {estacao.MENSAGEM}, 1, {estacao.ESTACAO}, 1);
INSERT INTO gsan_desk.sms_decisao (mensagem_id, quem, decisao, situacao_anterior, numero_anterior)
VALUES ({estacao.MENSAGEM}, 'x', 1, 5, '+55');
INSERT INTO gsan_desk.sms_recebida (id, numero, texto, enviada_em, recebida_em) OVERRIDING SYSTEM VALUE
VALUES ({estacao.RECEBIDA}, '+5581', 'SIM', now() - interval '3 days', now() - interval '3 days');
INSERT INTO gsan_desk.sms_bloqueio (numero, origem) VALUES ('+55810', 'SAIR');
INSERT INTO gsan_desk.email_mensagem (id, rgat_id, raso_id, endereco, assunto, texto, expira_em, chave)
OVERRIDING SYSTEM VALUE VALUES ({estacao.EMAIL}, {RA}, 7001, 'a@b.c', 'X', 'X', now(), 'semente');
INSERT INTO gsan_desk.ra_encerrado (rgat_id, quem) VALUES ({IDS.ra_encerrado}, 'x') ON CONFLICT DO NOTHING;
INSERT INTO gsan_desk.relato_cidadao (id, origem, id_externo, telefone, problema, endereco) OVERRIDING SYSTEM VALUE
VALUES ({sigilo.RELATO}, 'PROGIS', 'semente', '+5581999990000', 1, 'RUA A');
INSERT INTO atendimentopublico.ocorrencia_operac_tipo (ootp_id, ootp_dsocorrenciatipo, ootp_icuso)
VALUES (7400, 'TIPO', 1);
INSERT INTO atendimentopublico.ocorrencia_operac_motivo (oomt_id, oomt_dsmotivoocorrenciaoperac, oomt_icuso, ootp_id)
VALUES (7400, 'MOTIVO', 1, 7400);
INSERT INTO atendimentopublico.ocorrencia_operacional (ocop_id, ocop_dsocorrencia, ocop_dsareasafetadas,
    ocop_tmocorrencia, muni_id, loca_id, bair_id, ootp_id, oomt_id)
VALUES (7400, 'X', 'X', localtimestamp, {IDS.municipio}, {IDS.localidade_centro}, {IDS.bairro_centro}, 7400, 7400)
"""


@pytest.fixture(scope="module")
def mesa(servidor: ServidorEmbutido, worker_id: str) -> Iterator[URL]:
    """One base for all cells: each is undone by its own transaction."""
    nome, entrada = f"direitos_{worker_id}", f"entrada_dos_direitos_{worker_id}"
    with conectar(servidor.url()) as conexao:
        conexao.execute(f"DROP DATABASE IF EXISTS {nome} WITH (FORCE)")
        conexao.execute(f"CREATE DATABASE {nome} TEMPLATE {MODELO}")
        conexao.execute(f"DROP ROLE IF EXISTS {entrada}; CREATE ROLE {entrada} LOGIN PASSWORD '{SENHA}'")
        conexao.execute(f"GRANT gsan_desk_intake TO {entrada}")
    with conectar(servidor.url(nome)) as conexao:
        for comando in AO_LADO.split(";"):
            conexao.execute(comando.encode(), {"ra": RA})
        conexao.execute(SEMENTES.encode())
    yield servidor.url(nome)
    with conectar(servidor.url()) as conexao:
        conexao.execute(f"DROP DATABASE {nome} WITH (FORCE)")
        conexao.execute(f"DROP ROLE {entrada}")


@pytest.fixture(scope="module")
def conexoes(mesa: URL, worker_id: str) -> Iterator[dict[Quem, Conexao]]:
    """One connection a person, in the base's time zone."""
    logins = {quem: quem.value for quem in Quem} | {Quem.ENTRADA: f"entrada_dos_direitos_{worker_id}"}
    abertas = {quem: conectar(mesa.set(username=login, password=SENHA)) for quem, login in logins.items()}
    for conexao in abertas.values():
        conexao.execute("SET timezone TO 'America/Recife'")
    yield abertas
    for conexao in abertas.values():
        conexao.close()


def consegue(conexao: Conexao, direito: Direito) -> bool:
    """Tell whether the server lets it be done; nothing remains of it."""
    feitas = 0
    try:
        with conexao.transaction(force_rollback=True):
            for comando in direito.comandos:
                feitas = conexao.execute(comando.encode()).rowcount
    except InsufficientPrivilege:
        return False
    return feitas > 0


def _nome(direito: Direito) -> str:
    return f"{direito.funcao}: {direito.operacao}"


@pytest.mark.parametrize("quem", Quem)
@pytest.mark.parametrize("direito", DIREITOS, ids=_nome)
def test_each_cell(conexoes: dict[Quem, Conexao], direito: Direito, quem: Quem) -> None:
    assert consegue(conexoes[quem], direito) is (quem in direito.pode)


def test_the_document_says_what_the_tests_try() -> None:
    """Written again by ``python -m tests.database.direitos``."""
    assert tabela() in arquivo().read_text(encoding="utf-8")


def test_every_function_of_the_menu_has_its_rights() -> None:
    declaradas = {direito.funcao for direito in DIREITOS}
    assert {f.id for f in FUNCOES} - DA_JANELA <= declaradas
    assert declaradas <= {f.id for f in FUNCOES} | FORA_DO_MENU.keys()


def test_every_grant_of_writing_is_tried(mesa: URL) -> None:
    with conectar(mesa) as conexao:
        concedidas = conexao.execute(
            "SELECT DISTINCT table_schema || '.' || table_name, privilege_type FROM information_schema.table_privileges"
            " WHERE grantee = ANY (%(grupos)s) AND privilege_type IN ('INSERT', 'DELETE', 'UPDATE')"
            " UNION SELECT DISTINCT table_schema || '.' || table_name, 'UPDATE' FROM"
            " information_schema.column_privileges WHERE grantee = ANY (%(grupos)s) AND privilege_type = 'UPDATE'",
            {"grupos": list(GRUPOS)},
        ).fetchall()
    tentadas = {escrita for direito in DIREITOS if direito.pode for escrita in direito.escritas}
    assert set(concedidas) - tentadas == EM_OUTROS_TESTES


def test_the_refusal_has_a_message_for_the_screen(como: Callable[[str], Banco]) -> None:
    def mexer(sessao: Any) -> None:
        sessao.connection().exec_driver_sql("UPDATE gsan_desk.sms_modelo SET texto = 'X'")

    with pytest.raises(SemPermissao, match="não tem direito"):
        como("atendente").executar(mexer)

"""What each role may do through a plain connection with its own password."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

Conexao = psycopg.Connection[tuple[object, ...]]
RA = "atendimentopublico.registro_atendimento"
NOVO_RA = f"""
INSERT INTO {RA} (rgat_id, step_id, meso_id, rgat_cdsituacao, rgat_tmregistroatendimento, rgat_dtprevistaoriginal,
    rgat_dtprevistaatual, rgat_icatendimentoonline, amen_id)
SELECT nextval('atendimentopublico.seq_registro_atendimento'), step_id, meso_id, %(situacao)s,
    localtimestamp - interval '1 second', current_date, current_date, 1, %(motivo)s
FROM {RA} WHERE rgat_id = %(modelo)s RETURNING rgat_id
"""


@pytest.fixture
def atendente(dsn: URL) -> Iterator[Conexao]:
    with conectar(dsn.set(username="atendente", password=SENHA)) as conexao:
        yield conexao


def _novo(conexao: Conexao, situacao: int = 1, motivo: int | None = None) -> int:
    linha = conexao.execute(
        NOVO_RA, {"modelo": IDS.ra_pendente_imovel, "situacao": situacao, "motivo": motivo}
    ).fetchone()
    assert linha is not None
    return int(str(linha[0]))


@pytest.mark.parametrize(
    "comando",
    [
        f"DELETE FROM {RA}",
        f"UPDATE {RA} SET unid_idatual = 1",
        f"UPDATE {RA} SET rgat_idmanual = 1",
        f"UPDATE {RA} SET rgat_idduplicidade = 1",
        "UPDATE atendimentopublico.ra_unidade SET usur_id = 1",
        "UPDATE atendimentopublico.ra_solicitante SET raso_nnprotocoloatendimento = '1'",
        "UPDATE atendimentopublico.ra_anexo SET raan_imdocumento = '\\x00'",
        "UPDATE atendimentopublico.ordem_servico SET orse_cdsituacao = 2",
        "DELETE FROM atendimentopublico.ra_unidade",
        "DELETE FROM atendimentopublico.ra_reiteracao",
        f"TRUNCATE {RA}",
        "UPDATE atendimentopublico.tramite SET tram_dsparecertramite = 'x'",
        "INSERT INTO atendimentopublico.meio_solicitacao (meso_id, meso_dsmeiosolicitacao) VALUES (99, 'X')",
        "UPDATE atendimentopublico.solicitacao_tipo_espec SET step_icuso = 2",
        "UPDATE cadastro.sistema_parametros SET parm_nndiasreativacao = 1",
        "UPDATE cadastro.cliente SET clie_nmcliente = 'X'",
        "SELECT usur_nmsenha FROM seguranca.usuario",
        "SELECT * FROM seguranca.usuario",
        "SELECT * FROM gsan_desk.auditoria",
        "UPDATE gsan_desk.sms_mensagem SET situacao = 3",
        "SELECT * FROM pg_authid",
        "CREATE TABLE gsan_desk.x (a int)",
        "CREATE TABLE public.x (a int)",
        "SET ROLE gsan_desk_admin",
    ],
)
def test_atendente_may_nothing_else(atendente: Conexao, comando: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        atendente.execute(comando)


def test_atendente_opens_an_ra_and_what_hangs_on_it_in_one_transaction(atendente: Conexao) -> None:
    with atendente.transaction():
        ra = _novo(atendente)
        atendente.execute(
            "INSERT INTO atendimentopublico.ra_unidade (raun_id, unid_id, rgat_id, usur_id, attp_id)"
            " SELECT nextval('atendimentopublico.seq_ra_unidade'), gsan_desk.operador_unidade(), %s,"
            " gsan_desk.operador_id(), 1",
            (ra,),
        )
    assert atendente.execute(f"SELECT rgat_cdsituacao FROM {RA} WHERE rgat_id = %s", (ra,)).fetchone() == (1,)


def test_atendente_adds_nothing_to_an_ra_of_another_transaction(atendente: Conexao) -> None:
    with pytest.raises(InsufficientPrivilege):
        atendente.execute(
            "INSERT INTO atendimentopublico.ra_anexo (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento)"
            " VALUES (nextval('atendimentopublico.seq_ra_anexo'), %s, '\\x00', 'pdf')",
            (IDS.ra_pendente_imovel,),
        )


def test_atendente_does_not_sign_for_somebody_else(atendente: Conexao) -> None:
    atendente.execute("BEGIN")
    ra = _novo(atendente)
    with pytest.raises(InsufficientPrivilege):
        atendente.execute(
            "INSERT INTO atendimentopublico.ra_unidade (raun_id, unid_id, rgat_id, usur_id, attp_id)"
            " SELECT nextval('atendimentopublico.seq_ra_unidade'), gsan_desk.operador_unidade(), %s, usur_id, 1"
            " FROM seguranca.usuario WHERE usur_nmlogin = 'atendente2'",
            (ra,),
        )
    atendente.execute("ROLLBACK")


@pytest.mark.parametrize(("situacao", "motivo"), [(2, 2), (2, None), (1, 2), (0, None)])
def test_atendente_opens_only_what_inserir_opens(atendente: Conexao, situacao: int, motivo: int | None) -> None:
    with pytest.raises(InsufficientPrivilege):
        _novo(atendente, situacao, motivo)


OBSERVACAO = f"UPDATE {RA} SET rgat_dsobservacao = 'x' WHERE rgat_id = %s"


@pytest.mark.parametrize(
    ("login", "ra", "alteradas"),
    [
        ("atendente", IDS.ra_da_loja, 1),
        ("atendente", IDS.ra_pendente_imovel, 0),
        ("atendente2", IDS.ra_pendente_imovel, 1),
        ("atendente2", IDS.ra_da_loja, 0),
        ("supervisor", IDS.ra_da_loja, 1),
        ("admin", IDS.ra_pendente_imovel, 1),
        ("admin", IDS.ra_encerrado, 0),
        ("admin", IDS.ra_duplicado, 0),
        ("admin", IDS.ra_bloqueado, 1),
    ],
)
def test_ra_is_altered_by_whom_uc0419_lets(dsn: URL, login: str, ra: int, alteradas: int) -> None:
    with conectar(dsn.set(username=login, password=SENHA)) as conexao:
        assert conexao.execute(OBSERVACAO, (ra,)).rowcount == alteradas


def test_unit_hierarchy_with_a_loop_ends(dsn: URL) -> None:
    with conectar(dsn) as conexao:
        conexao.execute(
            "UPDATE cadastro.unidade_organizacional SET unid_idsuperior = %s WHERE unid_id = %s",
            (IDS.unidade_operacional, IDS.unidade_regional),
        )
    with conectar(dsn.set(username="atendente", password=SENHA)) as conexao:
        assert conexao.execute(OBSERVACAO, (IDS.ra_pendente_imovel,)).rowcount == 0


@pytest.mark.parametrize("mudanca", ["rgat_cdsituacao = 2, amen_id = 2", "rgat_cdsituacao = 0", "amen_id = 2"])
def test_altering_does_not_close_by_the_back_door(dsn: URL, mudanca: str) -> None:
    with conectar(dsn.set(username="admin", password=SENHA)) as conexao, pytest.raises(InsufficientPrivilege):
        conexao.execute(f"UPDATE {RA} SET {mudanca} WHERE rgat_id = %s", (IDS.ra_da_loja,))


def test_solicitantes_of_a_foreign_unit_stay(atendente: Conexao) -> None:
    apagadas = atendente.execute(
        "DELETE FROM atendimentopublico.ra_solicitante WHERE rgat_id = %s", (IDS.ra_pendente_imovel,)
    ).rowcount
    assert apagadas == 0


NOVO_SOLICITANTE = """
INSERT INTO atendimentopublico.ra_solicitante (raso_id, rgat_id, raso_nmsolicitante, raso_icsolicitanteprincipal,
    raso_icenvioemailpesquisa)
VALUES (nextval('atendimentopublico.seq_ra_solicitante'), %s, 'VIZINHO', %s, 2)
"""


def test_any_atendente_attaches_a_caller_to_an_open_ra(atendente: Conexao) -> None:
    assert atendente.execute(NOVO_SOLICITANTE, (IDS.ra_pendente_imovel, 2)).rowcount == 1


@pytest.mark.parametrize(("ra", "principal"), [(IDS.ra_encerrado, 2), (IDS.ra_pendente_imovel, 1)])
def test_no_caller_for_a_closed_ra_nor_a_second_principal(atendente: Conexao, ra: int, principal: int) -> None:
    with pytest.raises(InsufficientPrivilege):
        atendente.execute(NOVO_SOLICITANTE, (ra, principal))


def test_lock_and_last_author_are_open_to_our_people_only(dsn: URL, atendente: Conexao, estranho: str) -> None:
    assert atendente.execute("SELECT situacao FROM gsan_desk.trancar_ra(%s)", (IDS.ra_pendente_imovel,)).fetchone() == (
        1,
    )
    with conectar(dsn.set(username="admin", password=SENHA)) as admin:
        admin.execute(OBSERVACAO, (IDS.ra_da_loja,))
    autor = atendente.execute(
        "SELECT quem FROM gsan_desk.quem_alterou('atendimentopublico.registro_atendimento', %s)", (IDS.ra_da_loja,)
    ).fetchone()
    assert autor == ("admin",)
    with conectar(dsn.set(username=estranho, password=SENHA)) as conexao, pytest.raises(InsufficientPrivilege):
        conexao.execute("SELECT * FROM gsan_desk.trancar_ra(1)")


def test_supervisor_has_what_the_atendente_has(dsn: URL) -> None:
    with conectar(dsn.set(username="supervisor", password=SENHA)) as conexao:
        assert _novo(conexao) > 0


def test_sms_operator_reads_and_does_not_open_ras(dsn: URL) -> None:
    with conectar(dsn.set(username="sms", password=SENHA)) as conexao:
        assert conexao.execute(f"SELECT count(*) > 0 FROM {RA}").fetchone() == (True,)
        with pytest.raises(InsufficientPrivilege):
            _novo(conexao)


@pytest.fixture
def estranho(dsn: URL, worker_id: str) -> Iterator[str]:
    nome = f"estranho_{worker_id}"
    with conectar(dsn) as conexao:
        conexao.execute(f"CREATE ROLE {nome} LOGIN PASSWORD '{SENHA}'")
    yield nome
    with conectar(dsn) as conexao:
        conexao.execute(f"DROP OWNED BY {nome}; DROP ROLE {nome}")


def test_role_without_our_groups_gets_nothing(dsn: URL, estranho: str) -> None:
    with conectar(dsn.set(username=estranho, password=SENHA)) as conexao:
        for comando in (f"SELECT 1 FROM {RA}", "SELECT 1 FROM gsan_desk.ra_chave", "SELECT 1 FROM cadastro.cliente"):
            with pytest.raises(InsufficientPrivilege):
                conexao.execute(comando)


def test_web_role_writes_as_before_the_policies(dsn: URL, estranho: str) -> None:
    with conectar(dsn) as conexao:
        for esquema in ("atendimentopublico", "cadastro"):
            conexao.execute(f"GRANT USAGE ON SCHEMA {esquema} TO {estranho}")
            conexao.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA {esquema} TO {estranho}")
            conexao.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA {esquema} TO {estranho}")
    with conectar(dsn.set(username=estranho, password=SENHA)) as web:
        assert web.execute(f"SELECT count(*) > 0 FROM {RA}").fetchone() == (True,)
        ra = _novo(web, 2, 2)
        assert web.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'web' WHERE rgat_id = %s", (ra,)).rowcount == 1
        assert web.execute(f"DELETE FROM {RA} WHERE rgat_id = %s", (ra,)).rowcount == 1
    with conectar(dsn) as conexao:
        trilha = conexao.execute(
            "SELECT operacao, quem, antes ->> 'rgat_dsobservacao', depois ->> 'rgat_dsobservacao'"
            " FROM gsan_desk.auditoria WHERE tabela = 'atendimentopublico.registro_atendimento' AND linha = %s"
            " ORDER BY id",
            (ra,),
        ).fetchall()
    assert trilha == [("I", estranho, None, None), ("U", estranho, None, "web"), ("D", estranho, "web", None)]


def test_audit_only_grows_even_for_its_owner(dsn: URL) -> None:
    with conectar(dsn) as conexao:
        for comando in ("DELETE FROM gsan_desk.auditoria", "TRUNCATE gsan_desk.auditoria"):
            with pytest.raises(InsufficientPrivilege):
                conexao.execute(comando)

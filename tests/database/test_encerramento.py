"""The closing in the server: what each role may do with psql, and the event that any closing leaves."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from psycopg.rows import dict_row
from sqlalchemy import URL

from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

Conexao = psycopg.Connection[Any]
RA = "atendimentopublico.registro_atendimento"
ENCERRAR = (
    "SELECT * FROM gsan_desk.encerrar(%(ras)s::integer[], %(motivos)s::integer[], %(momentos)s::timestamp[],"
    " %(pareceres)s::text[], %(referencias)s::integer[], %(nao_cobrancas)s::integer[], NULL, NULL, NULL)"
)
ESTRANGEIRO = "web_encerramento"
FECHAR = (
    f"UPDATE {RA} SET rgat_cdsituacao = 2, amen_id = 2, rgat_tmencerramento = localtimestamp,"
    " rgat_tmultimaalteracao = localtimestamp WHERE rgat_id = %s"
)


def como(dsn: URL, login: str, senha: str = SENHA) -> Conexao:
    return conectar(dsn.set(username=login, password=senha))


def encerrar(conexao: Conexao, ra: int, motivo: int | None = IDS.motivo_concluido, **mais: Any) -> list[Any]:
    valores = {
        "ras": [ra],
        "motivos": [motivo],
        "momentos": [None],
        "pareceres": ["FEITO"],
        "referencias": [None],
        "nao_cobrancas": [None],
    } | {nome: [valor] for nome, valor in mais.items()}
    return conexao.execute(ENCERRAR, valores).fetchall()


def recusado(linhas: list[Any]) -> bool:
    return [linha[4] for linha in linhas] == ["REGRA"]


@pytest.fixture
def base(dsn: URL) -> Iterator[Conexao]:
    with conectar(dsn) as conexao:
        conexao.row_factory = dict_row
        yield conexao


@pytest.fixture
def web(base: Conexao, dsn: URL) -> Iterator[Conexao]:
    """A role that is not ours and owns nothing of ours, as the web system's."""
    nome = sql.Identifier(ESTRANGEIRO)
    if not base.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (ESTRANGEIRO,)).fetchone():
        base.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(nome, sql.Literal(SENHA)))
    base.execute(sql.SQL("GRANT USAGE ON SCHEMA atendimentopublico TO {}").format(nome))
    base.execute(sql.SQL("GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA atendimentopublico TO {}").format(nome))
    with como(dsn, ESTRANGEIRO) as conexao:
        yield conexao


def eventos(base: Conexao, ra: int) -> list[dict[str, Any]]:
    return base.execute("SELECT * FROM gsan_desk.ra_encerrado WHERE rgat_id = %s", (ra,)).fetchall()


def situacao(base: Conexao, ra: int) -> int:
    linha = base.execute(f"SELECT rgat_cdsituacao FROM {RA} WHERE rgat_id = %s", (ra,)).fetchone()
    assert linha is not None
    return int(linha["rgat_cdsituacao"])


# Rights


@pytest.mark.parametrize(
    ("login", "ra", "pode"),
    [
        ("atendente", IDS.ra_da_loja, True),
        ("atendente", IDS.ra_pendente_endereco, False),
        ("atendente2", IDS.ra_pendente_endereco, True),
        ("atendente2", IDS.ra_da_loja, False),
        ("supervisor", IDS.ra_pendente_endereco, True),
        ("admin", IDS.ra_da_loja, True),
        ("sms", IDS.ra_da_loja, False),
    ],
)
def test_the_server_closes_only_for_whom_maintains_the_unit(
    dsn: URL, base: Conexao, login: str, ra: int, pode: bool
) -> None:
    with como(dsn, login) as conexao:
        if login == "sms":
            with pytest.raises(InsufficientPrivilege):
                encerrar(conexao, ra)
        else:
            assert recusado(encerrar(conexao, ra)) is not pode
    assert situacao(base, ra) == (2 if pode else 1)


@pytest.mark.parametrize(
    "mudanca",
    [
        {"motivo": None},
        {"motivo": 999},
        {"motivo": IDS.motivo_duplicidade},  # without a reference
        {"motivo": IDS.motivo_duplicidade, "referencias": IDS.ra_da_loja},  # itself
        {"motivo": IDS.motivo_duplicidade, "referencias": IDS.ra_encerrado},  # closed
        {"motivo": IDS.motivo_duplicidade, "referencias": 99_999},
        {"referencias": IDS.ra_pendente_endereco},  # a link, but not a duplicate
        {"momentos": "2020-01-01"},  # only the Central types a date
        {"pareceres": "x" * 401},
        {"nao_cobrancas": 1},  # without permission 30
    ],
)
def test_psql_can_do_no_more_than_the_screen(dsn: URL, base: Conexao, mudanca: dict[str, Any]) -> None:
    with como(dsn, "atendente") as conexao:
        assert recusado(encerrar(conexao, IDS.ra_da_loja, **mudanca))
    assert situacao(base, IDS.ra_da_loja) == 1


def test_an_execution_with_an_open_os_is_refused_by_the_server(dsn: URL, base: Conexao) -> None:
    with como(dsn, "atendente2") as conexao:
        assert recusado(encerrar(conexao, IDS.ra_com_os))
        assert encerrar(conexao, IDS.ra_com_os, IDS.motivo_nao_executado)[0][3] == 1


@pytest.mark.parametrize(
    "comando",
    [
        f"UPDATE {RA} SET rgat_cdsituacao = 2, amen_id = 4, rgat_tmencerramento = localtimestamp WHERE rgat_id = 9013",
        f"UPDATE {RA} SET rgat_idduplicidade = 9001 WHERE rgat_id = 9013",
        f"UPDATE {RA} SET sncm_id = 1 WHERE rgat_id = 9013",
        f"UPDATE {RA} SET rgat_idreativacao = 9003 WHERE rgat_id = 9013",
        "UPDATE atendimentopublico.ordem_servico SET orse_cdsituacao = 2",
        "UPDATE gsan_desk.ra_encerrado SET tratado_em = now()",
        "INSERT INTO gsan_desk.ra_encerrado (rgat_id, quem) VALUES (9013, 'x')",
        "DELETE FROM gsan_desk.ra_encerrado",
        "SELECT gsan_desk.desfazer_duplicidade(9007)",  # of another unit
        "SELECT gsan_desk.desfazer_duplicidade(9013)",  # no duplicate
        "SELECT gsan_desk.registrar_reativacao(9009)",  # of another transaction
        "SELECT * FROM gsan_desk.encerramentos_recusados('{9013}', '{2}', '{null}', '{x}', '{null}', '{null}')",
    ],
)
def test_an_atendente_writes_no_closing_by_hand(dsn: URL, comando: str) -> None:
    with como(dsn, "atendente") as conexao, pytest.raises(InsufficientPrivilege):
        conexao.execute(comando.encode())


def test_nobody_of_ours_reopens_a_closed_ra(dsn: URL, base: Conexao) -> None:
    reabrir = f"UPDATE {RA} SET rgat_cdsituacao = 1, amen_id = NULL, rgat_tmencerramento = NULL WHERE rgat_id = %s"
    for login in ("atendente2", "supervisor", "admin"):
        with como(dsn, login) as conexao:
            assert conexao.execute(reabrir.encode(), (IDS.ra_encerrado,)).rowcount == 0
    assert situacao(base, IDS.ra_encerrado) == 2


def test_only_the_unit_undoes_a_duplicate(dsn: URL, base: Conexao) -> None:
    with como(dsn, "atendente2") as conexao:
        conexao.execute("SELECT gsan_desk.desfazer_duplicidade(%s)", (IDS.ra_duplicado,))
    linha = base.execute(f"SELECT rgat_idduplicidade FROM {RA} WHERE rgat_id = %s", (IDS.ra_duplicado,)).fetchone()
    assert linha == {"rgat_idduplicidade": None}


NOVO = f"""
INSERT INTO {RA} (rgat_id, step_id, imov_id, meso_id, rgat_cdsituacao, rgat_tmregistroatendimento,
    rgat_dtprevistaoriginal, rgat_dtprevistaatual, rgat_icatendimentoonline, rgat_idreativacao, rmrv_id, unid_idatual)
SELECT nextval('atendimentopublico.seq_registro_atendimento'), step_id, {{imovel}}, meso_id, 1,
    localtimestamp - interval '1 second', current_date, current_date, 1, rgat_id, 1, {{destino}}
FROM {RA} WHERE rgat_id = %s
"""
ABRIR = """
INSERT INTO atendimentopublico.ra_unidade (raun_id, unid_id, rgat_id, usur_id, attp_id, raun_tmultimaalteracao)
SELECT nextval('atendimentopublico.seq_ra_unidade'), %s, currval('atendimentopublico.seq_registro_atendimento'),
    gsan_desk.operador_id(), 1, localtimestamp
"""


def reativar(conexao: Conexao, ra: int, imovel: str = "imov_id", destino: int | None = IDS.unidade_loja) -> int:
    return conexao.execute(NOVO.format(imovel=imovel, destino=destino or "NULL").encode(), (ra,)).rowcount


@pytest.mark.parametrize(
    ("login", "ra"),
    [
        ("atendente", IDS.ra_encerrado),  # of another unit
        ("atendente2", IDS.ra_pendente_endereco),  # open
        ("atendente2", IDS.ra_duplicado),  # a duplicate
        ("atendente2", IDS.ra_reativado_anterior),  # reactivated already
    ],
)
def test_psql_reactivates_only_what_the_screen_would(dsn: URL, login: str, ra: int) -> None:
    with como(dsn, login) as conexao, pytest.raises(InsufficientPrivilege):
        reativar(conexao, ra)


def test_psql_reactivates_once_and_in_the_same_place(dsn: URL) -> None:
    with como(dsn, "atendente2") as conexao:
        with pytest.raises(InsufficientPrivilege):
            reativar(conexao, IDS.ra_encerrado, str(IDS.imovel_norte))
        assert reativar(conexao, IDS.ra_encerrado) == 1
        with pytest.raises(InsufficientPrivilege):
            reativar(conexao, IDS.ra_encerrado)


@pytest.mark.parametrize("destino", [None, IDS.unidade_fechada, IDS.unidade_inativa, IDS.unidade_so_abre])
def test_psql_sends_what_it_reactivates_only_where_the_screen_would(dsn: URL, destino: int | None) -> None:
    with como(dsn, "atendente2") as conexao, pytest.raises(InsufficientPrivilege):
        reativar(conexao, IDS.ra_encerrado, destino=destino)


def test_psql_reactivates_nothing_that_waits_for_the_imovel_already(dsn: URL, base: Conexao) -> None:
    base.execute(
        f"UPDATE {RA} p SET imov_id = r.imov_id, step_id = r.step_id FROM {RA} r"
        " WHERE r.rgat_id = %s AND p.rgat_id = %s".encode(),
        (IDS.ra_encerrado, IDS.ra_urgente),
    )
    with como(dsn, "atendente2") as conexao, pytest.raises(InsufficientPrivilege):
        reativar(conexao, IDS.ra_encerrado)


@pytest.mark.parametrize(
    ("login", "unidade", "pode"),
    [
        ("supervisor", IDS.unidade_loja, True),  # below
        ("supervisor", IDS.unidade_central, False),  # above
        ("supervisor", IDS.unidade_operacional, False),  # below, but opens no RA
        ("supervisor", IDS.unidade_inativa, False),
        ("atendente2", IDS.unidade_loja, False),  # a sister
        ("admin", IDS.unidade_loja, True),  # of the Central
    ],
)
def test_the_unit_that_reactivates_is_one_that_the_person_may_act_for(
    dsn: URL, login: str, unidade: int, pode: bool
) -> None:
    with como(dsn, login) as conexao, conexao.transaction(force_rollback=True):
        assert reativar(conexao, IDS.ra_encerrado) == 1
        if pode:
            assert conexao.execute(ABRIR.encode(), (unidade,)).rowcount == 1
        else:
            with pytest.raises(InsufficientPrivilege):
                conexao.execute(ABRIR.encode(), (unidade,))


@pytest.mark.parametrize(
    "comando",
    [
        "SELECT * FROM gsan_desk.encerrar('{9013}', '{2}', '{null}', '{x}', '{null}', '{null}', NULL, NULL, NULL)",
        "SELECT gsan_desk.desfazer_duplicidade(9007)",
        "SELECT gsan_desk.tramitar(462, '{9013}', '{13}', '{101}', ARRAY[localtimestamp]::timestamp[], '{x}')",
        "SELECT gsan_desk.emitir_numeros_manuais(1)",
        "SELECT gsan_desk.registrar_configuracao(1720, 1)",
        "SELECT gsan_desk.registrar_reativacao(9009)",
    ],
)
def test_a_foreign_role_does_nothing_through_our_functions(web: Conexao, base: Conexao, comando: str) -> None:
    base.execute(f"GRANT USAGE ON SCHEMA gsan_desk TO {ESTRANGEIRO}".encode())
    with pytest.raises(InsufficientPrivilege):
        web.execute(comando.encode())


def test_a_foreign_role_reactivates_as_before(web: Conexao, base: Conexao) -> None:
    base.execute(f"GRANT USAGE ON SEQUENCE atendimentopublico.seq_registro_atendimento TO {ESTRANGEIRO}".encode())
    assert reativar(web, IDS.ra_encerrado, destino=IDS.unidade_fechada) == 1


def test_the_closing_reads_the_clock_of_the_base_whatever_the_connection_says(dsn: URL, base: Conexao) -> None:
    with como(dsn, "admin") as conexao:  # of the Central, which types dates
        conexao.execute("SET timezone TO 'Pacific/Kiritimati'")
        depois = conexao.execute("SELECT (gsan_desk.agora_da_base() + interval '1 hour')::text").fetchone()
        assert depois is not None
        assert recusado(encerrar(conexao, IDS.ra_da_loja, momentos=depois[0]))
        encerrar(conexao, IDS.ra_da_loja)
    fechado = base.execute(
        f"SELECT rgat_tmencerramento <= gsan_desk.agora_da_base() AS agora FROM {RA} WHERE rgat_id = %s".encode(),
        (IDS.ra_da_loja,),
    )
    assert fechado.fetchone() == {"agora": True}


# The event


def test_a_closing_of_ours_leaves_the_event_with_who_and_why(dsn: URL, base: Conexao) -> None:
    with como(dsn, "atendente") as conexao:
        encerrar(conexao, IDS.ra_da_loja)
    (evento,) = eventos(base, IDS.ra_da_loja)
    assert (evento["quem"], evento["amen_id"], evento["tratado_em"]) == ("atendente", IDS.motivo_concluido, None)
    assert evento["nosso"]
    assert evento["encerrado_em"] is not None


def test_a_closing_by_a_foreign_role_leaves_the_event_too(web: Conexao, base: Conexao) -> None:
    assert web.execute(FECHAR.encode(), (IDS.ra_urgente,)).rowcount == 1
    (evento,) = eventos(base, IDS.ra_urgente)
    assert (evento["quem"], evento["amen_id"], evento["nosso"]) == (ESTRANGEIRO, 2, False)


def test_many_at_once_leave_one_event_each_and_other_updates_none(web: Conexao, base: Conexao) -> None:
    ras = [IDS.ra_urgente, IDS.ra_pendente_endereco, IDS.ra_bloqueado]
    web.execute(FECHAR.replace("= %s", "= ANY (%s)").encode(), (ras,))
    web.execute(f"UPDATE {RA} SET rgat_dsobservacao = 'x'".encode())
    feitos = base.execute("SELECT rgat_id FROM gsan_desk.ra_encerrado WHERE quem = %s ORDER BY 1", (ESTRANGEIRO,))
    assert [linha["rgat_id"] for linha in feitos] == sorted(ras)


def test_an_ra_opened_again_by_hand_and_closed_again_leaves_no_second_event(web: Conexao, base: Conexao) -> None:
    web.execute(FECHAR.encode(), (IDS.ra_urgente,))
    web.execute(f"UPDATE {RA} SET rgat_cdsituacao = 1 WHERE rgat_id = %s".encode(), (IDS.ra_urgente,))
    web.execute(FECHAR.encode(), (IDS.ra_urgente,))
    assert len(eventos(base, IDS.ra_urgente)) == 1


def test_an_ra_born_closed_leaves_the_event(web: Conexao, base: Conexao) -> None:
    web.execute(
        f"INSERT INTO {RA} (rgat_id, step_id, meso_id, rgat_cdsituacao, amen_id, rgat_tmencerramento,"
        " rgat_tmregistroatendimento, rgat_dtprevistaoriginal, rgat_dtprevistaatual, rgat_icatendimentoonline)"
        f" SELECT 77777, step_id, meso_id, 2, 2, localtimestamp, localtimestamp, current_date, current_date, 1"
        f" FROM {RA} WHERE rgat_id = %s".encode(),
        (IDS.ra_urgente,),
    )
    assert eventos(base, 77777)


def test_the_event_that_fails_never_makes_the_webs_save_fail(web: Conexao, base: Conexao) -> None:
    base.execute("ALTER TABLE gsan_desk.ra_encerrado ADD CONSTRAINT impossivel CHECK (false) NOT VALID")
    assert web.execute(FECHAR.encode(), (IDS.ra_urgente,)).rowcount == 1
    assert situacao(base, IDS.ra_urgente) == 2
    assert eventos(base, IDS.ra_urgente) == []


def test_a_closing_rolled_back_leaves_no_event(web: Conexao, base: Conexao) -> None:
    web.execute("BEGIN")
    web.execute(FECHAR.encode(), (IDS.ra_urgente,))
    web.execute("ROLLBACK")
    assert eventos(base, IDS.ra_urgente) == []

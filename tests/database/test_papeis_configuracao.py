"""What each role may do with the supervisor's tables, through a plain connection with its own password."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, InvalidParameterValue
from sqlalchemy import URL

from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS

Conexao = psycopg.Connection[tuple[object, ...]]
AP = "atendimentopublico"
COBRANCA = (
    f"INSERT INTO {AP}.espec_unid_cobr (step_id, cbst_id, unid_id)"
    f" VALUES ({IDS.espec_simples}, {IDS.cobranca_situacao}, %(unidade)s)"
)
LOCALIDADE = (
    f"INSERT INTO {AP}.local_espec_unidade (loca_id, step_id, unid_id)"
    f" VALUES ({IDS.localidade_centro}, {IDS.espec_simples}, %(unidade)s)"
)
COMANDO = (
    f"INSERT INTO {AP}.ra_encerramento_comando (raec_id, raec_dtatendimentoinicial, raec_dtatendimentofinal, amen_id,"
    " usur_id, unid_idatual, unid_idsuperior, raec_tmcomando, raec_tmrealizacao, raec_tmultimaalteracao)"
    f" SELECT nextval('{AP}.seq_ra_encerramento_comando'), current_date - 30, current_date, %(motivo)s, %(quem)s,"
    " %(atual)s, %(superior)s, localtimestamp, %(realizacao)s, localtimestamp RETURNING raec_id"
)
DO_SUPERVISOR = {
    "motivo": IDS.motivo_nao_executado,
    "quem": IDS.usuario_supervisor,
    "atual": None,
    "superior": IDS.unidade_regional,
    "realizacao": None,
}


@pytest.fixture
def entrar(dsn: URL) -> Callable[[str], Conexao]:
    def abrir(login: str) -> Conexao:
        return conectar(dsn.set(username=login, password=SENHA))

    return abrir


@contextmanager
def _recusado() -> Iterator[None]:
    with pytest.raises(InsufficientPrivilege):
        yield


@pytest.mark.parametrize(
    "comando",
    [
        COBRANCA % {"unidade": IDS.unidade_cobranca},
        LOCALIDADE % {"unidade": IDS.unidade_cobranca},
        f"DELETE FROM {AP}.espec_unid_cobr",
        f"DELETE FROM {AP}.local_espec_unidade",
        f"INSERT INTO {AP}.ra_encerramento_comando (raec_id) VALUES (1)",
        f"UPDATE {AP}.ra_encerramento_comando SET raec_tmrealizacao = localtimestamp",
        "INSERT INTO gsan_desk.comando_ra (raec_id, rgat_id, resultado, usur_id) VALUES (1, 9001, 1, 101)",
        "SELECT gsan_desk.emitir_numeros_manuais(1)",
        "SELECT gsan_desk.registrar_configuracao(1141, 1)",
    ],
)
@pytest.mark.parametrize("login", ["atendente", "sms"])
def test_who_is_no_supervisor_may_none_of_it(entrar: Callable[[str], Conexao], login: str, comando: str) -> None:
    with entrar(login) as conexao, _recusado():
        conexao.execute(comando)


@pytest.mark.parametrize(
    "comando",
    [
        f"UPDATE {AP}.espec_unid_cobr SET unid_id = {IDS.unidade_loja}",
        f"UPDATE {AP}.local_espec_unidade SET unid_id = {IDS.unidade_loja}",
        "UPDATE cadastro.sistema_parametros SET parm_idultimoramanual = 1",
        "UPDATE cadastro.sistema_parametros SET parm_idultimoramanual = parm_idultimoramanual + 1",
        f"DELETE FROM {AP}.ra_encerramento_comando",
        f"UPDATE {AP}.sol_tipo_espec_arqui_pop SET stea_nmarquivopop = 'x'",
        "UPDATE gsan_desk.comando_ra SET resultado = 1",
        "DELETE FROM gsan_desk.comando_ra",
        "INSERT INTO seguranca.operacao_efetuada (opef_id, oper_id) VALUES (1, 655)",
        "SELECT gsan_desk.registrar_configuracao(463, 1)",
    ],
)
def test_a_supervisor_may_nothing_else(entrar: Callable[[str], Conexao], comando: str) -> None:
    with entrar("supervisor") as conexao, _recusado():
        conexao.execute(comando)


@pytest.mark.parametrize("comando", [COBRANCA, LOCALIDADE])
def test_a_supervisor_associates_only_units_that_receive(entrar: Callable[[str], Conexao], comando: str) -> None:
    with entrar("supervisor") as conexao:
        for unidade in (IDS.unidade_so_abre, IDS.unidade_inativa):
            with _recusado():
                conexao.execute(comando, {"unidade": unidade})
        assert conexao.execute(comando, {"unidade": IDS.unidade_loja}).rowcount == 1


def test_numbers_only_grow_and_at_most_ninety_at_once(dsn: URL, entrar: Callable[[str], Conexao]) -> None:
    with entrar("supervisor") as conexao:
        for quantidade in (0, -5, 91, None):
            with pytest.raises(InvalidParameterValue):
                conexao.execute("SELECT gsan_desk.emitir_numeros_manuais(%s)", (quantidade,))
        ultimo = IDS.ultimo_ra_manual + 90
        assert conexao.execute("SELECT gsan_desk.emitir_numeros_manuais(90)").fetchone() == (ultimo,)


@pytest.mark.parametrize(
    "mudanca",
    [
        {"quem": IDS.usuario_atendente},  # his unit is below
        {"superior": None},  # for everything: only Presidência or Central
        {"atual": IDS.unidade_central, "superior": None},
        {"motivo": IDS.motivo_concluido},
        {"motivo": IDS.motivo_duplicidade},
        {"realizacao": "2024-01-01"},
    ],
)
def test_a_command_needs_its_rights_and_a_reason_without_execution(
    entrar: Callable[[str], Conexao], mudanca: dict[str, object]
) -> None:
    with entrar("supervisor") as conexao, _recusado():
        conexao.execute(COMANDO, DO_SUPERVISOR | mudanca)


def test_somebody_else_commands_for_the_responsible_only_with_the_same_right(entrar: Callable[[str], Conexao]) -> None:
    with entrar("admin") as conexao, _recusado():
        conexao.execute(COMANDO, DO_SUPERVISOR)
    with entrar("admin") as conexao:
        tudo = DO_SUPERVISOR | {"quem": IDS.usuario_admin, "superior": None}
        assert conexao.execute(COMANDO, tudo).rowcount == 1


def test_a_supervisor_does_not_log_what_the_command_does_not_find(dsn: URL, entrar: Callable[[str], Conexao]) -> None:
    with entrar("supervisor") as conexao:
        linha = conexao.execute(COMANDO, DO_SUPERVISOR | {"superior": None, "atual": IDS.unidade_loja}).fetchone()
        assert linha is not None
        registrar = (
            "INSERT INTO gsan_desk.comando_ra (raec_id, rgat_id, resultado, usur_id)"
            " VALUES (%s, %s, 1, gsan_desk.operador_id())"
        )
        for ra in (IDS.ra_pendente_imovel, IDS.ra_encerrado, IDS.ra_bloqueado):
            with _recusado():
                conexao.execute(registrar, (linha[0], ra))
        assert conexao.execute(registrar, (linha[0], IDS.ra_da_loja)).rowcount == 1
    with conectar(dsn) as conexao:
        conexao.execute("DELETE FROM gsan_desk.comando_ra")
        conexao.execute("UPDATE gsan_desk.base SET modo = 'adotado'")
    with entrar("supervisor") as conexao, _recusado():
        conexao.execute(registrar, (linha[0], IDS.ra_da_loja))


def test_a_logged_ra_opens_nothing_in_the_next_transaction(entrar: Callable[[str], Conexao]) -> None:
    with entrar("supervisor") as conexao:
        linha = conexao.execute(COMANDO, DO_SUPERVISOR).fetchone()
        assert linha is not None
        conexao.execute(
            "INSERT INTO gsan_desk.comando_ra (raec_id, rgat_id, resultado, usur_id)"
            " VALUES (%s, %s, 1, gsan_desk.operador_id())",
            (linha[0], IDS.ra_da_loja),
        )
        consulta = "SELECT gsan_desk.responsavel_do_comando(%s), gsan_desk.motivo_do_comando(%s)"
        assert conexao.execute(consulta, (IDS.ra_da_loja, IDS.ra_da_loja)).fetchone() == (None, None)


@pytest.fixture
def web(dsn: URL, worker_id: str) -> Iterator[Conexao]:
    """A role that is not ours, with all rights on the tables of GSAN."""
    nome = f"web_{worker_id}"
    with conectar(dsn) as conexao:
        conexao.execute(f"CREATE ROLE {nome} LOGIN PASSWORD '{SENHA}'")
        conexao.execute(f"GRANT USAGE ON SCHEMA {AP}, cadastro, seguranca TO {nome}")
        tudo = f"ALL TABLES IN SCHEMA {AP}, cadastro, seguranca TO {nome}"
        conexao.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tudo}")
        with conectar(dsn.set(username=nome, password=SENHA)) as web:
            yield web
        conexao.execute(f"DROP OWNED BY {nome}; DROP ROLE {nome}")


def test_a_foreign_role_keeps_what_it_had(web: Conexao) -> None:
    web.execute(COBRANCA, {"unidade": IDS.unidade_inativa})
    web.execute(LOCALIDADE, {"unidade": IDS.unidade_inativa})
    assert web.execute(f"UPDATE {AP}.local_espec_unidade SET unid_id = 13").rowcount == 2
    assert web.execute(f"DELETE FROM {AP}.espec_unid_cobr").rowcount == 2
    web.execute("UPDATE cadastro.sistema_parametros SET parm_idultimoramanual = 5")
    web.execute(
        f"INSERT INTO {AP}.ra_encerramento_comando (raec_id, raec_dtatendimentoinicial, raec_dtatendimentofinal,"
        " amen_id, usur_id, raec_tmcomando, raec_tmultimaalteracao)"
        " VALUES (1, '2020-01-01', '2020-01-02', 2, 101, localtimestamp, localtimestamp)"
    )
    executado = f"UPDATE {AP}.ra_encerramento_comando SET raec_tmrealizacao = localtimestamp"
    assert web.execute(executado).rowcount == 1


def test_only_a_supervisor_changes_the_rule_of_the_centralizadora_and_nothing_else_of_the_base(dsn: URL) -> None:
    mudar = "UPDATE gsan_desk.base SET centralizadora_por_localidade = true"
    for login in ("atendente", "sms"):
        with conectar(dsn.set(username=login, password=SENHA)) as conexao, pytest.raises(InsufficientPrivilege):
            conexao.execute(mudar)
    with conectar(dsn.set(username="supervisor", password=SENHA)) as conexao:
        assert conexao.execute(mudar).rowcount == 1
        with pytest.raises(InsufficientPrivilege):
            conexao.execute("UPDATE gsan_desk.base SET cliente_minimo = '0'")

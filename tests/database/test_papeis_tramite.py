"""Who moves an RA, proved by plain connections with each role's own password (spec 20 §4, §5.3, §5.5)."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from tests.support.banco import PESSOAS, SENHA, conectar
from tests.support.cenario import IDS

Conexao = psycopg.Connection[tuple[object, ...]]
AP = "atendimentopublico"
RA = IDS.ra_da_loja
TRAMITAR = (
    "SELECT gsan_desk.tramitar(%(operacao)s, %(ras)s::int[], %(destinos)s::int[], %(responsaveis)s::int[],"
    " ARRAY(SELECT date_trunc('milliseconds', localtimestamp) + %(depois)s::interval FROM unnest(%(ras)s::int[])),"
    " %(pareceres)s::text[])"
)


@pytest.fixture
def base(dsn: URL) -> Iterator[Conexao]:
    with conectar(dsn) as conexao:
        conexao.execute("SET timezone TO 'America/Recife'")
        yield conexao


@pytest.fixture
def como(dsn: URL) -> Iterator[Callable[[str], Conexao]]:
    abertas: list[Conexao] = []

    def abrir(login: str) -> Conexao:
        abertas.append(conectar(dsn.set(username=login, password=SENHA)))
        return abertas[-1]

    yield abrir
    for conexao in abertas:
        conexao.close()


@pytest.fixture
def estranho(base: Conexao, worker_id: str) -> Iterator[str]:
    nome = f"web_{worker_id}"
    base.execute(f"CREATE ROLE {nome} LOGIN PASSWORD '{SENHA}'")
    for esquema in (AP, "cadastro", "seguranca"):
        base.execute(f"GRANT USAGE ON SCHEMA {esquema} TO {nome}")
        base.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA {esquema} TO {nome}")
        base.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA {esquema} TO {nome}")
    yield nome
    base.execute(f"DROP OWNED BY {nome}; DROP ROLE {nome}")


def tramitar(conexao: Conexao, *ras: int, destino: int = IDS.unidade_operacional, **mais: Any) -> None:
    pedido: dict[str, Any] = {
        "operacao": 462 if len(ras) == 1 else 753,
        "ras": list(ras),
        "destinos": [destino] * len(ras),
        "responsaveis": [IDS.usuario_atendente] * len(ras),
        "depois": "0 s",
        "pareceres": [""] * len(ras),
    }
    conexao.execute(TRAMITAR, pedido | mais)


def onde(base: Conexao, ra: int = RA) -> object:
    linha = base.execute(f"SELECT unid_idatual FROM {AP}.registro_atendimento WHERE rgat_id = %s", (ra,)).fetchone()
    return linha[0] if linha is not None else None


def quantos(base: Conexao, ra: int = RA) -> object:
    linha = base.execute(f"SELECT count(*) FROM {AP}.tramite WHERE rgat_id = %s", (ra,)).fetchone()
    return linha[0] if linha is not None else None


# Who


@pytest.mark.parametrize(
    ("login", "ra", "pode"),
    [
        ("atendente", IDS.ra_da_loja, True),
        ("atendente", IDS.ra_pendente_imovel, False),
        ("atendente2", IDS.ra_pendente_imovel, True),
        ("atendente2", IDS.ra_da_loja, False),
        ("supervisor", IDS.ra_da_loja, True),
        ("admin", IDS.ra_pendente_imovel, True),
    ],
)
def test_uc0419_in_the_server(como: Callable[[str], Conexao], base: Conexao, login: str, ra: int, pode: bool) -> None:
    conexao = como(login)
    if pode:
        tramitar(conexao, ra, destino=IDS.unidade_esgoto)
        assert (onde(base, ra), quantos(base, ra)) == (IDS.unidade_esgoto, 2)
    else:
        antes = onde(base, ra)
        with pytest.raises(InsufficientPrivilege):
            tramitar(conexao, ra, destino=IDS.unidade_esgoto)
        assert (onde(base, ra), quantos(base, ra)) == (antes, 1)


@pytest.mark.parametrize("login", PESSOAS)
def test_units_that_one_maintains_are_those_of_uc0419(como: Callable[[str], Conexao], login: str) -> None:
    """The set says what the question asked of each unit says."""
    diferencas = como(login).execute(
        "SELECT unid_id FROM cadastro.unidade_organizacional"
        " WHERE gsan_desk.pode_manter(unid_id) IS DISTINCT FROM"
        " (unid_id IN (SELECT gsan_desk.unidades_que_mantenho()))"
    )
    assert diferencas.fetchall() == []


def test_units_with_a_loop_end(como: Callable[[str], Conexao], base: Conexao) -> None:
    base.execute(
        "UPDATE cadastro.unidade_organizacional SET unid_idsuperior = %s WHERE unid_id = %s",
        (IDS.unidade_operacional, IDS.unidade_regional),
    )
    achadas = como("atendente2").execute("SELECT gsan_desk.unidades_que_mantenho()").fetchall()
    assert (IDS.unidade_operacional,) in achadas


def test_parameter_lets_anybody(como: Callable[[str], Conexao], base: Conexao) -> None:
    base.execute("UPDATE cadastro.sistema_parametros SET parm_iccontroletramitacaora = 2")
    tramitar(como("atendente"), IDS.ra_pendente_imovel, destino=IDS.unidade_esgoto)


def test_tarifa_social_exception_needs_both_halves(como: Callable[[str], Conexao], base: Conexao) -> None:
    conexao = como("atendente")
    base.execute(f"UPDATE {AP}.solicitacao_tipo SET sotp_ictarifasocial = 1 WHERE sotp_id = %s", (IDS.tipo_comum,))
    with pytest.raises(InsufficientPrivilege):
        tramitar(conexao, IDS.ra_pendente_imovel, destino=IDS.unidade_esgoto)
    base.execute(
        "UPDATE cadastro.unidade_organizacional SET unid_ictarifasocial = 1 WHERE unid_id = %s", (IDS.unidade_loja,)
    )
    tramitar(conexao, IDS.ra_pendente_imovel, destino=IDS.unidade_esgoto)


def test_nobody_signs_for_another(como: Callable[[str], Conexao], base: Conexao) -> None:
    tramitar(como("atendente"), RA, responsaveis=[IDS.usuario_supervisor])
    linha = base.execute(
        f"SELECT usur_idregistro, usur_idresponsavel FROM {AP}.tramite WHERE rgat_id = %s ORDER BY tram_id DESC", (RA,)
    ).fetchone()
    assert linha == (IDS.usuario_atendente, IDS.usuario_supervisor)


@pytest.mark.parametrize("situacao", [3, 4])
def test_a_blocked_user_moves_nothing(como: Callable[[str], Conexao], base: Conexao, situacao: int) -> None:
    base.execute("UPDATE seguranca.usuario SET usst_id = %s WHERE usur_nmlogin = 'atendente'", (situacao,))
    with pytest.raises(InsufficientPrivilege):
        tramitar(como("atendente"), RA)


def test_a_user_without_unit_moves_nothing(como: Callable[[str], Conexao], base: Conexao) -> None:
    base.execute("UPDATE seguranca.usuario SET unid_id = NULL WHERE usur_nmlogin = 'admin'")
    with pytest.raises(InsufficientPrivilege):
        tramitar(como("admin"), RA)


@pytest.mark.parametrize("funcao", ["tramitar(753, '{}', '{}', '{}', '{}', '{}')", "trancar_ras('{9013}')"])
def test_not_of_the_counter_not_at_all(
    como: Callable[[str], Conexao], base: Conexao, estranho: str, funcao: str
) -> None:
    base.execute(f"GRANT USAGE ON SCHEMA gsan_desk TO {estranho}")
    for login in ("sms", estranho):
        with pytest.raises(InsufficientPrivilege):
            como(login).execute(f"SELECT gsan_desk.{funcao}")


@pytest.mark.parametrize("funcao", ["avisar_tramites('{9011}', '{15}')", "registrar_operacao(462, '{1}')"])
def test_parts_are_nobodys_to_call(como: Callable[[str], Conexao], funcao: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        como("admin").execute(f"SELECT gsan_desk.{funcao}")


# Many


def test_many_at_once_are_the_supervisors(como: Callable[[str], Conexao], base: Conexao) -> None:
    ras = (IDS.ra_pendente_endereco, IDS.ra_da_loja)
    for login, operacao in (("atendente", 753), ("atendente", 462), ("supervisor", 462)):
        with pytest.raises(InsufficientPrivilege):
            tramitar(como(login), *ras, destino=IDS.unidade_esgoto, operacao=operacao)
    tramitar(como("supervisor"), *ras, destino=IDS.unidade_esgoto)
    assert [onde(base, ra) for ra in ras] == [IDS.unidade_esgoto] * 2


def test_one_refused_refuses_all(como: Callable[[str], Conexao], base: Conexao) -> None:
    with pytest.raises(InsufficientPrivilege) as erro:
        tramitar(como("supervisor"), RA, IDS.ra_encerrado, destino=IDS.unidade_esgoto)
    assert erro.value.diag.message_detail == f"RA {IDS.ra_encerrado}"
    assert (onde(base), quantos(base)) == (IDS.unidade_loja, 1)


@pytest.mark.parametrize(
    "mudanca",
    [{"destinos": [IDS.unidade_esgoto]}, {"ras": [RA, RA]}, {"ras": [RA, 999_999]}],
    ids=["lists that do not match", "twice the same", "an RA that does not exist"],
)
def test_what_makes_no_sense_is_refused(como: Callable[[str], Conexao], base: Conexao, mudanca: dict[str, Any]) -> None:
    with pytest.raises(InsufficientPrivilege):
        tramitar(como("supervisor"), RA, IDS.ra_pendente_endereco, destino=IDS.unidade_esgoto, **mudanca)
    assert quantos(base) == 1


# What


def _tipo(base: Conexao, unidade: int, codigo: str) -> None:
    base.execute(
        "UPDATE cadastro.unidade_organizacional SET untp_id ="
        " (SELECT min(untp_id) FROM cadastro.unidade_tipo WHERE untp_cdtipo = %s) WHERE unid_id = %s",
        (codigo, unidade),
    )


@pytest.mark.parametrize(
    ("ra", "destino"),
    [
        (IDS.ra_encerrado, IDS.unidade_esgoto),
        (IDS.ra_bloqueado, IDS.unidade_esgoto),
        (RA, IDS.unidade_loja),
        (RA, IDS.unidade_fechada),
        (RA, IDS.unidade_inativa),
        (RA, IDS.unidade_centralizadora),
        (RA, 999),
        (999_999, IDS.unidade_esgoto),
    ],
    ids=["closed", "blocked", "same unit", "takes none", "out of use", "foreign centralizadora", "no unit", "no RA"],
)
def test_rules_of_the_screen_hold_in_the_server(
    como: Callable[[str], Conexao], base: Conexao, ra: int, destino: int
) -> None:
    antes = onde(base, ra)
    with pytest.raises(InsufficientPrivilege):
        tramitar(como("admin"), ra, destino=destino)
    assert onde(base, ra) == antes


@pytest.mark.parametrize("depois", ["1 day", "1 minute", "-30 days"], ids=["tomorrow", "soon", "before the last one"])
def test_neither_from_the_future_nor_before_the_last(como: Callable[[str], Conexao], depois: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        tramitar(como("admin"), RA, depois=depois)


def test_the_clock_is_the_bases_whatever_the_connection_says(como: Callable[[str], Conexao]) -> None:
    conexao = como("atendente")
    conexao.execute("SET timezone TO 'Asia/Tokyo'")
    with pytest.raises(InsufficientPrivilege):
        tramitar(conexao, RA)


@pytest.mark.parametrize("situacao", [3, 4])
def test_work_under_way_holds_the_ra(como: Callable[[str], Conexao], base: Conexao, situacao: int) -> None:
    base.execute(f"UPDATE {AP}.ordem_servico SET orse_cdsituacao = %s", (situacao,))
    with pytest.raises(InsufficientPrivilege):
        tramitar(como("admin"), IDS.ra_com_os, destino=IDS.unidade_esgoto)


def test_nothing_goes_to_a_contractor_from_here(como: Callable[[str], Conexao], base: Conexao) -> None:
    """§5.7: it would go without the export of its OS."""
    _tipo(base, IDS.unidade_loja, "C")
    _tipo(base, IDS.unidade_esgoto, "T")
    base.execute(f"UPDATE {AP}.servico_tipo SET svtp_icterceirizado = 1")
    with pytest.raises(InsufficientPrivilege):
        tramitar(como("admin"), RA, destino=IDS.unidade_esgoto)


def test_only_its_own_people_take_an_ra_from_a_contractor(como: Callable[[str], Conexao], base: Conexao) -> None:
    _tipo(base, IDS.unidade_loja, "T")
    with pytest.raises(InsufficientPrivilege):
        tramitar(como("admin"), RA)
    tramitar(como("atendente"), RA)


def test_ones_own_last_tramite_may_be_taken_back_while_nothing_happened(
    como: Callable[[str], Conexao], base: Conexao
) -> None:
    conexao = como("atendente")
    tramitar(conexao, RA)
    with pytest.raises(InsufficientPrivilege):
        tramitar(conexao, RA, destino=IDS.unidade_esgoto, depois="1 second")
    base.execute(
        f"UPDATE {AP}.tramite SET tram_tmtramite = tram_tmtramite - interval '1 second' WHERE rgat_id = %s", (RA,)
    )
    tramitar(conexao, RA, destino=IDS.unidade_loja)
    assert (onde(base), quantos(base)) == (IDS.unidade_loja, 3)


def test_nor_after_something_happened(como: Callable[[str], Conexao], base: Conexao) -> None:
    conexao = como("atendente")
    tramitar(conexao, RA)
    base.execute(
        f"UPDATE {AP}.registro_atendimento SET rgat_tmultimaalteracao = rgat_tmultimaalteracao + interval '1 s'"
        " WHERE rgat_id = %s",
        (RA,),
    )
    with pytest.raises(InsufficientPrivilege):
        tramitar(conexao, RA, destino=IDS.unidade_loja)


# No other way


@pytest.mark.parametrize(
    "comando",
    [
        f"UPDATE {AP}.registro_atendimento SET unid_idatual = 13",
        f"UPDATE {AP}.ordem_servico SET unid_idatual = 13",
        f"UPDATE {AP}.tramite SET unid_iddestino = 13",
        f"DELETE FROM {AP}.tramite",
        f"UPDATE {AP}.visualizacao_ra_urgencia SET vrau_ictramite = 1",
        "INSERT INTO seguranca.operacao_efetuada (opef_id, oper_id) VALUES (1, 462)",
        "INSERT INTO seguranca.usuario_alteracao (usat_id, usac_id, usis_id, tref_id) VALUES (1, 1, 101, 1)",
    ],
)
@pytest.mark.parametrize("login", ["atendente", "supervisor", "admin"])
def test_an_ra_moves_by_a_tramite_only(como: Callable[[str], Conexao], login: str, comando: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        como(login).execute(comando)


NOVO_TRAMITE = (
    f"INSERT INTO {AP}.tramite (tram_id, rgat_id, tram_tmtramite, unid_idorigem, unid_iddestino, usur_idregistro,"
    " usur_idresponsavel) VALUES (nextval('atendimentopublico.seq_tramite'), %s, localtimestamp, 15, 13,"
    " gsan_desk.operador_id(), gsan_desk.operador_id())"
)


def test_nor_is_a_tramite_left_without_moving_the_ra(como: Callable[[str], Conexao]) -> None:
    """Not even beside another change of the same RA, which makes its row one of this transaction."""
    conexao = como("atendente")
    conexao.execute("BEGIN")
    conexao.execute(f"UPDATE {AP}.registro_atendimento SET rgat_dsobservacao = 'x' WHERE rgat_id = %s", (RA,))
    with pytest.raises(InsufficientPrivilege):
        conexao.execute(NOVO_TRAMITE, (RA,))


def test_web_role_forwards_as_before(como: Callable[[str], Conexao], base: Conexao, estranho: str) -> None:
    web = como(estranho)
    web.execute(NOVO_TRAMITE.replace("gsan_desk.operador_id()", str(IDS.usuario_sms)), (RA,))
    web.execute(f"UPDATE {AP}.registro_atendimento SET unid_idatual = 13 WHERE rgat_id = %s", (RA,))
    web.execute(f"UPDATE {AP}.ordem_servico SET unid_idatual = 13 WHERE rgat_id = %s", (RA,))
    assert (onde(base), quantos(base)) == (IDS.unidade_operacional, 2)

"""Domain rows and the small town of the tests: what they promise to those who lean on them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from gsan_desk.database.dados import inserir_dominios
from gsan_desk.database.dados.linhas import avancar_sequencias, copiar, inserir, tabelas
from gsan_desk.database.embutido import ServidorEmbutido
from tests.support.banco import conectar
from tests.support.cenario import IDS, UNIDADE_DE, protocolo
from tests.support.dados import Conexao, base_vazia, resumo, um, varios

RA = "atendimentopublico.registro_atendimento"
ESPEC = "atendimentopublico.solicitacao_tipo_espec"
INDICADORES = {
    "step_icmatricula": 1,
    "step_icpavimentorua": 1,
    "step_icpavimentocalcada": 1,
    "step_iccliente": 1,
    "step_icsolicitante": 2,
    "step_icverificardebito": 1,
    "step_icalterarvencimento": 1,
    "step_icdocumentoobrigatorio": 1,
    "step_icvaldocresponsavel": 1,
    "step_icgeracaoordemservico": 1,
    "step_icencerramentoautomatico": 1,
    "step_icurgencia": 1,
    "step_icinformarcontara": 1,
    "step_icinformarpgtoduplicidade": 1,
}


@pytest.fixture(scope="module")
def base_nova(servidor: ServidorEmbutido, worker_id: str) -> Iterator[Conexao]:
    """A base as ``banco criar`` leaves it."""
    with base_vazia(servidor, f"dados_{worker_id}") as url, conectar(url) as conexao:
        yield conexao


@pytest.fixture
def nova(base_nova: Conexao) -> Iterator[Conexao]:
    with base_nova.transaction(force_rollback=True):
        yield base_nova


@pytest.fixture
def cidade(servidor: ServidorEmbutido) -> Iterator[Conexao]:
    with conectar(servidor.url("modelo")) as conexao, conexao.transaction(force_rollback=True):
        yield conexao


@pytest.mark.parametrize(
    ("tabela", "coluna", "codigos"),
    [
        ("atendimentopublico.meio_solicitacao", "meso_id", {1, 4, 6, 8}),
        ("atendimentopublico.atendimento_relacao_tipo", "attp_id", {1, 3}),
        ("atendimentopublico.atend_motivo_encmt", "amen_id", {2, 4, 32}),
        ("atendimentopublico.espec_tipo_validacao", "estv_cdconstante", {"I", "C", "V", "T"}),
        ("atendimentopublico.solicitacao_tipo_grupo", "sotg_id", {6}),
        ("cadastro.fone_tipo", "fnet_id", {1, 2, 3}),
        ("cadastro.unidade_tipo", "untp_cdtipo", {"C", "L", "G", "T", "R", "U"}),
        ("cadastro.cliente_relacao_tipo", "crtp_id", {1, 2, 3}),
        ("seguranca.usuario_situacao", "usst_id", {1, 2, 3, 4}),
        ("seguranca.usuario_abrangencia", "usab_id", {1, 2, 3, 4, 5}),
        ("seguranca.usuario_tipo", "utip_id", {1}),
        ("seguranca.grupo", "grup_id", {1}),
        ("seguranca.alteracao_tipo", "altp_id", {1, 2, 3}),
        ("seguranca.operacao_tipo", "optp_id", set(range(1, 15))),
        ("seguranca.permissao_especial", "pmep_id", {34, 105, 110}),
        ("cadastro.sistema_parametros", "parm_id", {1}),
        ("faturamento.debito_credito_situacao", "dcst_id", {0, 1, 2}),
        ("arrecadacao.pagamento_situacao", "pgst_id", {0, 1, 2, 9}),
        ("cobranca.documento_tipo", "dotp_id", {1, 6, 7}),
    ],
)
def test_codes_that_the_program_needs_are_there(nova: Conexao, tabela: str, coluna: str, codigos: set[object]) -> None:
    assert codigos <= varios(nova, f"SELECT {coluna} FROM {tabela}")


def test_second_run_changes_nothing(nova: Conexao) -> None:
    antes = resumo(nova)

    inserir_dominios(nova)

    assert resumo(nova) == antes


def test_rows_of_the_utility_stay(nova: Conexao) -> None:
    nova.execute("UPDATE atendimentopublico.meio_solicitacao SET meso_dsmeiosolicitacao = 'GUICHE' WHERE meso_id = 1")

    inserir_dominios(nova)

    consulta = "SELECT meso_dsmeiosolicitacao FROM atendimentopublico.meio_solicitacao WHERE meso_id = 1"
    assert um(nova, consulta) == "GUICHE"


@pytest.mark.parametrize("coluna", INDICADORES)
def test_catalogue_covers_every_indicator(nova: Conexao, coluna: str) -> None:
    valores = varios(nova, f"SELECT {coluna} FROM {ESPEC} WHERE step_icuso = 1")

    assert valores >= {1, 2}
    assert INDICADORES[coluna] in valores


@pytest.mark.parametrize("coluna", ["step_nndiaprazo", "svtp_id", "esim_id"])
def test_catalogue_has_especificacoes_with_and_without(nova: Conexao, coluna: str) -> None:
    assert varios(nova, f"SELECT {coluna} IS NULL FROM {ESPEC}") == {True, False}


def test_catalogue_is_of_a_believable_size(nova: Conexao) -> None:
    assert um(nova, "SELECT count(*) FROM atendimentopublico.solicitacao_tipo") >= 12
    assert um(nova, f"SELECT count(*) FROM {ESPEC}") >= 40
    assert um(nova, "SELECT count(DISTINCT unfe_dsufsigla) FROM cadastro.unidade_federacao") == 27


def test_especificacao_of_falta_de_agua_generalizada_is_one(nova: Conexao) -> None:
    consulta = (
        f"SELECT step_id FROM {ESPEC} JOIN atendimentopublico.solicitacao_tipo USING (sotp_id)"
        " WHERE sotp_icfaltaagua = 1 AND step_icmatricula = 2"
    )
    assert varios(nova, consulta) == {IDS.espec_falta_agua_generalizada}


def test_holidays_cover_five_years(nova: Conexao) -> None:
    hoje: date = um(nova, "SELECT current_date")

    feriados = varios(nova, "SELECT nfer_dtferiado FROM cadastro.nacional_feriado")

    assert {date(hoje.year + n, 12, 25) for n in range(-2, 3)} <= feriados


def test_parameters_follow_the_suggestions_of_the_product(nova: Conexao) -> None:
    consulta = (
        "SELECT parm_icsugestaotramite, parm_iccalcprevradiasuteis, parm_nndiasreativacao"
        " FROM cadastro.sistema_parametros"
    )
    assert um(nova, consulta) == (1, 1, 30)


def test_sequences_are_above_the_largest_id(nova: Conexao) -> None:
    maior = um(nova, f"SELECT max(step_id) FROM {ESPEC}")

    assert um(nova, "SELECT nextval('atendimentopublico.seq_solicitacao_tipo_espec')") == maior + 1


def test_sequences_never_go_back(nova: Conexao) -> None:
    nova.execute("SELECT setval('cadastro.seq_empresa', 5000)")

    avancar_sequencias(nova, ["cadastro.empresa"])

    assert um(nova, "SELECT nextval('cadastro.seq_empresa')") == 5001


def test_sequence_of_an_empty_table_stays(nova: Conexao) -> None:
    avancar_sequencias(nova, ["cadastro.imovel"])

    assert um(nova, "SELECT nextval('cadastro.seq_imovel')") == 1


def test_row_with_an_unknown_column_is_refused(nova: Conexao) -> None:
    with pytest.raises(ValueError, match="has no cor"):
        inserir(nova, "cadastro.empresa", [{"empr_id": 9, "cor": "azul"}])


def test_row_that_lacks_a_foreign_key_is_refused(nova: Conexao) -> None:
    with pytest.raises(ValueError, match="loca_id has to be given"):
        copiar(
            nova,
            "cadastro.setor_comercial",
            [{"stcm_id": 9, "stcm_cdsetorcomercial": 1, "stcm_nmsetorcomercial": "X", "muni_id": 1}],
        )


def test_rows_of_different_columns_go_together(nova: Conexao) -> None:
    linhas = [{"empr_id": 901}, {"empr_id": 902, "empr_nmempresa": "DOIS"}]

    copiar(nova, "cadastro.empresa", linhas)

    assert um(nova, "SELECT empr_nmempresa, empr_icuso FROM cadastro.empresa WHERE empr_id = 902") == ("DOIS", 1)
    assert um(nova, "SELECT empr_icempresaprincipal, empr_icleitura FROM cadastro.empresa WHERE empr_id = 901") == (
        2,
        1,
    )


def test_catalogue_of_tables_is_read_whole() -> None:
    assert len(tabelas()) == 314


def test_ids_of_the_town_exist(cidade: Conexao) -> None:
    prefixos = {
        "unidade": ("cadastro.unidade_organizacional", "unid_id"),
        "imovel": ("cadastro.imovel", "imov_id"),
        "cliente": ("cadastro.cliente", "clie_id"),
        "espec": (ESPEC, "step_id"),
        "ra": (RA, "rgat_id"),
        "tipo": ("atendimentopublico.solicitacao_tipo", "sotp_id"),
        "servico": ("atendimentopublico.servico_tipo", "svtp_id"),
        "usuario": ("seguranca.usuario", "usur_id"),
        "bairro": ("cadastro.bairro", "bair_id"),
        "quadra": ("cadastro.quadra", "qdra_id"),
    }
    for prefixo, (tabela, coluna) in prefixos.items():
        citados = {getattr(IDS, nome) for nome in IDS.__slots__ if nome.partition("_")[0] == prefixo}
        assert citados <= varios(cidade, f"SELECT {coluna} FROM {tabela}"), prefixo


def test_people_of_the_town_are_in_their_units(cidade: Conexao) -> None:
    consulta = "SELECT unid_id FROM seguranca.usuario WHERE usur_nmlogin = %s"

    assert {login: um(cidade, consulta, login) for login in UNIDADE_DE} == UNIDADE_DE


def test_each_ra_of_the_town_is_where_its_last_tramite_says(cidade: Conexao) -> None:
    consulta = (
        f"SELECT count(*) FROM {RA} AS r JOIN atendimentopublico.tramite AS t USING (rgat_id)"
        " WHERE t.unid_iddestino <> r.unid_idatual"
    )
    assert um(cidade, consulta) == 0


def test_protocol_of_the_town_finds_its_ra(cidade: Conexao) -> None:
    ano = um(cidade, "SELECT extract(year FROM now() AT TIME ZONE 'America/Recife')::int")
    consulta = "SELECT rgat_id FROM atendimentopublico.ra_solicitante WHERE raso_nnprotocoloatendimento = %s"

    assert um(cidade, consulta, protocolo(IDS.ra_bloqueado, ano)) == IDS.ra_bloqueado


def test_deadlines_of_the_town_are_as_named(cidade: Conexao) -> None:
    hoje: date = um(cidade, "SELECT (now() AT TIME ZONE 'America/Recife')::date")
    consulta = f"SELECT rgat_dtprevistaatual FROM {RA} WHERE rgat_id = %s"

    assert um(cidade, consulta, IDS.ra_pendente_imovel) == hoje - timedelta(days=1)
    assert um(cidade, consulta, IDS.ra_pendente_endereco) > hoje

"""Warnings of §4: what they find, what silences them, and that they cost one statement."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import URL, create_engine
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.registro_atendimento import Endereco, NovoRA
from gsan_desk.services import imovel as imoveis
from gsan_desk.services import programacao
from gsan_desk.services.ra_duplicidade import Aviso, TipoAviso, avisos, especificacao_generalizada, ras_do_imovel
from tests.services import muitos_ras
from tests.services.apoio_ra import ENDERECO, com_local, contar, preencher
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.comandos import comandos, plano

FLORES = Endereco(logradouro_bairro_id=1, logradouro_cep_id=1, numero="120")
SOL = Endereco(logradouro_bairro_id=4, logradouro_cep_id=3, numero="S/N")


@pytest.fixture
def procurar(atendente: Banco, contexto: Contexto) -> Callable[..., tuple[Aviso, ...]]:
    """Look for duplicates of a command."""

    def chamar(novo: NovoRA, **opcoes: bool) -> tuple[Aviso, ...]:
        imovel = None
        if novo.local.imovel_id is not None:
            imovel = atendente.executar(imoveis.carregar, contexto, novo.local.imovel_id)
        return atendente.executar(avisos, contexto, novo, imovel, **opcoes)

    return chamar


def tipos(achados: tuple[Aviso, ...]) -> list[TipoAviso]:
    return [aviso.tipo for aviso in achados]


def test_pending_ra_of_the_same_street_whatever_the_number(
    atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    """4.2 [SB0008]."""
    novo = preencher(atendente, contexto, IDS.espec_simples, endereco=FLORES, localidade_id=1)
    pendente = procurar(novo)[0]
    assert pendente.tipo is TipoAviso.PENDENTE_NO_LOCAL
    assert pendente.texto == "Existe RA de SIMPLES em aberto para este endereço RUA DAS FLORES - CENTRO"
    ra = pendente.ras[0]
    assert (ra.numero, ra.imovel_id, ra.situacao) == (IDS.ra_pendente_endereco, None, SituacaoRA.PENDENTE)
    assert ra.endereco.startswith("RUA DAS FLORES, 100")


def test_other_street_cep_or_especificacao_is_no_duplicate(
    atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    simples = preencher(atendente, contexto, IDS.espec_simples, endereco=ENDERECO, localidade_id=1)
    assert procurar(simples) == ()
    outro_cep = com_local(simples, endereco=replace(FLORES, logradouro_cep_id=None))
    assert procurar(outro_cep) == ()
    outra = preencher(atendente, contexto, IDS.espec_documento, endereco=FLORES, localidade_id=1)
    assert procurar(outra) == ()


def test_nearest_number_first_then_newest(
    dsn: URL, atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    with conectar(dsn) as conexao:
        conexao.execute(
            "UPDATE atendimentopublico.registro_atendimento SET step_id = %s, imov_id = NULL, lgbr_id = 1, lgcp_id = 1,"
            " rgat_nnimovel = CASE rgat_id WHEN %s THEN '119' WHEN %s THEN 'S/N' ELSE '500' END"
            " WHERE rgat_id IN (%s, %s, %s)",
            (IDS.espec_simples, IDS.ra_urgente, IDS.ra_da_loja, IDS.ra_urgente, IDS.ra_da_loja, IDS.ra_reiterado),
        )
    novo = preencher(atendente, contexto, IDS.espec_simples, endereco=FLORES, localidade_id=1)
    esperados = [IDS.ra_urgente, IDS.ra_pendente_endereco, IDS.ra_reiterado, IDS.ra_da_loja]
    assert [ra.numero for ra in procurar(novo)[0].ras] == esperados


def test_closed_ra_of_the_imovel_within_the_days_of_reactivation(
    atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    """4.3 [SB0015]; the one closed long before stays out."""
    novo = preencher(atendente, contexto, IDS.espec_simples, imovel_id=IDS.imovel_normal)
    encerrado = next(a for a in procurar(novo) if a.tipo is TipoAviso.ENCERRADO_NO_LOCAL)
    assert [ra.numero for ra in encerrado.ras] == [IDS.ra_encerrado]
    assert encerrado.texto.endswith(f"para este imóvel {IDS.imovel_normal}")
    assert encerrado.ras[0].encerrado_em is not None
    assert encerrado.ras[0].motivo


def test_closed_ra_of_the_address(
    atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    novo = preencher(atendente, contexto, IDS.espec_simples, endereco=SOL, localidade_id=2)
    (encerrado,) = procurar(novo)
    assert [ra.numero for ra in encerrado.ras] == [IDS.ra_encerrado_endereco]
    assert "para este endereço" in encerrado.texto


def test_without_days_of_reactivation_closed_ras_are_not_looked_for(
    atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    parametros = replace(contexto.dominios.parametros, dias_reativacao=None)
    sem_dias = replace(contexto, dominios=replace(contexto.dominios, parametros=parametros))
    novo = preencher(atendente, contexto, IDS.espec_simples, endereco=SOL, localidade_id=2)
    assert atendente.executar(avisos, sem_dias, novo, None) == ()


def test_all_that_apply_come_together_until_overruled(
    atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    """GSAN lets the closed ones replace the pending ones."""
    novo = preencher(atendente, contexto, IDS.espec_simples, imovel_id=IDS.imovel_normal)
    achados = procurar(novo)
    assert tipos(achados) == [TipoAviso.PENDENTE_NO_LOCAL, TipoAviso.ENCERRADO_NO_LOCAL]
    um_aceito = replace(novo, avisos_aceitos=frozenset({achados[0].chave}))
    assert procurar(um_aceito) == achados[1:]


def test_an_answer_holds_for_its_place_only(
    atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    novo = preencher(atendente, contexto, IDS.espec_simples, endereco=SOL, localidade_id=2)
    aceito = replace(novo, avisos_aceitos=frozenset(a.chave for a in procurar(novo)))
    assert procurar(aceito) == ()
    assert tipos(procurar(com_local(aceito, endereco=FLORES)))[0] is TipoAviso.PENDENTE_NO_LOCAL


def test_general_lack_of_water_already_open_in_the_area(
    atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    """4.4 [SB0017], generalizada."""
    area = {"municipio_id": 1, "bairro_id": 1, "localidade_id": 1}
    novo = preencher(atendente, contexto, IDS.espec_falta_agua_generalizada, bairro_area_id=IDS.area_centro_a, **area)
    (aviso,) = procurar(novo)
    assert aviso.tipo is TipoAviso.AREA_GENERALIZADA
    assert [ra.numero for ra in aviso.ras] == [IDS.ra_falta_agua_generalizada]
    assert aviso.texto.endswith("em aberto para a Área de bairro CENTRO ALTO.")


@pytest.mark.parametrize(
    ("area", "tipo", "ra"),
    [
        (IDS.area_centro_a, TipoAviso.AREA_GENERALIZADA, IDS.ra_falta_agua_generalizada),
        (IDS.area_centro_b, TipoAviso.AREA_IMOVEIS, IDS.ra_falta_agua_imovel),
        (IDS.area_norte, None, None),
    ],
)
def test_lack_of_water_of_one_imovel(
    atendente: Banco,
    contexto: Contexto,
    procurar: Callable[..., tuple[Aviso, ...]],
    area: int,
    tipo: TipoAviso | None,
    ra: int | None,
) -> None:
    """4.4: (a) the general one of the area, else (b) those of other imóveis."""
    local = {"imovel_id": IDS.imovel_norte, "bairro_area_id": area}
    achados = procurar(preencher(atendente, contexto, IDS.espec_falta_agua_imovel, **local))
    assert tipos(achados) == ([tipo] if tipo else [])
    assert [r.numero for a in achados for r in a.ras] == ([ra] if ra else [])


def test_general_lack_of_water_asks_about_single_ones_at_concluir(
    atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    """4.6 [SB0025]."""
    assert especificacao_generalizada(contexto.dominios) is not None
    area = {"bairro_area_id": IDS.area_centro_b, "municipio_id": 1, "bairro_id": 1, "localidade_id": 1}
    novo = preencher(atendente, contexto, IDS.espec_falta_agua_generalizada, **area)
    assert procurar(novo) == ()
    (aviso,) = procurar(novo, ao_concluir=True)
    assert aviso.tipo is TipoAviso.GENERALIZADA_COM_IMOVEIS
    assert [ra.numero for ra in aviso.ras] == [IDS.ra_falta_agua_imovel]


ABASTECIMENTO = """
INSERT INTO operacional.abastecimento_progr (abpr_id, abpr_amreferencia, abpr_dtabastecimentoinicio,
    abpr_dtabastecimentofim, abpr_hrabastecimentoinicio, abpr_hrabastecimentofim, {coluna})
SELECT 1, to_char(d, 'YYYYMM')::integer, d - {antes}, d + {depois}, time '00:00', time '{fim}', {valor}
FROM (SELECT (now() AT TIME ZONE 'America/Recife')::date AS d) x
"""
MANUTENCAO = """
INSERT INTO operacional.manutencao_programacao (mnpr_id, mnpr_amreferencia, mnpr_dtmanutencaoinicio,
    mnpr_dtmanutencaofim, mnpr_hrmanutencaoinicio, mnpr_hrmanutencaofim, mnpr_dsmanutencao, mnpr_cdsituacao, brar_id)
SELECT 1, to_char(d, 'YYYYMM')::integer, d, d, time '00:00', time '23:59:59', 'TROCA DE BOMBA', 1, 1
FROM (SELECT (now() AT TIME ZONE 'America/Recife')::date AS d) x
"""


def falta_de_agua(atendente: Banco, contexto: Contexto) -> NovoRA:
    area = {"bairro_area_id": IDS.area_centro_a, "municipio_id": 1, "bairro_id": 1, "localidade_id": 1}
    return preencher(atendente, contexto, IDS.espec_falta_agua_generalizada, **area)


def programar(dsn: URL, comando: str, **partes: object) -> None:
    with conectar(dsn) as conexao:
        conexao.execute(comando.format(**{"antes": 1, "depois": 1, "fim": "23:59:59"} | partes).encode())


@pytest.mark.parametrize(
    ("coluna", "valor"),
    [("brar_id", 1), ("bair_id", 1), ("muni_id", 1), ("diop_id", 1), ("zabs_id", 1), ("stab_id", 1), ("sabs_id", 1)],
)
def test_a_programme_of_supply_covers_the_area_by_any_level(
    dsn: URL,
    atendente: Banco,
    contexto: Contexto,
    procurar: Callable[..., tuple[Aviso, ...]],
    coluna: str,
    valor: int,
) -> None:
    """4.5 [SB0018]: covered and no maintenance: nothing to say, so 4.4 goes on."""
    programar(dsn, ABASTECIMENTO, coluna=coluna, valor=valor)
    assert tipos(procurar(falta_de_agua(atendente, contexto))) == [TipoAviso.AREA_GENERALIZADA]


def test_no_supply_planned_hides_the_other_ras_until_overruled(
    dsn: URL, atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    programar(dsn, ABASTECIMENTO, coluna="bair_id", valor=2)
    novo = falta_de_agua(atendente, contexto)
    (aviso,) = procurar(novo)
    assert aviso.tipo is TipoAviso.SEM_PROGRAMACAO
    assert "CENTRO ALTO" in aviso.texto
    aceito = replace(novo, avisos_aceitos=frozenset({aviso.chave}))
    assert tipos(procurar(aceito)) == [TipoAviso.AREA_GENERALIZADA]


def test_planned_maintenance(
    dsn: URL, atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    programar(dsn, ABASTECIMENTO, coluna="brar_id", valor=1)
    programar(dsn, MANUTENCAO)
    novo = falta_de_agua(atendente, contexto)
    assert tipos(procurar(novo)) == [TipoAviso.MANUTENCAO_PREVISTA]
    hoje = novo.dados_gerais.data
    assert hoje is not None
    achada = atendente.executar(programacao.programacao, IDS.area_centro_a, hoje)
    assert [p.descricao for p in achada.manutencao] == ["TROCA DE BOMBA"]
    assert len(achada.abastecimento) == 1


def test_the_last_day_counts_until_its_hour(
    dsn: URL, atendente: Banco, contexto: Contexto, procurar: Callable[..., tuple[Aviso, ...]]
) -> None:
    programar(dsn, ABASTECIMENTO, coluna="brar_id", valor=1, depois=0, fim="00:00:00")
    novo = falta_de_agua(atendente, contexto)
    assert novo.dados_gerais.hora
    assert tipos(procurar(novo)) == [TipoAviso.SEM_PROGRAMACAO]


@pytest.mark.parametrize("especificacao", [IDS.espec_simples, IDS.espec_falta_agua_imovel])
def test_one_statement(atendente: Banco, contexto: Contexto, especificacao: int) -> None:
    novo = preencher(atendente, contexto, especificacao, imovel_id=IDS.imovel_normal, bairro_area_id=IDS.area_centro_a)
    imovel = atendente.executar(imoveis.carregar, contexto, IDS.imovel_normal)
    with contar(atendente.engine) as comandos:
        assert atendente.executar(avisos, contexto, novo, imovel)
    assert len(comandos) == 1


def test_ras_of_the_imovel_newest_first(atendente: Banco) -> None:
    """9.4 [UC0449]."""
    todas = atendente.executar(ras_do_imovel, IDS.imovel_normal, None)
    assert [ra.numero for ra in todas] == [IDS.ra_com_os, IDS.ra_encerrado, IDS.ra_encerrado_antigo]
    assert [ra.numero for ra in atendente.executar(ras_do_imovel, IDS.imovel_normal)] == [IDS.ra_com_os]
    assert atendente.executar(ras_do_imovel, IDS.imovel_em_quadra_2) == ()


@pytest.mark.parametrize(
    ("local", "indices"),
    [
        ({"endereco": FLORES, "localidade_id": 1}, {"gd_ra_aberto_logradouro"}),
        ({"imovel_id": IDS.imovel_normal}, {"xfk11_registro_atendimento", "gd_ra_aberto_imovel"}),
    ],
)
def test_duplicates_are_found_by_index_under_the_attendants_role(
    dsn: URL, atendente: Banco, contexto: Contexto, local: dict[str, object], indices: set[str]
) -> None:
    """Path 7 of spec 60: policies must not take the indexes away."""
    engine = create_engine(dsn)
    with Session(engine) as sessao, sessao.begin():
        muitos_ras.criar(sessao, 5000)
    engine.dispose()
    novo = preencher(atendente, contexto, IDS.espec_simples, **local)
    imovel_id = novo.local.imovel_id
    imovel = atendente.executar(imoveis.carregar, contexto, imovel_id) if imovel_id is not None else None

    def explicar(sessao: Session) -> str:
        with comandos(sessao) as vistos:
            avisos(sessao, contexto, novo, imovel)
        return plano(sessao, vistos)

    texto = atendente.executar(explicar)
    assert "Seq Scan on registro_atendimento" not in texto
    assert any(indice in texto for indice in indices), texto

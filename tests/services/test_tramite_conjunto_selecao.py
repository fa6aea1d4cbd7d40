"""Selecionar RA para Tramitação [UC0503] (spec 20 §7.1, §7.2), as a supervisor."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.filtro_ra import Periodo
from gsan_desk.domain.selecao_tramite import LIMITE, SelecaoTramite, periodo_padrao
from gsan_desk.services.ra_filtrar import ColunaRA, Ordem
from gsan_desk.services.sessao import entrar
from gsan_desk.services.tramite_conjunto import selecionar
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS
from tests.support.conjunto import de, semear

AP = "atendimentopublico"


@pytest.fixture
def chefe(como: Callable[[str], Banco]) -> Banco:
    return como("supervisor")


@pytest.fixture
def eu(chefe: Banco) -> Contexto:
    return chefe.executar(entrar)


def achados(banco: Banco, contexto: Contexto, selecao: SelecaoTramite) -> set[int]:
    pagina = banco.executar(selecionar.listar, contexto, selecao)
    todos = banco.executar(selecionar.todos, contexto, selecao)
    assert {linha.id for linha in pagina.linhas} == {escolhido.ra for escolhido in todos.ras}
    assert banco.executar(selecionar.contar, contexto, selecao) == (len(todos.ras), False)
    return {escolhido.ra for escolhido in todos.ras}


def recusas(banco: Banco, contexto: Contexto, selecao: SelecaoTramite) -> list[tuple[str, str | None]]:
    with pytest.raises(RegraViolada) as erro:
        banco.executar(selecionar.listar, contexto, selecao)
    return [(v.codigo, v.campo) for v in erro.value.violacoes]


@pytest.mark.parametrize(
    ("campos", "dentro", "fora"),
    [
        ({"numero": IDS.ra_urgente}, {IDS.ra_urgente}, IDS.ra_com_os),
        ({"tipo_ids": "tipo_do_urgente"}, {IDS.ra_urgente}, IDS.ra_falta_agua_imovel),
        ({"especificacao_ids": (IDS.espec_urgente,)}, {IDS.ra_urgente}, IDS.ra_com_os),
        ({"municipio_id": IDS.municipio}, {IDS.ra_urgente, IDS.ra_pendente_endereco}, 0),
        ({"municipio_id": IDS.municipio, "bairro_id": IDS.bairro_norte}, {IDS.ra_urgente}, IDS.ra_pendente_endereco),
        (
            {"municipio_id": 1, "bairro_id": IDS.bairro_centro, "bairro_area_id": IDS.area_centro_a},
            {IDS.ra_falta_agua_generalizada},
            IDS.ra_falta_agua_imovel,
        ),
        ({"logradouro_id": IDS.logradouro_flores}, {IDS.ra_pendente_endereco}, IDS.ra_urgente),
        ({"perfil_ids": "perfil_do_imovel"}, {IDS.ra_com_os}, IDS.ra_urgente),
        ({"unidade_atual_id": IDS.unidade_loja}, {IDS.ra_da_loja}, IDS.ra_urgente),
        ({"unidade_superior_id": IDS.unidade_centralizadora}, {IDS.ra_urgente}, IDS.ra_da_loja),
        ({"unidade_superior_id": IDS.unidade_regional}, {IDS.ra_urgente, IDS.ra_da_loja}, 0),
    ],
    ids=lambda campos: next(iter(campos)) if isinstance(campos, dict) else "",
)
def test_each_field(chefe: Banco, eu: Contexto, base: Any, campos: dict[str, Any], dentro: set[int], fora: int) -> None:
    valores = dict(campos)
    if "tipo_ids" in valores:
        valores["tipo_ids"] = (eu.dominios.especificacoes[IDS.espec_urgente].tipo_id,)
    if "perfil_ids" in valores:
        linha = base.execute("SELECT iper_id FROM cadastro.imovel WHERE imov_id = %s", (IDS.imovel_normal,)).fetchone()
        valores["perfil_ids"] = (linha["iper_id"],)
    ras = achados(chefe, eu, de(**valores))
    assert dentro <= ras
    assert fora not in ras


def test_only_pending_ones_whatever_is_asked(chefe: Banco, eu: Contexto) -> None:
    """Closed and blocked RAs never appear."""
    ras = achados(chefe, eu, de(municipio_id=IDS.municipio, so_que_posso=False))
    ras |= achados(chefe, eu, de(unidade_atual_id=IDS.unidade_operacional, so_que_posso=False))
    assert not ras & {IDS.ra_encerrado, IDS.ra_bloqueado, IDS.ra_duplicado, IDS.ra_encerrado_endereco}
    assert achados(chefe, eu, de(numero=IDS.ra_bloqueado)) == set()


def test_the_tarifa_social_of_the_tipo_is_looked_at(chefe: Banco, eu: Contexto, base: Any) -> None:
    tipo = eu.dominios.especificacoes[IDS.espec_urgente].tipo_id
    base.execute(f"UPDATE {AP}.solicitacao_tipo SET sotp_ictarifasocial = 1 WHERE sotp_id = %s", (tipo,))
    sociais = achados(chefe, eu, de(tarifa_social=True))
    outros = achados(chefe, eu, de(tarifa_social=False))
    assert IDS.ra_urgente in sociais
    assert IDS.ra_falta_agua_imovel in outros
    assert not sociais & outros


def test_the_last_day_is_included_whole_and_an_empty_end_is_now(chefe: Banco, eu: Contexto, base: Any) -> None:
    dia = base.execute(
        f"SELECT rgat_tmregistroatendimento::date AS d FROM {AP}.registro_atendimento WHERE rgat_id = %s",
        (IDS.ra_da_loja,),
    ).fetchone()["d"]
    assert IDS.ra_da_loja in achados(chefe, eu, de(atendimento=Periodo(dia, dia)))
    assert IDS.ra_da_loja in achados(chefe, eu, de(atendimento=Periodo(dia)))
    antes = dia - timedelta(days=1)
    assert IDS.ra_da_loja not in achados(chefe, eu, de(atendimento=Periodo(antes, antes)))


def test_the_filter_opens_with_thirty_days() -> None:
    assert periodo_padrao(date(2026, 3, 31)) == Periodo(date(2026, 3, 1), date(2026, 3, 31))


def test_at_least_one_criterion(chefe: Banco, eu: Contexto) -> None:
    assert recusas(chefe, eu, SelecaoTramite()) == [("SEM_CRITERIO", None)]
    assert recusas(chefe, eu, SelecaoTramite(so_que_posso=False)) == [("SEM_CRITERIO", None)]


def test_what_contradicts_itself(chefe: Banco, eu: Contexto) -> None:
    periodo = Periodo(date(2026, 3, 2), date(2026, 3, 1))
    pedido = de(atendimento=periodo, bairro_id=1, unidade_superior_id=IDS.unidade_loja)
    assert recusas(chefe, eu, pedido) == [
        ("M63", "filtro.atendimento"),
        ("M65", "filtro.municipio_id"),
        ("SEM_SUBORDINADAS", "filtro.unidade_superior_id"),
    ]


def test_only_those_that_the_person_may_forward(como: Callable[[str], Banco]) -> None:
    """The rule of UC0419 per RA, judged by the server; without the box all of them are shown."""
    mesa = como("atendente2")
    eu = mesa.executar(entrar)
    ras = achados(mesa, eu, de(municipio_id=IDS.municipio))
    assert IDS.ra_urgente in ras
    assert IDS.ra_da_loja not in ras
    assert IDS.ra_da_loja in achados(mesa, eu, de(municipio_id=IDS.municipio, so_que_posso=False))


def test_without_control_every_ra_may_be_forwarded(como: Callable[[str], Banco], base: Any) -> None:
    base.execute("UPDATE cadastro.sistema_parametros SET parm_iccontroletramitacaora = 2")
    mesa = como("atendente2")
    assert IDS.ra_da_loja in achados(mesa, mesa.executar(entrar), de(municipio_id=IDS.municipio))


def test_an_ra_without_current_unit_is_where_it_was_sent_last(como: Callable[[str], Banco], base: Any) -> None:
    base.execute(f"UPDATE {AP}.registro_atendimento SET unid_idatual = NULL WHERE rgat_id = %s", (IDS.ra_urgente,))
    mesa = como("atendente2")
    assert IDS.ra_urgente in achados(mesa, mesa.executar(entrar), de(numero=IDS.ra_urgente))


def test_pages_follow_each_other_by_key_and_todos_is_all_of_them(chefe: Banco, eu: Contexto, base: Any) -> None:
    ras = semear(base, 450)
    pedido, proxima, lidas = de(unidade_atual_id=IDS.unidade_operacional), None, []
    with contar(chefe.engine) as enviados:
        while True:
            pagina = chefe.executar(selecionar.listar, eu, pedido, proxima)
            lidas += [linha.id for linha in pagina.linhas]
            proxima = pagina.proxima
            if proxima is None:
                break
        todos = chefe.executar(selecionar.todos, eu, pedido)
    assert len(enviados) == len(lidas) // selecionar.POR_PAGINA + 1 + 1
    assert len(lidas) == len(set(lidas))
    assert set(ras) <= set(lidas)
    assert [escolhido.ra for escolhido in todos.ras] == lidas


def test_todos_stops_at_its_limit_and_says_so(chefe: Banco, eu: Contexto, base: Any) -> None:
    assert LIMITE >= 10_000
    semear(base, 30)
    pedido = de(unidade_atual_id=IDS.unidade_operacional)
    cortado = chefe.executar(selecionar.todos, eu, pedido, None, 20)
    assert (len(cortado.ras), cortado.mais) == (20, True)
    assert chefe.executar(selecionar.contar, eu, pedido, 20) == (20, True)


def test_the_server_sorts(chefe: Banco, eu: Contexto) -> None:
    ordem = Ordem(ColunaRA.NUMERO, decrescente=False)
    pagina = chefe.executar(selecionar.listar, eu, de(municipio_id=IDS.municipio), None, ordem)
    assert [x.id for x in pagina.linhas] == sorted(x.id for x in pagina.linhas)


def test_a_row_has_all_that_the_list_shows(chefe: Banco, eu: Contexto) -> None:
    (linha,) = chefe.executar(selecionar.listar, eu, de(numero=IDS.ra_com_os)).linhas
    assert (linha.localidade, linha.unidade_atual_id, linha.unidade_atual) == ("CENTRO", 13, "OPERAÇÃO DE ÁGUA")
    assert linha.perfil
    assert linha.especificacao
    assert linha.escolhido.versao == linha.versao

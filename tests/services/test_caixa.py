"""The Caixa da unidade on a real PostgreSQL: what it holds, in which order, by which index, in how many statements."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.services import caixa
from gsan_desk.services.caixa import AvisoDeUrgencia, Chave, Pedido
from gsan_desk.services.sessao import entrar
from tests.services import muitos_ras
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS
from tests.support.comandos import comandos, plano

RA = "atendimentopublico.registro_atendimento"
OPERACIONAL = frozenset({IDS.unidade_operacional})
LOJA = frozenset({IDS.unidade_loja})
DA_OPERACIONAL = [
    IDS.ra_reiterado,
    IDS.ra_pendente_imovel,
    IDS.ra_falta_agua_generalizada,
    IDS.ra_falta_agua_imovel,
    IDS.ra_reativado,
    IDS.ra_urgente,
    IDS.ra_com_os,
    IDS.ra_pendente_endereco,
    IDS.ra_bloqueado,
]


def numeros(linhas: Any) -> list[int]:
    return [linha.id for linha in linhas]


@pytest.fixture
def supervisor(como: Callable[[str], Banco]) -> tuple[Banco, Contexto]:
    banco = como("supervisor")
    return banco, banco.executar(entrar)


def test_open_and_blocked_ras_of_the_unit_by_deadline(mesa: Banco, ctx: Contexto) -> None:
    pagina = mesa.executar(caixa.ler, ctx, Pedido(caixa.abrangidas(ctx, False)))
    assert numeros(pagina.linhas) == DA_OPERACIONAL
    assert pagina.proxima is None
    assert pagina.avulsas == ()


def test_what_a_row_tells(mesa: Banco, ctx: Contexto, base: psycopg.Connection[Any]) -> None:
    hoje: date = base.execute("SELECT (now() AT TIME ZONE 'America/Recife')::date AS dia").fetchone()["dia"]  # type: ignore[index]
    linhas = {linha.id: linha for linha in mesa.executar(caixa.ler, ctx, Pedido(OPERACIONAL)).linhas}
    reiterado, urgente, bloqueado = (linhas[n] for n in (IDS.ra_reiterado, IDS.ra_urgente, IDS.ra_bloqueado))
    assert reiterado.data_prevista == hoje - timedelta(days=2)
    assert reiterado.atrasado
    assert reiterado.dias_uteis <= 0
    assert reiterado.reiteracoes == 1
    assert reiterado.destaques == ("Registro de Atendimento reiterado",)
    assert urgente.urgente
    assert not urgente.atrasado
    assert urgente.destaques == ("Registro de Atendimento em caráter de urgência",)
    assert bloqueado.situacao is SituacaoRA.BLOQUEADO
    assert bloqueado.endereco == "ESTRADA DE TERRA DEPOIS DA PONTE, CASA AZUL"
    assert "FLORES" in linhas[IDS.ra_pendente_endereco].endereco
    assert linhas[IDS.ra_pendente_endereco].solicitante == "JOAQUIM PEREIRA"
    assert linhas[IDS.ra_com_os].solicitante
    assert linhas[IDS.ra_com_os].imovel_id == IDS.imovel_normal
    especificacao = ctx.dominios.especificacoes[IDS.espec_urgente]
    assert (urgente.especificacao, urgente.tipo) == (
        especificacao.descricao,
        ctx.dominios.tipos[especificacao.tipo_id].descricao,
    )
    assert urgente.unidade == ctx.dominios.unidades[IDS.unidade_operacional].descricao


def test_units_below_only_when_asked_for(supervisor: tuple[Banco, Contexto]) -> None:
    banco, contexto = supervisor
    propria, todas = caixa.abrangidas(contexto, False), caixa.abrangidas(contexto, True)
    assert propria == {IDS.unidade_regional}
    assert todas > propria | OPERACIONAL
    assert banco.executar(caixa.ler, contexto, Pedido(propria)).linhas == ()
    assert set(DA_OPERACIONAL) < set(numeros(banco.executar(caixa.ler, contexto, Pedido(todas)).linhas))


def test_a_person_without_unit_has_no_caixa(contexto: Contexto, atendente: Banco) -> None:
    sem = replace(contexto, operador=replace(contexto.operador, unidade_id=None))
    assert caixa.abrangidas(sem, True) == frozenset()
    assert atendente.executar(caixa.ler, sem, Pedido(frozenset())).linhas == ()


def test_an_ra_without_current_unit_is_where_its_last_tramite_sent_it(
    mesa: Banco, ctx: Contexto, base: psycopg.Connection[Any]
) -> None:
    """[UC0418]"""
    base.execute(f"UPDATE {RA} SET unid_idatual = NULL WHERE rgat_id = %s", (IDS.ra_urgente,))
    pagina = mesa.executar(caixa.ler, ctx, Pedido(OPERACIONAL, numeros=frozenset({IDS.ra_urgente})))
    assert numeros(pagina.linhas) == DA_OPERACIONAL
    assert numeros(pagina.avulsas) == [IDS.ra_urgente]
    assert mesa.executar(caixa.contar, ctx, OPERACIONAL).total == len(DA_OPERACIONAL)
    assert {linha.unidade for linha in pagina.linhas} == {ctx.dominios.unidades[IDS.unidade_operacional].descricao}


def test_without_address_the_area_says_where(mesa: Banco, ctx: Contexto, base: psycopg.Connection[Any]) -> None:
    base.execute(f"UPDATE {RA} SET lgbr_id = NULL, lgcp_id = NULL WHERE rgat_id = 9004")
    linhas = mesa.executar(caixa.ler, ctx, Pedido(OPERACIONAL, 0, numeros=frozenset({9004}))).avulsas
    assert linhas[0].endereco.endswith(" - CENTRO")


def test_pages_follow_each_other_by_key(mesa: Banco, ctx: Contexto) -> None:
    lidas: list[int] = []
    proxima: Chave | None = None
    for _ in range(5):
        pagina = mesa.executar(caixa.ler, ctx, Pedido(OPERACIONAL, 2, proxima))
        lidas += numeros(pagina.linhas)
        proxima = pagina.proxima
    assert lidas == DA_OPERACIONAL
    assert proxima is None


def test_single_ras_come_only_while_they_are_in_the_caixa(mesa: Banco, ctx: Contexto) -> None:
    pedidos = frozenset({IDS.ra_urgente, IDS.ra_da_loja, IDS.ra_encerrado, 1})
    pagina = mesa.executar(caixa.ler, ctx, Pedido(OPERACIONAL, 0, numeros=pedidos))
    assert (pagina.linhas, numeros(pagina.avulsas), pagina.proxima) == ((), [IDS.ra_urgente], None)


def test_the_count_tells_how_many_are_overdue_and_when(mesa: Banco, ctx: Contexto) -> None:
    contagem = mesa.executar(caixa.contar, ctx, OPERACIONAL)
    assert (contagem.total, contagem.atrasados) == (len(DA_OPERACIONAL), 2)
    assert contagem.avisos == (AvisoDeUrgencia(IDS.ra_urgente, reiteracao=False),)
    assert contagem.momento.microsecond % 1000 == 0


def test_warnings_are_acknowledged_all_at_once_and_only_mine(
    mesa: Banco, ctx: Contexto, base: psycopg.Connection[Any]
) -> None:
    """Spec 20 §5.10."""
    base.execute(
        "INSERT INTO atendimentopublico.visualizacao_ra_urgencia (vrau_id, rgat_id, usur_id, vrau_icvisualiza,"
        " vrau_ictramite, vrau_icreiteracao, vrau_tmultimaalteracao)"
        " VALUES (2, %(ra)s, %(eu)s, 2, 2, 1, now() + interval '1 day'), (3, %(ra)s, %(outro)s, 2, 2, 2, now())",
        {"ra": IDS.ra_reiterado, "eu": IDS.usuario_atendente2, "outro": IDS.usuario_atendente},
    )
    estado = "SELECT vrau_id, vrau_icvisualiza, vrau_tmultimaalteracao FROM atendimentopublico.visualizacao_ra_urgencia"
    antes = {linha["vrau_id"]: linha for linha in base.execute(estado)}
    assert mesa.executar(caixa.contar, ctx, OPERACIONAL).avisos == (
        AvisoDeUrgencia(IDS.ra_reiterado, reiteracao=True),
        AvisoDeUrgencia(IDS.ra_urgente, reiteracao=False),
    )
    assert mesa.executar(caixa.dar_por_vistos, ctx) == 2
    depois = {linha["vrau_id"]: linha for linha in base.execute(estado)}
    assert {id_: linha["vrau_icvisualiza"] for id_, linha in depois.items()} == {1: 1, 2: 1, 3: 2}
    assert depois[3] == antes[3]
    assert all(depois[n]["vrau_tmultimaalteracao"] > antes[n]["vrau_tmultimaalteracao"] for n in (1, 2))
    assert mesa.executar(caixa.contar, ctx, OPERACIONAL).avisos == ()


@pytest.mark.parametrize("mudanca", ["vrau_ictramite = 1", "vrau_icvisualiza = 1"])
def test_a_warning_of_an_ra_that_left_or_that_was_seen_is_not_shown(
    mesa: Banco, ctx: Contexto, base: psycopg.Connection[Any], mudanca: str
) -> None:
    base.execute(f"UPDATE atendimentopublico.visualizacao_ra_urgencia SET {mudanca}".encode())
    assert mesa.executar(caixa.contar, ctx, OPERACIONAL).avisos == ()


@pytest.mark.parametrize(
    "mudanca",
    [
        "UPDATE {} SET rgat_tmultimaalteracao = rgat_tmultimaalteracao - interval '1 hour' WHERE rgat_id = 9011",
        "UPDATE {} SET unid_idatual = 15 WHERE rgat_id = 9011",
        "UPDATE {} SET unid_idatual = 13 WHERE rgat_id = 9013",
        "UPDATE {} SET rgat_cdsituacao = 2 WHERE rgat_id = 9011",
        "UPDATE atendimentopublico.visualizacao_ra_urgencia SET vrau_icvisualiza = 1",
    ],
)
def test_the_sum_changes_whenever_something_did(
    mesa: Banco, ctx: Contexto, base: psycopg.Connection[Any], mudanca: str
) -> None:
    """The web server's clock may be behind: earlier counts as different too."""
    antes = mesa.executar(caixa.sinal, ctx, OPERACIONAL, 100)
    assert mesa.executar(caixa.sinal, ctx, OPERACIONAL, 100) == antes
    base.execute(mudanca.format(RA).encode())
    assert mesa.executar(caixa.sinal, ctx, OPERACIONAL, 100) != antes


def test_each_reading_is_one_statement_whatever_the_rows_and_units(mesa: Banco, ctx: Contexto, sessao: Session) -> None:
    muitos_ras.criar(sessao, 600)
    sessao.commit()
    for unidades in (OPERACIONAL, OPERACIONAL | LOJA | {11, 12, 14}):
        for leitura in (
            lambda u=unidades: mesa.executar(caixa.ler, ctx, Pedido(u, 200, numeros=frozenset(DA_OPERACIONAL))),
            lambda u=unidades: mesa.executar(caixa.contar, ctx, u),
            lambda u=unidades: mesa.executar(caixa.sinal, ctx, u, 200),
        ):
            with contar(mesa.engine) as enviados:
                leitura()
            assert len(enviados) == 1
    with contar(mesa.engine) as enviados:
        mesa.executar(caixa.dar_por_vistos, ctx)
    assert len(enviados) == 1


def test_many_units_give_the_same_as_one_sorted_list(mesa: Banco, ctx: Contexto, sessao: Session) -> None:
    muitos_ras.criar(sessao, 900)
    sessao.commit()
    unidades = frozenset({11, 12, 13, 14, 15})
    esperadas = [
        id_
        for (id_,) in sessao.execute(
            text(
                f"SELECT r.rgat_id FROM {RA} r WHERE rgat_cdsituacao <> 2 AND coalesce(unid_idatual, (SELECT"
                " unid_iddestino FROM atendimentopublico.tramite t WHERE t.rgat_id = r.rgat_id"
                " ORDER BY tram_tmtramite DESC, tram_id DESC LIMIT 1)) IN (11, 12, 13, 14, 15)"
                " ORDER BY rgat_dtprevistaatual, rgat_id"
            )
        )
    ]
    lidas: list[int] = []
    proxima: Chave | None = None
    while not lidas or proxima:
        pagina = mesa.executar(caixa.ler, ctx, Pedido(unidades, 60, proxima))
        lidas += numeros(pagina.linhas)
        proxima = pagina.proxima
    assert lidas == esperadas
    assert mesa.executar(caixa.contar, ctx, unidades).total == len(esperadas)


@pytest.mark.parametrize("unidades", [OPERACIONAL, OPERACIONAL | LOJA | {11, 12, 14}])
def test_list_and_count_walk_the_index_under_the_rights_of_an_atendente(
    mesa: Banco, ctx: Contexto, sessao: Session, unidades: frozenset[int]
) -> None:
    muitos_ras.criar(sessao, 3000)
    sessao.commit()
    with Session(mesa.engine) as sua:
        for leitura, indices in (
            (lambda: caixa.ler(sua, ctx, Pedido(unidades)), {"gd_ra_caixa"}),
            (lambda: caixa.contar(sua, ctx, unidades), {"gd_ra_caixa", "gd_ra_urgencia_usuario"}),
            (lambda: caixa.sinal(sua, ctx, unidades, 100), {"gd_ra_caixa"}),
        ):
            with comandos(sua) as vistos:
                leitura()
            achado = plano(sua, vistos)
            assert all(indice in achado for indice in indices), achado
            assert "Seq Scan on registro_atendimento" not in achado


def test_an_imovel_of_the_list_is_shown_by_number(mesa: Banco, ctx: Contexto) -> None:
    linhas = mesa.executar(caixa.ler, ctx, Pedido(OPERACIONAL)).linhas
    assert {linha.imovel_id for linha in linhas} >= {IDS.imovel_normal, IDS.imovel_com_ra_pendente, None}

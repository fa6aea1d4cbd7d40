"""Trâmite por Situação de Cobrança and Associação de Localidade, Especificação e Unidade [UC1159, UC1091]."""

from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.associacoes import Associacao, Fusao, InformarAssociacoes, TabelaAssociacao, fundir
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, SemPermissao
from gsan_desk.domain.regras.associacoes import verificar_nova
from gsan_desk.services.associacoes import carregar, informar, situacoes_de_cobranca
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.travas import esperar_trava

COBRANCA, LOCALIDADE = TabelaAssociacao.COBRANCA, TabelaAssociacao.LOCALIDADE
DA_COBRANCA = Associacao(IDS.espec_por_cobranca, IDS.unidade_cobranca)
DO_NORTE = Associacao(IDS.espec_por_localidade, IDS.unidade_operacional)
NOVA = Associacao(IDS.espec_simples, IDS.unidade_loja)
LINHAS = {
    COBRANCA: "SELECT step_id, unid_id FROM atendimentopublico.espec_unid_cobr WHERE cbst_id = 4 ORDER BY 1",
    LOCALIDADE: "SELECT step_id, unid_id FROM atendimentopublico.local_espec_unidade WHERE loca_id = 2 ORDER BY 1",
}
CABECA = {COBRANCA: IDS.cobranca_situacao, LOCALIDADE: IDS.localidade_norte}
CARREGADAS = {COBRANCA: frozenset({DA_COBRANCA}), LOCALIDADE: frozenset({DO_NORTE})}
AMBAS = pytest.mark.parametrize("tabela", list(TabelaAssociacao))


@pytest.fixture
def supervisor(como: Callable[[str], Banco]) -> Banco:
    return como("supervisor")


@pytest.fixture
def ctx(supervisor: Banco) -> Contexto:
    return supervisor.executar(entrar)


def _pedido(tabela: TabelaAssociacao, *desejadas: Associacao, **outros: Any) -> InformarAssociacoes:
    return InformarAssociacoes(tabela, CABECA[tabela], CARREGADAS[tabela], frozenset(desejadas), **outros)


def _codigos(supervisor: Banco, ctx: Contexto, pedido: InformarAssociacoes) -> list[str]:
    with pytest.raises(RegraViolada) as recusa:
        supervisor.executar(informar, ctx, pedido)
    return [v.codigo for v in recusa.value.violacoes]


def _pares(base: psycopg.Connection[Any], tabela: TabelaAssociacao) -> list[tuple[int, int]]:
    return [(linha["step_id"], linha["unid_id"]) for linha in base.execute(LINHAS[tabela])]


@AMBAS
def test_a_head_is_read_in_one_statement(supervisor: Banco, tabela: TabelaAssociacao) -> None:
    with contar(supervisor.engine) as enviados:
        assert supervisor.executar(carregar, tabela, CABECA[tabela]) == CARREGADAS[tabela]
    assert len(enviados) == 1


def test_only_situacoes_in_use_are_offered_by_description(supervisor: Banco, base: psycopg.Connection[Any]) -> None:
    base.execute("UPDATE cobranca.cobranca_situacao SET cbst_icuso = 2 WHERE cbst_id = 5")
    oferecidas = supervisor.executar(situacoes_de_cobranca)
    nomes = [c.descricao for c in oferecidas]
    assert IDS.cobranca_situacao in {c.id for c in oferecidas}
    assert 5 not in {c.id for c in oferecidas}
    assert sorted(nomes) == nomes


@AMBAS
def test_informar_writes_only_the_difference(
    supervisor: Banco, ctx: Contexto, base: psycopg.Connection[Any], tabela: TabelaAssociacao
) -> None:
    antiga = next(iter(CARREGADAS[tabela]))
    with contar(supervisor.engine) as enviados:
        supervisor.executar(informar, ctx, _pedido(tabela, antiga, NOVA))
    assert _pares(base, tabela) == [
        (NOVA.especificacao_id, NOVA.unidade_id),
        (antiga.especificacao_id, antiga.unidade_id),
    ]
    assert not [e for e in enviados if e.startswith("DELETE")]
    assert len(enviados) <= 6


@AMBAS
def test_informar_exchanges_a_unit_and_records_the_operation(
    supervisor: Banco, ctx: Contexto, base: psycopg.Connection[Any], tabela: TabelaAssociacao
) -> None:
    outra = replace(next(iter(CARREGADAS[tabela])), unidade_id=IDS.unidade_loja)
    supervisor.executar(informar, ctx, _pedido(tabela, outra))
    assert _pares(base, tabela) == [(outra.especificacao_id, IDS.unidade_loja)]
    feita = base.execute(
        "SELECT o.opef_cnargumento, u.usis_id, u.usac_id FROM seguranca.operacao_efetuada o"
        " JOIN seguranca.usuario_alteracao u ON u.tref_id = o.opef_id WHERE o.oper_id = %s",
        (tabela.value,),
    ).fetchall()
    assert feita == [{"opef_cnargumento": CABECA[tabela], "usis_id": IDS.usuario_supervisor, "usac_id": 1}]


def test_a_base_without_the_operation_saves_without_record(
    supervisor: Banco, ctx: Contexto, base: psycopg.Connection[Any]
) -> None:
    base.execute("DELETE FROM seguranca.grupo_func_operacao WHERE oper_id = 1778")
    base.execute("DELETE FROM seguranca.operacao WHERE oper_id = 1778")
    supervisor.executar(informar, ctx, _pedido(COBRANCA, DA_COBRANCA, NOVA))
    assert len(_pares(base, COBRANCA)) == 2
    assert base.execute("SELECT * FROM seguranca.operacao_efetuada").fetchall() == []


def test_a_record_that_fails_undoes_the_save(supervisor: Banco, ctx: Contexto, base: psycopg.Connection[Any]) -> None:
    base.execute("ALTER TABLE seguranca.usuario_alteracao ADD CONSTRAINT nada CHECK (usac_id <> 1)")
    with pytest.raises(Conflito, match="alteradas"):
        supervisor.executar(informar, ctx, replace(_pedido(COBRANCA, NOVA), carregadas=frozenset()))
    with pytest.raises(Exception, match="nada"):
        supervisor.executar(informar, ctx, _pedido(COBRANCA, DA_COBRANCA, NOVA))
    assert len(_pares(base, COBRANCA)) == 1


@AMBAS
def test_an_empty_set_wants_a_confirmation(
    supervisor: Banco, ctx: Contexto, base: psycopg.Connection[Any], tabela: TabelaAssociacao
) -> None:
    assert _codigos(supervisor, ctx, _pedido(tabela)) == ["ASSOCIACAO_VAZIA"]
    supervisor.executar(informar, ctx, _pedido(tabela, vazio_confirmado=True))
    assert _pares(base, tabela) == []


@AMBAS
def test_what_somebody_changed_meanwhile_is_not_overwritten(
    supervisor: Banco, ctx: Contexto, base: psycopg.Connection[Any], tabela: TabelaAssociacao
) -> None:
    alheia = Associacao(IDS.espec_cliente, IDS.unidade_loja)
    antiga = next(iter(CARREGADAS[tabela]))
    supervisor.executar(informar, ctx, _pedido(tabela, antiga, alheia))
    with pytest.raises(Conflito, match="alteradas por outro usuário"):
        supervisor.executar(informar, ctx, _pedido(tabela, antiga, NOVA))
    assert _pares(base, tabela)[0] == (alheia.especificacao_id, alheia.unidade_id)


def test_two_people_inform_one_head_at_once_and_one_is_told(
    como: Callable[[str], Banco], ctx: Contexto, dsn: URL, base: psycopg.Connection[Any]
) -> None:
    """The second waits for the first, then sees what that one left."""
    respostas: list[object] = []

    def gravar(unidade: int) -> None:
        banco = como("supervisor")
        try:
            banco.executar(informar, ctx, _pedido(LOCALIDADE, DO_NORTE, replace(NOVA, unidade_id=unidade)))
            respostas.append("gravado")
        except Conflito as erro:
            respostas.append(erro)

    with conectar(dsn) as trava:
        trava.execute("BEGIN; LOCK TABLE atendimentopublico.local_espec_unidade IN SHARE ROW EXCLUSIVE MODE")
        primeiro = Thread(target=gravar, args=(IDS.unidade_loja,))
        primeiro.start()
        esperar_trava(base)
        segundo = Thread(target=gravar, args=(IDS.unidade_esgoto,))
        segundo.start()
        esperar_trava(base, 2)
        trava.execute("COMMIT")
    primeiro.join()
    segundo.join()
    assert sorted(type(r).__name__ for r in respostas) == ["Conflito", "str"]
    assert len(_pares(base, LOCALIDADE)) == 2


@pytest.mark.parametrize(
    ("nova", "codigo"),
    [
        (Associacao(IDS.espec_inativa, IDS.unidade_loja), "ESPECIFICACAO_INATIVA"),
        (Associacao(987654, IDS.unidade_loja), "ESPECIFICACAO_INATIVA"),
        (Associacao(IDS.espec_simples, IDS.unidade_so_abre), "UNIDADE_INEXISTENTE"),
        (Associacao(IDS.espec_simples, IDS.unidade_inativa), "UNIDADE_INEXISTENTE"),
        (Associacao(IDS.espec_por_cobranca, IDS.unidade_loja), "ASSOCIACAO_REPETIDA"),
    ],
)
def test_what_does_not_serve_is_refused(supervisor: Banco, ctx: Contexto, nova: Associacao, codigo: str) -> None:
    assert _codigos(supervisor, ctx, _pedido(COBRANCA, DA_COBRANCA, nova)) == [codigo]


def test_a_locality_speaks_of_its_unit(supervisor: Banco, ctx: Contexto) -> None:
    pedido = _pedido(LOCALIDADE, DO_NORTE, Associacao(IDS.espec_por_localidade, IDS.unidade_so_abre))
    with pytest.raises(RegraViolada) as recusa:
        supervisor.executar(informar, ctx, pedido)
    assert [v.mensagem for v in recusa.value.violacoes] == [
        "UNIDADE ATENDIMENTO INEXISTENTE",
        "Associação já existente: NORTE; UNIDADE PELA LOCALIDADE; OPERAÇÃO DE ÁGUA.",
    ]


@pytest.mark.parametrize(
    ("tabela", "cabeca", "codigo"),
    [(COBRANCA, 9999, "COBRANCA_INATIVA"), (LOCALIDADE, IDS.localidade_inativa, "LOCALIDADE_INEXISTENTE")],
)
def test_a_head_out_of_use_is_refused(
    supervisor: Banco, ctx: Contexto, tabela: TabelaAssociacao, cabeca: int, codigo: str
) -> None:
    pedido = InformarAssociacoes(tabela, cabeca, frozenset(), frozenset({NOVA}))
    assert _codigos(supervisor, ctx, pedido) == [codigo]


def test_old_rows_that_serve_no_more_stay_until_removed(
    supervisor: Banco, ctx: Contexto, base: psycopg.Connection[Any]
) -> None:
    base.execute(
        "UPDATE cadastro.unidade_organizacional SET unid_ictramite = 2 WHERE unid_id = %s", (IDS.unidade_cobranca,)
    )
    recente = supervisor.executar(entrar)
    supervisor.executar(informar, recente, _pedido(COBRANCA, DA_COBRANCA, NOVA))
    assert len(_pares(base, COBRANCA)) == 2


@AMBAS
def test_an_atendente_is_refused_by_the_server(como: Callable[[str], Banco], tabela: TabelaAssociacao) -> None:
    banco = como("atendente")
    pedido = _pedido(tabela, next(iter(CARREGADAS[tabela])), NOVA)
    with pytest.raises(SemPermissao):
        banco.executar(informar, banco.executar(entrar), pedido)


def test_the_dialog_asks_for_its_fields_in_order(ctx: Contexto) -> None:
    vazia = verificar_nova(COBRANCA, "X", (None, None, None), (), ctx.dominios)
    assert [v.mensagem for v in vazia] == [
        "Informe o Tipo de Solicitação",
        "Informe o Tipo de Especificação",
        "Informe a Unidade de Atendimento",
    ]
    tipo = IDS.tipo_comum
    repetida = verificar_nova(
        COBRANCA, "LEGAL", (tipo, IDS.espec_por_cobranca, IDS.unidade_loja), {DA_COBRANCA}, ctx.dominios
    )
    assert [v.mensagem for v in repetida] == ["Associação já existente: LEGAL; UNIDADE PELA COBRANÇA."]
    surda = verificar_nova(LOCALIDADE, "X", (tipo, IDS.espec_simples, IDS.unidade_so_abre), (), ctx.dominios)
    assert [v.mensagem for v in surda] == ["UNIDADE ATENDIMENTO INEXISTENTE"]


def test_after_a_conflict_the_changes_are_done_again_over_what_is_there() -> None:
    alheia, tomada = Associacao(7, 70), Associacao(NOVA.especificacao_id, 99)
    pedido = _pedido(COBRANCA, NOVA, Associacao(5, 50))
    assert fundir(pedido, frozenset({DA_COBRANCA, alheia})) == Fusao(
        frozenset({alheia, NOVA, Associacao(5, 50)}), frozenset()
    )
    assert fundir(pedido, frozenset({tomada})) == Fusao(frozenset({tomada, Associacao(5, 50)}), frozenset({NOVA}))
    assert fundir(pedido, frozenset({NOVA})) == Fusao(frozenset({NOVA, Associacao(5, 50)}), frozenset())

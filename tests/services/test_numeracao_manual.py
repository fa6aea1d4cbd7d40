"""Gerar Numeração de RA Manual [UC0494]."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import psycopg
import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, SemPermissao
from gsan_desk.domain.numeracao import GerarNumeracao, Numeracao
from gsan_desk.services.numeracao_manual import gerar, ultimo_emitido
from gsan_desk.services.sessao import entrar
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS

ULTIMO = IDS.ultimo_ra_manual


@pytest.fixture
def supervisor(como: Callable[[str], Banco]) -> Banco:
    return como("supervisor")


@pytest.fixture
def ctx(supervisor: Banco) -> Contexto:
    return supervisor.executar(entrar)


def test_numbers_follow_the_last_one_and_carry_their_digit(
    supervisor: Banco, ctx: Contexto, base: psycopg.Connection[Any]
) -> None:
    futuro = datetime(2999, 1, 1)  # noqa: DTZ001 - GSAN's timestamps have no zone
    base.execute("UPDATE cadastro.sistema_parametros SET parm_tmultimaalteracao = %s", (futuro,))
    with contar(supervisor.engine) as enviados:
        numeracao = supervisor.executar(gerar, ctx, GerarNumeracao(3, IDS.unidade_loja))
    assert numeracao == Numeracao(ULTIMO + 3, 3, "LOJA DE ATENDIMENTO CENTRO")
    assert numeracao.numeros == ("000001001-4", "000001002-2", "000001003-0")
    assert len(enviados) == 1
    assert supervisor.executar(ultimo_emitido) == ULTIMO + 3
    linha = base.execute("SELECT parm_tmultimaalteracao AS q FROM cadastro.sistema_parametros").fetchone()
    assert linha is not None
    assert linha["q"] > futuro
    feita = base.execute("SELECT oper_id, opef_cnargumento FROM seguranca.operacao_efetuada").fetchall()
    assert feita == [{"oper_id": 655, "opef_cnargumento": ULTIMO + 3}]


@pytest.mark.parametrize(
    ("quantidade", "unidade", "mensagens"),
    [
        (None, None, ["Informe Quantidade Desejada.", "Informe Unidade Organizacional."]),
        (91, IDS.unidade_loja, ["Quantidade máxima: 90."]),
        (0, IDS.unidade_loja, ["Quantidade mínima: 1."]),
        (1, IDS.unidade_inativa, ["Unidade Organizacional inexistente"]),
        (1, 987654, ["Unidade Organizacional inexistente"]),
    ],
)
def test_quantity_and_unit_are_checked(
    supervisor: Banco, ctx: Contexto, quantidade: int | None, unidade: int | None, mensagens: list[str]
) -> None:
    with pytest.raises(RegraViolada) as recusa:
        supervisor.executar(gerar, ctx, GerarNumeracao(quantidade, unidade))
    assert [v.mensagem for v in recusa.value.violacoes] == mensagens
    assert supervisor.executar(ultimo_emitido) == ULTIMO


def test_issuing_stops_where_the_column_of_the_ra_ends(
    supervisor: Banco, ctx: Contexto, base: psycopg.Connection[Any]
) -> None:
    base.execute("UPDATE cadastro.sistema_parametros SET parm_idultimoramanual = 214748361")
    with pytest.raises(RegraViolada, match="chegou ao fim"):
        supervisor.executar(gerar, ctx, GerarNumeracao(3, IDS.unidade_loja))
    assert supervisor.executar(gerar, ctx, GerarNumeracao(2, IDS.unidade_loja)).ultimo == 214_748_363


def test_two_people_at_once_never_get_the_same_number(como: Callable[[str], Banco], ctx: Contexto) -> None:
    bancos = [como("supervisor"), como("admin")]

    def pedir(vez: int) -> tuple[str, ...]:
        return bancos[vez % 2].executar(gerar, ctx, GerarNumeracao(7, IDS.unidade_loja)).numeros

    with ThreadPoolExecutor(4) as muitos:
        emitidos = [numero for numeros in muitos.map(pedir, range(20)) for numero in numeros]
    assert len(emitidos) == len(set(emitidos)) == 140
    assert bancos[0].executar(ultimo_emitido) == ULTIMO + 140


def test_an_atendente_is_refused_by_the_server(como: Callable[[str], Banco]) -> None:
    banco = como("atendente")
    with pytest.raises(SemPermissao):
        banco.executar(gerar, banco.executar(entrar), GerarNumeracao(1, IDS.unidade_loja))

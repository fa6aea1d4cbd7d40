"""Consultar Procedimento Operacional Padrão [UC1258]."""

from typing import Any

import psycopg
import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.pop import FiltroPOP, Procedimento
from gsan_desk.services.pop import da_especificacao, documento, filtrar
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS

_INSERIR = (
    "INSERT INTO atendimentopublico.sol_tipo_espec_arqui_pop (stea_id, step_id, stea_nmarquivopop, stea_arquivopop)"
    " VALUES (nextval('atendimentopublico.seq_sol_tipo_espec_arqui_pop'), %s, %s, %s)"
)


@pytest.fixture
def muitos(base: psycopg.Connection[Any]) -> None:
    for i in range(25):
        base.execute(_INSERIR, (IDS.espec_os_automatica if i % 2 else IDS.espec_simples, f"{i:02d}.pdf", b"%PDF-1.4"))


def test_ten_a_page_in_order_without_the_bytes(atendente: Banco, muitos: None) -> None:
    achados, depois = [], None
    with contar(atendente.engine) as enviados:
        while True:
            pagina = atendente.executar(filtrar, FiltroPOP(), depois)
            assert len(pagina.linhas) <= 10
            achados += pagina.linhas
            if not pagina.tem_mais:
                break
            depois = pagina.linhas[-1]
    assert len(achados) == len({linha.id for linha in achados}) == 26
    assert len(enviados) == 3
    assert not [e for e in enviados if "stea_arquivopop" in e]
    pares = [(linha.especificacao, linha.id) for linha in achados]
    assert pares == sorted(pares)


def test_filters_by_tipo_and_especificacao(atendente: Banco, muitos: None) -> None:
    por_espec = atendente.executar(filtrar, FiltroPOP(IDS.tipo_comum, IDS.espec_com_pop))
    assert [linha.arquivo for linha in por_espec.linhas] == ["procedimento.pdf"]
    assert atendente.executar(filtrar, FiltroPOP(IDS.tipo_falta_agua)).linhas == ()


def test_an_especificacao_without_service_appears_only_under_todos(
    atendente: Banco, muitos: None, base: psycopg.Connection[Any]
) -> None:
    base.execute("UPDATE atendimentopublico.servico_tipo SET svtp_cdservicotipo = 'O'")
    operacionais = atendente.executar(filtrar, FiltroPOP(procedimento=Procedimento.OPERACIONAL))
    assert {linha.especificacao for linha in operacionais.linhas} == {"COM OS"}
    assert atendente.executar(filtrar, FiltroPOP(procedimento=Procedimento.COMERCIAL)).linhas == ()
    assert len(atendente.executar(filtrar, FiltroPOP(especificacao_id=IDS.espec_com_pop)).linhas) == 1


@pytest.mark.parametrize("coluna", ["sotp_icuso = 2", "sotp_icusosistema = 1"])
def test_tipos_out_of_use_or_of_the_system_are_left_out(
    atendente: Banco, base: psycopg.Connection[Any], coluna: str
) -> None:
    base.execute(f"UPDATE atendimentopublico.solicitacao_tipo SET {coluna} WHERE sotp_id = {IDS.tipo_comum}")
    assert atendente.executar(filtrar, FiltroPOP()).linhas == ()


def test_a_document_is_read_whole_and_may_be_gone(atendente: Banco) -> None:
    (linha,) = atendente.executar(da_especificacao, IDS.espec_com_pop)
    lido = atendente.executar(documento, linha.id)
    assert lido is not None
    assert (lido.nome, lido.conteudo) == ("procedimento.pdf", b"%PDF-1.4\n%%EOF\n")
    assert atendente.executar(documento, 987654) is None
    assert atendente.executar(da_especificacao, IDS.espec_simples) == ()

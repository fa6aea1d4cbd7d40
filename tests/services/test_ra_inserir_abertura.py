"""Opening the form and leaving its tabs [UC0366]."""

from dataclasses import replace

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.dominios import Contexto, Item
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.services.ra_inserir import (
    abrir,
    verificar_dados_gerais,
    verificar_local,
    verificar_solicitante,
)
from tests.services.apoio_ra import ENDERECO, com_gerais, com_local, com_solicitante, contar, preencher
from tests.support.cenario import IDS


def codigos(erro: pytest.ExceptionInfo[RegraViolada]) -> list[tuple[str, str | None]]:
    return [(v.codigo, v.campo) for v in erro.value.violacoes]


def test_opening_takes_one_statement_and_gives_the_defaults(atendente: Banco, contexto: Contexto) -> None:
    with contar(atendente.engine) as comandos:
        formulario = atendente.executar(abrir, contexto)
    assert len(comandos) == 1
    assert (formulario.unidade_id, formulario.meio_id) == (IDS.unidade_loja, IDS.meio_balcao)
    assert formulario.protocolo == f"{formulario.agora.year}1000100001"
    assert formulario.agora.tzinfo is None


def test_protocolos_are_never_given_twice(atendente: Banco, contexto: Contexto) -> None:
    """Decision 8: abandoned forms leave gaps."""
    formularios = [atendente.executar(abrir, contexto) for _ in range(3)]
    assert len({f.protocolo for f in formularios}) == len({f.chave for f in formularios}) == 3


def test_a_person_of_a_unit_that_does_not_open_starts_without_unit(atendente: Banco, contexto: Contexto) -> None:
    operador = replace(contexto.operador, unidade_id=IDS.unidade_operacional)
    formulario = atendente.executar(abrir, replace(contexto, operador=operador))
    assert (formulario.unidade_id, formulario.meio_id) == (None, None)


def test_a_combo_with_nothing_to_choose_refuses_to_open(atendente: Banco, contexto: Contexto) -> None:
    dominios = replace(contexto.dominios, meios={1: Item(1, "BALCÃO", em_uso=False)}, divisoes_esgoto={})
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(abrir, replace(contexto, dominios=dominios))
    assert codigos(erro) == [("M34", None)]


def test_first_tab_manual_number_already_used(atendente: Banco, contexto: Contexto) -> None:
    novo = preencher(atendente, contexto)
    manual = com_gerais(novo, tipo_atendimento=TipoAtendimento.MANUAL, numero_manual="9-4")
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(verificar_dados_gerais, contexto, manual)
    assert codigos(erro) == [("M12", "dados_gerais.numero_manual")]
    assert str(IDS.ra_da_loja) in str(erro.value)
    atendente.executar(verificar_dados_gerais, contexto, novo)


def test_first_tab_date_in_the_future_by_the_servers_clock(atendente: Banco, contexto: Contexto) -> None:
    novo = preencher(atendente, contexto)
    assert novo.dados_gerais.data is not None
    adiante = com_gerais(novo, data=novo.dados_gerais.data.replace(year=novo.dados_gerais.data.year + 1))
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(verificar_dados_gerais, contexto, adiante)
    assert codigos(erro) == [("M04", "dados_gerais.data")]


def test_second_tab_takes_three_statements(atendente: Banco, contexto: Contexto) -> None:
    novo = preencher(atendente, contexto, imovel_id=IDS.imovel_normal)
    with contar(atendente.engine) as comandos:
        achado = atendente.executar(verificar_local, contexto, novo)
    assert len(comandos) == 3
    assert achado.imovel is not None
    assert achado.imovel.id == IDS.imovel_normal
    assert achado.avisos
    assert [a.codigo for a in achado.alertas] == ["IMOVEL_PENDENTE"]


def imovel(especificacao: int, imovel_id: int) -> tuple[int, dict[str, object]]:
    return especificacao, {"imovel_id": imovel_id}


@pytest.mark.parametrize(
    ("caso", "codigo"),
    [
        pytest.param(imovel(IDS.espec_matricula, IDS.imovel_com_ra_pendente), "M13", id="FS0020"),
        pytest.param(imovel(IDS.espec_situacao_imovel, IDS.imovel_cortado), "M14", id="SB0020"),
        pytest.param(imovel(IDS.espec_situacao_poco, IDS.imovel_normal), "M14", id="SB0020-poco"),
        pytest.param(imovel(IDS.espec_verificar_debito, IDS.imovel_com_debito), "M15", id="SB0032-conta"),
        pytest.param(imovel(IDS.espec_verificar_debito, IDS.imovel_com_guia), "M15", id="SB0032-guia"),
        pytest.param(imovel(IDS.espec_alterar_vencimento, IDS.imovel_vencimento_recente), "M16", id="FS0052"),
        pytest.param(imovel(IDS.espec_pagamento_duplicidade, IDS.imovel_normal), "M21", id="pagamentos"),
        pytest.param(imovel(IDS.espec_simples, IDS.imovel_excluido), "IMOVEL_INEXISTENTE", id="excluido"),
        pytest.param(imovel(IDS.espec_simples, IDS.imovel_sem_logradouro), "M01", id="FS0019-endereco"),
    ],
)
def test_second_tab_refuses_the_imovel(
    atendente: Banco, contexto: Contexto, caso: tuple[int, dict[str, object]], codigo: str
) -> None:
    especificacao, local = caso
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(verificar_local, contexto, preencher(atendente, contexto, especificacao, **local))
    assert [v.codigo for v in erro.value.violacoes] == [codigo]


@pytest.mark.parametrize(
    ("especificacao", "imovel_id"),
    [
        (IDS.espec_situacao_imovel, IDS.imovel_normal),
        (IDS.espec_situacao_poco, IDS.imovel_com_poco),
        (IDS.espec_verificar_debito, IDS.imovel_normal),
        (IDS.espec_alterar_vencimento, IDS.imovel_normal),
        (IDS.espec_simples, IDS.imovel_com_ra_pendente),
    ],
)
def test_second_tab_accepts_the_imovel(
    atendente: Banco, contexto: Contexto, especificacao: int, imovel_id: int
) -> None:
    atendente.executar(verificar_local, contexto, preencher(atendente, contexto, especificacao, imovel_id=imovel_id))


def test_an_imovel_described_only_blocks_the_ra(atendente: Banco, contexto: Contexto) -> None:
    """2.8.6: when the imóvel is mandatory its text stands for the address."""
    novo = preencher(atendente, contexto, IDS.espec_matricula, imovel_id=IDS.imovel_sem_logradouro)
    achado = atendente.executar(verificar_local, contexto, novo)
    assert [a.codigo for a in achado.alertas] == ["BLOQUEIO_IMOVEL"]


@pytest.mark.parametrize(
    ("divisao", "lugar", "recusa"),
    [
        (IDS.divisao_esgoto, {"setor_comercial_id": 1, "quadra_id": IDS.quadra_centro}, None),
        (IDS.divisao_esgoto_norte, {"setor_comercial_id": 1, "quadra_id": IDS.quadra_centro}, "Quadra"),
        (IDS.divisao_esgoto, {"setor_comercial_id": IDS.setor_centro}, None),
        (IDS.divisao_esgoto_norte, {"setor_comercial_id": IDS.setor_centro}, "Setor Comercial"),
        (IDS.divisao_esgoto, {}, None),
        (IDS.divisao_esgoto_norte, {}, "Localidade"),
    ],
)
def test_the_divisao_serves_the_smallest_level(
    atendente: Banco, contexto: Contexto, divisao: int, lugar: dict[str, int], recusa: str | None
) -> None:
    """3.3.2 [FS0013]."""
    lugar = {"localidade_id": 1, "divisao_esgoto_id": divisao} | lugar
    novo = preencher(atendente, contexto, IDS.espec_esgoto, endereco=ENDERECO, **lugar)
    if recusa is None:
        atendente.executar(verificar_local, contexto, novo)
        return
    with pytest.raises(RegraViolada, match=f"não atende a\\(o\\) {recusa}") as erro:
        atendente.executar(verificar_local, contexto, novo)
    assert codigos(erro) == [("M17", "local.divisao_esgoto_id")]


@pytest.mark.parametrize(
    ("lugar", "campo"),
    [
        ({"setor_comercial_id": IDS.setor_norte}, "local.setor_comercial_id"),
        ({"setor_comercial_id": 1, "quadra_id": IDS.quadra_norte}, "local.quadra_id"),
    ],
)
def test_codes_must_belong_to_the_level_above(
    atendente: Banco, contexto: Contexto, lugar: dict[str, int], campo: str
) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(verificar_local, contexto, com_local(preencher(atendente, contexto), **lugar))
    assert [v.campo for v in erro.value.violacoes] == [campo]


def verificar_terceira(banco: Banco, contexto: Contexto, novo: NovoRA) -> list[str]:
    fato = None
    if novo.local.imovel_id is not None:
        fato = banco.executar(verificar_local, contexto, novo).imovel
    return [v.codigo for v in banco.executar(verificar_solicitante, contexto, novo, fato)]


@pytest.mark.parametrize(
    ("solicitante", "codigo"),
    [
        ({}, "M22"),
        ({"cliente_id": IDS.cliente_inativo}, "M02"),
        ({"unidade_id": IDS.unidade_loja, "funcionario_id": IDS.funcionario_operacional}, "M02"),
        ({"unidade_id": IDS.unidade_inativa, "funcionario_id": IDS.funcionario_loja}, "M02"),
        ({"nome": "JOANA"}, "M01"),
        ({"cliente_id": IDS.cliente_sem_endereco, "enviar_sms": True}, "M01"),
    ],
)
def test_third_tab_refuses(atendente: Banco, contexto: Contexto, solicitante: dict[str, object], codigo: str) -> None:
    novo = com_solicitante(preencher(atendente, contexto), **solicitante)
    with pytest.raises(RegraViolada) as erro:
        verificar_terceira(atendente, contexto, novo)
    assert [v.codigo for v in erro.value.violacoes] == [codigo]


@pytest.mark.parametrize(
    ("especificacao", "imovel_id", "meio", "codigo"),
    [
        (IDS.espec_documento, None, IDS.meio_telefone, "M23"),
        (IDS.espec_documento_por_meio, None, IDS.meio_balcao, "M23"),
        (IDS.espec_documento_responsavel, IDS.imovel_em_quadra_2, IDS.meio_telefone, "M24"),
        (IDS.espec_documento_responsavel, IDS.imovel_responsavel_sem_documento, IDS.meio_telefone, "M25"),
        (IDS.espec_documento_responsavel, IDS.imovel_com_responsavel, IDS.meio_telefone, None),
        (IDS.espec_documento_por_meio, None, IDS.meio_telefone, None),
    ],
)
def test_document_of_the_cliente(
    atendente: Banco, contexto: Contexto, especificacao: int, imovel_id: int | None, meio: int, codigo: str | None
) -> None:
    """2.9 [FS0044]."""
    local: dict[str, object] = {"imovel_id": imovel_id} if imovel_id else {}
    novo = com_solicitante(
        com_gerais(preencher(atendente, contexto, especificacao, **local), meio_id=meio),
        cliente_id=IDS.cliente_sem_documento,
    )
    if codigo is None:
        assert verificar_terceira(atendente, contexto, novo) == []
        return
    with pytest.raises(RegraViolada) as erro:
        verificar_terceira(atendente, contexto, novo)
    assert [v.codigo for v in erro.value.violacoes] == [codigo]


def test_a_cliente_without_address_is_only_told(atendente: Banco, contexto: Contexto) -> None:
    novo = com_solicitante(preencher(atendente, contexto), cliente_id=IDS.cliente_sem_endereco)
    assert verificar_terceira(atendente, contexto, novo) == ["CLIENTE_SEM_ENDERECO"]


def test_third_tab_takes_one_statement(atendente: Banco, contexto: Contexto) -> None:
    novo = preencher(atendente, contexto)
    with contar(atendente.engine) as comandos:
        atendente.executar(verificar_solicitante, contexto, novo, None)
    assert len(comandos) == 1

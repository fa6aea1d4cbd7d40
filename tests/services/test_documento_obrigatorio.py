"""Informar Obrigatoriedade Documento Especificação [UC1067], spec 30 §7."""

from typing import Any

import pytest
from sqlalchemy import text

from gsan_desk.domain.erros import Conflito, RegraViolada, SemPermissao
from gsan_desk.services.documento_obrigatorio import InformarDocumentos, carregar, informar
from gsan_desk.services.sessao import entrar
from tests.support.cenario import IDS

AP = "atendimentopublico"


@pytest.fixture
def banco(como) -> Any:
    return como("supervisor")


def _pedido(banco: Any, *especificacoes: int, **valores: Any) -> InformarDocumentos:
    lidas = {e.id: e.ultima_alteracao for e in banco.executar(carregar, IDS.tipo_comum) if e.id in especificacoes}
    return InformarDocumentos(lidas, **valores)


def _informar(banco: Any, pedido: InformarDocumentos) -> str:
    return banco.executar(informar, banco.executar(entrar), pedido)


def _recusas(banco: Any, pedido: InformarDocumentos) -> list[str]:
    with pytest.raises(RegraViolada) as recusa:
        _informar(banco, pedido)
    return [v.mensagem for v in recusa.value.violacoes]


def _meios(sessao: Any, especificacao: int) -> list[int]:
    sessao.rollback()
    comando = f"SELECT meso_id FROM {AP}.sol_espec_doc_obrig_meio WHERE step_id = {especificacao} ORDER BY 1"
    return list(sessao.execute(text(comando)).scalars())


def test_only_those_in_use_are_read_with_what_is_stored(banco):
    lidas = {e.id: e for e in banco.executar(carregar, IDS.tipo_comum)}
    assert IDS.espec_inativa not in lidas
    assert lidas[IDS.espec_documento_por_meio].meios == {IDS.meio_balcao}
    assert (lidas[IDS.espec_cliente].cliente, lidas[IDS.espec_matricula].matricula) == (True, True)


def test_both_indicators_and_the_meios_are_written(banco, sessao):
    dito = _informar(
        banco, _pedido(banco, IDS.espec_cliente, documento=1, responsavel=2, meios=frozenset({1, IDS.meio_balcao}))
    )
    assert dito == "Obrigatoriedade(s) de Documento(s) por Especificação efetuada(s) com sucesso."
    assert _meios(sessao, IDS.espec_cliente) == sorted({1, IDS.meio_balcao})
    gravada = {e.id: e for e in banco.executar(carregar, IDS.tipo_comum)}[IDS.espec_cliente]
    assert (gravada.documento, gravada.responsavel) == (True, False)


def test_with_nao_the_meios_go(banco, sessao):
    _informar(banco, _pedido(banco, IDS.espec_documento_por_meio, documento=2, responsavel=2, meios=frozenset({1})))
    assert _meios(sessao, IDS.espec_documento_por_meio) == []


def test_what_is_missing_is_told(banco):
    assert _recusas(banco, _pedido(banco)) == [
        "Informe Tipo de Especificação.",
        "Informe Documento Solicitante Obrigatório.",
        "Informe Validar Documento do Cliente Responsável.",
    ]


def test_all_offending_especificacoes_at_once(banco):
    pedido = _pedido(banco, IDS.espec_simples, IDS.espec_urgente, IDS.espec_cliente, documento=1, responsavel=1)
    cliente, imovel = _recusas(banco, pedido)
    assert f"{IDS.espec_simples} SIMPLES, {IDS.espec_urgente} URGENTE, estão com indicador" in cliente
    assert "obrigatoriedade de cliente como “Não”" in cliente
    assert f"{IDS.espec_cliente} CLIENTE OBRIGATÓRIO" in imovel
    assert "obrigatoriedade de imóvel como “Não”" in imovel


def test_the_responsavel_is_checked_only_after_the_solicitante(banco):
    (dita,) = _recusas(banco, _pedido(banco, IDS.espec_matricula, documento=2, responsavel=1))
    assert dita.startswith("Só é possível validar documento obrigatório de cliente responsável")


def test_who_read_before_another_wrote_reads_again(banco):
    pedido = _pedido(banco, IDS.espec_cliente, documento=1, responsavel=2)
    _informar(banco, pedido)
    with pytest.raises(Conflito):
        _informar(banco, pedido)


def test_an_atendente_may_not(como):
    atendente = como("atendente")
    with pytest.raises(SemPermissao):
        _informar(atendente, _pedido(atendente, IDS.espec_cliente, documento=1, responsavel=2))

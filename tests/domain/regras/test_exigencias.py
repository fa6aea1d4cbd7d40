from dataclasses import fields
from decimal import Decimal

import pytest

from gsan_desk.domain.regras.exigencias import Exigencias, exigencias
from tests.domain import fabrica as f


@pytest.mark.parametrize(
    ("coluna", "flag"),
    [
        ("matricula", "imovel_obrigatorio"),
        ("pavimento_rua", "pavimento_rua_obrigatorio"),
        ("pavimento_calcada", "pavimento_calcada_obrigatorio"),
        ("cliente", "cliente_obrigatorio"),
        ("informar_conta", "conta_habilitada"),
        ("informar_pagamento_duplicidade", "pagamento_duplicidade"),
        ("geracao_ordem_servico", "os_opcional"),
        ("encerramento_automatico", "encerramento_automatico"),
        ("urgencia", "urgente"),
    ],
)
def test_2_2_each_column_gives_its_flag(coluna, flag):
    base = f.dominios(especificacoes=f.com_especificacao(f.VAZAMENTO, **{coluna: True}))
    ligadas = {c.name for c in fields(Exigencias) if getattr(exigencias(f.VAZAMENTO, base), c.name) is True}
    assert ligadas == {flag, "solicitante_obrigatorio"}


def test_2_2_solicitante_optional():
    base = f.dominios(especificacoes=f.com_especificacao(f.VAZAMENTO, solicitante=False))
    assert not exigencias(f.VAZAMENTO, base).solicitante_obrigatorio


def test_2_2_flags_from_above():
    base = f.dominios()
    assert exigencias(f.EXTRAVASAMENTO, base).area_esgoto
    assert exigencias(f.SEM_AGUA_GERAL, base).falta_agua_generalizada
    assert not exigencias(f.SEM_AGUA_IMOVEL, base).falta_agua_generalizada
    assert not exigencias(f.VAZAMENTO, base).falta_agua_generalizada


def test_2_2_conta_is_not_asked_with_duplicate_payments():
    duas = {"informar_conta": True, "informar_pagamento_duplicidade": True}
    base = f.dominios(especificacoes=f.com_especificacao(f.VAZAMENTO, **duas))
    assert not exigencias(f.VAZAMENTO, base).conta_habilitada


def test_2_2_valor_sugerido_and_survey_come_from_the_service():
    pedido = exigencias(f.PESQUISA, f.dominios())
    assert pedido.os_automatica
    assert pedido.email_pesquisa
    assert pedido.valor_sugerido == Decimal(50)


def test_2_2_unknown_asks_for_nothing():
    assert exigencias(None, f.dominios()) == exigencias(999, f.dominios()) == Exigencias()

from dataclasses import replace

import pytest

from gsan_desk.domain.dominios import DivisaoEsgoto
from gsan_desk.domain.regras.unidade_destino import Passo, UnidadeDestino, sugerir
from tests.domain import fabrica as f

LOCALIDADE, DIVISAO, SITUACAO = 1, 1, 5


def base(**campos):
    """Give a base in which every step would find a unit of its own."""
    completos = {
        "unidades": {**f.dominios().unidades, **{i: f.unidade(i) for i in range(21, 30)}},
        "especificacoes": f.com_especificacao(f.VAZAMENTO, unidade_id=24),
        "cobranca_destino": {(f.VAZAMENTO, SITUACAO): 22, (f.VAZAMENTO, 3): f.SURDA},
        "localidade_destino": {(LOCALIDADE, f.VAZAMENTO): 23},
        "grupo_destino": {(LOCALIDADE, 1): 26, (LOCALIDADE, 3): 25},
        "divisoes_esgoto": {DIVISAO: DivisaoEsgoto(DIVISAO, "NORTE", 27)},
        **campos,
    }
    dominios = f.dominios(**completos)
    return replace(dominios, parametros=replace(dominios.parametros, unidade_grande_consumidor_id=21))


def sem_sugestao(dominios):
    return replace(dominios, parametros=replace(dominios.parametros, sugestao_tramite=False))


GRANDE = f.imovel(grande_consumidor=True, cobranca_situacao_ids=frozenset({SITUACAO}))
COBRADO = f.imovel(cobranca_situacao_ids=frozenset({3, SITUACAO}))


def test_2_3_step_1_fs0046_large_consumer_is_locked():
    assert sugerir(f.VAZAMENTO, LOCALIDADE, None, GRANDE, base()) == UnidadeDestino(21, Passo.GRANDE_CONSUMIDOR, True)


def test_2_3_step_1_regardless_of_the_parameter():
    assert sugerir(f.VAZAMENTO, LOCALIDADE, None, GRANDE, sem_sugestao(base())).unidade_id == 21


def test_2_3_step_1_needs_the_unit_of_large_consumers():
    dominios = base()
    dominios = replace(dominios, parametros=replace(dominios.parametros, unidade_grande_consumidor_id=None))
    assert sugerir(f.VAZAMENTO, LOCALIDADE, None, GRANDE, dominios).passo is Passo.SITUACAO_COBRANCA


def test_2_3_nothing_is_suggested_without_the_parameter():
    assert sugerir(f.VAZAMENTO, LOCALIDADE, None, COBRADO, sem_sugestao(base())) == UnidadeDestino()


def test_2_3_step_2_sb0037_billing_situation_skips_a_unit_that_does_not_receive():
    assert sugerir(f.VAZAMENTO, LOCALIDADE, None, COBRADO, base()) == UnidadeDestino(22, Passo.SITUACAO_COBRANCA)


def test_20_6_a_unit_out_of_use_is_never_proposed():
    fora = {**base().unidades, 23: replace(f.unidade(23), em_uso=False)}
    assert sugerir(f.VAZAMENTO, LOCALIDADE, None, None, base(unidades=fora)).unidade_id == 24


def test_2_3_step_3_sb0035_locality_and_especificacao():
    assert sugerir(f.VAZAMENTO, LOCALIDADE, None, None, base()) == UnidadeDestino(23, Passo.LOCALIDADE_ESPECIFICACAO)


def test_2_3_step_3_takes_the_locality_of_the_imovel():
    assert sugerir(f.VAZAMENTO, None, None, f.imovel(), base()).passo is Passo.LOCALIDADE_ESPECIFICACAO


def test_2_3_step_4_sb0003_especificacao():
    assert sugerir(f.VAZAMENTO, None, None, None, base()) == UnidadeDestino(24, Passo.ESPECIFICACAO)


def test_2_3_step_5_sb0007_sewage_by_locality_and_grupo():
    assert sugerir(f.EXTRAVASAMENTO, LOCALIDADE, DIVISAO, None, base()) == UnidadeDestino(25, Passo.ESGOTO)


def test_2_3_step_5_sb0007_sewage_by_divisao():
    assert sugerir(f.EXTRAVASAMENTO, None, DIVISAO, None, base()) == UnidadeDestino(27, Passo.ESGOTO)


def test_2_3_step_6_sb0005_locality_and_grupo_without_own_unit():
    dominios = base(especificacoes=f.dominios().especificacoes, localidade_destino={})
    assert sugerir(f.VAZAMENTO, LOCALIDADE, DIVISAO, None, dominios) == UnidadeDestino(26, Passo.LOCALIDADE_GRUPO)


def test_2_3_steps_5_and_6_only_without_own_unit():
    dominios = base(especificacoes=f.com_especificacao(f.VAZAMENTO, unidade_id=f.SURDA), localidade_destino={})
    assert sugerir(f.VAZAMENTO, LOCALIDADE, DIVISAO, None, dominios) == UnidadeDestino()


def test_2_3_step_7_nothing():
    assert sugerir(f.SEM_AGUA_GERAL, LOCALIDADE, DIVISAO, None, base()) == UnidadeDestino(None, Passo.NENHUM, False)
    assert sugerir(None, LOCALIDADE, DIVISAO, None, base()) == UnidadeDestino()


@pytest.mark.parametrize(
    ("achada", "imovel", "localidade"), [(21, GRANDE, 1), (22, COBRADO, 1), (23, None, 1), (24, None, None)]
)
def test_2_3_fs0018_replaced_by_the_centralising_unit(achada, imovel, localidade):
    unidades = {**base().unidades, achada: f.unidade(achada, centralizadora_id=f.CENTRALIZADORA)}
    assert sugerir(f.VAZAMENTO, localidade, None, imovel, base(unidades=unidades)).unidade_id == f.CENTRALIZADORA


@pytest.mark.parametrize("centralizadora", [f.SURDA, 999])
def test_2_3_fs0018_only_when_the_centralising_unit_receives(centralizadora):
    unidades = {**base().unidades, 24: f.unidade(24, centralizadora_id=centralizadora)}
    assert sugerir(f.VAZAMENTO, None, None, None, base(unidades=unidades)).unidade_id == 24

from decimal import Decimal

import pytest

from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.domain.regras.ordem_servico import OrdemServicoAutomatica, planejar
from tests.domain import fabrica as f

PAVIMENTADO = Local(local_ocorrencia_id=1, pavimento_calcada_id=2, pavimento_rua_id=3)
TABELA = {(f.VAZAMENTO, 1, 3, 2): 70}
SERVICOS = {
    60: f.servico(60, prioridade_id=2),
    61: f.servico(61, em_uso=False),
    62: f.servico(62, referencia_id=60, diagnostico=True),
    63: f.servico(63, referencia_id=60),
    64: f.servico(64, referencia_id=999, diagnostico=True),
    70: f.servico(70),
}


def plano(servico_id, local=None, tipo_id=f.AGUA, **campos):
    especificacoes = f.com_especificacao(f.VAZAMENTO, servico_tipo_id=servico_id, tipo_id=tipo_id)
    dominios = f.dominios(especificacoes=especificacoes, servicos=SERVICOS, **campos)
    return planejar(especificacoes[f.VAZAMENTO], local or Local(), dominios)


def test_2_10_no_service_no_os():
    assert plano(None) is None
    assert plano(999) is None


def test_2_10_service_out_of_use():
    assert plano(61) is None


def test_2_10_service_of_the_especificacao():
    assert plano(60) == OrdemServicoAutomatica(60, None, prioridade_id=2, valor=Decimal(60))


@pytest.mark.parametrize("servico_id", [60, None])
def test_2_10_sb0030_pavement_table_takes_over_even_without_own_service(servico_id):
    assert plano(servico_id, PAVIMENTADO, pavimento_servico=TABELA).servico_tipo_id == 70


def test_2_10_pavement_table_needs_all_three():
    sem_rua = Local(local_ocorrencia_id=1, pavimento_calcada_id=2)
    assert plano(60, sem_rua, pavimento_servico=TABELA).servico_tipo_id == 60
    assert plano(60, PAVIMENTADO).servico_tipo_id == 60


def test_2_10_uc0430_grupo_6_with_diagnosis_swaps_the_types():
    assert plano(62, tipo_id=f.DIAGNOSTICO) == OrdemServicoAutomatica(60, 62, prioridade_id=2, valor=Decimal(60))


@pytest.mark.parametrize(("servico_id", "tipo_id"), [(62, f.AGUA), (63, f.DIAGNOSTICO), (63, f.AGUA)])
def test_2_10_otherwise_the_reference_is_kept(servico_id, tipo_id):
    ordem = plano(servico_id, tipo_id=tipo_id)
    assert (ordem.servico_tipo_id, ordem.referencia_id) == (servico_id, 60)


def test_2_10_unknown_reference_is_not_swapped():
    assert plano(64, tipo_id=f.DIAGNOSTICO).servico_tipo_id == 64

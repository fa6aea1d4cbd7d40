from dataclasses import replace

import pytest

from gsan_desk.domain.codigos import PermissaoEspecial
from gsan_desk.domain.dominios import CriterioImovel
from gsan_desk.domain.imovel import RAPendente
from gsan_desk.domain.regras import conta
from gsan_desk.domain.regras import imovel as regras
from gsan_desk.domain.regras.imovel import EnderecoDoImovel, endereco_do_imovel
from tests.domain import fabrica as f

PENDENTE = f.imovel(pendentes=(RAPendente(77, f.VAZAMENTO),))
PERMISSAO_34 = frozenset({int(PermissaoEspecial.VENCIMENTO_ANTES_DO_PERIODO)})
PERMISSAO_105 = frozenset({int(PermissaoEspecial.RETIFICAR_CONTA_NORMA_REVISAO)})


def especificacao(id_=f.VAZAMENTO, **campos):
    return f.com_especificacao(id_, **campos)[id_]


def test_2_8_1_m13_same_especificacao_already_open():
    recusa = regras.mesma_especificacao(PENDENTE, especificacao())
    assert recusa.mensagem == "Já há RA pendente de VAZAMENTO, nº 77, para o imóvel 1234."
    assert recusa.campo == "local.imovel_id"


def test_2_8_1_other_especificacao_and_the_ra_itself_do_not_count():
    assert regras.mesma_especificacao(PENDENTE, especificacao(f.PESQUISA)) is None
    assert regras.mesma_especificacao(PENDENTE, especificacao(), exceto_ra=77) is None


@pytest.mark.parametrize(
    ("criterios", "aceito"),
    [
        ([(3, 1, True, False)], True),
        ([(None, None, None, None)], True),
        ([(3, None, None, None)], True),
        ([(3, None, False, None)], False),
        ([(2, None, None, None), (3, 1, None, None)], True),
        ([(3, 2, None, None), (2, 1, None, None)], False),
        ([(None, None, None, True)], False),
    ],
)
def test_2_8_2_m14_criteria_are_evaluated_row_by_row(criterios, aceito):
    dominios = f.dominios(criterios={8: tuple(CriterioImovel(*linha) for linha in criterios)})
    recusa = regras.situacao_exigida(f.imovel(), especificacao(imovel_situacao_id=8), dominios)
    assert (recusa is None) == aceito


def test_2_8_2_m14_text_tells_the_facts():
    dominios = f.dominios(criterios={8: (CriterioImovel(2, None, None, None),)})
    recusa = regras.situacao_exigida(f.imovel(), especificacao(imovel_situacao_id=8), dominios)
    assert "água LIGADO, esgoto POTENCIAL, com hidrômetro na ligação, sem hidrômetro no poço" in recusa.mensagem


def test_2_8_2_no_situation_or_no_criteria_demands_nothing():
    assert regras.situacao_exigida(f.imovel(), especificacao(), f.dominios()) is None
    assert regras.situacao_exigida(f.imovel(), especificacao(imovel_situacao_id=8), f.dominios()) is None


def test_2_8_3_m15_debt_only_when_the_especificacao_looks():
    devedor = f.imovel(tem_debito=True)
    assert regras.debito(devedor, especificacao(verificar_debito=True)).codigo == "M15"
    assert regras.debito(devedor, especificacao()) is None
    assert regras.debito(f.imovel(), especificacao(verificar_debito=True)) is None


@pytest.mark.parametrize(
    ("alterado", "recusado"), [(f.dia(16, 2), True), (f.dia(15, 2), False), (f.dia(1, 5), True), (None, False)]
)
def test_2_8_4_m16_recent_due_day_change(alterado, recusado):
    contexto = contexto_com_meses()
    recusa = recente(f.imovel(vencimento_alterado_em=alterado), contexto)
    assert (recusa is not None and recusa.codigo == "M16") == recusado


def test_2_8_4_m16_permission_34_flag_and_parameter():
    imovel = f.imovel(vencimento_alterado_em=f.dia(1))
    assert recente(imovel, contexto_com_meses(PERMISSAO_34)) is None
    assert recente(imovel, f.contexto()) is None
    assert regras.vencimento_recente(imovel, especificacao(), contexto_com_meses(), f.HOJE) is None


def contexto_com_meses(permissoes=frozenset()):
    parametros = replace(f.dominios().parametros, meses_minimo_alteracao_vencimento=3)
    return f.contexto(f.AGENCIA, permissoes, parametros=parametros)


def recente(imovel, contexto):
    return regras.vencimento_recente(imovel, especificacao(alterar_vencimento=True), contexto, f.HOJE)


def test_2_8_5_sb0021_any_pending_ra_is_a_warning():
    assert f.codigos(regras.avisos(PENDENTE, False)) == [("IMOVEL_PENDENTE", "local.imovel_id")]
    assert regras.avisos(f.imovel(), False) == []


def test_2_8_6_fs0019_blocking_is_told():
    descritivo = f.imovel(endereco=None, endereco_texto="SÍTIO SÃO JOÃO")
    assert f.codigos(regras.avisos(descritivo, True)) == [("BLOQUEIO_IMOVEL", "local.imovel_id")]


@pytest.mark.parametrize(
    ("endereco", "texto", "obrigatorio", "esperado"),
    [
        (f.ENDERECO, "", True, EnderecoDoImovel.PROPRIO),
        (f.ENDERECO, "SÍTIO", False, EnderecoDoImovel.PROPRIO),
        (None, "SÍTIO", True, EnderecoDoImovel.DESCRITIVO),
        (None, "SÍTIO", False, EnderecoDoImovel.INFORMAR),
        (None, " ", True, EnderecoDoImovel.INFORMAR),
    ],
)
def test_2_8_6_fs0019_address_of_the_imovel(endereco, texto, obrigatorio, esperado):
    assert endereco_do_imovel(f.imovel(endereco=endereco, endereco_texto=texto), obrigatorio) is esperado


def test_3_3_1_what_blocks_when_the_imovel_is_typed():
    dominios = f.dominios(criterios={8: (CriterioImovel(2, None, None, None),)})
    exigente = especificacao(imovel_situacao_id=8, verificar_debito=True)
    achados = regras.ao_informar(replace(PENDENTE, tem_debito=True), exigente, dominios)
    assert [v.codigo for v in achados] == ["M13", "M14", "M15"]


@pytest.mark.parametrize("situacao", [3, 4, 9, None])
def test_3_3_3_conta_by_situation(situacao):
    assert conta.verificar(situacao, f.HOJE, f.contexto(), f.HOJE).codigo == "CONTA_SITUACAO"


def test_3_3_3_conta_by_age_unless_permission_105():
    parametros = replace(f.dominios().parametros, meses_vencida_conta_ra=2)
    contexto = f.contexto(parametros=parametros)
    assert conta.verificar(0, f.dia(15, 3), contexto, f.HOJE) is None
    assert conta.verificar(1, f.dia(14, 3), contexto, f.HOJE).codigo == "CONTA_PRAZO"
    assert conta.verificar(1, f.dia(14, 3), f.contexto(f.AGENCIA, PERMISSAO_105, parametros=parametros), f.HOJE) is None
    assert conta.verificar(2, f.dia(1, 1, 2000), f.contexto(), f.HOJE) is None

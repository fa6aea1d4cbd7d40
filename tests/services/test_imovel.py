"""Facts of an imóvel, in one statement [UC0366, UC0409, UC0067]."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.services import imovel
from gsan_desk.services.ra_inserir import abrir
from tests.services.apoio_ra import contar
from tests.support.banco import conectar
from tests.support.cenario import IDS


def ler(banco: Banco, contexto: Contexto, imovel_id: int) -> ImovelFato:
    fato = banco.executar(imovel.carregar, contexto, imovel_id)
    assert fato is not None
    return fato


def test_one_statement(atendente: Banco, contexto: Contexto) -> None:
    with contar(atendente.engine) as comandos:
        ler(atendente, contexto, IDS.imovel_normal)
    assert len(comandos) == 1


@pytest.mark.parametrize("imovel_id", [IDS.imovel_excluido, 999_999])
def test_excluded_and_unknown_are_not_found(atendente: Banco, contexto: Contexto, imovel_id: int) -> None:
    assert atendente.executar(imovel.carregar, contexto, imovel_id) is None


def test_place_and_address(atendente: Banco, contexto: Contexto) -> None:
    fato = ler(atendente, contexto, IDS.imovel_normal)
    assert fato.inscricao == "001.001.010.0001.000"
    assert (fato.localidade_id, fato.setor_comercial_id, fato.quadra_id) == (1, 1, 1)
    assert (fato.municipio_id, fato.bairro_id, fato.bairro_codigo, fato.bairro_nome) == (1, 1, 10, "CENTRO")
    assert fato.endereco is not None
    assert fato.endereco.numero == "100"
    assert fato.endereco_texto == "RUA DAS FLORES, 100 - CENTRO - SANTA AURORA/PE - CEP 50010-010"
    assert fato.divisao_esgoto_id == IDS.divisao_esgoto
    assert (fato.coordenada_norte, fato.coordenada_leste) == (Decimal("9108200.2500"), Decimal("290100.5000"))


def test_without_logradouro_only_a_text_remains(atendente: Banco, contexto: Contexto) -> None:
    fato = ler(atendente, contexto, IDS.imovel_sem_logradouro)
    assert fato.endereco is None
    assert fato.endereco_texto.startswith("CHACARA BOA ESPERANCA")
    assert fato.bairro_id == IDS.bairro_centro  # of the quadra


def test_a_quadra_without_bacia_has_no_divisao(atendente: Banco, contexto: Contexto) -> None:
    assert ler(atendente, contexto, IDS.imovel_sem_bacia).divisao_esgoto_id is None


@pytest.mark.parametrize(
    ("imovel_id", "agua", "poco"),
    [
        (IDS.imovel_normal, True, False),
        (IDS.imovel_sem_hidrometro, False, False),
        (IDS.imovel_com_poco, False, True),
        (IDS.imovel_cortado, True, False),
    ],
)
def test_hydrometers(atendente: Banco, contexto: Contexto, imovel_id: int, agua: bool, poco: bool) -> None:
    fato = ler(atendente, contexto, imovel_id)
    assert (fato.hidrometro_agua, fato.hidrometro_poco) == (agua, poco)


@pytest.mark.parametrize(
    ("imovel_id", "deve"),
    [
        (IDS.imovel_com_debito, True),
        (IDS.imovel_com_guia, True),
        (IDS.imovel_com_debito_a_cobrar, True),
        (IDS.imovel_normal, False),
    ],
)
def test_debt(atendente: Banco, contexto: Contexto, imovel_id: int, deve: bool) -> None:
    assert ler(atendente, contexto, imovel_id).tem_debito is deve


def test_a_paid_conta_is_no_debt(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    with conectar(dsn) as conexao:
        conexao.execute("UPDATE arrecadacao.pagamento SET cnta_id = %s WHERE pgmt_id = 3", (IDS.conta_vencida,))
    assert not ler(atendente, contexto, IDS.imovel_com_debito).tem_debito


def test_a_conta_not_due_yet_is_no_debt(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    with conectar(dsn) as conexao:
        conexao.execute(
            "UPDATE faturamento.conta SET cnta_dtvencimentoconta = current_date + 1 WHERE cnta_id = %s",
            (IDS.conta_vencida,),
        )
    assert not ler(atendente, contexto, IDS.imovel_com_debito).tem_debito


def test_people_of_the_imovel(atendente: Banco, contexto: Contexto) -> None:
    fato = ler(atendente, contexto, IDS.imovel_normal)
    assert fato.usuario is not None
    assert (fato.usuario.id, fato.usuario.cpf, fato.usuario.aceita_sms) == (IDS.cliente_cpf, "52998224725", True)
    assert fato.responsavel is None
    com_responsavel = ler(atendente, contexto, IDS.imovel_com_responsavel)
    assert com_responsavel.responsavel is not None
    assert com_responsavel.responsavel.id == IDS.cliente_responsavel


def test_pending_ras_billing_and_due_day(atendente: Banco, contexto: Contexto) -> None:
    pendentes = ler(atendente, contexto, IDS.imovel_com_ra_pendente).pendentes
    assert [(p.id, p.especificacao_id) for p in pendentes] == [(IDS.ra_pendente_imovel, IDS.espec_matricula)]
    em_cobranca = ler(atendente, contexto, IDS.imovel_em_cobranca)
    assert em_cobranca.cobranca_situacao_ids == {IDS.cobranca_situacao}
    hoje = atendente.executar(abrir, contexto).agora.date()
    alterado = ler(atendente, contexto, IDS.imovel_vencimento_recente).vencimento_alterado_em
    assert alterado == hoje - timedelta(days=30)


def test_large_consumer(atendente: Banco, contexto: Contexto) -> None:
    assert ler(atendente, contexto, IDS.imovel_grande_consumidor).grande_consumidor
    assert not ler(atendente, contexto, IDS.imovel_normal).grande_consumidor


@pytest.mark.parametrize(
    ("escrita", "lida"),
    [
        ("9108200,25", Decimal("9108200.2500")),
        (" -12.5 ", Decimal("-12.5000")),
        ("abc", None),
        ("", None),
        (None, None),
        ("NaN", None),
        ("1e99", None),
    ],
)
def test_a_coordinate_that_is_no_number_counts_as_missing(escrita: str | None, lida: Decimal | None) -> None:
    assert imovel.coordenada(escrita) == lida

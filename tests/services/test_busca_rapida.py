"""The one box that takes any number or name."""

from collections.abc import Callable

import pytest
from sqlalchemy import URL, create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.erros import SemPermissao
from gsan_desk.services.busca_rapida import Alvo, buscar, buscar_ras
from tests.services import muitos_ras
from tests.support.cenario_ids import IDS, protocolo
from tests.support.comandos import comandos, plano

RA, IMOVEL, CLIENTE = Alvo.RA, Alvo.IMOVEL, Alvo.CLIENTE


@pytest.mark.parametrize(
    ("digitado", "esperados"),
    [
        ("9003", [(RA, "número", 9003)]),
        (" 1001 ", [(IMOVEL, "matrícula", 1001)]),
        ("1010", []),
        ("529.982.247-25", [(CLIENTE, "CPF/CNPJ", IDS.cliente_cpf)]),
        ("11222333000181", [(CLIENTE, "CPF/CNPJ", IDS.cliente_cnpj)]),
        ("123.456.789-09", []),
        (
            "(81) 98888-7777",
            [(RA, "telefone", IDS.ra_pendente_endereco)],
        ),
        ("987654321", [(CLIENTE, "telefone", IDS.cliente_cpf)]),
        ("(11) 98765-4321", []),
        ("3421-2000", [(CLIENTE, "telefone", IDS.cliente_cnpj)]),
        ("padaria p", [(CLIENTE, "nome", IDS.cliente_cnpj)]),
        ("CLIENTE INATIVO", []),
        ("pa", []),
        ("%%%", []),
        ("", []),
        ("99999999999999999999", []),
    ],
)
def test_pela_forma(sessao: Session, digitado: str, esperados: list[tuple[Alvo, str, int]]) -> None:
    assert [(a.alvo, a.por, a.id) for a in buscar(sessao, digitado)] == esperados


def test_protocolo_do_solicitante_e_da_reiteracao(sessao: Session) -> None:
    ano = sessao.execute(text("SELECT date_part('year', current_date)::int")).scalar_one()
    (pelo_solicitante,) = buscar(sessao, protocolo(IDS.ra_encerrado, ano))
    (pela_reiteracao,) = buscar(sessao, protocolo(8001, ano))
    assert (pelo_solicitante.id, pelo_solicitante.situacao) == (IDS.ra_encerrado, SituacaoRA.ENCERRADO)
    assert (pela_reiteracao.id, pela_reiteracao.por) == (IDS.ra_reiterado, "protocolo")


def test_celular_guardado_sem_o_nono_digito(sessao: Session) -> None:
    sessao.execute(text("UPDATE atendimentopublico.solicitante_fone SET sofo_nnfone = '88887777' WHERE sofo_id = 1"))
    assert [a.id for a in buscar(sessao, "81 98888-7777")] == [IDS.ra_pendente_endereco]


def test_no_maximo_um_comando_e_dez_de_cada(sessao: Session) -> None:
    muitos_ras.criar(sessao, 60)
    sessao.execute(
        text("UPDATE atendimentopublico.solicitante_fone SET sofo_nnfone = '34216666' WHERE sofo_id > 100000")
    )
    with comandos(sessao) as vistos:
        assert len(buscar(sessao, "34216666")) == 10
    assert len(vistos) == 1
    with comandos(sessao) as vistos:
        buscar(sessao, "52998224725")
    assert len(vistos) == 1
    with comandos(sessao) as vistos:
        buscar(sessao, "ab")
    assert vistos == []


@pytest.mark.parametrize(
    ("digitado", "indices"),
    [
        ("30000007", {"gd_solicitante_fone", "gd_cliente_fone"}),
        ("52998224725", {"gd_cliente_cpf", "gd_cliente_cnpj"}),
        ("MARIA APAR", {"gd_cliente_nome"}),
        ("19991000000005", {"gd_ra_solicitante_protocolo", "gd_ra_reiteracao_protocolo"}),
    ],
)
def test_plano_do_atendente(dsn: URL, atendente: Banco, digitado: str, indices: set[str]) -> None:
    engine = create_engine(dsn, poolclass=NullPool)
    with Session(engine) as sessao, sessao.begin():
        muitos_ras.criar(sessao, 2000)
        sessao.execute(text(_CLIENTES))
        sessao.execute(text("ANALYZE cadastro.cliente"))
    assert not indices - set(atendente.executar(_plano, digitado).split())


_CLIENTES = """
INSERT INTO cadastro.cliente (clie_id, clie_nmcliente, cltp_id, clie_nncpf)
SELECT 5000 + n, 'CLIENTE NUMERO ' || n::text, 1, lpad(n::text, 11, '0') FROM generate_series(1, 3000) n
"""


def _plano(sessao: Session, digitado: str) -> str:
    with comandos(sessao) as vistos:
        buscar(sessao, digitado)
    return plano(sessao, vistos)


def test_who_reads_no_documents_finds_ras_only(como: Callable[[str], Banco]) -> None:
    """An SMS operator opens RAs; the server would refuse the rest."""
    banco = como("sms")
    assert [a.id for a in banco.executar(buscar_ras, "9003")] == [IDS.ra_encerrado]
    assert [a.alvo for a in banco.executar(buscar_ras, "(81) 98888-7777")] == [RA]
    assert banco.executar(buscar_ras, "529.982.247-25") == ()
    with pytest.raises(SemPermissao):
        banco.executar(buscar, "529.982.247-25")

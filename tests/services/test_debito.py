"""What an imóvel owes [UC0067]: the list says the same as the refusal of 2.8.3."""

from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.services.debito import do_imovel
from gsan_desk.services.imovel import carregar
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS


def test_list_and_refusal_agree_for_every_imovel(atendente: Banco, contexto: Contexto, sessao: Session) -> None:
    imoveis = sessao.execute(text("SELECT imov_id FROM cadastro.imovel WHERE imov_icexclusao = 2")).scalars().all()
    com_debito = set()
    for imovel in imoveis:
        fato = atendente.executar(carregar, contexto, imovel)
        assert fato is not None
        assert fato.tem_debito == bool(atendente.executar(do_imovel, imovel))
        com_debito |= {imovel} if fato.tem_debito else set()
    assert IDS.imovel_com_debito in com_debito
    assert IDS.imovel_normal not in com_debito


@pytest.mark.parametrize("imovel", [IDS.imovel_com_debito, IDS.imovel_normal])
def test_one_statement_whatever_is_owed(atendente: Banco, imovel: int) -> None:
    with contar(atendente.engine) as comandos:
        debitos = atendente.executar(do_imovel, imovel)
    assert len(comandos) == 1
    assert list(debitos) == sorted(debitos, key=lambda d: (d.vencimento, d.tipo, d.numero))
    assert all(d.valor > Decimal(0) and d.valor == d.valor.quantize(Decimal("0.01")) for d in debitos)

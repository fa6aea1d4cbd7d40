"""A cliente with addresses and phones, in one statement."""

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.services import cliente
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS


def test_one_statement_brings_addresses_and_phones(atendente: Banco) -> None:
    with contar(atendente.engine) as comandos:
        fato = atendente.executar(cliente.carregar, IDS.cliente_cpf)
    assert len(comandos) == 1
    assert fato is not None
    assert fato.tem_documento
    assert fato.enderecos[0].startswith("RUA DAS FLORES, 100")
    assert len(fato.enderecos) == 2
    assert [(f.ddd, f.numero, f.ramal, f.principal) for f in fato.fones] == [
        ("81", "987654321", "", True),
        ("81", "34211000", "12", False),
    ]


def test_without_address_or_phone(atendente: Banco) -> None:
    fato = atendente.executar(cliente.carregar, IDS.cliente_sem_endereco)
    assert fato is not None
    assert (fato.enderecos, fato.fones, fato.aceita_sms) == ((), (), False)


@pytest.mark.parametrize("cliente_id", [IDS.cliente_inativo, 999_999])
def test_inactive_and_unknown_are_not_found(atendente: Banco, cliente_id: int) -> None:
    assert atendente.executar(cliente.carregar, cliente_id) is None

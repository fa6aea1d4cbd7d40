"""A report typed at the counter: what it needs, what the row holds, who may, and that nothing enters twice."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.relato import Problema
from gsan_desk.services.progis.registro import RegistrarRelato, registrar
from tests.services.apoio_progis import ajustar, ler
from tests.services.apoio_ra import contar

CHAVE = UUID("0a6b3c1e-5f0b-4ad0-9d3c-0d7a0f0d5a11")
DITO = RegistrarRelato(
    CHAVE,
    "(81) 98765-0001",
    Problema.AGUA,
    nome="ANA LIMA",
    endereco="RUA DAS FLORES, 12",
    bairro="CENTRO",
    municipio="CIDADE",
    ponto_referencia="PERTO DA PRAÇA",
    descricao="Água no meio da rua\ndesde ontem",
)


def recusas(atendente: Banco, contexto: Any, comando: RegistrarRelato) -> dict[str, str]:
    with pytest.raises(RegraViolada) as recusa:
        atendente.executar(registrar, contexto, comando)
    return {v.campo: v.mensagem for v in recusa.value.violacoes}


def test_what_was_typed_is_a_pending_report_of_the_counter(atendente: Banco, contexto: Any, base: Any) -> None:
    id_ = atendente.executar(registrar, contexto, DITO)
    linha = ler(base, id_)
    assert (linha["origem"], linha["id_externo"], linha["telefone"]) == ("BALCAO", str(CHAVE), "+5581987650001")
    assert (linha["situacao"], linha["problema"], linha["latitude"]) == (1, 1, None)
    assert linha["descricao"] == "Água no meio da rua desde ontem"
    assert (linha["nome"], linha["endereco"], linha["bairro"]) == ("ANA LIMA", "RUA DAS FLORES, 12", "CENTRO")
    quem = base.execute(
        "SELECT quem, operacao FROM gsan_desk.auditoria WHERE tabela = 'gsan_desk.relato_cidadao' AND linha = %s",
        (id_,),
    ).fetchone()
    assert (quem["quem"], quem["operacao"]) == (contexto.operador.login, "I")


def test_typed_twice_it_enters_once_in_two_statements(atendente: Banco, contexto: Any, base: Any) -> None:
    primeiro = atendente.executar(registrar, contexto, DITO)
    with contar(atendente.engine) as enviados:
        assert atendente.executar(registrar, contexto, DITO) == primeiro
    assert len(enviados) == 2
    assert base.execute("SELECT count(*) AS n FROM gsan_desk.relato_cidadao").fetchone()["n"] == 1


def test_degrees_alone_are_a_place(atendente: Banco, contexto: Any, base: Any) -> None:
    comando = replace(DITO, endereco="", latitude="-8,0476", longitude="-34.8770")
    linha = ler(base, atendente.executar(registrar, contexto, comando))
    assert (linha["latitude"], linha["longitude"]) == (Decimal("-8.0476"), Decimal("-34.877"))


@pytest.mark.parametrize(
    ("mudanca", "campos"),
    [
        ({"telefone": "", "problema": None, "endereco": ""}, {"telefone", "problema", "endereco"}),
        ({"telefone": "123"}, {"telefone"}),
        ({"latitude": "-8,0476"}, {"latitude"}),
        ({"latitude": "0", "longitude": "0"}, {"latitude"}),
        ({"latitude": "91", "longitude": "10"}, {"latitude"}),
        ({"endereco": " "}, {"endereco"}),
        ({"endereco": "X" * 201, "descricao": "Y" * 401}, {"endereco", "descricao"}),
    ],
)
def test_what_is_wrong_is_said_of_its_field(
    atendente: Banco, contexto: Any, mudanca: dict[str, Any], campos: set[str]
) -> None:
    assert set(recusas(atendente, contexto, replace(DITO, **mudanca))) == campos


def test_the_limit_of_the_phone_holds_at_the_counter_too(atendente: Banco, contexto: Any, base: Any) -> None:
    ajustar(base, relatos_por_telefone_dia=1)
    atendente.executar(registrar, contexto, DITO)
    achadas = recusas(atendente, contexto, replace(DITO, chave=uuid4()))
    assert achadas["telefone"].startswith("Este telefone já fez hoje")

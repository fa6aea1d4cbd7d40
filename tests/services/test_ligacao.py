"""What a signed call of PROGIS comes to in this base (spec 40 §2.2)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.ligacao import Chamada
from gsan_desk.services.ligacao import propor
from tests.services.apoio_ra import concluir_aceitando, contar, preencher
from tests.support.cenario import IDS

CHAMADA = Chamada("atendente", "x", Decimal("9108123.4567"), Decimal("290456.1000"), diametro=Decimal("50.00"))
RUA = replace(CHAMADA, logradouro_bairro_id=IDS.logradouro_bairro_flores, numero="12", complemento="CASA B")


def test_the_place_of_a_street(atendente: Banco, contexto: Contexto) -> None:
    chamada = replace(
        RUA,
        logradouro_cep_id=IDS.logradouro_cep_flores,
        setor_comercial_id=IDS.setor_norte,
        ponto_referencia="perto da praça",
    )
    with contar(atendente.engine) as comandos:
        proposto = atendente.executar(propor, contexto, chamada)
    assert len(comandos) == 1
    local = proposto.local
    assert local.endereco is not None
    assert local.endereco.texto.startswith("RUA DAS FLORES, 12 CASA B - ")
    assert (local.endereco.municipio_id, local.endereco.logradouro_cep_id) == (IDS.municipio, IDS.logradouro_cep_flores)
    assert (local.localidade_id, proposto.setor_comercial_codigo) == (IDS.localidade_norte, 1)
    assert (local.coordenada_norte, local.coordenada_leste) == (Decimal("9108123.4567"), Decimal("290456.1000"))
    assert (local.ponto_referencia, local.diametro) == ("perto da praça", Decimal("50.00"))


def test_the_geography_of_an_imovel_is_its_own(atendente: Banco, contexto: Contexto) -> None:
    chamada = replace(CHAMADA, imovel_id=IDS.imovel_em_quadra_2, localidade_id=999, setor_comercial_id=999)
    local = atendente.executar(propor, contexto, chamada).local
    assert (local.imovel_id, local.localidade_id, local.endereco) == (IDS.imovel_em_quadra_2, None, None)


@pytest.mark.parametrize(
    ("mudanca", "mensagem"),
    [
        ({"imovel_id": 99_999_999}, "Imóvel Inexistente"),
        ({"logradouro_bairro_id": 99_999_999}, "O logradouro e bairro que o PROGIS informou não existe nesta base."),
        ({"logradouro_cep_id": IDS.logradouro_cep_sol}, "O CEP que o PROGIS informou não é do logradouro."),
        ({"localidade_id": 999}, "A localidade que o PROGIS informou não existe nesta base."),
        ({"setor_comercial_id": 999}, "O setor comercial que o PROGIS informou não é da localidade."),
        (
            {"localidade_id": IDS.localidade_centro, "setor_comercial_id": IDS.setor_norte},
            "O setor comercial que o PROGIS informou não é da localidade.",
        ),
    ],
)
def test_what_the_base_has_not_is_named(
    atendente: Banco, contexto: Contexto, mudanca: dict[str, Any], mensagem: str
) -> None:
    with pytest.raises(RegraViolada) as erro:
        atendente.executar(propor, contexto, replace(RUA, **mudanca))
    assert str(erro.value) == mensagem


def test_coordinates_without_a_logradouro_are_marked(atendente: Banco, contexto: Contexto, base: Any) -> None:
    chamada = replace(CHAMADA, imovel_id=IDS.imovel_sem_logradouro)
    local = atendente.executar(propor, contexto, chamada).local
    novo = replace(preencher(atendente, contexto, IDS.espec_matricula), local=local)
    ra = atendente.executar(concluir_aceitando, contexto, novo).numero
    colunas = "rgat_iccorrdenadassemlogr AS marca, rgat_nncoordenadanorte AS norte, rgat_nndiametro AS diametro"
    linha = base.execute(
        f"SELECT {colunas} FROM atendimentopublico.registro_atendimento WHERE rgat_id = %s", (ra,)
    ).fetchone()
    assert linha == {"marca": 1, "norte": Decimal("9108123.4567"), "diametro": Decimal("50.00")}

"""What the map shows around a place (issue 6, point 6)."""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.registro_atendimento import Endereco, Local
from gsan_desk.services.arredores import ver
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS
from tests.support.comandos import comandos, plano

LESTE, NORTE = 290100.5, 9108200.25
AQUI = Local(coordenada_leste=Decimal("290100.5"), coordenada_norte=Decimal("9108200.25"))
_IMOVEL = "UPDATE cadastro.imovel SET imov_nncoordenadax = %s, imov_nncoordenaday = %s WHERE imov_id = %s"
_RA = """UPDATE atendimentopublico.registro_atendimento
    SET rgat_nncoordenadaleste = %s, rgat_nncoordenadanorte = %s WHERE rgat_id = %s"""


def espalhar(base: Any) -> None:
    """Leave one imóvel and one open RA near, one imóvel far, one with rubbish for coordinates."""
    base.execute("UPDATE cadastro.imovel SET imov_nncoordenadax = NULL, imov_nncoordenaday = NULL")
    base.execute(_IMOVEL, ("290110,5", "9108200.25", IDS.imovel_normal))
    base.execute(_IMOVEL, ("299999", "9108200", IDS.imovel_norte))
    base.execute(_IMOVEL, ("aqui", "ali", IDS.imovel_em_quadra_2))
    base.execute(_RA, (290150, 9108200, IDS.ra_urgente))
    base.execute("UPDATE gsan_desk.relato_ajustes SET zona_utm = 25")


def test_imoveis_and_open_ras_near_with_the_streets(atendente: Banco, base: Any) -> None:
    espalhar(base)
    with contar(atendente.engine) as enviados:
        achado = atendente.executar(ver, AQUI)
    assert len(enviados) == 2
    assert (achado.zona, achado.centro) == (25, (LESTE, NORTE))
    assert [v.id for v in achado.vizinhos if v.imovel] == [IDS.imovel_normal]
    assert [(v.leste, v.norte) for v in achado.vizinhos if v.id == IDS.ra_urgente] == [(290150.0, 9108200.0)]
    assert [(rua, leste) for rua, leste, _ in achado.ruas()] == [("RUA DAS FLORES", 290110.5)]


def test_an_open_ra_of_a_street_lies_at_its_house_or_else_in_the_middle_of_the_street(
    atendente: Banco, base: Any
) -> None:
    espalhar(base)
    base.execute(_IMOVEL, ("290130,5", "9108220.25", IDS.imovel_norte))
    base.execute(
        "UPDATE cadastro.imovel SET lgbr_id = %s, imov_nnimovel = '77' WHERE imov_id = %s",
        (IDS.logradouro_bairro_flores, IDS.imovel_norte),
    )
    base.execute(_RA, (None, None, IDS.ra_urgente))
    na_rua = (
        "UPDATE atendimentopublico.registro_atendimento SET lgbr_id = %s, imov_id = %s, rgat_nnimovel = %s"
        " WHERE rgat_id = %s"
    )
    casos = ((None, "77", (290130.5, 9108220.25, False)), (None, "9999", (290120.5, 9108210.25, True)))
    casos = (*casos, (IDS.imovel_norte, "9999", (290130.5, 9108220.25, False)))
    for imovel, numero, onde in casos:
        base.execute(na_rua, (IDS.logradouro_bairro_flores, imovel, numero, IDS.ra_urgente))
        achados = {v.id: (v.leste, v.norte, v.pela_rua) for v in atendente.executar(ver, AQUI).vizinhos if not v.imovel}
        assert achados[IDS.ra_urgente] == onde


def test_without_coordinates_the_street_or_the_localidade_tells(atendente: Banco, base: Any) -> None:
    espalhar(base)
    da_rua = Local(endereco=Endereco(IDS.logradouro_bairro_flores, None))
    assert atendente.executar(ver, da_rua).centro == (290110.5, 9108200.25)
    da_localidade = Local(localidade_id=IDS.localidade_norte)
    assert atendente.executar(ver, da_localidade).centro == (299999.0, 9108200.0)
    assert atendente.executar(ver, Local()).centro is None


def test_without_a_zone_the_newest_report_tells_it(atendente: Banco, base: Any) -> None:
    espalhar(base)
    base.execute("UPDATE gsan_desk.relato_ajustes SET zona_utm = NULL")
    base.execute("DELETE FROM gsan_desk.relato_cidadao")
    achado = atendente.executar(ver, AQUI)
    assert (achado.zona, achado.vizinhos) == (None, ())
    base.execute(
        "INSERT INTO gsan_desk.relato_cidadao (origem, id_externo, telefone, problema, latitude, longitude)"
        " VALUES ('APP', '1', '+5581999990000', 1, -8.05, -34.88)"
    )
    assert atendente.executar(ver, AQUI).zona == 25


def test_each_kind_is_found_by_its_index(sessao: Session, base: Any) -> None:
    espalhar(base)
    with comandos(sessao) as vistos:
        ver(sessao, AQUI)
    feito = plano(sessao, vistos)
    assert "gd_imovel_ponto" in feito
    assert "gd_ra_aberto_ponto" in feito
    assert "Seq Scan on imovel" not in feito
    assert "Seq Scan on registro_atendimento" not in feito

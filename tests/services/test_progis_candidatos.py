"""Is there an RA already? What is found, why, in which order, by which index (issue 6, point 3)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, text
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.relato import Problema
from gsan_desk.services.progis.achados import SQL
from gsan_desk.services.progis.candidatos import Alcance, Candidato, Lugar, candidatos, especificacoes_do
from gsan_desk.services.progis.perto import fotos_do_ra, parecidos
from tests.services.apoio_progis import FONE, LESTE, NORTE, ajustar, por_no_mapa, por_relato
from tests.services.apoio_ra import contar
from tests.support.cenario import IDS, JPG_MINIMO

AQUI = Lugar(Decimal(str(LESTE)), Decimal(str(NORTE)))
ESPEC = (IDS.espec_simples,)
DE_FABRICA = Alcance()


@pytest.fixture(autouse=True)
def _longe(base: Any) -> None:
    """Send every RA and imóvel of the town away, so that each test brings its own near."""
    base.execute(
        "UPDATE atendimentopublico.registro_atendimento SET rgat_nncoordenadaleste = 400000 + rgat_id,"
        " rgat_nncoordenadanorte = 9000000, imov_id = NULL"
    )
    base.execute("UPDATE cadastro.imovel SET imov_nncoordenadax = NULL, imov_nncoordenaday = NULL")


@pytest.fixture
def buscar(atendente: Banco, contexto: Contexto) -> Any:
    def executar(lugar: Lugar = AQUI, especificacoes: tuple[int, ...] = ESPEC, alcance: Alcance = DE_FABRICA) -> Any:
        return atendente.executar(candidatos, contexto, lugar, especificacoes, alcance)

    return executar


def numeros(achados: tuple[Candidato, ...]) -> list[int]:
    return [c.numero for c in achados]


def test_the_nearest_comes_first_with_its_reasons_in_one_statement(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    por_no_mapa(base, IDS.ra_urgente, 90)
    por_no_mapa(base, IDS.ra_com_os, 20)
    por_no_mapa(base, IDS.ra_da_loja, 400)
    with contar(atendente.engine) as comandos:
        achados = atendente.executar(candidatos, contexto, AQUI, ESPEC)
    assert len(comandos) == 1
    assert numeros(achados)[:2] == [IDS.ra_com_os, IDS.ra_urgente]
    assert IDS.ra_da_loja not in numeros(achados)
    primeiro = achados[0]
    assert primeiro.razoes[:2] == ("a 20 m", "mesma especificação")
    assert (round(primeiro.distancia or 0), primeiro.aproximada, primeiro.aberto) == (20, False, True)
    assert primeiro.ordem_servico == IDS.ordem_servico
    assert primeiro.ultimo_tramite is not None
    assert primeiro.protocolo


def test_inserir_asks_the_same_engine_with_the_reach_of_the_settings(
    atendente: Banco, contexto: Contexto, base: Any
) -> None:
    por_no_mapa(base, IDS.ra_urgente, 200)
    assert atendente.executar(parecidos, contexto, AQUI, IDS.espec_simples) == ()
    ajustar(base, raio_metros=250)
    with contar(atendente.engine) as comandos:
        achados = atendente.executar(parecidos, contexto, AQUI, IDS.espec_simples)
    assert (len(comandos), numeros(achados)) == (2, [IDS.ra_urgente])
    assert atendente.executar(parecidos, contexto, AQUI, None) == ()


def test_the_photos_of_an_ra_are_its_first_three_and_no_other_file(atendente: Banco, base: Any) -> None:
    base.execute("DELETE FROM atendimentopublico.ra_anexo WHERE rgat_id = %s", (IDS.ra_urgente,))
    for numero, extensao in enumerate(("pdf", "JPG", "png", "jpeg", "jpg"), 99001):
        base.execute(
            "INSERT INTO atendimentopublico.ra_anexo (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento)"
            " VALUES (%s, %s, %s, %s)",
            (numero, IDS.ra_urgente, JPG_MINIMO + bytes([numero % 256]), extensao),
        )
    achadas = atendente.executar(fotos_do_ra, IDS.ra_urgente)
    assert [foto[-1] for foto in achadas] == [n % 256 for n in (99002, 99003, 99004)]


def test_precision_widens_the_circle_up_to_a_limit(buscar: Any, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 180)
    assert numeros(buscar()) == []
    assert numeros(buscar(replace(AQUI, precisao=200.0))) == [IDS.ra_urgente]
    por_no_mapa(base, IDS.ra_urgente, 3000)
    assert numeros(buscar(replace(AQUI, precisao=1e6))) == []


def test_another_kind_is_no_candidate(buscar: Any, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 5, step_id=IDS.espec_esgoto)
    por_no_mapa(base, IDS.ra_com_os, 5, step_id=IDS.espec_os_automatica)
    (achado,) = buscar()
    assert (achado.numero, "mesmo tipo de solicitação" in achado.razoes) == (IDS.ra_com_os, True)


def test_closed_within_the_look_back_is_marked_and_older_is_gone(buscar: Any, base: Any) -> None:
    por_no_mapa(base, IDS.ra_encerrado, 5)
    por_no_mapa(base, IDS.ra_encerrado_antigo, 5)
    (achado,) = buscar()
    assert (achado.numero, achado.aberto) == (IDS.ra_encerrado, False)
    assert "encerrado há 3 dias" in achado.razoes
    assert buscar(alcance=Alcance(dias_encerrados=2)) == ()


def test_a_blocked_ra_is_found_and_a_duplicate_is_not(buscar: Any, base: Any) -> None:
    por_no_mapa(base, IDS.ra_bloqueado, 5)
    por_no_mapa(base, IDS.ra_duplicado, 5)
    assert numeros(buscar()) == [IDS.ra_bloqueado]


def test_an_ra_without_coordinates_is_found_by_its_imovel(buscar: Any, base: Any) -> None:
    base.execute(
        "UPDATE cadastro.imovel SET imov_nncoordenadax = '290110,5', imov_nncoordenaday = '9108200.25'"
        " WHERE imov_id = %s",
        (IDS.imovel_com_ra_pendente,),
    )
    por_no_mapa(base, IDS.ra_pendente_imovel, rgat_nncoordenadaleste=None, imov_id=IDS.imovel_com_ra_pendente)
    (achado,) = [c for c in buscar() if c.numero == IDS.ra_pendente_imovel]
    assert (round(achado.distancia or 0), achado.aproximada) == (10, False)


def test_coordinates_of_an_imovel_that_are_no_number_break_nothing(buscar: Any, base: Any) -> None:
    base.execute("UPDATE cadastro.imovel SET imov_nncoordenadax = 'sem', imov_nncoordenaday = '1e999'")
    assert buscar() == ()


def test_an_ra_with_only_a_street_is_found_by_the_imoveis_there(buscar: Any, base: Any) -> None:
    base.execute(
        "UPDATE cadastro.imovel SET imov_nncoordenadax = '290120.5', imov_nncoordenaday = '9108200.25', lgbr_id = 4,"
        " imov_nnimovel = '8'"
        " WHERE imov_id = %s",
        (IDS.imovel_normal,),
    )
    por_no_mapa(base, IDS.ra_urgente, rgat_nncoordenadaleste=None)
    (achado,) = [c for c in buscar() if c.numero == IDS.ra_urgente]
    assert (round(achado.distancia or 0), achado.aproximada) == (20, True)
    assert (achado.leste, achado.norte) == (290120.5, 9108200.25), "so that the map has a place for it"
    assert "a cerca de 20 m" in achado.razoes


def test_without_coordinates_the_street_and_number_speak(buscar: Any, base: Any) -> None:
    base.execute("UPDATE atendimentopublico.registro_atendimento SET step_id = %s", (IDS.espec_simples,))
    escrito = base.execute(
        "SELECT l.logr_nmlogradouro AS nome FROM cadastro.logradouro l WHERE logr_id = %s", (IDS.logradouro_flores,)
    ).fetchone()["nome"]
    achados = buscar(Lugar(endereco=f"R. {escrito}, 100"))
    assert IDS.ra_pendente_endereco in numeros(achados)
    assert {"mesma rua", "mesmo número"} <= set(achados[0].razoes)
    assert achados[0].distancia is None
    assert buscar(Lugar(endereco="RUA QUE NAO EXISTE, 100")) == ()


def test_the_same_phone_counts_wherever_it_called_from(buscar: Any, base: Any) -> None:
    por_no_mapa(base, IDS.ra_pendente_endereco, 100)
    sem = buscar()[0].pontos
    com = buscar(replace(AQUI, fone="+5581988887777"))[0]
    assert com.pontos > sem
    assert "mesmo telefone" in com.razoes


def test_the_ra_being_changed_is_no_candidate_of_itself(buscar: Any, base: Any) -> None:
    por_no_mapa(base, IDS.ra_urgente, 5)
    assert numeros(buscar(replace(AQUI, exceto_ra=IDS.ra_urgente))) == []


def test_an_imovel_or_a_street_serves_inserir_as_well(buscar: Any, base: Any) -> None:
    por_no_mapa(base, IDS.ra_pendente_imovel, rgat_nncoordenadaleste=None, imov_id=IDS.imovel_com_ra_pendente)
    achado = buscar(Lugar(imovel_id=IDS.imovel_com_ra_pendente))[0]
    assert (achado.numero, achado.razoes[0]) == (IDS.ra_pendente_imovel, "mesmo imóvel")


def test_what_a_problem_may_be(contexto: Contexto) -> None:
    dominios = contexto.dominios
    assert especificacoes_do(Problema.AGUA, IDS.espec_simples, dominios) == ESPEC
    esgoto = especificacoes_do(Problema.ESGOTO, None, dominios)
    assert IDS.espec_esgoto in esgoto
    assert IDS.espec_simples not in esgoto
    assert IDS.espec_simples in especificacoes_do(Problema.AGUA, None, dominios)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    endereco=st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=60),
    referencia=st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=60),
    fone=st.from_regex(r"\+[1-9][0-9]{7,14}", fullmatch=True),
)
def test_no_text_breaks_it(atendente: Banco, contexto: Contexto, endereco: str, referencia: str, fone: str) -> None:
    lugar = replace(AQUI, endereco=endereco, ponto_referencia=referencia, fone=fone, precisao=-1.0)
    assert isinstance(atendente.executar(candidatos, contexto, lugar, ESPEC), tuple)


def test_the_attendants_plan_uses_the_indexes(dsn: URL, atendente: Banco, contexto: Contexto) -> None:
    """Geometric operators are not leakproof: a policy of reading that is not constant would lose these indexes."""

    def plano(session: Session) -> str:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        parametros = {
            "leste": LESTE,
            "norte": NORTE,
            "alcance": 150.0,
            "especies": [9001],
            "imovel": None,
            "logradouro": None,
            "inicios": ["F"],
            "finais": ["G"],
            "trechos": ["FLOR"],
            "ddd": 81,
            "fone": "988887777",
            "e164": FONE,
            "dias": 7,
            "dias_fone": 30,
            "exceto": 0,
        }
        return "\n".join(linha[0] for linha in session.execute(text(f"EXPLAIN {SQL}"), parametros))

    texto = atendente.executar(plano)
    for indice in ("gd_ra_aberto_ponto", "gd_ra_outro_ponto", "gd_imovel_ponto", "gd_logradouro_nome"):
        assert indice in texto, texto


def test_a_report_attached_to_an_ra_makes_its_phone_known(buscar: Any, base: Any, contexto: Contexto) -> None:
    """The phone of another country is in no solicitante_fone, but in the reports."""
    por_no_mapa(base, IDS.ra_urgente, 60)
    id_ = por_relato(base, telefone="+351912345678")
    base.execute("ALTER TABLE gsan_desk.relato_cidadao DISABLE TRIGGER gsan_desk_relato_mudanca")
    base.execute(
        "UPDATE gsan_desk.relato_cidadao SET situacao = 3, rgat_id = %s, raso_id = 1, decidido_por = 'x' WHERE id = %s",
        (IDS.ra_urgente, id_),
    )
    (achado,) = buscar(replace(AQUI, fone="+351912345678"))
    assert "mesmo telefone" in achado.razoes

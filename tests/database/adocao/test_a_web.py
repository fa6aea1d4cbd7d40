"""The web system notices nothing: the same saves with the same rows, and plans that cost no more."""

import json
import re
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL

from gsan_desk.database.adocao import adotar as adocao
from tests.support.banco import conectar
from tests.support.base_gsan import COSANPA, GSAN10, como_a_web
from tests.support.web_gsan import BUSCAS, GRAVACOES, trabalhar

BaseGsan = Callable[[str], URL]
FUSO = "America/Belem"


def _adotar(url: URL, com_indices: bool = False) -> None:
    with conectar(url) as conexao:
        adocao.adotar(conexao, FUSO, lambda _: None, com_indices)


def _trabalho(url: URL) -> list[tuple[str, int]]:
    with conectar(como_a_web(url)) as web:
        feito = list(trabalhar(web))
        web.execute("DELETE FROM atendimentopublico.visualizacao_ra_urgencia WHERE vrau_icvisualiza = 9")
    return feito


def _linhas(url: URL) -> dict[str, list[str]]:
    """Give every row of every table that is not ours, as the web role reads it."""
    with conectar(como_a_web(url)) as web:
        tabelas = web.execute(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
            " AND table_schema !~ '^(pg_|information|gsan_desk|desempenho)' AND has_table_privilege("
            "table_schema || '.' || table_name, 'SELECT')"
        ).fetchall()
        return {
            str(tabela): sorted(str(linha) for (linha,) in web.execute(f"SELECT t::text FROM {tabela} t".encode()))
            for (tabela,) in tabelas
        }


@pytest.mark.parametrize("linha", [COSANPA, GSAN10])
def test_its_saves_touch_and_leave_the_same_rows(base_gsan: BaseGsan, linha: str) -> None:
    antes, depois = base_gsan(linha), base_gsan(linha)
    _adotar(depois)
    feito = _trabalho(antes)
    assert feito == _trabalho(depois)
    assert len(feito) > 60
    assert sum(linhas for _, linhas in feito) > 50
    assert _linhas(antes) == _linhas(depois)


def test_what_it_saves_is_in_our_audit_and_closings_are_noted(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    _adotar(url)
    _trabalho(url)
    with conectar(url) as conexao:
        quem = conexao.execute(
            "SELECT DISTINCT quem FROM gsan_desk.auditoria WHERE tabela <> 'gsan_desk.base'"
        ).fetchall()
        assert quem == [("gsan_online",)]
        assert conexao.execute("SELECT count(*) FROM gsan_desk.ra_encerrado").fetchone() == (2,)


def test_its_searches_cost_no_more(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    antes = _custos(url)
    _adotar(url)
    assert {nome: custo for nome, custo in _custos(url).items() if custo[0] > antes[nome][0]} == {}
    assert {nome: custo[1] for nome, custo in _custos(url).items()} == {n: c[1] for n, c in antes.items()}


def test_its_saves_go_on_by_the_same_index(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    antes = _indices_das_gravacoes(url)
    _adotar(url)
    depois = _indices_das_gravacoes(url)
    assert all(antes.values())
    assert {nome for nome, indices in antes.items() if not indices <= depois[nome]} == set()


def test_optional_indexes_only_make_them_cheaper(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    antes = _custos(url)
    _adotar(url, com_indices=True)
    assert {nome for nome, (custo, _) in _custos(url).items() if custo > antes[nome][0]} == set()


def test_it_sees_nothing_of_ours_and_can_touch_nothing(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    _adotar(url)
    with conectar(como_a_web(url)) as web:
        for comando in (
            "SELECT * FROM gsan_desk.auditoria",
            "DELETE FROM gsan_desk.ra_encerrado",
            "SELECT gsan_desk.operador_id()",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(comando)


def test_its_roles_and_passwords_are_not_touched(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    consulta = (
        "SELECT a.*, s.setconfig FROM pg_authid a LEFT JOIN pg_db_role_setting s ON s.setrole = a.oid"
        " WHERE rolname ~ '^(gsan_o|gsan_b|role_)' ORDER BY 2"
    )
    with conectar(url) as conexao:
        antes = conexao.execute(consulta).fetchall()
        criptografia = conexao.execute("SHOW password_encryption").fetchone()
        _adotar(url)
        assert conexao.execute(consulta).fetchall() == antes
        assert conexao.execute("SHOW password_encryption").fetchone() == criptografia


def _custos(url: URL) -> dict[str, tuple[float, list[str]]]:
    """Give cost and nodes of the plan of each search, as the web role gets it."""
    with conectar(como_a_web(url)) as web:
        return {nome: _plano(web, consulta) for nome, consulta in BUSCAS.items()}


def _indices_das_gravacoes(url: URL) -> dict[str, set[str]]:
    with conectar(como_a_web(url)) as web:
        web.execute("SET enable_seqscan = off")
        planos = {nome: web.execute(f"EXPLAIN {comando}".encode()).fetchall() for nome, comando in GRAVACOES.items()}
    return {
        nome: set(re.findall(r"Index Scan (?:using|on) (\w+)", "\n".join(str(linha) for linha in linhas)))
        for nome, linhas in planos.items()
    }


def _plano(web: psycopg.Connection[Any], consulta: str) -> tuple[float, list[str]]:
    linha = web.execute(f"EXPLAIN (FORMAT JSON) {consulta}".encode()).fetchone()
    assert linha is not None
    raiz = (linha[0] if isinstance(linha[0], list) else json.loads(str(linha[0])))[0]["Plan"]
    return raiz["Total Cost"], _nos(raiz)


def _nos(no: dict[str, Any]) -> list[str]:
    return [str(no["Node Type"]), *(nome for filho in no.get("Plans", ()) for nome in _nos(filho))]

"""``gsan-desk progis simular``: believable reports with photos, made by an atendente (issue 6, point 7)."""

import json
from typing import Any

from sqlalchemy import URL
from typer.testing import CliRunner

from gsan_desk.cli import aplicacao
from gsan_desk.progis import simulacao
from gsan_desk.progis.fotos import limpar_foto
from tests.support.banco import SENHA


def chamar(dsn: URL, *argumentos: str) -> Any:
    endereco = dsn.set(drivername="postgresql", username="atendente", password=SENHA)
    ambiente = {"GSAN_DESK_DSN": endereco.render_as_string(hide_password=False)}
    return CliRunner().invoke(aplicacao, ["progis", "simular", *argumentos], env=ambiente)


def test_reports_near_the_imoveis_with_photos(dsn: URL, base: Any) -> None:
    resposta = chamar(dsn, "--quantos", "15", "--semente", "7", "--json")
    assert resposta.exit_code == 0, resposta.output
    resumo = json.loads(resposta.stdout)
    assert (resumo["novos"], resumo["recusados"]) == (15, [])
    assert resumo["fotos"] == base.execute("SELECT count(*) AS n FROM gsan_desk.relato_foto").fetchone()["n"] > 0
    outra = chamar(dsn, "--quantos", "5")
    assert "5 relatos novos" in outra.stdout


def test_the_same_seed_writes_the_same() -> None:
    lugares = [simulacao.Ponto(290000.0, 9108000.0, "RUA DAS FLORES", "10", "CENTRO", "RECIFE")]
    um, dois = (list(simulacao.simular(lugares, 8, 3)) for _ in range(2))
    assert [(r.telefone, r.endereco, r.latitude) for r in um] == [(r.telefone, r.endereco, r.latitude) for r in dois]
    fotos = [foto for r in um for foto in simulacao.fotos(r)]
    assert fotos
    assert all(limpar_foto(foto) == foto for foto in fotos)


def test_a_base_without_coordinates_is_told(dsn: URL, base: Any) -> None:
    base.execute("UPDATE cadastro.imovel SET imov_nncoordenadax = NULL")
    resposta = chamar(dsn)
    assert resposta.exit_code == 1
    assert "não há onde simular" in resposta.output

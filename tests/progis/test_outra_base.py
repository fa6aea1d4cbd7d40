"""Reports of a table in another PostgreSQL: mapping, resuming, dedup, hostile rows (issue 6, point 1b)."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL
from typer.testing import CliRunner

from gsan_desk.cli import aplicacao
from gsan_desk.domain.relato import Problema
from gsan_desk.progis import ajustes_fonte
from gsan_desk.progis.fonte import FonteIndisponivel
from gsan_desk.progis.importacao import importar
from gsan_desk.progis.leitura import RelatoInvalido, montar
from gsan_desk.progis.outra_base import OutraBase
from tests.support.cenario import JPG_MINIMO

TABELA = """
CREATE SCHEMA progis;
CREATE TABLE progis.chamado (
    nu_chamado integer PRIMARY KEY, dt_entrada timestamp NOT NULL DEFAULT localtimestamp, nu_fone text,
    tp_problema text, nu_lat text, nu_lon text, ds_end text, ds_obs text, im_foto bytea
)
"""
ARQUIVO = """
[fonte]
tipo = "postgresql"
nome = "PROGIS"
dsn = "{dsn}"
tabela = "progis.chamado"
sobreposicao = {sobreposicao}
[fonte.colunas]
id = "nu_chamado"
posicao = "dt_entrada"
telefone = "nu_fone"
problema = "tp_problema"
latitude = "nu_lat"
longitude = "nu_lon"
endereco = "ds_end"
descricao = "ds_obs"
foto = "im_foto"
[fonte.problemas]
agua = ["AG"]
esgoto = ["ES"]
"""


@pytest.fixture
def progis(base: Any) -> Any:
    """The table of the other system, in the same server for want of another."""
    base.execute(TABELA)
    return base


def por(progis: Any, numero: int, **colunas: Any) -> None:
    linha = {
        "nu_chamado": numero,
        "nu_fone": f"(81) 9{90000000 + numero}",
        "tp_problema": "AG",
        "ds_end": "RUA A, 10",
    } | colunas
    nomes, vagas = ", ".join(linha), ", ".join(["%s"] * len(linha))
    progis.execute(f"INSERT INTO progis.chamado ({nomes}) VALUES ({vagas})", tuple(linha.values()))


def arquivo(pasta: Path, dsn: URL, sobreposicao: int = 500) -> Path:
    endereco = dsn.set(drivername="postgresql").render_as_string(hide_password=False)
    escrito = pasta / "fonte.toml"
    escrito.write_text(ARQUIVO.format(dsn=endereco, sobreposicao=sobreposicao), encoding="utf-8")
    return escrito


@pytest.fixture
def fonte(tmp_path: Path, dsn: URL) -> OutraBase:
    ajustes = ajustes_fonte.ler(arquivo(tmp_path, dsn))
    assert isinstance(ajustes, ajustes_fonte.FonteBase)
    return OutraBase(ajustes, "UTF8")


def test_rows_become_reports_with_their_photo(progis: Any, fonte: OutraBase, entrada: Any) -> None:
    por(progis, 1, nu_lat="-8,05", nu_lon="-34,9", ds_obs="agua\nna rua", im_foto=JPG_MINIMO)
    por(progis, 2, tp_problema="es", im_foto=b"MZ virus")
    resumo = importar(entrada, fonte)
    assert (resumo.novos, resumo.fotos, resumo.deixados, resumo.recusados) == (2, 1, 0, ())
    um, dois = progis.execute("SELECT * FROM gsan_desk.relato_cidadao ORDER BY id_externo").fetchall()
    assert (um["origem"], um["id_externo"], um["telefone"], um["problema"]) == ("PROGIS", "1", "+5581990000001", 1)
    assert (str(um["latitude"]), um["descricao"], dois["problema"]) == ("-8.0500000", "agua na rua", 2)
    assert progis.execute("SELECT conteudo FROM gsan_desk.relato_foto").fetchall() == [{"conteudo": JPG_MINIMO}]


def test_a_run_goes_on_where_the_last_one_stopped_and_repeats_nothing(
    progis: Any, fonte: OutraBase, entrada: Any
) -> None:
    for n in range(450):
        por(progis, n)
    assert importar(entrada, fonte).novos == 450
    por(progis, 1000)
    segundo = importar(entrada, fonte)
    assert (segundo.novos, segundo.recusados) == (1, ())
    assert progis.execute("SELECT count(*) AS n FROM gsan_desk.relato_cidadao").fetchone()["n"] == 451


def test_a_row_committed_late_with_an_earlier_position_is_read(progis: Any, fonte: OutraBase, entrada: Any) -> None:
    por(progis, 2)
    importar(entrada, fonte)
    por(progis, 1, dt_entrada="2020-01-01")
    assert importar(entrada, fonte).novos == 1


def test_a_run_cut_short_repeats_only_its_last_batch(progis: Any, fonte: OutraBase, entrada: Any) -> None:
    for n in range(300):
        por(progis, n)
    primeiro = next(fonte.ler(None))
    assert len(primeiro.relatos) == 200
    resto = [r.id_externo for lote in fonte.ler(primeiro.ate) for r in lote.relatos]
    assert set(resto) >= {str(n) for n in range(200, 300)}
    assert importar(entrada, fonte).novos == 300


def test_bad_rows_stop_no_other(progis: Any, fonte: OutraBase, entrada: Any) -> None:
    por(progis, 1, nu_fone="sem")
    por(progis, 2, tp_problema="XX")
    por(progis, 3, ds_end="\x07")
    por(progis, 4, nu_lat="NaN", nu_lon="1e999")
    por(progis, 5, ds_obs="x" * 5000)
    resumo = importar(entrada, fonte)
    assert resumo.novos == 2
    assert dict(resumo.recusados) == {
        "1": "sem telefone",
        "2": "problema desconhecido",
        "3": "sem coordenadas nem endereço",
    }


def test_a_source_that_does_not_answer_says_so(entrada: Any, tmp_path: Path, dsn: URL) -> None:
    ajustes = ajustes_fonte.ler(arquivo(tmp_path, dsn))
    assert isinstance(ajustes, ajustes_fonte.FonteBase)
    with pytest.raises(FonteIndisponivel):
        importar(entrada, OutraBase(ajustes, "UTF8"))  # the table is not there


def test_the_source_is_only_read(progis: Any, fonte: OutraBase) -> None:
    with fonte._conectar() as cursor:
        assert cursor.execute("SHOW transaction_read_only").fetchone() == {"transaction_read_only": "on"}


@pytest.mark.parametrize(
    ("troca", "por_isto"),
    [('tipo = "postgresql"', 'tipo = "x"'), ('nome = "PROGIS"', 'nome = "com espaço"'), ('id = "nu_chamado"', ""),
     ("[fonte]", "[fonte"), ("[fonte]", "senha = 1\n[fonte]")],
)  # fmt: skip
def test_a_wrong_file_is_told(tmp_path: Path, dsn: URL, troca: str, por_isto: str) -> None:
    escrito = arquivo(tmp_path, dsn)
    escrito.write_text(escrito.read_text(encoding="utf-8").replace(troca, por_isto), encoding="utf-8")
    if por_isto.startswith("senha"):
        escrito.write_text(
            escrito.read_text(encoding="utf-8").replace("[fonte]", "[fonte]\nsenha = 1"), encoding="utf-8"
        )
    with pytest.raises(ValueError, match=r"fonte\.toml"):
        ajustes_fonte.ler(escrito)
    with pytest.raises(ValueError, match="ausente"):
        ajustes_fonte.ler(tmp_path / "ausente.toml")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        dict.fromkeys(
            (
                "id",
                "telefone",
                "problema",
                "latitude",
                "longitude",
                "precisao",
                "enviado_em",
                "nome",
                "endereco",
                "bairro",
            ),
            st.none()
            | st.text(max_size=80)
            | st.floats()
            | st.binary(max_size=20)
            | st.sampled_from(["AG", "81999990000"]),
        )
    )
)
def test_no_record_breaks_it(dados: dict[str, Any]) -> None:
    try:
        relato = montar(dados, {"AG": Problema.AGUA}, "LATIN1")
    except RelatoInvalido:
        return
    assert relato.id_externo
    assert relato.latitude is not None or relato.endereco


def test_the_command_imports_once_and_counts(progis: Any, tmp_path: Path, dsn: URL, url_da_entrada: URL) -> None:
    por(progis, 1)
    por(progis, 2, nu_fone="x")
    endereco = url_da_entrada.set(drivername="postgresql").render_as_string(hide_password=False)
    pedido = ["progis", "importar", "--fonte", str(arquivo(tmp_path, dsn))]
    resposta = CliRunner().invoke(aplicacao, pedido, env={"GSAN_DESK_DSN": endereco})
    assert resposta.exit_code == 0, resposta.output
    assert "1 relatos novos, 0 fotos, 0 repetidos" in resposta.stdout
    assert "recusado 2: sem telefone" in resposta.stderr
    assert "8199" not in resposta.output
    sem = CliRunner().invoke(aplicacao, [*pedido[:-1], str(tmp_path / "nada.toml")], env={"GSAN_DESK_DSN": endereco})
    assert sem.exit_code == 1

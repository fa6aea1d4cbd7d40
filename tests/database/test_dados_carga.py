"""Made-up RAs by the thousand: the same for the same seed, consistent, and nothing of an adopted base touched."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import URL
from typer.testing import CliRunner
from validate_docbr import CPF

from gsan_desk.cli import aplicacao
from gsan_desk.database.dados import carga
from gsan_desk.database.embutido import ServidorEmbutido
from tests.support.banco import conectar
from tests.support.dados import Conexao, base_vazia, resumo, um, varios

PEDIDO = carga.Carga(carga.Tamanho(4_000), 7, date(2026, 6, 15))
RA, TRAMITE = "atendimentopublico.registro_atendimento", "atendimentopublico.tramite"
LUGARES = ("cadastro.bairro", "cadastro.logradouro_bairro", "cadastro.quadra", "cadastro.unidade_organizacional")
ORFAOS = """
SELECT format('SELECT count(*) FROM %%s f WHERE f.%%I IS NOT NULL'
    ' AND NOT EXISTS (SELECT FROM %%s p WHERE p.%%I = f.%%I)',
    k.conrelid::regclass, de.attname, k.confrelid::regclass, para.attname, de.attname)
FROM pg_constraint k
JOIN pg_attribute de ON de.attrelid = k.conrelid AND de.attnum = k.conkey[1]
JOIN pg_attribute para ON para.attrelid = k.confrelid AND para.attnum = k.confkey[1]
WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND k.conrelid::regclass::text = ANY (%s)
"""
INDICES = "SELECT indexdef FROM pg_indexes WHERE schemaname IN ('cadastro', 'atendimentopublico')"


@pytest.fixture(scope="module")
def cheia(servidor: ServidorEmbutido, worker_id: str) -> Iterator[tuple[Conexao, carga.Relatorio, set[str]]]:
    """A base of ours, empty, filled the fast way; with the indexes that it had before."""
    with base_vazia(servidor, f"carga_{worker_id}") as url, conectar(url) as conexao:
        antes = varios(conexao, INDICES)
        yield conexao, carga.encher(url, PEDIDO), antes


def test_the_same_seed_and_day_give_the_same_rows(
    cheia: tuple[Conexao, carga.Relatorio, set[str]], servidor: ServidorEmbutido, worker_id: str
) -> None:
    conexao, relatorio, _ = cheia
    esperado = resumo(conexao, "tmultimaalteracao")
    with base_vazia(servidor, f"carga2_{worker_id}") as url, conectar(url) as outra:
        carga.encher(url, PEDIDO)
        iguais = resumo(outra, "tmultimaalteracao")
        assert [tabela for tabela in (*relatorio.linhas, *LUGARES) if iguais[tabela] != esperado[tabela]] == []
    with base_vazia(servidor, f"carga3_{worker_id}") as url, conectar(url) as outra:
        carga.encher(url, carga.Carga(PEDIDO.tamanho, 8, PEDIDO.ate))
        diferente = resumo(outra, "tmultimaalteracao")
    assert [tabela for tabela in relatorio.linhas if diferente[tabela] == esperado[tabela]] == []


def test_no_row_points_to_one_that_is_not_there(cheia: tuple[Conexao, carga.Relatorio, set[str]]) -> None:
    conexao, relatorio, _ = cheia
    comandos = varios(conexao, ORFAOS, list(relatorio.linhas))
    assert len(comandos) > 60
    assert {comando: um(conexao, comando) for comando in comandos if um(conexao, comando)} == {}


def test_every_index_is_back_and_nothing_of_the_load_is_left(
    cheia: tuple[Conexao, carga.Relatorio, set[str]],
) -> None:
    conexao, _, antes = cheia
    assert varios(conexao, INDICES) == antes
    assert um(conexao, "SELECT to_regnamespace('gsan_desk_carga')") is None
    assert um(conexao, "SELECT to_regclass('gsan_desk.carga_indice')") is None


def test_the_shape_is_that_of_a_utility(cheia: tuple[Conexao, carga.Relatorio, set[str]]) -> None:
    conexao, relatorio, _ = cheia
    ras = relatorio.linhas[RA]
    assert ras == PEDIDO.tamanho.ras
    assert 2.2 < relatorio.linhas[TRAMITE] / ras < 3.2
    abertos, com_imovel, com_ponto, repetidos = (
        conexao.execute(
            "SELECT count(*) FILTER (WHERE rgat_cdsituacao <> 2), count(imov_id), count(rgat_nncoordenadaleste),"
            f" count(rgat_idduplicidade) FROM {RA}"
        ).fetchone()
        or (0,) * 4
    )
    assert 0.015 < abertos / ras < 0.05
    assert 0.6 < com_imovel / ras < 0.8
    assert 0.28 < com_ponto / ras < 0.4
    assert repetidos > 0
    populares = um(
        conexao,
        f"SELECT sum(n) FROM (SELECT count(*) AS n FROM {RA} GROUP BY step_id ORDER BY 1 DESC LIMIT 20) AS maiores",
    )
    assert populares / ras > 0.45


def test_each_ra_stands_where_its_last_tramite_led(cheia: tuple[Conexao, carga.Relatorio, set[str]]) -> None:
    conexao, _, _ = cheia
    errados = um(
        conexao,
        f"SELECT count(*) FROM {RA} r WHERE unid_idatual IS DISTINCT FROM (SELECT unid_iddestino FROM {TRAMITE} t"
        " WHERE t.rgat_id = r.rgat_id ORDER BY tram_tmtramite DESC, tram_id DESC LIMIT 1)",
    )
    assert errados == 0
    assert um(conexao, f"SELECT count(*) FROM {RA} WHERE rgat_tmencerramento < rgat_tmregistroatendimento") == 0
    assert um(conexao, f"SELECT max(rgat_tmregistroatendimento)::date <= '{PEDIDO.ate}' FROM {RA}") is True


def test_people_have_documents_that_check(cheia: tuple[Conexao, carga.Relatorio, set[str]]) -> None:
    conexao, _, _ = cheia
    documentos = list(varios(conexao, "SELECT clie_nncpf FROM cadastro.cliente WHERE clie_nncpf > ''"))
    assert len(documentos) == um(conexao, "SELECT count(clie_nncpf) FROM cadastro.cliente") > 1_000
    assert CPF().validate_list(documentos) == [True] * len(documentos)


def test_an_adopted_base_keeps_rows_indexes_and_triggers(dsn: URL) -> None:
    with conectar(dsn) as conexao:
        conexao.execute("UPDATE gsan_desk.base SET modo = 'adotado'")
        antes = varios(conexao, INDICES)
        ras = um(conexao, f"SELECT count(*) FROM {RA}")
        unidades = um(conexao, "SELECT count(*) FROM cadastro.unidade_organizacional")
        with pytest.raises(ValueError, match="--sim"):
            carga.encher(dsn, carga.Carga(carga.Tamanho(500)))
        relatorio = carga.encher(dsn, carga.Carga(carga.Tamanho(500), sobre_dados_da_companhia=True))
        assert relatorio.linhas[RA] == 500
        assert um(conexao, f"SELECT count(*) FROM {RA}") == ras + 500
        assert um(conexao, "SELECT count(*) FROM cadastro.unidade_organizacional") == unidades
        assert varios(conexao, INDICES) == antes
        assert um(conexao, "SELECT nextval('atendimentopublico.seq_registro_atendimento')") > um(
            conexao, f"SELECT max(rgat_id) FROM {RA}"
        )


def test_a_load_that_was_cut_short_leaves_its_indexes_to_the_next(servidor: ServidorEmbutido, worker_id: str) -> None:
    with base_vazia(servidor, f"carga4_{worker_id}") as url, conectar(url) as conexao:
        antes = varios(conexao, INDICES)
        carga.indices.retirar(conexao, [RA, TRAMITE])
        assert len(varios(conexao, INDICES)) < len(antes)
        carga.encher(url, carga.Carga(carga.Tamanho(200)))
        assert varios(conexao, INDICES) == antes


@pytest.mark.parametrize(("texto", "ras"), [("pequeno", 20_000), ("1.500", 1_500), ("GRANDE", 10_000_000)])
def test_the_size_is_a_number_or_a_name(texto: str, ras: int) -> None:
    assert carga.ler(texto).ras == ras


def test_a_size_that_is_neither_is_refused_in_one_line(dsn: URL) -> None:
    endereco = dsn.set(drivername="postgresql").render_as_string(hide_password=False)
    resposta = CliRunner().invoke(aplicacao, ["banco", "dados", "--dsn", endereco, "--ras", "muitos"])
    assert resposta.exit_code == 1
    assert resposta.stderr.startswith("Informe de 100")

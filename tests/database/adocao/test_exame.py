"""``banco verificar``: what it says of a base, and that it changes nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import URL
from typer.testing import CliRunner

from gsan_desk.cli import aplicacao
from gsan_desk.database.adocao import exame, texto
from gsan_desk.database.embutido import ServidorEmbutido
from tests.support.banco import conectar
from tests.support.base_gsan import COSANPA, GSAN10, como_a_web
from tests.support.retrato import linhas_do_gsan, retrato

BaseGsan = Callable[[str], URL]
chamar = CliRunner().invoke
FORMA = {
    "formato",
    "programa",
    "servidor",
    "tamanho",
    "estrutura",
    "funcoes_desligadas",
    "sequencias_atrasadas",
    "gatilhos_alheios",
    "papeis",
    "pg_hba",
    "indices",
    "gsan_desk",
    "adotar",
    "impedimentos",
    "avisos",
    "resultado",
}


def _dsn(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _verificar(url: URL) -> tuple[int, dict[str, Any]]:
    resposta = chamar(aplicacao, ["banco", "verificar", "--json", "--dsn", _dsn(url)])
    return resposta.exit_code, json.loads(resposta.stdout)


def _mudar(url: URL, comando: str) -> None:
    with conectar(url) as conexao:
        conexao.execute(comando.encode())


@pytest.mark.parametrize("linha", [COSANPA, GSAN10])
def test_it_changes_nothing(base_gsan: BaseGsan, linha: str) -> None:
    url = base_gsan(linha)
    antes = (retrato(url), linhas_do_gsan(url))
    _verificar(url)
    assert (retrato(url), linhas_do_gsan(url)) == antes


def test_a_base_of_the_earlier_line_works_without_the_simplificado(base_gsan: BaseGsan) -> None:
    codigo, lido = _verificar(base_gsan(COSANPA))
    assert codigo == lido["resultado"] == 1
    assert set(lido["funcoes_desligadas"]) == {"inserir_ra_simplificado"}
    assert lido["impedimentos"] == []
    assert "integer" in lido["servidor"]["conversoes_implicitas"]


def test_a_base_of_the_later_line_works_whole_and_its_own_columns_are_told(base_gsan: BaseGsan) -> None:
    codigo, lido = _verificar(base_gsan(GSAN10))
    assert (codigo, lido["funcoes_desligadas"]) == (0, {})
    assert {"tabela": "atendimentopublico.registro_atendimento", "coluna": "qdfa_id", "usada": False} in lido[
        "estrutura"
    ]["colunas_ausentes"]
    assert "cfon_icfonesms" in {linha["coluna"] for linha in lido["estrutura"]["colunas_a_mais"]}


def test_the_shape_of_the_report_is_stable(base_gsan: BaseGsan, servidor: ServidorEmbutido) -> None:
    _, cheio = _verificar(base_gsan(COSANPA))
    _, vazio = _verificar(servidor.url())
    assert cheio.keys() == vazio.keys() == FORMA
    assert cheio["servidor"].keys() == vazio["servidor"].keys()
    assert vazio["resultado"] == 2


def test_an_empty_database_is_not_usable(servidor: ServidorEmbutido) -> None:
    codigo, lido = _verificar(servidor.url())
    assert (codigo, lido["impedimentos"]) == (2, ["Não há uma base do GSAN neste banco."])
    assert lido["adotar"] == {"possivel": False, "passos": []}


@pytest.mark.parametrize(
    ("comando", "codigo", "dito"),
    [
        (
            "ALTER TABLE atendimentopublico.registro_atendimento DROP COLUMN unid_idatual CASCADE",
            2,
            "A base não tem unid_idatual em atendimentopublico.registro_atendimento.",
        ),
        (
            "ALTER TABLE atendimentopublico.tramite ADD COLUMN trmt_id integer;"
            "UPDATE atendimentopublico.tramite SET trmt_id = 1;"
            "ALTER TABLE atendimentopublico.tramite ALTER COLUMN trmt_id SET NOT NULL",
            2,
            "A base exige trmt_id em atendimentopublico.tramite, que o programa não preenche.",
        ),
    ],
)
def test_what_nothing_goes_without_makes_it_not_usable(
    base_gsan: BaseGsan, comando: str, codigo: int, dito: str
) -> None:
    url = base_gsan(COSANPA)
    _mudar(url, comando)
    assert (_verificar(url)[0], _verificar(url)[1]["impedimentos"]) == (codigo, [dito])


def test_a_missing_table_switches_off_only_its_functions(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    _mudar(url, "DROP TABLE atendimentopublico.local_espec_unidade CASCADE")
    codigo, lido = _verificar(url)
    assert codigo == 1
    assert lido["funcoes_desligadas"]["associacao_localidade"] == (
        "Esta base não tem a tabela atendimentopublico.local_espec_unidade."
    )
    assert "manter_ra" not in lido["funcoes_desligadas"]


def test_what_adotar_would_do_is_a_list_of_statements_that_runs(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    passos = _verificar(url)[1]["adotar"]["passos"]
    with conectar(url) as conexao:
        conexao.execute("SET check_function_bodies = off")
        for passo in passos:
            with conexao.transaction():
                for comando in passo["comandos"]:
                    conexao.execute(comando.encode())
    assert _verificar(url)[1]["adotar"] == {"possivel": True, "passos": []}
    assert _verificar(url)[1]["gsan_desk"]["esquema"] == 1


def test_roles_grants_and_weak_passwords_are_told(base_gsan: BaseGsan) -> None:
    _, lido = _verificar(base_gsan(COSANPA))
    papeis = {papel["papel"]: papel for papel in lido["papeis"]}
    assert papeis["gsan_admin"]["dono"]
    assert papeis["gsan_online"]["membro_de"] == ["role_aplic", "role_users"]
    assert papeis["gsan_online"]["senha_igual_ao_nome"]
    assert papeis["role_aplic"]["direitos"].keys() == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    conselhos = "\n".join(lido["pg_hba"]["conselhos"])
    assert "+gsan_desk_atendente" in conselhos
    assert "gsan_online" in conselhos
    assert any("senha é igual ao nome em" in aviso for aviso in lido["avisos"])


def test_a_sequence_that_lags_is_told(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    _mudar(url, "SELECT setval('atendimentopublico.seq_tramite', 1)")
    _, lido = _verificar(url)
    assert [s["sequencia"] for s in lido["sequencias_atrasadas"]] == ["atendimentopublico.seq_tramite"]


def test_a_trigger_of_the_utility_that_would_refuse_our_people_is_told(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    _, lido = _verificar(url)
    assert [gatilho["gatilho"] for gatilho in lido["gatilhos_alheios"]] == ["trg_do_cliente"]
    assert any("ALTER FUNCTION desempenho.anotar() SECURITY DEFINER" in aviso for aviso in lido["avisos"])
    _mudar(url, "ALTER FUNCTION desempenho.anotar() SECURITY DEFINER")
    assert _verificar(url)[1]["gatilhos_alheios"] == []


def test_somebody_without_rights_gets_a_report_too(base_gsan: BaseGsan) -> None:
    codigo, lido = _verificar(como_a_web(base_gsan(COSANPA)))
    assert codigo == 1
    assert "senha_igual_ao_nome" not in lido["papeis"][0]


def test_a_latin1_base_is_usable(servidor: ServidorEmbutido, base_gsan: BaseGsan, worker_id: str) -> None:
    nome = f"latin_{worker_id}"
    with conectar(servidor.url()) as conexao:
        conexao.execute(f"DROP DATABASE IF EXISTS {nome}".encode())
        conexao.execute(f"CREATE DATABASE {nome} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'".encode())
    from gsan_desk.database.ddl import criar_base_gsan

    url = servidor.url(nome)
    _mudar(url, ";".join(criar_base_gsan()))
    codigo, lido = _verificar(url)
    assert (codigo, lido["servidor"]["codificacao"]) == (0, "LATIN1")
    antes = retrato(url)
    adotada = chamar(aplicacao, ["banco", "adotar", "--fuso", "America/Belem", "--dsn", _dsn(url)])
    assert adotada.exit_code == 0, adotada.stderr
    largada = chamar(aplicacao, ["banco", "largar", "--sim", "--dsn", _dsn(url)])
    assert largada.exit_code == 0, largada.stderr
    assert retrato(url) == antes
    with conectar(servidor.url()) as conexao:
        conexao.execute(f"DROP DATABASE {nome}".encode())


@pytest.mark.parametrize("versao", [90400, 90500, 120022])
def test_an_old_server_is_told_plainly(base_gsan: BaseGsan, monkeypatch: pytest.MonkeyPatch, versao: int) -> None:
    import psycopg

    url = base_gsan(COSANPA)
    monkeypatch.setattr(psycopg.ConnectionInfo, "server_version", versao)
    codigo, lido = _verificar(url)
    assert codigo == 2
    assert lido["impedimentos"][0].endswith("é preciso o 13 ou mais novo.")
    assert lido["adotar"]["passos"] == []
    recusada = chamar(aplicacao, ["banco", "adotar", "--fuso", "America/Belem", "--dsn", _dsn(url)])
    assert (recusada.exit_code, "é preciso o 13 ou mais novo" in recusada.stderr) == (1, True)


def test_the_text_says_the_same_in_portuguese(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    resposta = chamar(aplicacao, ["banco", "verificar", "--dsn", _dsn(url)])
    assert resposta.exit_code == 1
    assert resposta.stdout.startswith("Utilizável, com funções desligadas.")
    assert "Inserir Registro de Atendimento Simplificado: Esta base não tem" in resposta.stdout
    assert "CREATE SCHEMA gsan_desk;" in resposta.stdout
    with conectar(url) as conexao:
        relatorio = exame.examinar(conexao)
    assert "None" not in "\n".join(texto.escrever(relatorio, {}))


def test_a_server_that_does_not_answer_ends_with_2() -> None:
    resposta = chamar(aplicacao, ["banco", "verificar", "--dsn", "postgresql://x@127.0.0.1:1/x"])
    assert resposta.exit_code == 2
    assert len(resposta.stderr.strip().splitlines()) == 1


def test_simular_prints_and_does_nothing(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    antes = retrato(url)
    comando = ["banco", "adotar", "--simular", "--com-indices", "--fuso", "America/Belem", "--dsn", _dsn(url)]
    resposta = chamar(aplicacao, comando)
    assert "ENABLE ROW LEVEL SECURITY;" in resposta.stdout
    assert "CREATE INDEX CONCURRENTLY gd_" in resposta.stdout
    assert retrato(url) == antes


def test_a_time_zone_that_is_no_place_has_to_be_given(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    _mudar(url, f"ALTER DATABASE {url.database} SET timezone TO 'UTC'")
    sem = chamar(aplicacao, ["banco", "adotar", "--dsn", _dsn(url)])
    assert (sem.exit_code, "--fuso America/Belem" in sem.stderr) == (1, True)
    errado = chamar(aplicacao, ["banco", "adotar", "--fuso", "Belem", "--dsn", _dsn(url)])
    assert "não conhece o fuso Belem" in errado.stderr


def test_largar_asks_first(base_gsan: BaseGsan) -> None:
    url = base_gsan(COSANPA)
    chamar(aplicacao, ["banco", "adotar", "--fuso", "America/Belem", "--dsn", _dsn(url)])
    adotada = retrato(url)
    resposta = chamar(aplicacao, ["banco", "largar", "--dsn", _dsn(url)], input="n\n")
    assert (resposta.exit_code, "Não há volta" in resposta.stdout) == (1, True)
    assert retrato(url) == adotada

"""``gsan-desk sms`` as somebody types it."""

import json
from typing import Any

import pytest
from sqlalchemy import URL, make_url
from typer.testing import CliRunner

from gsan_desk.cli import aplicacao
from gsan_desk.cli_sms import _pasta_do_diario
from gsan_desk.domain.sms_maquina import SituacaoSms as S
from tests.sms.conftest import NUMERO, Fila
from tests.support.banco import SENHA


@pytest.fixture
def chamar(dsn: URL) -> Any:
    endereco = dsn.set(drivername="postgresql", username="sms", password=SENHA)

    def comando(*argumentos: str, entrada: str = "") -> Any:
        ambiente = {"GSAN_DESK_DSN": endereco.render_as_string(hide_password=False)}
        return CliRunner().invoke(aplicacao, ["sms", *argumentos], input=entrada, env=ambiente)

    return comando


def test_fila_tells_what_waits_and_no_personal_data(fila: Fila, chamar: Any) -> None:
    fila.por("Protocolo secreto", rgat_id=4711)
    resposta = chamar("fila")
    assert resposta.exit_code == 0, resposta.output
    assert "1 na fila" in resposta.stdout
    assert "RA 4711" in resposta.stdout
    dados = json.loads(chamar("fila", "--json").stdout)
    assert (dados["quadro"]["pendentes"], dados["mensagens"][0]["ra"]) == (1, 4711)
    for texto in (resposta.stdout, json.dumps(dados)):
        assert "secreto" not in texto
        assert "99999" not in texto


def test_what_failed_is_listed_and_queued_again(fila: Fila, chamar: Any) -> None:
    falha = fila.por(situacao=S.FALHOU, motivo="CMS_1", tentativas=1, rgat_id=1, raso_id=2)
    fila.conexao.execute("INSERT INTO gsan_desk.ra_sms VALUES (1, 2, true, %s)", (NUMERO,))
    fila.por("boa", situacao=S.ENVIADA)
    assert [m["id"] for m in json.loads(chamar("erros", "--json").stdout)] == [falha]
    resposta = chamar("reenviar", str(falha), "--numero", "(81) 98888-7777")
    assert "1 de 1 de novo na fila." in resposta.stdout, resposta.output
    linha = fila.conexao.execute("SELECT situacao, motivo, tentativas, numero FROM gsan_desk.sms_mensagem ORDER BY id")
    assert linha.fetchone() == (S.PENDENTE, None, 0, "+5581988887777")
    assert fila.valor("SELECT numero FROM gsan_desk.ra_sms") == "+5581988887777"


def test_what_is_in_doubt_is_queued_again_only_after_a_question(fila: Fila, chamar: Any) -> None:
    duvida = fila.por(situacao=S.INCERTA, motivo="RESPOSTA_PERDIDA")
    assert "pode já ter sido entregue" in chamar("reenviar", str(duvida), entrada="n\n").stdout
    assert fila.situacao(duvida)[0] == S.INCERTA
    chamar("reenviar", str(duvida), entrada="y\n")
    assert fila.situacao(duvida)[0] == S.PENDENTE


def test_a_wrong_number_is_refused_in_one_line(fila: Fila, chamar: Any) -> None:
    falha = fila.por(situacao=S.FALHOU)
    resposta = chamar("reenviar", str(falha), "--numero", "3333-4444")
    assert resposta.exit_code == 1
    assert len(resposta.stderr.strip().splitlines()) == 1
    assert fila.situacao(falha)[0] == S.FALHOU


def test_pause_resume_and_test(fila: Fila, chamar: Any) -> None:
    chamar("pausar")
    assert fila.valor("SELECT pausada_por FROM gsan_desk.sms_ajustes") == "sms"
    assert "Pausada por sms." in chamar("fila").stdout
    chamar("retomar")
    assert fila.valor("SELECT pausada_em FROM gsan_desk.sms_ajustes") is None
    id_ = json.loads(chamar("testar", NUMERO, "--json").stdout)["mensagem"]
    assert fila.valor("SELECT tipo FROM gsan_desk.sms_mensagem WHERE id = %s", id_) == 4


def test_two_bases_share_no_journal() -> None:
    """What the phone answered about one base's messages must never be told to another."""
    enderecos = ("postgresql://sms@a/x", "postgresql://sms@a/y", "postgresql://sms@a:5433/x", "postgresql://sms@b/x")
    pastas = {_pasta_do_diario(make_url(e)) for e in enderecos}
    assert len(pastas) == len(enderecos)
    assert _pasta_do_diario(make_url(enderecos[0])) in pastas

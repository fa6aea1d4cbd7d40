"""Settings, templates, answers, blocked numbers, panel and status of the SMS, each as who may."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL

from gsan_desk.database.banco import Banco
from gsan_desk.domain.erros import Conflito, RegraViolada
from gsan_desk.domain.sms_maquina import SituacaoSms as S
from gsan_desk.domain.sms_modelo import desconhecidos, prever, tirar_acentos
from gsan_desk.services import sms
from gsan_desk.services.ra_historico import historico
from gsan_desk.services.sessao import entrar
from tests.sms.conftest import NUMERO, Fila
from tests.support.banco import SENHA, conectar
from tests.support.cenario import IDS
from tests.support.teclado import contar

Como = Callable[[str], Banco]


@pytest.fixture
def fila(dsn: URL) -> Iterator[Fila]:
    with conectar(dsn) as conexao:
        yield Fila(conexao)


def _campos(erro: pytest.ExceptionInfo[RegraViolada]) -> set[str | None]:
    return {v.campo for v in erro.value.violacoes}


def test_settings_are_written_by_the_station_and_refused_field_by_field(como: Como, fila: Fila) -> None:
    banco = como("sms")
    lidos = banco.executar(sms.ler_ajustes)
    novos = replace(lidos, intervalo_segundos=10, cota_diaria=0, janela_inicio=time(7), validade="6H", ddd_padrao=81)
    assert banco.executar(sms.gravar_ajustes, lidos, novos)
    assert not banco.executar(sms.gravar_ajustes, novos, novos)
    assert como("supervisor").executar(sms.ler_ajustes) == novos
    with pytest.raises(RegraViolada) as erro:
        banco.executar(
            sms.gravar_ajustes,
            novos,
            replace(
                novos, intervalo_segundos=121, max_tentativas=0, janela_fim=time(6), cota_diaria=None, ddd_padrao=20
            ),
        )
    assert _campos(erro) == {
        "sms.intervalo_segundos",
        "sms.max_tentativas",
        "sms.janela_fim",
        "sms.cota_diaria",
        "sms.ddd_padrao",
    }
    assert banco.executar(sms.ler_ajustes) == novos


def test_settings_that_somebody_else_changed_are_not_run_over(como: Como, fila: Fila) -> None:
    banco = como("supervisor")
    lidos = banco.executar(sms.ler_ajustes)
    fila.ajustar(intervalo_segundos=3)
    with pytest.raises(Conflito):
        banco.executar(sms.gravar_ajustes, lidos, replace(lidos, intervalo_segundos=20))
    assert banco.executar(sms.gravar_ajustes, lidos, replace(lidos, max_partes=3))
    assert fila.valor("SELECT intervalo_segundos FROM gsan_desk.sms_ajustes") == 3


@pytest.mark.parametrize(
    "comando",
    [
        "UPDATE gsan_desk.sms_ajustes SET intervalo_segundos = 0",
        "UPDATE gsan_desk.sms_modelo SET texto = 'x'",
        "INSERT INTO gsan_desk.sms_bloqueio (numero, origem) VALUES ('+5581999990000', 'x')",
        "UPDATE gsan_desk.sms_recebida SET tratada_em = now()",
        "UPDATE gsan_desk.sms_mensagem SET situacao = 1",
        "UPDATE gsan_desk.sms_posse SET token = token + 1",
    ],
)
def test_an_atendente_only_reads(dsn: URL, comando: str) -> None:
    with conectar(dsn.set(username="atendente", password=SENHA)) as conexao, pytest.raises(InsufficientPrivilege):
        conexao.execute(comando)


def test_the_station_sets_everything_but_the_lease_and_the_templates(dsn: URL) -> None:
    with conectar(dsn.set(username="sms", password=SENHA)) as conexao:
        assert conexao.execute("UPDATE gsan_desk.sms_ajustes SET cota_diaria = 1, retencao_dias = 40").rowcount == 1
        for comando in (
            "UPDATE gsan_desk.sms_ajustes SET posse_segundos = 10",
            "UPDATE gsan_desk.sms_modelo SET texto = 'x'",
        ):
            with pytest.raises(InsufficientPrivilege):
                conexao.execute(comando)


def test_the_admin_may_run_a_station(dsn: URL) -> None:
    """All that a station writes: the lease, itself, a message on its way, its attempts and parts."""
    with conectar(dsn.set(username="admin", password=SENHA)) as conexao:
        for comando in (
            "UPDATE gsan_desk.sms_posse SET token = token + 1",
            "INSERT INTO gsan_desk.sms_estacao (nome) VALUES ('da administracao')",
            "UPDATE gsan_desk.sms_estacao SET vista_em = now(), correio = ''",
            "UPDATE gsan_desk.ra_encerrado SET tratado_em = now()",
        ):
            conexao.execute(comando)
        mensagem = conexao.execute(
            "INSERT INTO gsan_desk.sms_mensagem (tipo, numero_informado, numero, texto, alfabeto, partes, chave)"
            " VALUES (3, %(n)s, %(n)s, 'x', 'S', 1, 'do admin') RETURNING id",
            {"n": NUMERO},
        ).fetchone()
        for comando in (
            "UPDATE gsan_desk.sms_mensagem SET situacao = 2, posse = 1 WHERE id = %s",
            "INSERT INTO gsan_desk.sms_parte (mensagem_id, sequencia, situacao) VALUES (%s, 1, 2)",
            "INSERT INTO gsan_desk.email_mensagem (rgat_id, raso_id, endereco, assunto, texto, expira_em, chave)"
            " VALUES (1, %s, 'a@b.com', '', '', now(), 'do admin')",
        ):
            assert conexao.execute(comando.encode(), mensagem).rowcount == 1


def test_who_is_not_the_station_takes_no_lease(dsn: URL) -> None:
    for login in ("supervisor", "atendente"):
        with conectar(dsn.set(username=login, password=SENHA)) as conexao, pytest.raises(InsufficientPrivilege):
            conexao.execute("UPDATE gsan_desk.sms_posse SET token = token + 1")


def test_a_template_is_written_and_what_was_queued_keeps_its_text(como: Como, fila: Fila) -> None:
    banco, antiga = como("supervisor"), fila.por("texto antigo")
    lidos = banco.executar(sms.ler_modelos)
    novo = "{empresa}: RA {ra} aberto, protocolo {protocolo}."
    assert banco.executar(sms.gravar_modelos, lidos, dict(lidos.textos) | {1: novo}) == 1
    assert banco.executar(sms.ler_modelos).textos[1] == novo
    assert fila.valor("SELECT texto FROM gsan_desk.sms_mensagem WHERE id = %s", antiga) == "texto antigo"
    with pytest.raises(Conflito, match="mudado por outra pessoa"):
        banco.executar(sms.gravar_modelos, lidos, dict(lidos.textos) | {1: "{ra}"})


def test_a_template_with_a_field_that_nothing_fills_or_too_long_is_refused(como: Como, fila: Fila) -> None:
    banco = como("supervisor")
    lidos = banco.executar(sms.ler_modelos)
    with pytest.raises(RegraViolada) as erro:
        banco.executar(sms.gravar_modelos, lidos, {1: "{nome}", 2: "x" * 400, 3: "RA {ra} até {previsao}"})
    assert _campos(erro) == {"sms_modelo.1", "sms_modelo.2", "sms_modelo.3"}
    assert "{nome}" in str(erro.value)
    assert "ocupa 3 mensagens" in str(erro.value)
    assert "{previsao}" in str(erro.value)


def test_the_limit_of_characters_of_the_base_holds_where_it_has_one(como: Como, fila: Fila) -> None:
    """``parm_nntamanhomaxsms`` is in some bases only (spec 40 §1.4)."""
    supervisor = como("supervisor")
    assert supervisor.executar(sms.ler_modelos).max_caracteres is None
    fila.conexao.execute("ALTER TABLE cadastro.sistema_parametros ADD COLUMN parm_nntamanhomaxsms smallint")
    fila.conexao.execute("UPDATE cadastro.sistema_parametros SET parm_nntamanhomaxsms = 120")
    lidos = supervisor.executar(sms.ler_modelos)
    assert lidos.max_caracteres == 120
    with pytest.raises(RegraViolada) as erro:
        supervisor.executar(sms.gravar_modelos, lidos, {**lidos.textos, 1: "x" * 121})
    assert [v.codigo for v in erro.value.violacoes] == ["SMS_MODELO_CARACTERES"]
    assert supervisor.executar(sms.gravar_modelos, lidos, {**lidos.textos, 1: "x" * 120}) == 1


def test_accents_cost_parts_and_can_be_dropped() -> None:
    com = "{empresa}: sua solicitação nº {ra} – “recebida”, com previsão de atendimento para {previsao}. Não responda."
    assert desconhecidos(1, com) == ()
    assert (prever(com).alfabeto, prever(com).partes) == ("U", 2)
    assert (prever(tirar_acentos(com)).alfabeto, prever(tirar_acentos(com)).partes) == ("S", 1)


def _receber(fila: Fila, texto: str, ra: int | None = None, numero: str = NUMERO) -> int:
    comando = (
        "INSERT INTO gsan_desk.sms_recebida (numero, texto, enviada_em, rgat_id)"
        " VALUES (%s, %s, now(), %s) RETURNING id"
    )
    return int(fila.valor(comando, numero, texto, ra))


def test_answers_are_listed_newest_first_and_dealt_with(como: Como, fila: Fila) -> None:
    primeira, segunda = _receber(fila, "Obrigado"), _receber(fila, "Ainda vaza", 4711)
    banco = como("sms")
    assert [(r.id, r.ra) for r in banco.executar(sms.respostas)] == [(segunda, 4711), (primeira, None)]
    assert banco.executar(sms.tratar, [primeira]) == 1
    assert [r.id for r in banco.executar(sms.respostas, True)] == [segunda]
    assert banco.executar(sms.respostas, False, segunda)[0].tratada_em is not None


def test_an_answer_stands_in_the_history_of_its_ra(como: Como, fila: Fila) -> None:
    _receber(fila, "Ainda está vazando", IDS.ra_pendente_imovel)
    banco = como("atendente")
    lidas = banco.executar(historico, banco.executar(entrar), IDS.ra_pendente_imovel).entradas
    resposta = next(e for e in lidas if e.texto.startswith("Resposta"))
    assert (resposta.quem, resposta.texto) == ("Cidadão", "Resposta de (81) 99999-0000\nAinda está vazando")


def test_a_blocked_number_has_its_messages_cancelled_until_it_is_let_again(como: Como, fila: Fila) -> None:
    banco, pendente, outra = como("supervisor"), fila.por(), fila.por(numero="+5581988887777")
    assert banco.executar(sms.bloquear, "(81) 99999-0000") == NUMERO
    assert (fila.situacao(pendente), fila.situacao(outra)[0]) == ((S.CANCELADA, "DESCADASTRADO"), S.PENDENTE)
    with pytest.raises(RegraViolada, match="já está bloqueado"):
        banco.executar(sms.bloquear, NUMERO)
    assert [(b.id, b.origem) for b in banco.executar(sms.bloqueios)] == [(NUMERO, "OPERADOR")]
    assert banco.executar(sms.desbloquear, [NUMERO]) == 1
    assert banco.executar(sms.bloqueios) == []


def test_the_status_says_when_nothing_goes_out_though_something_waits(como: Como, fila: Fila) -> None:
    banco = como("atendente")
    assert not banco.executar(sms.vigiar).parada
    fila.por(criada_em="2026-01-01", proxima_tentativa="2026-01-01")
    fila.ajustar(janela_inicio="00:00", janela_fim="00:00:01")
    so_de_dia = fila.por(tipo=3, criada_em="2026-01-01", proxima_tentativa="2026-01-01")
    with contar(banco.engine) as enviados:
        visto = banco.executar(sms.vigiar)
    assert (len(enviados), visto.na_fila, visto.vencidas, visto.viva, visto.parada) == (1, 2, 1, False, True)
    fila.conexao.execute(
        "INSERT INTO gsan_desk.sms_parte (mensagem_id, sequencia, situacao, aceita_em) VALUES (%s, 1, 3, now())",
        (so_de_dia,),
    )
    assert not banco.executar(sms.vigiar).parada
    fila.conexao.execute("UPDATE gsan_desk.sms_parte SET aceita_em = now() - interval '1 hour'")
    assert banco.executar(sms.vigiar).parada
    fila.ajustar(cota_por_numero=1)
    assert banco.executar(sms.vigiar).vencidas == (0 if _hoje_ha_uma_hora(fila) else 1)
    fila.ajustar(pausada_em="2026-01-01")
    assert banco.executar(sms.vigiar).pausada


def _hoje_ha_uma_hora(fila: Fila) -> bool:
    return bool(fila.valor("SELECT now() - interval '1 hour' >= date_trunc('day', now())"))


def test_the_panel_tells_what_goes_out_and_what_went_last(como: Como, fila: Fila) -> None:
    banco = como("sms")
    vazio = banco.executar(sms.painel)
    assert (vazio.saindo, vazio.ultima, vazio.espera) == (None, None, 0)
    saindo, saiu = fila.por(situacao=S.ENVIANDO, rgat_id=4711), fila.por(situacao=S.ENVIADA)
    fila.conexao.execute(
        "INSERT INTO gsan_desk.sms_parte (mensagem_id, sequencia, situacao, aceita_em) VALUES (%s, 1, 3, now())",
        (saiu,),
    )
    lido = banco.executar(sms.painel)
    assert lido.saindo is not None
    assert lido.ultima is not None
    assert (lido.saindo.id, lido.saindo.ra, lido.ultima.id, lido.quadro.hoje) == (saindo, 4711, saiu, 1)
    assert banco.executar(sms.andamento, saiu).situacao == S.ENVIADA


def test_a_message_is_listed_with_who_gets_it(como: Como, fila: Fila) -> None:
    solicitante: Any = fila.conexao.execute(
        "SELECT raso_id, rgat_id, raso_nmsolicitante FROM atendimentopublico.ra_solicitante"
        " WHERE raso_nmsolicitante IS NOT NULL LIMIT 1"
    ).fetchone()
    fila.por(situacao=S.FALHOU, raso_id=solicitante[0], rgat_id=solicitante[1])
    lida = como("supervisor").executar(sms.listar, sms.FiltroSms(ra=solicitante[1]))[0]
    assert lida.destinatario == solicitante[2]
    assert isinstance(fila.conexao, psycopg.Connection)


def test_a_decision_is_signed_by_who_takes_it_and_cannot_be_unmade(dsn: URL, fila: Fila) -> None:
    mensagem = fila.por(situacao=S.INCERTA)
    comando = "INSERT INTO gsan_desk.sms_decisao (mensagem_id, decisao, situacao_anterior, quem) VALUES (%s, 1, 7, %s)"
    for login, quem in (("sms", "supervisor"), ("atendente", "atendente")):
        with conectar(dsn.set(username=login, password=SENHA)) as conexao, pytest.raises(InsufficientPrivilege):
            conexao.execute(comando, (mensagem, quem))
    with conectar(dsn.set(username="supervisor", password=SENHA)) as conexao:
        conexao.execute(comando, (mensagem, "supervisor"))
        for outro in ("UPDATE gsan_desk.sms_decisao SET quem = 'x'", "DELETE FROM gsan_desk.sms_decisao"):
            with pytest.raises(InsufficientPrivilege):
                conexao.execute(outro)


def test_the_log_has_attempts_and_decisions_in_their_order(como: Como, fila: Fila) -> None:
    banco, mensagem = como("supervisor"), fila.por(situacao=S.INCERTA, motivo="RESPOSTA_PERDIDA")
    with contar(banco.engine) as enviados:
        assert banco.executar(sms.reenviar, [mensagem]) == 1
        assert banco.executar(sms.cancelar, [mensagem], "  desnecessária ") == 1
        lidas = banco.executar(sms.registro, mensagem)
    assert len(enviados) == 3
    assert [(e.quem, e.resultado, e.detalhe) for e in lidas] == [
        ("supervisor", "DECISAO", "Posta de novo na fila; estava: Incerta."),
        ("supervisor", "DECISAO", "Desistência do envio; estava: Na fila. desnecessária"),
    ]
    assert fila.situacao(mensagem) == (S.CANCELADA, "OPERADOR")

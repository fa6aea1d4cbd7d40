"""The dispatcher on a real outbox, with a phone made of memory: what is sent, what becomes of what is not."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from time import monotonic
from typing import Any

import pytest

from gsan_desk.domain.sms_falha import Tentativa
from gsan_desk.domain.sms_maquina import SituacaoSms as S
from gsan_desk.sms.aparelho import Parte
from gsan_desk.sms.despachante import Despachante
from tests.sms.conftest import NUMERO, Fila
from tests.support.telefone_falso import TelefoneFalso

Iniciar = Callable[..., Despachante]


def test_what_is_queued_goes_out_and_every_attempt_is_a_row(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    antes = fila.por("na fila antes")
    estacao(falso)
    assert fila.esperar(antes, S.ENVIADA) == (S.ENVIADA, None)
    depois = fila.por("com a estação parada")
    fila.esperar(depois, S.ENVIADA)
    assert [p.texto for p in falso.rede] == ["na fila antes", "com a estação parada"]
    assert fila.conexao.execute(
        "SELECT sequencia, resultado, tpmr, detalhe FROM gsan_desk.sms_tentativa ORDER BY inicio"
    ).fetchall() == [(1, "ACEITA", 0, "Aceita pela rede."), (1, "ACEITA", 1, "Aceita pela rede.")]


def test_order_is_by_priority_and_then_by_age(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    for texto, prioridade in (("c", 5), ("d", 5), ("a", 0), ("b", 1)):
        ultima = fila.por(texto, prioridade=prioridade)
    estacao(falso)
    fila.ate(lambda: len(falso.rede) == 4)
    assert [p.texto for p in falso.rede] == ["a", "b", "c", "d"]
    fila.esperar(ultima, S.ENVIADA)


def test_the_pace_is_kept_between_the_starts_of_two_parts(
    fila: Fila, falso: TelefoneFalso, estacao: Iniciar, monkeypatch: pytest.MonkeyPatch
) -> None:
    fila.ajustar(intervalo_segundos=1)
    momentos: list[float] = []
    enviar = falso.enviar

    def marcar(parte: Parte) -> Tentativa:
        momentos.append(monotonic())
        return enviar(parte)

    monkeypatch.setattr(falso, "enviar", marcar)
    ids = [fila.por(str(n)) for n in range(4)]
    estacao(falso)
    fila.esperar(ids[-1], S.ENVIADA)
    intervalos = [b - a for a, b in pairwise(momentos)]
    assert all(i >= 0.99 for i in intervalos), intervalos


def test_a_setting_that_changes_holds_for_the_messages_still_waiting(
    fila: Fila, falso: TelefoneFalso, estacao: Iniciar
) -> None:
    fila.ajustar(intervalo_segundos=1)
    ids = [fila.por(str(n)) for n in range(4)]
    estacao(falso)
    fila.esperar(ids[0], S.ENVIADA)
    fila.ajustar(solicitar_confirmacao=False)
    fila.esperar(ids[-1], S.ENVIADA)
    assert [falso.rede[0].confirmacao, falso.rede[-1].confirmacao] == [True, False]


@pytest.mark.parametrize(
    ("resposta", "situacao", "motivo", "feitas"),
    [
        (Tentativa(gammu=27, cms=1, pdu_escrita=True), S.FALHOU, "CMS_1", 1),
        (Tentativa(gammu=44), S.FALHOU, "GAMMU_44", 1),
        (Tentativa(gammu=14, pdu_escrita=True), S.INCERTA, "RESPOSTA_PERDIDA", 0),
        (Tentativa(gammu=27, cms=500, pdu_escrita=True), S.INCERTA, "CMS_500", 0),
    ],
)
def test_what_is_final_or_in_doubt_is_not_repeated(
    fila: Fila,
    falso: TelefoneFalso,
    estacao: Iniciar,
    resposta: Tentativa,
    situacao: S,
    motivo: str,
    feitas: int,
) -> None:
    falso.respostas.append(resposta)
    primeira, segunda = fila.por("a"), fila.por("b")
    estacao(falso)
    fila.esperar(segunda, S.ENVIADA)
    assert fila.situacao(primeira) == (situacao, motivo)
    assert fila.valor("SELECT tentativas FROM gsan_desk.sms_mensagem WHERE id = %s", primeira) == feitas
    assert [p.texto for p in falso.rede] == ["b"]


def test_a_passing_error_is_tried_again_later_and_does_not_hold_the_others(
    fila: Fila, falso: TelefoneFalso, estacao: Iniciar
) -> None:
    falso.respostas.append(Tentativa(gammu=27, cms=38, pdu_escrita=True))
    primeira, segunda = fila.por("a"), fila.por("b")
    estacao(falso)
    fila.esperar(segunda, S.ENVIADA)
    assert fila.situacao(primeira) == (S.PENDENTE, "CMS_38")
    espera = fila.valor("SELECT proxima_tentativa - now() FROM gsan_desk.sms_mensagem WHERE id = %s", primeira)
    assert timedelta(seconds=40) < espera < timedelta(seconds=73)
    fila.conexao.execute("UPDATE gsan_desk.sms_mensagem SET proxima_tentativa = now() WHERE id = %s", (primeira,))
    fila.esperar(primeira, S.ENVIADA)
    assert fila.valor("SELECT tentativas FROM gsan_desk.sms_mensagem WHERE id = %s", primeira) == 1


def test_after_the_last_attempt_it_failed(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    falso.respostas.append(Tentativa(gammu=27, cms=42, pdu_escrita=True))
    ultima = fila.por(tentativas=2)
    estacao(falso)
    assert fila.esperar(ultima, S.FALHOU) == (S.FALHOU, "TENTATIVAS")


def test_a_fault_of_the_station_costs_no_attempt_and_the_phone_is_opened_again(
    fila: Fila, falso: TelefoneFalso, estacao: Iniciar
) -> None:
    falso.respostas.extend([Tentativa(gammu=11), Tentativa(gammu=31)])
    unica = fila.por()
    estacao(falso)
    fila.esperar(unica, S.ENVIADA)
    assert fila.valor("SELECT tentativas FROM gsan_desk.sms_mensagem") == 0
    assert fila.valor("SELECT count(*) FROM gsan_desk.sms_tentativa WHERE resultado = 'ESTACAO'") == 2


def test_past_its_validity_it_expires(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    velha = fila.por("velha")
    fila.conexao.execute("UPDATE gsan_desk.sms_mensagem SET expira_em = now() - interval '1 second'")
    nova = fila.por("nova")
    estacao(falso)
    fila.esperar(nova, S.ENVIADA)
    assert fila.situacao(velha) == (S.EXPIRADA, "EXPIRADA")
    assert [p.texto for p in falso.rede] == ["nova"]


def test_paused_nothing_goes_out_and_resumed_everything_does(
    fila: Fila, falso: TelefoneFalso, estacao: Iniciar
) -> None:
    fila.conexao.execute("UPDATE gsan_desk.sms_ajustes SET pausada_em = now()")
    parada = fila.por()
    central = estacao(falso)
    fila.ate(lambda: central.guarda.aparencia.estado == "pausada")
    assert fila.situacao(parada)[0] == S.PENDENTE
    fila.conexao.execute("UPDATE gsan_desk.sms_ajustes SET pausada_em = NULL")
    fila.esperar(parada, S.ENVIADA)


def test_outside_the_hours_only_who_is_waiting_is_told(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    fila.conexao.execute("UPDATE gsan_desk.sms_ajustes SET janela_inicio = '00:00', janela_fim = '00:00'")
    atendida, protocolo = fila.por("atendida", tipo=3), fila.por("protocolo", tipo=1)
    estacao(falso)
    fila.esperar(protocolo, S.ENVIADA)
    assert fila.situacao(atendida)[0] == S.PENDENTE
    fila.ajustar(janela_fim="23:59:59.999")
    fila.esperar(atendida, S.ENVIADA)


@pytest.mark.parametrize("cota", ["cota_diaria", "cota_por_numero"])
def test_over_the_quota_they_wait(fila: Fila, falso: TelefoneFalso, estacao: Iniciar, cota: str) -> None:
    fila.ajustar(**{cota: 2})
    ids = [fila.por(str(n)) for n in range(3)]
    estacao(falso)
    fila.esperar(ids[1], S.ENVIADA)
    outra = fila.por("outro número", numero="+5581988887777")
    if cota == "cota_por_numero":
        fila.esperar(outra, S.ENVIADA)
    assert fila.situacao(ids[2])[0] == S.PENDENTE


def test_a_long_message_goes_on_from_the_first_part_not_accepted(
    fila: Fila, falso: TelefoneFalso, estacao: Iniciar
) -> None:
    falso.respostas.extend([Tentativa(tpmr=0), Tentativa(gammu=27, cms=38, pdu_escrita=True)])
    longa = fila.por("x" * 200, partes=2)
    estacao(falso)
    fila.ate(lambda: fila.situacao(longa) == (S.PENDENTE, "CMS_38"))
    fila.conexao.execute("UPDATE gsan_desk.sms_mensagem SET proxima_tentativa = now()")
    fila.esperar(longa, S.ENVIADA)
    assert [p.sequencia for p in falso.rede] == [1, 2]
    assert len({p.concatenacao for p in falso.rede}) == 1


def test_a_report_of_delivery_is_read(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    fila.ajustar(varredura_segundos=1)
    enviada = fila.por()
    estacao(falso)
    fila.esperar(enviada, S.ENVIADA)
    falso.relatar(NUMERO, 0)
    fila.esperar(enviada, S.ENTREGUE)
    assert falso.guardadas == {}


def test_a_report_of_failure_is_read(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    fila.ajustar(varredura_segundos=1)
    enviada = fila.por()
    estacao(falso)
    fila.esperar(enviada, S.ENVIADA)
    falso.relatar(NUMERO, 0, tp_st=65)
    assert fila.esperar(enviada, S.FALHOU) == (S.FALHOU, "RELATORIO_65")


def test_a_report_settles_what_was_in_doubt(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    fila.ajustar(varredura_segundos=1)
    falso.respostas.append(Tentativa(gammu=14, pdu_escrita=True))
    duvida = fila.por()
    estacao(falso)
    fila.esperar(duvida, S.INCERTA)
    falso.relatar(NUMERO, 77)
    assert fila.esperar(duvida, S.ENTREGUE) == (S.ENTREGUE, None)


@pytest.mark.parametrize("palavra", ["SAIR", " parar ", "Cancelar", "stop"])
def test_who_says_sair_gets_one_answer_and_no_more(
    fila: Fila, falso: TelefoneFalso, estacao: Iniciar, palavra: str
) -> None:
    fila.ajustar(varredura_segundos=1)
    pendente = fila.por("depois")
    fila.conexao.execute("UPDATE gsan_desk.sms_mensagem SET proxima_tentativa = now() + interval '1 hour'")
    falso.receber(NUMERO, palavra)
    estacao(falso)
    fila.esperar(pendente, S.CANCELADA)
    fila.ate(lambda: len(falso.rede) == 1)
    assert falso.rede[0].texto == "Voce nao recebera mais mensagens."
    nova = fila.por("outra")
    assert fila.esperar(nova, S.CANCELADA) == (S.CANCELADA, "DESCADASTRADO")
    falso.receber(NUMERO, "Voltar")
    fila.ate(lambda: fila.valor("SELECT count(*) FROM gsan_desk.sms_bloqueio") == 0)
    fila.esperar(fila.por("de volta"), S.ENVIADA)


def test_another_answer_is_kept_beside_the_ra(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    fila.ajustar(varredura_segundos=1)
    enviada = fila.por(rgat_id=4711)
    estacao(falso)
    fila.esperar(enviada, S.ENVIADA)
    falso.receber("081 99999-0000", "Ainda está vazando!")
    fila.ate(lambda: fila.valor("SELECT count(*) FROM gsan_desk.sms_recebida") == 1)
    assert fila.conexao.execute("SELECT numero, texto, rgat_id FROM gsan_desk.sms_recebida").fetchone() == (
        NUMERO,
        "Ainda está vazando!",
        4711,
    )


def test_past_their_keeping_messages_lose_number_and_text(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    velha, nova = fila.por("velha", situacao=S.ENVIADA), fila.por("nova", situacao=S.ENVIADA)
    fila.conexao.execute(
        "UPDATE gsan_desk.sms_mensagem SET criada_em = now() - interval '366 days' WHERE id = %s", (velha,)
    )
    estacao(falso)
    fila.ate(lambda: fila.valor("SELECT texto FROM gsan_desk.sms_mensagem WHERE id = %s", velha) == "")
    consulta = "SELECT numero, numero_informado, situacao FROM gsan_desk.sms_mensagem ORDER BY id"
    assert fila.conexao.execute(consulta).fetchall() == [(None, "", S.ENVIADA), (NUMERO, NUMERO, S.ENVIADA)]
    assert fila.valor("SELECT texto FROM gsan_desk.sms_mensagem WHERE id = %s", nova) == "nova"


def test_the_settings_of_validity_and_attempts_hold_for_what_is_queued_next(fila: Fila) -> None:
    fila.ajustar(expira_horas=2, max_tentativas=5)
    fila.por()
    consulta = "SELECT max_tentativas, expira_em - criada_em FROM gsan_desk.sms_mensagem"
    assert fila.conexao.execute(consulta).fetchone() == (5, timedelta(hours=2))


def test_the_station_says_how_it_is(fila: Fila, falso: TelefoneFalso, estacao: Iniciar) -> None:
    ditos: list[str] = []
    estacao(falso, ao_mudar=lambda aparencia: ditos.append(aparencia.estado))
    fila.ate(lambda: fila.valor("SELECT count(*) FROM gsan_desk.sms_estacao WHERE sinal = 60") == 1)
    assert ditos[:2] == ["abrindo", "pronta"]
    linha: Any = fila.conexao.execute(
        "SELECT nome, estado, aparelho, imsi, bateria FROM gsan_desk.sms_estacao"
    ).fetchone()
    assert linha == ("central", "pronta", "Falso Memória", "724051234567890", 80)

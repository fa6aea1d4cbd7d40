"""The state machine of a message, by property: no path repeats what may have gone, none is without end."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.sms_falha import Desfecho, Tentativa, desfecho
from gsan_desk.domain.sms_maquina import (
    Entrega,
    Regras,
    SituacaoParte,
    SituacaoSms,
    depois_de,
    entrega,
    normalizar_resposta,
)

codigos = st.one_of(st.none(), st.sampled_from([1, 8, 21, 38, 42, 81, 300, 304, 314, 322, 331, 332, 500, 512]))
recusas = st.builds(
    Tentativa, gammu=st.sampled_from([2, 4, 11, 14, 16, 21, 27, 31, 44, 66, 73]), cms=codigos, pdu_escrita=st.booleans()
)
aceitas = st.builds(Tentativa, tpmr=st.integers(0, 255), pdu_escrita=st.just(True))


@given(st.lists(recusas, max_size=40), st.integers(1, 10), st.floats(0, 1))
def test_whatever_answers_come_a_message_ends_and_doubt_is_never_repeated(
    respostas: list[Tentativa], maximo: int, acaso: float
) -> None:
    feitas, regras = 0, Regras(max_tentativas=maximo)
    for resposta in respostas:
        passo = depois_de(resposta, feitas, ultima_parte=True, regras=regras, acaso=acaso)
        duvida = desfecho(resposta) is Desfecho.INCERTA
        assert (passo.situacao is SituacaoSms.INCERTA) == duvida
        assert passo.conta or passo.situacao is not SituacaoSms.FALHOU
        feitas += passo.conta
        assert feitas <= maximo
        if passo.situacao is not SituacaoSms.PENDENTE:
            assert passo.parte is not SituacaoParte.PENDENTE
            return
        assert passo.parte is SituacaoParte.PENDENTE
        assert passo.espera <= timedelta(minutes=36)


@given(aceitas, st.integers(0, 9), st.booleans())
def test_what_the_network_took_is_sent_when_its_last_part_is(resposta: Tentativa, feitas: int, ultima: bool) -> None:
    passo = depois_de(resposta, feitas, ultima, Regras())
    assert passo.situacao is (SituacaoSms.ENVIADA if ultima else SituacaoSms.ENVIANDO)
    assert (passo.parte, passo.conta) == (SituacaoParte.ACEITA, False)


@pytest.mark.parametrize(("feitas", "minutos"), [(0, 1), (1, 5), (2, 30), (3, 30)])
def test_retries_wait_longer_each_time_a_fifth_more_or_less(feitas: int, minutos: int) -> None:
    passageira = Tentativa(gammu=27, cms=38, pdu_escrita=True)
    esperas = [depois_de(passageira, feitas, True, Regras(10), acaso).espera for acaso in (0, 0.5, 1)]
    assert esperas == [timedelta(minutes=minutos) * f for f in (0.8, 1.0, 1.2)]


def test_a_rejection_is_tried_once_more_and_a_busy_sim_costs_nothing() -> None:
    rejeitada, ocupado = (Tentativa(gammu=27, cms=cms, pdu_escrita=True) for cms in (21, 314))
    assert depois_de(rejeitada, 0, True, Regras()).situacao is SituacaoSms.PENDENTE
    assert depois_de(rejeitada, 1, True, Regras()).motivo == "CMS_21"
    passo = depois_de(ocupado, 2, True, Regras())
    assert (passo.situacao, passo.conta, passo.espera) == (SituacaoSms.PENDENTE, False, timedelta(seconds=10))


def test_only_a_setting_repeats_what_is_in_doubt() -> None:
    duvida = Tentativa(gammu=14, pdu_escrita=True)
    assert depois_de(duvida, 0, True, Regras(reenviar_incertas=True)).situacao is SituacaoSms.PENDENTE


def test_reports_and_answers_are_read_as_they_are_written() -> None:
    assert [entrega(n) for n in (0, 31, 32, 63, 64, 127)] == [
        Entrega.ENTREGUE,
        Entrega.ENTREGUE,
        Entrega.AGUARDA,
        Entrega.AGUARDA,
        Entrega.FALHOU,
        Entrega.FALHOU,
    ]
    assert normalizar_resposta("  Não, obrigado ") == "NAO, OBRIGADO"

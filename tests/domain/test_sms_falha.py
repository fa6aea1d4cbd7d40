"""Every code of the driver and of the network has its outcome (spec 50 §2)."""

import pytest

from gsan_desk.domain.sms_falha import Desfecho, Tentativa, desfecho, em_portugues

E, T, P, D = Desfecho.ESTACAO, Desfecho.TRANSITORIA, Desfecho.PERMANENTE, Desfecho.INCERTA


@pytest.mark.parametrize(
    ("codigos", "antes", "depois"),
    [
        ((2, 3, 4, 5, 6, 7, 8, 10, 18, 54, 62, 23, 49, 31, 69), E, D),
        ((11, 12, 14, 33, 35, 64, 65, 70), E, D),
        ((16, 17, 56, 66, 73), T, D),
        ((21, 44), P, P),
        ((27,), T, D),
    ],
)
def test_codes_of_the_driver(codigos: tuple[int, ...], antes: Desfecho, depois: Desfecho) -> None:
    for codigo in codigos:
        assert desfecho(Tentativa(gammu=codigo)) is antes, codigo
        assert desfecho(Tentativa(gammu=codigo, pdu_escrita=True)) is depois, codigo


@pytest.mark.parametrize(
    ("codigos", "esperado"),
    [
        ((1, 28, 30, 304, 305), P),
        ((21, 22, 27, 38, 41, 42, 47, 81, 95, 96, 97, 98, 99, 111, 127, 314, 322), T),
        ((8, 10, 29, 50, 69, 300, 301, 302, 303, 320, 310, 311, 312, 313, 315, 316, 317, 318, 330, 331), E),
        ((332, 500, 512, 999), D),
    ],
)
def test_codes_of_the_network_after_the_text_was_handed_over(codigos: tuple[int, ...], esperado: Desfecho) -> None:
    for codigo in codigos:
        assert desfecho(Tentativa(gammu=27, cms=codigo, pdu_escrita=True)) is esperado, codigo


def test_a_maker_whose_generic_error_means_refused_can_be_told_so() -> None:
    for tentativa in (Tentativa(gammu=27, cms=500, pdu_escrita=True), Tentativa(gammu=27, pdu_escrita=True)):
        assert desfecho(tentativa, T) is T
    assert desfecho(Tentativa(gammu=14, pdu_escrita=True), T) is D
    assert desfecho(Tentativa(gammu=27, cms=332, pdu_escrita=True), T) is D


def test_what_went_wrong_is_said_in_portuguese() -> None:
    assert em_portugues(Tentativa(gammu=27, cms=38, pdu_escrita=True)) == "A rede da operadora está fora do ar."
    assert em_portugues(Tentativa(gammu=14, pdu_escrita=True)).endswith("Não se sabe se a mensagem foi enviada.")
    assert "código 777" in em_portugues(Tentativa(gammu=27, cms=777, pdu_escrita=True))
    assert em_portugues(Tentativa(tpmr=3, pdu_escrita=True)) == "Aceita pela rede."

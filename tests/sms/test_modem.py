"""gammu on an AT modem with faults: what is certain, what is in doubt, and that the child never hangs us."""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from gsan_desk.domain.sms_falha import Desfecho, desfecho
from gsan_desk.sms.aparelho import FalhaDoAparelho, Parte
from gsan_desk.sms.gammu_aparelho import AparelhoGammu, Conexao

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX's", allow_module_level=True)
if TYPE_CHECKING or sys.platform != "win32":
    from tests.support.modem import Modem

NUMERO = "+5581999990000"
PRAZO = 3.0


@pytest.fixture(scope="module")
def modem(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Modem]:
    aparelho = Modem(tmp_path_factory.mktemp("modem"))
    yield aparelho
    aparelho.fechar()


@pytest.fixture(scope="module")
def aberto(modem: Modem) -> Iterator[AparelhoGammu]:
    aparelho = AparelhoGammu(Conexao(str(modem.caminho), "at115200", "at"))
    yield aparelho
    aparelho.fechar()


@pytest.fixture
def telefone(aberto: AparelhoGammu) -> AparelhoGammu:
    if aberto.pid is None:
        aberto.abrir()
    return aberto


@pytest.mark.parametrize(
    ("falha", "esperado", "cms", "escrita"),
    [
        ("prompt:331", Desfecho.ESTACAO, 331, False),
        ("prompt:38", Desfecho.TRANSITORIA, 38, False),
        ("prompt:777", Desfecho.TRANSITORIA, 777, False),
        ("cms:38", Desfecho.TRANSITORIA, 38, True),
        ("cms:1", Desfecho.PERMANENTE, 1, True),
        ("cms:332", Desfecho.INCERTA, 332, True),
        ("cms:512", Desfecho.INCERTA, 512, True),
        ("cms:8", Desfecho.ESTACAO, 8, True),
    ],
)
def test_the_code_of_the_network_is_not_lost(
    modem: Modem, telefone: AparelhoGammu, falha: str, esperado: Desfecho, cms: int, escrita: bool
) -> None:
    antes = len(modem.rede)
    modem.falhas.append(falha)
    resposta = telefone.enviar(Parte(NUMERO, falha, prazo=PRAZO))
    assert (desfecho(resposta), resposta.cms, resposta.pdu_escrita) == (esperado, cms, escrita)
    assert len(modem.rede) == antes


def test_an_error_after_the_network_took_it_is_doubt(modem: Modem, telefone: AparelhoGammu) -> None:
    modem.falhas.append("aceita_e_erro")
    assert desfecho(telefone.enviar(Parte(NUMERO, "aceita"))) is Desfecho.INCERTA
    assert modem.rede[-1].texto == "aceita"


def test_noise_on_the_line_is_read_over(modem: Modem, telefone: AparelhoGammu) -> None:
    modem.falhas.append("lixo")
    assert desfecho(telefone.enviar(Parte(NUMERO, "com lixo"))) is Desfecho.ACEITA


@pytest.mark.parametrize(("falha", "foi"), [("sem_resposta", 0), ("sem_ok", 1)])
def test_no_answer_is_doubt_and_the_child_is_gone_in_time(
    modem: Modem, telefone: AparelhoGammu, falha: str, foi: int
) -> None:
    antes = len(modem.rede)
    modem.falhas.append(falha)
    assert desfecho(telefone.enviar(Parte(NUMERO, falha, prazo=PRAZO))) is Desfecho.INCERTA
    assert len(modem.rede) == antes + foi
    assert telefone.pid is None


def test_no_prompt_is_certain(modem: Modem, telefone: AparelhoGammu) -> None:
    antes = len(modem.rede)
    modem.falhas.append("sem_prompt")
    resposta = telefone.enviar(Parte(NUMERO, "x", prazo=PRAZO))
    assert (desfecho(resposta), resposta.pdu_escrita) == (Desfecho.ESTACAO, False)
    assert len(modem.rede) == antes


@pytest.mark.parametrize(("falha", "foi"), [("cai_antes", 0), ("cai_depois", 1)])
def test_a_line_that_drops_is_noticed_long_before_the_deadline_and_comes_back(
    modem: Modem, telefone: AparelhoGammu, falha: str, foi: int
) -> None:
    antes = len(modem.rede)
    modem.falhas.append(falha)
    assert desfecho(telefone.enviar(Parte(NUMERO, falha, prazo=PRAZO))) is Desfecho.INCERTA
    assert len(modem.rede) == antes + foi
    with pytest.raises(FalhaDoAparelho, match="não está ligado"):
        telefone.abrir()
    modem.religar()
    assert telefone.abrir().tem_rede
    assert desfecho(telefone.enviar(Parte(NUMERO, "de volta"))) is Desfecho.ACEITA


def test_a_cable_that_is_back_at_once_is_noticed_too(modem: Modem, telefone: AparelhoGammu) -> None:
    """Another device answers to the same name: waiting for the old one would be in vain."""
    modem.cair()
    modem.religar()
    comeco = monotonic()
    tentativa = telefone.enviar(Parte(NUMERO, "perdida", prazo=PRAZO))
    assert tentativa.gammu == 11
    assert monotonic() - comeco < PRAZO / 2
    assert telefone.abrir().tem_rede
    assert desfecho(telefone.enviar(Parte(NUMERO, "de volta"))) is Desfecho.ACEITA


def test_parts_of_a_long_text_carry_the_reference_that_was_given(modem: Modem, telefone: AparelhoGammu) -> None:
    antes = len(modem.rede)
    texto = "Protocolo " + "1234567890" * 20
    for sequencia in (1, 2):
        assert telefone.enviar(Parte(NUMERO, texto, "S", sequencia, 2, concatenacao=77)).aceita
    partes = modem.rede[antes:]
    assert "".join(p.texto for p in partes) == texto
    assert [(p.parte, p.partes, p.concatenacao) for p in partes] == [(1, 2, 77), (2, 2, 77)]


def test_accents_go_in_ucs2_and_without_them_in_gsm(modem: Modem, telefone: AparelhoGammu) -> None:
    telefone.enviar(Parte(NUMERO, "Atenção", "U"))
    telefone.enviar(Parte(NUMERO, "Atenção", "S"))
    assert [p.texto for p in modem.rede[-2:]] == ["Atenção", "Atencao"]


@pytest.mark.parametrize("pedido", [True, False])
def test_the_report_is_asked_for_only_when_wanted(modem: Modem, telefone: AparelhoGammu, pedido: bool) -> None:
    telefone.enviar(Parte(NUMERO, "x", confirmacao=pedido))
    assert modem.rede[-1].relatorio is pedido


def test_a_wrong_pin_is_tried_once(tmp_path: Path) -> None:
    trancado = Modem(tmp_path)
    trancado.pin = "SIM PIN"
    telefone = AparelhoGammu(Conexao(str(trancado.caminho), "at115200", "at"))
    with pytest.raises(FalhaDoAparelho, match="PIN"):
        telefone.abrir("0000")
    assert trancado.tentativas_de_pin == 1
    assert telefone.abrir("1234").pin == ""
    assert telefone.abrir().tem_rede
    telefone.fechar()
    trancado.fechar()


def test_without_the_pin_the_phone_opens_and_says_that_it_waits(tmp_path: Path) -> None:
    trancado = Modem(tmp_path)
    trancado.pin = "SIM PIN"
    telefone = AparelhoGammu(Conexao(str(trancado.caminho), "at115200", "at"))
    assert telefone.abrir().pin == "PIN"
    assert desfecho(telefone.enviar(Parte(NUMERO, "x"))) is Desfecho.ESTACAO
    assert (trancado.tentativas_de_pin, trancado.rede) == (0, [])
    telefone.fechar()
    trancado.fechar()

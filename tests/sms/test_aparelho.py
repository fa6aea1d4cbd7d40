"""What every phone does, gammu's on a modem's line and the one made of memory alike."""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from gsan_desk.domain.sms_falha import Desfecho, Tentativa, desfecho
from gsan_desk.sms.aparelho import Aparelho, FalhaDoAparelho, Parte, Recebida, Relatorio
from gsan_desk.sms.gammu_aparelho import AparelhoGammu, Conexao
from tests.support.telefone_falso import TelefoneFalso

NUMERO = "+5581999990000"
SO_ONDE_HA_PTY = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")


@pytest.fixture(params=["falso", pytest.param("gammu", marks=SO_ONDE_HA_PTY)], scope="module")
def linha(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Aparelho, Any]]:
    """Give a phone that is open, and the network behind it."""
    if request.param == "falso":
        falso = TelefoneFalso()
        falso.abrir()
        yield falso, falso
        return
    from tests.support.modem import Modem

    modem = Modem(tmp_path_factory.mktemp("modem"))
    aparelho = AparelhoGammu(Conexao(str(modem.caminho), "at115200", "at"))
    aparelho.abrir()
    yield aparelho, modem
    aparelho.fechar()
    modem.fechar()


def test_it_sends_and_tells_the_reference(linha: tuple[Aparelho, Any]) -> None:
    aparelho, rede = linha
    antes = len(rede.rede)
    primeira, segunda = (aparelho.enviar(Parte(NUMERO, f"Protocolo {n}")) for n in (1, 2))
    assert desfecho(primeira) is desfecho(segunda) is Desfecho.ACEITA
    assert segunda.tpmr == ((primeira.tpmr or 0) + 1) % 256
    assert [(p.numero, p.texto) for p in rede.rede[antes:]] == [(NUMERO, "Protocolo 1"), (NUMERO, "Protocolo 2")]


def test_an_order_that_comes_too_late_is_not_begun(linha: tuple[Aparelho, Any]) -> None:
    aparelho, rede = linha
    antes = len(rede.rede)
    resposta = aparelho.enviar(Parte(NUMERO, "tarde demais", comecar_ate=monotonic() - 0.1))
    assert (desfecho(resposta), resposta.pdu_escrita) == (Desfecho.ESTACAO, False)
    assert len(rede.rede) == antes


def test_it_says_how_it_is(linha: tuple[Aparelho, Any]) -> None:
    estado = linha[0].estado()
    assert (estado.tem_rede, estado.sinal, estado.bateria, estado.pin) == (True, 60, 80, "")
    assert (estado.imei, estado.imsi) == ("490154203237518", "724051234567890")


def test_what_the_sim_keeps_stays_until_it_is_deleted(linha: tuple[Aparelho, Any]) -> None:
    aparelho, rede = linha
    envio = aparelho.enviar(Parte(NUMERO, "com relatório"))
    if isinstance(rede, TelefoneFalso):
        rede.relatar(NUMERO, envio.tpmr or 0)
    else:
        rede.relatar(rede.rede[-1])
    rede.receber("+5581988887777", "Não recebi, obrigado")
    primeira, segunda = aparelho.recolher(), aparelho.recolher()
    assert primeira == segunda
    relatorio = next(g for g in primeira if isinstance(g, Relatorio))
    recebida = next(g for g in primeira if isinstance(g, Recebida))
    assert (relatorio.numero, relatorio.tpmr, relatorio.tp_st) == (NUMERO, envio.tpmr, 0)
    assert (recebida.numero, recebida.texto) == ("+5581988887777", "Não recebi, obrigado")
    aparelho.apagar((relatorio.lugar, *recebida.lugares))
    assert aparelho.recolher() == []


def test_one_that_is_not_open_sends_nothing_and_raises_nothing(tmp_path: Path) -> None:
    for aparelho in (TelefoneFalso(), AparelhoGammu(Conexao(str(tmp_path), "none", "dummy"))):
        assert desfecho(aparelho.enviar(Parte(NUMERO, "x"))) is Desfecho.ESTACAO
        with pytest.raises(FalhaDoAparelho, match="não está conectado"):
            aparelho.estado()
        aparelho.fechar()


def test_dummy_driver_serves_a_station_without_a_phone(tmp_path: Path) -> None:
    aparelho = AparelhoGammu(Conexao(str(tmp_path), "none", "dummy"))
    estado = aparelho.abrir()
    assert (estado.sinal, estado.rede) == (42, "HomeNetwork")
    assert desfecho(aparelho.enviar(Parte(NUMERO, "Protocolo 1"))) is Desfecho.ACEITA
    assert aparelho.recolher() == []
    aparelho.fechar()


def test_the_station_says_what_is_wrong_with_its_settings(tmp_path: Path) -> None:
    with pytest.raises(FalhaDoAparelho, match="Falta configurar"):
        AparelhoGammu(Conexao("", "at")).abrir()
    with pytest.raises(FalhaDoAparelho, match="não está ligado a esta porta") as erro:
        AparelhoGammu(Conexao(str(tmp_path / "ttyUSB9"), "at115200", "at")).abrir()
    assert erro.value.tentativa == Tentativa(gammu=4)

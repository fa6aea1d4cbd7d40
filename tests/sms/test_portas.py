"""Ports that a phone may hang on, found and tried."""

import os
from pathlib import Path

import pytest

from gsan_desk.domain.sms_estacao import ConexaoSms
from gsan_desk.domain.sms_falha import Tentativa
from gsan_desk.sms.aparelho import EstadoAparelho, FalhaDoAparelho
from gsan_desk.sms.portas import experimentar, experimentar_porta, procurar
from tests.support.telefone_falso import TelefoneFalso


class Telefone(TelefoneFalso):
    """One whose state a test chooses."""

    def __init__(self, estado: EstadoAparelho) -> None:
        super().__init__()
        self._dito = estado

    def estado(self) -> EstadoAparelho:
        return self._dito


def test_usb_ports_go_by_the_name_that_stays_and_bluetooth_is_told_apart(tmp_path: Path) -> None:
    for nome in ("ttyUSB0", "ttyUSB1", "rfcomm0", "ttyS0", "null"):
        (tmp_path / nome).touch()
    por_nome = tmp_path / "serial" / "by-id"
    por_nome.mkdir(parents=True)
    (por_nome / "usb-HUAWEI_Mobile-if00-port0").symlink_to(tmp_path / "ttyUSB0")
    achadas = {p.dispositivo: p.descricao for p in procurar(tmp_path)}
    assert achadas == {
        str(por_nome / "usb-HUAWEI_Mobile-if00-port0"): "ttyUSB0 – HUAWEI Mobile-if00-port0",
        str(tmp_path / "ttyUSB1"): "ttyUSB1 – porta serial",
        str(tmp_path / "rfcomm0"): "rfcomm0 – Bluetooth",
    }
    assert all(not p.impedimento for p in procurar(tmp_path))


def test_a_port_that_this_user_may_not_open_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ttyACM0").touch()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert procurar(tmp_path)[0].impedimento == "Este usuário não tem permissão para a porta do telefone."


def test_a_phone_that_is_well_is_ready_and_let_go() -> None:
    telefone = TelefoneFalso()
    prova = experimentar(lambda _: telefone, ConexaoSms("/dev/ttyUSB0"))
    assert (prova.funciona, prova.dito, prova.conexao) == (
        True,
        "Falso Memória: pronto, sinal 60%.",
        ConexaoSms("/dev/ttyUSB0"),
    )
    assert not telefone.aberto


@pytest.mark.parametrize(
    ("estado", "dito", "pede_pin"),
    [
        (EstadoAparelho("H", "E1", pin="PIN"), "H E1: o chip pede o PIN.", True),
        (EstadoAparelho("H", "E1", pin="PUK"), "H E1: o chip pede o PUK.", False),
        (EstadoAparelho("H", "E1", rede="NoNetwork"), "H E1: achado, mas sem rede.", False),
    ],
)
def test_a_phone_that_wants_something_says_what(estado: EstadoAparelho, dito: str, pede_pin: bool) -> None:
    prova = experimentar(lambda _: Telefone(estado), ConexaoSms("/dev/ttyUSB0"))
    assert (prova.dito, prova.pede_pin, bool(prova.conselho)) == (dito, pede_pin, True)


@pytest.mark.parametrize(
    ("gammu", "conselho"),
    [(6, "dialout"), (3, "outro programa"), (7, "driver"), (4, "cabo"), (49, "chip"), (23, "Três erros")],
)
def test_what_is_wrong_comes_with_what_to_do(gammu: int, conselho: str) -> None:
    telefone = TelefoneFalso()
    telefone.ao_abrir = FalhaDoAparelho(Tentativa(gammu=gammu), "dito")
    prova = experimentar(lambda _: telefone, ConexaoSms("/dev/ttyUSB0"), "1234")
    assert (prova.funciona, prova.dito) == (False, "dito")
    assert conselho in prova.conselho


def test_a_port_is_tried_at_the_next_speed_only_when_nothing_answers() -> None:
    tentadas: list[str] = []

    def mudo(conexao: ConexaoSms) -> TelefoneFalso:
        tentadas.append(conexao.conexao)
        telefone = TelefoneFalso()
        if conexao.conexao == "at115200":
            telefone.ao_abrir = FalhaDoAparelho(Tentativa(gammu=14), "O telefone não respondeu a tempo.")
        return telefone

    prova = experimentar_porta(mudo, "/dev/ttyUSB0")
    assert tentadas == ["at115200", "at19200"]
    assert prova.conexao == ConexaoSms("/dev/ttyUSB0", "at19200")
    tentadas.clear()

    def ocupado(conexao: ConexaoSms) -> TelefoneFalso:
        tentadas.append(conexao.conexao)
        telefone = TelefoneFalso()
        telefone.ao_abrir = FalhaDoAparelho(Tentativa(gammu=5), "A porta do telefone está ocupada.")
        return telefone

    assert "ocupada" in experimentar_porta(ocupado, "/dev/ttyUSB0").dito
    assert tentadas == ["at115200"]

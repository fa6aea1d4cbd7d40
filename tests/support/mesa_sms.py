"""The workstation of who looks after the SMS, with a phone made of memory, and the outbox seen from beside."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from gsan_desk.domain.email import AjustesEmail
from gsan_desk.domain.sms_estacao import ConexaoSms, PortaSms
from gsan_desk.estacao_sms import EstacaoDesteComputador
from tests.sms.conftest import RAPIDO, Fila
from tests.support.banco import SENHA, conectar
from tests.support.mesa_ra import MesaRA
from tests.support.telefone_falso import TelefoneFalso

PORTA = "/dev/serial/by-id/usb-Modem_de_teste"


class EstacaoDeTeste(EstacaoDesteComputador):
    """The real one but for what the machine has: ports, a phone, a keyring."""

    def __init__(self, url: URL, pasta: Path, telefone: TelefoneFalso) -> None:
        super().__init__(url, pasta, lambda _conexao: telefone, RAPIDO)
        self.ha = (PortaSms(PORTA, "ttyUSB0 – Modem de teste"),)
        self.pins: dict[str, str] = {}

    def portas(self) -> tuple[PortaSms, ...]:
        return self.ha

    def pin(self, dispositivo: str) -> str:
        return self.pins.get(dispositivo, "")

    def guardar_pin(self, dispositivo: str, pin: str) -> bool:
        self.pins[dispositivo] = pin
        return True

    def guardar_senha_do_email(self, ajustes: AjustesEmail, senha: str) -> bool:
        self.pins[f"{ajustes.usuario}@{ajustes.servidor}"] = senha
        return True

    def senha_do_email(self, ajustes: AjustesEmail) -> str:
        return self.pins.get(f"{ajustes.usuario}@{ajustes.servidor}", "")


class MesaSms(MesaRA):
    """A workstation whose computer may be a station."""

    estacao_local: EstacaoDeTeste

    def configurar(self) -> None:
        """Set this computer's phone up."""
        daqui = self.estacao.sms.daqui
        assert daqui is not None
        self.rodar(daqui.configurar(ConexaoSms(PORTA), None))


@pytest.fixture
def fila(dsn: URL) -> Iterator[Fila]:
    with conectar(dsn) as conexao:
        aberta = Fila(conexao)
        aberta.ajustar(intervalo_segundos=0, janela_inicio="00:00", janela_fim="23:59:59.999")
        yield aberta


@pytest.fixture
def telefone() -> TelefoneFalso:
    return TelefoneFalso()


@pytest.fixture
def abrir_mesa(
    qtbot: Any, laco: Any, como: Any, dsn: URL, tmp_path: Path, rodar: Any, fila: Fila, telefone: TelefoneFalso
) -> Iterator[Callable[[str], MesaSms]]:
    """Open the workstation of one of the people; a station left running ends with the test."""
    abertas: list[MesaSms] = []

    def abrir(login: str) -> MesaSms:
        local = EstacaoDeTeste(dsn.set(username=login, password=SENHA), tmp_path / "sms", telefone)
        local.nome = "central"
        mesa = MesaSms(qtbot, como(login), tmp_path, rodar, sms=local)
        mesa.estacao_local = local
        abertas.append(mesa)
        return mesa

    yield abrir
    for mesa in abertas:
        mesa.estacao_local.parar()
        mesa.fechar()

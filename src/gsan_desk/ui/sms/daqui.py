"""The station that this workstation runs, as its screens use it: what was set up here, on, off, how it is."""

from pathlib import Path
from threading import Thread
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from gsan_desk.domain.email import AjustesEmail
from gsan_desk.domain.sms_estacao import DUMMY, AparenciaSms, ConexaoSms, PortaSms, ProvaSms
from gsan_desk.ui.bridge import em_segundo_plano
from gsan_desk.ui.state import Estado

CHAVE = "sms.conexao"
OLHADA = 500  # ms between looks at the station's own word of itself; no statement


class EstacaoLocal(Protocol):
    """What runs a station; ``gsan_desk.estacao_sms.EstacaoDesteComputador`` is one. All but the properties may wait."""

    @property
    def nome(self) -> str: ...

    @property
    def rodando(self) -> bool: ...

    def iniciar(self, conexao: ConexaoSms, pin: str = "") -> None: ...

    def parar(self) -> None: ...

    def assumir(self) -> None: ...

    def acordar(self) -> None: ...

    def aparencia(self) -> AparenciaSms: ...

    def portas(self) -> tuple[PortaSms, ...]: ...

    def experimentar(self, conexao: ConexaoSms, pin: str = "") -> ProvaSms: ...

    def pin(self, dispositivo: str) -> str: ...

    def guardar_pin(self, dispositivo: str, pin: str) -> bool: ...

    def guardar_senha_do_email(self, ajustes: AjustesEmail, senha: str) -> bool: ...

    def experimentar_email(self, ajustes: AjustesEmail, senha: str) -> str: ...


class Daqui(QObject):
    """Lives as long as the workstation; the station goes on with its tab closed.

    Args:
        mentira: folder of the phone without a phone, in training.

    Signals:
        mudou: an ``AparenciaSms``.
        ligou: whether the station runs here now.
    """

    mudou = Signal(object)
    ligou = Signal(bool)

    def __init__(self, local: EstacaoLocal, estado: Estado, mentira: Path | None = None) -> None:
        super().__init__()
        self.local, self._estado, self._mentira = local, estado, mentira
        self._ultima = AparenciaSms()
        self._pin_de = ""
        self._relogio = QTimer(self, interval=OLHADA)
        self._relogio.timeout.connect(self.olhar)

    @property
    def rodando(self) -> bool:
        """Whether the station runs here."""
        return self.local.rodando

    @property
    def aparencia(self) -> AparenciaSms:
        """How the station was when it was last looked at."""
        return self._ultima

    @property
    def de_mentira(self) -> ConexaoSms | None:
        """The phone without a phone, where it may be used."""
        return ConexaoSms(str(self._mentira), "none", DUMMY) if self._mentira is not None else None

    @property
    def conexao(self) -> ConexaoSms | None:
        """What was set up in this computer; in training the phone without a phone, until then."""
        guardada: dict[str, Any] = self._estado.mapa(CHAVE)
        if guardada.get("dispositivo"):
            return ConexaoSms(*(str(guardada.get(nome, "")) for nome in ("dispositivo", "conexao", "modelo")))
        return self.de_mentira

    async def configurar(self, conexao: ConexaoSms, pin: str | None) -> bool:
        """Remember the connection in this computer, and the PIN in its keyring; tell whether that could be kept."""
        dados = {"dispositivo": conexao.dispositivo, "conexao": conexao.conexao, "modelo": conexao.modelo}
        self._estado.guardar(CHAVE, dados)
        return pin is None or await em_segundo_plano(self.local.guardar_pin, conexao.dispositivo, pin)

    async def iniciar(self) -> None:
        """Run the station with what was set up."""
        conexao = self.conexao
        if conexao is None or self.rodando:
            return
        pin = await em_segundo_plano(self.local.pin, conexao.dispositivo) if conexao.modelo != DUMMY else ""
        self._pin_de = conexao.dispositivo if pin else ""
        await em_segundo_plano(self.local.iniciar, conexao, pin)
        self._relogio.start()
        self.ligou.emit(True)
        self.olhar()

    async def parar(self) -> None:
        """Stop the station after the part under way."""
        await em_segundo_plano(self.local.parar)
        self._relogio.stop()
        self.ligou.emit(False)
        self.olhar()

    def fechar(self) -> None:
        """Let the station end by itself while the program closes: what is going out is not cut."""
        self._relogio.stop()
        if self.rodando:
            Thread(target=self.local.parar, name="parar-sms").start()

    def olhar(self) -> None:
        """Tell everybody when the station is otherwise than before."""
        nova = self.local.aparencia()
        if nova != self._ultima:
            self._ultima = nova
            self._esquecer_pin(nova)
            self.mudou.emit(nova)

    def _esquecer_pin(self, nova: AparenciaSms) -> None:
        """Forget a PIN that was refused: three wrong ones lock the SIM."""
        if self._pin_de and nova.mal and "PIN" in nova.motivo:
            Thread(target=self.local.guardar_pin, args=(self._pin_de, ""), name="esquecer-pin").start()
            self._pin_de = ""

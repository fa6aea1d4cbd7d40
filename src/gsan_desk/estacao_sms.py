"""The SMS station that this workstation may run: where screens, which know no phone, meet the one that sends."""

import platform
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gsan_desk.domain.sms_estacao import AparenciaSms, ConexaoSms, PortaSms, ProvaSms
from gsan_desk.registro import Registrador

if TYPE_CHECKING:
    from sqlalchemy import URL

    from gsan_desk.sms.aparelho import Aparelho
    from gsan_desk.sms.despachante import Prazos
    from gsan_desk.sms.estacao import EstacaoSms

CHAVEIRO = "gsan-desk-sms"
log = Registrador(__name__)


class EstacaoDesteComputador:
    """Answers ``ui.sms.daqui.EstacaoLocal``; whatever waits is for a worker thread.

    Args:
        url: of the person, straight to the server.
        pasta: where the journal lives.
        criar: makes the phone of a connection.
    """

    def __init__(
        self,
        url: "URL",
        pasta: Path,
        criar: "Callable[[ConexaoSms], Aparelho] | None" = None,
        prazos: "Prazos | None" = None,
    ) -> None:
        self._url, self._pasta, self._prazos = url, pasta, prazos
        self._criar = criar or _do_gammu
        self._viva: EstacaoSms | None = None
        self.nome = platform.node()[:60] or "estacao"

    @property
    def rodando(self) -> bool:
        """Whether the station runs here."""
        return self._viva is not None

    def iniciar(self, conexao: ConexaoSms, pin: str = "") -> None:
        """Start the station's threads."""
        from gsan_desk.sms.estacao import EstacaoSms  # noqa: PLC0415 - few workstations are stations
        from gsan_desk.sms.guarda import Identidade  # noqa: PLC0415

        if self._viva is not None:
            return
        if conexao.modelo == "dummy":
            Path(conexao.dispositivo).mkdir(parents=True, exist_ok=True)
        identidade = Identidade(self.nome, conexao.dispositivo[:120], conexao.conexao)
        viva = EstacaoSms(self._url, self._criar(conexao), identidade, self._pasta, pin, self._prazos)
        viva.iniciar()
        self._viva = viva

    def parar(self) -> None:
        """Stop after the part under way; waits for it."""
        viva, self._viva = self._viva, None
        if viva is not None:
            viva.parar()

    def assumir(self) -> None:
        """Take the sending from whoever has it."""
        if self._viva is not None:
            self._viva.despachante.guarda.assumir()

    def acordar(self) -> None:
        """Look at the queue now."""
        if self._viva is not None:
            self._viva.despachante.acordar()

    def aparencia(self) -> AparenciaSms:
        """Tell how the station is."""
        if self._viva is None:
            return AparenciaSms()
        dita = self._viva.despachante.guarda.aparencia
        a = dita.aparelho
        nome = f"{a.fabricante} {a.modelo}".strip()
        return AparenciaSms(dita.estado, dita.motivo, nome, a.operadora, a.rede, a.sinal, a.bateria, a.imsi)

    def portas(self) -> tuple[PortaSms, ...]:
        """List the ports."""
        from gsan_desk.sms.portas import procurar  # noqa: PLC0415 - few workstations are stations

        return procurar()

    def experimentar(self, conexao: ConexaoSms, pin: str = "") -> ProvaSms:
        """Try a connection, or a port at every speed when it names none; slow."""
        from gsan_desk.sms.portas import experimentar, experimentar_porta  # noqa: PLC0415

        if not conexao.conexao:
            return experimentar_porta(self._criar, conexao.dispositivo, pin)
        return experimentar(self._criar, conexao, pin)

    def pin(self, dispositivo: str) -> str:
        """Read the PIN kept in the system's keyring; slow."""
        import keyring  # noqa: PLC0415 - few workstations are stations
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            return keyring.get_password(CHAVEIRO, dispositivo) or ""
        except KeyringError:
            log.info("chaveiro_ausente")
            return ""

    def guardar_pin(self, dispositivo: str, pin: str) -> bool:
        """Keep the PIN in the system's keyring, or forget it when empty; tell whether that could be; slow."""
        import keyring  # noqa: PLC0415 - few workstations are stations
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            if pin:
                keyring.set_password(CHAVEIRO, dispositivo, pin)
            elif keyring.get_password(CHAVEIRO, dispositivo) is not None:
                keyring.delete_password(CHAVEIRO, dispositivo)
        except KeyringError:
            log.warning("chaveiro_ausente")
            return False
        return True


def _do_gammu(conexao: ConexaoSms) -> "Aparelho":
    from gsan_desk.sms.gammu_aparelho import AparelhoGammu, Conexao  # noqa: PLC0415 - few workstations are stations

    return AparelhoGammu(Conexao(conexao.dispositivo, conexao.conexao, conexao.modelo))

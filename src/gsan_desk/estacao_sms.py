"""The SMS station that this workstation may run: where screens, which know no phone, meet the one that sends."""

import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gsan_desk.domain.email import AjustesEmail
from gsan_desk.domain.sms_estacao import AparenciaSms, ConexaoSms, PortaSms, ProvaSms
from gsan_desk.registro import Registrador

if TYPE_CHECKING:
    from sqlalchemy import URL

    from gsan_desk.sms.aparelho import Aparelho
    from gsan_desk.sms.despachante import Prazos
    from gsan_desk.sms.estacao import EstacaoSms

CHAVEIRO, DO_EMAIL = "gsan-desk-sms", "gsan-desk-email"
NO_AMBIENTE = "GSAN_DESK_EMAIL_SENHA"
"""Password of the mail server where there is no keyring: a service on a small machine."""
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
        viva = EstacaoSms(
            self._url, self._criar(conexao), identidade, self._pasta, pin, self._prazos, self.senha_do_email
        )
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
        return segredo(CHAVEIRO, dispositivo)

    def guardar_pin(self, dispositivo: str, pin: str) -> bool:
        """Keep the PIN in the system's keyring, or forget it when empty; tell whether that could be; slow."""
        return guardar_segredo(CHAVEIRO, dispositivo, pin)

    def senha_do_email(self, ajustes: AjustesEmail) -> str:
        """Read the password of the mail server kept in the system's keyring; slow."""
        return senha_do_email(ajustes)

    def guardar_senha_do_email(self, ajustes: AjustesEmail, senha: str) -> bool:
        """Keep that password, or forget it when empty; tell whether that could be; slow."""
        return guardar_segredo(DO_EMAIL, _dono_da_senha(ajustes), senha)

    def experimentar_email(self, ajustes: AjustesEmail, senha: str) -> str:
        """Log in to the mail server; give what went wrong, or nothing; slow."""
        from gsan_desk.sms.correio import FalhaDoServidor, abrir, fechar  # noqa: PLC0415 - few workstations

        try:
            fechar(abrir(ajustes, senha or self.senha_do_email(ajustes)))
        except FalhaDoServidor as erro:
            return str(erro)
        return ""


def senha_do_email(ajustes: AjustesEmail) -> str:
    """Read the password of the mail server from the system's keyring, or what stands for it on a small machine."""
    if not ajustes.usuario:
        return ""
    return os.environ.get(NO_AMBIENTE) or segredo(DO_EMAIL, _dono_da_senha(ajustes))


def segredo(servico: str, dono: str) -> str:
    """Read a secret from the system's keyring; nothing where there is none."""
    import keyring  # noqa: PLC0415 - few workstations are stations
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(servico, dono) or ""
    except KeyringError:
        log.info("chaveiro_ausente")
        return ""


def guardar_segredo(servico: str, dono: str, valor: str) -> bool:
    """Keep a secret in the system's keyring, or forget it when empty; tell whether that could be."""
    import keyring  # noqa: PLC0415 - few workstations are stations
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        if valor:
            keyring.set_password(servico, dono, valor)
        elif keyring.get_password(servico, dono) is not None:
            keyring.delete_password(servico, dono)
    except KeyringError:
        log.warning("chaveiro_ausente")
        return False
    return True


def _dono_da_senha(ajustes: AjustesEmail) -> str:
    return f"{ajustes.usuario}@{ajustes.servidor}"


def _do_gammu(conexao: ConexaoSms) -> "Aparelho":
    from gsan_desk.sms.gammu_aparelho import AparelhoGammu, Conexao  # noqa: PLC0415 - few workstations are stations

    return AparelhoGammu(Conexao(conexao.dispositivo, conexao.conexao, conexao.modelo))

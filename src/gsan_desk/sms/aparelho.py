"""What the dispatcher asks of a phone; gammu's is one, a gateway may be another (design §7)."""

from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Protocol

from gsan_desk.domain.sms_falha import Tentativa


@dataclass(frozen=True, slots=True)
class Parte:
    """One part of a message, ready to go.

    Args:
        numero: E.164.
        texto: the whole text, of which ``sequencia`` (from 1) of ``partes`` is sent.
        alfabeto: ``S`` for GSM 7 bits, ``U`` for UCS-2.
        concatenacao: reference that joins the parts, 0 to 255; the same at every attempt.
        validade: how long the network tries: ``1H``, ``6H``, ``24H``, ``72H``, ``1W`` or ``Max``.
        confirmacao: whether a delivery report is asked for.
        prazo: seconds that the network has to take it.
        comecar_ate: moment of ``time.monotonic`` after which the part is no longer begun: the lease may be lost.
    """

    numero: str
    texto: str
    alfabeto: str = "S"
    sequencia: int = 1
    partes: int = 1
    concatenacao: int = 0
    validade: str = "24H"
    confirmacao: bool = True
    prazo: float = 60.0
    comecar_ate: float = inf


@dataclass(frozen=True, slots=True)
class EstadoAparelho:
    """What the phone says of itself; ``sinal`` and ``bateria`` in percent, ``pin`` names the code that it waits for."""

    fabricante: str = ""
    modelo: str = ""
    imei: str = ""
    imsi: str = ""
    operadora: str = ""
    rede: str = ""
    sinal: int | None = None
    bateria: int | None = None
    pin: str = ""
    central: str = ""

    @property
    def tem_rede(self) -> bool:
        """Whether it may send now."""
        return self.rede in {"HomeNetwork", "RoamingNetwork"}


@dataclass(frozen=True, slots=True)
class Relatorio:
    """A delivery report; ``tp_st`` is the network's status byte."""

    lugar: int
    numero: str
    tpmr: int
    tp_st: int
    quando: datetime


@dataclass(frozen=True, slots=True)
class Recebida:
    """A message from a citizen; ``lugares`` are where its parts are kept in the SIM."""

    lugares: tuple[int, ...]
    numero: str
    texto: str
    quando: datetime


class FalhaDoAparelho(Exception):
    """The phone cannot be used now."""

    def __init__(self, tentativa: Tentativa, mensagem: str) -> None:
        super().__init__(mensagem)
        self.tentativa = tentativa


class Aparelho(Protocol):
    """A phone or modem; one thread owns it."""

    def abrir(self, pin: str = "") -> EstadoAparelho:
        """Connect. Raises FalhaDoAparelho; the PIN is tried once at most."""

    def enviar(self, parte: Parte) -> Tentativa:
        """Send one part; never raises: what went wrong is in the answer."""

    def estado(self) -> EstadoAparelho:
        """Read signal, network, battery. Raises FalhaDoAparelho."""

    def recolher(self) -> list[Relatorio | Recebida]:
        """Read what the SIM keeps, without deleting. Raises FalhaDoAparelho."""

    def apagar(self, lugares: tuple[int, ...]) -> None:
        """Delete from the SIM what has been stored. Raises FalhaDoAparelho."""

    def fechar(self) -> None:
        """Let the phone go, at once, whatever it is doing."""

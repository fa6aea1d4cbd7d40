"""Keeps the lease in a thread of its own, since a send may last longer than a lease (spec 50 §3.5)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic

from gsan_desk import __version__
from gsan_desk.database.banco import Banco
from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.sms import posse
from gsan_desk.sms.aparelho import EstadoAparelho
from gsan_desk.sms.posse import Batida

BATIDA = 5.0
SEM_RENOVAR = 20.0


@dataclass(frozen=True, slots=True)
class Identidade:
    """The station by name, and what its phone hangs on."""

    nome: str
    dispositivo: str = ""
    conexao: str = ""


@dataclass(frozen=True, slots=True)
class Aparencia:
    """What a station shows of itself to everybody; ``estado`` is a word of ``sms_estacao``."""

    estado: str = "parada"
    motivo: str = ""
    aparelho: EstadoAparelho = field(default_factory=EstadoAparelho)


class Guarda:
    """Heartbeat of one station.

    Args:
        ao_bater: told from this thread after every heartbeat; more may be added before it starts.
        batida: seconds between heartbeats.

    Attributes:
        correio: what is wrong with the mail server, if anything.
    """

    def __init__(
        self, banco: Banco, identidade: Identidade, ao_bater: Callable[[], object], batida: float = BATIDA
    ) -> None:
        self._banco, self._identidade, self._intervalo = banco, identidade, batida
        self.ao_bater = [ao_bater]
        self.correio = ""
        self.aparencia = Aparencia()
        self.estacao, self.sem_banco = 0, False
        self._ultima: Batida | None = None
        self._token, self._renovada = posse.NINGUEM, 0.0
        self._fim, self._ja, self._assumir = Event(), Event(), Event()
        self._linha = Thread(target=self._servir, name="posse-sms", daemon=True)

    def iniciar(self) -> None:
        """Start the thread."""
        self._linha.start()

    def parar(self) -> None:
        """End the thread and give the lease back; without a server it expires by itself."""
        self._fim.set()
        self._ja.set()
        self._linha.join()
        if self._token != posse.NINGUEM:
            try:
                self._banco.executar(posse.largar, self._token)
            except BancoIndisponivel:
                return

    def bater_ja(self) -> None:
        """Do not wait for the next heartbeat."""
        self._ja.set()

    def assumir(self) -> None:
        """Take the lease from whoever has it, by a person's decision, with the heartbeat that comes at once."""
        self._assumir.set()
        self.bater_ja()

    def batida(self) -> Batida | None:
        """Give the last heartbeat while it still counts: no new send without it."""
        return self._ultima if monotonic() < self.vale_ate else None

    @property
    def vale_ate(self) -> float:
        """Moment of ``time.monotonic`` until which a send may be begun."""
        return self._renovada + SEM_RENOVAR

    def _servir(self) -> None:
        while not self._fim.is_set():
            try:
                self._bater()
            except BancoIndisponivel:
                self._ultima, self.sem_banco = None, True
            for avisar in self.ao_bater:
                avisar()
            self._ja.wait(self._intervalo)
            self._ja.clear()

    def _bater(self) -> None:
        pedida = monotonic()
        if self.estacao == 0:
            i = self._identidade
            self.estacao = self._banco.executar(posse.registrar, i.nome, i.dispositivo, i.conexao, __version__)
        if self._assumir.is_set():
            self._token = self._banco.executar(posse.assumir, self.estacao)
            self._assumir.clear()
        a = self.aparencia
        batida = self._banco.executar(
            posse.bater, self.estacao, self._token, a.estado, a.motivo, a.aparelho, self.correio
        )
        self._token = posse.NINGUEM if batida.token is None else batida.token
        self._ultima, self._renovada, self.sem_banco = batida, pedida, False

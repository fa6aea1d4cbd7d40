"""A phone made of memory: what the dispatcher's tests use where the line itself is not the matter."""

from collections import deque
from datetime import UTC, datetime
from time import monotonic

from gsan_desk.domain.sms_falha import Tentativa
from gsan_desk.sms.aparelho import EstadoAparelho, FalhaDoAparelho, Parte, Recebida, Relatorio

PARADO = Tentativa(gammu=33)


class TelefoneFalso:
    """It takes every part unless ``respostas`` holds another answer for the next one."""

    def __init__(self) -> None:
        self.rede: list[Parte] = []
        self.respostas: deque[Tentativa] = deque()
        self.guardadas: dict[int, Relatorio | Recebida] = {}
        self.aberto = False
        self.ao_abrir: FalhaDoAparelho | None = None
        self._referencia = 0

    def abrir(self, pin: str = "") -> EstadoAparelho:
        if self.ao_abrir is not None:
            raise self.ao_abrir
        self.aberto = True
        return self.estado()

    def enviar(self, parte: Parte) -> Tentativa:
        if not self.aberto:
            return PARADO
        if monotonic() > parte.comecar_ate:
            return Tentativa(gammu=70)
        if self.respostas and not (resposta := self.respostas.popleft()).aceita:
            return resposta
        self.rede.append(parte)
        tpmr, self._referencia = self._referencia, (self._referencia + 1) % 256
        return Tentativa(tpmr=tpmr, pdu_escrita=True)

    def estado(self) -> EstadoAparelho:
        self._exigir()
        return EstadoAparelho("Falso", "Memória", "490154203237518", "724051234567890", "72405", "HomeNetwork", 60, 80)

    def recolher(self) -> list[Relatorio | Recebida]:
        self._exigir()
        return list(self.guardadas.values())

    def apagar(self, lugares: tuple[int, ...]) -> None:
        self._exigir()
        for lugar in lugares:
            self.guardadas.pop(lugar, None)

    def fechar(self) -> None:
        self.aberto = False

    def relatar(self, numero: str, tpmr: int, tp_st: int = 0) -> None:
        """Let a delivery report arrive."""
        lugar = max(self.guardadas, default=0) + 1
        self.guardadas[lugar] = Relatorio(lugar, numero, tpmr, tp_st, datetime.now(UTC))

    def receber(self, numero: str, texto: str) -> None:
        """Let a message of a citizen arrive."""
        lugar = max(self.guardadas, default=0) + 1
        self.guardadas[lugar] = Recebida((lugar,), numero, texto, datetime.now(UTC))

    def _exigir(self) -> None:
        if not self.aberto:
            raise FalhaDoAparelho(PARADO, "O telefone não está conectado.")

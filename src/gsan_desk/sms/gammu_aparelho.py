"""A phone that gammu drives, in a child process with a deadline for every call (spec 50 §1.1, §1.5)."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Any

from gsan_desk.domain.sms_falha import Tentativa, em_portugues
from gsan_desk.sms.aparelho import EstadoAparelho, FalhaDoAparelho, Parte, Recebida, Relatorio

PRAZO_DE_ABRIR = 30.0
PRAZO_DE_CONSULTA = 30.0
OLHADA = 1.0
COMANDO_DO_FILHO = (sys.executable, "-m", "gsan_desk.sms.filho")
_TEMPO_ESGOTADO, _SEM_ARQUIVO, _NAO_CONECTADO, _CAIU, _SEM_CONFIGURACAO, _ABORTADO = 14, 4, 33, 11, 54, 70


@dataclass(frozen=True, slots=True)
class Conexao:
    """Where the phone is, in gammu's words: ``/dev/ttyUSB0`` or ``COM5``, ``at115200``; ``modelo`` may stay empty."""

    dispositivo: str
    conexao: str
    modelo: str = ""


class AparelhoGammu:
    """Parent side of one child process; a child that does not answer in time is killed.

    Args:
        comando: how the child is started.
    """

    def __init__(self, conexao: Conexao, comando: Sequence[str] = COMANDO_DO_FILHO) -> None:
        self._conexao, self._comando = conexao, tuple(comando)
        self._processo: subprocess.Popen[str] | None = None
        self._respostas: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._ligado_em: object = None

    @property
    def pid(self) -> int | None:
        """Process of the child, while there is one."""
        return self._processo.pid if self._processo else None

    def abrir(self, pin: str = "") -> EstadoAparelho:
        """Start the child and connect. Raises FalhaDoAparelho."""
        self.fechar()
        c = self._conexao
        if not c.dispositivo or not c.conexao:
            self._falhar(Tentativa(gammu=_SEM_CONFIGURACAO))
        self._ligado_em = _quem_e(c.dispositivo)
        if self._sumiu():
            self._falhar(Tentativa(gammu=_SEM_ARQUIVO))
        self._iniciar()
        pedido = {"device": c.dispositivo, "connection": c.conexao, "model": c.modelo, "pin": pin}
        return EstadoAparelho(**self._consultar("abrir", PRAZO_DE_ABRIR, **pedido))

    def enviar(self, parte: Parte) -> Tentativa:
        """Send one part; after an answer that did not come the child is gone and must be opened again."""
        if self._processo is None:
            return Tentativa(gammu=_NAO_CONECTADO)
        pedido = asdict(parte)
        resposta = self._pedir("enviar", pedido.pop("prazo"), **pedido)
        if "erro" in resposta:
            return _tentativa(resposta["erro"])
        return Tentativa(tpmr=resposta["ok"]["tpmr"], pdu_escrita=True)

    def estado(self) -> EstadoAparelho:
        """Ask the phone how it is. Raises FalhaDoAparelho."""
        return EstadoAparelho(**self._consultar("estado", PRAZO_DE_CONSULTA))

    def recolher(self) -> list[Relatorio | Recebida]:
        """Read reports and messages from the SIM. Raises FalhaDoAparelho."""
        return [_guardada(g) for g in self._consultar("recolher", PRAZO_DE_CONSULTA)]

    def apagar(self, lugares: tuple[int, ...]) -> None:
        """Delete from the SIM. Raises FalhaDoAparelho."""
        self._consultar("apagar", PRAZO_DE_CONSULTA, lugares=list(lugares))

    def fechar(self) -> None:
        """Kill the child: gammu's own way of closing can take minutes."""
        if (processo := self._processo) is not None:
            self._processo = None
            processo.kill()
            processo.wait()
            for fluxo in (processo.stdin, processo.stdout):
                if fluxo is not None:
                    fluxo.close()

    def _iniciar(self) -> None:
        self._processo = subprocess.Popen(  # noqa: S603 - our own module
            self._comando,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._respostas = SimpleQueue()
        Thread(target=_ler, args=(self._processo.stdout, self._respostas), name="telefone", daemon=True).start()

    def _consultar(self, op: str, prazo: float, **pedido: Any) -> Any:
        if self._processo is None:
            self._falhar(Tentativa(gammu=_NAO_CONECTADO))
        resposta = self._pedir(op, prazo, **pedido)
        if "erro" in resposta:
            self._falhar(_tentativa(resposta["erro"]))
        return resposta["ok"]

    def _pedir(self, op: str, prazo: float, **pedido: Any) -> dict[str, Any]:
        """Ask and wait; give ``ok`` or ``erro``. The child does not outlive an answer that is not coming."""
        escrita = False
        try:
            self._escrever({"op": op, **pedido})
        except OSError:
            return self._matar(_CAIU, escrita)
        fim = monotonic() + prazo
        while (resta := fim - monotonic()) > 0:
            try:
                resposta = self._respostas.get(timeout=min(resta, OLHADA))
            except Empty:
                if self._sumiu():
                    return self._matar(_CAIU, escrita)
                continue
            if "evento" in resposta:
                escrita = True
            elif "erro" in resposta and self._sumiu():
                return self._matar(_CAIU, escrita or resposta["erro"]["pdu"])
            elif resposta:
                return resposta
            else:
                return self._matar(_CAIU if self._sumiu() else _ABORTADO, escrita)
        return self._matar(_TEMPO_ESGOTADO, escrita)

    def _escrever(self, pedido: dict[str, Any]) -> None:
        processo = self._processo
        if processo is None or processo.stdin is None:
            raise BrokenPipeError
        processo.stdin.write(json.dumps(pedido) + "\n")
        processo.stdin.flush()

    def _matar(self, codigo: int, escrita: bool) -> dict[str, Any]:
        self.fechar()
        return {"erro": {"gammu": codigo, "cms": None, "pdu": escrita, "detalhe": ""}}

    def _falhar(self, tentativa: Tentativa) -> None:
        self.fechar()
        raise FalhaDoAparelho(tentativa, em_portugues(tentativa))

    def _sumiu(self) -> bool:
        """Tell whether the cable was pulled: the device's path is gone, or leads to another device since."""
        if not Path(self._conexao.dispositivo).is_absolute():
            return False
        agora = _quem_e(self._conexao.dispositivo)
        return agora is None or agora != self._ligado_em


def _quem_e(dispositivo: str) -> object:
    """Tell one device from the next that is given the same name; None when there is none."""
    try:
        ligacao, alvo = os.lstat(dispositivo), os.stat(dispositivo)
    except OSError:
        return None
    return ligacao.st_ino, alvo.st_ino, alvo.st_rdev


def _ler(fluxo: IO[str] | None, respostas: SimpleQueue[dict[str, Any]]) -> None:
    """Pass the child's lines on; an empty answer says that it ended."""
    try:
        for linha in fluxo or ():
            respostas.put(json.loads(linha))
    except ValueError:
        pass  # killed in the middle of a line, or its pipe closed by us
    respostas.put({})


def _tentativa(erro: dict[str, Any]) -> Tentativa:
    return Tentativa(gammu=erro["gammu"], cms=erro["cms"], pdu_escrita=erro["pdu"], detalhe=erro["detalhe"])


def _guardada(dados: dict[str, Any]) -> Relatorio | Recebida:
    quando = datetime.fromisoformat(dados.pop("quando"))
    if "tpmr" in dados:
        return Relatorio(quando=quando, **dados)
    return Recebida(lugares=tuple(dados["lugares"]), numero=dados["numero"], texto=dados["texto"], quando=quando)

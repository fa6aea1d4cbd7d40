"""An AT modem on a pseudo-terminal, with faults at will; ``rede`` is the truth of what the network took.

It speaks the subset that libgammu uses (spec 50 §1.10).
"""

import os
import pty
import re
import select
import threading
import tty
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import gammu

FIM_DO_PDU = b"\x1a"
ESC = b"\x1b"


@dataclass(frozen=True, slots=True)
class Aceita:
    """A part that the network took."""

    referencia: int
    numero: str
    texto: str
    parte: int
    partes: int
    concatenacao: int | None
    relatorio: bool
    quando: float


class Modem:
    """One modem at ``caminho``, a link that vanishes when the line drops and comes back with ``religar``.

    ``falhas`` has one fault for each next message, or None: ``prompt:CMS``, ``sem_prompt``, ``cms:CMS``,
    ``sem_resposta``, ``sem_ok``, ``aceita_e_erro``, ``cai_antes``, ``cai_depois``, ``tarde:segundos``, ``lixo``.
    """

    def __init__(self, pasta: Path, latencia: float = 0.0) -> None:
        self.caminho = pasta / "modem"
        self.latencia = latencia
        self.pin, self.pin_certo, self.tentativas_de_pin = "READY", "1234", 0
        self.registro = 1
        self.rede: list[Aceita] = []
        self.falhas: deque[str | None] = deque()
        self.guardadas: dict[int, tuple[int, str]] = {}
        self.chegou = threading.Condition()
        self._referencia = 0
        self._vivo = True
        self._mestre = self._escravo = -1
        self.religar()
        self._linha = threading.Thread(target=self._servir, daemon=True)
        self._linha.start()

    def religar(self) -> None:
        """Plug the cable in."""
        mestre, escravo = pty.openpty()
        tty.setraw(escravo)
        novo = self.caminho.with_name("modem.novo")
        novo.symlink_to(os.ttyname(escravo))
        novo.rename(self.caminho)
        self._mestre, self._escravo = mestre, escravo

    def cair(self) -> None:
        """Pull the cable."""
        self.caminho.unlink(missing_ok=True)
        mestre, escravo = self._mestre, self._escravo
        self._mestre = self._escravo = -1
        for descritor in (mestre, escravo):
            if descritor >= 0:
                os.close(descritor)

    def fechar(self) -> None:
        """End."""
        self._vivo = False
        self.cair()
        self._linha.join(timeout=5)

    def esperar(self, quantas: int, prazo: float = 30.0) -> None:
        """Return when the network has taken that many parts."""
        with self.chegou:
            assert self.chegou.wait_for(lambda: len(self.rede) >= quantas, prazo), f"{len(self.rede)} of {quantas}"

    def guardar(self, pdu: str, situacao: int = 0) -> int:
        """Put a PDU in the SIM and tell nobody; give its place."""
        lugar = next(n for n in range(1, 51) if n not in self.guardadas)
        self.guardadas[lugar] = (situacao, pdu)
        return lugar

    def relatar(self, aceita: Aceita, tp_st: int = 0) -> None:
        """Let the delivery report of a part arrive."""
        agora = _data(datetime.now(UTC))
        self.guardar(f"0006{aceita.referencia:02X}{_numero(aceita.numero)}{agora}{agora}{tp_st:02X}")

    def receber(self, numero: str, texto: str) -> None:
        """Let a message of a citizen arrive."""
        corpo = texto.encode("utf-16-be")
        self.guardar(f"0004{_numero(numero)}0008{_data(datetime.now(UTC))}{len(corpo):02X}{corpo.hex().upper()}")

    def _servir(self) -> None:
        dados = b""
        while self._vivo:
            mestre = self._mestre
            if mestre < 0:
                sleep(0.01)
                dados = b""
                continue
            try:
                if not select.select([mestre], [], [], 0.2)[0]:
                    continue
                dados += os.read(mestre, 4096)
            except OSError:
                continue
            except ValueError:
                continue
            dados = dados.replace(ESC, b"")
            while b"\r" in dados:
                linha, dados = dados.split(b"\r", 1)
                dados = self._comando(linha.strip().decode("latin-1"), dados)

    def _comando(self, linha: str, resto: bytes) -> bytes:
        if linha.startswith("AT+CMGS="):
            return self._enviar(int(linha.split("=")[1]), resto)
        if linha:
            self._dizer(linha + "\r")
            self._dizer(self._resposta(linha))
        return resto

    def _enviar(self, octetos: int, resto: bytes) -> bytes:
        falha = (self.falhas.popleft() if self.falhas else None) or ""
        nome, _, valor = falha.partition(":")
        self._dizer(f"AT+CMGS={octetos}\r")
        if self.pin != "READY":
            self._dizer("\r\n+CMS ERROR: 311\r\n")
            return resto
        if nome == "prompt":
            self._dizer(f"\r\n+CMS ERROR: {valor}\r\n")
            return resto
        if nome == "sem_prompt":
            return resto
        self._dizer("\r\n> ")
        pdu, resto = self._ate_o_fim(resto)
        if pdu is not None:
            self._julgar(pdu, nome, valor)
        return resto

    def _ate_o_fim(self, dados: bytes) -> tuple[str | None, bytes]:
        mestre, fim = self._mestre, monotonic() + 60
        while FIM_DO_PDU not in dados:
            if ESC in dados or monotonic() > fim or self._mestre != mestre or not self._vivo:
                return None, b""
            try:
                if select.select([mestre], [], [], 0.2)[0]:
                    dados += os.read(mestre, 4096)
            except (OSError, ValueError):
                return None, b""
        pdu, resto = dados.split(FIM_DO_PDU, 1)
        return pdu.decode("latin-1").strip(), resto

    def _julgar(self, pdu: str, nome: str, valor: str) -> None:
        if nome == "cai_antes":
            self.cair()
            return
        sleep(self.latencia)
        if nome == "cms":
            self._dizer(f"\r\n+CMS ERROR: {valor}\r\n")
            return
        if nome == "sem_resposta":
            return
        aceita = self._aceitar(pdu)
        if nome == "cai_depois":
            self.cair()
        elif nome == "aceita_e_erro":
            self._dizer("\r\n+CMS ERROR: 500\r\n")
        elif nome != "sem_ok":
            if nome == "tarde":
                sleep(float(valor))
            if nome == "lixo":
                self._dizer("\r\n^RSSI:17\r\n%$#\x00\xff\r\n")
            self._dizer(f"\r\n+CMGS: {aceita.referencia}\r\n\r\nOK\r\n")

    def _aceitar(self, pdu: str) -> Aceita:
        bruto = bytes.fromhex(pdu)
        quadro: dict[str, Any] = gammu.DecodePDU(bruto, True)
        udh = quadro.get("UDH") or {}
        varias = udh.get("Type") not in (None, "NoUDH")
        with self.chegou:
            aceita = Aceita(
                self._referencia,
                _destino(bruto),
                quadro["Text"],
                udh.get("PartNumber", 1) if varias else 1,
                udh.get("AllParts", 1) if varias else 1,
                udh.get("ID8bit") if varias else None,
                bool(bruto[1 + bruto[0]] & 0x20),
                monotonic(),
            )
            self.rede.append(aceita)
            self._referencia = (self._referencia + 1) % 256
            self.chegou.notify_all()
        return aceita

    def _resposta(self, linha: str) -> str:
        nome = linha.split("=", maxsplit=1)[0].split("?", maxsplit=1)[0]
        metodo = getattr(self, "_at_" + re.sub(r"[^A-Z]", "", nome.removeprefix("AT")).lower(), None)
        corpo = metodo(linha) if metodo else FIXAS.get(linha, "")
        if corpo is None:
            return "\r\nERROR\r\n"
        if corpo.startswith("+CME"):
            return f"\r\n{corpo}\r\n"
        return (f"\r\n{corpo}\r\n" if corpo else "") + "\r\nOK\r\n"

    def _at_cpin(self, linha: str) -> str | None:
        if "=" in linha:
            self.tentativas_de_pin += 1
            if linha.split("=")[1].strip('"') != self.pin_certo:
                return "+CME ERROR: 16"
            self.pin = "READY"
            return ""
        return f"+CPIN: {self.pin}"

    def _at_creg(self, linha: str) -> str:
        return "" if "=" in linha else f'+CREG: 2,{self.registro},"1A2B","00C3D4E5"'

    def _at_cmgl(self, _linha: str) -> str:
        return "\r\n".join(f"+CMGL: {n},{s},,{_octetos(p)}\r\n{p}" for n, (s, p) in sorted(self.guardadas.items()))

    def _at_cmgr(self, linha: str) -> str | None:
        achada = self.guardadas.get(int(linha.split("=")[1].split(",", maxsplit=1)[0]))
        return f"+CMGR: {achada[0]},,{_octetos(achada[1])}\r\n{achada[1]}" if achada else ""

    def _at_cmgd(self, linha: str) -> str:
        self.guardadas.pop(int(linha.split("=")[1].split(",", maxsplit=1)[0]), None)
        return ""

    def _at_cpms(self, linha: str) -> str:
        if "=?" in linha:
            return '+CPMS: ("SM"),("SM"),("SM")'
        usadas = f"{len(self.guardadas)},50"
        return f"+CPMS: {usadas},{usadas},{usadas}" if "=" in linha else f'+CPMS: "SM",{usadas},"SM",{usadas}'

    def _dizer(self, texto: str) -> None:
        if (mestre := self._mestre) >= 0:
            with suppress(OSError):  # the line dropped meanwhile
                os.write(mestre, texto.encode("latin-1"))


FIXAS: dict[str, str | None] = {
    "AT+CGMM": "GSAN-MODEM",
    "AT+CGMI": "SIMULADO",
    "AT+CGMR": "1.0",
    "AT+CGSN": "490154203237518",
    "AT+CIMI": "724051234567890",
    "AT+CSQ": "+CSQ: 20,99",
    "AT+CSCA?": '+CSCA: "+558112345678",145',
    "AT+CSCS?": '+CSCS: "GSM"',
    "AT+CSCS=?": '+CSCS: ("GSM","IRA","UCS2")',
    "AT+CNMI=?": "+CNMI: (0-2),(0-3),(0,2,3),(0-2),(0,1)",
    "AT+CMGF=?": "+CMGF: (0,1)",
    "AT+CSMS?": "+CSMS: 0,1,1,1",
    "AT+CGATT?": "+CGATT: 1",
    "AT+COPS?": '+COPS: 0,2,"72405"',
    "AT+CBC": "+CBC: 0,80",
    "AT+MODE=2": None,
    "AT+CPROT=?": None,
    "AT+SYNCML=?": None,
    "AT$TSSPCSW=?": None,
    "AT+CHUP=?": None,
}


def _octetos(pdu: str) -> int:
    """Length of a PDU without its service centre."""
    return len(pdu) // 2 - 1 - int(pdu[:2], 16)


def _numero(numero: str) -> str:
    digitos = numero.lstrip("+")
    par = digitos + "F" * (len(digitos) % 2)
    return f"{len(digitos):02X}91" + "".join(par[i + 1] + par[i] for i in range(0, len(par), 2))


def _destino(pdu: bytes) -> str:
    inicio = 1 + pdu[0] + 2
    quantos = pdu[inicio]
    meios = pdu[inicio + 2 : inicio + 2 + (quantos + 1) // 2]
    digitos = "".join(f"{b & 15:X}{b >> 4:X}" for b in meios)[:quantos]
    return ("+" if pdu[inicio + 1] == 0x91 else "") + digitos


def _data(quando: datetime) -> str:
    texto = quando.strftime("%y%m%d%H%M%S") + "00"
    return "".join(texto[i + 1] + texto[i] for i in range(0, len(texto), 2))

"""The process that owns the phone: gammu's calls can hang or crash, so they live where they can be killed (spec 50 §1).

It reads one JSON object a line from its input (``{"op": ..., ...}``) and answers each by one line: ``{"ok": ...}`` or
``{"erro": {"gammu": n, "detalhe": ...}}``; while it sends, ``{"evento": "pdu"}`` tells that the text was handed over.
"""

import json
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic
from typing import Any, TextIO

import gammu

_CMS = re.compile(r"CMS Error (\d+)")
_ESCRITA = "Sending SMS"
_ABORTADO = 70
_MARCA = "gsan-desk: lido ate aqui"


class Atrasado(Exception):
    """The order was given too long ago."""


class Filho:
    """One phone, served from standard input to ``saida``."""

    def __init__(self, saida: TextIO) -> None:
        self._saida = saida
        self._maquina: Any = None
        self._central = ""
        self._escrita = False
        self._cms: int | None = None
        self._registro = -1
        self._lido = threading.Event()
        self._tranca = threading.Lock()

    def servir(self, linhas: TextIO) -> None:
        """Answer until the input ends."""
        for linha in linhas:
            pedido = json.loads(linha)
            operacao: Callable[..., Any] = getattr(self, f"op_{pedido.pop('op')}")
            self._escrita, self._cms = False, None
            try:
                self._dizer({"ok": operacao(**pedido)})
            except gammu.GSMError as erro:
                self._dizer({"erro": self._descrever(erro)})
            except Atrasado:
                self._dizer({"erro": {"gammu": _ABORTADO, "cms": None, "pdu": False, "detalhe": ""}})
            except (TypeError, ValueError) as erro:
                self._dizer({"erro": {"gammu": 44, "cms": None, "pdu": self._escrita, "detalhe": type(erro).__name__}})

    def op_abrir(self, device: str, connection: str, model: str, pin: str) -> dict[str, Any]:
        """Connect and describe the phone."""
        self._maquina = gammu.StateMachine()
        with tempfile.NamedTemporaryFile("w", suffix=".gammurc", delete=False, encoding="utf-8") as arquivo:
            arquivo.write(f"[gammu]\ndevice = {device}\nconnection = {connection}\n")
            arquivo.write(f"model = {model}\natgen_setcnmi = 2,1,,2\n" if model else "atgen_setcnmi = 2,1,,2\n")
        try:
            self._maquina.ReadConfig(Filename=arquivo.name)
        finally:
            os.unlink(arquivo.name)
        self._maquina.Init()
        self._ouvir()
        if pin and self._maquina.GetSecurityStatus() == "PIN":
            self._maquina.EnterSecurityCode("PIN", pin)
        self._tentar(lambda: self._maquina.SetIncomingSMS(True), None)
        return self.op_estado()

    def op_estado(self) -> dict[str, Any]:
        """Describe the phone; what it does not tell stays empty, but a dead line is an error."""
        maquina = self._maquina
        sinal = maquina.GetSignalQuality()["SignalPercent"]
        rede = self._tentar(maquina.GetNetworkInfo, {})
        fabricante, modelo = self._tentar(maquina.GetManufacturer, ""), self._tentar(maquina.GetModel, ("", ""))
        bateria = self._tentar(maquina.GetBatteryCharge, {}).get("BatteryPercent")
        pin = self._tentar(maquina.GetSecurityStatus, None) or ""
        self._central = "" if pin else self._tentar(maquina.GetSMSC, {}).get("Number", "")
        return {
            "fabricante": fabricante,
            "modelo": modelo[1] or modelo[0],
            "imei": self._tentar(maquina.GetIMEI, ""),
            "imsi": "" if pin else self._tentar(maquina.GetSIMIMSI, ""),
            "operadora": rede.get("NetworkName") or rede.get("NetworkCode", ""),
            "rede": rede.get("State", ""),
            "sinal": None if sinal is None or sinal < 0 else sinal,
            "bateria": None if bateria is None or bateria < 0 else bateria,
            "pin": pin,
            "central": self._central,
        }

    def op_enviar(self, **parte: Any) -> dict[str, Any]:
        """Send one part, unless the order comes too late."""
        if monotonic() > parte["comecar_ate"]:
            raise Atrasado
        pedaco = _codificar(parte)
        central = {"Number": self._central} if self._central else {"Location": 1}
        pedaco |= {"SMSC": central | {"Validity": parte["validade"]}, "Number": parte["numero"]}
        pedaco["Type"] = "Status_Report" if parte["confirmacao"] else "Submit"
        return {"tpmr": self._maquina.SendSMS(pedaco)}

    def op_recolher(self) -> list[dict[str, Any]]:
        """List reports and messages kept in the SIM."""
        self._tentar(lambda: self._maquina.ReadDevice(False), None)
        guardadas = list(self._guardadas())
        relatorios = [m for m in guardadas if m["Type"] == "Status_Report"]
        textos = [m for m in guardadas if m["Type"] == "Deliver"]
        return [_relatorio(m) for m in relatorios] + [
            _recebida(g) for g in gammu.LinkSMS([[m] for m in textos]) if textos
        ]

    def op_apagar(self, lugares: list[int]) -> None:
        """Delete from the SIM."""
        for lugar in lugares:
            self._tentar(partial(self._maquina.DeleteSMS, 0, lugar), None)

    def _guardadas(self) -> Iterator[dict[str, Any]]:
        inicio: dict[str, Any] = {"Start": True}
        while True:
            try:
                achada = self._maquina.GetNextSMS(Folder=0, **inicio)[0]
            except gammu.ERR_EMPTY:
                return
            yield achada
            inicio = {"Location": achada["Location"]}

    def _ouvir(self) -> None:
        """Follow the driver's own log, kept in memory only: it alone tells the network's code and what was written."""
        leitura, escrita = os.pipe()
        self._maquina.SetDebugLevel("textall")
        self._registro = os.dup(escrita)
        self._maquina.SetDebugFile(os.fdopen(escrita, "w", 1), False)
        threading.Thread(target=self._seguir, args=(os.fdopen(leitura, errors="replace"),), daemon=True).start()

    def _seguir(self, linhas: TextIO) -> None:
        for linha in linhas:
            if _MARCA in linha:
                self._lido.set()
            elif _ESCRITA in linha and not self._escrita:
                self._escrita = True
                self._dizer({"evento": "pdu"})
            elif achado := _CMS.search(linha):
                self._cms = int(achado[1])

    def _descrever(self, erro: Exception) -> dict[str, Any]:
        self._alcancar()
        dados = erro.args[0] if erro.args and isinstance(erro.args[0], dict) else {}
        codigo = dados.get("Code", 27)
        return {"gammu": codigo, "cms": self._cms, "pdu": self._escrita, "detalhe": str(dados.get("Text", erro))}

    def _alcancar(self) -> None:
        """Wait until everything that the driver wrote so far has been read."""
        if self._registro >= 0:
            self._lido.clear()
            os.write(self._registro, f"\n{_MARCA}\n".encode())
            self._lido.wait(2)

    def _tentar(self, chamada: Callable[[], Any], senao: Any) -> Any:
        """Give the answer of a phone that may not know the question."""
        try:
            resposta = chamada()
        except gammu.GSMError:
            return senao
        return senao if resposta is None else resposta

    def _dizer(self, resposta: dict[str, Any]) -> None:
        with self._tranca:
            self._saida.write(json.dumps(resposta, default=str) + "\n")
            self._saida.flush()


def _codificar(parte: dict[str, Any]) -> dict[str, Any]:
    """Cut the text and give the part asked for, joined to the others by the reference that was given."""
    unicode = parte["alfabeto"] == "U"
    texto = parte["texto"].replace("~", "-") if unicode else parte["texto"]
    pedacos = gammu.EncodeSMS(
        {"Class": -1, "Unicode": unicode, "Entries": [{"ID": "ConcatenatedTextLong", "Buffer": texto}]}
    )
    pedaco: dict[str, Any] = pedacos[parte["sequencia"] - 1]
    if len(pedacos) > 1:
        cabecalho = bytearray(pedaco["UDH"]["Text"])
        cabecalho[3] = parte["concatenacao"]
        pedaco["UDH"] |= {"Text": bytes(cabecalho), "ID8bit": parte["concatenacao"]}
    return pedaco


def _relatorio(mensagem: dict[str, Any]) -> dict[str, Any]:
    return {
        "lugar": mensagem["Location"],
        "numero": mensagem["Number"],
        "tpmr": mensagem["MessageReference"],
        "tp_st": mensagem["DeliveryStatus"],
        "quando": mensagem["SMSCDateTime"].isoformat(),
    }


def _recebida(grupo: list[dict[str, Any]]) -> dict[str, Any]:
    decodificada = gammu.DecodeSMS(grupo)
    texto = "".join(e["Buffer"] or "" for e in decodificada["Entries"]) if decodificada else grupo[0]["Text"]
    return {
        "lugares": [m["Location"] for m in grupo],
        "numero": grupo[0]["Number"],
        "texto": texto,
        "quando": grupo[0]["DateTime"].isoformat(),
    }


def main() -> None:
    """Serve one parent; end when it does."""
    saida = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libgammu prints must not mix with the answers
    Filho(saida).servir(sys.stdin)


if __name__ == "__main__":
    main()

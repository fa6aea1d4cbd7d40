"""The ports that a phone may hang on, and trying one (design §7)."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from gsan_desk.domain.sms_estacao import ConexaoSms, PortaSms, ProvaSms, conselho
from gsan_desk.domain.sms_falha import Tentativa, em_portugues
from gsan_desk.sms.aparelho import Aparelho, EstadoAparelho, FalhaDoAparelho

CONEXOES = ("at115200", "at19200")
"""Speeds that modems have, the usual one first."""
_PADROES = ("ttyUSB*", "ttyACM*", "rfcomm*")
_TEMPO_ESGOTADO, _SEM_PERMISSAO = 14, 6
Criar = Callable[[ConexaoSms], Aparelho]


def procurar(dev: Path = Path("/dev")) -> tuple[PortaSms, ...]:
    """List the ports that are there now; those of USB by the name that stays when the cable changes its place."""
    return _do_windows() if sys.platform == "win32" else _do_dev(dev)


def _do_dev(dev: Path) -> tuple[PortaSms, ...]:
    por_nome = {ligacao.resolve(): ligacao for ligacao in sorted(dev.glob("serial/by-id/*"))}
    achadas = []
    for porta in sorted(p for padrao in _PADROES for p in dev.glob(padrao)):
        ligacao = por_nome.get(porta.resolve())
        descricao = "Bluetooth" if porta.name.startswith("rfcomm") else _legivel(ligacao)
        sem_permissao = "" if os.access(porta, os.R_OK | os.W_OK) else em_portugues(Tentativa(gammu=_SEM_PERMISSAO))
        achadas.append(PortaSms(str(ligacao or porta), f"{porta.name} – {descricao}", sem_permissao))
    return tuple(achadas)


def _legivel(ligacao: Path | None) -> str:
    return ligacao.name.removeprefix("usb-").replace("_", " ") if ligacao is not None else "porta serial"


def _do_windows() -> tuple[PortaSms, ...]:
    if sys.platform != "win32":
        return ()
    import winreg  # noqa: PLC0415 - only Windows has it

    achadas = []
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"HARDWARE\DEVICEMAP\SERIALCOMM") as chave:
            for numero in range(winreg.QueryInfoKey(chave)[1]):
                driver, porta, _ = winreg.EnumValue(chave, numero)
                descricao = "Bluetooth" if "Bth" in driver else driver.rpartition("\\")[2]
                achadas.append(PortaSms(porta, f"{porta} – {descricao}"))
    except OSError:
        return ()
    return tuple(sorted(achadas, key=lambda p: (len(p.dispositivo), p.dispositivo)))


def experimentar(criar: Criar, conexao: ConexaoSms, pin: str = "") -> ProvaSms:
    """Try one connection; the PIN, when given, is tried once."""
    aparelho = criar(conexao)
    try:
        return _julgar(aparelho.abrir(pin), conexao)
    except FalhaDoAparelho as erro:
        return ProvaSms(False, str(erro), conselho(erro.tentativa.gammu), pede_pin=erro.tentativa.gammu == 23)
    finally:
        aparelho.fechar()


def experimentar_porta(criar: Criar, dispositivo: str, pin: str = "") -> ProvaSms:
    """Try a port at the speeds that modems have, until one is answered."""
    prova = ProvaSms(False, em_portugues(Tentativa(gammu=_TEMPO_ESGOTADO)), conselho(_TEMPO_ESGOTADO))
    for nome in CONEXOES:
        prova = experimentar(criar, ConexaoSms(dispositivo, nome), pin)
        if prova.dito != em_portugues(Tentativa(gammu=_TEMPO_ESGOTADO)):
            break
    return prova


def _julgar(estado: EstadoAparelho, conexao: ConexaoSms) -> ProvaSms:
    nome = f"{estado.fabricante} {estado.modelo}".strip() or "Telefone"
    if estado.pin:
        dito = f"{nome}: o chip pede o {estado.pin}."
        return ProvaSms(False, dito, conselho(23), conexao, pede_pin=estado.pin == "PIN")
    if not estado.tem_rede:
        espera = "Veja a antena e o chip; a estação envia assim que houver rede."
        return ProvaSms(True, f"{nome}: achado, mas sem rede.", espera, conexao)
    sinal = f", sinal {estado.sinal}%" if estado.sinal is not None else ""
    return ProvaSms(True, f"{nome}: pronto{sinal}.", "", conexao)

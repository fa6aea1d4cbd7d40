"""Telling the system of the person that ``gsan-desk://`` addresses are ours; nothing needs an administrator."""

import shutil
import subprocess
import sys
from pathlib import Path

from gsan_desk.domain.ligacao import ESQUEMA

ARQUIVO = "gsan-desk-ligacao.desktop"
_CHAVE = rf"Software\Classes\{ESQUEMA}"
_ESPERA = 20


def comando() -> list[str]:
    """Say how this very program is called; frozen, the one without a console, where there is one."""
    if getattr(sys, "frozen", False):
        programa = Path(sys.executable)
        janela = programa.with_name(f"gsan-desk-janela{programa.suffix}")
        return [str(janela if janela.exists() else programa)]
    instalado = shutil.which("gsan-desk")
    return [instalado] if instalado else [sys.executable, "-m", "gsan_desk"]


def registrar(dados: Path | None = None) -> str:
    """Make this program open the addresses of the person, and say where that was written.

    Args:
        dados: folder of the applications' data, on Linux; the person's own when not given.

    Raises:
        OSError: it cannot be written.
        ValueError: this system has no place for it.
    """
    if sys.platform == "win32":
        return _no_windows()
    if sys.platform.startswith("linux"):
        return _no_linux(dados or Path.home() / ".local" / "share")
    raise ValueError("Este sistema não tem como registrar endereços gsan-desk://.")


def entrada(programa: list[str]) -> str:
    """Write the file of Linux: the one of resources, with the path of this program."""
    modelo = _recurso().read_text(encoding="utf-8")
    return modelo.replace("Exec=gsan-desk ", f"Exec={' '.join(map(_entre_aspas, programa))} ")


def chaves_do_windows(programa: list[str]) -> dict[str, dict[str, str]]:
    """List the keys of ``HKEY_CURRENT_USER``, each with its values; the empty name is the default one."""
    chamada = " ".join(f'"{parte}"' for parte in programa)
    return {
        _CHAVE: {"": "URL:gsan-desk", "URL Protocol": ""},
        rf"{_CHAVE}\shell\open\command": {"": f'{chamada} abrir "%1"'},
    }


def _no_linux(dados: Path) -> str:
    pasta = dados / "applications"
    pasta.mkdir(parents=True, exist_ok=True)
    arquivo = pasta / ARQUIVO
    arquivo.write_text(entrada(comando()), encoding="utf-8")
    for programa, *argumentos in (
        ("update-desktop-database", str(pasta)),
        ("xdg-mime", "default", ARQUIVO, f"x-scheme-handler/{ESQUEMA}"),
    ):
        caminho = shutil.which(programa)
        if caminho is not None:
            subprocess.run([caminho, *argumentos], check=False, capture_output=True, timeout=_ESPERA)  # noqa: S603
    return str(arquivo)


def _no_windows() -> str:
    if sys.platform == "win32":  # for mypy, which reads this file on other systems
        import winreg  # noqa: PLC0415 - only there

        for chave, valores in chaves_do_windows(comando()).items():
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, chave) as aberta:
                for nome, valor in valores.items():
                    winreg.SetValueEx(aberta, nome, 0, winreg.REG_SZ, valor)
    return rf"HKEY_CURRENT_USER\{_CHAVE}"


def _entre_aspas(parte: str) -> str:
    """Quote an argument as the Desktop Entry Specification says; ``%`` begins a code there."""
    for especial in '\\"`$':
        parte = parte.replace(especial, f"\\{especial}")
    return f'"{parte}"'.replace("\\", "\\\\").replace("%", "%%")


def _recurso() -> Path:
    aqui = Path(__file__).parent
    pasta = aqui / "resources"
    return (pasta if pasta.is_dir() else aqui.parents[1] / "resources") / "linux" / ARQUIVO

"""Makes what is handed out: the folder of the program, the installer for Windows, the package for Debian.

Run inside the project's environment: ``python -m empacotamento.construir pasta|instalador|deb``.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from empacotamento import debian, fumaca
from gsan_desk import __version__

RAIZ = Path(__file__).resolve().parent.parent
DISTRIBUICAO = RAIZ / "dist"
TRABALHO = RAIZ / "build"
PASTA = DISTRIBUICAO / "gsan-desk"
ISCC_NO_WINDOWS = Path(r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe")
ISCC_DO_NPM = "innosetup-compiler@6.3.1"
SEM_ISCC = "Não há compilador do Inno Setup (ISCC), nem wine com npm: o instalador não foi feito."
FIXO = {"SOURCE_DATE_EPOCH": "1767225600", "PYTHONHASHSEED": "0"}
"""Two builds of the same sources are the same bytes."""


def pasta() -> None:
    """Freeze the program and see it work."""
    from PyInstaller.__main__ import run  # noqa: PLC0415 - heavy, and only this command freezes

    os.environ |= FIXO
    opcoes = ("--noconfirm", "--log-level", "ERROR", "--distpath", str(DISTRIBUICAO), "--workpath", str(TRABALHO))
    run([*opcoes, str(RAIZ / "empacotamento" / "gsan-desk.spec")])
    fumaca.provar(PASTA / ("gsan-desk.exe" if sys.platform == "win32" else "gsan-desk"))


def instalador() -> None:
    """Compile ``installer.iss`` with a compiler that is at hand, on Linux through wine."""
    compilador = _iscc()
    if compilador is None:
        print(SEM_ISCC)
        return
    _icone(TRABALHO / "gsan-desk.ico")
    opcoes = (f"/DVersao={__version__}", f"/O{DISTRIBUICAO.name}", "/Qp")
    subprocess.run(
        [*compilador, *opcoes, "installer.iss"], cwd=RAIZ, check=True, env=os.environ | {"WINEDEBUG": "-all"}
    )
    print(DISTRIBUICAO / f"gsan-desk-{__version__}.exe")


def deb() -> None:
    """Pack the folder for Debian."""
    print(debian.empacotar(PASTA, DISTRIBUICAO))


def _iscc() -> list[str] | None:
    achado = (
        os.environ.get("ISCC") or shutil.which("iscc") or (str(ISCC_NO_WINDOWS) if ISCC_NO_WINDOWS.exists() else None)
    )
    if achado:
        return [achado]
    wine, npm = shutil.which("wine"), shutil.which("npm")
    if platform.system() != "Linux" or wine is None or npm is None:
        return None
    destino = TRABALHO / "iscc"
    if not (destino / "package").exists():
        destino.mkdir(parents=True, exist_ok=True)
        subprocess.run([npm, "pack", "--silent", ISCC_DO_NPM], cwd=destino, check=True, stdout=subprocess.DEVNULL)
        shutil.unpack_archive(next(destino.glob("*.tgz")), destino)
    return [wine, str(destino / "package" / "bin" / "ISCC.exe")]


def _icone(arquivo: Path) -> None:
    """Draw the icon of Windows from the program's own drawing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt  # noqa: PLC0415 - reads the environment when it loads
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    _aplicacao = QGuiApplication([])
    imagem = QImage(256, 256, QImage.Format.Format_ARGB32)
    imagem.fill(Qt.GlobalColor.transparent)
    pintor = QPainter(imagem)
    QSvgRenderer(str(RAIZ / "resources" / "icones" / "aplicativo.svg")).render(pintor)
    pintor.end()
    arquivo.parent.mkdir(parents=True, exist_ok=True)
    if not imagem.save(str(arquivo)):
        raise OSError(f"{arquivo} could not be written")


COMANDOS = {"pasta": pasta, "instalador": instalador, "deb": deb}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMANDOS:
        sys.exit("uso: construir " + "|".join(COMANDOS))
    COMANDOS[sys.argv[1]]()

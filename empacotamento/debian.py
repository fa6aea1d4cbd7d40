"""The package for Debian: the program under /opt, its entries in the menu, the telephone's rule, the station's unit."""

import os
import shutil
import subprocess
from pathlib import Path

from gsan_desk import __version__

RAIZ = Path(__file__).resolve().parent.parent
LINUX = RAIZ / "empacotamento" / "linux"
DEPENDE = (
    "fonts-dejavu-core",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0 | libglib2.0-0t64",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
CONTROLE = """\
Package: gsan-desk
Version: {versao}
Architecture: amd64
Maintainer: gsan-desk <gsan-desk@localhost>
Installed-Size: {tamanho}
Depends: {depende}
Recommends: gnome-keyring | kwalletmanager, xdg-utils
Section: misc
Priority: optional
Description: Estação de trabalho do Registro de Atendimento do GSAN
 Registra, encaminha e encerra os pedidos do público de uma companhia de
 água e esgoto, direto na base PostgreSQL do GSAN.
"""
DEPOIS = """\
#!/bin/sh
set -e
if command -v udevadm >/dev/null; then udevadm control --reload-rules || true; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q || true; fi
"""
LUGARES = {
    "gsan-desk.desktop": "usr/share/applications",
    "gsan-desk-treinamento.desktop": "usr/share/applications",
    "70-gsan-desk.rules": "usr/lib/udev/rules.d",
    "gsan-desk-sms.service": "usr/lib/systemd/user",
}


def empacotar(programa: Path, destino: Path) -> Path:
    """Make ``gsan-desk_<version>_amd64.deb`` of the folder of the program.

    Raises:
        FileNotFoundError: the folder was not made yet.
        subprocess.CalledProcessError: dpkg-deb refuses.
    """
    raiz = destino / "deb"
    shutil.rmtree(raiz, ignore_errors=True)
    shutil.copytree(programa, raiz / "opt" / "gsan-desk", symlinks=True)
    _ligar(raiz)
    for nome, lugar in LUGARES.items():
        _copiar(LINUX / nome, raiz / lugar)
    _copiar(RAIZ / "resources" / "linux" / "gsan-desk-ligacao.desktop", raiz / "usr/share/applications")
    icone = RAIZ / "resources" / "icones" / "aplicativo.svg"
    _copiar(icone, raiz / "usr/share/icons/hicolor/scalable/apps", "gsan-desk.svg")
    _copiar(RAIZ / "LICENSE", raiz / "usr/share/doc/gsan-desk", "copyright")
    _copiar(RAIZ / "docs" / "manual" / "sms.md", raiz / "usr/share/doc/gsan-desk")
    _controlar(raiz)
    pacote = destino / f"gsan-desk_{__version__}_amd64.deb"
    comando = ("dpkg-deb", "--root-owner-group", "-Zzstd", "--build", str(raiz), str(pacote))
    subprocess.run(comando, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(raiz)
    return pacote


def _ligar(raiz: Path) -> None:
    bin_ = raiz / "usr" / "bin"
    bin_.mkdir(parents=True)
    os.symlink("../../opt/gsan-desk/gsan-desk", bin_ / "gsan-desk")


def _copiar(origem: Path, pasta: Path, nome: str = "") -> None:
    pasta.mkdir(parents=True, exist_ok=True)
    copia = pasta / (nome or origem.name)
    shutil.copyfile(origem, copia)
    copia.chmod(0o644)


def _controlar(raiz: Path) -> None:
    controle = raiz / "DEBIAN"
    controle.mkdir()
    kib = sum(f.lstat().st_size for f in raiz.rglob("*") if f.is_file()) // 1024
    (controle / "control").write_text(CONTROLE.format(versao=__version__, tamanho=kib, depende=", ".join(DEPENDE)))
    depois = controle / "postinst"
    depois.write_text(DEPOIS)
    depois.chmod(0o755)

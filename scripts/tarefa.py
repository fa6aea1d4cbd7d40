"""Tasks of the project that need nothing but Python: set-up, demo, test, lint (the Makefile only calls these)."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
VENV = RAIZ / ".venv"
WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
PACOTES_DEBIAN = (
    "fonts-dejavu-core",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
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
    "xvfb",
)


def executar(*comando: str | Path, **ambiente: str) -> None:
    """Run a command of the environment, from the project's root; its failure is ours."""
    resultado = subprocess.run([str(parte) for parte in comando], cwd=RAIZ, env=os.environ | ambiente, check=False)
    if resultado.returncode != 0:
        sys.exit(resultado.returncode)


def preparar() -> None:
    """Make the environment from the lock, only when the lock changed, and see that Qt finds its libraries."""
    if sys.version_info < (3, 11):  # noqa: UP036 - says so before pip does, in Portuguese
        sys.exit("É preciso o Python 3.11 ou mais novo.")
    trava = RAIZ / "requirements" / "trava.txt"
    marca = VENV / "trava.sha256"
    digesto = hashlib.sha256(trava.read_bytes() + (RAIZ / "pyproject.toml").read_bytes()).hexdigest()
    if not (marca.exists() and marca.read_text() == digesto):
        _criar_ambiente()
        pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        executar(*pip, "--require-hashes", "--requirement", trava)
        executar(*pip, "--no-deps", "--no-build-isolation", "--editable", RAIZ)
        marca.write_text(digesto)
    _bibliotecas_do_sistema()


def _criar_ambiente() -> None:
    try:
        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
    except (subprocess.CalledProcessError, ImportError, SystemExit):
        _apt(f"python3.{sys.version_info.minor}-venv")
        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)


def _bibliotecas_do_sistema() -> None:
    if WINDOWS or sys.platform == "darwin":
        return
    teste = "from PySide6 import QtGui, QtPrintSupport, QtSvg, QtWidgets"
    completo = subprocess.run([PYTHON, "-c", teste], capture_output=True, check=False).returncode == 0
    if completo and shutil.which("Xvfb") and Path("/usr/share/fonts/truetype/dejavu").exists():
        return
    _apt(*PACOTES_DEBIAN)


def _apt(*pacotes: str) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit("Faltam bibliotecas do sistema. Como administrador, rode:\n  apt-get install " + " ".join(pacotes))
    print("Instalando bibliotecas do sistema…", flush=True)
    quieto = ("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0")
    ambiente = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for passo in (("update",), ("install", "--yes", "--no-install-recommends", *pacotes)):
        feito = subprocess.run([*quieto, *passo], env=ambiente, stdout=subprocess.DEVNULL, check=False)
        if feito.returncode != 0:
            sys.exit("Não foi possível instalar: " + " ".join(pacotes))


def demo() -> None:
    """Open the workstation on the embedded database with made-up data."""
    preparar()
    executar(BIN / "gsan-desk", "demo")


def lint() -> None:
    """Check form, types, layers and declared dependencies; then ask whether any of these has a known weakness."""
    preparar()
    _lint()
    executar(BIN / "pip-audit", "--requirement", "requirements/trava.txt", "--disable-pip", "--progress-spinner", "off")


def test() -> None:
    """Run every check and every test."""
    preparar()
    _lint()
    pytest = (PYTHON, "-m", "pytest", "--numprocesses", "2", "--dist", "worksteal")
    executar(*pytest, QT_QPA_PLATFORM="offscreen")
    do_servidor = ("tests/database", "-k", "not (planos or dados_carga or dados_demo or treinamento)")
    executar(*pytest, *do_servidor, PGSERVER_POSTGRES_VERSION="16")  # the older server that the wheel brings


def _lint() -> None:
    executar(BIN / "ruff", "format", "--check", "--quiet", ".")
    executar(BIN / "ruff", "check", "--quiet", ".")
    executar(BIN / "mypy")
    executar(BIN / "lint-imports", "--no-cache")
    executar(BIN / "deptry", "src")
    executar(BIN / "vulture")


def bench() -> None:
    """Measure the budgets and print them as a table."""
    preparar()
    executar(PYTHON, "-m", "bench")


def telas() -> None:
    """Remake the pictures of docs/."""
    preparar()
    executar(BIN / "gsan-desk", "telas", RAIZ / "docs" / "telas", QT_QPA_PLATFORM="offscreen")


def build() -> None:
    """Freeze the program into dist/gsan-desk and see it work there."""
    _construir("pasta")


def instalador() -> None:
    """Make the installer for Windows, where its compiler is at hand."""
    _construir("instalador")


def deb() -> None:
    """Make the package for Debian of what `build` left."""
    _construir("deb")


def _construir(parte: str) -> None:
    preparar()
    executar(PYTHON, "-m", "empacotamento.construir", parte)


def manual() -> None:
    """Make dist/manual, the manual as pages for a browser; a link that leads nowhere stops it."""
    preparar()
    executar(BIN / "mkdocs", "build")


def terceiros() -> None:
    """Write the notices of third parties and the bill of materials."""
    preparar()
    executar(PYTHON, "-m", "empacotamento.terceiros")


TAREFAS = {
    "preparar": preparar,
    "demo": demo,
    "lint": lint,
    "test": test,
    "bench": bench,
    "telas": telas,
    "build": build,
    "instalador": instalador,
    "deb": deb,
    "manual": manual,
    "terceiros": terceiros,
}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in TAREFAS:
        sys.exit("uso: tarefa.py " + "|".join(TAREFAS))
    TAREFAS[sys.argv[1]]()

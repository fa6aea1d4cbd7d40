"""Notices of what the program carries of others, and its bill of materials: made by tools, from the locked versions.

``python -m empacotamento.terceiros`` writes ``docs/terceiros.md`` and, to go with it, ``dist/sbom.json``.
"""

import re
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
AMBIENTE = RAIZ / "build" / "so-o-programa"
COLUNAS = ("--with-urls", "--format=markdown", "--order=name")
CABECA = "# Programas de terceiros\n\nO gsan-desk leva consigo estas bibliotecas, cada uma com a sua licença.\n\n"


def escrever() -> None:
    """Write both files.

    Raises:
        subprocess.CalledProcessError: a package is not to be had, or a tool refuses.
    """
    python = _so_o_programa()
    notas = _rodar("piplicenses", f"--python={python}", "--ignore-packages", "pip", "setuptools", *COLUNAS)
    (RAIZ / "docs" / "terceiros.md").write_text(CABECA + notas.strip() + "\n", encoding="utf-8")
    sbom = RAIZ / "dist" / "sbom.json"
    sbom.parent.mkdir(exist_ok=True)
    opcoes = ("--output-reproducible", "--pyproject=pyproject.toml", f"-o{sbom}")
    _rodar("cyclonedx_py", "environment", *opcoes, str(python))


def necessarios(pacote: str = "gsan-desk") -> dict[str, str]:
    """Collect what the program needs, by name and version, from what is installed."""
    achados: dict[str, str] = {}
    fila = [pacote]
    while fila:
        nome = fila.pop()
        for pedido in metadata.requires(nome) or ():
            preciso = re.split(r"[^\w.-]", pedido, maxsplit=1)[0]
            if preciso in achados or "extra ==" in pedido.replace("'", '"') or not _instalado(preciso):
                continue
            achados[preciso] = metadata.version(preciso)
            fila.append(preciso)
    return achados


def _instalado(nome: str) -> bool:
    try:
        metadata.version(nome)
    except metadata.PackageNotFoundError:
        return False
    return True


def _so_o_programa() -> Path:
    venv.EnvBuilder(with_pip=True, clear=True).create(AMBIENTE)
    python = AMBIENTE / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pacotes = [f"{nome}=={versao}" for nome, versao in sorted(necessarios().items())]
    instalar = (str(python), "-m", "pip", "install", "--quiet", "--no-deps", *pacotes)
    subprocess.run(instalar, check=True)
    return python


def _rodar(modulo: str, *argumentos: str) -> str:
    comando = (sys.executable, "-m", modulo, *argumentos)
    return subprocess.run(comando, cwd=RAIZ, check=True, capture_output=True, encoding="utf-8").stdout


if __name__ == "__main__":
    escrever()

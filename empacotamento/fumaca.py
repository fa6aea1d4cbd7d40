"""Sees that a frozen program has all that it needs: started for real, without a screen."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

PARTES = ("Telefone: gammu", "Chaveiros: ", "Tradução do Qt: presente", "Servidor embutido: PostgreSQL")
TELAS_NO_MINIMO = 50
SEM_MONITOR = {"QT_QPA_PLATFORM": "offscreen"}


def provar(programa: Path) -> None:
    """Start the program in the ways that people do.

    Raises:
        AssertionError: a part is missing.
        subprocess.CalledProcessError: the program fails.
    """
    _partes(programa)
    _filho_do_telefone(programa)
    _telas(programa)
    print(f"{programa.name}: telefone, chaveiro, tradução, servidor embutido e telas no lugar")


def _partes(programa: Path) -> None:
    relatorio = _rodar(programa, "diagnostico")
    faltam = [parte for parte in PARTES if parte not in relatorio]
    if faltam:
        raise AssertionError(f"{faltam} not in:\n{relatorio}")


def _filho_do_telefone(programa: Path) -> None:
    with tempfile.TemporaryDirectory() as pasta:
        abrir = {"op": "abrir", "device": pasta, "connection": "none", "model": "dummy", "pin": ""}
        resposta = _rodar(programa, "-m", "gsan_desk.sms.filho", entrada=json.dumps(abrir) + "\n")
    if "ok" not in json.loads(resposta):
        raise AssertionError(f"the telephone's process answered {resposta!r}")


def _telas(programa: Path) -> None:
    with tempfile.TemporaryDirectory() as pasta:
        _rodar(programa, "telas", pasta)
        feitas = len(list(Path(pasta).glob("*.png")))
    if feitas < TELAS_NO_MINIMO:
        raise AssertionError(f"only {feitas} pictures")


def _rodar(programa: Path, *argumentos: str, entrada: str = "") -> str:
    feito = subprocess.run(
        [str(programa), *argumentos],
        input=entrada,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
        env=os.environ | SEM_MONITOR,
    )
    if feito.returncode:
        raise AssertionError(f"{argumentos} ended with {feito.returncode}:\n{feito.stderr[-2000:]}")
    return feito.stdout

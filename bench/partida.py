"""Start-up: from the process to the login window, against an empty window that has SQLAlchemy."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from statistics import median

RODADAS = 9
LIMITE = 1.5


@dataclass(frozen=True, slots=True)
class Partida:
    """Milliseconds from the start of the process to the window on screen."""

    vazia: tuple[float, ...]
    programa: tuple[float, ...]

    @property
    def razao(self) -> float:
        """Our median over that of the empty window."""
        return median(self.programa) / median(self.vazia)


def medir(rodadas: int = RODADAS) -> Partida:
    """Start both by turns; the first of each only fills the caches."""
    with tempfile.TemporaryDirectory(prefix="gsan-desk-bench-") as pasta:
        pares = [(_iniciar("bench.partida_vazia", pasta), _iniciar("bench.partida_programa", pasta))]
        for _ in range(rodadas):
            pares.append((_iniciar("bench.partida_vazia", pasta), _iniciar("bench.partida_programa", pasta)))
    vazias, programas = zip(*pares[1:], strict=True)
    return Partida(vazias, programas)


def _iniciar(modulo: str, pasta: str) -> float:
    """Start a process with a home of its own and read when its window was there."""
    casa = {nome: pasta for nome in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "APPDATA")}
    ambiente = {**os.environ, **casa, "QT_QPA_PLATFORM": "offscreen"}
    inicio = time.monotonic_ns()
    saida = subprocess.run([sys.executable, "-m", modulo], env=ambiente, capture_output=True, text=True, check=True)  # noqa: S603 - our own module
    return (int(saida.stdout.split()[-1]) - inicio) / 1e6

"""``gsan-desk telas``: the pictures of the manual come from one command."""

import subprocess
import sys
from pathlib import Path

import pytest

DO_MANUAL = Path(__file__).parents[1] / "docs" / "telas"
PROGRAMA = """
import sys
from pathlib import Path
from gsan_desk.database import treinamento
base, destino = sys.argv[1:]
treinamento.pasta_de_dados = lambda: Path(base)
sys.argv = ["gsan-desk", "telas", destino]
from gsan_desk.cli import main
main()
"""


@pytest.mark.timeout(400)
def test_every_picture_of_the_manual_is_made(tmp_path: Path) -> None:
    destino = tmp_path / "telas"
    comando = (sys.executable, "-W", "ignore", "-c", PROGRAMA, str(tmp_path / "base"), str(destino))
    feito = subprocess.run(comando, capture_output=True, text=True, check=False)
    assert feito.returncode == 0, feito.stderr[-2000:]
    feitas = {arquivo.name for arquivo in destino.glob("*.png")}
    assert sorted({arquivo.name for arquivo in DO_MANUAL.glob("*.png")} - feitas) == []
    assert all((destino / nome).stat().st_size > 0 for nome in feitas)

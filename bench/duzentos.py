"""``python -m bench.duzentos``: two hundred desks registering, routing and listening at once for a minute; no error.

The desks and the tables are those of :mod:`bench.carga`; the exit code says whether every request was answered.
"""

import json
import sys
import tempfile
from pathlib import Path

from bench import carga

MESAS, SEGUNDOS = 200, 60


def main() -> None:
    """Run the minute, directly and through the pooler where there is one."""
    with tempfile.TemporaryDirectory() as pasta:
        numeros = Path(pasta) / "duzentos.json"
        sys.argv[1:] = [
            *sys.argv[1:],
            *("--mesas", str(MESAS), "--segundos", str(SEGUNDOS), "--vezes", "1", "--json", str(numeros)),
        ]
        carga.main()
        rodadas = json.loads(numeros.read_text(encoding="utf-8"))
    sys.exit(any(rodada["erros"] for rodada in rodadas))


if __name__ == "__main__":
    main()

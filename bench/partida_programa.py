"""Process of :mod:`bench.partida`: the program up to its login window; prints when it is there."""

import sys
import time
from typing import Any

from PySide6.QtWidgets import QApplication

from gsan_desk import app, cli
from gsan_desk.ui.bridge import Saida


def main() -> None:
    """Run the command ``gsan-desk``; the login window, once painted, ends it."""
    oferecer = app.oferecer_entrada

    async def oferecer_e_sair(estado: Any, ajustes: Any, saida: Saida) -> Any:
        login = await oferecer(estado, ajustes, saida)
        QApplication.processEvents()
        print(time.monotonic_ns(), flush=True)
        saida.pedir()
        return login

    app.oferecer_entrada = oferecer_e_sair
    sys.argv[1:] = []
    cli.main()


if __name__ == "__main__":
    main()

"""Process of :mod:`bench.partida`: an empty window, and the import of SQLAlchemy; prints when it is there."""

import sys
import time

from PySide6.QtWidgets import QApplication, QWidget


def main() -> None:
    """Show the window and say when."""
    app = QApplication(sys.argv[:1])
    import sqlalchemy  # noqa: F401, PLC0415 - the yardstick is a window that has it loaded

    janela = QWidget()
    janela.show()
    app.processEvents()
    print(time.monotonic_ns(), flush=True)


if __name__ == "__main__":
    main()

"""Where pictures of screens go, and the patience to wait until there is something to see."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

PACIENCIA = 15.0  # seconds that a screen may take to be ready
PASSO = 0.03


class Album:
    """Where the pictures go."""

    def __init__(self, pasta: Path, tamanho: tuple[int, int], feitos: list[Path]) -> None:
        self._pasta, self._tamanho, self._feitos = pasta, tamanho, feitos

    async def guardar(self, janela: QWidget, nome: str, *, inteira: bool = False) -> None:
        """Let the layout settle and write the picture; a main window takes the whole size asked for."""
        if inteira:
            janela.resize(*self._tamanho)
        janela.show()
        await asyncio.sleep(PASSO * 4)
        arquivo = self._pasta / f"{nome}.png"
        if not janela.grab().save(str(arquivo)):
            raise OSError(f"Não foi possível gravar {arquivo}")
        self._feitos.append(arquivo)


async def quando(pronto: Callable[[], bool]) -> None:
    """Wait for something.

    Raises:
        TimeoutError: it does not come.
    """
    async with asyncio.timeout(PACIENCIA):
        while not pronto():
            await asyncio.sleep(PASSO)


async def janela_aberta(album: Album, nome: str) -> None:
    """Wait for a dialog, keep its picture and close it."""
    await quando(lambda: QApplication.activeModalWidget() is not None or _dialogo() is not None)
    dialogo = QApplication.activeModalWidget() or _dialogo()
    if dialogo is not None:
        await album.guardar(dialogo, nome)
        dialogo.close()
        await asyncio.sleep(PASSO * 3)


def _dialogo() -> QWidget | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()), None)

"""Little files: JSON, written whole or not at all, later and off the UI thread; a broken one is set aside."""

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from gsan_desk.registro import Registrador

log = Registrador(__name__)


def ler(arquivo: Path) -> dict[str, Any]:
    """Read a file; a missing one is empty, a broken one is renamed and counts as empty."""
    try:
        dados = json.loads(arquivo.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as excecao:
        _por_de_lado(arquivo, excecao)
        return {}
    if not isinstance(dados, dict):
        _por_de_lado(arquivo, TypeError("não é um objeto"))
        return {}
    return dados


def gravar(arquivo: Path, dados: dict[str, Any]) -> None:
    """Replace a file at once; only its owner may read it."""
    arquivo.parent.mkdir(parents=True, exist_ok=True)
    novo = arquivo.with_name(arquivo.name + ".novo")
    descritor = os.open(novo, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descritor, "w", encoding="utf-8") as saida:
        json.dump(dados, saida, ensure_ascii=False, indent=1)
    novo.replace(arquivo)


def _por_de_lado(arquivo: Path, excecao: Exception) -> None:
    log.info("arquivo_posto_de_lado", arquivo=arquivo.name, motivo=str(excecao))
    try:
        arquivo.replace(arquivo.with_name(f"{arquivo.name}.quebrado-{int(time.time())}"))
    except OSError:
        log.info("arquivo_ilegivel", arquivo=arquivo.name)


class Gravador(QObject):
    """Write each marked file once per ``intervalo`` ms, however often it was marked."""

    def __init__(self, intervalo: int = 800, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sujos: dict[Path, dict[str, Any] | None] = {}
        self._escrita = ThreadPoolExecutor(1, thread_name_prefix="gravador")
        self._timer = QTimer(self, singleShot=True, interval=intervalo)
        self._timer.timeout.connect(self._escrever)

    def marcar(self, arquivo: Path, dados: dict[str, Any] | None) -> None:
        """Note what the file must hold; ``None`` deletes it."""
        self._sujos[arquivo] = dados
        if not self._timer.isActive():
            self._timer.start()

    def pendente(self, arquivo: Path) -> bool:
        """Tell whether the file waits to be written."""
        return arquivo in self._sujos

    def descarregar(self) -> None:
        """Write everything and wait for it: on the way out, and before a read."""
        self._escrever()
        self._escrita.submit(lambda: None).result()

    def _escrever(self) -> None:
        self._timer.stop()
        for arquivo, dados in self._sujos.items():
            self._escrita.submit(_escrever_um, arquivo, dados)
        self._sujos = {}


def _escrever_um(arquivo: Path, dados: dict[str, Any] | None) -> None:
    try:
        if dados is None:
            arquivo.unlink(missing_ok=True)
        else:
            gravar(arquivo, dados)
    except OSError as excecao:
        log.error("arquivo_nao_gravado", arquivo=arquivo.name, motivo=str(excecao))

"""The station's local journal: what the phone answered, on disk before the database hears of it (spec 50 §3.4).

It holds no number and no text, only the ids of attempts and the codes of the answers.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from gsan_desk.domain.sms_falha import Tentativa


class Diario:
    """One file of one line an answer; lines of answers that the database has are dropped."""

    def __init__(self, arquivo: Path) -> None:
        self._arquivo = arquivo
        arquivo.parent.mkdir(parents=True, exist_ok=True)

    def anotar(self, id_: UUID, tentativa: Tentativa, ultima_parte: bool, feitas: int) -> None:
        """Append an answer and wait for the disk."""
        linha = json.dumps({"id": str(id_), "ultima": ultima_parte, "feitas": feitas, "tentativa": asdict(tentativa)})
        with self._arquivo.open("a", encoding="utf-8") as saida:
            saida.write(linha + "\n")
            saida.flush()
            os.fsync(saida.fileno())

    def pendentes(self) -> Iterator[tuple[UUID, Tentativa, bool, int]]:
        """Give every answer that the database may not have; a line cut by a crash is passed over."""
        if not self._arquivo.exists():
            return
        for linha in self._arquivo.read_text(encoding="utf-8").splitlines():
            try:
                dados = json.loads(linha)
            except ValueError:
                continue
            yield UUID(dados["id"]), Tentativa(**dados["tentativa"]), dados["ultima"], dados["feitas"]

    def esvaziar(self) -> None:
        """Forget everything: the database has it."""
        self._arquivo.unlink(missing_ok=True)

"""The 14-digit number told to the citizen (spec 10 §2.7)."""

import re

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.mensagens import violacao

ORIGEM = 1
MAIOR_SEQUENCIA = 999_999_999


def formatar(ano: int, sequencia: int) -> str:
    """Compose year, origin and sequence value.

    Raises:
        RegraViolada: the sequence outgrew the column (PROTOCOLO_ESGOTADO).
    """
    if sequencia > MAIOR_SEQUENCIA:
        raise RegraViolada(violacao("PROTOCOLO_ESGOTADO"))
    return f"{ano:04d}{ORIGEM}{sequencia:09d}"


def normalizar(texto: str) -> str | None:
    """Drop blanks and punctuation; ``None`` when 1 to 14 digits do not remain."""
    nu = re.sub(r"[\s./-]", "", texto)
    return nu if re.fullmatch(r"[0-9]{1,14}", nu) else None

"""Brazilian postal codes: eight digits, shown ``50000-000``."""

import re


def normalizar(texto: str | int) -> str | None:
    """Give the eight digits, or ``None``; numbers lose their leading zeros in GSAN, so they are put back."""
    if isinstance(texto, int):
        texto = f"{texto:08d}"
    nu = re.sub(r"[\s.-]", "", texto)
    return nu if re.fullmatch(r"[0-9]{8}", nu) else None


def formatar(texto: str | int | None) -> str:
    """Show a CEP; what is not one is shown as it came."""
    if texto is None:
        return ""
    nu = normalizar(texto)
    return str(texto) if nu is None else f"{nu[:5]}-{nu[5:]}"

"""Texts as a person searches them."""

import unicodedata


def normalizar(texto: str) -> str:
    """Give the text without accents nor capitals."""
    return "".join(c for c in unicodedata.normalize("NFKD", texto.casefold()) if not unicodedata.combining(c))


def contem(procurado: str, texto: str) -> bool:
    """Tell whether every word of ``procurado`` is somewhere in ``texto``."""
    alvo = normalizar(texto)
    return all(palavra in alvo for palavra in normalizar(procurado).split())

"""The pages of the manual as they lie on the disk."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gsan_desk.ui import recursos
from gsan_desk.ui.manual.onde import INDICE

_TITULO = re.compile(r"^# (.+)$", re.MULTILINE)
_LIGACAO = re.compile(r"\]\(([\w-]+\.md)")


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page; ``arquivo`` is its name in the folder of the manual."""

    arquivo: str
    titulo: str
    texto: str


def ancora(titulo: str) -> str:
    """Name a heading as the sites that show Markdown do."""
    return re.sub(r"[^\w\- ]", "", titulo.lower()).replace(" ", "-")


def aplainar(texto: str) -> str:
    """Give the text without accents nor capitals, each character still at its place."""
    return "".join((unicodedata.normalize("NFD", c)[0].lower() or c)[0] for c in texto)


def pasta() -> Path:
    """Give the folder of the manual."""
    return recursos.documentos() / "manual"


@cache
def paginas() -> tuple[Pagina, ...]:
    """Read every page, in the order in which the index names them."""
    indice = (pasta() / INDICE).read_text(encoding="utf-8")
    nomes = dict.fromkeys([INDICE, *_LIGACAO.findall(indice), *sorted(p.name for p in pasta().glob("*.md"))])
    return tuple(_ler(nome) for nome in nomes)


def _ler(nome: str) -> Pagina:
    texto = (pasta() / nome).read_text(encoding="utf-8")
    achado = _TITULO.search(texto)
    return Pagina(nome, achado[1] if achado else nome, texto)

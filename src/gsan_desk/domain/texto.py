"""What a text must be for the database to hold it."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import Endereco
from gsan_desk.domain.rotulos import rotulo

CODECS = {
    "UTF8": "utf-8",
    "SQL_ASCII": "utf-8",
    "LATIN1": "latin-1",
    "LATIN2": "iso8859-2",
    "LATIN9": "iso8859-15",
    "WIN1250": "cp1250",
    "WIN1252": "cp1252",
}
"""Names of ``server_encoding`` → Python's."""

NAO_GRAVADOS = frozenset({"anexos.nome", "local.endereco.texto", "solicitante.endereco.texto"})


def caractere_recusado(texto: str, codificacao: str) -> str | None:
    """Find the first character that a base with this ``server_encoding`` cannot hold."""
    codec = CODECS.get(codificacao.upper(), "utf-8")
    posicoes = [p for p in (texto.find("\0"), _falha(texto, codec)) if p >= 0]
    return texto[min(posicoes)] if posicoes else None


def verificar_caracteres(texto: str, codificacao: str, campo: str) -> Violacao | None:
    """Refuse at the field what would only fail at the commit, naming the character."""
    caractere = caractere_recusado(texto, codificacao)
    if caractere is None:
        return None
    mostrado = caractere if caractere.isprintable() else "\N{REPLACEMENT CHARACTER}"
    nome = rotulo(campo) or "Texto"
    aba_e_atributo = ".".join(campo.split(".")[:2])
    return violacao("CARACTERE", aba_e_atributo, nome=nome, caractere=mostrado, ponto=f"U+{ord(caractere):04X}")


def verificar_comando(comando: Any, codificacao: str, prefixo: str = "") -> list[Violacao]:
    """Check every text of a command and of what it contains; ``prefixo`` is the tab when it is only one."""
    gravados = ((campo, texto) for campo, texto in _textos(comando, prefixo) if campo not in NAO_GRAVADOS)
    achados = (verificar_caracteres(texto, codificacao, campo) for campo, texto in gravados)
    return [v for v in achados if v is not None]


def verificar_tamanho(texto: str, maximo: int, campo: str) -> Violacao | None:
    """Refuse a text longer than its column (M28)."""
    return violacao("M28", campo, maximo=maximo) if len(texto) > maximo else None


def verificar_endereco(endereco: Endereco | None, maximos: Mapping[str, int], campo: str) -> list[Violacao]:
    """Refuse the parts of an address that their columns cannot hold (M28)."""
    longos = [a for a in maximos if endereco is not None and len(getattr(endereco, a)) > maximos[a]]
    return [violacao("M28", campo, nome=rotulo(f"{campo}.{a}"), maximo=maximos[a]) for a in longos]


def limpar(texto: str) -> str:
    """Trim a text and take out control characters other than line breaks (spec 20 §16)."""
    linhas = texto.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in linhas if c == "\n" or unicodedata.category(c) != "Cc").strip()


def _falha(texto: str, codec: str) -> int:
    try:
        texto.encode(codec)
    except UnicodeEncodeError as erro:
        return erro.start
    return -1


def _textos(valor: Any, campo: str) -> Iterator[tuple[str, str]]:
    if isinstance(valor, str):
        yield campo, valor
    elif isinstance(valor, tuple):
        for parte in valor:
            yield from _textos(parte, campo)
    elif is_dataclass(valor):
        for atributo in fields(valor):
            caminho = f"{campo}.{atributo.name}" if campo else atributo.name
            yield from _textos(getattr(valor, atributo.name), caminho)

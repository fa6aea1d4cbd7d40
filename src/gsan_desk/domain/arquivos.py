"""Attachments of an RA, recognised by content (spec 10 §3.5)."""

from enum import Enum
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import Anexo
from gsan_desk.domain.texto import verificar_tamanho

TAMANHO_MAXIMO = 1_048_576
TAMANHO_MAXIMO_CONVERSIVEL = 20 * TAMANHO_MAXIMO
OBSERVACAO_MAXIMA = 200
EXTENSOES_ACEITAS = frozenset({"jpg", "jpeg", "png", "pdf", "doc", "docx"})
CAMPO = "anexos"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FLUXO_WORD = "WordDocument".encode("utf-16-le")


class TipoArquivo(Enum):
    """What a file is; the value is the extension with which it is stored, where no conversion is needed."""

    JPG = "jpg"
    PNG = "png"
    PDF = "pdf"
    DOC = "doc"
    DOCX = "docx"

    @property
    def precisa_converter(self) -> bool:
        """Tell whether it must become a JPG first: the web viewer knows no PNG."""
        return self is TipoArquivo.PNG

    @property
    def extensao(self) -> str:
        """Extension as stored, four characters at most."""
        return "jpg" if self.precisa_converter else self.value


def reconhecer(conteudo: bytes) -> TipoArquivo | None:
    """Tell what a file is by its bytes."""
    if conteudo.startswith(b"\xff\xd8\xff"):
        return TipoArquivo.JPG
    if conteudo.startswith(b"\x89PNG\r\n\x1a\n"):
        return TipoArquivo.PNG
    if conteudo.startswith(b"%PDF-"):
        return TipoArquivo.PDF
    if conteudo.startswith(_OLE) and _FLUXO_WORD in conteudo:
        return TipoArquivo.DOC
    return TipoArquivo.DOCX if _e_docx(conteudo) else None


def verificar(nome: str, conteudo: bytes) -> list[Violacao]:
    """Check a file chosen by the person: name and content (M29), emptiness, size (M30).

    A PNG is allowed to be larger, since what counts is the JPG made of it: check that one with ``verificar_anexo``.
    """
    if not nome:
        return [violacao("ARQUIVO_AUSENTE", CAMPO)]
    if not conteudo:
        return [violacao("ARQUIVO_VAZIO", CAMPO)]
    tipo = reconhecer(conteudo)
    if tipo is None or PurePath(nome).suffix.lower().lstrip(".") not in EXTENSOES_ACEITAS:
        return [violacao("M29", CAMPO)]
    maximo = TAMANHO_MAXIMO_CONVERSIVEL if tipo.precisa_converter else TAMANHO_MAXIMO
    return [violacao("M30", CAMPO)] if len(conteudo) > maximo else []


def verificar_anexo(anexo: Anexo) -> list[Violacao]:
    """Check an attachment in the form in which it will be stored."""
    tipo = reconhecer(anexo.conteudo)
    achados: list[Violacao | None] = []
    if not anexo.conteudo:
        achados.append(violacao("ARQUIVO_VAZIO", CAMPO))
    elif tipo is None or tipo.precisa_converter or tipo.extensao != anexo.extensao:
        achados.append(violacao("M29", CAMPO))
    elif len(anexo.conteudo) > TAMANHO_MAXIMO:
        achados.append(violacao("M30", CAMPO))
    achados.append(verificar_tamanho(anexo.observacao, OBSERVACAO_MAXIMA, "anexos.observacao"))
    return [v for v in achados if v is not None]


def _e_docx(conteudo: bytes) -> bool:
    """Tell a Word document without macros from any other zip; only the list of its parts is read."""
    if not conteudo.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(conteudo)) as pacote:
            partes = set(pacote.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= partes and "word/vbaProject.bin" not in partes

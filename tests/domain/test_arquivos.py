from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsan_desk.domain.arquivos import TAMANHO_MAXIMO, TipoArquivo, reconhecer, verificar, verificar_anexo
from gsan_desk.domain.registro_atendimento import Anexo


def pacote(*partes):
    conteudo = BytesIO()
    with ZipFile(conteudo, "w") as arquivo:
        for parte in partes:
            arquivo.writestr(parte, "x")
    return conteudo.getvalue()


JPG = b"\xff\xd8\xff\xe0" + b"x" * 20
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20
PDF = b"%PDF-1.7\n..."
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 512 + "WordDocument".encode("utf-16-le")
DOCX = pacote("[Content_Types].xml", "word/document.xml")
EXEMPLOS = {
    TipoArquivo.JPG: JPG,
    TipoArquivo.PNG: PNG,
    TipoArquivo.PDF: PDF,
    TipoArquivo.DOC: DOC,
    TipoArquivo.DOCX: DOCX,
}


def codigo(violacoes):
    return [v.codigo for v in violacoes]


@pytest.mark.parametrize(("tipo", "conteudo"), EXEMPLOS.items())
def test_3_5_recognised_by_content(tipo, conteudo):
    assert reconhecer(conteudo) is tipo
    assert codigo(verificar(f"a.{tipo.value.upper()}", conteudo)) == []


def test_3_5_stored_extension_fits_char_4():
    assert [t.extensao for t in TipoArquivo] == ["jpg", "jpg", "pdf", "doc", "docx"]
    assert [t for t in TipoArquivo if t.precisa_converter] == [TipoArquivo.PNG]


@pytest.mark.parametrize(
    ("nome", "conteudo"),
    [
        ("a.pdf", b"MZ\x90\x00"),
        ("a.exe", PDF),
        ("a", PDF),
        ("a.doc", DOC[:100]),
        ("a.docx", pacote("xl/workbook.xml")),
        ("a.docx", pacote("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.jpg", b"<script>"),
    ],
)
def test_3_5_m29_not_accepted(nome, conteudo):
    assert codigo(verificar(nome, conteudo)) == ["M29"]


def test_3_5_m30_larger_than_1_mb():
    assert codigo(verificar("a.pdf", PDF.ljust(TAMANHO_MAXIMO))) == []
    assert codigo(verificar("a.pdf", PDF.ljust(TAMANHO_MAXIMO + 1))) == ["M30"]


def test_3_5_png_counts_after_conversion():
    assert codigo(verificar("a.png", PNG.ljust(TAMANHO_MAXIMO + 1))) == []
    assert codigo(verificar("a.png", PNG.ljust(21 * TAMANHO_MAXIMO))) == ["M30"]
    assert codigo(verificar_anexo(Anexo("a.jpg", "jpg", JPG.ljust(TAMANHO_MAXIMO + 1)))) == ["M30"]


def test_3_5_empty_and_absent():
    assert codigo(verificar("a.pdf", b"")) == ["ARQUIVO_VAZIO"]
    assert codigo(verificar("", b"")) == ["ARQUIVO_AUSENTE"]


def test_3_5_stored_form_is_checked_again():
    assert codigo(verificar_anexo(Anexo("a.pdf", "pdf", PDF))) == []
    assert codigo(verificar_anexo(Anexo("a.pdf", "jpg", PDF))) == ["M29"]
    assert codigo(verificar_anexo(Anexo("a.png", "jpg", PNG))) == ["M29"]
    assert codigo(verificar_anexo(Anexo("a.pdf", "pdf", b"", "x" * 201))) == ["ARQUIVO_VAZIO", "M28"]


@given(st.binary())
def test_recognising_never_fails(conteudo):
    reconhecer(conteudo)
    reconhecer(b"PK\x03\x04" + conteudo)

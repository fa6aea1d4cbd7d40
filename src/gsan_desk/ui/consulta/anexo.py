"""A file of the base, opened with the program that the system has for it."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gsan_desk.domain.arquivos import EXTENSOES_ACEITAS, reconhecer
from gsan_desk.domain.mensagens import texto
from gsan_desk.services.ra_consultar import AnexoDoRA, anexo
from gsan_desk.ui.bridge import Ponte, em_segundo_plano
from gsan_desk.ui.widgets.message_bar import BarraMensagens

_pasta: tempfile.TemporaryDirectory[str] | None = None


async def abrir_anexo(ponte: Ponte, barra: BarraMensagens, item: AnexoDoRA) -> Path | None:
    """Read an attachment and open it."""
    conteudo = await ponte.executar(anexo, item.id)
    if conteudo is None:
        barra.avisar("O arquivo foi removido do RA.", chave="anexo")
        return None
    nome = f"ra-{conteudo.registro_atendimento_id}-anexo-{item.id}"
    return await abrir_conteudo(barra, nome, conteudo.extensao, conteudo.conteudo)


async def abrir_conteudo(barra: BarraMensagens, nome: str, declarada: str, conteudo: bytes) -> Path | None:
    """Keep a file in a folder that goes with the program, and open it; never one that is no document.

    Args:
        nome: without extension; the one ``declarada`` counts only when the content agrees.
    """
    extensao = _extensao(conteudo, declarada)
    if extensao is None:
        barra.errar(texto("ARQUIVO_DESCONHECIDO"), chave="anexo")
        return None
    caminho = await em_segundo_plano(_gravar, f"{nome}.{extensao}", conteudo)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(caminho))):
        barra.avisar(f"Nenhum programa abriu o arquivo; ele está em {caminho}.", chave="anexo")
    return caminho


def _extensao(conteudo: bytes, declarada: str) -> str | None:
    """Take the extension from the content; a declared one that the product accepts only if the content agrees."""
    tipo = reconhecer(conteudo)
    if tipo is None:
        return None
    escrita = declarada.strip().lower()
    return (
        "png"
        if tipo.precisa_converter
        else escrita
        if escrita in EXTENSOES_ACEITAS & _iguais(tipo.value)
        else tipo.value
    )


def _iguais(extensao: str) -> frozenset[str]:
    return frozenset({"jpg", "jpeg"}) if extensao == "jpg" else frozenset({extensao})


def _gravar(nome: str, conteudo: bytes) -> Path:
    global _pasta  # noqa: PLW0603 - one folder per process, removed at its end
    if _pasta is None:
        _pasta = tempfile.TemporaryDirectory(prefix="gsan-desk-", ignore_cleanup_errors=True)
    caminho = Path(_pasta.name) / nome
    caminho.write_bytes(conteudo)
    return caminho

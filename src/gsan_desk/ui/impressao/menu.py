"""The choice between paper and PDF."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QMenu, QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.arquivos import escolher_destino
from gsan_desk.ui.impressao.saida import gravar_pdf, imprimir
from gsan_desk.ui.widgets.message_bar import Acao, BarraMensagens

Documento = Callable[[], Awaitable[QTextDocument]]


class MenuImpressao(QMenu):
    """Imprimir… and Gravar em PDF…, for a document that is made when it is asked for."""

    def __init__(self, ponte: Ponte, documento: Documento, nome: str, barra: BarraMensagens, parent: QWidget) -> None:
        super().__init__(parent)
        self._ponte, self._documento, self._barra = ponte, documento, barra
        self._dono = parent
        self.nome = nome
        self.addAction("&Imprimir…").triggered.connect(lambda: ponte.iniciar(self.imprimir(), parent))
        self.addAction("Gravar em &PDF…").triggered.connect(lambda: ponte.iniciar(self.gravar(), parent))

    async def imprimir(self) -> None:
        """Make the document and send it to a printer."""
        try:
            await imprimir(await self._documento(), self._dono)
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="impressao")

    async def gravar(self) -> None:
        """Make the document and write it as PDF."""
        destino = await escolher_destino(self._dono, "Gravar em PDF", self.nome, (("PDF", "pdf"),))
        if destino is None:
            return
        try:
            gravar_pdf(await self._documento(), destino)
        except OSError as erro:
            self._barra.errar(f"Não foi possível gravar {destino.name}: {erro.strerror}.", chave="impressao")
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="impressao")
        else:
            abrir = Acao("&Abrir", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(destino))))
            self._barra.confirmar(f"PDF gravado em {destino}.", acoes=[abrir], chave="impressao")

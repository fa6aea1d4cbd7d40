"""Shows one page of Markdown: headings that links reach, pictures no wider than the page, the theme's colours."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from gsan_desk.ui import theme
from gsan_desk.ui.manual.paginas import ancora, aplainar

ESPERA = 120
"""Milliseconds of quiet after which the pictures follow the width of the window."""
_MARGEM = 24
_IMAGEM = QTextDocument.ResourceType.ImageResource


class Leitor(QTextBrowser):
    """Reads pages by address, and keeps the way back."""

    def __init__(self) -> None:
        super().__init__(openExternalLinks=True)
        self.setAccessibleName("Página do manual")
        self.document().setDocumentMargin(_MARGEM / 2)
        self._imagens: set[str] = set()
        self._acertar = QTimer(self, interval=ESPERA, singleShot=True)
        self._acertar.timeout.connect(self._ajustar_imagens)

    def procurar(self, texto: str, *, para_tras: bool = False) -> bool:
        """Mark the next place that has the text, whatever its accents, going round; tell whether there is one."""
        tudo, alvo = aplainar(self.document().toPlainText()), aplainar(texto)
        cursor = self.textCursor()
        if para_tras:
            onde = tudo.rfind(alvo, 0, max(cursor.selectionStart(), 0))
            onde = tudo.rfind(alvo) if onde < 0 else onde
        else:
            onde = tudo.find(alvo, cursor.selectionEnd())
            onde = tudo.find(alvo) if onde < 0 else onde
        if not alvo or onde < 0:
            return False
        cursor.setPosition(onde)
        cursor.setPosition(onde + len(alvo), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def doSetSource(
        self, name: QUrl | str, /, type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        url = QUrl(name)
        self._imagens.clear()
        super().doSetSource(url, type)
        self._vestir()
        self._acertar.start()
        if url.hasFragment():
            self.scrollToAnchor(url.fragment())
            barra = self.verticalScrollBar()
            barra.setValue(barra.value() - _MARGEM)

    def loadResource(self, type: int, name: QUrl | str, /) -> Any:
        url = QUrl(name)
        if QTextDocument.ResourceType(type) != _IMAGEM:
            return super().loadResource(type, url)
        self._imagens.add(url.toString())
        return self._imagem(url)

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        self._acertar.start()

    def changeEvent(self, evento: QEvent) -> None:
        super().changeEvent(evento)
        if evento.type() == QEvent.Type.PaletteChange and not self.source().isEmpty():
            altura = self.verticalScrollBar().value()
            self.reload()
            self._vestir()
            self.verticalScrollBar().setValue(altura)

    def _vestir(self) -> None:
        """Name the headings and draw the tables in the colours of the theme."""
        documento = self.document()
        documento.setUndoRedoEnabled(False)
        bloco = documento.begin()
        while bloco.isValid():
            if bloco.blockFormat().headingLevel():
                _nomear(bloco)
            bloco = bloco.next()
        for quadro in documento.rootFrame().childFrames():
            if isinstance(quadro, QTextTable):
                formato = quadro.format()
                formato.setCellPadding(5)
                formato.setCellSpacing(0)
                formato.setBorder(1)
                formato.setBorderCollapse(True)
                formato.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                formato.setBorderBrush(QBrush(QColor(theme.cores().borda)))
                quadro.setFormat(formato)

    def _imagem(self, url: QUrl) -> QImage:
        caminho = self.source().resolved(url).toLocalFile()
        imagem = QImage(caminho) if Path(caminho).is_file() else QImage()
        escala = self.devicePixelRatioF()
        cabe = int((self.viewport().width() - _MARGEM * 2) * escala)
        if 0 < cabe < imagem.width():
            imagem = imagem.scaledToWidth(cabe, Qt.TransformationMode.SmoothTransformation)
        imagem.setDevicePixelRatio(escala)
        return imagem

    def _ajustar_imagens(self) -> None:
        documento = self.document()
        for nome in self._imagens:
            documento.addResource(_IMAGEM, QUrl(nome), self._imagem(QUrl(nome)))
        documento.markContentsDirty(0, documento.characterCount())


def _nomear(bloco: QTextBlock) -> None:
    cursor = QTextCursor(bloco)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    formato = QTextCharFormat()
    formato.setAnchor(True)
    formato.setAnchorNames([ancora(bloco.text())])
    cursor.mergeCharFormat(formato)

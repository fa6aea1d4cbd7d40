"""A document to a PDF file or to a printer."""

from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from gsan_desk.ui.bridge import abrir_dialogo

RESOLUCAO = 300
MARGENS = QMarginsF(0, 0, 0, 0)  # QTextDocument leaves 2 cm by itself
DEITADO = "deitado"
"""Property of a document that wants the sheet lying down."""


def gravar_pdf(documento: QTextDocument, caminho: Path) -> None:
    """Write a PDF in A4.

    Raises:
        OSError: the file cannot be written.
    """
    caminho.open("wb").close()  # QPdfWriter fails in silence
    escritor = QPdfWriter(str(caminho))
    escritor.setResolution(RESOLUCAO)
    escritor.setCreator("gsan-desk")
    escritor.setTitle(documento.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    escritor.setPageLayout(_pagina(documento))
    documento.print_(escritor)


async def imprimir(documento: QTextDocument, parent: QWidget) -> bool:
    """Ask for the printer and print; tell whether it was sent."""
    impressora = QPrinter(QPrinter.PrinterMode.HighResolution)
    impressora.setPageLayout(_pagina(documento))
    dialogo = QPrintDialog(impressora, parent)
    dialogo.setWindowTitle("Imprimir")
    try:
        if await abrir_dialogo(dialogo) != QDialog.DialogCode.Accepted:
            return False
        documento.print_(impressora)
        return True
    finally:
        dialogo.deleteLater()


def _pagina(documento: QTextDocument) -> QPageLayout:
    deitada = bool(documento.property(DEITADO))
    orientacao = QPageLayout.Orientation.Landscape if deitada else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientacao, MARGENS, QPageLayout.Unit.Millimeter)

"""F1: the manual, open where it tells of what is in front."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gsan_desk.ui.abas import CHAVE
from gsan_desk.ui.manual.janela import JanelaManual
from gsan_desk.ui.manual.onde import endereco

TECLA = "F1"
_COM_F1 = "manual_sob_f1"


class Ajuda(QObject):
    """Gives F1 to every dialog that comes to the front; ``dono`` answers its own key through ``abrir``."""

    def __init__(self, dono: QWidget) -> None:
        super().__init__(dono)
        self._dono = dono
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._oferecer)

    def abrir(self, tela: QWidget | None) -> JanelaManual:
        """Show the manual at what tells of a widget, or at the beginning; over a dialog, as part of it."""
        pai = QApplication.activeModalWidget() or self._dono
        janela = pai.findChild(JanelaManual, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if janela is None:
            janela = JanelaManual(pai)
        janela.ir(onde(tela))
        janela.show()
        janela.raise_()
        janela.activateWindow()
        janela.leitor.setFocus(Qt.FocusReason.OtherFocusReason)
        return janela

    def _oferecer(self, _antes: QWidget | None, agora: QWidget | None) -> None:
        dialogo = agora.window() if agora is not None else None
        if not isinstance(dialogo, QDialog) or isinstance(dialogo, JanelaManual) or dialogo.property(_COM_F1):
            return
        dialogo.setProperty(_COM_F1, True)
        atalho = QShortcut(QKeySequence(TECLA), dialogo)
        atalho.activated.connect(lambda: self.abrir(dialogo.focusWidget() or dialogo))


def onde(tela: QWidget | None) -> str:
    """Give the address in the manual of where a widget is."""
    return endereco(_telas(tela))


def _telas(tela: QWidget | None) -> Iterator[tuple[str, str]]:
    while tela is not None:
        yield str(tela.property(CHAVE) or getattr(tela, "chave", None) or ""), type(tela).__module__
        tela = tela.parentWidget()

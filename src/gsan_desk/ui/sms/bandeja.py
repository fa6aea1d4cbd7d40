"""The station's notice in the system's tray: red when nothing goes out, also with the window out of sight."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from gsan_desk.domain.sms_estacao import ESTADOS, AparenciaSms
from gsan_desk.services.sms import VigiaSms
from gsan_desk.ui import theme
from gsan_desk.ui.sms.daqui import Daqui
from gsan_desk.ui.sms.textos import resumo

TITULO = "Estação SMS"
NADA_SAI = "nada sai"


class Bandeja(QObject):
    """Shown while the station runs here, where the system has a tray.

    Attributes:
        aviso: the last notice given.
    """

    def __init__(self, daqui: Daqui, janela: QWidget) -> None:
        super().__init__(janela)
        self._janela = janela
        self.icone = QSystemTrayIcon(theme.icone("conectado", "sucesso"), self)
        self.icone.setToolTip(TITULO)
        self.icone.activated.connect(self._trazer)
        self.icone.messageClicked.connect(self._trazer)
        self.aviso = ""
        self._daqui = daqui
        daqui.ligou.connect(self._ligou)
        daqui.mudou.connect(self.mostrar)

    def mostrar(self, nova: AparenciaSms) -> None:
        """Follow the station; a fault is told once, until it is over."""
        dito = f"{TITULO}: {ESTADOS.get(nova.estado, nova.estado)}"
        self.icone.setToolTip(f"{dito}. {nova.motivo}".strip())
        self.icone.setIcon(theme.icone("erro", "erro") if nova.mal else theme.icone("conectado", "sucesso"))
        if not nova.mal:
            self.aviso = ""
        elif nova.motivo != self.aviso:
            self.aviso = nova.motivo
            self.icone.showMessage(TITULO, nova.motivo, QSystemTrayIcon.MessageIcon.Critical)

    def vigiado(self, visto: VigiaSms) -> None:
        """Tell once that nothing goes out though something waits and the station finds nothing wrong."""
        if not visto.parada or not self._daqui.rodando:
            return
        dito = resumo(visto)
        self.icone.setIcon(theme.icone("erro", "erro"))
        if self.aviso != NADA_SAI:
            self.aviso = NADA_SAI
            self.icone.showMessage(TITULO, dito, QSystemTrayIcon.MessageIcon.Critical)

    def _ligou(self, rodando: bool) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icone.setVisible(rodando)

    def _trazer(self) -> None:
        self._janela.showNormal() if self._janela.isMinimized() else self._janela.show()
        self._janela.raise_()
        self._janela.activateWindow()

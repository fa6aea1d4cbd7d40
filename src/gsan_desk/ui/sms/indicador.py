"""The corner of the status bar that tells how the sending of SMS goes."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gsan_desk.services.sms import VigiaSms
from gsan_desk.ui import theme
from gsan_desk.ui.sms.textos import resumo
from gsan_desk.ui.widgets.marca import renomear, rotulo


class IndicadorSms(QWidget):
    """Icon and words, never colour alone; red when nothing goes out though something waits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icone, self.texto = QLabel(), rotulo("rotulo")
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(10, 0, 4, 0)
        caixa.setSpacing(4)
        caixa.addWidget(self._icone)
        caixa.addWidget(self.texto)
        self.hide()

    def mostrar(self, visto: VigiaSms) -> None:
        """Show what was seen; where there is no SMS at all it takes no room."""
        dito = resumo(visto)
        self.setVisible(bool(dito))
        papel = "erro" if visto.parada else "sucesso" if visto.viva and not visto.pausada else "aviso"
        self._icone.setPixmap(theme.icone("conectado" if papel == "sucesso" else "aviso", papel).pixmap(14, 14))
        self.texto.setText(dito)
        self.texto.setAccessibleName(dito)
        renomear(self.texto, "texto_erro" if visto.parada else "rotulo")

"""A button that is only an icon, drawn again when the theme changes."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from gsan_desk.ui import theme


class BotaoIcone(QToolButton):
    """``icone`` is a name in resources/icones; ``nome`` is for the screen reader, ``dica`` for the mouse."""

    def __init__(self, icone: str, nome: str, dica: str = "", *, com_tab: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        self._icone = icone
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if com_tab else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(nome)
        self.setToolTip(dica or nome)
        self.setIcon(theme.icone(icone))

    def changeEvent(self, evento: QEvent) -> None:
        super().changeEvent(evento)
        if evento.type() == QEvent.Type.StyleChange:
            self.setIcon(theme.icone(self._icone))

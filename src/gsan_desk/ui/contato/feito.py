"""After Concluir: what was done, the protocolo to be told, and what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.registro_atendimento.protocolo import Protocolo
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import Acao

LARGURA = 900


class PaginaFeito(QWidget):
    """A sentence, maybe a protocolo, buttons; also says why something could not begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frase, self.detalhe = rotulo("titulo", quebra=True), rotulo("fraco", quebra=True)
        self.frase.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.protocolo = Protocolo(grande=True)
        self._botoes = QHBoxLayout()
        cartao = QFrame()
        cartao.setObjectName("cartao")
        cartao.setMaximumWidth(LARGURA)
        caixa = QVBoxLayout(cartao)
        caixa.setContentsMargins(24, 20, 24, 20)
        caixa.setSpacing(14)
        for widget in (self.frase, self.detalhe, self.protocolo):
            caixa.addWidget(widget)
        caixa.addLayout(self._botoes)
        pagina = QVBoxLayout(self)
        pagina.setContentsMargins(12, 24, 12, 12)
        pagina.addWidget(cartao)
        pagina.addStretch()

    def mostrar(self, frase: str, acoes: Sequence[Acao], *, protocolo: str = "", detalhe: str = "") -> None:
        """Say it; the first of the buttons has the focus."""
        self.frase.setText(frase)
        self.detalhe.setText(detalhe)
        self.detalhe.setVisible(bool(detalhe))
        self.protocolo.definir(protocolo)
        self.protocolo.setVisible(bool(protocolo))
        while (item := self._botoes.takeAt(0)) is not None:
            if (velho := item.widget()) is not None:
                velho.deleteLater()
        botoes = [(botao if i else botao_principal)(acao.texto) for i, acao in enumerate(acoes)]
        for alvo, acao in zip(botoes, acoes, strict=True):
            alvo.clicked.connect(lambda _=False, fazer=acao.fazer: fazer())
            self._botoes.addWidget(alvo)
        self._botoes.addStretch()
        botoes[0].setFocus(Qt.FocusReason.OtherFocusReason)

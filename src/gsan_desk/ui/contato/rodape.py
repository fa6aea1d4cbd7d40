"""The buttons under a short form."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gsan_desk.ui import actions
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal


class RodapeCurto(QWidget):
    """Desfazer, Cancelar and what the form is for, which Ctrl+Enter presses too."""

    def __init__(
        self,
        verbo: str,
        concluir: Callable[[], object],
        desfazer: Callable[[], object],
        cancelar: Callable[[], object],
        dono: QWidget,
    ) -> None:
        super().__init__()
        self.desfazer, self.cancelar, self.concluir = botao("&Desfazer"), botao("Ca&ncelar"), botao_principal(verbo)
        self._oferecidos = 0
        self._caixa = caixa = QHBoxLayout(self)
        caixa.setContentsMargins(12, 6, 12, 8)
        caixa.addStretch()
        for alvo, fazer in ((self.desfazer, desfazer), (self.cancelar, cancelar), (self.concluir, concluir)):
            alvo.clicked.connect(lambda _=False, fazer=fazer: fazer())
            caixa.addWidget(alvo)
        actions.criar(dono, "form.salvar", concluir)
        self.concluir.setToolTip(actions.dica("form.salvar"))

    @property
    def botoes(self) -> tuple[QWidget, ...]:
        """All of them."""
        return self.desfazer, self.cancelar, self.concluir

    def oferecer(self, *botoes: QWidget) -> None:
        """Put buttons that lead elsewhere at the left, after those already there."""
        for alvo in botoes:
            self._caixa.insertWidget(self._oferecidos, alvo)
            self._oferecidos += 1

    def habilitar(self, aberto: bool) -> None:
        """Without a form there is nothing but the way out."""
        self.desfazer.setEnabled(aberto)
        self.concluir.setEnabled(aberto)

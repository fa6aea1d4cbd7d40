"""What may be done with the RA that stands in the way of a new one (spec 10 §12, M13)."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gsan_desk.domain.erros import Violacao
from gsan_desk.ui.registro_atendimento.aba import botao

Fazer = Callable[[int], object]


class OfertasDoRA(QWidget):
    """A row of buttons beside a field; it takes no room until a refusal names an RA."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ra: int | None = None
        self.botoes: dict[str, QPushButton] = {}
        self._caixa = QHBoxLayout(self)
        self._caixa.setContentsMargins(0, 0, 0, 0)
        self._caixa.addStretch()
        self.hide()

    def ligar(self, ofertas: Sequence[tuple[str, Fazer]]) -> None:
        """Say what can be offered, each with what it does with the RA."""
        for nome, fazer in ofertas:
            alvo = botao(nome)
            alvo.clicked.connect(lambda _=False, fazer=fazer: self._fazer(fazer))
            self._caixa.insertWidget(len(self.botoes), alvo)
            self.botoes[nome] = alvo

    def mostrar(self, violacoes: Iterable[Violacao]) -> None:
        """Offer it for the RA that one of the refusals names; for none, nothing."""
        self._ra = next((v.ra for v in violacoes if v.ra is not None), None)
        for nome, alvo in self.botoes.items():
            alvo.setAccessibleName(f"{nome}, RA {self._ra}")
        self.setVisible(self._ra is not None and bool(self.botoes))

    def _fazer(self, fazer: Fazer) -> None:
        if self._ra is not None:
            fazer(self._ra)

"""The buttons of Consultar RA: what may be done with the RA shown, and why not (spec 10 §9.1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from gsan_desk.services.ra_consultar import RAConsulta
from gsan_desk.ui.registro_atendimento.aba import botao

Recusa = Callable[[RAConsulta], str]


def livre(_ra: RAConsulta) -> str:
    """Refuse nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class AcaoDoRA:
    """A button.

    Args:
        recusa: gives why it cannot be done with an RA, or an empty text.
        outra: goes into the menu of the less used ones.
    """

    texto: str
    dica: str
    fazer: Callable[[RAConsulta], object]
    recusa: Recusa = livre
    outra: bool = False


class BarraDeAcoes(QWidget):
    """The buttons in a row; those that cannot be pressed say why."""

    def __init__(self, acoes: Sequence[AcaoDoRA], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ra: RAConsulta | None = None
        self.botoes: dict[str, QPushButton] = {}
        self.outras: dict[str, QAction] = {}
        self._acoes = tuple(acoes)
        self._menu = QMenu("Outras consultas", self)
        self._menu.setToolTipsVisible(True)
        self.botao_outras = botao("&Outras consultas ▾", "Outras consultas")
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        for acao in self._acoes:
            self._juntar(acao, caixa)
        caixa.addWidget(self.botao_outras)
        caixa.addStretch()
        if not self.outras:
            self.botao_outras.hide()
        self.botao_outras.clicked.connect(self._abrir_menu)
        if not self._acoes:
            self.hide()
        self.mostrar(None)

    def mostrar(self, ra: RAConsulta | None) -> None:
        """Offer what suits an RA."""
        self._ra = ra
        self.botao_outras.setEnabled(ra is not None)
        for acao in self._acoes:
            nome = _nome(acao)
            recusa = acao.recusa(ra) if ra is not None else "Mostre antes um RA."
            alvo = self.outras[nome] if acao.outra else self.botoes[nome]
            alvo.setEnabled(not recusa)
            alvo.setToolTip(recusa or acao.dica)
            if isinstance(alvo, QPushButton):
                alvo.setAccessibleDescription(recusa)

    def _juntar(self, acao: AcaoDoRA, caixa: QHBoxLayout) -> None:
        if acao.outra:
            item = self._menu.addAction(acao.texto)
            item.triggered.connect(lambda: self._fazer(acao))
            self.outras[_nome(acao)] = item
        else:
            alvo = botao(acao.texto)
            alvo.clicked.connect(lambda: self._fazer(acao))
            self.botoes[_nome(acao)] = alvo
            caixa.addWidget(alvo)

    def _fazer(self, acao: AcaoDoRA) -> None:
        if self._ra is not None:
            acao.fazer(self._ra)

    def _abrir_menu(self) -> None:
        self._menu.popup(self.botao_outras.mapToGlobal(QPoint(0, self.botao_outras.height())))


def _nome(acao: AcaoDoRA) -> str:
    return acao.texto.replace("&", "")

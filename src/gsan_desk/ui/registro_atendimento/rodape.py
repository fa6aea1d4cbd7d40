"""The buttons under the form."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gsan_desk.ui import actions
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.registro_atendimento.partes import Parte


class Rodape(QWidget):
    """Voltar, Avançar, Desfazer, Cancelar, Concluir."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voltar = botao("← Voltar", "Voltar")
        self.avancar = botao("Avançar →", "Avançar")
        self.desfazer = botao("&Desfazer")
        self.cancelar = botao("Ca&ncelar")
        self.concluir = botao_principal("&Concluir")
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(12, 6, 12, 8)
        for alvo in self.botoes[:2]:
            caixa.addWidget(alvo)
        caixa.addStretch()
        for alvo in self.botoes[2:]:
            caixa.addWidget(alvo)

    @property
    def botoes(self) -> tuple[QPushButton, ...]:
        """All of them, left to right."""
        return self.voltar, self.avancar, self.desfazer, self.cancelar, self.concluir

    def ligar(self, dono: QWidget, comandos: dict[str, tuple[QPushButton, Callable[[], object]]]) -> None:
        """Give buttons their keys, heard anywhere in ``dono``."""
        for id_, (alvo, fazer) in comandos.items():
            actions.criar(dono, id_, fazer)
            alvo.setToolTip(actions.dica(id_))
            alvo.clicked.connect(fazer)

    def atualizar(self, parte: Parte, *, aberto: bool, ocupado: bool) -> None:
        """Offer what makes sense now."""
        livre = aberto and not ocupado
        self.voltar.setEnabled(livre and parte > Parte.DADOS_GERAIS)
        self.avancar.setEnabled(livre and parte < Parte.ANEXOS)
        self.desfazer.setEnabled(livre)
        self.concluir.setEnabled(livre)
        self.cancelar.setEnabled(not ocupado)

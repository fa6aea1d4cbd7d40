"""The door of the training base: whom to be."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCommandLinkButton, QDialog, QProgressBar, QVBoxLayout, QWidget

from gsan_desk.ui import theme
from gsan_desk.ui.main_window import TREINAMENTO
from gsan_desk.ui.widgets.marca import rotulo


@dataclass(frozen=True, slots=True)
class Papel:
    """Somebody to be; ``perfil`` is the name of the group, as in ``funcoes``."""

    perfil: str
    nome: str
    descricao: str


PAPEIS: tuple[Papel, ...] = (
    Papel("atendente", "&Atendente", "Recebe a ligação e abre o RA."),
    Papel("supervisor", "&Supervisor", "Tramita e encerra muitos RAs, olha o painel, cuida das tabelas."),
    Papel("sms", "&Operador SMS", "Cuida da estação de SMS e das mensagens com erro."),
    Papel("admin", "A&dministrador", "Faz tudo o que a estação oferece."),
)


class EscolhaTreinamento(QDialog):
    """Four buttons.

    Signals:
        escolhido: the ``perfil``.
    """

    escolhido = Signal(str)

    def __init__(self, papeis: tuple[Papel, ...] = PAPEIS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("gsan-desk - Treinamento")
        self.setWindowIcon(theme.icone("aplicativo", "destaque"))
        self.setMinimumWidth(420)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(24, 20, 24, 20)
        caixa.addWidget(rotulo("titulo", "Quem você quer ser?"))
        caixa.addWidget(rotulo("treinamento", TREINAMENTO, quebra=True))
        for papel in papeis:
            botao = QCommandLinkButton(papel.nome, papel.descricao)
            botao.setIcon(theme.icone("seta", "texto"))
            botao.setAccessibleName(papel.nome.replace("&", ""))
            botao.setAccessibleDescription(papel.descricao)
            botao.clicked.connect(lambda _=False, perfil=papel.perfil: self._escolher(perfil))
            caixa.addWidget(botao)

    def _escolher(self, perfil: str) -> None:
        self.accept()
        self.escolhido.emit(perfil)


class Preparando(QDialog):
    """What is on the screen while the training base is being made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("gsan-desk - Treinamento")
        self.setWindowIcon(theme.icone("aplicativo", "destaque"))
        self.setMinimumWidth(420)
        andamento = QProgressBar(minimum=0, maximum=0, textVisible=False)
        andamento.setAccessibleName("Preparando a base de treinamento")
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(24, 20, 24, 20)
        caixa.addWidget(rotulo("titulo", "Preparando o treinamento"))
        caixa.addWidget(rotulo("fraco", "Na primeira vez leva alguns segundos: a base está sendo criada.", quebra=True))
        caixa.addWidget(andamento)

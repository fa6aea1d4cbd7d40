"""Two people changed the same fields: mine or theirs, one by one, without losing either (spec 10 §2.14)."""

import asyncio
from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gsan_desk.domain.conflito import DESCONHECIDO, CampoEmConflito, ConflitoDeCampos, Escolha
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.widgets.marca import marcar, rotulo

TITULO = "Alguém mudou os mesmos campos"
PERGUNTA = "Nada foi gravado e nada do que você digitou se perdeu. Escolha, em cada campo, o que fica."
FALTA = "Escolha o que fica."
LARGURA = 1000
MEU = "O meu"


class _Cartao(QFrame):
    """One field: as it was, mine, theirs."""

    def __init__(self, campo: CampoEmConflito, quem: str) -> None:
        super().__init__()
        self.campo = campo
        self.setObjectName("cartao")
        self.setAccessibleName(campo.rotulo)
        self.opcoes = {
            Escolha.MEU: _opcao(MEU, campo.texto_meu, campo.rotulo),
            Escolha.DELES: _opcao(f"De {quem}", campo.texto_deles, campo.rotulo),
        }
        self.grupo = QButtonGroup(self)
        self._erro = rotulo("texto_erro", quebra=True)
        self._erro.hide()
        grade = QGridLayout(self)
        grade.setContentsMargins(16, 10, 16, 10)
        grade.setColumnStretch(1, 1)
        grade.addWidget(rotulo("subtitulo", campo.rotulo), 0, 0, 1, 2)
        grade.addWidget(rotulo("fraco", "Estava"), 1, 0, Qt.AlignmentFlag.AlignTop)
        grade.addWidget(_texto(campo.texto_lido, "fraco"), 1, 1)
        for linha, (opcao, valor) in enumerate(zip(self.opcoes.values(), _valores(campo), strict=True), 2):
            self.grupo.addButton(opcao)
            grade.addWidget(opcao, linha, 0, Qt.AlignmentFlag.AlignTop)
            grade.addWidget(_texto(valor), linha, 1)
        grade.addWidget(self._erro, 4, 0, 1, 2)
        self.grupo.buttonToggled.connect(lambda *_: self.mostrar_erro(""))

    def escolha(self) -> Escolha | None:
        """Give what was chosen."""
        return next((escolha for escolha, opcao in self.opcoes.items() if opcao.isChecked()), None)

    def escolher(self, escolha: Escolha) -> None:
        """Choose a side."""
        self.opcoes[escolha].setChecked(True)

    def focar(self) -> None:
        """Give the focus to the side chosen, or to mine."""
        self.opcoes[self.escolha() or Escolha.MEU].setFocus(Qt.FocusReason.OtherFocusReason)

    def mostrar_erro(self, texto: str) -> None:
        """Say beneath what is wrong."""
        self._erro.setText(texto)
        self._erro.setVisible(bool(texto))
        marcar(self, "erro", bool(texto))


class PaginaConflito(QScrollArea):
    """Ask and wait; answers given once are proposed again when the same is asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resposta: asyncio.Future[Mapping[str, Escolha] | None] | None = None
        self._respondidos: dict[tuple[str, str], Escolha] = {}
        self.cartoes: list[_Cartao] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.quem = rotulo("fraco", quebra=True)
        self.todos_meus = botao("Todos os &meus")
        self.todos_deles = botao("Todos os &deles")
        self.gravar = botao_principal("&Gravar com estas escolhas")
        self.voltar = botao("&Voltar ao formulário")
        self.gravar.setToolTip("Ctrl+Enter")
        self.voltar.setToolTip("Esc")
        self._quadro = QVBoxLayout()
        self._quadro.setSpacing(8)
        self._montar()
        self._ligar()

    async def perguntar(self, conflito: ConflitoDeCampos) -> Mapping[str, Escolha] | None:
        """Show both sides of each field; give the choices, or ``None`` to go back to the form."""
        self._encher(conflito)
        self._resposta = asyncio.get_running_loop().create_future()
        self.cartoes[0].focar()
        try:
            return await self._resposta
        finally:
            self._resposta = None

    def concluir(self) -> None:
        """Give the choices, when none is missing."""
        escolhas = {cartao.campo.campo: cartao.escolha() for cartao in self.cartoes}
        faltam = [cartao for cartao in self.cartoes if cartao.escolha() is None]
        for cartao in faltam:
            cartao.mostrar_erro(FALTA)
        if faltam:
            faltam[0].focar()
            self.ensureWidgetVisible(faltam[0])
            return
        feitas = {campo: escolha for campo, escolha in escolhas.items() if escolha is not None}
        for cartao in self.cartoes:
            self._respondidos[_pergunta(cartao.campo)] = feitas[cartao.campo.campo]
        self._responder(feitas)

    def desistir(self) -> None:
        """Go back to the form, where everything is as it was typed."""
        self._responder(None)

    def _responder(self, resposta: Mapping[str, Escolha] | None) -> None:
        if self._resposta is not None and not self._resposta.done():
            self._resposta.set_result(resposta)

    def _montar(self) -> None:
        corpo = QWidget()
        corpo.setMaximumWidth(LARGURA)
        caixa = QVBoxLayout(corpo)
        caixa.setContentsMargins(12, 12, 12, 12)
        caixa.setSpacing(10)
        for frase in (rotulo("titulo", TITULO), self.quem, rotulo("fraco", PERGUNTA, quebra=True)):
            caixa.addWidget(frase)
        caixa.addLayout(_em_linha(self.todos_meus, self.todos_deles))
        caixa.addLayout(self._quadro)
        caixa.addLayout(_em_linha(self.gravar, self.voltar))
        caixa.addStretch()
        self.setWidget(corpo)

    def _ligar(self) -> None:
        self.todos_meus.clicked.connect(lambda: self._todos(Escolha.MEU))
        self.todos_deles.clicked.connect(lambda: self._todos(Escolha.DELES))
        self.gravar.clicked.connect(self.concluir)
        self.voltar.clicked.connect(self.desistir)

    def _todos(self, escolha: Escolha) -> None:
        for cartao in self.cartoes:
            cartao.escolher(escolha)
        self.gravar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _encher(self, conflito: ConflitoDeCampos) -> None:
        for cartao in self.cartoes:
            self._quadro.removeWidget(cartao)
            cartao.hide()
            cartao.deleteLater()
        quem = conflito.quem or DESCONHECIDO
        self.quem.setText(f"Alterado por {quem}{_quando(conflito.quando)}.")
        self.cartoes = [_Cartao(campo, quem) for campo in conflito.campos]
        anterior: QWidget = self.todos_deles
        for cartao in self.cartoes:
            self._quadro.addWidget(cartao)
            if (ja := self._respondidos.get(_pergunta(cartao.campo))) is not None:
                cartao.escolher(ja)
            for opcao in cartao.opcoes.values():
                self.setTabOrder(anterior, opcao)
                anterior = opcao
        self.setTabOrder(anterior, self.gravar)

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        foco = self.focusWidget()
        if evento.key() == Qt.Key.Key_Escape:
            self.desistir()
        elif evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(foco, QPushButton):
            foco.click()
        else:
            super().keyPressEvent(evento)


def _pergunta(campo: CampoEmConflito) -> tuple[str, str]:
    return campo.campo, campo.texto_deles


def _valores(campo: CampoEmConflito) -> tuple[str, str]:
    return campo.texto_meu, campo.texto_deles


def _opcao(titulo: str, valor: str, campo: str) -> QRadioButton:
    opcao = QRadioButton(titulo)
    opcao.setAccessibleName(f"{campo}, {titulo}: {valor}")
    return opcao


def _texto(texto: str, nome: str = "") -> QLabel:
    frase = QLabel(texto, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    frase.setObjectName(nome)
    frase.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return frase


def _em_linha(*botoes: QPushButton) -> QHBoxLayout:
    linha = QHBoxLayout()
    for alvo in botoes:
        linha.addWidget(alvo)
    linha.addStretch()
    return linha


def _quando(quando: datetime | None) -> str:
    return f" em {quando:%d/%m/%Y %H:%M}" if quando is not None else ""

"""The questions before an RA that may exist already: all that apply, in one page of the form (spec 10 §4)."""

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gsan_desk.services.ra_duplicidade import Aviso, TipoAviso
from gsan_desk.ui import theme
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.registro_atendimento.janelas import JANELAS
from gsan_desk.ui.widgets.marca import rotulo

TITULO = "Antes de continuar"
PERGUNTA = "Pode ser que este atendimento já esteja registrado. Confira e escolha."
PROGRAMACAO = frozenset({TipoAviso.SEM_PROGRAMACAO, TipoAviso.MANUTENCAO_PREVISTA})


class PaginaAvisos(QScrollArea):
    """Ask and wait.

    Args:
        abrir: opens the window of a warning.
        abrir_geral: starts the RA of general lack of water instead.
        adicionar: attaches the caller to an RA instead; without it that is not offered.
        encerrar: closes the RA of the form as a duplicate of another; without it that is not offered.
    """

    def __init__(
        self,
        abrir: Callable[[Aviso], object],
        abrir_geral: Callable[[], object],
        adicionar: Callable[[int], object] | None = None,
        encerrar: Callable[[int], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._abrir, self._abrir_geral = abrir, abrir_geral
        self._adicionar, self._encerrar = adicionar, encerrar
        self._resposta: asyncio.Future[bool] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.continuar = botao_principal("C&ontinuar")
        self.voltar = botao("&Voltar")
        self.continuar.clicked.connect(lambda: self.responder(True))
        self.voltar.clicked.connect(lambda: self.responder(False))
        self._cartoes = QVBoxLayout()
        self._cartoes.setSpacing(8)
        self._montar()

    async def perguntar(self, avisos: Sequence[Aviso]) -> bool:
        """Show the warnings; tell whether to go on."""
        self._esvaziar()
        for aviso in avisos:
            self._cartoes.addWidget(self._cartao(aviso))
        self._resposta = asyncio.get_running_loop().create_future()
        self.continuar.setFocus(Qt.FocusReason.OtherFocusReason)
        try:
            return await self._resposta
        finally:
            self._resposta = None

    def responder(self, seguir: bool) -> None:
        """Answer the question that is open."""
        if self._resposta is not None and not self._resposta.done():
            self._resposta.set_result(seguir)

    def _montar(self) -> None:
        corpo = QWidget()
        caixa = QVBoxLayout(corpo)
        caixa.setContentsMargins(12, 12, 12, 12)
        caixa.setSpacing(10)
        caixa.addWidget(rotulo("titulo", TITULO))
        caixa.addWidget(rotulo("fraco", PERGUNTA, quebra=True))
        caixa.addLayout(self._cartoes)
        botoes = QHBoxLayout()
        botoes.addWidget(self.continuar)
        botoes.addWidget(self.voltar)
        botoes.addStretch()
        caixa.addLayout(botoes)
        caixa.addStretch()
        corpo.setMaximumWidth(900)
        self.setWidget(corpo)

    def _cartao(self, aviso: Aviso) -> QFrame:
        cartao = QFrame()
        cartao.setObjectName("faixa")
        cartao.setProperty("tipo", "aviso")
        cartao.setAccessibleName(aviso.texto)
        simbolo = QLabel()
        simbolo.setPixmap(theme.icone("aviso", "aviso").pixmap(18, 18))
        frase = QLabel(aviso.texto, wordWrap=True)
        caixa = QHBoxLayout(cartao)
        caixa.addWidget(simbolo, 0, Qt.AlignmentFlag.AlignTop)
        caixa.addWidget(frase, 1)
        consultar = botao(_texto_do_botao(aviso.tipo))
        consultar.clicked.connect(lambda: self._abrir(aviso))
        caixa.addWidget(consultar)
        if aviso.tipo is TipoAviso.AREA_GENERALIZADA and (adicionar := self._adicionar) is not None:
            numero = aviso.ras[0].numero
            juntar = botao(f"Adicionar Solicitante ao RA {numero}")
            juntar.clicked.connect(lambda: adicionar(numero))
            caixa.addWidget(juntar)
        if aviso.tipo is TipoAviso.AREA_GENERALIZADA and self._encerrar is not None:
            caixa.addWidget(self._botao_de_encerrar(aviso.ras[0].numero, self._encerrar))
        if aviso.tipo is TipoAviso.AREA_IMOVEIS:
            geral = botao("Abrir RA de Falta de Água Geral")
            geral.clicked.connect(self._trocar_pelo_geral)
            caixa.addWidget(geral)
        return cartao

    def _botao_de_encerrar(self, numero: int, encerrar: Callable[[int], object]) -> QPushButton:
        def fechar() -> None:
            self.responder(False)
            encerrar(numero)

        resultado = botao(f"Encerrar RA como duplicidade do {numero}")
        resultado.clicked.connect(fechar)
        return resultado

    def _trocar_pelo_geral(self) -> None:
        self.responder(False)
        self._abrir_geral()

    def _esvaziar(self) -> None:
        while (item := self._cartoes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        foco = self.focusWidget()
        if evento.key() == Qt.Key.Key_Escape:
            self.responder(False)
        elif evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(foco, QPushButton):
            foco.click()
        else:
            super().keyPressEvent(evento)


def _texto_do_botao(tipo: TipoAviso) -> str:
    return "Abastecimento/Manutenção" if tipo in PROGRAMACAO else JANELAS[tipo][0]

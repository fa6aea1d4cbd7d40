"""After Concluir: the number, the protocolo to be told, and what to do next (spec 10 §3.8)."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.registro_atendimento import RAInserido
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.registro_atendimento.protocolo import Protocolo
from gsan_desk.ui.widgets.marca import rotulo


class PaginaSucesso(QWidget):
    """One page for every RA that the form registers.

    Signals:
        outro: Inserir outro Registro de Atendimento.
        consultar: the number of the RA.
        imprimir: the number of the RA, for its via do cliente.
        imprimir_os: the number of the RA, for the OS that it generated.
        gerar_os: the number of the RA, which may have an OS and has none.
        fechar: nothing more to do here.
    """

    outro = Signal()
    consultar = Signal(int)
    imprimir = Signal(int)
    imprimir_os = Signal(int)
    gerar_os = Signal(int)
    fechar = Signal()

    def __init__(
        self, *, consulta: bool, impressao: bool, impressao_os: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._inserido: RAInserido | None = None
        self._oferece_os = impressao_os
        self.frase = rotulo("titulo", quebra=True)
        self.frase.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detalhe = rotulo("fraco", quebra=True)
        self.protocolo = Protocolo(grande=True)
        self.botao_outro = botao_principal("&Inserir outro Registro de Atendimento")
        self.botao_consultar = botao("&Consultar")
        self.botao_imprimir = botao("Imprimir &via do cliente")
        self.botao_os = botao("Imprimir &OS")
        self.botao_gerar_os = botao("&Gerar OS")
        for oculto in (self.botao_os, self.botao_gerar_os):
            oculto.hide()
        self.botao_fechar = botao("&Fechar")
        for alvo, existe in ((self.botao_consultar, consulta), (self.botao_imprimir, impressao)):
            if not existe:
                alvo.hide()
        self._montar()
        self._ligar()

    def mostrar(self, inserido: RAInserido, *, oferecer_os: bool = False) -> None:
        """Tell of an RA and wait for the next command; ``oferecer_os`` where its especificação lets an OS follow."""
        self._inserido = inserido
        if inserido.ja_existia:
            self.frase.setText(texto("M31", ra=inserido.numero))
        elif inserido.ordem_servico is not None:
            self.frase.setText(texto("INSERIDO_COM_OS", ra=inserido.numero, ordem_servico=inserido.ordem_servico))
        else:
            self.frase.setText(texto("INSERIDO", ra=inserido.numero))
        self.detalhe.setText("O RA já nasceu encerrado." if inserido.encerrado else "")
        self.detalhe.setVisible(inserido.encerrado)
        self.botao_os.setVisible(self._oferece_os and inserido.ordem_servico is not None)
        sem_os = inserido.ordem_servico is None and not inserido.encerrado
        self.botao_gerar_os.setVisible(oferecer_os and sem_os)
        self.protocolo.definir(inserido.protocolo)
        self.botao_outro.setFocus(Qt.FocusReason.OtherFocusReason)

    def acrescentar(self, frase: str) -> None:
        """Tell more of what was done."""
        self.detalhe.setText("\n".join(parte for parte in (self.detalhe.text(), frase) if parte))
        self.detalhe.show()

    def _montar(self) -> None:
        cartao = QFrame()
        cartao.setObjectName("cartao")
        caixa = QVBoxLayout(cartao)
        caixa.setContentsMargins(24, 20, 24, 20)
        caixa.setSpacing(14)
        for widget in (self.frase, self.detalhe, self.protocolo):
            caixa.addWidget(widget)
        botoes = QHBoxLayout()
        for alvo in (
            self.botao_outro,
            self.botao_consultar,
            self.botao_imprimir,
            self.botao_os,
            self.botao_gerar_os,
            self.botao_fechar,
        ):
            botoes.addWidget(alvo)
        botoes.addStretch()
        caixa.addLayout(botoes)
        cartao.setMaximumWidth(900)
        pagina = QVBoxLayout(self)
        pagina.setContentsMargins(12, 24, 12, 12)
        pagina.addWidget(cartao)
        pagina.addStretch()

    def _ligar(self) -> None:
        self.botao_outro.clicked.connect(self.outro)
        self.botao_fechar.clicked.connect(self.fechar)
        self.botao_consultar.clicked.connect(lambda: self._pedir(self.consultar))
        self.botao_imprimir.clicked.connect(lambda: self._pedir(self.imprimir))
        self.botao_os.clicked.connect(lambda: self._pedir(self.imprimir_os))
        self.botao_gerar_os.clicked.connect(lambda: self._pedir(self.gerar_os))

    def _pedir(self, sinal: SignalInstance) -> None:
        if self._inserido is not None:
            sinal.emit(self._inserido.numero)

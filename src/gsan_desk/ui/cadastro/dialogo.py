"""The window of a row inside a row: nothing is written before the outer one is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.erros import Violacao
from gsan_desk.services.cadastro.descricao import Ambiente, Descricao, Registro
from gsan_desk.services.cadastro.regras import normalizar, repetida
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.cadastro.formulario import FormularioRegistro
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.message_bar import BarraMensagens

LARGURA, ALTURA_POR_CAMPO, ALTURA_MAXIMA = 900, 62, 640


class DialogoRegistro(QDialog):
    """``feito`` is the row, once the person confirmed it."""

    def __init__(
        self,
        ponte: Ponte,
        descricao: Descricao,
        ambiente: Ambiente,
        registro: Registro,
        outras: tuple[Registro, ...],
        estado: Estado | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ponte, self._descricao, self._outras = ponte, descricao, outras
        self._inicial = registro
        self.feito: Registro | None = None
        novo = registro.id is None
        self.setWindowTitle(f"{'Adicionar' if novo else 'Atualizar'} {descricao.nome}")
        self.barra = BarraMensagens()
        self.corpo = FormularioRegistro(ponte, descricao, ambiente, novo, estado)
        self.desfazer, self.fechar = botao("&Desfazer"), botao("&Fechar")
        self.inserir = botao_principal("&Inserir" if novo else "A&tualizar")
        self._montar()
        self.desfazer.clicked.connect(lambda: self.corpo.mostrar(self._inicial))
        self.fechar.clicked.connect(self.reject)
        self.inserir.clicked.connect(self.confirmar)
        actions.criar(self, "form.salvar", self.confirmar)
        self.inserir.setToolTip(actions.dica("form.salvar"))
        self.corpo.mostrar(registro)
        self.corpo.focar()

    def confirmar(self) -> None:
        """Check and accept."""
        self._ponte.iniciar(self._confirmar(), self)

    def oferecer(self, texto: str, fazer: Callable[[], object]) -> None:
        """Put a button at the left."""
        extra = botao(texto)
        extra.clicked.connect(lambda _=False: fazer())
        self._botoes.insertWidget(0, extra)

    async def _confirmar(self) -> None:
        if not await self.corpo.conferir():
            return
        registro = normalizar(self._descricao, self.corpo.registro())
        if repetida(self._descricao, registro, self._outras):
            campo = self._descricao.distintos[0]
            self.corpo.errar([Violacao("REPETIDO", self._descricao.repetido, campo)])
            return
        self.feito = registro
        self.accept()

    def _montar(self) -> None:
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self.barra)
        caixa.addWidget(self.corpo, 1)
        self._botoes = QHBoxLayout()
        self._botoes.setContentsMargins(12, 6, 12, 8)
        self._botoes.addStretch(1)
        for alvo in (self.desfazer, self.fechar, self.inserir):
            self._botoes.addWidget(alvo)
        caixa.addLayout(self._botoes)
        linhas = len(self._descricao.campos) + 4 * len(self._descricao.grades)
        self.resize(LARGURA, min(ALTURA_MAXIMA, 120 + linhas * ALTURA_POR_CAMPO))

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        """Keep Enter from closing: in a code field it resolves, on a button it presses."""
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            evento.accept()
            return
        super().keyPressEvent(evento)

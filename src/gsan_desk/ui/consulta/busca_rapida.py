"""The quick search of the main window: one hit opens, several are offered in a list under the box."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.services.busca_rapida import Acerto, Alvo, buscar, buscar_ras
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.navegador import Navegador
from gsan_desk.ui.funcoes import BALCAO
from gsan_desk.ui.tables.column import texto_de
from gsan_desk.ui.widgets.message_bar import BarraMensagens

NADA = "Nada encontrado para “{texto}”."
ALTURA = 320
LARGURA = 620
_ALVOS = {Alvo.RA: "RA", Alvo.IMOVEL: "Imóvel", Alvo.CLIENTE: "Cliente"}


class ListaDeAcertos(QFrame):
    """What was found, to pick with arrows and Enter; Esc closes.

    Signals:
        escolhido: the ``Acerto``.
    """

    escolhido = Signal(object)

    def __init__(self, acertos: tuple[Acerto, ...], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.lista = QListWidget()
        self.lista.setAccessibleName("Resultado da busca rápida")
        for acerto in acertos:
            linha = QListWidgetItem(descrever(acerto), self.lista)
            linha.setData(Qt.ItemDataRole.UserRole, acerto)
        self.lista.setCurrentRow(0)
        self.lista.itemClicked.connect(self._escolher)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(2, 2, 2, 2)
        caixa.addWidget(self.lista)
        self.setFocusProxy(self.lista)

    def abrir(self, campo: QWidget) -> None:
        """Drop under the box."""
        self.resize(max(campo.width(), LARGURA), min(ALTURA, self.lista.sizeHintForRow(0) * self.lista.count() + 16))
        self.move(campo.mapToGlobal(QPoint(0, campo.height())))
        self.show()
        self.lista.setFocus(Qt.FocusReason.PopupFocusReason)

    def _escolher(self, linha: QListWidgetItem) -> None:
        acerto = linha.data(Qt.ItemDataRole.UserRole)
        self.close()
        self.escolhido.emit(acerto)

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        atual = self.lista.currentItem()
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and atual is not None:
            self._escolher(atual)
        else:
            super().keyPressEvent(evento)


class BuscaRapida:
    """Answers ``JanelaPrincipal.buscar``."""

    def __init__(self, ponte: Ponte, janela: Navegador, campo: QWidget, barra: BarraMensagens) -> None:
        self._ponte, self._janela, self._campo, self._barra = ponte, janela, campo, barra

    def procurar(self, texto: str) -> None:
        """Search, in the background."""
        self._ponte.iniciar(self._procurar(texto), self._campo)

    async def _procurar(self, texto: str) -> None:
        self._barra.fechar("busca")
        try:
            atende = BALCAO & self._ponte.contexto.operador.perfis
            acertos = await self._ponte.executar(buscar if atende else buscar_ras, texto)
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="busca")
            return
        if not acertos:
            self._barra.informar(NADA.format(texto=texto), chave="busca")
        elif len(acertos) == 1:
            self.abrir(acertos[0])
        else:
            lista = ListaDeAcertos(acertos, self._campo)
            lista.escolhido.connect(self.abrir)
            lista.abrir(self._campo)

    def abrir(self, acerto: Acerto) -> None:
        """Open an RA; for an imóvel or a cliente, the list of its RAs."""
        if acerto.alvo is Alvo.RA:
            self._janela.abrir("consultar_ra", numero=acerto.id)
        elif acerto.alvo is Alvo.IMOVEL:
            self._janela.abrir("manter_ra", imovel_id=acerto.id)
        else:
            self._janela.abrir("manter_ra", cliente_id=acerto.id)


def descrever(acerto: Acerto) -> str:
    """Write a hit in one line."""
    situacao = acerto.situacao.nome if acerto.situacao else ""
    partes = (f"{_ALVOS[acerto.alvo]} {acerto.id}", acerto.titulo, situacao, texto_de(acerto.data), acerto.detalhe)
    return "  ·  ".join(parte for parte in partes if parte)

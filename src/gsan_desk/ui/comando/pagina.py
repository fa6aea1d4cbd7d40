"""The tab of the commands: a new one, and those registered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.comando.lista import ListaDeComandos
from gsan_desk.ui.comando.novo import TITULO, NovoComando
from gsan_desk.ui.comando.registro import RegistroDoComando
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.main_window import JanelaPrincipal
from gsan_desk.ui.state import Estado


class ComandarEncerramentos(QWidget):
    """Two pages: the form, and the list with the execution.

    Signals:
        fechar_pedido: the person is done with the tab.
    """

    fechar_pedido = Signal()
    chave = "comandar_encerramento"

    def __init__(self, ponte: Ponte, estado: Estado, janela: JanelaPrincipal, caminhos: Caminhos) -> None:
        super().__init__()
        self._ponte, self._estado, self._janela, self._caminhos = ponte, estado, janela, caminhos
        self.setWindowTitle(TITULO)
        self.novo = NovoComando(ponte, self.ver)
        self.lista = ListaDeComandos(ponte, estado, self._ver_registro)
        self.abas = QTabWidget()
        self.abas.setDocumentMode(True)
        self.abas.addTab(self.novo, "Novo comando")
        self.abas.addTab(self.lista, "Comandos registrados")
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self.abas)
        self.setFocusProxy(self.novo)
        self.abas.currentChanged.connect(self._mudou_aba)
        self.novo.executar_pedido.connect(self._executar)
        for pagina in (self.novo, self.lista):
            pagina.fechar_pedido.connect(self.fechar_pedido)

    async def pode_fechar(self) -> bool:
        """Ask the page that has something to lose."""
        for pagina in (self.novo, self.lista):
            if (pagina is self.lista and self.lista.executor.correndo) or (pagina is self.novo and self.novo.digitado):
                self.abas.setCurrentWidget(pagina)
            if not await pagina.pode_fechar():
                return False
        return True

    def ver(self, numero: int | None = None) -> None:
        """Show the list, at a command."""
        self.abas.setCurrentWidget(self.lista)
        self.lista.reler(numero)

    def _executar(self, numero: int) -> None:
        self.abas.setCurrentWidget(self.lista)
        self.lista.executar(numero)

    def _mudou_aba(self) -> None:
        if self.abas.currentWidget() is self.lista:
            self.lista.reler()
            self.lista.tabela.setFocus()

    def _ver_registro(self, numero: int) -> None:
        pagina = RegistroDoComando(self._ponte, self._caminhos, self._estado, numero)
        self._janela.abrir_aba(pagina, pagina.windowTitle(), pagina.chave)

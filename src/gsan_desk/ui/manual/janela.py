"""The manual beside the work: a list of pages, the page, the way back, a search."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gsan_desk.ui.manual.leitor import Leitor
from gsan_desk.ui.manual.onde import INDICE
from gsan_desk.ui.manual.paginas import aplainar, paginas, pasta
from gsan_desk.ui.widgets.marca import rotulo

TITULO = "Manual"
NADA = "Nenhuma página tem esse texto."
_ARQUIVO = Qt.ItemDataRole.UserRole


class JanelaManual(QDialog):
    """A window of its own, so that one reads while the form stays as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(TITULO)
        self.resize(980, 700)
        self.leitor, self.lista = Leitor(), QListWidget()
        self.lista.setAccessibleName("Páginas do manual")
        self.lista.setWordWrap(True)
        self.lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.procura = QLineEdit(placeholderText="Procurar no manual (Ctrl+F)", clearButtonEnabled=True)
        self.procura.setAccessibleName("Procurar no manual")
        self.voltar, self.avancar = QPushButton("&Voltar"), QPushButton("&Avançar")
        self.inicio, self.seguinte = QPushButton("&Início"), QPushButton("Pró&ximo")
        self.nada = rotulo("fraco", NADA)
        self.nada.hide()
        self._montar()
        self._ligar()
        self._filtrar("")

    def ir(self, endereco: str) -> None:
        """Show ``page.md`` or ``page.md#heading``."""
        nome, _, titulo = endereco.partition("#")
        alvo = QUrl.fromLocalFile(str(pasta() / nome))
        if titulo:
            alvo.setFragment(titulo)
        self.leitor.setSource(alvo)

    def _montar(self) -> None:
        topo = QHBoxLayout()
        for botao, dica in (
            (self.voltar, "Volta à página anterior (Alt+Seta esquerda)"),
            (self.avancar, "Vai à página de onde se voltou (Alt+Seta direita)"),
            (self.inicio, "Vai ao começo do manual (Alt+Home)"),
            (self.seguinte, "Vai ao próximo lugar com o texto (F3; Shift+F3 para trás)"),
        ):
            botao.setAutoDefault(False)
            botao.setToolTip(dica)
        for widget in (self.voltar, self.avancar, self.inicio):
            topo.addWidget(widget)
        topo.addStretch(1)
        topo.addWidget(self.nada)
        topo.addWidget(self.procura, 2)
        topo.addWidget(self.seguinte)
        meio = QSplitter(Qt.Orientation.Horizontal)
        meio.addWidget(self.lista)
        meio.addWidget(self.leitor)
        meio.setStretchFactor(1, 1)
        meio.setSizes([240, 740])
        caixa = QVBoxLayout(self)
        caixa.addLayout(topo)
        caixa.addWidget(meio, 1)
        self.setFocusProxy(self.leitor)

    def _ligar(self) -> None:
        self.voltar.clicked.connect(self.leitor.backward)
        self.avancar.clicked.connect(self.leitor.forward)
        self.inicio.clicked.connect(lambda: self.ir(INDICE))
        self.seguinte.clicked.connect(self._proximo)
        self.leitor.backwardAvailable.connect(self.voltar.setEnabled)
        self.leitor.forwardAvailable.connect(self.avancar.setEnabled)
        self.leitor.sourceChanged.connect(self._marcar)
        self.lista.itemActivated.connect(self._abrir)
        self.lista.itemClicked.connect(self._abrir)
        self.procura.textChanged.connect(self._filtrar)
        self.procura.returnPressed.connect(self._proximo)
        self.voltar.setEnabled(False)
        self.avancar.setEnabled(False)
        for tecla, fazer in (
            ("Alt+Left", self.leitor.backward),
            ("Alt+Right", self.leitor.forward),
            ("Alt+Home", lambda: self.ir(INDICE)),
            ("Ctrl+F", self._ir_para_procura),
            ("F3", self._proximo),
            ("Shift+F3", lambda: self._proximo(para_tras=True)),
        ):
            QShortcut(QKeySequence(tecla), self).activated.connect(fazer)

    def _ir_para_procura(self) -> None:
        self.procura.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.procura.selectAll()

    def _filtrar(self, texto: str) -> None:
        """List the pages that have the text."""
        alvo = aplainar(texto.strip())
        self.lista.clear()
        for pagina in paginas():
            if alvo in aplainar(pagina.texto):
                item = QListWidgetItem(pagina.titulo)
                item.setData(_ARQUIVO, pagina.arquivo)
                self.lista.addItem(item)
        self.nada.setVisible(self.lista.count() == 0)
        self.seguinte.setEnabled(bool(alvo) and self.lista.count() > 0)
        self._marcar()

    def _proximo(self, _apertado: bool = False, *, para_tras: bool = False) -> None:
        """Go to the next place with the text; where this page has none, to the first page that has."""
        texto = self.procura.text().strip()
        if not texto or self.leitor.procurar(texto, para_tras=para_tras):
            return
        if (primeira := self.lista.item(0)) is not None and self.lista.currentItem() is None:
            self._abrir(primeira)
            self.leitor.procurar(texto, para_tras=para_tras)

    def _abrir(self, item: QListWidgetItem) -> None:
        self.ir(str(item.data(_ARQUIVO)))

    def _marcar(self, url: QUrl | None = None) -> None:
        """Mark in the list the page that is shown."""
        nome = (url.fileName() if url is not None else "") or self.leitor.source().fileName()
        itens = (self.lista.item(i) for i in range(self.lista.count()))
        atual = next((item for item in itens if item.data(_ARQUIVO) == nome), None)
        if atual is None:
            self.lista.setCurrentRow(-1)
        else:
            self.lista.setCurrentItem(atual)

"""The map as screens use it: the plane, its buttons, and the markers as a list."""

from collections.abc import Callable, Hashable, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QToolButton, QVBoxLayout, QWidget

from gsan_desk.ui.mapa.ladrilhos import Ladrilhos, rede_do_programa
from gsan_desk.ui.mapa.mercator import distancia, em_metros
from gsan_desk.ui.mapa.plano import Plano
from gsan_desk.ui.mapa.ponto import Ponto, Rotulo

_CHAVE = Qt.ItemDataRole.UserRole


class Mapa(QWidget):
    """Markers over tiles, where the settings name a server of them, or over a scaled grid.

    How a screen uses it::

        mapa = Mapa()
        mapa.marcar([Ponto("relato", "Relato 12", Lugar(-8.05, -34.9), Tipo.RELATO, raio=15),
                     Ponto(170, "RA 170", Lugar(-8.051, -34.9))], referencia="relato")
        mapa.escolhido.connect(self._abrir)  # the key: "relato" or 170
        mapa.destacar(170)  # when its row becomes the current one

    The metres of an RA become a ``Lugar`` by ``domain.projecao.desprojetar``: ``Lugar(*map(float, par))``. Texts are
    drawn plain, whatever they hold; a place that is none is left out.

    Signals:
        escolhido: the key of a marker that was clicked, or chosen in the list with Enter.
        apontado: the ``Lugar`` pointed at, after ``apontar(True)``.
    """

    escolhido = Signal(object)
    apontado = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rede = rede_do_programa()
        self._pontos, self._referencia = tuple[Ponto, ...](), cast("Hashable", None)
        self.plano = Plano(Ladrilhos(rede, self) if rede is not None else None)
        self.lista = QListWidget()
        self.lista.setAccessibleName("Pontos do mapa")
        self.lista.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._dispor()
        self.plano.escolhido.connect(self._escolher)
        self.plano.apontado.connect(self.apontado)
        self.plano.moveu.connect(self._descrever)
        self.lista.currentItemChanged.connect(lambda item, _: self._seguir(item))
        self.lista.itemActivated.connect(lambda item: self._escolher(item.data(_CHAVE)))
        self.setFocusProxy(self.plano)

    def marcar(self, pontos: Sequence[Ponto], rotulos: Sequence[Rotulo] = (), *, referencia: Hashable = None) -> None:
        """Show these markers, framed; the list tells how far each is from the marker ``referencia``."""
        self._pontos, self._referencia = tuple(p for p in pontos if p.lugar.valido), referencia
        self.plano.marcar(self._pontos, rotulos)
        self._listar(next((p for p in self._pontos if p.chave == referencia), None))
        self.plano.enquadrar()
        self._descrever()

    def rotular(self, rotulos: Sequence[Rotulo]) -> None:
        """Write names on the plane, and leave the view where it is."""
        self.plano.marcar(self._pontos, rotulos)

    def remarcar(self, ponto: Ponto) -> None:
        """Put one marker, in the stead of the one with its key, and leave the view where it is."""
        self._pontos = (*(p for p in self._pontos if p.chave != ponto.chave), ponto)
        self.plano.marcar(self._pontos, self.plano.rotulos)
        self._listar(next((p for p in self._pontos if p.chave == self._referencia), None))
        self._descrever()

    def destacar(self, chave: Hashable) -> None:
        """Make a marker the current one, in the plane and in the list."""
        linha = next((i for i in range(self.lista.count()) if self.lista.item(i).data(_CHAVE) == chave), -1)
        if linha != self.lista.currentRow():
            self.lista.setCurrentRow(linha)
        else:
            self.plano.destacar(chave)

    def apontar(self, ligado: bool) -> None:
        """Let the person point at a place, by click or with Enter at the cross."""
        self.plano.apontar(ligado)
        self._descrever()

    def _dispor(self) -> None:
        botoes = QVBoxLayout()
        botoes.setSpacing(2)
        fazeres: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("+", "Aproximar (tecla +)", lambda: self.plano.aproximar(1)),
            ("−", "Afastar (tecla -)", lambda: self.plano.aproximar(-1)),
            ("⤢", "Mostrar todos os pontos (tecla Home)", self.plano.enquadrar),
        )
        for texto, dica, fazer in fazeres:
            botao = QToolButton()
            botao.setText(texto)
            botao.setToolTip(dica)
            botao.setAccessibleName(dica)
            botao.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            botao.clicked.connect(lambda _=False, fazer=fazer: fazer())
            botoes.addWidget(botao)
        botoes.addStretch(1)
        sobre = QHBoxLayout(self.plano)
        sobre.setContentsMargins(8, 8, 8, 8)
        sobre.addStretch(1)
        sobre.addLayout(botoes)
        divisor = QSplitter(Qt.Orientation.Vertical)
        divisor.addWidget(self.plano)
        divisor.addWidget(self.lista)
        divisor.setStretchFactor(0, 4)
        divisor.setStretchFactor(1, 1)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(divisor)

    def _listar(self, referencia: Ponto | None) -> None:
        self.lista.blockSignals(True)
        self.lista.clear()
        for ponto in self._pontos:
            item = QListWidgetItem(_linha(ponto, referencia))
            item.setData(_CHAVE, ponto.chave)
            self.lista.addItem(item)
        self.lista.setVisible(bool(self._pontos))
        self.lista.blockSignals(False)
        self.plano.destacar(None)

    def _seguir(self, item: QListWidgetItem | None) -> None:
        self.plano.destacar(item.data(_CHAVE) if item is not None else None)

    def _escolher(self, chave: Hashable) -> None:
        self.destacar(chave)
        self.escolhido.emit(chave)

    def _descrever(self) -> None:
        centro = self.plano.centro
        largura = em_metros(distancia(self.plano.lugar(self.plano.rect().topLeft().toPointF()), centro) * 2)
        modo = " Enter aponta o lugar no centro." if self.plano.apontando else ""
        texto = f"{len(self._pontos)} pontos; centro {centro.escrito()}; {largura} de canto a canto.{modo}"
        self.plano.setAccessibleDescription(texto)


def _linha(ponto: Ponto, referencia: Ponto | None) -> str:
    nome = ponto.nome or ponto.tipo.value
    if referencia is None or ponto is referencia:
        return nome
    return f"{nome} — a {em_metros(distancia(ponto.lugar, referencia.lugar))}"

"""A reading on screen: bars above, their table beneath, and what Enter opens."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gsan_desk.domain.painel import Leitura
from gsan_desk.ui.painel.grafico import Barra
from gsan_desk.ui.painel.quadros import Celula, Pedido, Quadro, milhar
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.marca import rotulo

NAO_LIDO = "Ainda não lido."


class VistaQuadro(QWidget):
    """The content of a tab.

    Signals:
        lista_pedida: the filter of the list behind a number.
        ra_pedido: the number of an RA.
    """

    lista_pedida = Signal(object)
    ra_pedido = Signal(int)

    def __init__(self, quadro: Quadro, estado: Estado) -> None:
        super().__init__()
        self.quadro = quadro
        self._pedido: Pedido | None = None
        titulo = quadro.titulo.replace("&", "")
        self.tabela = TabelaLinhas(
            quadro.colunas, nome=f"painel.{quadro.nome}", titulo=titulo, estado=estado, exportavel=True
        )
        self.tabela.horizontalHeader().setStretchLastSection(False)
        self.grafico = quadro.grafico(titulo, quadro.legenda()) if quadro.series else None
        self.momento, self.total, self.alvo = rotulo("fraco", NAO_LIDO), rotulo("subtitulo"), rotulo("fraco")
        self._montar()
        self.tabela.ativado.connect(lambda linha: self._abrir(linha, self._celula()))
        self.tabela.selectionModel().currentChanged.connect(self._mudou)
        if self.grafico is not None:
            self.grafico.escolhida.connect(self._clicou)

    def mostrar(self, pedido: Pedido, leitura: Leitura[Any]) -> None:
        """Show the rows of a reading instead of the former ones."""
        self._pedido = pedido
        self.momento.setText(f"Lido em {leitura.momento:%d/%m/%Y} às {leitura.momento:%H:%M:%S}")
        self.total.setText(self.quadro.total(leitura.linhas) if leitura.linhas else "Nenhum RA.")
        if self.grafico is not None:
            self.grafico.mostrar([self._barra(linha) for linha in leitura.linhas])
        self.tabela.modelo.definir(leitura.linhas)
        self.alvo.setText("")
        self.tabela.ir_para()

    def _montar(self) -> None:
        topo, divisor = QHBoxLayout(), QSplitter(Qt.Orientation.Vertical)
        topo.addWidget(self.total)
        topo.addStretch()
        topo.addWidget(self.momento)
        explicacao = rotulo("fraco", self.quadro.explicacao, quebra=True)
        self.alvo.setTextFormat(Qt.TextFormat.PlainText)
        if self.grafico is not None:
            divisor.addWidget(self.grafico)
        divisor.addWidget(self.tabela)
        divisor.setChildrenCollapsible(False)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(8, 6, 8, 4)
        caixa.setSpacing(4)
        caixa.addLayout(topo)
        caixa.addWidget(explicacao)
        caixa.addWidget(divisor, 1)
        caixa.addWidget(self.alvo)

    def _barra(self, linha: Any) -> Barra:
        colunas = [self.quadro.celula(nome).coluna for nome, _ in self.quadro.series]
        return Barra(
            self.quadro.colunas[0].texto(linha),
            tuple(float(coluna.obter(linha) or 0) for coluna in colunas),
            tuple(coluna.texto(linha) for coluna in colunas),
        )

    def _celula(self) -> Celula:
        """Give the number in front; a column that counts no RAs stands for the row."""
        return self._que_abre(self.quadro.celulas[max(self.tabela.currentIndex().column(), 0)])

    def _que_abre(self, celula: Celula) -> Celula:
        return celula if celula.lista is not None else self.quadro.celula(self.quadro.padrao)

    def _mudou(self, atual: QModelIndex) -> None:
        if not atual.isValid():
            return
        if self.grafico is not None:
            self.grafico.destacar(atual.row())
        self.alvo.setText(self._dizer(self.tabela.modelo.linha(atual.row()), self._celula()))

    def _dizer(self, linha: Any, celula: Celula) -> str:
        """Tell what Enter would open; the arrows choose among the numbers of the row."""
        nome = self.quadro.colunas[0].texto(linha)
        if self.quadro.numero is not None:
            return f"Enter abre o RA {nome}."
        onde, quantos = f"{nome}, {celula.coluna.titulo}", int(celula.coluna.obter(linha))
        lista = f"Enter abre a lista: {onde}, {milhar(quantos)} RA(s)." if quantos else f"Nenhum RA: {onde}."
        return f"{lista} As setas escolhem o número."

    def _clicou(self, barra: int, serie: int) -> None:
        self.tabela.ir_para(barra)
        nome, _ = self.quadro.series[serie]
        self._abrir(self.tabela.modelo.linha(barra), self._que_abre(self.quadro.celula(nome)))

    def _abrir(self, linha: Any, celula: Celula) -> None:
        if self._pedido is None:
            return
        if self.quadro.numero is not None:
            self.ra_pedido.emit(self.quadro.numero(linha))
        elif celula.lista is not None and celula.coluna.obter(linha):
            self.lista_pedida.emit(celula.lista(self._pedido, linha))

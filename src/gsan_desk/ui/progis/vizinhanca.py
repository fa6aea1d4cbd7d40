"""What lies around a report: the map, pending reports near it, others of the same phone."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from gsan_desk.services.arredores import ver
from gsan_desk.services.progis.relatos import Analise, Relato
from gsan_desk.ui.bridge import Ponte, em_segundo_plano
from gsan_desk.ui.mapa.mapa import Mapa
from gsan_desk.ui.mapa.ruas import rotulos
from gsan_desk.ui.progis import pontos
from gsan_desk.ui.progis.colunas import dos_vizinhos
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.view import TabelaLinhas


class Vizinhanca(QTabWidget):
    """Three tabs; the titles count.

    Args:
        analisar: opens another report, on Enter.

    Signals:
        marcou: other reports are marked to be decided together with the one shown.
        escolhido: a marker of the map: ``("ra", numero)`` or ``("relato", id)``.
    """

    marcou = Signal()
    escolhido = Signal(object)

    def __init__(
        self, ponte: Ponte, estado: Estado, analisar: Callable[[int], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ponte, self._vez = ponte, 0
        self.mapa = Mapa()
        self.perto = self._tabela("relatos_proximos", "Relatos próximos, pendentes", estado, analisar)
        self.do_telefone = self._tabela("mesmo_telefone", "Relatos do mesmo telefone", estado, analisar)
        self.setDocumentMode(True)
        self.addTab(self.mapa, "Mapa")
        self.addTab(self.perto, "")
        self.addTab(self.do_telefone, "")
        self.mapa.escolhido.connect(self.escolhido)
        self.perto.selectionModel().selectionChanged.connect(lambda *_: self.marcou.emit())
        self.perto.setToolTip("Os relatos marcados aqui podem ser decididos junto com este")

    def mostrar(self, analise: Analise) -> None:
        """Show what lies around; reports that were marked stay so while they are there."""
        marcados = {r.id for r in self.marcados()}
        for tabela, linhas in ((self.perto, analise.relatos_proximos), (self.do_telefone, analise.mesmo_telefone)):
            if tabela.modelo.linhas != linhas:
                tabela.fundir(linhas)
        if not marcados:
            self.perto.clearSelection()
        self.setTabText(1, f"Relatos próximos ({len(analise.relatos_proximos)})")
        self.setTabText(2, f"Mesmo telefone ({len(analise.mesmo_telefone)})")
        self._vez += 1
        self._ponte.iniciar(self._marcar(self._vez, analise), self)
        self.marcou.emit()

    def marcados(self) -> tuple[Relato, ...]:
        """List the reports marked."""
        return self.perto.selecionadas()

    async def _marcar(self, vez: int, analise: Analise) -> None:
        marcas = await em_segundo_plano(pontos.da_analise, analise)
        if vez == self._vez:
            self.mapa.marcar(marcas, referencia=("relato", analise.relato.id))
            await self._rotular(vez, analise)

    async def _rotular(self, vez: int, analise: Analise) -> None:
        local = pontos.lugar_do_relato(analise)
        if local is None:
            return
        arredores = await self._ponte.executar(ver, local)
        ruas = await em_segundo_plano(rotulos, arredores)
        if vez == self._vez:
            self.mapa.rotular(ruas)

    def _tabela(self, nome: str, titulo: str, estado: Estado, analisar: Callable[[int], object]) -> TabelaLinhas:
        tabela = TabelaLinhas(dos_vizinhos(), nome=f"progis.{nome}", titulo=titulo, estado=estado)
        tabela.ativado.connect(lambda relato: analisar(relato.id))
        return tabela

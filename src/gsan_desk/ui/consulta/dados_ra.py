"""Consultar Dados do RA, the read-only window opened from grids [UC0452]."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from gsan_desk.services.ra_consultar import (
    AnexoDoRA,
    OrdemServicoDoRA,
    RAConsulta,
    ReiteracaoDoRA,
    consultar,
    ordens_de_servico,
)
from gsan_desk.ui.bridge import Ponte, abrir_dialogo
from gsan_desk.ui.consulta.anexo import abrir_anexo
from gsan_desk.ui.consulta.ficha import FichaRA
from gsan_desk.ui.consulta.reiteracao import DadosDaReiteracao
from gsan_desk.ui.widgets.message_bar import BarraMensagens


class DadosDoRA(QDialog):
    """The same data as the tab, nothing to do but read."""

    def __init__(self, ponte: Ponte, ra: RAConsulta, ordens: tuple[OrdemServicoDoRA, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._ponte = ponte
        self.setWindowTitle(f"Consultar Dados do RA {ra.numero}")
        self.resize(980, 600)
        self.barra = BarraMensagens()
        self.ficha = FichaRA()
        self.ficha.mostrar(ra, ordens)
        self.ficha.anexo_pedido.connect(self._abrir_anexo)
        self.ficha.reiteracao_pedida.connect(self._mostrar_reiteracao)
        botoes = QDialogButtonBox()
        botoes.addButton("&Fechar", QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        botoes.rejected.connect(self.reject)
        caixa = QVBoxLayout(self)
        for widget in (self.barra, self.ficha, botoes):
            caixa.addWidget(widget)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _abrir_anexo(self, item: AnexoDoRA) -> None:
        self._ponte.iniciar(abrir_anexo(self._ponte, self.barra, item), self)

    def _mostrar_reiteracao(self, reiteracao: ReiteracaoDoRA) -> None:
        DadosDaReiteracao(reiteracao, self).open()


async def mostrar_dados_do_ra(ponte: Ponte, numero: int, parent: QWidget) -> None:
    """Read an RA, show it over ``parent`` and wait until it is closed.

    Raises:
        RegraViolada: there is no such RA (M70).
    """
    ra = await ponte.executar(consultar, ponte.contexto, numero)
    janela = DadosDoRA(ponte, ra, await ponte.executar(ordens_de_servico, numero), parent)
    await abrir_dialogo(janela)
    janela.deleteLater()

"""Exportar and Imprimir of a list that is whole on screen."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPushButton

from gsan_desk.services.relogio import hoje
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consulta.gravar_lista import gravar_lista
from gsan_desk.ui.consultas_do_ra.listas import PaginaLista
from gsan_desk.ui.impressao.documentos import documento_da_lista
from gsan_desk.ui.impressao.menu import MenuImpressao
from gsan_desk.ui.registro_atendimento.aba import botao


class SaidaDaLista(QObject):
    """The two buttons, and the keys that press them.

    Args:
        nome: of the file proposed.
    """

    def __init__(self, ponte: Ponte, pagina: PaginaLista, nome: str) -> None:
        super().__init__(pagina)
        self._ponte, self._pagina = ponte, pagina
        self.botao_exportar, self.botao_imprimir = botao("E&xportar…"), botao("&Imprimir ▾", "Imprimir a lista")
        self.botao_exportar.setToolTip(actions.dica("tabela.exportar"))
        self.botao_imprimir.setToolTip(actions.dica("form.imprimir"))
        self._menu = MenuImpressao(ponte, self._documento, nome, pagina.barra, pagina)
        self.botao_exportar.clicked.connect(self.exportar)
        self.botao_imprimir.clicked.connect(self.imprimir)
        pagina.tabela.exportar_pedido.connect(self.exportar)
        actions.criar(pagina, "form.imprimir", self.imprimir)

    @property
    def botoes(self) -> tuple[QPushButton, QPushButton]:
        """Both of them."""
        return self.botao_exportar, self.botao_imprimir

    def exportar(self) -> None:
        """Write what the list shows to a file."""
        pagina, tabela = self._pagina, self._pagina.tabela
        if linhas := tabela.modelo.linhas:
            colunas = tabela.colunas_visiveis()
            self._ponte.iniciar(gravar_lista(pagina, pagina.barra, pagina.windowTitle(), colunas, linhas), pagina)

    def imprimir(self) -> None:
        """Drop the choice between paper and PDF."""
        if self._pagina.tabela.modelo.rowCount():
            self._menu.popup(self.botao_imprimir.mapToGlobal(QPoint(0, self.botao_imprimir.height())))

    async def _documento(self) -> QTextDocument:
        pagina, dia = self._pagina, await self._ponte.executar(hoje)
        linhas, colunas = pagina.tabela.modelo.linhas, pagina.tabela.colunas_visiveis()
        total, titulo = pagina.total.text(), pagina.windowTitle()
        return documento_da_lista(linhas, colunas, total, self._ponte.contexto, dia, titulo=titulo)

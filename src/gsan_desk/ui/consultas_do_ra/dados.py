"""Consultar Dados do RA, as a tab: everything of an RA and nothing to do but read [UC0452]."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gsan_desk.services.ra_consultar import AnexoDoRA, ReiteracaoDoRA, consultar, ordens_de_servico
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consulta.anexo import abrir_anexo
from gsan_desk.ui.consulta.ficha import FichaRA
from gsan_desk.ui.consulta.reiteracao import DadosDaReiteracao
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.consultas_do_ra.pagina import PaginaConsulta
from gsan_desk.ui.registro_atendimento.aba import botao


class ConsultarDadosRA(PaginaConsulta):
    """The sections of an RA, its OS included."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int) -> None:
        self._numero = numero
        self.ficha = FichaRA()
        super().__init__(ponte, caminhos, f"Dados do RA {numero}", chave(numero))
        self.caixa.addWidget(self.ficha)
        self.ficha.anexo_pedido.connect(self._abrir_anexo)
        self.ficha.reiteracao_pedida.connect(self._mostrar_reiteracao)
        self.botao_dobras = botao("Abrir &todas")
        self.botao_dobras.clicked.connect(self._dobrar)
        consultar_ra = botao("&Consultar RA")
        consultar_ra.clicked.connect(lambda: caminhos.consultar(numero))
        self._oferecer(self.botao_dobras, consultar_ra)
        self.setFocusProxy(self.botao_dobras)

    async def _ler(self) -> None:
        ra = await self._ponte.executar(consultar, self._ponte.contexto, self._numero)
        self.ficha.mostrar(ra, await self._ponte.executar(ordens_de_servico, self._numero))

    def _dobrar(self) -> None:
        abrir = not all(secao.aberta for secao in self.ficha.secoes.values())
        self.ficha.abrir_todas(abrir)
        self.botao_dobras.setText("Fechar &todas" if abrir else "Abrir &todas")

    def _abrir_anexo(self, item: AnexoDoRA) -> None:
        self._ponte.iniciar(abrir_anexo(self._ponte, self.barra, item), self)

    def _mostrar_reiteracao(self, reiteracao: ReiteracaoDoRA) -> None:
        DadosDaReiteracao(reiteracao, self).open()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        paginas = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(evento.key()))
        if paginas is None:
            super().keyPressEvent(evento)
        else:
            self.ficha.rolar(paginas)


def chave(numero: int) -> str:
    """Give the key of the tab."""
    return f"dados_do_ra:{numero}"

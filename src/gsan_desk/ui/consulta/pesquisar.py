"""Pesquisar Registro de Atendimento, the window that gives one back [UC0443]."""

import asyncio
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.domain.mensagens import texto
from gsan_desk.services.ra_filtrar import LinhaRA, Pagina, pesquisar
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, abrir_dialogo, descrever_erro
from gsan_desk.ui.consulta.campos import CamposFiltroRA
from gsan_desk.ui.consulta.resultado import PESQUISAR, ResultadoRA
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.message_bar import BarraMensagens

CAMPOS = (
    ("numero", "protocolo", "numero_manual", "imovel_id"),
    ("situacao", "tipo_ids", "especificacao_ids", "reiteracoes"),
    ("atendimento", "encerramento", "unidade_atendimento_id", "unidade_atual_id"),
    ("municipio_id", "bairro_id", "bairro_area_id", "logradouro_id"),
    ("login",),
)


@dataclass(frozen=True, slots=True)
class RAEscolhido:
    """What the window gives to who asked."""

    numero: int
    especificacao: str


class JanelaPesquisarRA(QDialog):
    """Fewer fields than Filtrar, no period demanded; Enter searches, Enter on a row chooses."""

    def __init__(self, ponte: Ponte, estado: Estado, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ponte = ponte
        self._escolhido: RAEscolhido | None = None
        self._busca: asyncio.Task[None] | None = None
        self.setWindowTitle("Pesquisar Registro de Atendimento")
        self.resize(1080, 620)
        self.campos = CamposFiltroRA([n for linha in CAMPOS for n in linha], ponte, parent=self)
        self.barra = BarraMensagens()
        self._ocupado = Ocupado()
        self.resultado = ResultadoRA(ponte, estado, self.barra, self._ocupado, PESQUISAR)
        self._montar()
        proprias = estado.mapa("teclas")
        actions.criar(self, "form.salvar", self.pesquisar, proprias)
        actions.criar(self, "form.limpar", self.limpar, proprias)
        self.resultado.aberto.connect(self._escolher)
        self.resultado.tabela.mudou_linha.connect(lambda linha: self.botao_selecionar.setEnabled(linha is not None))

    async def escolher(self) -> RAEscolhido | None:
        """Open, wait, and give the chosen RA; ``None`` when the window was closed."""
        self.campos["numero"].focar()
        await abrir_dialogo(self)
        self.deleteLater()
        return self._escolhido

    def pesquisar(self) -> None:
        """Search with the fields as they are; a search under way is dropped."""
        if self._busca is not None:
            self._busca.cancel()
        self._busca = self._ponte.iniciar(self._pesquisar(), self)

    def limpar(self) -> None:
        """Empty fields and list."""
        self.barra.limpar()
        self.campos.limpar()
        self.resultado.limpar()
        self.campos["numero"].focar()

    def _montar(self) -> None:
        grade = QGridLayout()
        grade.setHorizontalSpacing(14)
        grade.setVerticalSpacing(4)
        for i, linha in enumerate(CAMPOS):
            for j, nome in enumerate(linha):
                grade.addWidget(self.campos[nome], i, j)
        for j in range(len(CAMPOS[0])):
            grade.setColumnStretch(j, 1)
            grade.setColumnMinimumWidth(j, 200)
        caixa = QVBoxLayout(self)
        caixa.setSpacing(6)
        caixa.addLayout(grade)
        for widget, estica in ((self.barra, 0), (self._ocupado, 0), (self.resultado, 1)):
            caixa.addWidget(widget, estica)
        caixa.addLayout(self._rodape())

    def _rodape(self) -> QHBoxLayout:
        self.botao_pesquisar = QPushButton("Pesq&uisar")
        self.botao_selecionar = QPushButton("&Selecionar")
        self.botao_selecionar.setEnabled(False)
        limpar, fechar = QPushButton("Limpa&r"), QPushButton("&Fechar")
        self.botao_pesquisar.clicked.connect(self.pesquisar)
        self.botao_selecionar.clicked.connect(lambda: self._escolher(self.resultado.tabela.atual()))
        limpar.clicked.connect(self.limpar)
        fechar.clicked.connect(self.reject)
        rodape = QHBoxLayout()
        rodape.addStretch()
        for botao in (limpar, self.botao_pesquisar, self.botao_selecionar, fechar):
            botao.setAutoDefault(False)
            rodape.addWidget(botao)
        return rodape

    async def _pesquisar(self) -> None:
        self.barra.limpar()
        formulario = self.campos.formulario
        await formulario.aguardar()
        if invalidos := formulario.invalidos():
            formulario.mostrar(invalidos)
            return
        formulario.limpar()
        filtro = self.campos.filtro()
        try:
            with self._ocupado.ocupar("Procurando…", desabilitar=[self.botao_pesquisar]):
                pagina = await self._ponte.executar(pesquisar, self._ponte.contexto, filtro)
        except RegraViolada as erro:
            for violacao in formulario.mostrar(erro.violacoes):
                self.barra.errar(violacao.mensagem)
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem)
        else:
            self._mostrar(filtro, pagina)

    def _mostrar(self, filtro: FiltroRA, pagina: Pagina) -> None:
        self.resultado.mostrar(filtro, pagina)
        if pagina.linhas:
            self.resultado.focar()
        else:
            self.barra.informar(texto("M69"))

    def _escolher(self, linha: LinhaRA | None) -> None:
        if linha is not None:
            self._escolhido = RAEscolhido(linha.id, linha.especificacao)
            self.accept()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not evento.modifiers():
            self.pesquisar()
        else:
            super().keyPressEvent(evento)


async def pesquisar_ra(ponte: Ponte, estado: Estado, parent: QWidget) -> RAEscolhido | None:
    """Open the window over ``parent`` and wait for the choice."""
    return await JanelaPesquisarRA(ponte, estado, parent).escolher()

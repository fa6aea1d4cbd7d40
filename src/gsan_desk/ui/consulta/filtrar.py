"""Manter Registro de Atendimento: filter, list, and what is done from it [UC0406]."""

import asyncio
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA, periodo_padrao
from gsan_desk.domain.mensagens import texto
from gsan_desk.services.ra_filtrar import LinhaRA, Pagina, filtrar, pesquisar
from gsan_desk.services.relogio import hoje
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.campos import PREFIXO, CamposFiltroRA
from gsan_desk.ui.consulta.dobravel import Dobravel
from gsan_desk.ui.consulta.navegador import Navegador
from gsan_desk.ui.consulta.percurso import Percurso
from gsan_desk.ui.consulta.resultado import ResultadoRA
from gsan_desk.ui.consulta.resumo import resumir
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

TITULO = "Manter Registro de Atendimento"
CHAVE_MAIS = "filtrar.mais_campos"
BASICOS = (
    ("numero", "protocolo", "numero_manual", "imovel_id"),
    ("situacao", "atendimento", "tipo_ids", "especificacao_ids"),
    ("encerramento", "tramitacao", "unidade_atual_id", "unidade_superior_id"),
)
MAIS = (
    ("unidade_atendimento_id", "unidade_anterior_id", "login", "cliente_id"),
    ("municipio_id", "bairro_id", "bairro_area_id", "logradouro_id"),
    ("perfil_ids", "motivo_encerramento_ids", "reiteracoes", "so_coordenadas_sem_logradouro"),
    ("prevista", "sem_unidade_atual"),
)


class FiltrarRA(QWidget):
    """The tab: filter above, result beneath; the filter folds when there is something to read.

    Args:
        filtro: made elsewhere; its list is shown at once, whatever its period.
        codigos: ``imovel_id`` or ``cliente_id``: the list of its RAs, of any time, is shown at once.
    """

    def __init__(
        self,
        ponte: Ponte,
        estado: Estado,
        janela: Navegador,
        parent: QWidget | None = None,
        *,
        filtro: FiltroRA | None = None,
        **codigos: int,
    ) -> None:
        super().__init__(parent)
        self._ponte, self._estado, self._janela = ponte, estado, janela
        self.chave = None if codigos or filtro is not None else "manter_ra"
        self._livre: FiltroRA | None = None
        self._busca: asyncio.Task[None] | None = None
        self.setWindowTitle(TITULO)
        nomes = [nome for linha in (*BASICOS, *MAIS) for nome in linha]
        self.campos = CamposFiltroRA(nomes, ponte, periodo=periodo_padrao, parent=self)
        self.barra = BarraMensagens()
        self._ocupado = Ocupado()
        self.resultado = ResultadoRA(ponte, estado, self.barra, self._ocupado)
        self._montar()
        self._comandos()
        self.setFocusProxy(self.campos["numero"].campo)
        ponte.iniciar(self._saber_o_dia(), self)
        if filtro is not None:
            self.campos.mostrar(filtro)
        elif codigos:
            self.campos.procurar_por(**codigos)
        if self.chave is None:
            self._busca = ponte.iniciar(self._filtrar(livre=True), self)

    def filtrar(self) -> None:
        """Search with the fields as they are; a search under way is dropped."""
        if self._busca is not None:
            self._busca.cancel()
        self._busca = self._ponte.iniciar(self._filtrar(), self)

    def limpar(self) -> None:
        """Bring the filter back to how it opens, and empty the list."""
        self.barra.limpar()
        self.campos.limpar()
        self.resultado.limpar()
        self.mostrar_filtro()

    def mostrar_filtro(self) -> None:
        """Unfold the filter [Voltar Filtro]."""
        self._resumo.hide()
        self._painel.show()
        self.campos["numero"].focar()

    def _montar(self) -> None:
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 10, 12, 8)
        caixa.setSpacing(6)
        self._painel = self._criar_painel()
        self._resumo = self._criar_resumo()
        self._resumo.hide()
        for widget, estica in ((self.barra, 0), (self._painel, 0), (self._resumo, 0), (self._ocupado, 0)):
            caixa.addWidget(widget, estica)
        caixa.addWidget(self.resultado, 1)

    def _criar_painel(self) -> QWidget:
        painel = QWidget()
        caixa = QVBoxLayout(painel)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(6)
        self.mais = Dobravel("Mais campos", self._grade(MAIS), aberta=bool(self._estado.obter(CHAVE_MAIS, False)))
        self.mais.mudou.connect(lambda aberta: self._estado.guardar(CHAVE_MAIS, aberta))
        caixa.addWidget(self._grade(BASICOS))
        caixa.addWidget(self.mais)
        caixa.addLayout(self._botoes())
        return painel

    def _grade(self, linhas: tuple[tuple[str, ...], ...]) -> QWidget:
        quadro = QWidget()
        grade = QGridLayout(quadro)
        grade.setContentsMargins(0, 0, 0, 0)
        grade.setHorizontalSpacing(14)
        grade.setVerticalSpacing(4)
        for i, linha in enumerate(linhas):
            for j, nome in enumerate(linha):
                grade.addWidget(self.campos[nome], i, j)
        for j in range(len(linhas[0])):
            grade.setColumnStretch(j, 1)
            grade.setColumnMinimumWidth(j, 200)
        return quadro

    def _botoes(self) -> QHBoxLayout:
        self.botao_filtrar = QPushButton("&Filtrar")
        self.botao_filtrar.setProperty("principal", True)
        self.botao_filtrar.setToolTip("Procura com os campos preenchidos (Enter ou Ctrl+Enter)")
        self.botao_limpar = QPushButton("Limpa&r")
        self.botao_limpar.setToolTip(actions.dica("form.limpar"))
        self.botao_filtrar.clicked.connect(self.filtrar)
        self.botao_limpar.clicked.connect(self.limpar)
        caixa = QHBoxLayout()
        caixa.addWidget(rotulo("fraco", "Sem número, protocolo ou matrícula, informe um período de até um mês."))
        caixa.addStretch()
        caixa.addWidget(self.botao_limpar)
        caixa.addWidget(self.botao_filtrar)
        return caixa

    def _criar_resumo(self) -> QWidget:
        quadro = QWidget()
        self._texto_resumo = rotulo("fraco")
        self._texto_resumo.setTextFormat(Qt.TextFormat.PlainText)
        self.botao_voltar = QPushButton("&Voltar Filtro")
        self.botao_voltar.setToolTip("Mostra os campos de novo (Alt+Seta para a esquerda)")
        self.botao_voltar.clicked.connect(self.mostrar_filtro)
        caixa = QHBoxLayout(quadro)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self._texto_resumo, 1)
        caixa.addWidget(self.botao_voltar)
        return quadro

    def _comandos(self) -> None:
        proprias = self._estado.mapa("teclas")
        actions.criar(self, "form.salvar", self.filtrar, proprias)
        actions.criar(self, "form.limpar", self.limpar, proprias)
        actions.criar(self, "form.voltar", self.mostrar_filtro, proprias)
        actions.criar(self, "form.atualizar", self.filtrar, proprias)
        actions.criar(self, "form.imprimir", self.resultado.mostrar_impressao, proprias)
        self.resultado.aberto.connect(self._abrir)

    async def _saber_o_dia(self) -> None:
        self.campos.definir_hoje(await self._ponte.executar(hoje))

    async def _filtrar(self, livre: bool = False) -> None:
        self.barra.limpar()
        formulario = self.campos.formulario
        await formulario.aguardar()
        if invalidos := formulario.invalidos():
            self._recusar(RegraViolada(*invalidos))
            return
        formulario.limpar()
        filtro = self.campos.filtro()
        self._livre = filtro if livre else self._livre
        livre = filtro == self._livre
        try:
            with self._ocupado.ocupar("Procurando…", desabilitar=[self.botao_filtrar]):
                pagina = await self._ponte.executar(pesquisar if livre else filtrar, self._ponte.contexto, filtro)
        except RegraViolada as erro:
            self._recusar(erro)
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem)
        else:
            self._mostrar(filtro, pagina, livre)

    def _recusar(self, erro: RegraViolada) -> None:
        escondidos = {PREFIXO + nome for linha in MAIS for nome in linha}
        if any(violacao.campo in escondidos for violacao in erro.violacoes):
            self.mais.abrir()
        self._resumo.hide()
        self._painel.show()
        for violacao in self.campos.formulario.mostrar(erro.violacoes):
            self.barra.errar(violacao.mensagem)

    def _mostrar(self, filtro: FiltroRA, pagina: Pagina, livre: bool) -> None:
        self.resultado.mostrar(filtro, pagina, livre)
        if not pagina.linhas:
            self.barra.informar(texto("M69"))
            return
        self._texto_resumo.setText(f"Filtro: {resumir(filtro, self.campos)}")
        self._painel.hide()
        self._resumo.show()
        self.resultado.focar()
        if len(pagina.linhas) == 1:
            self._abrir(pagina.linhas[0])

    def _abrir(self, linha: LinhaRA) -> None:
        filtro, ordem = self.resultado.consulta
        self._janela.abrir("consultar_ra", numero=linha.id, percurso=Percurso(filtro, ordem, linha.chave))

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        entra = evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not evento.modifiers()
        foco: Any = self.focusWidget()
        if entra and self._painel.isAncestorOf(foco) and not (isinstance(foco, QLineEdit) and foco.isReadOnly()):
            self.filtrar()
        else:
            super().keyPressEvent(evento)

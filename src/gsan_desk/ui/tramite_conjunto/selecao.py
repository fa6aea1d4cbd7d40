"""Selecionar RA para Tramitação and the list of what was found (spec 20 §7.1, §7.2)."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.selecao_tramite import LIMITE, SelecaoTramite
from gsan_desk.services.ra_filtrar import Chave, Ordem
from gsan_desk.services.relogio import hoje
from gsan_desk.services.tramite_conjunto.selecionar import PaginaSelecao, contar, listar, todos
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.resumo import resumir
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tramite_conjunto.escolha import Escolha
from gsan_desk.ui.tramite_conjunto.filtro import FiltroDoConjunto
from gsan_desk.ui.tramite_conjunto.tabela import TabelaSelecao, ordem_da_coluna
from gsan_desk.ui.tramite_conjunto.textos import mil
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens


class PassoSelecao(QWidget):
    """Filter above, list beneath; the filter folds when there is something to mark.

    Signals:
        informar_pedido: the window of the trâmite is wanted for the RAs marked.
        tramitar_pedido: Tramitar was pressed.
        recentes_pedidos: the list of former runs is wanted.
    """

    informar_pedido = Signal()
    tramitar_pedido = Signal()
    recentes_pedidos = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, escolha: Escolha, barra: BarraMensagens) -> None:
        super().__init__()
        self._ponte, self.escolha, self._barra = ponte, escolha, barra
        self._selecao: SelecaoTramite | None = None
        self._ordem: Ordem | None = None
        self._proxima: Chave | None = None
        self._total = 0
        self._tarefas: dict[str, asyncio.Task[None]] = {}
        self.ocupado = Ocupado()
        self.filtro = FiltroDoConjunto(ponte)
        self.tabela = TabelaSelecao(escolha, ponte.contexto.dominios.unidades, estado)
        self._criar_botoes()
        self._montar()
        self._ligar(estado)
        self.setFocusProxy(self.filtro)
        self._mostrar_filtro(True)
        self._contar_marcas()
        ponte.iniciar(self._saber_o_dia(), self)

    def selecionar(self) -> None:
        """Search with the fields as they are."""
        self._trocar("busca", self._selecionar())

    def reler(self) -> None:
        """Read the list again after RAs moved; what was marked and informed is over."""
        self.escolha.limpar()
        if self._selecao is not None:
            self._trocar("busca", self._buscar(self._selecao))

    def mostrar_filtro(self) -> None:
        """Bring the fields back over the list."""
        self._mostrar_filtro(True)
        self.filtro.campos["numero"].focar()

    def marcar_todos(self, marcado: bool) -> None:
        """Mark all that match the filter, loaded or not; or take every mark away."""
        if marcado and self._selecao is not None:
            self._trocar("todos", self._marcar_todos())
        else:
            self._parar("todos")
            self.escolha.desmarcar()

    def focar(self) -> None:
        """Go to where work goes on."""
        (self.tabela if self._selecao is not None else self.filtro).setFocus(Qt.FocusReason.OtherFocusReason)

    def _criar_botoes(self) -> None:
        self.voltar = botao("&Voltar Filtro")
        self.voltar.setToolTip("Mostra os campos de novo (Alt+Seta para a esquerda)")
        self.todos = QCheckBox("T&odos os achados")
        self.todos.setToolTip("Marca todos os que o filtro acha, não só os que a lista já leu.")
        self.informar, self.limpar_tramite = botao("In&formar Trâmite…"), botao("Lim&par Trâmite")
        self.recentes, self.tramitar = botao("E&xecuções recentes"), botao_principal("Tram&itar…")
        self.informar.setToolTip("Destino, responsável, data, hora e parecer para os RAs marcados.")
        self.tramitar.setToolTip("Mostra o que aconteceria com todos os trâmites informados, antes de gravar.")

    def _montar(self) -> None:
        self._resumo, self._contagem, self._marcas = rotulo("fraco"), rotulo("subtitulo"), rotulo("fraco")
        self._resumo.setTextFormat(Qt.TextFormat.PlainText)
        topo = QHBoxLayout()
        topo.addWidget(self._resumo, 1)
        for widget in (self.recentes, self.voltar):
            topo.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)
        meio, pe = QHBoxLayout(), QHBoxLayout()
        meio.addWidget(self.todos)
        meio.addSpacing(8)
        meio.addWidget(self._contagem)
        meio.addStretch()
        meio.addWidget(self._marcas)
        pe.addStretch()
        for widget in (self.limpar_tramite, self.informar, self.tramitar):
            pe.addWidget(widget)
        self._lista = QWidget()
        lista = QVBoxLayout(self._lista)
        lista.setContentsMargins(0, 0, 0, 0)
        lista.addLayout(meio)
        lista.addWidget(self.tabela, 1)
        lista.addLayout(pe)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.addWidget(self.filtro)
        caixa.addLayout(topo)
        caixa.addWidget(self.ocupado)
        caixa.addWidget(self._lista, 1)
        self._vazio = QWidget()
        caixa.addWidget(self._vazio, 1)

    def _ligar(self, estado: Estado) -> None:
        self.filtro.pedido.connect(self.selecionar)
        self.filtro.limpo.connect(self._esvaziar)
        self.voltar.clicked.connect(self.mostrar_filtro)
        self.todos.clicked.connect(self.marcar_todos)
        self.informar.clicked.connect(self._pedir_informar)
        self.limpar_tramite.clicked.connect(self._limpar_tramites)
        self.tramitar.clicked.connect(self._pedir_tramitar)
        self.recentes.clicked.connect(self.recentes_pedidos)
        self.escolha.mudou.connect(self._contar_marcas)
        self.tabela.modelo.precisa_mais.connect(lambda: self._trocar("pagina", self._acrescentar()))
        self.tabela.ordenar_pedido.connect(self._ordenar)
        proprias = estado.mapa("teclas")
        actions.criar(self, "form.salvar", self._concluir, proprias)
        actions.criar(self, "form.limpar", self.filtro.limpar, proprias)
        actions.criar(self, "form.voltar", self.mostrar_filtro, proprias)
        actions.criar(self, "form.atualizar", self.selecionar, proprias)

    def _concluir(self) -> None:
        """Do what Ctrl+Enter means here: search while the fields show, else Tramitar."""
        if self.filtro.isVisible():
            self.selecionar()
        else:
            self._pedir_tramitar()

    def _pedir_informar(self) -> None:
        if self.escolha.marcados:
            self.informar_pedido.emit()
        else:
            self._barra.avisar(texto("CONJUNTO_SEM_MARCA"), chave="conjunto")

    def _pedir_tramitar(self) -> None:
        if self.escolha.informados:
            self.tramitar_pedido.emit()
        else:
            self._barra.avisar(texto("CONJUNTO_SEM_TRAMITE"), chave="conjunto")

    def _limpar_tramites(self) -> None:
        if not self.escolha.marcados:
            self._barra.avisar(texto("CONJUNTO_SEM_MARCA"), chave="conjunto")
            return
        quantos = self.escolha.limpar_tramites()
        self._barra.informar(f"Trâmite retirado de {mil(quantos)} RA(s).", chave="conjunto")

    def _esvaziar(self) -> None:
        self._parar("busca", "pagina", "contagem", "todos")
        self._selecao = None
        self.escolha.limpar()
        self.tabela.modelo.definir(())
        self._mostrar_filtro(True)

    def _mostrar_filtro(self, mostrar: bool) -> None:
        ha_lista = self._selecao is not None
        self.filtro.setVisible(mostrar)
        self.voltar.setVisible(ha_lista and not mostrar)
        self._resumo.setVisible(ha_lista and not mostrar)
        self.recentes.setVisible(mostrar)
        self._lista.setVisible(ha_lista)
        self._vazio.setVisible(not ha_lista)

    async def _saber_o_dia(self) -> None:
        self.filtro.campos.definir_hoje(await self._ponte.executar(hoje))

    async def _selecionar(self) -> None:
        self._barra.limpar()
        formulario = self.filtro.campos.formulario
        await formulario.aguardar()
        if invalidos := formulario.invalidos():
            self._recusar(RegraViolada(*invalidos))
            return
        formulario.limpar()
        if await self._pode_descartar():
            await self._buscar(self.filtro.selecao())

    async def _pode_descartar(self) -> bool:
        """Ask before another selection discards what was informed for this one (spec 20 §7.1)."""
        if not self.escolha.informados:
            return True
        pergunta = f"Há trâmite informado para {mil(self.escolha.informados)} RA(s), ainda não gravado. Descartar?"
        return bool(await self._barra.perguntar(pergunta, [("&Descartar e selecionar", True), ("Manter", False)]))

    async def _buscar(self, selecao: SelecaoTramite) -> None:
        try:
            with self.ocupado.ocupar("Procurando…", desabilitar=[self.filtro.selecionar]):
                pagina = await self._ponte.executar(listar, self._ponte.contexto, selecao)
        except RegraViolada as erro:
            self._recusar(erro)
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="conjunto")
        else:
            self._mostrar(selecao, pagina)

    def _recusar(self, erro: RegraViolada) -> None:
        self._mostrar_filtro(True)
        for violacao in self.filtro.campos.formulario.mostrar(erro.violacoes):
            self._barra.errar(violacao.mensagem, chave="conjunto")

    def _mostrar(self, selecao: SelecaoTramite, pagina: PaginaSelecao) -> None:
        self._parar("pagina", "contagem", "todos")
        self._selecao, self._ordem = selecao, None
        self.escolha.limpar()
        self.tabela.horizontalHeader().setSortIndicatorShown(False)
        self._primeira(pagina)
        if not pagina.linhas:
            self._selecao = None
            self._mostrar_filtro(True)
            self._barra.informar(texto("NENHUM_REGISTRO"), chave="conjunto")
            return
        self._resumo.setText(f"Filtro: {resumir(selecao.filtro, self.filtro.campos)}")
        self._mostrar_filtro(False)
        self.tabela.setFocus(Qt.FocusReason.OtherFocusReason)
        if pagina.proxima is None:
            self._mostrar_total(len(pagina.linhas), False)
        else:
            self._contagem.setText("contando…")
            self._trocar("contagem", self._contar())

    def _primeira(self, pagina: PaginaSelecao) -> None:
        self._proxima = pagina.proxima
        self.tabela.modelo.definir(pagina.linhas, tem_mais=pagina.proxima is not None)
        self.tabela.ir_para(0)

    async def _contar(self) -> None:
        if self._selecao is not None:
            self._mostrar_total(*await self._ponte.executar(contar, self._ponte.contexto, self._selecao))

    def _mostrar_total(self, total: int, mais: bool) -> None:
        self._total = total
        self._contagem.setText(f"{'mais de ' if mais else ''}{mil(total)} RA(s) pendente(s)")
        self._contar_marcas()

    async def _acrescentar(self) -> None:
        if self._selecao is None:
            return
        try:
            pagina = await self._ponte.executar(listar, self._ponte.contexto, self._selecao, self._proxima, self._ordem)
        except ErroDeUso as erro:
            self.tabela.modelo.desistir()
            self._barra.errar(descrever_erro(erro).mensagem, chave="conjunto")
            return
        self._proxima = pagina.proxima
        self.tabela.modelo.acrescentar(pagina.linhas, tem_mais=pagina.proxima is not None)

    def _ordenar(self, coluna: str, crescente: bool) -> None:
        if self._selecao is not None:
            self._ordem = ordem_da_coluna(coluna, crescente)
            self._parar("pagina")
            self._trocar("busca", self._reordenar())

    async def _reordenar(self) -> None:
        if self._selecao is not None:
            with self.ocupado.ocupar("Ordenando…"):
                pagina = await self._ponte.executar(listar, self._ponte.contexto, self._selecao, None, self._ordem)
            self._primeira(pagina)

    async def _marcar_todos(self) -> None:
        if self._selecao is None:
            return
        try:
            with self.ocupado.ocupar("Marcando todos…", desabilitar=[self.informar, self.tramitar]):
                achados = await self._ponte.executar(todos, self._ponte.contexto, self._selecao, self._ordem)
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="conjunto")
            self._contar_marcas()
            return
        self.escolha.marcar(achados.ras)
        self._mostrar_total(len(achados.ras), achados.mais)
        if achados.mais:
            self._barra.avisar(texto("CONJUNTO_ACIMA", limite=mil(LIMITE)), chave="conjunto")

    def _contar_marcas(self) -> None:
        marcados, informados = len(self.escolha.marcados), self.escolha.informados
        self._marcas.setText(f"{mil(marcados)} marcado(s) · {mil(informados)} com trâmite informado")
        tudo = bool(self._total) and marcados >= self._total
        estado = Qt.CheckState.Checked if tudo else Qt.CheckState.Unchecked
        parcial = bool(marcados) and not tudo
        self.todos.setTristate(parcial)
        self.todos.setCheckState(Qt.CheckState.PartiallyChecked if parcial else estado)

    def _trocar(self, nome: str, coro: Coroutine[Any, Any, None]) -> None:
        """Start a work in the place of the former one of its kind."""
        self._parar(nome)
        self._tarefas[nome] = self._ponte.iniciar(coro, self)

    def _parar(self, *nomes: str) -> None:
        for nome in nomes:
            if (tarefa := self._tarefas.pop(nome, None)) is not None:
                tarefa.cancel()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        entra = evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not evento.modifiers()
        foco: Any = self.focusWidget()
        if entra and self.filtro.isAncestorOf(foco) and not (isinstance(foco, QLineEdit) and foco.isReadOnly()):
            self.selecionar()
        else:
            super().keyPressEvent(evento)

"""Filtrar and Manter of a table of configuration: the filter above, the list below."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.services.cadastro import Marcados, ambiente, contar_usos, listar, remover, tirar_de_uso
from gsan_desk.services.cadastro.descricao import Ambiente, Cadastro, Campo, Especie, Filtro, Registro
from gsan_desk.services.cadastro.regras import oferecidos
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.cadastro.campos import fabricar, ler
from gsan_desk.ui.cadastro.filtros import CampoPeriodo, CampoProcura
from gsan_desk.ui.cadastro.grade import colunas, destaque_de_uso
from gsan_desk.ui.consulta.gravar_lista import gravar_lista
from gsan_desk.ui.dominios_vivos import seguir
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import Acao

COLUNAS_DO_FILTRO = 3


class PaginaManter(QWidget):
    """Filter, list, Remover; Enter on a row opens it.

    Signals:
        gravado: something was written.
        fechar_pedido: the person is done with the page.
    """

    gravado = Signal()
    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, cadastro: Cadastro, abrir: Callable[[int], object]) -> None:
        super().__init__()
        self._ponte, self._estado, self._cadastro, self._abrir = ponte, estado, cadastro, abrir
        self.chave = f"manter_{cadastro.chave}"
        self.setWindowTitle(f"Manter {cadastro.titulo}")
        self.trabalho, self.formulario = Trabalho(ponte, self), Formulario(self)
        self.barra, self.ocupado = self.trabalho.barra, self.trabalho.ocupado
        self.lugar = Ambiente(ponte.contexto)
        self.filtros: dict[str, Any] = {f.nome: self._widget(f) for f in cadastro.filtros}
        self._oferecidos: dict[str, tuple[Any, ...]] = {}
        self.atualizar = QCheckBox("Abrir direto quando só houver um")
        self.atualizar.setChecked(True)
        self.filtrar, self.limpar = botao_principal("&Filtrar"), botao("&Limpar")
        self.abrir, self.remover, self.tirar = botao("Ab&rir"), botao("Re&mover"), botao("&Tirar de uso")
        self.exportar = botao("&Exportar…")
        self.contagem = rotulo("fraco")
        self.tabela: TabelaLinhas = self._tabela()
        self._montar()
        self._ligar()
        self._leitura = ponte.iniciar(self.trabalho.fazer(self._ler_listas()), self)
        seguir(ponte, self, self._reler_listas)

    @property
    def pronto(self) -> bool:
        """Tell whether nothing is under way."""
        return self.trabalho.parado and self._leitura.done()

    def procurar(self) -> None:
        """List what the filter says."""
        self.trabalho.iniciar(self._procurar(abrir_unico=self.atualizar.isChecked()))

    def reler(self) -> None:
        """List again, when something has been listed."""
        if self.tabela.modelo.rowCount():
            self.trabalho.iniciar(self._procurar(abrir_unico=False))

    def _reler_listas(self) -> None:
        self._leitura = self._ponte.iniciar(self.trabalho.fazer(self._ler_listas()), self)

    async def _ler_listas(self) -> None:
        self.lugar = await self._ponte.executar(ambiente, self._ponte.contexto, self._cadastro)
        self._oferecer()

    def _oferecer(self) -> None:
        """Offer in each combo what the others let be chosen; what is chosen or typed stays while it may."""
        valores = {nome: ler(widget) for nome, widget in self.filtros.items()}
        for filtro in self._cadastro.filtros:
            itens = tuple(filtro.opcoes(self.lugar, valores)) if filtro.opcoes is not None else ()
            if itens == self._oferecidos.get(filtro.nome, ()):
                continue
            self._oferecidos[filtro.nome] = itens
            combo = self.filtros[filtro.nome]
            if valores[filtro.nome] is None:
                combo.renovar(itens)
            else:
                combo.definir_itens(itens)

    async def _procurar(self, *, abrir_unico: bool) -> None:
        self.barra.fechar("erros")
        if invalidos := self.formulario.invalidos():
            self.formulario.mostrar(invalidos)
            return
        pedido = {nome: ler(widget) for nome, widget in self.filtros.items()}
        with self.ocupado.ocupar("Procurando…", desabilitar=[self.filtrar]):
            try:
                achados, self.lugar = await self._ponte.executar(listar, self._ponte.contexto, self._cadastro, pedido)
            except RegraViolada:
                self._mostrar(())
                raise
        self._mostrar(achados)
        if abrir_unico and len(achados) == 1 and achados[0].id is not None:
            self._abrir(achados[0].id)
        else:
            self.tabela.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar(self, achados: tuple[Registro, ...]) -> None:
        self.tabela.modelo.definir(achados)
        self.tabela.ir_para()
        self.contagem.setText(f"{len(achados)} registro(s)." if achados else "")
        self._habilitar()

    async def _remover(self) -> None:
        marcados = self._marcados()
        if marcados is None:
            return
        pergunta = f"Confirma a remoção de {len(marcados.linhas)} registro(s)?"
        if not await self.barra.perguntar(pergunta, [("Sim, remo&ver", True), ("Manter", False)]):
            return
        try:
            dito = await self._ponte.executar(remover, self._ponte.contexto, marcados)
        except RegraViolada as erro:
            acoes = [Acao("Tirar de &uso", self.tirar.click)] if self._tem_uso else []
            self.barra.errar("\n".join(v.mensagem for v in erro.violacoes), acoes=acoes, chave="erros")
            return
        await self._contar(dito)

    async def _tirar(self) -> None:
        marcados = self._marcados()
        if marcados is None:
            return
        self.barra.fechar("erros")
        usos = await self._ponte.executar(contar_usos, self._ponte.contexto, marcados)
        pergunta = (
            f"{sum(usos.values())} RA(s) usam o que está marcado e continuam como estão; "
            f"nenhum RA novo o usará. Tirar de uso {len(marcados.linhas)} registro(s)?"
        )
        if await self.barra.perguntar(pergunta, [("Sim, tirar de &uso", True), ("Manter", False)]):
            await self._contar(await self._ponte.executar(tirar_de_uso, self._ponte.contexto, marcados))

    async def _contar(self, dito: str) -> None:
        self.gravado.emit()
        with suppress(RegraViolada):  # the last one of the list is gone
            await self._procurar(abrir_unico=False)
        self.barra.confirmar(dito, chave="feito")

    def _marcados(self) -> Marcados | None:
        linhas = {r.id: r.ultima_alteracao for r in self.tabela.selecionadas() if r.id is not None}
        if not linhas:
            self.barra.avisar("Selecione pelo menos um registro.", chave="erros")
            return None
        return Marcados(self._cadastro, linhas)

    async def _exportar(self) -> None:
        await gravar_lista(
            self, self.barra, self._cadastro.titulo, self.tabela.colunas_visiveis(), self.tabela.modelo.linhas
        )

    @property
    def _tem_uso(self) -> bool:
        return self._cadastro.descricao.tabela.uso is not None

    def _widget(self, filtro: Filtro) -> QWidget:
        if filtro.especie is Especie.DATA:
            return CampoPeriodo()
        campo = Campo(
            filtro.nome,
            filtro.rotulo,
            filtro.especie,
            tamanho=9 if filtro.especie is Especie.INTEIRO else 50,
            opcoes=filtro.opcoes,
        )
        widget = fabricar(campo, self._ponte, lambda: oferecidos(campo, self.lugar, {}))
        return CampoProcura(widget) if filtro.escolha else widget

    def _tabela(self) -> TabelaLinhas:
        cadastro = self._cadastro
        return TabelaLinhas(
            colunas(cadastro.descricao, lambda: self.lugar),
            nome=self.chave,
            titulo=cadastro.titulo,
            estado=self._estado,
            destaque=destaque_de_uso,
            exportavel=True,
        )

    def _montar(self) -> None:
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        corpo = QVBoxLayout()
        corpo.setContentsMargins(12, 8, 12, 8)
        corpo.setSpacing(6)
        corpo.addLayout(self._filtros())
        corpo.addLayout(_em_linha(self.atualizar, None, self.limpar, self.filtrar))
        corpo.addWidget(self.ocupado)
        corpo.addWidget(self.tabela, 1)
        corpo.addLayout(_em_linha(self.contagem, None, self.exportar, self.remover, self.tirar, self.abrir))
        caixa.addWidget(self.barra)
        caixa.addLayout(corpo, 1)
        self.tirar.setVisible(self._tem_uso)
        self.setFocusProxy(next(iter(self.filtros.values())))

    def _filtros(self) -> QGridLayout:
        grade = QGridLayout()
        grade.setHorizontalSpacing(14)
        for numero, filtro in enumerate(self._cadastro.filtros):
            campo = self.formulario.campo(filtro.nome, filtro.rotulo, self.filtros[filtro.nome])
            grade.addWidget(campo, numero // COLUNAS_DO_FILTRO, numero % COLUNAS_DO_FILTRO)
        for coluna in range(COLUNAS_DO_FILTRO):
            grade.setColumnStretch(coluna, 1)
        return grade

    def _ligar(self) -> None:
        for filtro in self._cadastro.filtros:
            if filtro.opcoes is not None:
                self.filtros[filtro.nome].alterado.connect(self._oferecer)
        self.filtrar.clicked.connect(self.procurar)
        self.limpar.clicked.connect(self._limpar)
        self.abrir.clicked.connect(lambda: self._abrir_linha(self.tabela.atual()))
        self.remover.clicked.connect(lambda: self.trabalho.iniciar(self._remover()))
        self.tirar.clicked.connect(lambda: self.trabalho.iniciar(self._tirar()))
        self.exportar.clicked.connect(lambda: self.trabalho.iniciar(self._exportar()))
        self.tabela.ativado.connect(self._abrir_linha)
        self.tabela.exportar_pedido.connect(lambda: self.trabalho.iniciar(self._exportar()))
        self.tabela.mudou_linha.connect(lambda _: self._habilitar())
        apagar = QAction(self.tabela)
        apagar.setShortcut(Qt.Key.Key_Delete)
        apagar.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        apagar.triggered.connect(lambda: self.trabalho.iniciar(self._remover()))
        self.tabela.addAction(apagar)
        actions.criar(self, "form.salvar", self.procurar)
        actions.criar(self, "form.limpar", self._limpar)
        actions.criar(self, "form.atualizar", self.reler)
        self._ponte.estado_mudou.connect(self._mudou_conexao)
        self._habilitar()

    def _abrir_linha(self, registro: Registro | None) -> None:
        if registro is not None and registro.id is not None:
            self._abrir(registro.id)

    def _limpar(self) -> None:
        for widget in self.filtros.values():
            widget.definir(None)
        self.barra.limpar()
        self._mostrar(())

    def _habilitar(self) -> None:
        tem = self.tabela.modelo.rowCount() > 0
        for alvo in (self.abrir, self.remover, self.tirar, self.exportar):
            alvo.setEnabled(tem)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO:
            self.barra.fechar("conexao")
            if not self.lugar.listas:
                self._reler_listas()


def _em_linha(*partes: QWidget | None) -> QHBoxLayout:
    linha = QHBoxLayout()
    for parte in partes:
        if parte is None:
            linha.addStretch(1)
        else:
            linha.addWidget(parte)
    return linha

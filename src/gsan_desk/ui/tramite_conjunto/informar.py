"""Informar Trâmite para Conjunto de Registro(s) de Atendimento (spec 20 §7.3)."""

import asyncio
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.domain.selecao_tramite import Escolhido
from gsan_desk.domain.tramite_conjunto import Abertura, InformarTramite, TramiteInformado
from gsan_desk.services.pesquisas.lista import Achado
from gsan_desk.services.tramite_conjunto.avaliacao import abrir, informar
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.tramite.campos import AbaTramite
from gsan_desk.ui.tramite_conjunto.negados import ListaDeNegados
from gsan_desk.ui.tramite_conjunto.textos import mil
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens


class PassoInformar(QWidget):
    """The five fields, once for all RAs marked, and those of them that can go nowhere.

    Signals:
        informado: a ``TramiteInformado`` that the person agreed with.
        voltar_pedido: back to the list; what was typed stays for the next time.
    """

    informado = Signal(object)
    voltar_pedido = Signal()

    def __init__(self, ponte: Ponte, barra: BarraMensagens) -> None:
        super().__init__()
        self._ponte, self._barra = ponte, barra
        self._ras: tuple[Escolhido, ...] = ()
        self._aberto: Abertura | None = None
        self._tarefa: asyncio.Task[None] | None = None
        self.ocupado = Ocupado()
        self.titulo = rotulo("titulo")
        self.campos = AbaTramite(ponte, ponte.contexto.codificacao)
        self.negados = ListaDeNegados("tramite.conjunto.impedidos", ponte.contexto.dominios.unidades)
        self.voltar, self.desfazer, self.inserir = botao("&Voltar"), botao("&Desfazer"), botao_principal("I&nserir")
        self._montar()

    def abrir(self, ras: tuple[Escolhido, ...]) -> None:
        """Begin with the RAs marked."""
        self._ras = ras
        self.titulo.setText(f"Informar Trâmite para {mil(len(ras))} RA(s)")
        self.negados.mostrar(())
        self._trocar(self._abrir())

    def concluir(self) -> None:
        """Judge what was typed for each RA."""
        self._trocar(self._inserir())

    def _montar(self) -> None:
        pe = QHBoxLayout()
        pe.addWidget(self.voltar)
        pe.addStretch()
        pe.addWidget(self.desfazer)
        pe.addWidget(self.inserir)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        for widget, estica in ((self.titulo, 0), (self.ocupado, 0), (self.campos, 5), (self.negados, 2)):
            caixa.addWidget(widget, estica)
        caixa.addLayout(pe)
        self.voltar.clicked.connect(self.voltar_pedido)
        self.desfazer.clicked.connect(self._padroes)
        self.inserir.clicked.connect(self.concluir)
        self.inserir.setToolTip(actions.dica("form.salvar"))
        actions.criar(self, "form.salvar", self.concluir)
        actions.criar(self, "form.voltar", self.voltar_pedido.emit)

    async def _abrir(self) -> None:
        try:
            with self.ocupado.ocupar("Conferindo os RAs marcados…", desabilitar=[self.inserir]):
                self._aberto = await self._ponte.executar(abrir, self._ponte.contexto, self._ras)
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="conjunto")
            return
        self._padroes()
        impedidos = self._aberto.impedidos
        self.negados.mostrar(impedidos)
        if impedidos:
            frase = f"{mil(len(impedidos))} dos {mil(len(self._ras))} RAs marcados não podem ser tramitados."
            self._barra.avisar(frase, chave="conjunto")
        self.campos.focar()

    def _padroes(self) -> None:
        """Put the defaults in: the proposal, when all RAs have the same; the person; now."""
        if self._aberto is not None:
            unidade = self._ponte.contexto.dominios.unidades.get(self._aberto.proposta_id or 0)
            proposta = Achado(unidade.id, str(unidade.id), unidade.descricao) if unidade is not None else None
            self.campos.comecar(self._aberto.agora, proposta)
            self.campos.parecer.definir("")
            self.campos.formulario.limpar()

    async def _inserir(self) -> None:
        self._barra.fechar("conjunto")
        await self.campos.aguardar()
        if invalidos := self.campos.invalidos():
            self.campos.mostrar(invalidos)
            return
        self.campos.formulario.limpar()
        try:
            with self.ocupado.ocupar("Conferindo cada RA…", desabilitar=[self.inserir, self.desfazer]):
                achado = await self._ponte.executar(informar, self._ponte.contexto, self._comando())
        except RegraViolada as erro:
            for violacao in self.campos.mostrar(erro.violacoes):
                self._barra.errar(violacao.mensagem, chave="conjunto")
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="conjunto")
        else:
            await self._acertar(achado)

    def _comando(self) -> InformarTramite:
        valor = self.campos.valor()
        return InformarTramite(
            self._ras, valor.unidade_destino_id, valor.responsavel_id, valor.data, valor.hora, valor.parecer
        )

    async def _acertar(self, achado: TramiteInformado) -> None:
        """Show those refused and let the person go on with the others, or go back to the fields."""
        self.negados.mostrar(achado.negados)
        if not achado.aceitos:
            self._barra.errar("Nenhum dos RAs marcados pode receber este trâmite.", chave="conjunto")
            return
        if achado.negados and not await self._confirmar(achado):
            return
        self.informado.emit(achado)

    async def _confirmar(self, achado: TramiteInformado) -> bool:
        pergunta = f"{mil(len(achado.negados))} de {mil(len(self._ras))} RAs não podem receber este trâmite."
        opcoes = [(f"Informar para os {mil(len(achado.aceitos))} RAs ac&eitos", True), ("V&oltar aos campos", False)]
        return bool(await self._barra.perguntar(pergunta, opcoes))

    def _trocar(self, coro: Any) -> None:
        if self._tarefa is not None:
            self._tarefa.cancel()
        self._tarefa = self._ponte.iniciar(coro, self)

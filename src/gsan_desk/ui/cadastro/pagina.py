"""Inserir and Atualizar of a table of configuration, in a tab."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gsan_desk.domain.conflito import ConflitoDeCampos
from gsan_desk.domain.erros import BancoIndisponivel, Violacao
from gsan_desk.services.cadastro import Aberto, Gravado, Gravar, abrir, ambiente, gravar
from gsan_desk.services.cadastro.descricao import Ambiente, Cadastro, Registro
from gsan_desk.services.cadastro.fusao import fundir
from gsan_desk.ui import actions
from gsan_desk.ui.atualizacao.conflito import PaginaConflito
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.cadastro import rascunho
from gsan_desk.ui.cadastro.formulario import FormularioRegistro
from gsan_desk.ui.contato.rodape import RodapeCurto
from gsan_desk.ui.dominios_vivos import seguir
from gsan_desk.ui.rascunho import Rascunhos
from gsan_desk.ui.state import Estado
from gsan_desk.ui.trabalho import Trabalho

ESPERA_DO_RASCUNHO = 800
"""Milliseconds without typing after which the draft is kept."""


def chave_da_aba(cadastro: Cadastro, id_: int | None) -> str:
    """Name the tab of a row, or of a new one."""
    return f"inserir_{cadastro.chave}" if id_ is None else f"atualizar_{cadastro.chave}:{id_}"


class PaginaCadastro(QWidget):
    """One row: a new one, or the one of an id.

    Signals:
        gravado: something was written.
        escrito: what was read, if anything, and what was written over it.
        mostrado: a row is shown.
        fechar_pedido: the person is done with the page.
    """

    gravado = Signal()
    escrito = Signal(object, object)
    mostrado = Signal(object)
    fechar_pedido = Signal()

    def __init__(
        self, ponte: Ponte, estado: Estado, rascunhos: Rascunhos, cadastro: Cadastro, id_: int | None = None
    ) -> None:
        super().__init__()
        self._ponte, self._estado, self._cadastro, self._id = ponte, estado, cadastro, id_
        self._aberto: Aberto | None = None
        self._digitado = False
        self._rascunhos, self._rascunho = rascunhos, rascunho.chave(cadastro, id_)
        self._guardar_logo = QTimer(self, singleShot=True, interval=ESPERA_DO_RASCUNHO)
        self._guardar_logo.timeout.connect(self._guardar)
        verbo = "Inserir" if id_ is None else "Atualizar"
        self.chave = chave_da_aba(cadastro, id_)
        self.setWindowTitle(f"{verbo} {cadastro.titulo}" + (f" {id_}" if id_ is not None else ""))
        self.trabalho, self.conflito = Trabalho(ponte, self, self._mostrar_campos, self.desfazer), PaginaConflito()
        self.barra, self.ocupado = self.trabalho.barra, self.trabalho.ocupado
        self.corpo: FormularioRegistro | None = None
        self._pilha = QStackedWidget()
        self._pilha.addWidget(QWidget())
        self._pilha.addWidget(self.conflito)
        self.rodape = RodapeCurto(
            "&Inserir" if id_ is None else "A&tualizar", self.gravar, self.desfazer, self.fechar_pedido.emit, self
        )
        self._montar()
        actions.criar(self, "form.atualizar", self.desfazer)
        ponte.estado_mudou.connect(self._mudou_conexao)
        seguir(ponte, self, lambda: ponte.iniciar(self._renovar(), self))
        self.trabalho.iniciar(self._comecar())

    @property
    def pronto(self) -> bool:
        """Tell whether nothing is under way."""
        return self.trabalho.parado

    @property
    def digitado(self) -> bool:
        """Tell whether something waits to be written."""
        return self._digitado

    async def pode_fechar(self) -> bool:
        """Ask before what was typed goes."""
        if not self._digitado:
            return True
        sair = [("Des&cartar", True), ("Continuar", False)]
        if await self.barra.perguntar("Nada disto foi gravado. Descartar?", sair):
            self._esquecer()
            return True
        return False

    def gravar(self) -> None:
        """Check and write; over the question of a conflict, give the answers."""
        if self._pilha.currentWidget() is self.conflito:
            self.conflito.concluir()
        else:
            self.trabalho.iniciar(self._gravar())

    def desfazer(self) -> None:
        """Read again and forget what was typed."""
        self._esquecer()
        self.trabalho.iniciar(self._abrir())

    def _mostrar_campos(self, violacoes: Sequence[Violacao]) -> Sequence[Violacao]:
        return self.corpo.errar(violacoes) if self.corpo is not None else violacoes

    async def _comecar(self) -> None:
        """Open, and offer what was not written the last time."""
        await self._abrir()
        guardado = self._rascunhos.obter(self._rascunho)
        versoes = rascunho.ler(guardado) if guardado is not None else None
        if guardado is None or versoes is None or self.corpo is None or self._aberto is None:
            return
        self.corpo.setEnabled(False)
        quando = f"{datetime.fromtimestamp(guardado.quando).astimezone():%d/%m %H:%M}"
        pergunta = f"Há um preenchimento de {quando} que não foi gravado."
        escolha = None
        while escolha is None:  # typing on would replace it
            escolha = await self.barra.perguntar(pergunta, [("&Retomar", True), ("Des&cartar", False)])
        self.corpo.setEnabled(True)
        if escolha:
            self._retomar(*versoes, self._aberto.ambiente)
        else:
            self._esquecer()
        self.corpo.focar()

    def _retomar(self, lido: Registro, desejado: Registro, lugar: Ambiente) -> None:
        """Show the draft over the row as it was read then: what others wrote since is merged when it is written."""
        if self.corpo is None:
            return
        self._aberto = Aberto(lido, lugar)
        self.corpo.mostrar(desejado, lido)
        self._digitado = True

    def _guardar(self) -> None:
        if self._digitado and self.corpo is not None and self._aberto is not None:
            dados = rascunho.guardar(self._aberto.registro, self.corpo.registro())
            self._rascunhos.guardar(self._rascunho, self.windowTitle(), dados)

    def _esquecer(self) -> None:
        self._guardar_logo.stop()
        self._digitado = False
        self._rascunhos.descartar(self._rascunho)

    async def _renovar(self) -> None:
        """Offer what the tables of configuration say now, over what is filled in."""
        if self.corpo is None or self._aberto is None:
            return
        try:
            lugar = await self._ponte.executar(ambiente, self._ponte.contexto, self._cadastro)
        except BancoIndisponivel:
            return  # read again when the connection comes back
        self._aberto = replace(self._aberto, ambiente=lugar)
        self.corpo.trocar_ambiente(lugar)

    async def _abrir(self) -> None:
        with self.ocupado.ocupar("Lendo…", desabilitar=[self.rodape.concluir]):
            self._por(await self._ler())

    async def _ler(self) -> Aberto:
        contexto = self._ponte.contexto
        if self._id is not None:
            return await self._ponte.executar(abrir, contexto, self._cadastro, self._id)
        lugar = await self._ponte.executar(ambiente, contexto, self._cadastro)
        return Aberto(Registro({campo.nome: campo.padrao for campo in self._cadastro.descricao.campos}), lugar)

    def _por(self, aberto: Aberto) -> None:
        """Put a new form, over the lists just read."""
        velho = self._pilha.widget(0)
        self._aberto = aberto
        self.corpo = FormularioRegistro(
            self._ponte, self._cadastro.descricao, aberto.ambiente, self._id is None, self._estado
        )
        self._pilha.insertWidget(0, self.corpo)
        if velho is not None:
            self._pilha.removeWidget(velho)
            velho.deleteLater()
        self._pilha.setCurrentIndex(0)
        self.corpo.mostrar(aberto.registro)
        self.corpo.alterado.connect(self._mudou)
        self._digitado = False
        self.corpo.focar()
        self.mostrado.emit(aberto.registro)

    async def _gravar(self) -> None:
        if self.corpo is None or self._aberto is None or not await self.corpo.conferir():
            return
        lido = self._aberto.registro if self._id is not None else None
        desejado = self.corpo.registro()
        while True:
            try:
                feito = await self._enviar(Gravar(self._cadastro, desejado, lido))
            except ConflitoDeCampos as conflito:
                escolhido = await self._escolher(conflito, desejado)
                if escolhido is None:
                    return
                desejado, lido = escolhido, conflito.armazenado
            else:
                break
        await self._contar(feito)
        self.escrito.emit(lido, replace(desejado, id=feito.id))

    async def _enviar(self, pedido: Gravar) -> Gravado:
        with self.ocupado.ocupar("Gravando…", desabilitar=self.rodape.botoes, cancelavel=False):
            return await self._ponte.executar(gravar, self._ponte.contexto, pedido)

    async def _escolher(self, conflito: ConflitoDeCampos, desejado: Registro) -> Registro | None:
        """Ask, field by field, what stays; ``None`` goes back to the form."""
        if self._aberto is None:
            return None
        self._pilha.setCurrentWidget(self.conflito)
        try:
            escolhas = await self.conflito.perguntar(conflito)
        finally:
            self._pilha.setCurrentIndex(0)
        if escolhas is None:
            return None
        versoes = (self._aberto.registro, desejado, conflito.armazenado)
        return fundir(self._cadastro.descricao, versoes, self._aberto.ambiente, escolhas).registro

    async def _contar(self, feito: Gravado) -> None:
        self._esquecer()
        self.gravado.emit()
        await self._abrir()
        self.barra.confirmar(feito.mensagem, chave="feito")
        if feito.mantidos:
            self.barra.informar(f"Outra pessoa mudou, e ficou: {', '.join(feito.mantidos)}.", chave="mantidos")
        for aviso in feito.avisos:
            self.barra.avisar(aviso)

    def _mudou(self) -> None:
        self._digitado = True
        self._guardar_logo.start()
        self.barra.fechar("feito")

    def _montar(self) -> None:
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        caixa.addWidget(self.barra)
        caixa.addWidget(self.ocupado)
        caixa.addWidget(self._pilha, 1)
        caixa.addWidget(self.rodape)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO:
            self.barra.fechar("conexao")
            if self.corpo is None:
                self.trabalho.iniciar(self._abrir())

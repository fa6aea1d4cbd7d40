"""A tab for one contact: it opens with a protocolo, is typed, is concluded, and says the protocolo again."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gsan_desk.domain.erros import BancoIndisponivel, Conflito, ErroDeUso, RegraViolada, Violacao
from gsan_desk.ui.bridge import EstadoConexao, Ponte, descrever_erro
from gsan_desk.ui.contato.feito import PaginaFeito
from gsan_desk.ui.contato.rodape import RodapeCurto
from gsan_desk.ui.registro_atendimento.aba import Aba
from gsan_desk.ui.registro_atendimento.protocolo import Protocolo
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.message_bar import Acao, BarraMensagens


class PaginaContato(QWidget):
    """What a screen fills in: ``_abrir`` reads and draws the protocolo, ``_gravar`` sends the command.

    Nothing typed is lost while the server is away: the same command, with the same key, goes again later.

    Signals:
        concluido: what the use case answered.
        fechar_pedido: the person is done with the page.
    """

    COM_PROTOCOLO = True
    """Whether this contact has a protocolo of its own to be told."""

    concluido = Signal(object)
    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte, titulo: str, chave: str | None, verbo: str) -> None:
        super().__init__()
        self._ponte = ponte
        self._inicial: dict[str, Any] | None = None
        self._tarefa: asyncio.Task[Any] | None = None
        if chave is not None:
            self.chave = chave
        self.setWindowTitle(titulo)
        self.protocolo, self.barra, self.ocupado = Protocolo(), BarraMensagens(), Ocupado()
        self.feito = PaginaFeito()
        self.rodape = RodapeCurto(verbo, self.concluir, self._pedir_desfazer, self.fechar_pedido.emit, self)
        self.formulario = self._formulario()
        self._montar()
        ponte.estado_mudou.connect(self._mudou_conexao)
        self.iniciar(self._comecar())

    @property
    def pronto(self) -> bool:
        """Tell whether the form is open and nothing is under way."""
        return self._inicial is not None and not self.ocupado.em_andamento

    @property
    def digitado(self) -> bool:
        """Tell whether somebody typed something that is not registered."""
        aberto = self._inicial is not None and self._paginas.currentWidget() is self._pagina
        return aberto and self.formulario.formulario.rascunho() != self._inicial

    async def pode_fechar(self) -> bool:
        """Ask before something typed goes."""
        return not self.digitado or await self._confirmar("Nada disto foi gravado. Descartar?", "&Descartar")

    def concluir(self) -> None:
        """Check and register."""
        if self._inicial is not None:
            self.iniciar(self._concluir())

    def iniciar(self, coro: Coroutine[Any, Any, Any]) -> None:
        """Start one thing at a time: a second click on anything changes nothing."""
        if self._tarefa is not None and not self._tarefa.done():
            coro.close()
            return
        self._tarefa = self._ponte.iniciar(coro, self)

    def _formulario(self) -> Aba:
        """Make the fields."""
        raise NotImplementedError

    def _cabeca(self) -> Sequence[QWidget]:
        """Give what stands over the fields, read-only."""
        return ()

    async def _abrir(self) -> None:
        """Read, draw the protocolo, put the defaults in.

        Raises:
            RegraViolada: the screen has no reason to open.
        """
        raise NotImplementedError

    async def _gravar(self) -> None:
        """Send the command and say what was done."""
        raise NotImplementedError

    async def _preparar(self) -> None:
        """Fill fields that have just been made."""

    def _invalidos(self) -> Sequence[Violacao]:
        """List what the fields themselves refuse."""
        return self.formulario.formulario.invalidos()

    def _recusar_abertura(self, erro: RegraViolada) -> None:
        """Say why the screen does not open, and where to go from there."""
        self.feito.mostrar("\n".join(v.mensagem for v in erro.violacoes), self._saidas())

    def _saidas(self) -> list[Acao]:
        """Give the ways out of a screen that does not open."""
        return [Acao("&Fechar", self.fechar_pedido.emit)]

    def _recusar(self, erro: RegraViolada) -> None:
        """Say what is wrong beside the fields, and the rest above."""
        self._mostrar_erros(erro.violacoes)

    def _discordar(self, erro: ErroDeUso) -> None:
        """Say what another answer of the use case means."""
        self.barra.errar(descrever_erro(erro).mensagem, chave="erros")

    def _oferecer_releitura(self, erro: Conflito, oferta: str) -> None:
        """Say who changed what is being written, and offer to read it again under what was typed."""
        quem = f" ({erro.quem})" if erro.quem else ""
        reler = Acao(oferta, lambda: self.iniciar(self._comecar()))
        self.barra.errar(f"{erro}{quem}", acoes=[reler], chave="erros")

    def _montar(self) -> None:
        self._pagina = QWidget()
        self._campos = QVBoxLayout(self._pagina)
        self._campos.setContentsMargins(0, 0, 0, 0)
        self._campos.setSpacing(0)
        cabeca = QVBoxLayout()
        cabeca.setContentsMargins(12, 0, 12, 0)
        for parte in self._cabeca():
            cabeca.addWidget(parte)
        self._campos.addLayout(cabeca)
        self._campos.addWidget(self.formulario, 1)
        self._paginas = QStackedWidget()
        self._paginas.addWidget(self._pagina)
        self._paginas.addWidget(self.feito)
        self.protocolo.setContentsMargins(12, 6, 12, 4)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        for parte in (self.protocolo, self.barra, self.ocupado, self._paginas, self.rodape):
            caixa.addWidget(parte, int(parte is self._paginas))
        self.protocolo.setVisible(self.COM_PROTOCOLO)
        self.setFocusProxy(self.formulario)
        self._habilitar(False)

    async def _comecar(self) -> None:
        self.barra.limpar()
        try:
            with self.ocupado.ocupar("Abrindo…", cancelavel=False):
                await self._abrir()
                if self._inicial is None:
                    await self._completar()
        except RegraViolada as erro:
            self.rodape.hide()
            self.protocolo.hide()
            self._recusar_abertura(erro)
            self._paginas.setCurrentWidget(self.feito)
        except BancoIndisponivel as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")
        except ErroDeUso as erro:
            self._discordar(erro)
        else:
            self._habilitar(True)
            self.formulario.focar()

    async def _concluir(self) -> None:
        self.barra.fechar("erros")
        try:
            with self.ocupado.ocupar("Aguarde…", desabilitar=self.rodape.botoes, cancelavel=False):
                await self.formulario.aguardar()
                if invalidos := self._invalidos():
                    raise RegraViolada(*invalidos)
                await self._gravar()
        except RegraViolada as erro:
            self._recusar(erro)
        except BancoIndisponivel as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="conexao")
        except ErroDeUso as erro:
            self._discordar(erro)

    def _celebrar(self, resposta: object) -> None:
        """Turn to the page that ``feito.mostrar`` filled."""
        self._inicial = None
        self.barra.limpar()
        self.rodape.hide()
        self.protocolo.hide()
        self._paginas.setCurrentWidget(self.feito)
        self.concluido.emit(resposta)

    def _mostrar_erros(self, violacoes: Sequence[Violacao]) -> None:
        if sobra := self.formulario.mostrar(violacoes):
            self.barra.errar("\n".join(v.mensagem for v in sobra), chave="erros")

    def _pedir_desfazer(self) -> None:
        if self._inicial is not None:
            self.iniciar(self._desfazer())

    async def _desfazer(self) -> None:
        if self.digitado and not await self._confirmar("Desfazer o que foi digitado?", "&Desfazer"):
            return
        self.barra.limpar()
        self._trocar_campos()
        await self._completar()
        self.formulario.focar()

    def _trocar_campos(self) -> None:
        velho, self.formulario = self.formulario, self._formulario()
        self._campos.replaceWidget(velho, self.formulario)
        velho.hide()
        velho.deleteLater()
        self.setFocusProxy(self.formulario)

    def _recomecar(self) -> None:
        """Open another contact in the same tab, with its own protocolo."""
        self._inicial = None
        self._trocar_campos()
        self._habilitar(False)
        self.protocolo.definir("")
        self.protocolo.setVisible(self.COM_PROTOCOLO)
        self.rodape.show()
        self._paginas.setCurrentWidget(self._pagina)
        self.iniciar(self._comecar())

    async def _completar(self) -> None:
        """Take the fields as they are for empty, then fill what is proposed."""
        inicial = self.formulario.formulario.rascunho()
        await self._preparar()
        self._inicial = inicial

    async def _confirmar(self, pergunta: str, sim: str) -> bool:
        return bool(await self.barra.perguntar(pergunta, [(sim, True), ("Continuar digitando", False)]))

    def _habilitar(self, aberto: bool) -> None:
        self.formulario.setEnabled(aberto)
        self.rodape.habilitar(aberto)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is not EstadoConexao.CONECTADO:
            return
        self.barra.fechar("conexao")
        if self._inicial is None and self._paginas.currentWidget() is self._pagina:
            self.iniciar(self._comecar())

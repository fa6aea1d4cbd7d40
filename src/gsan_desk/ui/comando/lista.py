"""The commands registered, and their execution by this workstation."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gsan_desk.domain.comando_encerramento import LinhaComando, Passo
from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.domain.mensagens import texto
from gsan_desk.services.comando_encerramento import abrir, ler, listar, prever
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.comando.executor import Executor
from gsan_desk.ui.comando.previa import DialogoPrevia
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import Acao


def _unidade(linha: LinhaComando) -> str:
    """Say of which units it speaks: one, one with all below it, or any."""
    return linha.unidade_atual or (f"{linha.unidade_superior} e subordinadas" if linha.unidade_superior else "Todas")


COLUNAS = (
    Coluna("id", "Comando", lambda x: x.id, "direita", 11),
    Coluna("situacao", "Situação", lambda x: x.situacao, largura=13),
    Coluna("inicial", "De", lambda x: x.comando.inicial, "centro", 12),
    Coluna("final", "Até", lambda x: x.comando.final, "centro", 12),
    Coluna("motivo", "Motivo do Encerramento", lambda x: x.motivo, largura=34),
    Coluna("ras", "RAs", lambda x: x.ras if x.executado_em else x.encerrados or None, "direita", 8),
    Coluna("os", "OS", lambda x: x.ordens, "direita", 7),
    Coluna("recusados", "Não encerrados", lambda x: x.recusados or None, "direita", 17),
    Coluna("executado", "Executado em", lambda x: x.executado_em, "centro", 20),
    Coluna("unidade", "Unidade Atual", _unidade, largura=38),
    Coluna("responsavel", "Responsável", lambda x: x.responsavel, largura=28),
    Coluna("comandado", "Comandado em", lambda x: x.comandado_em, "centro", 20),
    Coluna("atendimento", "Unidade de Atendimento", lambda x: x.unidade_atendimento, largura=28),
    Coluna("especificacoes", "Especificações", lambda x: ", ".join(x.especificacoes) or "Todas", largura=30),
)
PAGINA = 50


class PainelExecucao(QWidget):
    """How far an execution is, and the button that stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.texto, self.barra, self.parar = rotulo("subtitulo"), QProgressBar(), botao("&Parar")
        self.parar.setToolTip("Para depois do passo em andamento; o que foi encerrado fica encerrado")
        self.barra.setAccessibleName("Andamento da execução")
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self.texto)
        caixa.addWidget(self.barra, 1)
        caixa.addWidget(self.parar)
        self.hide()

    def comecar(self, numero: int) -> None:
        """Show that it began."""
        self._dizer(f"Executando o comando {numero}…")
        self.barra.setRange(0, 0)
        self.show()

    def andar(self, feito: Passo) -> None:
        """Show how far it is."""
        self.barra.setRange(0, max(feito.total, 1))
        self.barra.setValue(feito.encerrados + feito.recusados)
        self._dizer(resumir(feito))

    def esperar(self) -> None:
        """Say that the server is away."""
        self._dizer("Sem conexão. O que foi encerrado está gravado; a execução continua quando o servidor voltar.")

    def _dizer(self, frase: str) -> None:
        self.texto.setText(frase)
        self.texto.setAccessibleName(frase)


class ListaDeComandos(QWidget):
    """The list with its buttons.

    Args:
        ver_registro: opens the log of a command.

    Signals:
        fechar_pedido: the person is done with the page.
    """

    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, ver_registro: Callable[[int], object]) -> None:
        super().__init__()
        self._ponte, self._ver_registro = ponte, ver_registro
        self._executa = False
        self._alvo: int | None = None
        self.trabalho = Trabalho(ponte, self)
        self.barra, self.ocupado, self.painel = self.trabalho.barra, self.trabalho.ocupado, PainelExecucao()
        self.executor = Executor(ponte, self)
        self.tabela = TabelaLinhas(COLUNAS, nome="comando.lista", titulo="Comandos de Encerramento", estado=estado)
        self.botao_previa, self.botao_registro = botao("P&révia…"), botao("Re&gistro da execução")
        self.botao_executar, self.botao_fechar = botao_principal("E&xecutar agora"), botao("&Fechar")
        self._montar()
        self._ligar()
        self._habilitar(None)

    @property
    def pronto(self) -> bool:
        """Tell whether nothing is under way."""
        return self.trabalho.parado and not self.executor.correndo

    async def pode_fechar(self) -> bool:
        """Ask before an execution is stopped, and let its step end."""
        if not self.executor.correndo:
            return True
        pergunta = f"O comando {self.executor.numero} está em execução. Parar e fechar?"
        if not await self.barra.perguntar(pergunta, [("Parar e &fechar", True), ("Continuar", False)]):
            return False
        self.executor.parar()
        await self.executor.aguardar()
        return True

    def reler(self, numero: int | None = None) -> None:
        """Read the list again, and go to a command; asked while it is being read, only the place changes."""
        self._alvo = numero or self._alvo
        self.trabalho.iniciar(self._reler())

    def executar(self, numero: int) -> None:
        """Count, ask, and execute, once the list is read."""
        self.trabalho.depois(self._executar(numero))

    async def _reler(self) -> None:
        escolhido = self.tabela.atual()
        with self.ocupado.ocupar("Lendo…"):
            self._executa = (await self._ponte.executar(abrir)).executa
            linhas = await self._ponte.executar(listar)
        self.barra.fechar("erros")
        self.tabela.modelo.definir(linhas, tem_mais=len(linhas) == PAGINA)
        alvo = self._alvo or (escolhido.id if escolhido else None)
        self._alvo = None
        posicao = next((i for i, linha in enumerate(linhas) if linha.id == alvo), 0)
        self.tabela.ir_para(posicao)
        self._habilitar(self.tabela.atual())
        if not linhas:
            self.barra.informar(texto("NENHUM_REGISTRO"), chave="erros")

    async def _mais(self) -> None:
        ultimo: LinhaComando = self.tabela.modelo.linhas[-1]
        try:
            linhas = await self._ponte.executar(listar, ultimo.id)
        except ErroDeUso:
            self.tabela.modelo.desistir()
            raise
        self.tabela.modelo.acrescentar(linhas, tem_mais=len(linhas) == PAGINA)

    async def _prever(self) -> None:
        linha: LinhaComando | None = self.tabela.atual()
        if linha is not None:
            await self._mostrar_previa(linha, "")

    async def _executar(self, numero: int) -> None:
        linha = await self._ponte.executar(ler, numero)
        if linha is not None and not self.executor.correndo and await self._mostrar_previa(linha, "&Executar agora"):
            self.barra.limpar()
            self.painel.comecar(numero)
            self.executor.comecar(numero)
            self._habilitar(self.tabela.atual())

    async def _mostrar_previa(self, linha: LinhaComando, executar: str) -> bool:
        with self.ocupado.ocupar("Contando…"):
            contado = await self._ponte.executar(prever, self._ponte.contexto, linha.comando)
        titulo = f"Comando {linha.id}: o que encerra agora"
        return await DialogoPrevia(contado, titulo, self.window(), executar=executar).mostrar()

    def _acabou(self, ultimo: Passo | None, motivo: str) -> None:
        self.painel.hide()
        numero = self.executor.numero
        registro = Acao("&Ver registro", lambda: self._ver_registro(numero))
        if motivo:
            feito = f" Até aqui: {resumir(ultimo)}" if ultimo else ""
            self.barra.avisar(f"Comando {numero}: {motivo}{feito}", acoes=[registro], chave="execucao")
        elif ultimo is not None:
            self.barra.confirmar(f"Comando {numero} executado: {resumir(ultimo)}", acoes=[registro], chave="execucao")
        self._habilitar(self.tabela.atual())
        self.reler(numero)

    def _habilitar(self, linha: LinhaComando | None) -> None:
        motivo = self._impedimento(linha)
        self.botao_executar.setEnabled(not motivo)
        self.botao_executar.setToolTip(motivo or "Mostra a prévia e encerra os RAs, em passos que podem ser retomados")
        interrompido = linha is not None and linha.situacao == "Interrompido"
        self.botao_executar.setText("Continuar e&xecução" if interrompido else "E&xecutar agora")
        self.botao_previa.setEnabled(linha is not None and linha.executado_em is None)
        self.botao_registro.setEnabled(linha is not None and bool(linha.encerrados or linha.recusados))

    def _impedimento(self, linha: LinhaComando | None) -> str:
        if self.executor.correndo:
            return f"O comando {self.executor.numero} está em execução."
        if linha is None:
            return "Escolha um comando."
        if linha.executado_em is not None:
            return texto("COMANDO_EXECUTADO", comando=linha.id, quando=linha.executado_em)
        return "" if self._executa else texto("COMANDO_DO_GSAN")

    def _montar(self) -> None:
        botoes = QHBoxLayout()
        botoes.addStretch()
        for alvo in (self.botao_registro, self.botao_previa, self.botao_fechar, self.botao_executar):
            botoes.addWidget(alvo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(6)
        for widget in (self.barra, self.ocupado, self.painel):
            caixa.addWidget(widget)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(botoes)
        self.setFocusProxy(self.tabela)

    def _ligar(self) -> None:
        self.tabela.mudou_linha.connect(self._habilitar)
        self.tabela.ativado.connect(self._ativar)
        self.tabela.modelo.precisa_mais.connect(lambda: self.trabalho.iniciar(self._mais()))
        self.botao_previa.clicked.connect(lambda: self.trabalho.iniciar(self._prever()))
        self.botao_registro.clicked.connect(lambda: self._ativar(self.tabela.atual()))
        self.botao_executar.clicked.connect(self._executar_atual)
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        self.painel.parar.clicked.connect(self.executor.parar)
        self.executor.andou.connect(self.painel.andar)
        self.executor.esperando.connect(self.painel.esperar)
        self.executor.acabou.connect(self._acabou)
        self._ponte.estado_mudou.connect(self._mudou_conexao)
        actions.criar(self, "form.atualizar", self.reler)

    def _ativar(self, linha: LinhaComando | None) -> None:
        if linha is not None and (linha.encerrados or linha.recusados):
            self._ver_registro(linha.id)
        elif linha is not None and linha.executado_em is None:
            self.trabalho.iniciar(self._prever())

    def _executar_atual(self) -> None:
        linha: LinhaComando | None = self.tabela.atual()
        if linha is not None and self.pronto:
            self.executar(linha.id)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO and not self.executor.correndo and not self.tabela.modelo.linhas:
            self.reler()


def resumir(feito: Passo) -> str:
    """Say what was done and what remains."""
    partes = [f"{feito.encerrados} RAs e {feito.ordens} OS encerrados"]
    if feito.recusados:
        partes.append(f"{feito.recusados} RAs não encerrados")
    if feito.faltam:
        partes.append(f"faltam {feito.faltam}")
    return ", ".join(partes) + "."

"""The main window: GSAN's menu, quick search, tabs of work, status bar, Ctrl+K.

The composition (``app.py``) gives it one factory per function::

    janela = JanelaPrincipal(ponte, estado, base="atendimento@servidor")
    janela.registrar("inserir_ra", lambda **kw: InserirRA(ponte, estado, rascunhos, janela, **kw))
    janela.registrar("consultar_ra", lambda numero=None: ConsultarRA(ponte, janela, numero))
    janela.buscar.connect(...)      # text of the quick search
    janela.fechou.connect(saida.pedir)

A factory gives a widget, whose ``windowTitle`` becomes the tab's title and whose optional attribute ``chave`` keeps it
single, or ``None`` when it did its work otherwise. Screens call ``janela.abrir("consultar_ra", numero=123)``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QMenu, QVBoxLayout, QWidget

from gsan_desk.domain.avisos import EstadoEscuta
from gsan_desk.ui import actions, funcoes, theme
from gsan_desk.ui.abas import AbasTrabalho
from gsan_desk.ui.ajuda import JanelaSobre, JanelaTeclas
from gsan_desk.ui.barra_estado import BarraEstado
from gsan_desk.ui.boas_vindas import BoasVindas
from gsan_desk.ui.bridge import EstadoConexao, Falha, Ponte
from gsan_desk.ui.manual.ajuda import Ajuda
from gsan_desk.ui.paleta import Paleta
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

TREINAMENTO = "TREINAMENTO: dados inventados, nada daqui vale."
BUSCA = "RA, protocolo, matrícula, CPF/CNPJ, telefone ou nome"
_MNEMONICOS = {
    "Atendimento ao Público": "&Atendimento ao Público",
    "Registro de Atendimento": "&Registro de Atendimento",
    "SMS": "&SMS",
    "Estação": "E&stação",
    "Ajuda": "Aj&uda",
}

Fabrica = Callable[..., QWidget | None]


class JanelaPrincipal(QMainWindow):
    """One window per person.

    Signals:
        buscar: the text of the quick search, on Enter.
        fechou: the window closed for good, tabs agreed; the program ends here.
    """

    buscar = Signal(str)
    fechou = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, *, base: str, treinamento: bool = False) -> None:
        super().__init__()
        self._ponte, self._estado, self._base = ponte, estado, base
        self._operador = ponte.contexto.operador
        self._fabricas: dict[str, Fabrica] = {
            "tema": self._trocar_tema,
            "sair": self._sair,
            "manual": self._mostrar_manual,
            "teclas": self._mostrar_teclas,
            "sobre": self._mostrar_sobre,
        }
        self._ajuda = Ajuda(self)
        self._indisponiveis: dict[str, str] = {}
        self._sobre_a_base: dict[str, str] = {}
        self._menus: dict[str, QMenu] = {}
        self._acoes: dict[str, QAction] = {}
        self._saindo = False
        self.setWindowTitle(f"gsan-desk - {base}")
        self.setWindowIcon(theme.icone("aplicativo", "destaque"))
        self._montar(treinamento)
        self._comandos()
        self._ligar()
        self._refazer_menu()
        self._restaurar()

    @property
    def barra(self) -> BarraMensagens:
        """Messages of the whole window."""
        return self._barra

    @property
    def abas(self) -> AbasTrabalho:
        """The tabs."""
        return self._abas

    def registrar(self, id_funcao: str, fabrica: Fabrica) -> None:
        """Offer a function: menu, Ctrl+K and key, when the person's profile has it."""
        self._fabricas[funcoes.funcao(id_funcao).id] = fabrica
        self._refazer_menu()

    def recusar(self, id_funcao: str, motivo: str) -> None:
        """Keep a function out of the menu and say why in Sobre: the base lacks what it needs."""
        self._indisponiveis[funcoes.funcao(id_funcao).nome] = motivo

    def descrever_base(self, dados: Mapping[str, str]) -> None:
        """Keep what Sobre > Base de dados says of the base, besides its name."""
        self._sobre_a_base = dict(dados)

    def contar(self, id_funcao: str, quantos: str) -> None:
        """Show beside a function of the menu how much waits there."""
        alvo = funcoes.funcao(id_funcao)
        self._acao(alvo).setText(f"{alvo.nome} ({quantos})")

    def mostrar_escuta(self, estado: EstadoEscuta | None) -> None:
        """Say in the status bar how changes are heard of."""
        self._estado_barra.mostrar_escuta(estado)

    def oferecidas(self) -> tuple[funcoes.Funcao, ...]:
        """List the functions that this person has here."""
        return tuple(f for f in funcoes.permitidas(self._operador.perfis) if f.id in self._fabricas)

    def abrir(self, id_funcao: str, **kw: Any) -> QWidget | None:
        """Run a function; what its factory gives becomes a tab."""
        if id_funcao not in {f.id for f in self.oferecidas()}:
            motivo = self._indisponiveis.get(funcoes.funcao(id_funcao).nome, "Seu perfil não tem esta função.")
            self._barra.avisar(motivo, chave="perfil")
            return None
        widget = self._fabricas[id_funcao](**kw)
        if widget is None:
            return None
        titulo = widget.windowTitle() or funcoes.funcao(id_funcao).nome
        return self.abrir_aba(widget, titulo, getattr(widget, "chave", None))

    def abrir_aba(self, widget: QWidget, titulo: str, chave: str | None = None) -> QWidget:
        """Add a tab, or go to the one with the same key; give the page in front."""
        self._boas_vindas.hide()
        self._abas.show()
        return self._abas.abrir(widget, titulo, chave)

    def mostrar_paleta(self) -> None:
        """Open the list of functions (Ctrl+K)."""
        paleta = Paleta(self.oferecidas(), self)
        paleta.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paleta.escolhida.connect(self.abrir)
        paleta.open()

    def _montar(self, treinamento: bool) -> None:
        centro = QWidget()
        caixa = QVBoxLayout(centro)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        if treinamento:
            faixa = rotulo("treinamento", TREINAMENTO)
            faixa.setAlignment(Qt.AlignmentFlag.AlignCenter)
            caixa.addWidget(faixa)
        self._barra = BarraMensagens()
        self._abas = AbasTrabalho(self._ponte)
        self._abas.hide()
        self._boas_vindas = BoasVindas(self._operador.nome)
        caixa.addLayout(self._topo())
        caixa.addWidget(self._barra)
        caixa.addWidget(self._abas, 1)
        caixa.addWidget(self._boas_vindas, 1)
        self.setCentralWidget(centro)
        dominios = self._ponte.contexto.dominios
        unidade = dominios.unidades.get(self._operador.unidade_id or 0)
        self._estado_barra = BarraEstado(self._base, self._operador.login, unidade.descricao if unidade else "")
        self.setStatusBar(self._estado_barra)

    def _topo(self) -> QHBoxLayout:
        self.busca = QLineEdit(placeholderText=BUSCA, clearButtonEnabled=True)
        self.busca.setAccessibleName("Busca rápida")
        self.busca.setToolTip(actions.dica("janela.busca"))
        self._lupa = self.busca.addAction(theme.icone("lupa"), QLineEdit.ActionPosition.LeadingPosition)
        self.busca.setMaximumWidth(620)
        topo = QHBoxLayout()
        topo.setContentsMargins(10, 8, 10, 8)
        topo.addWidget(self.busca, 1)
        topo.addStretch(1)
        return topo

    def _comandos(self) -> None:
        proprias = self._estado.mapa("teclas")
        for id_, fazer in {
            "janela.paleta": self.mostrar_paleta,
            "janela.busca": self._ir_para_busca,
            "janela.fechar_aba": self._abas.fechar_atual,
            "janela.proxima_aba": lambda: self._andar(1),
            "janela.aba_anterior": lambda: self._andar(-1),
        }.items():
            actions.criar(self, id_, fazer, proprias)

    def _ligar(self) -> None:
        self.busca.returnPressed.connect(self._buscar)
        self._abas.vazia.connect(self._mostrar_boas_vindas)
        self._boas_vindas.escolhida.connect(self.abrir)
        self._ponte.erro.connect(self._mostrar_falha)
        self._ponte.estado_mudou.connect(self._mudou_conexao)

    def _refazer_menu(self) -> None:
        self.menuBar().clear()
        self._menus.clear()
        oferecidas = self.oferecidas()
        for funcao in oferecidas:
            self._menu(funcao.menu).addAction(self._acao(funcao))
        self._boas_vindas.mostrar([f for f in oferecidas if f.id not in funcoes.DA_JANELA])

    def _acao(self, funcao: funcoes.Funcao) -> QAction:
        if funcao.id not in self._acoes:
            proprias = self._estado.mapa("teclas")
            self._acoes[funcao.id] = actions.criar(self, funcao.id, lambda: self.abrir(funcao.id), proprias)
        return self._acoes[funcao.id]

    def _menu(self, caminho: str) -> QMenu:
        if caminho not in self._menus:
            pai, _, nome = caminho.rpartition(" > ")
            onde = self._menu(pai) if pai else self.menuBar()
            self._menus[caminho] = onde.addMenu(_MNEMONICOS.get(nome, nome))
        return self._menus[caminho]

    def _buscar(self) -> None:
        if texto := self.busca.text().strip():
            self.buscar.emit(texto)

    def _ir_para_busca(self) -> None:
        self.busca.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.busca.selectAll()

    def _andar(self, passo: int) -> None:
        if total := self._abas.count():
            self._abas.setCurrentIndex((self._abas.currentIndex() + passo) % total)

    def _mostrar_boas_vindas(self) -> None:
        self._abas.hide()
        self._boas_vindas.show()

    def _mostrar_falha(self, falha: Falha) -> None:
        self._barra.errar(falha.mensagem, chave="falha" if falha.codigo is None else None)

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        self._estado_barra.mostrar_conexao(estado)
        if estado is EstadoConexao.CONECTADO:
            self._barra.fechar("falha")
            self._barra.confirmar("A conexão voltou. Pode continuar de onde estava.", chave="conexao")
        else:
            self._barra.fechar("conexao")

    def _trocar_tema(self) -> None:
        novo: theme.Tema = "claro" if theme.escuro() else "escuro"
        self._estado.guardar("tema", novo)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.aplicar(app, novo)
        self._lupa.setIcon(theme.icone("lupa"))
        self._estado_barra.mostrar_conexao(self._ponte.estado)

    def _mostrar_sobre(self) -> None:
        self._abrir_solta(JanelaSobre({"Base": self._base} | self._sobre_a_base, self._indisponiveis, self))

    def _mostrar_teclas(self) -> None:
        self._abrir_solta(JanelaTeclas(self._estado.mapa("teclas"), self))

    def _mostrar_manual(self) -> None:
        """Tell of the field in front, or of its tab when the cursor is elsewhere."""
        foco, tela = self.focusWidget(), self._abas.currentWidget()
        self._ajuda.abrir(foco if tela is not None and foco is not None and tela.isAncestorOf(foco) else tela)

    def _abrir_solta(self, dialogo: JanelaSobre | JanelaTeclas) -> None:
        dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogo.open()

    def _sair(self) -> None:
        self.close()

    def _restaurar(self) -> None:
        self.resize(1180, 760)
        geometria = self._estado.texto("janela.geometria")
        if geometria:
            self.restoreGeometry(QByteArray.fromBase64(geometria.encode()))

    async def _fechar_tudo(self) -> None:
        try:
            self._saindo = await self._abas.fechar_todas()
        finally:
            self._perguntando = False
        if self._saindo:
            self.close()

    _perguntando = False

    def closeEvent(self, evento: QCloseEvent) -> None:
        if self._abas.count() and not self._saindo:
            evento.ignore()
            if not self._perguntando:
                self._perguntando = True
                self._ponte.iniciar(self._fechar_tudo(), self)
            return
        geometria = bytes(self.saveGeometry().toBase64().data()).decode()
        self._estado.guardar("janela.geometria", geometria)
        self._estado.descarregar()
        evento.accept()
        self.fechou.emit()

"""The way in: server, login, password."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from gsan_desk.domain.erros import AcessoNegado, BancoIndisponivel, SemPermissao
from gsan_desk.ui import theme
from gsan_desk.ui.bridge import Tarefas, descrever_erro
from gsan_desk.ui.manual.ajuda import Ajuda
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.campo import Campo
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

TEXTOS: dict[type[Exception], str] = {
    BancoIndisponivel: "O servidor não responde. Confira o endereço e a rede, e tente de novo.",
    SemPermissao: "Este usuário existe, mas não tem direitos na estação de trabalho. Fale com o administrador.",
}
"""What says more here than the error itself; the other errors know their own reason."""


@dataclass(frozen=True, slots=True)
class Servidor:
    """A place to log in: the name shown and the address handed to ``tentar`` (a DSN, or ``demonstração``)."""

    nome: str
    endereco: str


class JanelaLogin(QDialog):
    """Ask, try, explain.

    Args:
        tentar: ``await tentar(endereco, usuario, senha)`` gives whatever a session is, or raises a domain error.

    Signals:
        entrou: what ``tentar`` gave; ``guardar_senha`` tells whether the keyring may have the password.
        certificado_pedido: the person wants to say by which certificate the server is known.
    """

    entrou = Signal(object)
    certificado_pedido = Signal()

    def __init__(
        self,
        tarefas: Tarefas,
        tentar: Callable[[str, str, str], Awaitable[Any]],
        servidores: Sequence[Servidor],
        *,
        servidor: str = "",
        usuario: str = "",
        senha: str = "",
    ) -> None:
        super().__init__()
        self._tarefas, self._tentar = tarefas, tentar
        self._ajuda = Ajuda(self)
        self.setWindowTitle("gsan-desk - Entrar")
        self.setWindowIcon(theme.icone("aplicativo", "destaque"))
        self.setMinimumWidth(420)
        self._campos(servidores, servidor)
        self._montar()
        self.usuario.setText(usuario)
        self.senha.setText(senha)
        self._guardar.setChecked(bool(senha))
        self._focar()

    @property
    def guardar_senha(self) -> bool:
        """Whether the person asked for the keyring."""
        return self._guardar.isChecked()

    def endereco(self) -> str:
        """Give the address of the chosen server, or what was typed."""
        texto = self.servidor.currentText().strip()
        indice = self.servidor.findText(texto, Qt.MatchFlag.MatchExactly)
        return str(self.servidor.itemData(indice)) if indice >= 0 else texto

    def tentar(self) -> None:
        """Try to get in with what is typed."""
        if not self._ocupado.em_andamento and self._completo():
            self._tarefas.iniciar(self._entrar(), self)

    def _campos(self, servidores: Sequence[Servidor], escolhido: str) -> None:
        self.servidor = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        for servidor in servidores:
            self.servidor.addItem(servidor.nome, servidor.endereco)
        if escolhido:
            indice = self.servidor.findData(escolhido)
            self.servidor.setCurrentIndex(indice)
            if indice < 0:
                self.servidor.setEditText(escolhido)
        self.usuario = QLineEdit()
        self.senha = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._guardar = QCheckBox("&Guardar a senha no chaveiro deste computador")
        self._campo_servidor = Campo("&Servidor", self.servidor)
        self._campo_usuario = Campo("&Usuário", self.usuario)
        self._campo_senha = Campo("S&enha", self.senha)

    def _montar(self) -> None:
        self._barra = BarraMensagens()
        self._ocupado = Ocupado()
        self._botao = QPushButton("E&ntrar", default=True)
        sair = QPushButton("Sai&r", autoDefault=False)
        self._botao.clicked.connect(self.tentar)
        sair.clicked.connect(self.reject)
        certificado = QPushButton("&Certificado…", autoDefault=False)
        certificado.setToolTip("Importa o certificado da autoridade pelo qual se conhece o servidor")
        certificado.clicked.connect(self.certificado_pedido)
        botoes = QHBoxLayout()
        botoes.addWidget(certificado)
        botoes.addStretch()
        botoes.addWidget(self._botao)
        botoes.addWidget(sair)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(28, 24, 28, 20)
        caixa.setSpacing(10)
        caixa.addWidget(rotulo("titulo", "gsan-desk"))
        caixa.addWidget(rotulo("fraco", "Registro de Atendimento"))
        for widget in (
            self._barra,
            self._campo_servidor,
            self._campo_usuario,
            self._campo_senha,
            self._guardar,
            self._ocupado,
        ):
            caixa.addWidget(widget)
        caixa.addStretch()
        caixa.addLayout(botoes)

    def _focar(self) -> None:
        vazios = (w for w in (self._campo_servidor, self._campo_usuario, self._campo_senha) if not _texto(w))
        next(vazios, self._campo_senha).focar()

    def _completo(self) -> bool:
        faltas = {
            self._campo_servidor: "Informe o servidor.",
            self._campo_usuario: "Informe o usuário.",
            self._campo_senha: "Informe a senha.",
        }
        vazios = [campo for campo in faltas if not _texto(campo)]
        for campo in vazios:
            campo.mostrar_erro(faltas[campo])
        if vazios:
            vazios[0].focar()
        return not vazios

    async def _entrar(self) -> None:
        self._barra.limpar()
        try:
            with self._ocupado.ocupar("Entrando…", desabilitar=[self._botao]):
                resultado = await self._tentar(self.endereco(), self.usuario.text().strip(), self.senha.text())
        except Exception as erro:
            self._explicar(erro)
        else:
            self.accept()
            self.entrou.emit(resultado)

    def _explicar(self, erro: Exception) -> None:
        self._barra.errar(TEXTOS.get(type(erro), "") or descrever_erro(erro).mensagem, chave="login")
        if isinstance(erro, AcessoNegado):
            self.senha.clear()
            self._campo_senha.focar()


def _texto(campo: Campo) -> str:
    widget = campo.campo
    if isinstance(widget, QComboBox):
        return widget.currentText().strip()
    return widget.text().strip() if isinstance(widget, QLineEdit) else ""

"""Trocar Senha: the person's own, from the menu or because the server asks for it on entering."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from gsan_desk.domain.erros import RegraViolada
from gsan_desk.services.acesso import TrocaDeSenha, trocar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.marca import rotulo

REGRA = "Ao menos 10 caracteres, sem o seu login. Uma frase curta que só você conhece serve bem."
EXIGIDA = "O administrador pediu uma senha nova. Até trocá-la você consulta, mas não grava."


class TrocarSenha(QDialog):
    """Accepted once the server has the new password.

    Args:
        usar: gets the new password, so that connections to come use it.
    """

    def __init__(self, ponte: Ponte, usar: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ponte, self._usar = ponte, usar
        self.setWindowTitle("Trocar Senha")
        self.setMinimumWidth(440)
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar)
        self.atual, self.nova, self.repetida = (QLineEdit(echoMode=QLineEdit.EchoMode.Password) for _ in range(3))
        self.porque = rotulo("fraco", "")
        self.porque.setWordWrap(True)
        self.porque.hide()
        self._montar()

    def exigir(self) -> None:
        """Say why it is asked for."""
        self.porque.setText(EXIGIDA)
        self.porque.show()

    def trocar(self) -> None:
        """Send it."""
        self.trabalho.iniciar(self._trocar())

    async def _trocar(self) -> None:
        comando = TrocaDeSenha(self.atual.text(), self.nova.text(), self.repetida.text())
        with self.trabalho.ocupado.ocupar("Trocando…", desabilitar=[self.botoes]):
            try:
                await self._ponte.executar(trocar, comando)
            except RegraViolada as erro:
                self.formulario.mostrar(erro.violacoes)
                return
        self._usar(comando.nova)
        self.accept()

    def _montar(self) -> None:
        campo = self.formulario.campo
        self.botoes = QDialogButtonBox()
        confirmar = self.botoes.addButton("&Trocar", QDialogButtonBox.ButtonRole.AcceptRole)
        self.botoes.addButton("&Cancelar", QDialogButtonBox.ButtonRole.RejectRole)
        confirmar.setDefault(True)
        self.botoes.accepted.connect(self.trocar)
        self.botoes.rejected.connect(self.reject)
        regra = rotulo("fraco", REGRA)
        regra.setWordWrap(True)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(24, 20, 24, 16)
        caixa.setSpacing(8)
        for parte in (
            self.trabalho.barra,
            self.porque,
            campo("senha.atual", "Senha at&ual", self.atual),
            campo("senha.nova", "Senha &nova", self.nova),
            campo("senha.repetida", "&Repita a senha nova", self.repetida),
            regra,
            self.trabalho.ocupado,
            self.botoes,
        ):
            caixa.addWidget(parte)

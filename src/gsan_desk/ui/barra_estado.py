"""The status bar: where, who, from which unit, and whether the server answers."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from gsan_desk.ui import theme
from gsan_desk.ui.bridge import EstadoConexao
from gsan_desk.ui.widgets.marca import renomear, rotulo


class BarraEstado(QStatusBar):
    """Four texts; the state of the connection has an icon and words, never colour alone."""

    def __init__(self, base: str, usuario: str, unidade: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        for nome, texto in (("Base", base), ("Usuário", usuario), ("Unidade", unidade)):
            legenda = rotulo("rotulo", f"{nome}: {texto or 'não informada'}")
            legenda.setAccessibleName(legenda.text())
            self.addPermanentWidget(legenda)
        self._icone = QLabel()
        self._texto = rotulo("rotulo")
        self.addPermanentWidget(self._par())
        self.mostrar_conexao(EstadoConexao.CONECTADO)

    def mostrar_conexao(self, estado: EstadoConexao) -> None:
        """Show a state."""
        ligado = estado is EstadoConexao.CONECTADO
        icone = theme.icone("conectado" if ligado else "desconectado", "sucesso" if ligado else "erro")
        self._icone.setPixmap(icone.pixmap(14, 14))
        self._texto.setText(estado.value if ligado else "Sem conexão, tentando de novo…")
        self._texto.setAccessibleName(f"Conexão: {self._texto.text()}")
        renomear(self._texto, "rotulo" if ligado else "texto_erro")

    def _par(self) -> QWidget:
        par = QWidget()
        caixa = QHBoxLayout(par)
        caixa.setContentsMargins(10, 0, 4, 0)
        caixa.setSpacing(0)
        caixa.addWidget(self._icone)
        caixa.addWidget(self._texto)
        return par

    def texto_da_conexao(self) -> str:
        """Give the words shown for the connection."""
        return self._texto.text()

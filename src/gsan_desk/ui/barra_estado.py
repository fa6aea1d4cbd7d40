"""The status bar: where, who, from which unit, whether the server answers, and how changes are heard of."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from gsan_desk.domain.avisos import EstadoEscuta
from gsan_desk.ui import theme
from gsan_desk.ui.bridge import EstadoConexao
from gsan_desk.ui.widgets.marca import renomear, rotulo

MINIMO = 60
"""To what a text gives way: a long name of a unit must not make the window wider than a small screen."""
_ESCUTAS = {
    EstadoEscuta.AO_VIVO: (", ao vivo", "O que os outros mudam aparece sem pedir."),
    EstadoEscuta.DE_TEMPO_EM_TEMPO: (", renovando", "O que os outros mudam aparece de tempo em tempo."),
    EstadoEscuta.SEM_CONEXAO: (", sem avisos", "Os avisos do servidor não chegam; tentando de novo."),
}


class BarraEstado(QStatusBar):
    """Four texts; the state of the connection has an icon and words, never colour alone."""

    def __init__(self, base: str, usuario: str, unidade: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        for nome, texto in (("Base", base), ("Usuário", usuario), ("Unidade", unidade)):
            legenda = rotulo("rotulo", f"{nome}: {texto or 'não informada'}")
            legenda.setAccessibleName(legenda.text())
            legenda.setToolTip(legenda.text())
            legenda.setMinimumWidth(MINIMO)
            self.addPermanentWidget(legenda)
        self._conexao, self._escuta = EstadoConexao.CONECTADO, ("", "")
        self._icone = QLabel()
        self._texto = rotulo("rotulo")
        self.addPermanentWidget(self._par())
        self.mostrar_conexao(self._conexao)

    def mostrar_escuta(self, estado: EstadoEscuta | None) -> None:
        """Show how changes are heard of; ``None`` when they are not."""
        self._escuta = _ESCUTAS[estado] if estado is not None else ("", "")
        self.mostrar_conexao(self._conexao)

    def mostrar_conexao(self, estado: EstadoConexao) -> None:
        """Show a state."""
        self._conexao = estado
        sufixo, dica = self._escuta
        ligado = estado is EstadoConexao.CONECTADO
        icone = theme.icone("conectado" if ligado else "desconectado", "sucesso" if ligado else "erro")
        self._icone.setPixmap(icone.pixmap(14, 14))
        self._texto.setText(estado.value + sufixo if ligado else "Sem conexão, tentando de novo…")
        self._texto.setToolTip(dica if ligado else "")
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

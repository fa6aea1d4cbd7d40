"""Certificado do Servidor: the authority's file is looked at, compared and kept."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QVBoxLayout, QWidget

from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

PARA_QUE = (
    "Este computador só fala com um servidor que prove ser o da companhia. A prova é o certificado da autoridade, um"
    " arquivo que o administrador lhe dá. Compare a impressão digital com a que ele lhe disser por outro meio."
)


class Autoridade(Protocol):
    """What the page shows of a certificate."""

    @property
    def nome(self) -> str: ...
    @property
    def valida_ate(self) -> str: ...
    @property
    def impressao(self) -> str: ...


class CertificadoDoServidor(QDialog):
    """Choose a file, see what it holds, import it.

    Args:
        ler: gives the authorities of a file, or raises ``ValueError`` or ``OSError``.
        importar: keeps them.
    """

    def __init__(
        self,
        ler: Callable[[Path], Sequence[Autoridade]],
        importar: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ler, self._importar = ler, importar
        self._arquivo: Path | None = None
        self.setWindowTitle("Certificado do Servidor")
        self.setMinimumWidth(520)
        self.barra, self.achado = BarraMensagens(), QLabel()
        self.achado.setWordWrap(True)
        self.achado.setAccessibleName("Certificado escolhido")
        self.escolher = botao("&Escolher arquivo…")
        self.escolher.clicked.connect(self._escolher)
        self.botoes = QDialogButtonBox()
        self.importar = self.botoes.addButton("&Importar", QDialogButtonBox.ButtonRole.AcceptRole)
        self.botoes.addButton("&Cancelar", QDialogButtonBox.ButtonRole.RejectRole)
        self.importar.setEnabled(False)
        self.botoes.accepted.connect(self._confirmar)
        self.botoes.rejected.connect(self.reject)
        explicacao = rotulo("fraco", PARA_QUE)
        explicacao.setWordWrap(True)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(24, 20, 24, 16)
        for parte in (self.barra, explicacao, self.escolher, self.achado, self.botoes):
            caixa.addWidget(parte)

    def mostrar(self, arquivo: Path) -> None:
        """Look at a file."""
        self.barra.limpar()
        self._arquivo = None
        try:
            achadas = self._ler(arquivo)
        except (ValueError, OSError) as erro:
            self.achado.clear()
            self.barra.errar(str(erro), chave="certificado")
        else:
            self._arquivo = arquivo
            self.achado.setText(
                "\n\n".join(f"{a.nome}\nVálido até {a.valida_ate}\nSHA-256 {a.impressao}" for a in achadas)
            )
        self.importar.setEnabled(self._arquivo is not None)

    def _escolher(self) -> None:
        janela = QFileDialog(self, "Certificado da autoridade", "", "Certificados (*.pem *.crt *.cer);;Todos (*)")
        janela.fileSelected.connect(lambda nome: self.mostrar(Path(nome)))
        janela.open()

    def _confirmar(self) -> None:
        if self._arquivo is None:
            return
        try:
            self._importar(self._arquivo)
        except (ValueError, OSError) as erro:
            self.barra.errar(str(erro), chave="certificado")
        else:
            self.accept()

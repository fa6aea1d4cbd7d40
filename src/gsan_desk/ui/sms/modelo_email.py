"""The template of the satisfaction e-mail, beside those of the SMS [UC1181]."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gsan_desk.domain.email import (
    ASSUNTO_MAXIMO,
    CAMPOS,
    DO_MODELO,
    EXEMPLO,
    TEXTO_MAXIMO,
    ModeloEmail,
    preencher,
)
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.texto_contado import CampoTexto, TextoContado

LINHAS = 6


class EditorEmail(QWidget):
    """Subject and text with their fields and their preview."""

    def __init__(self, formulario: Formulario) -> None:
        super().__init__()
        self._empresa = ""
        self.assunto, self.texto = CampoTexto(ASSUNTO_MAXIMO), TextoContado(TEXTO_MAXIMO, linhas=LINHAS)
        self.previa = rotulo("subtitulo", quebra=True)
        campos = " ".join(f"{{{nome}}}" for nome in CAMPOS)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 10)
        caixa.setSpacing(3)
        for nome, texto, widget in (
            ("assunto", "E-mail de pesquisa: assu&nto", self.assunto),
            ("texto", "E-&mail de pesquisa: texto", self.texto),
        ):
            caixa.addWidget(formulario.campo(f"{DO_MODELO}.{nome}", texto, widget, obrigatorio=True))
        caixa.addWidget(rotulo("fraco", f"Campos: {campos}"))
        caixa.addWidget(self.previa)
        self.assunto.textChanged.connect(self._prever)
        self.texto.alterado.connect(self._prever)

    def abrir(self, modelo: ModeloEmail, empresa: str) -> None:
        """Show a template; ``empresa`` stands in the preview."""
        self._empresa = empresa
        self.assunto.definir(modelo.assunto)
        self.texto.definir(modelo.texto)
        self._prever()

    def valor(self) -> ModeloEmail:
        """Read the fields."""
        return ModeloEmail(self.assunto.valor().strip(), self.texto.valor())

    def _prever(self) -> None:
        feito = preencher(self.valor(), EXEMPLO | ({"empresa": self._empresa} if self._empresa else {}))
        self.previa.setText(f"{feito.assunto}\n{feito.texto}".strip())
        self.previa.setAccessibleName(f"Prévia: {feito.assunto}")

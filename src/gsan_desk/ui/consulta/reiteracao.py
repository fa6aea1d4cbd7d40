"""Dados da Reiteração, a small window (spec 10 §9.6)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from gsan_desk.services.ra_consultar import ReiteracaoDoRA
from gsan_desk.ui.consulta.secoes import VAZIO
from gsan_desk.ui.tables.column import texto_de
from gsan_desk.ui.widgets.marca import rotulo


class DadosDaReiteracao(QDialog):
    """Who asked again, when, and what was said."""

    def __init__(self, reiteracao: ReiteracaoDoRA, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Dados da Reiteração")
        self.resize(460, 320)
        forma = QFormLayout()
        forma.setHorizontalSpacing(14)
        for nome, texto in _campos(reiteracao):
            valor = QLabel(texto or VAZIO, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
            valor.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            valor.setAccessibleName(f"{nome}: {texto or VAZIO}")
            forma.addRow(rotulo("rotulo", nome), valor)
        botoes = QDialogButtonBox()
        botoes.addButton("&Fechar", QDialogButtonBox.ButtonRole.RejectRole)
        botoes.rejected.connect(self.reject)
        caixa = QVBoxLayout(self)
        caixa.addLayout(forma)
        caixa.addStretch()
        caixa.addWidget(botoes)


def _campos(reiteracao: ReiteracaoDoRA) -> tuple[tuple[str, str], ...]:
    cliente = f"{reiteracao.cliente_id} - {reiteracao.cliente}" if reiteracao.cliente_id else ""
    unidade = f"{reiteracao.unidade_id} - {reiteracao.unidade}" if reiteracao.unidade_id else ""
    return (
        ("Nº Protocolo", reiteracao.protocolo),
        ("Data-Hora", texto_de(reiteracao.data)),
        ("Nome do Solicitante", reiteracao.quem),
        ("Cliente", cliente),
        ("Unidade", unidade),
        ("Fone(s)", "; ".join(fone.texto for fone in reiteracao.fones)),
        ("Endereço", reiteracao.endereco),
        ("Ponto de Referência", reiteracao.ponto_referencia),
        ("Observação", reiteracao.observacao),
    )

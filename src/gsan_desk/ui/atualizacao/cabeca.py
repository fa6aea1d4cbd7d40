"""Which RA is being changed, and how it stands."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gsan_desk.services.ra_atualizar import RAParaAtualizar
from gsan_desk.ui.tables.column import texto_de
from gsan_desk.ui.widgets.marca import rotulo


class CabecaDoRA(QWidget):
    """Number, situação, who has it, who changed it last."""

    def __init__(self, numero: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numero = rotulo("titulo", f"RA {numero}")
        self.detalhe = rotulo("fraco", quebra=True)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.numero)
        caixa.addWidget(self.detalhe, 1)

    def mostrar(self, aberto: RAParaAtualizar) -> None:
        """Show an RA."""
        partes = [aberto.situacao.nome, aberto.unidade_atual]
        ultima = f"última alteração em {texto_de(aberto.alterado_em)}"
        partes.append(f"{ultima}, por {aberto.alterado_por}" if aberto.alterado_por else ultima)
        self.detalhe.setText(" · ".join(parte for parte in partes if parte))

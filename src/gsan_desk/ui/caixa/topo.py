"""The head of the Caixa: how many, how many new, how fresh, which units, and the filter."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from gsan_desk.domain.avisos import EstadoEscuta
from gsan_desk.services.caixa import CONTA_ATE, Contagem
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.caixa.acompanhamento import Acompanhamento
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.widgets.campo import Campo
from gsan_desk.ui.widgets.marca import renomear, rotulo

MINHA, E_SUBORDINADAS = "Minha unidade", "Minha unidade e subordinadas"
ESCUTAS = {
    EstadoEscuta.AO_VIVO: "Ao vivo",
    EstadoEscuta.DE_TEMPO_EM_TEMPO: "Renovada a cada 20 segundos",
    EstadoEscuta.SEM_CONEXAO: "Sem avisos do servidor, tentando de novo…",
    None: "F5 renova a lista",
}


class Topo(QWidget):
    """Two lines over the list.

    Signals:
        abrangencia_mudou: whether the units below are wanted too.
    """

    abrangencia_mudou = Signal(bool)

    def __init__(self, ponte: Ponte, acompanhamento: Acompanhamento, *, tem_subordinadas: bool) -> None:
        super().__init__()
        self._ponte, self._acompanhamento = ponte, acompanhamento
        self._lida: datetime | None = None
        self.tem_subordinadas = tem_subordinadas
        self.total = rotulo("subtitulo", "Lendo…")
        self.filtradas, self.frescor = rotulo("fraco"), rotulo("fraco")
        self.novos = botao("&Novos")
        self.novos.setToolTip("Vai ao próximo RA que chegou há pouco")
        self.novos.hide()
        self.filtro = QLineEdit(placeholderText="Número, tipo, endereço, solicitante…", clearButtonEnabled=True)
        self.filtro.setMinimumWidth(260)
        self.abrangencia = QComboBox()
        self.abrangencia.addItems([MINHA, E_SUBORDINADAS])
        self._montar()
        self.abrangencia.currentIndexChanged.connect(lambda indice: self.abrangencia_mudou.emit(indice == 1))
        ponte.estado_mudou.connect(self._mostrar_frescor)
        acompanhamento.escuta_mudou.connect(self._mostrar_frescor)
        self._mostrar_frescor()

    def escolher(self, com_subordinadas: bool) -> None:
        """Show which units are followed, without asking for it."""
        self.abrangencia.blockSignals(True)
        self.abrangencia.setCurrentIndex(int(com_subordinadas))
        self.abrangencia.blockSignals(False)

    def mostrar_total(self, contagem: Contagem) -> None:
        """Say how many RAs there are, how many are overdue, and as of when."""
        self._lida = contagem.momento
        ras = "Nenhum RA" if not contagem.total else _plural(contagem.total, "RA", "RAs")
        atrasados = f", {_plural(contagem.atrasados, 'com prazo vencido', 'com prazo vencido')}"
        _dizer(self.total, ras + (atrasados if contagem.atrasados else ""))
        self._mostrar_frescor()

    def mostrar_novos(self, quantos: int) -> None:
        """Say how many RAs came just now."""
        self.novos.setVisible(quantos > 0)
        self.novos.setText(_plural(quantos, "&novo", "&novos"))

    def mostrar_filtradas(self, quantas: int, *, incompleta: bool) -> None:
        """Say how many rows the filter leaves, and whether it looked through all."""
        texto = _plural(quantas, "linha", "linhas") if self.filtro.text().strip() else ""
        _dizer(self.filtradas, f"{texto} entre os de prazo mais próximo" if texto and incompleta else texto)

    def _montar(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.total)
        layout.addWidget(self.novos)
        layout.addStretch(1)
        layout.addWidget(self.filtradas)
        layout.addWidget(self.frescor)
        layout.addWidget(Campo("&Filtrar", self.filtro), 1)
        unidades = Campo("&Mostrar", self.abrangencia)
        unidades.setVisible(self.tem_subordinadas)
        layout.addWidget(unidades)

    def _mostrar_frescor(self) -> None:
        fora = self._ponte.estado is EstadoConexao.DESCONECTADO
        sem = f"Sem conexão: a lista é das {self._lida:%H:%M}" if self._lida else "Sem conexão"
        _dizer(self.frescor, sem if fora else ESCUTAS[self._acompanhamento.escuta])
        renomear(self.frescor, "texto_erro" if fora else "fraco")


def _dizer(alvo: QLabel, texto: str) -> None:
    alvo.setText(texto)
    alvo.setAccessibleName(texto)


def quantos(total: int) -> str:
    """Write a count that stops at ``CONTA_ATE``."""
    texto = f"{min(total, CONTA_ATE):,}".replace(",", ".")
    return f"mais de {texto}" if total > CONTA_ATE else texto


def _plural(total: int, um: str, varios: str) -> str:
    return f"{quantos(total)} {um if total == 1 else varios}"

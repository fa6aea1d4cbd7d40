"""A window in which the place of an RA is pointed at on the map (spec 40 §2.2)."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from gsan_desk.domain.projecao import projetar
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.services.arredores import Arredores, Vizinho, ver
from gsan_desk.ui.bridge import Ponte, abrir_dialogo, em_segundo_plano
from gsan_desk.ui.mapa.mapa import Mapa
from gsan_desk.ui.mapa.mercator import Lugar
from gsan_desk.ui.mapa.ponto import Ponto, Rotulo, Tipo
from gsan_desk.ui.mapa.ruas import em_graus, rotulos

CHAVE = "lugar"
PERTO = 18
"""Zoom at which houses stand apart."""
ENSINO = "Clique no lugar, ou leve a cruz até ele com as setas e tecle Enter."
SEM_ZONA = "Falta a zona UTM nos ajustes dos relatos: o mapa não mostra imóveis nem RAs. {ensino}"
FORA = "Este lugar fica longe demais da zona UTM dos ajustes."


@dataclass(frozen=True, slots=True)
class _Vista:
    pontos: tuple[Ponto, ...]
    rotulos: tuple[Rotulo, ...]
    atual: Ponto | None


class DialogoLugar(QDialog):
    """Holds the place pointed at until it is taken or the window closed."""

    def __init__(self, vista: "_Vista", zona: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vista, self._zona = vista, zona
        self._metros: tuple[Decimal, Decimal] | None = None
        self.setWindowTitle("Apontar no mapa")
        self.mapa = Mapa()
        self.texto = QLabel(ENSINO if zona is not None else SEM_ZONA.format(ensino=ENSINO), wordWrap=True)
        self.texto.setTextFormat(Qt.TextFormat.PlainText)
        self.botoes = QDialogButtonBox()
        self.usar = self.botoes.addButton("&Usar este lugar", QDialogButtonBox.ButtonRole.AcceptRole)
        self.fechar = self.botoes.addButton("&Fechar", QDialogButtonBox.ButtonRole.RejectRole)
        for botao in (self.usar, self.fechar):
            botao.setAutoDefault(False)
        self.usar.setEnabled(False)
        caixa = QVBoxLayout(self)
        for widget, estica in ((self.mapa, 1), (self.texto, 0), (self.botoes, 0)):
            caixa.addWidget(widget, estica)
        self.botoes.accepted.connect(self.accept)
        self.botoes.rejected.connect(self.reject)
        self.mapa.apontado.connect(self._apontou)
        self.mapa.marcar((*vista.pontos, *((vista.atual,) if vista.atual else ())), vista.rotulos, referencia=CHAVE)
        if vista.atual is not None:
            self.mapa.plano.centrar(vista.atual.lugar, PERTO)
        self.mapa.apontar(True)
        self.mapa.setFocus()
        self.resize(760, 560)

    async def informar(self) -> tuple[Decimal, Decimal] | None:
        """Open and wait; (leste, norte), or ``None`` when nothing was taken."""
        aceito = await abrir_dialogo(self)
        self.deleteLater()
        return self._metros if aceito else None

    def _apontou(self, lugar: Lugar) -> None:
        self._metros = projetar(lugar.latitude, lugar.longitude, self._zona)
        self.usar.setEnabled(self._metros is not None)
        if self._metros is None:
            self.texto.setText(FORA)
            return
        leste, norte = self._metros
        self.texto.setText(f"{lugar.escrito()}. Norte {norte:.0f} m, leste {leste:.0f} m.")
        self.mapa.remarcar(Ponto(CHAVE, "Lugar apontado", lugar, Tipo.LUGAR))


async def apontar(ponte: Ponte, local: Local, dono: QWidget) -> tuple[Decimal, Decimal] | None:
    """Show what lies around a place and let the person point; (leste, norte) in metres, or ``None``.

    Raises:
        BancoIndisponivel: what lies around cannot be read.
    """
    arredores = await ponte.executar(ver, local)
    vista = await em_segundo_plano(_vista, arredores, local)
    return await DialogoLugar(vista, arredores.zona, dono).informar()


def _vista(arredores: Arredores, local: Local) -> _Vista:
    """Make markers and names of streets of what lies around; projecting may be slow the first time."""
    projetados = em_graus([(v.leste, v.norte) for v in arredores.vizinhos], arredores.zona)
    pontos = tuple(
        Ponto((v.imovel, v.id), _nome(v), lugar, Tipo.IMOVEL if v.imovel else Tipo.RA)
        for v, lugar in zip(arredores.vizinhos, projetados, strict=True)
        if lugar is not None
    )
    return _Vista(pontos, rotulos(arredores), _atual(arredores, local))


def _atual(arredores: Arredores, local: Local) -> Ponto | None:
    if arredores.centro is None:
        return None
    lugar = em_graus([arredores.centro], arredores.zona)[0]
    tem = local.coordenada_leste is not None and local.coordenada_norte is not None
    nome = "Coordenadas do RA" if tem else "Perto daqui"
    return Ponto(CHAVE, nome, lugar, Tipo.LUGAR) if lugar is not None else None


def _nome(vizinho: Vizinho) -> str:
    if not vizinho.imovel:
        return f"RA {vizinho.id}{', pela rua' if vizinho.pela_rua else ''}"
    numero = vizinho.numero
    return f"Nº {numero} (imóvel {vizinho.id})" if numero.isdecimal() else f"Imóvel {vizinho.id}"

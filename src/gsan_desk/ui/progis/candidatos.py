"""RAs that may be the same, likeliest first, with reasons and the photo of the one in front (issue 6, point 3).

One list for two screens: the analysis of a report, and Inserir RA.
"""

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.services.progis.candidatos import Candidato
from gsan_desk.services.progis.perto import fotos_do_ra
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.progis.colunas import destaque_do_candidato, dos_candidatos
from gsan_desk.ui.progis.fotos import PainelFotos
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.marca import rotulo

TITULO = "RAs próximos"
NENHUM = "Nenhum RA parecido perto daqui."
ESPERA = 200  # ms on a row before its photo is read
LARGURA_DA_FOTO, ALTURA_DA_FOTO = 190, 60


class ListaCandidatos(QWidget):
    """The list and the photo.

    Args:
        abrir_ra: shows an RA, on Enter.

    Signals:
        mudou: another RA is in front, or none.
    """

    mudou = Signal()

    def __init__(self, ponte: Ponte, estado: Estado | None, nome: str, abrir_ra: Callable[[int], object]) -> None:
        super().__init__()
        self._ponte = ponte
        self._lendo: asyncio.Task[None] | None = None
        self.titulo = rotulo("subtitulo", TITULO)
        self.tabela = TabelaLinhas(
            dos_candidatos(ponte.contexto),
            nome=f"progis.{nome}",
            titulo=TITULO,
            estado=estado,
            destaque=destaque_do_candidato,
        )
        self.tabela.setToolTip("Enter abre o RA da linha")
        self.fotos = PainelFotos(ponte, "Foto do RA")
        self.fotos.setFixedWidth(LARGURA_DA_FOTO)
        self.fotos.quadro.setMinimumHeight(ALTURA_DA_FOTO)
        self.fotos.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        for alvo, texto in ((self.fotos.botao_outra, "Outra"), (self.fotos.botao_ampliar, "Ampliar")):
            alvo.setText(texto)  # the letters belong to the photo of the report
            alvo.setAccessibleName(f"{texto}: foto do RA")
        self._espera = QTimer(self, singleShot=True, interval=ESPERA)
        self._espera.timeout.connect(self._ler_fotos)
        lado = QHBoxLayout()
        lado.setSpacing(8)
        lado.addWidget(self.tabela, 1)
        lado.addWidget(self.fotos)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(4)
        caixa.addWidget(self.titulo)
        caixa.addLayout(lado, 1)
        self.setFocusProxy(self.tabela)
        self.tabela.ativado.connect(lambda c: abrir_ra(c.numero))
        self.tabela.mudou_linha.connect(self._mostrar)
        self.mostrar(())

    @property
    def candidatos(self) -> tuple[Candidato, ...]:
        """The RAs shown."""
        return self.tabela.modelo.linhas

    def atual(self) -> Candidato | None:
        """Give the RA in front."""
        candidato: Candidato | None = self.tabela.atual()
        return candidato

    def mostrar(self, candidatos: Sequence[Candidato]) -> None:
        """Show these; the RA that was in front stays so while it is among them."""
        anterior = self.atual()
        self.tabela.modelo.definir(candidatos)
        self.titulo.setText(f"{TITULO} ({len(candidatos)})" if candidatos else NENHUM)
        numero = anterior.numero if anterior is not None else None
        self.tabela.ir_para(next((i for i, c in enumerate(candidatos) if c.numero == numero), 0))
        self.mudou.emit()

    def ir_ao_ra(self, numero: int) -> None:
        """Bring an RA to the front, if it is in the list."""
        linha = next((i for i, c in enumerate(self.candidatos) if c.numero == numero), None)
        if linha is not None:
            self.tabela.ir_para(linha)

    def _mostrar(self, candidato: Candidato | None) -> None:
        self.fotos.mostrar((), f"Foto do RA {candidato.numero}" if candidato is not None else "Foto do RA")
        if candidato is not None and candidato.tem_foto:
            self._espera.start()
        else:
            self._espera.stop()
        self.mudou.emit()

    def _ler_fotos(self) -> None:
        if self._lendo is not None:
            self._lendo.cancel()
        if (candidato := self.atual()) is not None:
            self._lendo = self._ponte.iniciar(self._fotos(candidato), self)

    async def _fotos(self, candidato: Candidato) -> None:
        try:
            lidas = await self._ponte.executar(fotos_do_ra, candidato.numero)
        except ErroDeUso:
            return
        if self.atual() == candidato:
            self.fotos.mostrar(lidas)

"""The four tabs together: what one tells the others, the command they make, the draft they keep."""

import asyncio
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from gsan_desk.domain.dominios import Especificacao
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.services.ra_inserir import FormularioAberto
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import Aba, Relogio
from gsan_desk.ui.registro_atendimento.anexos import AbaAnexos
from gsan_desk.ui.registro_atendimento.dados_gerais import AbaDadosGerais
from gsan_desk.ui.registro_atendimento.local_ocorrencia import AbaLocal
from gsan_desk.ui.registro_atendimento.solicitante import AbaSolicitante

A = TypeVar("A", bound=Aba)


class Parte(IntEnum):
    """The tabs in their order."""

    DADOS_GERAIS = 0
    LOCAL = 1
    SOLICITANTE = 2
    ANEXOS = 3


TITULOS = {
    Parte.DADOS_GERAIS: "1 Dados Gerais",
    Parte.LOCAL: "2 Local da Ocorrência",
    Parte.SOLICITANTE: "3 Solicitante",
    Parte.ANEXOS: "4 Anexos",
}
PREFIXOS = {
    Parte.DADOS_GERAIS: "dados_gerais",
    Parte.LOCAL: "local",
    Parte.SOLICITANTE: "solicitante",
    Parte.ANEXOS: "anexos",
}


class FormularioRA(QTabWidget):
    """An RA being typed; usable after ``await montar()``.

    Signals:
        mudou: the draft is no longer what it was.
        aba_pedida: the person wants another tab; whether it opens depends on what the one in front holds.
    """

    mudou = Signal()
    aba_pedida = Signal(int)

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ponte, self._codificacao = ponte, codificacao
        self._relogio: Relogio | None = None
        barra = _BarraDeAbas()
        barra.pedida.connect(self.aba_pedida)
        self.setTabBar(barra)
        self.setDocumentMode(True)
        self._abas: list[Aba] = []

    async def montar(self) -> None:
        """Make the tabs, each in turns of the loop of its own, so that no turn is felt."""
        self.dados_gerais = await self._juntar(AbaDadosGerais)
        self.local = await self._juntar(AbaLocal)
        self.solicitante = await self._juntar(AbaSolicitante)
        self.anexos = await self._juntar(AbaAnexos)
        self.dados_gerais.especificacao_mudou.connect(self._mudou_especificacao)
        self.local.imovel_mudou.connect(self._mudou_imovel)

    def abrir(self, aberto: FormularioAberto) -> None:
        """Put the defaults in."""
        self._relogio = Relogio(aberto.agora)
        self.dados_gerais.abrir(aberto, self._relogio)

    def comecar(self, comeco: NovoRA) -> None:
        """Put in what another screen has already asked."""
        gerais = comeco.dados_gerais
        self.dados_gerais.data.definir(gerais.data)
        self.dados_gerais.hora.definir(gerais.hora)
        self.dados_gerais.observacao.definir(gerais.observacao)
        quem = comeco.solicitante
        self.solicitante.nome.definir(quem.nome)
        if quem.cliente_id is not None:
            self.solicitante.cliente.de_rascunho(str(quem.cliente_id))

    def comando(self, aberto: FormularioAberto, avisos_aceitos: frozenset[str]) -> NovoRA:
        """Make the command of Concluir out of what the tabs hold."""
        return NovoRA(
            chave=aberto.chave,
            protocolo=aberto.protocolo,
            dados_gerais=self.dados_gerais.valor(),
            local=self.local.valor(),
            solicitante=self.solicitante.valor(),
            anexos=self.anexos.valor(),
            avisos_aceitos=avisos_aceitos,
        )

    async def verificar(self, parte: Parte) -> list[Violacao]:
        """Wait for the look-ups of a tab and check what needs no other row of the base.

        Raises:
            BancoIndisponivel: a code could not be looked up.
        """
        aba = self._abas[parte]
        await aba.aguardar()
        proprios = aba.formulario.invalidos()
        recusados = {v.campo for v in proprios}
        return [*proprios, *(v for v in self._regras(parte) if v.campo not in recusados)]

    def mostrar(self, violacoes: Iterable[Violacao]) -> tuple[Violacao, ...]:
        """Show each beside its field, the first tab with one in front; give back what belongs to none."""
        por_aba: dict[Parte, list[Violacao]] = {parte: [] for parte in Parte}
        sobra: list[Violacao] = []
        for violacao in violacoes:
            prefixo = (violacao.campo or "").partition(".")[0]
            parte = next((p for p in Parte if PREFIXOS[p] == prefixo), None)
            (sobra if parte is None else por_aba[parte]).append(violacao)
        for parte in reversed(Parte):  # the last one shown takes the focus
            sobra += self._abas[parte].mostrar(por_aba[parte])
        return tuple(sobra)

    def mostrar_aba(self, parte: Parte) -> None:
        """Bring a tab to the front and the focus to its first field."""
        if parte is Parte.SOLICITANTE:
            self.solicitante.predefinir(self.local.imovel, self.local.campos.endereco.valor())
        self.setCurrentIndex(parte)
        self._abas[parte].focar()

    @property
    def parte(self) -> Parte:
        """The tab in front."""
        return Parte(max(self.currentIndex(), 0))

    def rascunho(self) -> dict[str, Any]:
        """Give the contents as JSON."""
        return {
            "dados_gerais": self.dados_gerais.rascunho(),
            "local": self.local.rascunho(),
            "solicitante": self.solicitante.rascunho(),
            "anexos": self.anexos.rascunho(),
            "aba": self.currentIndex(),
        }

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put a draft back, tab by tab."""
        for nome, aba in zip(PREFIXOS.values(), self._abas, strict=True):
            parte = dados.get(nome)
            if isinstance(parte, dict):
                await aba.restaurar(parte)
        indice = dados.get("aba")
        self.setCurrentIndex(indice if isinstance(indice, int) else Parte.DADOS_GERAIS)

    async def _juntar(self, classe: Callable[[Ponte, str], A]) -> A:
        await asyncio.sleep(0)
        aba = classe(self._ponte, self._codificacao)
        await asyncio.sleep(0)
        parte = Parte(len(self._abas))
        self._abas.append(aba)
        self.addTab(aba, TITULOS[parte])
        aba.mudou.connect(self.mudou)
        self._atalho(parte)
        return aba

    def _atalho(self, parte: Parte) -> None:
        """Alt and the number of the tab; a mnemonic of its title would open it without asking."""
        numero = Qt.Key(Qt.Key.Key_1.value + parte)
        sequencia = QKeySequence(Qt.Modifier.ALT | numero)
        self.setTabToolTip(parte, f"Alt+{parte + 1}")
        QShortcut(sequencia, self, lambda: self.aba_pedida.emit(parte))

    def _regras(self, parte: Parte) -> list[Violacao]:
        if self._relogio is None:
            return []
        dados = self.dados_gerais.valor()
        match parte:
            case Parte.DADOS_GERAIS:
                return self.dados_gerais.verificar()
            case Parte.LOCAL:
                return self.local.verificar(dados, self._relogio)
            case Parte.SOLICITANTE:
                return self.solicitante.verificar(dados, self.local.imovel)
            case Parte.ANEXOS:
                return self.anexos.verificar()

    def _mudou_especificacao(self, especificacao: Especificacao | None) -> None:
        self.local.aplicar(especificacao)
        self.solicitante.aplicar(especificacao)

    def _mudou_imovel(self, imovel: ImovelFato | None) -> None:
        self.solicitante.seguir_imovel(imovel)

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        evento.ignore()  # Ctrl+Tab belongs to the window; here it would pass the checks by


class _BarraDeAbas(QTabBar):
    """Ask for a tab instead of opening it.

    Signals:
        pedida: the index.
    """

    pedida = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Partes do Registro de Atendimento")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def mousePressEvent(self, evento: QMouseEvent) -> None:
        indice = self.tabAt(evento.position().toPoint())
        if evento.button() == Qt.MouseButton.LeftButton and indice not in (-1, self.currentIndex()):
            self.pedida.emit(indice)

    def wheelEvent(self, evento: QWheelEvent) -> None:
        evento.ignore()

"""Contas that the RA carries (spec 10 §3.3.3)."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gsan_desk.services.conta import ContaRA
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.contas import formatar_referencia, ler_referencia
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas

ALTURA, LARGURA = 84, 620
Buscar = Callable[[int | None], Awaitable[ContaRA | None]]
"""Find the conta of a reference (yyyymm)."""
Pesquisar = Callable[[], Awaitable[ContaRA | None]]
"""Let the person pick one in the search window."""


class ListaRemovivel(QWidget):
    """Rows with Remover.

    Signals:
        alterado: a row came or went.
    """

    alterado = Signal()

    def __init__(self, colunas: tuple[Coluna, ...], nome: str, titulo: str, mnemonico: str) -> None:
        super().__init__()
        self.tabela = TabelaLinhas(colunas, nome=nome, titulo=titulo)
        self.tabela.setFixedHeight(ALTURA)
        self.setMaximumWidth(LARGURA)
        self.remover = botao(f"Remover (&{mnemonico})")
        self.remover.setAccessibleName(f"Remover de {titulo}")
        self.remover.clicked.connect(self._remover)
        self.topo = QHBoxLayout()
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(4)
        caixa.addLayout(self.topo)
        caixa.addWidget(self.tabela)

    def valor(self) -> tuple[int, ...]:
        """Give the ids."""
        return tuple(linha.id for linha in self.tabela.modelo.linhas)

    def linhas(self) -> tuple[Any, ...]:
        """Give the rows."""
        return self.tabela.modelo.linhas

    def definir(self, linhas: tuple[Any, ...]) -> None:
        """Show these rows."""
        if linhas != self.tabela.modelo.linhas:
            self.tabela.modelo.definir(linhas)
            self.alterado.emit()

    def para_rascunho(self) -> Any:
        """Keep the rows as shown."""
        return [{nome: str(valor) for nome, valor in asdict(linha).items()} for linha in self.tabela.modelo.linhas]

    def _remover(self) -> None:
        fora = self.tabela.selecionadas()
        self.definir(tuple(linha for linha in self.tabela.modelo.linhas if linha not in fora))


class CampoContas(ListaRemovivel):
    """Contas by reference; the same one twice is ignored."""

    def __init__(self, ponte: Ponte, buscar: Buscar, pesquisar: Pesquisar) -> None:
        super().__init__(_CONTAS, "ra.contas", "Contas", "2")
        self._ponte, self._buscar, self._pesquisar = ponte, buscar, pesquisar
        self.referencia = _Referencia(placeholderText="mm/aaaa", maxLength=7)
        self.referencia.setFixedWidth(self.fontMetrics().horizontalAdvance("00/00000") + 28)
        self.referencia.setAccessibleName("Conta, mês e ano")
        self.adicionar = botao("Adicionar (&1)")
        self.adicionar.setAccessibleName("Adicionar conta")
        self.procurar = botao("Pesquisar (&8)")
        self.procurar.setAccessibleName("Pesquisar conta")
        self.procurar.setToolTip("Pesquisar conta (F2)")
        for widget in (self.referencia, self.adicionar, self.procurar, self.remover):
            self.topo.addWidget(widget)
        self.topo.addStretch()
        self.setFocusProxy(self.referencia)
        self.referencia.confirmada.connect(self.adicionar.click)
        self.referencia.pesquisada.connect(self.procurar.click)
        self.adicionar.clicked.connect(lambda: self._ponte.iniciar(self._adicionar(), self))
        self.procurar.clicked.connect(lambda: self._ponte.iniciar(self._procurar(), self))

    def de_rascunho(self, valor: Any) -> None:
        """Bring the rows back; the use case checks them again."""
        self.definir(tuple(filter(None, map(_conta, valor or ()))))

    async def _adicionar(self) -> None:
        self._juntar(await self._buscar(ler_referencia(self.referencia.text())))

    async def _procurar(self) -> None:
        self._juntar(await self._pesquisar())

    def _juntar(self, conta: ContaRA | None) -> None:
        if conta is None:
            return
        atuais = self.tabela.modelo.linhas
        if conta.id not in self.valor():
            self.definir((*atuais, conta))
        self.referencia.clear()
        self.referencia.setFocus(Qt.FocusReason.OtherFocusReason)


class _Referencia(QLineEdit):
    """Enter adds, F2 searches."""

    confirmada = Signal()
    pesquisada = Signal()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not evento.modifiers():
            self.confirmada.emit()
        elif evento.key() == Qt.Key.Key_F2:
            self.pesquisada.emit()
        else:
            super().keyPressEvent(evento)


_CONTAS = (
    Coluna("referencia", "Conta", lambda c: formatar_referencia(c.referencia), largura=10),
    Coluna("vencimento", "Vencimento", lambda c: c.vencimento, largura=12),
    Coluna("valor", "Valor", lambda c: c.valor, "direita", 12),
)


def _conta(dados: dict[str, str]) -> ContaRA | None:
    try:
        return ContaRA(
            id=int(dados["id"]),
            imovel_id=int(dados["imovel_id"]),
            referencia=int(dados["referencia"]),
            vencimento=date.fromisoformat(dados["vencimento"]),
            valor=Decimal(dados["valor"]),
            situacao_id=int(dados["situacao_id"]),
        )
    except (KeyError, ValueError, ArithmeticError):
        return None

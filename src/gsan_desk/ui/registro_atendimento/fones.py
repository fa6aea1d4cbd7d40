"""Phones of the solicitante (spec 10 §3.4.3): typed, or read from the cliente."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.registro_atendimento import Fone
from gsan_desk.domain.telefone import formatar
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas

ALTURA = 104
Informar = Callable[[tuple[Fone, ...]], Awaitable[Fone | None]]


class CampoFones(QWidget):
    """Hold phones; exactly one is principal.

    Args:
        informar: asks for a phone, given those that are here.

    Signals:
        alterado: the phones changed, by person or program.
    """

    alterado = Signal()

    def __init__(self, ponte: Ponte, informar: Informar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ponte, self._informar = ponte, informar
        self._tipos = ponte.contexto.dominios.fone_tipos
        self.tabela = TabelaLinhas(self._colunas(), nome="ra.fones", titulo="Fones do Solicitante")
        self.tabela.setFixedHeight(ALTURA)
        self.adicionar = botao("Adicionar (&L)")
        self.principal = botao("Principal (&W)")
        self.remover = botao("Remover (&X)")
        self._dispor()
        self.setFocusProxy(self.adicionar)
        self.adicionar.clicked.connect(lambda: self._ponte.iniciar(self._adicionar(), self))
        self.principal.clicked.connect(self._tornar_principal)
        self.remover.clicked.connect(self._remover)
        self.travar(False)

    def valor(self) -> tuple[Fone, ...]:
        """Give the phones."""
        return self.tabela.modelo.linhas

    def definir(self, fones: tuple[Fone, ...]) -> None:
        """Show phones."""
        if fones != self.valor():
            self.tabela.modelo.definir(fones)
            self.alterado.emit()

    def travar(self, travado: bool) -> None:
        """Let the phones be read only: they belong to the register of the cliente."""
        for alvo in (self.adicionar, self.principal, self.remover):
            alvo.setEnabled(not travado)

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        self.tabela.setAccessibleName(nome)
        verbos = {self.adicionar: "Adicionar", self.principal: "Tornar principal", self.remover: "Remover"}
        for alvo, verbo in verbos.items():
            alvo.setAccessibleName(f"{verbo}: {nome}")

    def para_rascunho(self) -> Any:
        """Keep them."""
        return [asdict(fone) for fone in self.valor()]

    def de_rascunho(self, valor: Any) -> None:
        """Bring them back."""
        try:
            self.definir(tuple(Fone(**dados) for dados in valor or ()))
        except TypeError:  # a draft of another version
            self.definir(())

    def _dispor(self) -> None:
        lado = QVBoxLayout()
        for alvo in (self.adicionar, self.principal, self.remover):
            lado.addWidget(alvo)
        lado.addStretch()
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(6)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(lado)
        self.setTabOrder(self.adicionar, self.tabela)

    def _colunas(self) -> tuple[Coluna, ...]:
        return (
            Coluna("telefone", "Telefone", lambda f: formatar(f.ddd, f.numero, f.ramal), largura=24),
            Coluna(
                "tipo",
                "Tipo",
                lambda f: self._tipos[f.tipo_id].descricao if f.tipo_id in self._tipos else "",
                largura=14,
            ),
            Coluna("principal", "Principal", lambda f: "Sim" if f.principal else "", "centro", 9),
        )

    def _nome_do_tipo(self, fone: Fone) -> str:
        return self._tipos[fone.tipo_id].descricao if fone.tipo_id in self._tipos else ""

    async def _adicionar(self) -> None:
        if (fone := await self._informar(self.valor())) is not None:
            self.definir((*self.valor(), fone))
        self.adicionar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tornar_principal(self) -> None:
        escolhido = self.tabela.atual()
        if escolhido is not None:
            self.definir(tuple(replace(fone, principal=fone is escolhido) for fone in self.valor()))

    def _remover(self) -> None:
        """Take phones away; when the principal goes, the first of the others takes its place."""
        fora = self.tabela.selecionadas()
        ficam = [fone for fone in self.valor() if fone not in fora]
        if ficam and not any(fone.principal for fone in ficam):
            ficam[0] = replace(ficam[0], principal=True)
        self.definir(tuple(ficam))

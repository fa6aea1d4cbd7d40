"""The list of who asked for an RA, with what may be done to a row (spec 10 §7.2)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.atualizacao import SolicitanteRA
from gsan_desk.domain.dominios import Dominios
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas

ALTURA_MINIMA = 180
_LINHAS = TypeAdapter(tuple[SolicitanteRA, ...])


class CampoSolicitantes(QWidget):
    """Rows with Adicionar, Atualizar, Principal, Remover; a row alone is the principal.

    Signals:
        alterado: the rows changed, by person or program.
        adicionar_pedido: a new row is wanted.
        atualizar_pedido: the row to be changed.
    """

    alterado = Signal()
    adicionar_pedido = Signal()
    atualizar_pedido = Signal(object)

    def __init__(self, dominios: Dominios, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dominios = dominios
        self.tabela = TabelaLinhas(self._colunas(), nome="ra.solicitantes", titulo="Solicitantes do RA")
        self.tabela.setMinimumHeight(ALTURA_MINIMA)
        self.adicionar = botao("Adicionar (&L)")
        self.atualizar = botao("Atualizar (&E)")
        self.principal = botao("Tornar &principal")
        self.remover = botao("Remover (&X)")
        self._dispor()
        self._ligar()
        self._habilitar()

    def valor(self) -> tuple[SolicitanteRA, ...]:
        """Give the rows."""
        return self.tabela.modelo.linhas

    def definir(self, linhas: Sequence[SolicitanteRA]) -> None:
        """Show rows; the current one stays current."""
        atual = self.tabela.currentIndex().row()
        novas = tuple(linhas)
        if len(novas) == 1:
            novas = (replace(novas[0], principal=True),)
        self.tabela.modelo.definir(novas)
        self.tabela.ir_para(min(max(atual, 0), max(len(novas) - 1, 0)))
        self._habilitar()
        self.alterado.emit()

    def por(self, linha: SolicitanteRA) -> None:
        """Put a row in the place of the one with its key, or last."""
        linhas = self.valor()
        if any(outra.chave == linha.chave for outra in linhas):
            self.definir([linha if outra.chave == linha.chave else outra for outra in linhas])
        else:
            self.definir([*linhas, linha])
        self.tabela.ir_para([outra.chave for outra in self.valor()].index(linha.chave))

    def nome_de(self, linha: SolicitanteRA) -> str:
        """Say who a row is."""
        unidade = self._dominios.unidades.get(linha.solicitante.unidade_id or 0)
        do_setor = unidade.descricao if unidade is not None else ""
        return linha.cliente or linha.funcionario or do_setor or linha.solicitante.nome or "sem nome"

    def para_rascunho(self) -> Any:
        """Keep the rows."""
        return _LINHAS.dump_python(self.valor(), mode="json")

    def de_rascunho(self, valor: Any) -> None:
        """Bring them back; what another version kept is passed over."""
        try:
            self.definir(_LINHAS.validate_python(valor))
        except ValidationError:
            return

    def setAccessibleName(self, nome: str) -> None:
        super().setAccessibleName(nome)
        self.tabela.setAccessibleName(nome)
        verbos = {self.adicionar: "Adicionar", self.atualizar: "Atualizar", self.principal: "Tornar principal"}
        for alvo, verbo in {**verbos, self.remover: "Remover"}.items():
            alvo.setAccessibleName(f"{verbo}: {nome}")

    def _dispor(self) -> None:
        botoes = QHBoxLayout()
        for alvo in (self.adicionar, self.atualizar, self.principal, self.remover):
            botoes.addWidget(alvo)
        botoes.addStretch()
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(6)
        caixa.addLayout(botoes)
        caixa.addWidget(self.tabela, 1)
        self.setFocusProxy(self.tabela)

    def _ligar(self) -> None:
        self.adicionar.clicked.connect(self.adicionar_pedido)
        self.atualizar.clicked.connect(lambda: self._pedir(self.tabela.atual()))
        self.tabela.ativado.connect(self._pedir)
        self.principal.clicked.connect(self._tornar_principal)
        self.remover.clicked.connect(self._remover)
        self.tabela.mudou_linha.connect(lambda _linha: self._habilitar())

    def _habilitar(self) -> None:
        atual: SolicitanteRA | None = self.tabela.atual()
        self.atualizar.setEnabled(atual is not None)
        self.remover.setEnabled(atual is not None)
        self.principal.setEnabled(atual is not None and not atual.principal)

    def _pedir(self, linha: SolicitanteRA | None) -> None:
        if linha is not None:
            self.atualizar_pedido.emit(linha)

    def _tornar_principal(self) -> None:
        escolhida: SolicitanteRA | None = self.tabela.atual()
        if escolhida is not None:
            self.definir([replace(linha, principal=linha.chave == escolhida.chave) for linha in self.valor()])
            self.tabela.setFocus()

    def _remover(self) -> None:
        atual: SolicitanteRA | None = self.tabela.atual()
        if atual is not None:
            self.definir([linha for linha in self.valor() if linha.chave != atual.chave])
            (self.tabela if self.valor() else self.adicionar).setFocus()

    def _colunas(self) -> tuple[Coluna, ...]:
        return (
            Coluna("principal", "Principal", lambda x: "Sim" if x.principal else "", "centro", 9),
            Coluna("protocolo", "Protocolo", lambda x: x.protocolo, largura=17),
            Coluna("nome", "Nome Solicitante", self.nome_de, largura=42),
            Coluna("cliente", "Cliente", lambda x: x.solicitante.cliente_id, "direita", 10),
            Coluna("unidade", "Unidade", lambda x: self._unidade(x.solicitante.unidade_id), largura=30),
        )

    def _unidade(self, unidade_id: int | None) -> str:
        unidade = self._dominios.unidades.get(unidade_id or 0)
        return f"{unidade.id} - {unidade.descricao}" if unidade is not None else ""

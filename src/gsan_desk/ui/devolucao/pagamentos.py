"""Payments that the RA asks back whole: made twice, or above the document (spec 40 §3.2, §3.3)."""

from typing import Any

from PySide6.QtWidgets import QLabel

from gsan_desk.domain.devolucao import TipoDevolucao, total
from gsan_desk.ui.pesquisas.contas import formatar_referencia
from gsan_desk.ui.registro_atendimento.contas import ListaRemovivel
from gsan_desk.ui.tables.column import Coluna, texto_de

LARGURA = 900
DEVOLVIDO = "O pagamento já foi devolvido: não sai do RA."
DE_CADA_TIPO = {
    TipoDevolucao.DUPLICIDADE: ("documento", "referencia", "data", "valor"),
    TipoDevolucao.PAGAMENTO_A_MAIOR: ("documento", "data", "valor_documento", "valor", "devolver", "devolvido"),
}


class CampoPagamentos(ListaRemovivel):
    """Payments of the imóvel, all included at first; at least one must stay."""

    def __init__(self) -> None:
        self._fixos: tuple[Any, ...] = ()
        super().__init__(COLUNAS, "ra.pagamentos", "Pagamentos a Devolver", "5")
        self.setMaximumWidth(LARGURA)
        self._total = QLabel()
        self._nome_do_total = "Valor Total"
        self.topo.addWidget(self._total)
        self.topo.addStretch()
        self.topo.addWidget(self.remover)
        self.setFocusProxy(self.tabela)
        self.alterado.connect(self._somar)
        self.mostrar_tipo(TipoDevolucao.DUPLICIDADE)

    def mostrar_tipo(self, tipo: TipoDevolucao) -> None:
        """Show the columns of this kind."""
        for numero, coluna in enumerate(COLUNAS):
            self.tabela.setColumnHidden(numero, coluna.nome not in DE_CADA_TIPO[tipo])
        self._nome_do_total = "Valor Total" if tipo is TipoDevolucao.DUPLICIDADE else "Total do Excedente"
        self._somar()

    def fixar(self, devolvidos: frozenset[int]) -> None:
        """Let payments that were given back stay, whatever happens: they never leave the RA."""
        self._fixos = tuple(linha for linha in self.tabela.modelo.linhas if linha.id in devolvidos)
        self.tabela.mudou_linha.connect(self._mostrar_se_sai)

    def definir(self, linhas: tuple[Any, ...]) -> None:
        """Show these rows, and those that cannot go."""
        fixos = {linha.id for linha in self._fixos}
        super().definir((*self._fixos, *(linha for linha in linhas if linha.id not in fixos)))

    def _mostrar_se_sai(self, linha: Any) -> None:
        preso = linha is not None and linha in self._fixos
        self.remover.setEnabled(not preso)
        self.remover.setToolTip(DEVOLVIDO if preso else "")

    def de_rascunho(self, valor: Any) -> None:
        """Keep of the rows just loaded those that the draft had."""
        mantidos = {linha.get("id") for linha in valor or ()}
        if mantidos:
            self.definir(tuple(linha for linha in self.tabela.modelo.linhas if str(linha.id) in mantidos))

    def _somar(self) -> None:
        soma = total(linha.devolver for linha in self.tabela.modelo.linhas if linha.devolver is not None)
        self._total.setText(f"{self._nome_do_total}: R$ {texto_de(soma)}")


def _mes(referencia: int | None) -> str:
    return formatar_referencia(referencia) if referencia else ""


COLUNAS = (
    Coluna("documento", "Documento", lambda p: p.nome, largura=22),
    Coluna("referencia", "Mês/Ano Pag.", lambda p: _mes(p.referencia), largura=12),
    Coluna("data", "Data do Pag.", lambda p: p.data, largura=12),
    Coluna("valor_documento", "Valor do documento", lambda p: p.valor_documento, "direita", 18),
    Coluna("valor", "Valor do Pag.", lambda p: p.valor, "direita", 14),
    Coluna("devolver", "Excedente", lambda p: p.devolver, "direita", 12),
    Coluna("devolvido", "Devolvido", lambda p: p.devolvido, "centro", 10),
)

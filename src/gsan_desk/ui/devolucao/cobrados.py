"""Documents paid of which the RA asks a value back, charged unduly (spec 40 §3.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gsan_desk.domain.devolucao import Devolvivel, ValorDevolver, total, verificar_valor
from gsan_desk.services.ra_consultar import PagamentoDoRA
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.registro_atendimento.decimal_edit import CampoDecimal
from gsan_desk.ui.tables.column import Coluna, texto_de
from gsan_desk.ui.tables.view import TabelaLinhas

ALTURA, LARGURA, DIGITOS = 132, 900, 14


@dataclass(frozen=True, slots=True)
class Documento:
    """A document paid; ``pedido`` is what is asked back of it, ``fixo`` when it was given back already."""

    id: int
    nome: str
    data: date | None
    valor: Decimal | None
    devolver: Decimal | None
    pedido: Decimal | None = None
    fixo: bool = False
    oferta: Devolvivel | None = None


class CampoCobrados(QWidget):
    """The documents paid of the imóvel; a value beside a document asks it back.

    Signals:
        alterado: a value came, changed or went.
        recusado: why the value typed does not serve.
    """

    alterado = Signal()
    recusado = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(LARGURA)
        self.tabela = TabelaLinhas(_COLUNAS, nome="ra.cobrados", titulo="Documentos pagos")
        self.tabela.setFixedHeight(ALTURA)
        self.a_devolver = _Valor(DIGITOS, 2)
        self.a_devolver.setAccessibleName("Valor a devolver do documento escolhido")
        self.a_devolver.setPlaceholderText("0,00")
        self.a_devolver.setFixedWidth(self.fontMetrics().horizontalAdvance("00.000.000,00") + 28)
        self.incluir = botao("Devolver (&0)")
        self.incluir.setAccessibleName("Pedir a devolução deste valor")
        self.remover = botao("Não devolver (&4)")
        self.remover.setAccessibleName("Não pedir a devolução deste documento")
        self._total = QLabel()
        self._dispor()
        self.setFocusProxy(self.tabela)
        self.a_devolver.confirmado.connect(self.incluir.click)
        self.incluir.clicked.connect(self._incluir)
        self.remover.clicked.connect(lambda: self._por(None))
        self.tabela.mudou_linha.connect(self._mudou_linha)
        self._somar()

    def valor(self) -> tuple[ValorDevolver, ...]:
        """Give what is asked back."""
        return tuple(ValorDevolver(d.id, d.pedido) for d in self.linhas() if d.pedido is not None)

    def linhas(self) -> tuple[Documento, ...]:
        """Give the documents."""
        return self.tabela.modelo.linhas

    def definir(self, linhas: Iterable[Documento]) -> None:
        """Show these documents."""
        novas = tuple(linhas)
        if novas != self.linhas():
            self.tabela.modelo.definir(novas)
            self._somar()
            self.alterado.emit()

    def oferecer(self, achados: Iterable[Devolvivel]) -> None:
        """Show the documents that may be asked back, keeping the values of those that were."""
        pedidos = {d.id: d for d in self.linhas() if d.pedido is not None}
        novos = [
            Documento(
                a.id, a.nome, a.data, a.valor, a.devolver, pedidos[a.id].pedido if a.id in pedidos else None, oferta=a
            )
            for a in achados
        ]
        ofertados = {documento.id for documento in novos}
        self.definir([*(d for id_, d in pedidos.items() if id_ not in ofertados), *novos])

    def mostrar_do_ra(self, pagamentos: Iterable[PagamentoDoRA]) -> None:
        """Show what an RA asks back already."""
        self.definir(
            Documento(p.id, p.nome, p.data, p.valor, p.devolver, p.devolver, fixo=p.devolvido) for p in pagamentos
        )

    def esvaziar(self) -> None:
        """Take away the documents of another imóvel; what was given back stays."""
        self.definir(d for d in self.linhas() if d.fixo)

    def para_rascunho(self) -> Any:
        """Keep the values asked back."""
        return {str(pedido.pagamento_id): str(pedido.valor) for pedido in self.valor()}

    def de_rascunho(self, valor: Any) -> None:
        """Put the values back beside the documents just loaded."""
        valores = valor if isinstance(valor, dict) else {}
        if valores:
            self.definir(d if d.fixo else replace(d, pedido=_decimal(valores.get(str(d.id)))) for d in self.linhas())

    def _dispor(self) -> None:
        topo = QHBoxLayout()
        for widget in (QLabel("Valor a devolver"), self.a_devolver, self.incluir, self.remover, self._total):
            topo.addWidget(widget)
        topo.addStretch()
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(4)
        caixa.addWidget(self.tabela)
        caixa.addLayout(topo)

    def _mudou_linha(self, documento: Documento | None) -> None:
        """Propose all that may be asked back of the document now current."""
        self._abrir(documento is not None and not documento.fixo)
        if documento is not None:
            self.a_devolver.definir(documento.pedido if documento.pedido is not None else documento.devolver)

    def _abrir(self, aberto: bool) -> None:
        for alvo in (self.a_devolver, self.incluir, self.remover):
            alvo.setEnabled(aberto)

    def _incluir(self) -> None:
        documento, valor = self.tabela.atual(), self.a_devolver.valor()
        if documento is None:
            self.recusado.emit("Escolha um documento da lista.")
            return
        pedido = valor if valor is not None else Decimal(0)
        recusa = verificar_valor(documento.oferta, pedido) if documento.oferta is not None else None
        if recusa is not None:
            self.recusado.emit(recusa.mensagem)
            return
        self._por(pedido.quantize(Decimal("0.01")))

    def _por(self, pedido: Decimal | None) -> None:
        atual = self.tabela.atual()
        if atual is None or atual.fixo:
            return
        numero = self.tabela.currentIndex().row()
        self.definir(replace(d, pedido=pedido) if d.id == atual.id else d for d in self.linhas())
        self.tabela.ir_para(numero)
        self.recusado.emit("")

    def _somar(self) -> None:
        soma = total(pedido.valor for pedido in self.valor())
        self._total.setText(f"Total a devolver: R$ {texto_de(soma)}")


class _Valor(CampoDecimal):
    """Enter asks the value back."""

    confirmado = Signal()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not evento.modifiers():
            self.confirmado.emit()
        else:
            super().keyPressEvent(evento)


def _decimal(texto: Any) -> Decimal | None:
    try:
        return Decimal(texto) if isinstance(texto, str) else None
    except InvalidOperation:
        return None


_COLUNAS = (
    Coluna("documento", "Documento", lambda d: d.nome, largura=26),
    Coluna("data", "Data do Pag.", lambda d: d.data, largura=12),
    Coluna("valor", "Valor do Pag.", lambda d: d.valor, "direita", 14),
    Coluna("devolver", "Pode devolver", lambda d: d.devolver, "direita", 14),
    Coluna("pedido", "A devolver", lambda d: d.pedido, "direita", 14),
)

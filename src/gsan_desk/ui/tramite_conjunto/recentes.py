"""The person's last runs: to see what they did, go on with one cut short, take one back."""

import asyncio
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.domain.tramite_conjunto import Conjunto, Resultado
from gsan_desk.services.tramite_conjunto.registro import recentes
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.tramite_conjunto.textos import mil
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens


class PassoRecentes(QWidget):
    """The list.

    Signals:
        escolhido: the ``Conjunto`` to be shown.
        voltar_pedido: back to the filter.
    """

    escolhido = Signal(object)
    voltar_pedido = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, barra: BarraMensagens) -> None:
        super().__init__()
        self._ponte, self._barra = ponte, barra
        self._tarefa: asyncio.Task[None] | None = None
        self.ocupado = Ocupado()
        self.tabela = TabelaLinhas(
            _colunas(), nome="tramite.conjunto.recentes", titulo="Tramitações em conjunto recentes", estado=estado
        )
        self.voltar, self.mostrar = botao("&Voltar"), botao_principal("&Mostrar")
        pe = QHBoxLayout()
        pe.addWidget(self.voltar)
        pe.addStretch()
        pe.addWidget(self.mostrar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.addWidget(rotulo("titulo", "Tramitações em conjunto recentes"))
        caixa.addWidget(self.ocupado)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(pe)
        self.voltar.clicked.connect(self.voltar_pedido)
        self.mostrar.clicked.connect(self._escolher)
        self.tabela.ativado.connect(self.escolhido)
        actions.criar(self, "form.voltar", self.voltar_pedido.emit)
        actions.criar(self, "form.atualizar", self.ler)

    def ler(self) -> None:
        """Read the list."""
        if self._tarefa is not None:
            self._tarefa.cancel()
        self._tarefa = self._ponte.iniciar(self._ler(), self)

    def _escolher(self) -> None:
        if (conjunto := self.tabela.atual()) is not None:
            self.escolhido.emit(conjunto)

    async def _ler(self) -> None:
        try:
            with self.ocupado.ocupar("Lendo…"):
                achados = await self._ponte.executar(recentes, self._ponte.contexto)
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="conjunto")
            return
        self.tabela.modelo.definir(achados)
        self.mostrar.setEnabled(bool(achados))
        self.tabela.ir_para(0)
        self.tabela.setFocus(Qt.FocusReason.OtherFocusReason)


def _colunas() -> tuple[Coluna, ...]:
    fins = (Resultado.TRAMITADO, Resultado.RECUSADO, Resultado.ALTERADO, Resultado.NAO_ALCANCADO)
    contadas = (Coluna(fim.name.lower(), fim.nome, partial(_quantos, fim), "direita", 20) for fim in fins)
    return (
        Coluna("criado_em", "Quando", lambda x: x.criado_em, "centro", 18),
        Coluna("total", "RAs", lambda x: mil(x.total), "direita", 10),
        *contadas,
        Coluna("situacao", "Situação", _situacao, largura=44),
    )


def _quantos(fim: Resultado, conjunto: Conjunto) -> str:
    return mil(conjunto.quantos(fim))


def _situacao(conjunto: Conjunto) -> str:
    ditos = ["Desfaz outra" if conjunto.desfaz else "", "Desfeita" if conjunto.desfeito_por else ""]
    if conjunto.faltam:
        ditos.append(f"{len(conjunto.feitas)} de {conjunto.partes} partes: pode continuar")
    if conjunto.pode_desfazer and conjunto.desfazer_ate is not None:
        ditos.append(f"pode ser desfeita até {conjunto.desfazer_ate:%H:%M}")
    return "; ".join(filter(None, ditos)) or "Completa"

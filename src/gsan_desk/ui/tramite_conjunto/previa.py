"""What Tramitar would do, before anything is written: by unit and destination, and each refusal with its reason."""

import asyncio

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.domain.tramite_conjunto import POR_PARTE, GrupoPrevisto, Pedido, Previa
from gsan_desk.services.tramite_conjunto.avaliacao import prever
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.tramite_conjunto.negados import ListaDeNegados
from gsan_desk.ui.tramite_conjunto.tabela import nome_da_unidade
from gsan_desk.ui.tramite_conjunto.textos import mil
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens


class PassoPrevia(QWidget):
    """The counts and the refusals.

    Signals:
        confirmado: the ``tuple`` of ``Pedido`` is to be executed.
        voltar_pedido: back to the list; nothing is lost.
    """

    confirmado = Signal(object)
    voltar_pedido = Signal()

    def __init__(self, ponte: Ponte, barra: BarraMensagens) -> None:
        super().__init__()
        self._ponte, self._barra = ponte, barra
        self._pedidos: tuple[Pedido, ...] = ()
        self._tarefa: asyncio.Task[None] | None = None
        self.ocupado, self.titulo = Ocupado(), rotulo("titulo")
        self.aviso = rotulo("fraco", quebra=True)
        self.grupos = TabelaLinhas(self._colunas(), nome="tramite.conjunto.previa", titulo="Prévia por unidade")
        self.negados = ListaDeNegados("tramite.conjunto.negados", ponte.contexto.dominios.unidades)
        self.voltar, self.reler, self.tramitar = botao("&Voltar"), botao("Re&ler"), botao_principal("&Tramitar")
        self._montar()

    def abrir(self, pedidos: tuple[Pedido, ...]) -> None:
        """Ask the server what would become of each RA now."""
        self._pedidos = pedidos
        self._mostrar(Previa((), ()))
        self.titulo.setText("Prévia da tramitação")
        if self._tarefa is not None:
            self._tarefa.cancel()
        self._tarefa = self._ponte.iniciar(self._prever(), self)

    def confirmar(self) -> None:
        """Go on, when some RA would."""
        if self.tramitar.isEnabled():
            self.confirmado.emit(self._pedidos)

    def _montar(self) -> None:
        pe = QHBoxLayout()
        pe.addWidget(self.voltar)
        pe.addStretch()
        pe.addWidget(self.reler)
        pe.addWidget(self.tramitar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        for widget, estica in ((self.titulo, 0), (self.aviso, 0), (self.ocupado, 0)):
            caixa.addWidget(widget, estica)
        caixa.addWidget(self.grupos, 2)
        caixa.addWidget(self.negados, 3)
        caixa.addLayout(pe)
        self.voltar.clicked.connect(self.voltar_pedido)
        self.reler.setToolTip(actions.dica("form.atualizar"))
        self.reler.clicked.connect(lambda: self.abrir(self._pedidos))
        self.tramitar.clicked.connect(self.confirmar)
        self.tramitar.setToolTip(actions.dica("form.salvar"))
        actions.criar(self, "form.salvar", self.confirmar)
        actions.criar(self, "form.voltar", self.voltar_pedido.emit)
        actions.criar(self, "form.atualizar", lambda: self.abrir(self._pedidos))

    def _colunas(self) -> tuple[Coluna, ...]:
        unidades = self._ponte.contexto.dominios.unidades

        def origem(grupo: GrupoPrevisto) -> str:
            return nome_da_unidade(unidades, grupo.origem_id) or "Sem unidade atual"

        return (
            Coluna("aceitos", "Serão tramitados", lambda x: mil(x.aceitos), "direita", 18),
            Coluna("negados", "Não podem", lambda x: mil(x.negados), "direita", 14),
            Coluna("origem", "Unidade Atual", origem, largura=44),
            Coluna("destino", "Unidade Destino", lambda x: nome_da_unidade(unidades, x.destino_id), largura=44),
        )

    async def _prever(self) -> None:
        try:
            with self.ocupado.ocupar("Conferindo cada RA…"):
                previa = await self._ponte.executar(prever, self._ponte.contexto, self._pedidos)
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="conjunto")
        else:
            self._mostrar(previa)
            (self.tramitar if previa.aceitos else self.voltar).setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar(self, previa: Previa) -> None:
        aceitos, negados = previa.aceitos, len(previa.negados)
        partes = -(-(aceitos + negados) // POR_PARTE)
        resto = f"; {mil(negados)} não podem" if negados else ""
        self.titulo.setText(f"{mil(aceitos)} RA(s) serão tramitados{resto}")
        self.aviso.setText(
            f"Nada foi gravado. A gravação vai em {partes} parte(s) de até {mil(POR_PARTE)} RAs; cada parte entra "
            "inteira ou não entra, e cada RA é conferido de novo na hora."
        )
        self.grupos.modelo.definir(previa.grupos)
        self.negados.mostrar(previa.negados)
        self.tramitar.setText(f"&Tramitar {mil(aceitos)} RA(s)")
        self.tramitar.setEnabled(bool(aceitos))

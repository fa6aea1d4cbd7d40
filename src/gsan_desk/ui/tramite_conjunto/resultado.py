"""The run: how far it is, what it did, going on, taking it back (spec 20 §7.5)."""

from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.tramite_conjunto import Conjunto, LinhaResultado, Pedido, Resultado, TramitarConjunto
from gsan_desk.services.tramite_conjunto.desfazer import preparar_desfazer
from gsan_desk.services.tramite_conjunto.registro import registrar
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import BANCO_FORA, Ponte
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna, Destaque
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.tramite_conjunto.corrida import Corrida
from gsan_desk.ui.tramite_conjunto.exportacao import exportar
from gsan_desk.ui.tramite_conjunto.tabela import nome_da_unidade
from gsan_desk.ui.tramite_conjunto.textos import mil, partes, totais
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

_DESTAQUES = {
    Resultado.RECUSADO: Destaque("aviso", "Recusado pelas regras: nada foi gravado deste RA."),
    Resultado.ALTERADO: Destaque("aviso", "Alterado por outro desde a seleção: nada foi gravado deste RA."),
}


class PassoResultado(QWidget):
    """Progress while it runs, then the report.

    Signals:
        voltar_pedido: back to the list, read anew.
        aberto: Enter on a row; its ``LinhaResultado``.
    """

    voltar_pedido = Signal()
    aberto = Signal(object)

    def __init__(self, ponte: Ponte, estado: Estado, barra: BarraMensagens) -> None:
        super().__init__()
        self._ponte, self._barra = ponte, barra
        self.conjunto: Conjunto | None = None
        self._linhas: tuple[LinhaResultado, ...] = ()
        self.corrida = Corrida(ponte, self)
        self.titulo, self.detalhe = rotulo("titulo", quebra=True), rotulo("fraco", quebra=True)
        self.progresso = QProgressBar(textVisible=False)
        self.progresso.setFixedHeight(6)
        self.progresso.setAccessibleName("Andamento da tramitação")
        self.tabela = TabelaLinhas(
            self._colunas(),
            nome="tramite.conjunto.resultado",
            titulo="Resultado por RA",
            estado=estado,
            destaque=lambda linha: _DESTAQUES.get(linha.resultado),
            exportavel=True,
        )
        self.parar, self.interromper = botao_principal("&Parar após esta parte"), botao("&Interromper já")
        self.continuar, self.desfazer = botao_principal("&Continuar"), botao("&Desfazer…")
        self.exportar, self.voltar = botao("E&xportar…"), botao("&Voltar à lista")
        self.so_pendencias = botao("Só os &não tramitados")
        self.so_pendencias.setCheckable(True)
        self._montar()
        self._ligar()

    @property
    def em_curso(self) -> bool:
        """Tell whether RAs are being moved."""
        return self.corrida.em_curso

    def tramitar(self, pedidos: tuple[Pedido, ...]) -> None:
        """Execute what was informed; a new run."""
        comando = TramitarConjunto(uuid4(), pedidos)
        self._comecar(f"Tramitando {mil(comando.total)} RA(s)…")
        self.corrida.comecar(comando.id, lambda: self._ponte.executar(registrar, self._ponte.contexto, comando))

    def mostrar(self, id_: UUID) -> None:
        """Show a former run."""
        self._comecar("Lendo…")
        self.corrida.mostrar(id_)

    def _colunas(self) -> tuple[Coluna, ...]:
        unidades = self._ponte.contexto.dominios.unidades
        return (
            Coluna("ra", "Número do RA", lambda x: x.ra, "direita", 16),
            Coluna("resultado", "Resultado", lambda x: x.resultado.nome, largura=20),
            Coluna("origem", "Unidade de Origem", lambda x: nome_da_unidade(unidades, x.origem_id), largura=30),
            Coluna("destino", "Unidade Destino", lambda x: nome_da_unidade(unidades, x.destino_id), largura=30),
            Coluna("mensagem", "Motivo", lambda x: x.mensagem, largura=50),
            Coluna("parte", "Parte", lambda x: x.parte + 1, "direita", 7),
            Coluna("quando", "Quando", lambda x: x.quando, "centro", 18),
        )

    def _montar(self) -> None:
        pe, meio = QHBoxLayout(), QHBoxLayout()
        meio.addWidget(self.so_pendencias)
        meio.addWidget(self.exportar)
        meio.addStretch()
        pe.addWidget(self.voltar)
        pe.addStretch()
        for alvo in (self.desfazer, self.continuar, self.interromper, self.parar):
            pe.addWidget(alvo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        for widget in (self.titulo, self.progresso, self.detalhe):
            caixa.addWidget(widget)
        caixa.addLayout(meio)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(pe)

    def _ligar(self) -> None:
        self.parar.setToolTip("A parte em andamento termina; as demais ficam para depois.")
        self.interromper.setToolTip("A parte em andamento é desfeita inteira; as anteriores ficam como estão.")
        self.parar.clicked.connect(self._parar)
        self.interromper.clicked.connect(self.corrida.interromper)
        self.continuar.clicked.connect(self._continuar)
        self.desfazer.clicked.connect(lambda: self._ponte.iniciar(self._desfazer(), self))
        self.exportar.clicked.connect(self._exportar)
        self.tabela.exportar_pedido.connect(self._exportar)
        self.tabela.ativado.connect(self.aberto)
        self.so_pendencias.toggled.connect(self._filtrar)
        self.voltar.clicked.connect(self.voltar_pedido)
        actions.criar(self, "form.salvar", lambda: self.continuar.click() if self.continuar.isVisible() else None)
        actions.criar(self, "form.voltar", self.voltar.click)
        self.continuar.setToolTip(actions.dica("form.salvar"))
        self.corrida.andou.connect(self._andar)
        self.corrida.caiu.connect(self._cair)
        self.corrida.terminou.connect(self._terminar)
        self.corrida.falhou.connect(self._falhar)

    def _comecar(self, titulo: str) -> None:
        self.conjunto, self._linhas = None, ()
        self._barra.fechar("conjunto")
        self.titulo.setText(titulo)
        self.detalhe.setText("")
        self.progresso.setRange(0, 0)
        self.so_pendencias.setChecked(False)
        self.tabela.modelo.definir(())
        self._habilitar(correndo=True)
        self.parar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _habilitar(self, *, correndo: bool) -> None:
        conjunto = self.conjunto
        for alvo in (self.parar, self.interromper):
            alvo.setVisible(correndo)
            alvo.setEnabled(correndo)
        for alvo in (self.voltar, self.exportar, self.so_pendencias):
            alvo.setEnabled(not correndo)
        self.continuar.setVisible(not correndo and conjunto is not None and bool(conjunto.faltam))
        self.desfazer.setVisible(not correndo and conjunto is not None and conjunto.pode_desfazer)

    def _parar(self) -> None:
        self.corrida.parar()
        self.parar.setEnabled(False)
        self.detalhe.setText(f"Parando ao fim desta parte. {self.detalhe.text()}")

    def _andar(self, por_fim: dict[Resultado, int], feitas: int, em_todas: int) -> None:
        self.progresso.setRange(0, em_todas)
        self.progresso.setValue(feitas)
        da_vez = f"Parte {min(feitas + 1, em_todas)} de {em_todas}"
        self.detalhe.setText(f"{da_vez}: {totais(por_fim)} até agora.")

    def _cair(self) -> None:
        self.titulo.setText("A conexão caiu no meio da tramitação")
        self.detalhe.setText("O que já foi gravado fica. Quando a conexão voltar, o resultado é lido e aparece aqui.")
        self._barra.errar(BANCO_FORA, chave="conjunto")
        for alvo in (self.parar, self.interromper):
            alvo.setEnabled(False)

    def _falhar(self, motivo: str) -> None:
        self.titulo.setText("A tramitação não pôde continuar")
        self._barra.errar(motivo, chave="conjunto")
        self.progresso.setRange(0, 1)
        self._habilitar(correndo=False)

    def _terminar(self, conjunto: Conjunto, linhas: tuple[LinhaResultado, ...]) -> None:
        self.conjunto, self._linhas = conjunto, linhas
        self._barra.fechar("conjunto")
        self.progresso.setRange(0, conjunto.partes)
        self.progresso.setValue(len(conjunto.feitas))
        tramitados = mil(conjunto.quantos(Resultado.TRAMITADO))
        feito = texto("CONJUNTO_TRAMITADO", quantos=tramitados)
        self.titulo.setText(f"Desfazer: {feito}" if conjunto.desfaz else feito)
        self.detalhe.setText(self._relatar(conjunto))
        self._filtrar()
        self._habilitar(correndo=False)
        self._focar()

    def _relatar(self, conjunto: Conjunto) -> str:
        ditos = [f"{mil(conjunto.total)} RA(s): {totais(conjunto.totais)}.", partes(conjunto)]
        if self.corrida.recusadas:
            presas = ", ".join(str(parte + 1) for parte in sorted(self.corrida.recusadas))
            ditos.append(f"Parte(s) {presas}: {next(iter(self.corrida.recusadas.values()))}")
        if conjunto.desfeito_por is not None:
            ditos.append("Esta tramitação já foi desfeita, no todo ou em parte.")
        elif conjunto.pode_desfazer and conjunto.desfazer_ate is not None:
            ditos.append(f"Pode ser desfeita até {conjunto.desfazer_ate:%H:%M}.")
        return " ".join(filter(None, ditos))

    def _focar(self) -> None:
        alvo: QPushButton = self.voltar if self.continuar.isHidden() else self.continuar
        alvo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filtrar(self) -> None:
        so = self.so_pendencias.isChecked()
        self.tabela.modelo.definir(
            [x for x in self._linhas if x.resultado is not Resultado.TRAMITADO] if so else self._linhas
        )

    def _continuar(self) -> None:
        if (conjunto := self.conjunto) is not None:
            self._comecar("Continuando a tramitação…")
            self.corrida.comecar(conjunto.id)

    async def _desfazer(self) -> None:
        """Ask, and give the RAs back by a run of its own."""
        conjunto = self.conjunto
        if conjunto is None or self.em_curso:
            return
        quantos = mil(conjunto.quantos(Resultado.TRAMITADO))
        pergunta = f"Devolver {quantos} RA(s) às unidades de onde saíram? Só voltam os que ninguém alterou desde então."
        if not await self._barra.perguntar(pergunta, [("De&volver", True), ("Manter", False)]):
            return
        novo = uuid4()
        self._comecar("Desfazendo…")
        self.corrida.comecar(
            novo,
            lambda: self._ponte.executar(preparar_desfazer, self._ponte.contexto, conjunto.id, novo),
        )

    def _exportar(self) -> None:
        if self._linhas:
            mostradas = self.tabela.modelo.linhas
            colunas = self.tabela.colunas_visiveis()
            self._ponte.iniciar(exportar(self, self._barra, colunas, mostradas), self)

"""Informar Obrigatoriedade Documento Especificação [UC1067], spec 30 §7."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gsan_desk.domain.codigos import NAO, SIM
from gsan_desk.domain.dominios import Tipo
from gsan_desk.services.documento_obrigatorio import (
    DocumentoDaEspecificacao,
    InformarDocumentos,
    carregar,
    informar,
    verificar,
)
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.cadastro.campos import SimNao
from gsan_desk.ui.contato.rodape import RodapeCurto
from gsan_desk.ui.dominios_vivos import seguir
from gsan_desk.ui.rascunho import Rascunho, Rascunhos
from gsan_desk.ui.registro_atendimento.aba import botao
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import rotulo

ID = Qt.ItemDataRole.UserRole
LARGURA = 1100
RASCUNHO = "obrigatoriedade_documento:respostas"
MUDOU = "O que está gravado de uma destas especificações mudou depois deste preenchimento. Confira antes de gerar."
AJUDA_DOCUMENTO = "Com Sim, o cliente que pede precisa ter CPF ou CNPJ no cadastro para o RA ser aceito."
AJUDA_RESPONSAVEL = "Com Sim, o documento do responsável pelo imóvel serve no lugar do de quem pede."


class ListaMarcavel(QListWidget):
    """Rows by id, several chosen at a time.

    Signals:
        alterado: the choice changed.
    """

    alterado = Signal()

    def __init__(self, nome: str) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(nome)
        self.itemSelectionChanged.connect(self.alterado)

    def por(self, linhas: dict[int, str]) -> None:
        """Show these rows, by name."""
        self.clear()
        for id_, nome in sorted(linhas.items(), key=lambda par: par[1]):
            item = QListWidgetItem(nome)
            item.setData(ID, id_)
            self.addItem(item)

    def escolher(self, ids: frozenset[int]) -> None:
        """Choose these."""
        for item in (self.item(n) for n in range(self.count())):
            item.setSelected(int(item.data(ID)) in ids)

    def escolhidos(self) -> frozenset[int]:
        """Give the ids chosen."""
        return frozenset(int(item.data(ID)) for item in self.selectedItems())

    def todos(self) -> frozenset[int]:
        """Give the ids shown."""
        return frozenset(int(self.item(n).data(ID)) for n in range(self.count()))


class Meios(QWidget):
    """Two lists: meios through which the document is not demanded, and those through which it is.

    Signals:
        alterado: a meio changed sides.
    """

    alterado = Signal()

    def __init__(self, nomes: dict[int, str]) -> None:
        super().__init__()
        self._nomes = nomes
        self.livres = ListaMarcavel("Documento não Obrigatório")
        self.exigidos = ListaMarcavel("Documento Obrigatório")
        self.todos_la, self.la = botao(">>", "Exigir em todos"), botao(">", "Exigir nos marcados")
        self.ca, self.todos_ca = botao("<", "Não exigir nos marcados"), botao("<<", "Não exigir em nenhum")
        grade = QGridLayout(self)
        grade.setContentsMargins(0, 0, 0, 0)
        for coluna, lista in ((0, self.livres), (2, self.exigidos)):
            grade.addWidget(rotulo("fraco", lista.accessibleName()), 0, coluna)
            grade.addWidget(lista, 1, coluna)
            grade.setColumnStretch(coluna, 1)
        meio = QVBoxLayout()
        meio.addStretch(1)
        for alvo, fazer in (
            (self.todos_la, lambda: frozenset(self._nomes)),
            (self.la, lambda: self.valor() | self.livres.escolhidos()),
            (self.ca, lambda: self.valor() - self.exigidos.escolhidos()),
            (self.todos_ca, frozenset[int]),
        ):
            alvo.clicked.connect(lambda _=False, fazer=fazer: self.definir(fazer()))
            meio.addWidget(alvo)
        meio.addStretch(1)
        grade.addLayout(meio, 1, 1)
        self.setFocusProxy(self.livres)
        self.definir(frozenset())

    def valor(self) -> frozenset[int]:
        """Give the meios at the right."""
        return self.exigidos.todos()

    def definir(self, meios: frozenset[int]) -> None:
        """Put these at the right, the others at the left."""
        self.exigidos.por({id_: nome for id_, nome in self._nomes.items() if id_ in meios})
        self.livres.por({id_: nome for id_, nome in self._nomes.items() if id_ not in meios})
        self.alterado.emit()


class PaginaDocumento(QWidget):
    """The tab.

    Signals:
        gravado: something was written.
        fechar_pedido: the person is done with the page.
    """

    gravado = Signal()
    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte, rascunhos: Rascunhos) -> None:
        super().__init__()
        self._ponte, self._rascunhos = ponte, rascunhos
        self._mostrando = False
        self._lidas: dict[int, DocumentoDaEspecificacao] = {}
        self._digitado = False
        self.chave = "obrigatoriedade_documento"
        self.setWindowTitle("Informar Obrigatoriedade de Documento por Especificação")
        dominios = ponte.contexto.dominios
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar, self._recarregar)
        self.barra, self.ocupado = self.trabalho.barra, self.trabalho.ocupado
        self.tipo = ComboItens(self._tipos())
        self.especificacoes = ListaMarcavel("Tipo de Especificação")
        self.documento, self.responsavel = SimNao(), SimNao()
        self.meios = Meios({m.id: m.descricao for m in dominios.meios.values() if m.em_uso})
        self.rodape = RodapeCurto("&Gerar", self.gerar, self.limpar, self.fechar_pedido.emit, self)
        self.rodape.desfazer.setText("&Limpar")
        self._montar()
        self._ligar()
        if (guardado := rascunhos.obter(RASCUNHO)) is not None:
            self.trabalho.iniciar(self._oferecer(guardado))

    @property
    def pronto(self) -> bool:
        """Tell whether nothing is under way."""
        return self.trabalho.parado

    async def pode_fechar(self) -> bool:
        """Ask before the answers go."""
        if not self._digitado:
            return True
        sair = [("Des&cartar", True), ("Continuar", False)]
        if not await self.barra.perguntar("Nada disto foi gravado. Descartar?", sair):
            return False
        self._esquecer()
        return True

    def gerar(self) -> None:
        """Check and write."""
        self.trabalho.iniciar(self._gerar())

    def limpar(self) -> None:
        """Forget the tipo and all that follows."""
        self.barra.limpar()
        self.formulario.limpar()
        self.tipo.definir(None)
        self._mudou_tipo()

    async def _oferecer(self, guardado: Rascunho) -> None:
        """Offer the answers that were not written the last time."""
        self._corpo.setEnabled(False)
        quando = f"{datetime.fromtimestamp(guardado.quando).astimezone():%d/%m %H:%M}"
        pergunta = f"Há um preenchimento de {quando} que não foi gravado."
        escolha = None
        while escolha is None:  # answering on would replace it
            escolha = await self.barra.perguntar(pergunta, [("&Retomar", True), ("Des&cartar", False)])
        self._corpo.setEnabled(True)
        if escolha:
            await self._retomar(guardado.dados)
        else:
            self._esquecer()

    async def _retomar(self, dados: dict[str, Any]) -> None:
        """Show the answers again, and say so when what is stored is no longer what they were given over."""
        lidas = {int(id_): quando for id_, quando in dados.get("lidas", {}).items()}
        self._mostrando = True
        try:
            self.tipo.definir(dados.get("tipo"))
            await self._ler(self.tipo.valor() or 0)
            self.especificacoes.escolher(frozenset(lidas))
            self.documento.definir(dados.get("documento"))
            self.responsavel.definir(dados.get("responsavel"))
            self.meios.definir(frozenset(dados.get("meios", ())))
            self.meios.setEnabled(self.documento.valor() == SIM)
        finally:
            self._mostrando = False
        self._digitado = True
        if any(id_ not in self._lidas or self._quando(id_) != quando for id_, quando in lidas.items()):
            self.barra.avisar(MUDOU, chave="mudou")

    def _guardar(self) -> None:
        dados = {
            "tipo": self.tipo.valor(),
            "lidas": {str(id_): self._quando(id_) for id_ in self.especificacoes.escolhidos()},
            "documento": self.documento.valor(),
            "responsavel": self.responsavel.valor(),
            "meios": sorted(self.meios.valor()),
        }
        self._rascunhos.guardar(RASCUNHO, self.windowTitle(), dados)

    def _quando(self, id_: int) -> str:
        return self._lidas[id_].ultima_alteracao.isoformat()

    def _esquecer(self) -> None:
        self._digitado = False
        self._rascunhos.descartar(RASCUNHO)

    def _mudou(self) -> None:
        if not self._mostrando:
            self._digitado = True
            self._guardar()

    def _tipos(self) -> list[Tipo]:
        return [t for t in self._ponte.contexto.dominios.tipos.values() if t.em_uso]

    def _recarregar(self) -> None:
        self.barra.limpar()
        if (tipo_id := self.tipo.valor()) is not None:
            self.trabalho.iniciar(self._ler(tipo_id))

    async def _ler(self, tipo_id: int) -> None:
        with self.ocupado.ocupar("Lendo…", desabilitar=[self.rodape.concluir]):
            lidas = await self._ponte.executar(carregar, tipo_id)
        if tipo_id == self.tipo.valor():
            self._lidas = {lida.id: lida for lida in lidas}
            self.especificacoes.por({lida.id: lida.descricao for lida in lidas})

    async def _gerar(self) -> None:
        self.barra.limpar()
        if self.tipo.valor() is None:
            self.formulario["tipo"].mostrar_erro("Informe Tipo de Solicitação.")
            self.formulario["tipo"].focar()
            return
        escolhidas = self.especificacoes.escolhidos()
        pedido = InformarDocumentos(
            {id_: self._lidas[id_].ultima_alteracao for id_ in escolhidas},
            self.documento.valor(),
            self.responsavel.valor(),
            self.meios.valor(),
        )
        if achadas := list(verificar(pedido, (self._lidas[id_] for id_ in sorted(escolhidas)))):
            self.formulario.mostrar(achadas)
            return
        with self.ocupado.ocupar("Gravando…", desabilitar=self.rodape.botoes, cancelavel=False):
            dito = await self._ponte.executar(informar, self._ponte.contexto, pedido)
        self._esquecer()
        self.gravado.emit()
        await self._ler(self.tipo.valor() or 0)
        self._responder(None)
        self.barra.confirmar(dito, chave="feito")

    def _mudou_tipo(self) -> None:
        if self._mostrando:
            return
        self._lidas = {}
        self.especificacoes.por({})
        self._responder(None)
        if (tipo_id := self.tipo.valor()) is not None:
            self.trabalho.trocar(self._ler(tipo_id))

    def _escolheu(self) -> None:
        """Show what is stored of one; several start unanswered."""
        if self._mostrando:
            return
        escolhidas = self.especificacoes.escolhidos()
        self._responder(self._lidas[next(iter(escolhidas))] if len(escolhidas) == 1 else None)

    def _responder(self, lida: DocumentoDaEspecificacao | None) -> None:
        self._mostrando = True
        self.documento.definir(None if lida is None else SIM if lida.documento else NAO)
        self.responsavel.definir(None if lida is None else SIM if lida.responsavel else NAO)
        self._por_meios(lida.meios if lida is not None else frozenset())
        self._mostrando = False
        self._esquecer()

    def _mudou_documento(self) -> None:
        if not self._mostrando:
            self._por_meios(self.meios.valor())
            self._mudou()

    def _por_meios(self, meios: frozenset[int]) -> None:
        """With Sim and nothing stored all are demanded; with Não none is, and none moves."""
        exige = self.documento.valor() == SIM
        todos = self.meios.livres.todos() | self.meios.exigidos.todos()
        self.meios.definir((meios or todos) if exige else frozenset())
        self.meios.setEnabled(exige)

    def _montar(self) -> None:
        campo = self.formulario.campo
        self._corpo = corpo = QWidget()
        corpo.setMaximumWidth(LARGURA)
        caixa = QVBoxLayout(corpo)
        caixa.addWidget(campo("tipo", "&Tipo de Solicitação", self.tipo, obrigatorio=True))
        caixa.addWidget(campo("especificacoes", "Tipo de &Especificação", self.especificacoes, obrigatorio=True))
        for nome, titulo, widget, ajuda in (
            ("documento", "&Documento Solicitante Obrigatório", self.documento, AJUDA_DOCUMENTO),
            ("responsavel", "&Validar Documento do Cliente Responsável", self.responsavel, AJUDA_RESPONSAVEL),
        ):
            linha = QHBoxLayout()
            linha.addWidget(campo(nome, titulo, widget, obrigatorio=True))
            linha.addWidget(rotulo("fraco", ajuda, quebra=True), 1)
            caixa.addLayout(linha)
        caixa.addWidget(campo("meios", "&Meio de Solicitação", self.meios))
        fora = QVBoxLayout(self)
        fora.setContentsMargins(0, 0, 0, 0)
        fora.setSpacing(0)
        fora.addWidget(self.barra)
        fora.addWidget(self.ocupado)
        fora.addWidget(corpo, 1)
        fora.addWidget(self.rodape)
        self.setFocusProxy(self.tipo)

    def _ligar(self) -> None:
        self.tipo.alterado.connect(self._mudou_tipo)
        self.especificacoes.alterado.connect(self._escolheu)
        self.documento.alterado.connect(self._mudou_documento)
        self.responsavel.alterado.connect(self._mudou)
        self.meios.alterado.connect(self._mudou)
        actions.criar(self, "form.atualizar", self._recarregar)
        actions.criar(self, "form.limpar", self.limpar)
        seguir(self._ponte, self, lambda: self.tipo.renovar(self._tipos()))

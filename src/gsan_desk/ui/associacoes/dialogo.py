"""The dialog that adds associations, one after another."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.associacoes import Associacao
from gsan_desk.domain.dominios import Especificacao, Tipo
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.regras.associacoes import UNIDADE_INEXISTENTE, verificar_nova
from gsan_desk.ui import actions
from gsan_desk.ui.associacoes.declaracoes import Declaracao
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.dominios_vivos import seguir
from gsan_desk.ui.pesquisas.unidade import campo_unidade
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal, so_leitura
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import rotulo

LARGURA = 620


class DialogoAssociacao(QDialog):
    """It stays open after each association: tipo and unit stay, the next especificação is asked for.

    Args:
        presentes: gives the associations that the grid holds now.

    Signals:
        adicionada: the ``Associacao``.
    """

    adicionada = Signal(object)

    def __init__(
        self,
        ponte: Ponte,
        declaracao: Declaracao,
        cabeca: str,
        presentes: Callable[[], Iterable[Associacao]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ponte, self._declaracao, self._cabeca, self._presentes = ponte, declaracao, cabeca, presentes
        self.setWindowTitle(declaracao.titulo_dialogo)
        self.tipo = ComboItens(self._tipos())
        self.especificacao = ComboItens()
        inexistente = texto(UNIDADE_INEXISTENTE[declaracao.tabela])
        self.unidade = campo_unidade(
            ponte, "Unidade de Atendimento", filtro=lambda u: u.recebe_ra, inexistente=inexistente
        )
        self.formulario = Formulario(self)
        self.feitas = rotulo("fraco")
        self.limpar, self.fechar = botao("&Limpar"), botao(declaracao.voltar)
        self.adicionar = botao_principal(declaracao.adicionar)
        self._montar()
        self._ligar()

    def confirmar(self) -> None:
        """Check and add."""
        self._ponte.iniciar(self._confirmar(), self)

    async def _confirmar(self) -> None:
        await self.formulario.aguardar()
        nova = (self.tipo.valor(), self.especificacao.valor(), self.unidade.valor())
        proprias = self.formulario.invalidos()
        de_fora = {v.campo for v in proprias}
        achadas = verificar_nova(
            self._declaracao.tabela, self._cabeca, nova, self._presentes(), self._ponte.contexto.dominios
        )
        erros = [*proprias, *(v for v in achadas if v.campo not in de_fora)]
        self.formulario.mostrar(erros)
        _, especificacao_id, unidade_id = nova
        if erros or especificacao_id is None or unidade_id is None:
            return
        nome = self.especificacao.currentText()
        self.adicionada.emit(Associacao(especificacao_id, unidade_id))
        self.feitas.setText(f"Adicionada: {nome}. Ela só é gravada ao Informar.")
        self.especificacao.definir(None)
        self.formulario["associacao.especificacao_id"].focar()

    def _montar(self) -> None:
        cabeca = so_leitura(self._declaracao.cabeca_no_dialogo)
        cabeca.setText(self._cabeca)
        campo = self.formulario.campo
        caixa = QVBoxLayout(self)
        caixa.addWidget(campo("cabeca", self._declaracao.cabeca_no_dialogo, cabeca))
        caixa.addWidget(campo("associacao.tipo_id", "&Tipo de Solicitação", self.tipo, obrigatorio=True))
        caixa.addWidget(
            campo("associacao.especificacao_id", "Tipo de &Especificação", self.especificacao, obrigatorio=True)
        )
        caixa.addWidget(campo("associacao.unidade_id", "&Unidade de Atendimento", self.unidade, obrigatorio=True))
        caixa.addWidget(self.feitas)
        caixa.addStretch(1)
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        for alvo in (self.limpar, self.fechar, self.adicionar):
            botoes.addWidget(alvo)
        caixa.addLayout(botoes)
        self.resize(LARGURA, self.sizeHint().height())

    def _ligar(self) -> None:
        self.tipo.alterado.connect(self._mudou_tipo)
        self.limpar.clicked.connect(self._limpar)
        self.fechar.clicked.connect(self.reject)
        self.adicionar.clicked.connect(self.confirmar)
        actions.criar(self, "form.salvar", self.confirmar)
        seguir(self._ponte, self, self._renovar)
        self.adicionar.setToolTip(actions.dica("form.salvar"))

    def _mudou_tipo(self) -> None:
        tipo_id = self.tipo.valor()
        self.especificacao.definir_itens(self._especificacoes(tipo_id))

    def _tipos(self) -> list[Tipo]:
        return [t for t in self._ponte.contexto.dominios.tipos.values() if t.em_uso]

    def _especificacoes(self, tipo_id: int | None) -> list[Especificacao]:
        todas = self._ponte.contexto.dominios.especificacoes.values()
        return [e for e in todas if e.tipo_id == tipo_id and e.em_uso]

    def _renovar(self) -> None:
        self.tipo.renovar(self._tipos())
        self.especificacao.renovar(self._especificacoes(self.tipo.valor()))

    def _limpar(self) -> None:
        self.tipo.definir(None)
        self.unidade.limpar()
        self.formulario.limpar()
        self.formulario["associacao.tipo_id"].focar()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        """Keep Enter from closing: in a code field it resolves, on a button it presses."""
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            evento.accept()
            return
        super().keyPressEvent(evento)

"""Configurar Relatos do Cidadão: how far the search looks, what a report becomes, limits (spec 40 §2.3, §2.4)."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gsan_desk.domain.dominios import Item
from gsan_desk.services.progis.ajustes import Ajustes, gravar, ler
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal, grade
from gsan_desk.ui.trabalho import Trabalho
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import rotulo

TITULO = "Configurar Relatos do Cidadão"
CHAVE = "configurar_relatos"
EXPLICACAO = "Valem para todos, a partir da próxima leitura."
GRAVADO = "Ajustes gravados."
ZONAS = range(18, 26)
"""UTM zones of Brazil."""
LARGURA = 1100
_NUMEROS = {
    "raio_metros": "&Raio da procura, em metros",
    "dias_encerrados": "RAs &encerrados há até, em dias",
    "dias_mesmo_telefone": "Mesmo &telefone em até, em dias",
    "relatos_por_telefone_dia": "Re&latos por telefone e dia",
}
_DO_PRINCIPAL = "O SMS do relato vinculado diz o &protocolo do solicitante principal"
_AVISO = "Desmarcado, cada cidadão recebe um protocolo seu; o do principal dá acesso ao atendimento de outra pessoa."


class ConfigurarRelatos(QWidget):
    """The tab.

    Signals:
        fechar_pedido: the person is done with it.
    """

    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte) -> None:
        super().__init__()
        self.chave = CHAVE
        self.setWindowTitle(TITULO)
        self._ponte = ponte
        self.lidos: Ajustes | None = None
        self.formulario = Formulario(self)
        self.trabalho = Trabalho(ponte, self, self.formulario.mostrar)
        dominios = ponte.contexto.dominios
        especificacoes = [e for e in dominios.especificacoes.values() if e.em_uso]
        self.numeros = {nome: _numero() for nome in _NUMEROS}
        self.zona = ComboItens([Item(z, f"Zona {z}S") for z in ZONAS], vazio="A da longitude de cada relato")
        self.meio = ComboItens([m for m in dominios.meios.values() if m.em_uso])
        self.agua, self.esgoto = ComboItens(especificacoes), ComboItens(especificacoes)
        self.do_principal = QCheckBox(_DO_PRINCIPAL)
        self.concluir, self.fechar = botao_principal("&Gravar"), botao("Fec&har")
        self._montar()
        self.concluir.clicked.connect(self.gravar)
        self.fechar.clicked.connect(self.fechar_pedido)
        actions.criar(self, "form.salvar", self.gravar)
        actions.criar(self, "form.atualizar", self.reler)
        ponte.estado_mudou.connect(self._mudou_conexao)
        self.reler()

    @property
    def pronta(self) -> bool:
        """Whether the settings were read and nothing is under way."""
        return self.lidos is not None and self.trabalho.parado

    async def pode_fechar(self) -> bool:
        """Ask before what was typed goes."""
        if self.lidos is None or self.valor() == self.lidos:
            return True
        opcoes = [("Descartar", True), ("Continuar digitando", False)]
        return bool(await self.trabalho.barra.perguntar("Os ajustes não foram gravados.", opcoes))

    def reler(self) -> None:
        """Read them and show."""
        self.trabalho.iniciar(self._ler())

    def gravar(self) -> None:
        """Write them."""
        if self.lidos is not None:
            self.trabalho.iniciar(self._gravar())

    def valor(self) -> Ajustes:
        """Read the fields; an empty number is none that is allowed."""
        numeros: dict[str, Any] = {n: int(c.text()) if c.text() else -1 for n, c in self.numeros.items()}
        return Ajustes(
            **numeros,
            zona_utm=self.zona.valor(),
            meio_id=self.meio.valor(),
            especificacao_agua_id=self.agua.valor(),
            especificacao_esgoto_id=self.esgoto.valor(),
            protocolo_do_principal=self.do_principal.isChecked(),
        )

    async def _ler(self) -> None:
        with self.trabalho.ocupado.ocupar("Lendo…", desabilitar=[self.concluir]):
            self._mostrar(await self._ponte.executar(ler))

    async def _gravar(self) -> None:
        self.formulario.limpar()
        novos = self.valor()
        with self.trabalho.ocupado.ocupar("Gravando…", desabilitar=[self.concluir], cancelavel=False):
            await self._ponte.executar(gravar, self._ponte.contexto, novos)
        self._mostrar(novos)
        self.trabalho.barra.confirmar(GRAVADO, chave="feito")

    def _mostrar(self, ajustes: Ajustes) -> None:
        for nome, campo in self.numeros.items():
            campo.setText(str(getattr(ajustes, nome)))
        if ajustes.zona_utm is not None:
            self.zona.incluir(Item(ajustes.zona_utm, f"Zona {ajustes.zona_utm}"))
        dominios = self._ponte.contexto.dominios
        self.meio.incluir(dominios.meios.get(ajustes.meio_id or 0))
        propostas = (self.agua, ajustes.especificacao_agua_id), (self.esgoto, ajustes.especificacao_esgoto_id)
        for combo, codigo in propostas:
            combo.incluir(dominios.especificacoes.get(codigo or 0))
            combo.definir(codigo)
        self.zona.definir(ajustes.zona_utm)
        self.meio.definir(ajustes.meio_id)
        self.do_principal.setChecked(ajustes.protocolo_do_principal)
        self.lidos = self.valor()

    def _montar(self) -> None:
        campo = self.formulario.campo
        numerado = {nome: campo(nome, titulo, self.numeros[nome]) for nome, titulo in _NUMEROS.items()}
        corpo = QWidget()
        corpo.setMaximumWidth(LARGURA)
        coluna = QVBoxLayout(corpo)
        coluna.setContentsMargins(0, 0, 0, 0)
        coluna.addWidget(rotulo("fraco", EXPLICACAO, quebra=True))
        coluna.addLayout(
            grade(
                ((numerado["raio_metros"], 6), (numerado["dias_encerrados"], 6)),
                ((numerado["dias_mesmo_telefone"], 6), (numerado["relatos_por_telefone_dia"], 6)),
                (
                    (campo("meio_id", "Meio de s&olicitação", self.meio), 6),
                    (campo("zona_utm", "Zona UT&M das coordenadas dos RAs", self.zona), 6),
                ),
                (
                    (campo("especificacao_agua_id", "Especificação do &vazamento de água", self.agua), 6),
                    (campo("especificacao_esgoto_id", "Especificação do va&zamento de esgoto", self.esgoto), 6),
                ),
                ((campo("protocolo_do_principal", "Protocolo do principal", self.do_principal), 12),),
            )
        )
        coluna.addWidget(rotulo("fraco", _AVISO, quebra=True))
        botoes = QHBoxLayout()
        botoes.addWidget(self.concluir)
        botoes.addWidget(self.fechar)
        botoes.addStretch(1)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.addWidget(self.trabalho.barra)
        caixa.addWidget(self.trabalho.ocupado)
        caixa.addWidget(corpo)
        caixa.addLayout(botoes)
        caixa.addStretch(1)
        self.setFocusProxy(self.numeros["raio_metros"])

    def _mudou_conexao(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO and self.lidos is None:
            self.reler()


def _numero() -> QLineEdit:
    campo = QLineEdit()
    campo.setValidator(QIntValidator(0, 9999, campo))
    return campo

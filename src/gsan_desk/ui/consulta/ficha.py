"""An RA on screen, read-only: head and foldable sections; shared by the tab and by the window [UC0424, UC0452]."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.services.ra_consultar import AnexoDoRA, OrdemServicoDoRA, RAConsulta, ReiteracaoDoRA
from gsan_desk.ui.consulta.dobravel import Dobravel
from gsan_desk.ui.consulta.secoes import CampoLido, Grade, Secao, estado_do_sms, secoes, sms_com_erro
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.marca import marcar, rotulo

POR_LINHA = 4
_PAPEIS = {SituacaoRA.PENDENTE: "info", SituacaoRA.ENCERRADO: "sucesso", SituacaoRA.BLOQUEADO: "aviso"}


class FichaRA(QWidget):
    """All of one RA.

    Signals:
        anexo_pedido: an ``AnexoDoRA`` to open.
        reiteracao_pedida: a ``ReiteracaoDoRA`` to show.
    """

    anexo_pedido = Signal(object)
    reiteracao_pedida = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.secoes: dict[str, Dobravel] = {}
        self._abertas = {"gerais": True}
        self._rolagem = QScrollArea(widgetResizable=True)
        self._rolagem.setFrameShape(QFrame.Shape.NoFrame)
        self._rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cabeca = QWidget()
        self._caixa = QVBoxLayout(self)
        self._caixa.setContentsMargins(0, 0, 0, 0)
        self._caixa.setSpacing(6)
        self._caixa.addWidget(self._cabeca)
        self._caixa.addWidget(self._rolagem, 1)

    def mostrar(self, ra: RAConsulta, ordens: tuple[OrdemServicoDoRA, ...] = ()) -> None:
        """Show an RA; sections stay open as the person left them."""
        self._abertas.update({nome: secao.aberta for nome, secao in self.secoes.items()})
        nova = _cabeca(ra)
        self._caixa.replaceWidget(self._cabeca, nova)
        self._cabeca.deleteLater()
        self._cabeca = nova
        self._rolagem.setWidget(self._corpo(secoes(ra, ordens)))

    def abrir_todas(self, abertas: bool = True) -> None:
        """Open or close every section."""
        for secao in self.secoes.values():
            secao.abrir(abertas)

    def rolar(self, paginas: int) -> None:
        """Turn pages up or down; what has no focus can be read by keyboard too."""
        barra = self._rolagem.verticalScrollBar()
        barra.setValue(barra.value() + paginas * barra.pageStep())

    def textos(self) -> dict[str, str]:
        """Give every label and its text, for tests and for the clipboard."""
        achados = self.findChildren(QLabel, "valor")
        return {str(valor.property("campo")): valor.text() for valor in achados}

    def _corpo(self, partes: tuple[Secao, ...]) -> QWidget:
        corpo = QWidget()
        caixa = QVBoxLayout(corpo)
        caixa.setContentsMargins(0, 0, 6, 0)
        caixa.setSpacing(4)
        self.secoes = {}
        for parte in partes:
            secao = Dobravel(parte.titulo, self._conteudo(parte), aberta=self._abertas.get(parte.nome, False))
            secao.setObjectName("secao")
            secao.resumir(parte.resumo)
            self.secoes[parte.nome] = secao
            caixa.addWidget(secao)
        caixa.addStretch()
        return corpo

    def _conteudo(self, parte: Secao) -> QWidget:
        conteudo = QWidget()
        caixa = QVBoxLayout(conteudo)
        caixa.setContentsMargins(24, 2, 8, 8)
        caixa.setSpacing(6)
        if parte.campos:
            caixa.addLayout(_campos(parte))
        for grade in parte.grades:
            if grade.titulo != parte.titulo:
                caixa.addWidget(rotulo("rotulo", grade.titulo))
            caixa.addWidget(self._tabela(grade) if grade.linhas else rotulo("fraco", grade.vazia))
        return conteudo

    def _tabela(self, grade: Grade) -> TabelaLinhas:
        tabela = TabelaLinhas(grade.colunas, nome=f"ra.{grade.nome}", titulo=grade.titulo)
        tabela.setObjectName(f"grade_{grade.nome}")
        tabela.modelo.definir(grade.linhas)
        alturas = tabela.verticalHeader().defaultSectionSize() * min(len(grade.linhas), 8)
        tabela.setFixedHeight(alturas + tabela.horizontalHeader().sizeHint().height() + 8)
        tabela.ativado.connect(self._ativar)
        return tabela

    def _ativar(self, linha: object) -> None:
        if isinstance(linha, AnexoDoRA):
            self.anexo_pedido.emit(linha)
        elif isinstance(linha, ReiteracaoDoRA):
            self.reiteracao_pedida.emit(linha)


def _cabeca(ra: RAConsulta) -> QWidget:
    quadro = QFrame()
    quadro.setObjectName("cartao")
    caixa = QHBoxLayout(quadro)
    caixa.setContentsMargins(12, 6, 12, 6)
    caixa.setSpacing(10)
    caixa.addWidget(rotulo("titulo", f"RA {ra.numero}"))
    caixa.addWidget(_selo(ra.situacao.nome, _PAPEIS[ra.situacao]))
    if ra.gerais.urgente:
        caixa.addWidget(_selo("Urgente", "urgente"))
    if ra.gerais.reiteracoes:
        caixa.addWidget(_selo(f"Reiterado {ra.gerais.reiteracoes}×", "urgente"))
    if sms := estado_do_sms(ra):
        caixa.addWidget(_selo(sms, "urgente" if sms_com_erro(ra) else "info"))
    especificacao = rotulo("subtitulo", ra.gerais.especificacao)
    especificacao.setTextFormat(Qt.TextFormat.PlainText)
    especificacao.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    caixa.addWidget(especificacao, 1)
    caixa.addWidget(rotulo("fraco", f"Previsto para {ra.gerais.data_prevista:%d/%m/%Y}"))
    return quadro


def _selo(texto: str, papel: str) -> QLabel:
    selo = QLabel(texto, textFormat=Qt.TextFormat.PlainText)
    selo.setObjectName("selo")
    marcar(selo, "papel", papel)
    return selo


def _campos(parte: Secao) -> QGridLayout:
    grade = QGridLayout()
    grade.setHorizontalSpacing(18)
    grade.setVerticalSpacing(8)
    linha = coluna = 0
    for campo in parte.campos:
        if campo.largo and coluna:
            linha, coluna = linha + 1, 0
        grade.addLayout(_campo(campo, parte), linha, coluna, 1, POR_LINHA if campo.largo else 1)
        coluna += POR_LINHA if campo.largo else 1
        if coluna >= POR_LINHA:
            linha, coluna = linha + 1, 0
    for i in range(POR_LINHA):
        grade.setColumnStretch(i, 1)
    return grade


def _campo(campo: CampoLido, parte: Secao) -> QVBoxLayout:
    valor = QLabel(campo.texto, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    valor.setObjectName("valor")
    valor.setProperty("campo", f"{parte.nome}.{campo.rotulo}")
    valor.setAccessibleName(f"{campo.rotulo}: {campo.texto}")
    valor.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    valor.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    caixa = QVBoxLayout()
    caixa.setSpacing(0)
    caixa.addWidget(rotulo("rotulo", campo.rotulo))
    caixa.addWidget(valor)
    caixa.addStretch()
    return caixa

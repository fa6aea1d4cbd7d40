"""What a command would do now, in numbers."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gsan_desk.domain.comando_encerramento import Destino, LinhaPrevia, Previa
from gsan_desk.ui.bridge import abrir_dialogo
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.marca import rotulo

TAMANHO = (940, 420)


TITULOS = {
    Destino.ENCERRAR: "A encerrar",
    Destino.OS_PROGRAMADA: "OS programada",
    Destino.DEBITO: "Gera débito",
    Destino.OS_COM_DOCUMENTO: "OS de cobrança",
    Destino.OUTRA_UNIDADE: "Sem autorização",
}


def _coluna(destino: Destino) -> Coluna:
    titulo = TITULOS[destino]
    return Coluna(destino.name.lower(), titulo, lambda x: x.por_destino[destino], "direita", len(titulo) + 5)


def _colunas(previa: Previa) -> list[Coluna]:
    """Show a fate that no RA meets in no column."""
    fora = [d for d in Destino if d is not Destino.ENCERRAR and previa.quantos(d)]
    return [
        Coluna("unidade", "Unidade Atual", lambda x: x.unidade, largura=42),
        Coluna("total", "RAs", lambda x: x.total, "direita", 9),
        _coluna(Destino.ENCERRAR),
        Coluna("ordens", "OS a encerrar", lambda x: x.ordens, "direita", 17),
        *(_coluna(destino) for destino in fora),
    ]


def resumir(previa: Previa) -> str:
    """Say it in a sentence."""
    encerrar = previa.quantos(Destino.ENCERRAR)
    fora = [f"{n} {d.nome.lower()}" for d in Destino if d is not Destino.ENCERRAR and (n := previa.quantos(d))]
    frase = f"{previa.total} RAs achados: {encerrar} a encerrar, com {previa.ordens} OS em aberto."
    return f"{frase} Ficam abertos: {', '.join(fora)}." if fora else frase


class DialogoPrevia(QDialog):
    """The counts by unit; with ``executar`` it also asks for the execution."""

    def __init__(self, previa: Previa, titulo: str, parent: QWidget | None = None, *, executar: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(titulo)
        self.resumo = rotulo("subtitulo", resumir(previa), quebra=True)
        self.tabela = TabelaLinhas(_colunas(previa), nome="comando.previa", titulo=titulo)
        self.tabela.modelo.definir(_com_total(previa))
        self.fechar, self.executar = botao("&Fechar"), botao_principal(executar or "&Executar agora")
        self.executar.setVisible(bool(executar))
        self.fechar.clicked.connect(self.reject)
        self.executar.clicked.connect(self.accept)
        botoes = QHBoxLayout()
        botoes.addStretch()
        botoes.addWidget(self.fechar)
        botoes.addWidget(self.executar)
        caixa = QVBoxLayout(self)
        caixa.addWidget(self.resumo)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(botoes)
        self.resize(*TAMANHO)

    async def mostrar(self) -> bool:
        """Open, wait, and tell whether the execution was asked for."""
        self.fechar.setFocus()
        try:
            return await abrir_dialogo(self) == QDialog.DialogCode.Accepted
        finally:
            self.deleteLater()


def _com_total(previa: Previa) -> list[LinhaPrevia]:
    if len(previa.linhas) < 2:
        return list(previa.linhas)
    somas = tuple(previa.quantos(destino) for destino in Destino)
    return [*previa.linhas, LinhaPrevia("Total", somas, previa.ordens)]

"""Experimentar, on the window of an especificação: a case, and what Inserir would demand and decide."""

from collections.abc import Callable
from datetime import datetime
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.services.cadastro.descricao import Valores
from gsan_desk.services.cadastro.experimento import Experimento, Resultado, experimentar
from gsan_desk.ui import actions
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.pesquisas.imovel import campo_imovel
from gsan_desk.ui.pesquisas.lugares import campo_localidade
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal, grade
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.date_edit import CampoData
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

LARGURA, ALTURA = 860, 600
EXPLICACAO = "Nada é gravado: são as mesmas contas de Inserir, com a especificação como está na tela."


class DialogoExperimentar(QDialog):
    """Meio, imóvel, localidade and date in; the answer of Inserir out.

    Args:
        valores, tipo: give what the windows of the especificação and of its tipo hold now.
    """

    def __init__(
        self,
        ponte: Ponte,
        valores: Callable[[], Valores],
        tipo: Callable[[], Valores],
        especificacao_id: int | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ponte, self._valores, self._tipo, self._id = ponte, valores, tipo, especificacao_id
        self.setWindowTitle("Experimentar a Especificação")
        self.barra, self.formulario = BarraMensagens(), Formulario(self)
        self.meio = ComboItens(m for m in ponte.contexto.dominios.meios.values() if m.em_uso)
        self.imovel, self.localidade, self.data = campo_imovel(ponte), campo_localidade(ponte), CampoData()
        self.data.definir(datetime.now().astimezone().date())
        self.resposta = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.resposta.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.resposta.setAccessibleName("O que Inserir exigiria e decidiria")
        self.fechar, self.tentar = botao("&Fechar"), botao_principal("E&xperimentar")
        self.resultado: Resultado | None = None
        self._montar()
        self.fechar.clicked.connect(self.reject)
        self.tentar.clicked.connect(self.experimentar)
        actions.criar(self, "form.salvar", self.experimentar)

    def experimentar(self) -> None:
        """Try the case."""
        self._ponte.iniciar(self._experimentar(), self)

    async def _experimentar(self) -> None:
        self.barra.limpar()
        await self.formulario.aguardar()
        data = self.data.valor()
        if invalidos := self.formulario.invalidos():
            self.formulario.mostrar(invalidos)
            return
        if data is None:
            self.formulario["data"].mostrar_erro("Informe a Data do Atendimento.")
            self.formulario["data"].focar()
            return
        caso = Experimento(
            self._valores(),
            self._id,
            self._tipo(),
            data,
            self.meio.valor(),
            self.imovel.valor(),
            self.localidade.valor(),
        )
        try:
            self.resultado = await self._ponte.executar(experimentar, self._ponte.contexto, caso)
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="erros")
            return
        self.resposta.setText(_escrever(self.resultado))

    def _montar(self) -> None:
        campo = self.formulario.campo
        campos = grade(
            [
                (campo("meio", "&Meio de Solicitação", self.meio), 6),
                (campo("data", "&Data do Atendimento", self.data), 6),
            ],
            [(campo("imovel", "&Imóvel", self.imovel), 6), (campo("localidade", "&Localidade", self.localidade), 6)],
        )
        caixa = QVBoxLayout(self)
        caixa.addWidget(self.barra)
        caixa.addWidget(rotulo("fraco", EXPLICACAO, quebra=True))
        caixa.addLayout(campos)
        rolagem = QScrollArea()
        rolagem.setWidgetResizable(True)
        self.resposta.setAlignment(Qt.AlignmentFlag.AlignTop)
        rolagem.setWidget(self.resposta)
        caixa.addWidget(rolagem, 1)
        botoes = QHBoxLayout()
        botoes.addStretch(1)
        botoes.addWidget(self.fechar)
        botoes.addWidget(self.tentar)
        caixa.addLayout(botoes)
        self.resize(LARGURA, ALTURA)


def _escrever(resultado: Resultado) -> str:
    """Write the answer, one heading a question."""
    partes = [
        ("Prazo", [f"Data Prevista: {resultado.prazo:%d/%m/%Y}"]),
        ("Unidade destino", [f"{resultado.unidade or 'sem sugestão'}: {resultado.regra}"]),
        ("Ordem de serviço", [resultado.ordem_servico or "Nenhuma nasce com o RA."]),
        ("Documento", [resultado.documento]),
        ("O que Inserir ainda exigiria", [v.mensagem for v in resultado.exigencias] or ["Nada mais."]),
        ("Avisos", list(resultado.avisos) or ["Nenhum."]),
    ]
    return "".join(
        f"<h4>{titulo}</h4><ul>{''.join(f'<li>{escape(linha)}</li>' for linha in linhas)}</ul>"
        for titulo, linhas in partes
    )

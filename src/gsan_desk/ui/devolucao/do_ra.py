"""Devolução of an RA: what it asks, what was given back, and Calcular as a preview [UC1131] (spec 40 §3.6, §3.7)."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from gsan_desk.domain.devolucao import NOMES, Calculo, TipoDevolucao, calcular, total
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.services.devolucao.consulta import DevolucaoDoRA, do_ra
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.consultas_do_ra.pagina import Cabecalho, PaginaConsulta
from gsan_desk.ui.consultas_do_ra.pagina import do_ra as pares_do_ra
from gsan_desk.ui.impressao.documentos import comprovante_da_devolucao
from gsan_desk.ui.impressao.menu import MenuImpressao
from gsan_desk.ui.pesquisas.contas import formatar_referencia
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.tables.column import Coluna, texto_de
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.marca import rotulo

ALTURA = 112
RESTA = {
    TipoDevolucao.DUPLICIDADE: (
        "No GSAN: Efetuar Devolução de Valores Pagos em Duplicidade continua deste RA: transfere os créditos para as "
        "contas e gera o crédito a realizar do que sobra. Depois, encerre o RA. Pagamentos de guia e de débito, que "
        "aquela função não vê, pedem Guia de Devolução ou Crédito a Realizar à mão."
    ),
    TipoDevolucao.PAGAMENTO_A_MAIOR: (
        "No GSAN: Inserir Guia de Devolução ou Inserir Crédito a Realizar, informando este RA, com o excedente de cada "
        "pagamento da lista. Depois, encerre o RA."
    ),
    TipoDevolucao.COBRADO_INDEVIDAMENTE: (
        "No GSAN: Retificar Conta encontra este RA nas contas da lista; para devolver o que foi pago, Inserir Guia de "
        "Devolução ou Inserir Crédito a Realizar, informando este RA. Depois, encerre o RA."
    ),
}
FEITO = "Tudo o que este RA pede já foi devolvido: falta encerrá-lo, se ainda estiver aberto."
PREVIA = "Prévia: nada é gravado aqui."


class DevolucaoDoRATela(PaginaConsulta):
    """What the RA asks back; marked payments and contas are those selected in the lists."""

    def __init__(self, ponte: Ponte, caminhos: Caminhos, numero: int) -> None:
        self._numero = numero
        self._achado: DevolucaoDoRA | None = None
        super().__init__(ponte, caminhos, f"Devolução do RA {numero}", f"devolucao_do_ra:{numero}")
        self.cabeca = Cabecalho()
        self.pedidos = _tabela(_PEDIDOS, "devolucao.pedidos", "Pedido neste RA")
        self.devolvidos = _tabela(_DEVOLVIDOS, "devolucao.devolvidos", "Já devolvido")
        self.contas = _tabela(_CONTAS, "devolucao.contas", "Contas em débito do imóvel")
        self.retificadas = _tabela(_RETIFICADAS, "devolucao.retificadas", "Contas a retificar")
        self.transferencias = _tabela(_TRANSFERENCIAS, "devolucao.transferir", "Créditos a transferir")
        self.restantes = _tabela(_RESTANTES, "devolucao.realizar", "Créditos a realizar")
        self.total, self.resta = rotulo("subtitulo", quebra=True), rotulo("fraco", quebra=True)
        self.titulo_pedidos, self.resultado = rotulo("subtitulo"), rotulo("subtitulo", PREVIA, quebra=True)
        self.botao_calcular = botao_principal("Ca&lcular")
        self.botao_comprovante = botao("&Imprimir comprovante ▾", "Imprimir o comprovante da devolução")
        consultar_ra = botao("&Consultar RA")
        self._menu = MenuImpressao(ponte, self._documento, f"devolucao-do-ra-{numero}", self.barra, self)
        self._dispor()
        self._oferecer(self.botao_calcular, self.botao_comprovante, consultar_ra)
        self.botao_calcular.clicked.connect(self.calcular)
        self.botao_comprovante.clicked.connect(self._abrir_menu)
        consultar_ra.clicked.connect(lambda: caminhos.consultar(numero))
        self.setFocusProxy(self.pedidos)

    def calcular(self) -> None:
        """Show what the marked payments would settle, and what would be left."""
        achado = self._achado
        if achado is None:
            return
        marcados = {linha.id for linha in self.pedidos.selecionadas()}
        contas = [conta.marcada for conta in self.contas.selecionadas()]
        try:
            self._mostrar_calculo(calcular([p for p in achado.marcaveis if p.id in marcados], contas))
            self.barra.fechar("calculo")
        except RegraViolada as erro:
            self._mostrar_calculo(Calculo((), (), ()))
            self.barra.errar(str(erro), chave="calculo")

    async def _ler(self) -> None:
        achado = await self._ponte.executar(do_ra, self._ponte.contexto, self._numero)
        self._achado = achado
        self.cabeca.mostrar(
            [
                *pares_do_ra(achado.ra),
                ("Número do Protocolo", achado.protocolo),
                ("Imóvel", texto_de(achado.imovel_id)),
                ("Cliente (usuário)", achado.cliente),
            ]
        )
        self.titulo_pedidos.setText(NOMES[achado.tipo])
        for tabela, linhas in (
            (self.pedidos, achado.pagamentos),
            (self.devolvidos, achado.devolvidos),
            (self.contas, achado.contas),
        ):
            tabela.modelo.definir(linhas)
        self.pedidos.selectAll()
        self._dizer(achado)
        self._mostrar_calculo(Calculo((), (), ()))

    def _dizer(self, achado: DevolucaoDoRA) -> None:
        pedido = total(p.devolver for p in achado.pagamentos if p.devolver is not None)
        falta = total(p.devolver for p in achado.pagamentos if p.devolver is not None and not p.devolvido)
        self.total.setText(f"Pedido: R$ {texto_de(pedido)}. Falta devolver: R$ {texto_de(falta)}.")
        self.resta.setText(RESTA[achado.tipo] if falta else FEITO)
        motivo = "" if achado.marcaveis else "Só há prévia de pagamentos de conta em duplicidade ainda não devolvidos."
        self.botao_calcular.setEnabled(not motivo)
        self.botao_calcular.setToolTip(motivo)
        self.botao_calcular.setAccessibleDescription(motivo)

    def _mostrar_calculo(self, feito: Calculo) -> None:
        for tabela, linhas in (
            (self.retificadas, feito.contas),
            (self.transferencias, feito.transferencias),
            (self.restantes, feito.restantes),
        ):
            tabela.modelo.definir([_Numerada(n, linha) for n, linha in enumerate(linhas)])
        if feito.transferencias or feito.restantes:
            self.resultado.setText(
                f"{PREVIA} Total do Crédito Abatido: R$ {texto_de(feito.transferido)}. "
                f"Crédito a realizar: R$ {texto_de(feito.a_realizar)}. "
                f"Total de Crédito: R$ {texto_de(feito.transferido + feito.a_realizar)}."
            )
        else:
            self.resultado.setText(f"{PREVIA} Selecione pagamentos e contas e use Calcular.")

    async def _documento(self) -> QTextDocument:
        achado = await self._ponte.executar(do_ra, self._ponte.contexto, self._numero)
        return comprovante_da_devolucao(achado, self._ponte.contexto)

    def _abrir_menu(self) -> None:
        self._menu.popup(self.botao_comprovante.mapToGlobal(QPoint(0, self.botao_comprovante.height())))

    def _dispor(self) -> None:
        corpo = QWidget()
        grade = QGridLayout(corpo)
        grade.setContentsMargins(0, 0, 0, 0)
        _por(
            grade,
            0,
            ((self.titulo_pedidos, self.pedidos, 4), (rotulo("subtitulo", "Já devolvido"), self.devolvidos, 2)),
        )
        grade.addWidget(self.total, 2, 0, 1, 4)
        grade.addWidget(self.resta, 3, 0, 1, 6)
        _por(
            grade,
            4,
            (
                (rotulo("subtitulo", "Contas em débito do imóvel"), self.contas, 3),
                (rotulo("subtitulo", "Contas a retificar"), self.retificadas, 3),
            ),
        )
        grade.addWidget(self.resultado, 6, 0, 1, 6)
        _por(
            grade,
            7,
            (
                (rotulo("subtitulo", "Créditos a transferir"), self.transferencias, 3),
                (rotulo("subtitulo", "Créditos a realizar"), self.restantes, 3),
            ),
        )
        rolagem = QScrollArea(widgetResizable=True)
        rolagem.setFrameShape(QScrollArea.Shape.NoFrame)
        rolagem.setWidget(corpo)
        self.caixa.addWidget(self.cabeca)
        self.caixa.addWidget(rolagem, 1)


class _Numerada:
    """A row of a result, told from the others by its place."""

    def __init__(self, numero: int, linha: Any) -> None:
        self.id, self.linha = numero, linha


def _por(grade: QGridLayout, linha: int, partes: Sequence[tuple[QWidget, QWidget, int]]) -> None:
    """Lay titled lists side by side."""
    coluna = 0
    for titulo, lista, largura in partes:
        grade.addWidget(titulo, linha, coluna, 1, largura)
        grade.addWidget(lista, linha + 1, coluna, 1, largura)
        coluna += largura


def _tabela(colunas: Sequence[Coluna], nome: str, titulo: str) -> TabelaLinhas:
    tabela = TabelaLinhas(colunas, nome=nome, titulo=titulo)
    tabela.setFixedHeight(ALTURA)
    return tabela


def _mes(referencia: int | None) -> str:
    return formatar_referencia(referencia) if referencia else ""


def _de(obter: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda numerada: obter(numerada.linha)


_PEDIDOS = (
    Coluna("documento", "Documento", lambda p: p.nome, largura=24),
    Coluna("data", "Data Pagamento", lambda p: p.data, "centro", 17),
    Coluna("valor", "Valor Pago", lambda p: p.valor, "direita", 12),
    Coluna("devolver", "A devolver", lambda p: p.devolver, "direita", 12),
    Coluna("devolvido", "Devolvido", lambda p: p.devolvido, "centro", 10),
)
_DEVOLVIDOS = (
    Coluna("tipo", "O que foi feito", lambda d: d.tipo, largura=18),
    Coluna("numero", "Número", lambda d: d.numero, "direita", 10),
    Coluna("referencia", "Mês/Ano", lambda d: _mes(d.referencia), "centro", 9),
    Coluna("data", "Data", lambda d: d.data, "centro", 11),
    Coluna("valor", "Valor", lambda d: d.valor, "direita", 12),
    Coluna("detalhe", "Crédito", lambda d: d.detalhe, largura=24),
)
_CONTAS = (
    Coluna("referencia", "Mês/Ano", lambda c: _mes(c.referencia), "centro", 9),
    Coluna("vencimento", "Vencimento", lambda c: c.vencimento, "centro", 12),
    Coluna("valor", "Valor", lambda c: c.valor, "direita", 12),
)
_RETIFICADAS = (
    Coluna("referencia", "Conta", _de(lambda r: _mes(r.conta.referencia)), "centro", 9),
    Coluna("original", "Valor original", _de(lambda r: r.conta.valor), "direita", 14),
    Coluna("credito", "Crédito", _de(lambda r: r.credito), "direita", 12),
    Coluna("atual", "Valor atual", _de(lambda r: r.atual), "direita", 12),
)
_TRANSFERENCIAS = (
    Coluna("pagamento", "Pagamento de", _de(lambda t: _mes(t.pagamento.referencia)), "centro", 15),
    Coluna("conta", "Para a conta", _de(lambda t: _mes(t.conta.referencia)), "centro", 14),
    Coluna("valor", "Valor", _de(lambda t: t.valor), "direita", 12),
)
_RESTANTES = (
    Coluna("pagamento", "Pagamento de", _de(lambda r: _mes(r.pagamento.referencia)), "centro", 15),
    Coluna("valor", "Valor", _de(lambda r: r.valor), "direita", 12),
)

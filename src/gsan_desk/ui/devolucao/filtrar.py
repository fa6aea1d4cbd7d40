"""Filtrar RA para Devolução [UC1130]: the pending RAs with something yet to be given back."""

import asyncio

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gsan_desk.domain.devolucao import NOMES, TipoDevolucao, total
from gsan_desk.domain.dominios import Item
from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.services.devolucao.lista import MAXIMO, FiltroDevolucao, RAParaDevolucao, listar
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.campos import Relogio
from gsan_desk.ui.consulta.periodo import CampoPeriodo
from gsan_desk.ui.consulta.selecao import SelecaoMultipla
from gsan_desk.ui.consultas_do_ra.caminhos import Caminhos
from gsan_desk.ui.pesquisas.imovel import campo_imovel
from gsan_desk.ui.registro_atendimento.aba import botao, botao_principal
from gsan_desk.ui.state import Estado
from gsan_desk.ui.tables.column import Coluna, texto_de
from gsan_desk.ui.tables.view import TabelaLinhas
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.campo import Formulario
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.marca import rotulo
from gsan_desk.ui.widgets.message_bar import BarraMensagens

MAIOR_RA = 999_999_999
COLUNAS = (
    Coluna("ra", "RA", lambda x: x.id, "direita", 11),
    Coluna("imovel", "Matrícula", lambda x: x.imovel_id, "direita", 11),
    Coluna("cliente", "Cliente (usuário)", lambda x: x.cliente, largura=34),
    Coluna("atendimento", "Atendimento", lambda x: x.atendimento, "centro", 17),
    Coluna("tipo", "Devolução", lambda x: NOMES[x.tipo], largura=40),
    Coluna("pagamentos", "Pagamentos", lambda x: x.pagamentos, "direita", 11),
    Coluna("valor", "A devolver", lambda x: x.valor, "direita", 14),
)


class FiltrarDevolucao(QWidget):
    """Filter above, list beneath; Enter on a row opens its return.

    Signals:
        fechar_pedido: the person is done with the page.
    """

    fechar_pedido = Signal()

    def __init__(self, ponte: Ponte, estado: Estado, caminhos: Caminhos) -> None:
        super().__init__()
        self._ponte, self._caminhos = ponte, caminhos
        self._tarefa: asyncio.Task[None] | None = None
        self.setWindowTitle("Filtrar RA para Devolução")
        self.formulario, self.barra, self.ocupado = Formulario(), BarraMensagens(), Ocupado()
        self.periodo = CampoPeriodo(Relogio(lambda: None).hoje)
        self.numero = QLineEdit(maxLength=9)
        self.numero.setValidator(QIntValidator(0, MAIOR_RA, self.numero))
        self.imovel = campo_imovel(ponte)
        self.perfis = SelecaoMultipla(ponte.contexto.dominios.perfis.values())
        self.tipo = ComboItens((Item(tipo, nome) for tipo, nome in NOMES.items()), vazio="Todas")
        self.tabela = TabelaLinhas(COLUNAS, nome="devolucao.lista", titulo="RAs para devolução", estado=estado)
        self.total = rotulo("fraco")
        self.botao_filtrar, self.botao_limpar = botao_principal("Filtrar (&G)"), botao("Li&mpar")
        self.botao_consultar, self.botao_fechar = botao("&Consultar"), botao("&Fechar")
        self._dispor()
        self.botao_filtrar.clicked.connect(self.filtrar)
        self.botao_limpar.clicked.connect(self.limpar)
        self.botao_consultar.clicked.connect(lambda: self._abrir(self.tabela.atual()))
        self.botao_fechar.clicked.connect(self.fechar_pedido)
        self.tabela.ativado.connect(self._abrir)
        self.tabela.mudou_linha.connect(lambda linha: self.botao_consultar.setEnabled(linha is not None))
        self.botao_consultar.setEnabled(False)
        self.setFocusProxy(self.periodo)

    @property
    def pronto(self) -> bool:
        """Tell whether nothing is being read."""
        return self._tarefa is None or self._tarefa.done()

    def filtrar(self) -> None:
        """Read the list anew."""
        if self.pronto:
            self._tarefa = self._ponte.iniciar(self._filtrar(), self)

    def limpar(self) -> None:
        """Empty filter and list."""
        self.periodo.definir(None)
        self.numero.clear()
        self.imovel.limpar()
        self.perfis.definir(())
        self.tipo.definir(None)
        self._mostrar(())
        self.barra.limpar()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def filtro(self) -> FiltroDevolucao:
        """Give what is filled."""
        periodo, tipo = self.periodo.valor(), self.tipo.valor()
        return FiltroDevolucao(
            inicial=periodo.inicial,
            final=periodo.final,
            numero=int(self.numero.text()) if self.numero.text() else None,
            imovel_id=self.imovel.valor(),
            perfis=frozenset(self.perfis.valor()),
            tipo=TipoDevolucao(tipo) if tipo is not None else None,
        )

    async def _filtrar(self) -> None:
        await self.formulario.aguardar()
        proprios = self.formulario.invalidos()
        self.barra.limpar()
        if proprios:
            self.formulario.mostrar(proprios)
            return
        try:
            with self.ocupado.ocupar("Procurando…"):
                self._mostrar(await self._ponte.executar(listar, self._ponte.contexto, self.filtro()))
            self.tabela.ir_para(0)
            self.tabela.setFocus(Qt.FocusReason.OtherFocusReason)
        except RegraViolada as erro:
            self._mostrar(())
            sobra = self.formulario.mostrar(erro.violacoes)
            if sobra:
                self.barra.errar("\n".join(v.mensagem for v in sobra), chave="erros")
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem, chave="erros")

    def _mostrar(self, achados: tuple[RAParaDevolucao, ...]) -> None:
        self.tabela.modelo.definir(achados)
        soma = total(a.valor for a in achados)
        mais = f" (os {MAXIMO} primeiros)" if len(achados) == MAXIMO else ""
        self.total.setText(f"{len(achados)} RA(s){mais}, R$ {texto_de(soma)} a devolver" if achados else "")

    def _abrir(self, linha: RAParaDevolucao | None) -> None:
        if linha is not None:
            self._caminhos.devolucao(linha.id)

    def _dispor(self) -> None:
        campo, grade = self.formulario.campo, QGridLayout()
        grade.addWidget(campo("periodo", "&Período de Atendimento", self.periodo), 0, 0)
        grade.addWidget(campo("numero", "&Número do RA", self.numero), 0, 1)
        grade.addWidget(campo("imovel_id", "Matrícula do &Imóvel", self.imovel), 0, 2)
        grade.addWidget(campo("perfis", "Perfil do Imóve&l", self.perfis), 0, 3)
        grade.addWidget(campo("tipo", "&Devolução", self.tipo), 0, 4)
        botoes = QHBoxLayout()
        for alvo in (self.botao_filtrar, self.botao_limpar):
            botoes.addWidget(alvo)
        botoes.addStretch()
        pe = QHBoxLayout()
        pe.addWidget(self.total, 1)
        for alvo in (self.botao_consultar, self.botao_fechar):
            pe.addWidget(alvo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 10, 12, 8)
        caixa.addWidget(self.barra)
        caixa.addLayout(grade)
        caixa.addLayout(botoes)
        caixa.addWidget(self.ocupado)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(pe)

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        if evento.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.filtrar()
        elif evento.key() == Qt.Key.Key_Escape:
            self.fechar_pedido.emit()
        else:
            super().keyPressEvent(evento)

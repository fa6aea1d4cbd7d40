"""Consultar Registro de Atendimento [UC0424]."""

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gsan_desk.domain.erros import ErroDeUso, RegraViolada, Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.services.ra_consultar import AnexoDoRA, RAConsulta, ReiteracaoDoRA, consultar
from gsan_desk.services.ra_filtrar import Chave, Vizinhos, vizinhos
from gsan_desk.services.relogio import hoje
from gsan_desk.ui import actions
from gsan_desk.ui.abas import CHAVE
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.anexo import abrir_anexo
from gsan_desk.ui.consulta.ficha import FichaRA
from gsan_desk.ui.consulta.navegador import Navegador
from gsan_desk.ui.consulta.percurso import Percurso
from gsan_desk.ui.consulta.reiteracao import DadosDaReiteracao
from gsan_desk.ui.consultas_do_ra.acoes import AcaoDoRA, BarraDeAcoes
from gsan_desk.ui.impressao.documentos import documento_do_ra, via_do_cliente
from gsan_desk.ui.impressao.menu import MenuImpressao
from gsan_desk.ui.state import Estado
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.campo import Campo
from gsan_desk.ui.widgets.masked_edit import CampoMascarado, Mascara
from gsan_desk.ui.widgets.message_bar import BarraMensagens

TITULO = "Consultar Registro de Atendimento"
SEM_VIZINHOS = Vizinhos(None, None)


class ConsultarRA(QWidget):
    """The tab.

    Args:
        numero: shown at once.
        percurso: the list that it came from; then RA Anterior and Próximo RA walk it.
        acoes: what may be done with the RA from here.
    """

    def __init__(
        self,
        ponte: Ponte,
        estado: Estado,
        janela: Navegador,
        numero: int | None = None,
        percurso: Percurso | None = None,
        acoes: Sequence[AcaoDoRA] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ponte, self._estado, self._janela = ponte, estado, janela
        self._percurso, self._vizinhos = percurso, SEM_VIZINHOS
        self._leitura: asyncio.Task[None] | None = None
        self.ra: RAConsulta | None = None
        self.chave = chave(numero) if numero else None
        self.setWindowTitle(f"RA {numero}" if numero else TITULO)
        self.barra = BarraMensagens()
        self._ocupado = Ocupado()
        self.ficha = FichaRA()
        self.acoes = BarraDeAcoes(acoes)
        self.numero = CampoMascarado(Mascara("", {}, 9))
        self._montar()
        self._ligar()
        self.setFocusProxy(self.numero)
        if numero is not None:
            self.mostrar(numero)

    def mostrar(self, numero: int) -> None:
        """Read an RA and show it; a reading under way is dropped."""
        if self._leitura is not None:
            self._leitura.cancel()
        self.numero.definir(str(numero))
        self._leitura = self._ponte.iniciar(self._ler(numero), self)

    def retomar(self, numero: int, percurso: Percurso | None = None) -> None:
        """Read again what is shown, opened once more; another list to walk takes the place of the former."""
        if percurso is not None:
            self._percurso = percurso
        self.mostrar(numero)

    def rever(self, numero: int) -> None:
        """Read again, when it is the RA shown that was changed elsewhere."""
        if self.ra is not None and self.ra.numero == numero:
            self._reler()

    def pesquisar(self) -> None:
        """Show the RA whose number was typed [Pesquisar]."""
        texto = self.numero.valor()
        if not texto or self.numero.erro_proprio():
            self._errar(violacao("M01", "filtro.numero") if not texto else violacao("M70", "numero"))
            return
        self._percurso, self._vizinhos = None, SEM_VIZINHOS
        self.mostrar(int(texto))

    def _montar(self) -> None:
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 10, 12, 8)
        caixa.setSpacing(6)
        caixa.addWidget(self.barra)
        caixa.addLayout(self._topo())
        caixa.addWidget(self._ocupado)
        caixa.addWidget(self.ficha, 1)
        caixa.addWidget(self.acoes)
        self._habilitar()

    def _topo(self) -> QHBoxLayout:
        self.campo = Campo("Pesquisar outro &Registro de Atendimento", self.numero)
        self.numero.setFixedWidth(150)
        self.campo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.botao_pesquisar = _botao("&Pesquisar", "Mostra o RA deste número (Enter)", self.pesquisar)
        self.botao_anterior = _botao("◂ RA &Anterior", "O RA que vem antes na lista (Alt+Esquerda)", self._anterior)
        self.botao_proximo = _botao("Pró&ximo RA ▸", "O RA que vem depois na lista (Alt+Direita)", self._proximo)
        self.botao_imprimir = _botao("&Imprimir ▾", actions.dica("form.imprimir"), self._mostrar_impressao)
        self.botao_via = _botao("Imprimir &Via Cliente ▾", "Protocolo e QR para o cidadão", self._mostrar_via)
        self.botao_dobras = _botao("Abrir &todas", "Abre ou fecha todas as seções", self._dobrar)
        self._impressao = MenuImpressao(self._ponte, self._documento, "ra", self.barra, self)
        self._via = MenuImpressao(self._ponte, self._documento_via, "via-do-cliente", self.barra, self)
        topo = QHBoxLayout()
        topo.setSpacing(6)
        topo.addWidget(self.campo)
        for botao in (self.botao_pesquisar, self.botao_anterior, self.botao_proximo):
            topo.addLayout(_embaixo(botao))
        topo.addStretch()
        self.botao_voltar = _botao("&Voltar", "Fecha esta aba (Ctrl+W)", self._voltar)
        for botao in (self.botao_dobras, self.botao_imprimir, self.botao_via, self.botao_voltar):
            topo.addLayout(_embaixo(botao))
        return topo

    def _ligar(self) -> None:
        self.numero.returnPressed.connect(self.pesquisar)
        self.ficha.anexo_pedido.connect(self._abrir_anexo)
        self.ficha.reiteracao_pedida.connect(self._mostrar_reiteracao)
        proprias = self._estado.mapa("teclas")
        actions.criar(self, "form.voltar", self._anterior, proprias)
        actions.criar(self, "form.avancar", self._proximo, proprias)
        actions.criar(self, "form.imprimir", self._mostrar_impressao, proprias)
        actions.criar(self, "form.atualizar", self._reler, proprias)

    async def _ler(self, numero: int) -> None:
        self.barra.limpar()
        self.campo.limpar_erro()
        contexto = self._ponte.contexto
        try:
            with self._ocupado.ocupar("Lendo…", desabilitar=[self.botao_pesquisar]):
                ra = await self._ponte.executar(consultar, contexto, numero)
        except RegraViolada as erro:
            self._errar(*erro.violacoes)
        except ErroDeUso as erro:
            self.barra.errar(descrever_erro(erro).mensagem)
        else:
            self._receber(ra)
            await self._ler_vizinhos()

    def _receber(self, ra: RAConsulta) -> None:
        self.ra, self.chave = ra, chave(ra.numero)
        self.setProperty(CHAVE, self.chave)
        self.setWindowTitle(f"RA {ra.numero}")
        self._impressao.nome = f"ra-{ra.numero}"
        self._via.nome = f"ra-{ra.numero}-via-do-cliente"
        self.ficha.mostrar(ra)
        self.acoes.mostrar(ra)
        self._habilitar()

    async def _ler_vizinhos(self) -> None:
        self._vizinhos = SEM_VIZINHOS
        if (percurso := self._percurso) is not None:
            self._vizinhos = await self._ponte.executar(
                vizinhos, self._ponte.contexto, percurso.filtro, percurso.chave, percurso.ordem
            )
        self._habilitar()

    def _errar(self, *violacoes: Violacao) -> None:
        self.campo.mostrar_erro("\n".join(v.mensagem for v in violacoes))
        self.numero.selectAll()
        self.campo.focar()

    def _habilitar(self) -> None:
        self.botao_anterior.setVisible(self._percurso is not None)
        self.botao_proximo.setVisible(self._percurso is not None)
        self.botao_anterior.setEnabled(self._vizinhos.anterior is not None)
        self.botao_proximo.setEnabled(self._vizinhos.proximo is not None)
        for botao in (self.botao_imprimir, self.botao_via, self.botao_dobras):
            botao.setEnabled(self.ra is not None)

    def _voltar(self) -> None:
        self._janela.abas.pedir_fechamento(self)

    def _anterior(self) -> None:
        self._andar(self._vizinhos.anterior)

    def _proximo(self) -> None:
        self._andar(self._vizinhos.proximo)

    def _andar(self, chave: Chave | None) -> None:
        if chave is not None and self._percurso is not None:
            self._percurso, self._vizinhos = self._percurso.em(chave), SEM_VIZINHOS
            self.mostrar(chave.id)

    def _reler(self) -> None:
        if self.ra is not None:
            self.mostrar(self.ra.numero)

    def _dobrar(self) -> None:
        abrir = not all(secao.aberta for secao in self.ficha.secoes.values())
        self.ficha.abrir_todas(abrir)
        self.botao_dobras.setText("Fechar &todas" if abrir else "Abrir &todas")

    def _mostrar_impressao(self) -> None:
        self._popup(self._impressao, self.botao_imprimir)

    def _mostrar_via(self) -> None:
        self._popup(self._via, self.botao_via)

    def _popup(self, menu: MenuImpressao, botao: QPushButton) -> None:
        if self.ra is not None:
            menu.popup(botao.mapToGlobal(QPoint(0, botao.height())))

    async def _documento(self) -> QTextDocument:
        dia = await self._ponte.executar(hoje)
        return documento_do_ra(self._mostrado(), self._ponte.contexto, dia)

    async def _documento_via(self) -> QTextDocument:
        return via_do_cliente(self._mostrado(), self._ponte.contexto)

    def _mostrado(self) -> RAConsulta:
        if self.ra is None:
            raise RegraViolada(violacao("M70", "numero"))
        return self.ra

    def _abrir_anexo(self, item: AnexoDoRA) -> None:
        self._ponte.iniciar(abrir_anexo(self._ponte, self.barra, item), self)

    def _mostrar_reiteracao(self, reiteracao: ReiteracaoDoRA) -> None:
        DadosDaReiteracao(reiteracao, self).open()

    def keyPressEvent(self, evento: QKeyEvent) -> None:
        paginas = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(evento.key()))
        if paginas is None:
            super().keyPressEvent(evento)
        else:
            self.ficha.rolar(paginas)


def chave(numero: int) -> str:
    """Give the key of the tab that shows an RA."""
    return f"consultar_ra:{numero}"


def _botao(texto: str, dica: str, fazer: Callable[[], None]) -> QPushButton:
    botao = QPushButton(texto)
    botao.setToolTip(dica)
    botao.clicked.connect(fazer)
    return botao


def _embaixo(botao: QPushButton) -> QVBoxLayout:
    """Line a button up with the field, whose label stands above."""
    caixa = QVBoxLayout()
    caixa.addSpacing(QLineEdit().fontMetrics().height() + 2)
    caixa.addWidget(botao)
    caixa.addStretch()
    return caixa

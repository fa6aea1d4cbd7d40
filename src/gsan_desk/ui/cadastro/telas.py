"""The screens of configuration in the main window, and the domain rows that follow what anybody writes."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gsan_desk.domain.avisos import CANAL_DOMINIOS, Aviso
from gsan_desk.domain.erros import BancoIndisponivel
from gsan_desk.services.cadastro.descricao import Cadastro
from gsan_desk.services.cadastro.disponibilidade import FALTAM, tem_ocorrencias
from gsan_desk.services.cadastro.tabelas import CADASTROS, DE_OCORRENCIAS
from gsan_desk.services.cadastro.tabelas.ocorrencia import OCORRENCIA
from gsan_desk.services.versao_dominios import versao
from gsan_desk.ui.bridge import EstadoConexao, Ponte
from gsan_desk.ui.cadastro.avisar import AvisosDaOcorrencia
from gsan_desk.ui.cadastro.documento import PaginaDocumento
from gsan_desk.ui.cadastro.lista import PaginaManter
from gsan_desk.ui.cadastro.pagina import PaginaCadastro, chave_da_aba
from gsan_desk.ui.funcoes import ADMIN, SUPERVISOR
from gsan_desk.ui.main_window import Fabrica, JanelaPrincipal
from gsan_desk.ui.rascunho import Rascunhos
from gsan_desk.ui.state import Estado

SEGUIDA = "dominios"
JUNTAR = 300
"""Milliseconds in which notices that come together are answered by one reading."""


class TelasCadastro(QObject):
    """Makes the screens; reads the domain rows again when a table changed.

    Args:
        reler: reads them and puts them into the bridge.
    """

    def __init__(
        self,
        ponte: Ponte,
        estado: Estado,
        janela: JanelaPrincipal,
        rascunhos: Rascunhos,
        reler: Callable[[], Coroutine[Any, Any, Any]],
    ) -> None:
        super().__init__(janela)
        self._ponte, self._estado, self._janela = ponte, estado, janela
        self._rascunhos, self._reler = rascunhos, reler
        self._versao: tuple[Any, ...] | None = None
        self._conferido = False
        self._juntar = QTimer(self, singleShot=True, interval=JUNTAR)
        self._juntar.timeout.connect(lambda: self._ponte.iniciar(self._reler(), self))
        if ponte.contexto.operador.perfis & {SUPERVISOR, ADMIN}:
            ponte.estado_mudou.connect(self._conexao_voltou)
            ponte.iniciar(self._conferir(), self)

    def fabricas(self) -> dict[str, Fabrica]:
        """Give the screens that every base has."""
        comuns = (cadastro for chave, cadastro in CADASTROS.items() if chave not in DE_OCORRENCIAS)
        feitas: dict[str, Fabrica] = {
            "obrigatoriedade_documento": lambda: self._ligar(PaginaDocumento(self._ponte, self._rascunhos))
        }
        for cadastro in comuns:
            feitas |= self._de(cadastro)
        return feitas

    def avisado(self, aviso: Aviso) -> None:
        """Read again after a notice; one that says nothing is answered only if something did change."""
        if aviso.canal != CANAL_DOMINIOS:
            return
        if aviso.carga is not None:
            self._juntar.start()
        else:
            self._ponte.iniciar(self._comparar(), self)

    def seguir_f5(self, tela: QWidget | None) -> None:
        """Let F5 on a screen look at the domain rows too, and read them again if somebody changed them."""
        for acao in tela.findChildren(QAction, "form.atualizar") if tela is not None else ():
            if acao.property(SEGUIDA) is None:
                acao.setProperty(SEGUIDA, True)
                acao.triggered.connect(lambda: self._ponte.iniciar(self._comparar(), self))

    async def _comparar(self) -> None:
        try:
            agora = await self._ponte.executar(versao, frozenset(f.tabela for f in self._ponte.contexto.faltas))
        except BancoIndisponivel:
            return
        if self._versao is not None and agora != self._versao:
            self._juntar.start()
        self._versao = agora

    async def _conferir(self) -> None:
        """Offer the ocorrências where the base has them."""
        try:
            tem = await self._ponte.executar(tem_ocorrencias)
        except BancoIndisponivel:
            return
        self._conferido = True
        for chave in DE_OCORRENCIAS:
            for nome, fabrica in self._de(CADASTROS[chave]).items():
                if tem:
                    self._janela.registrar(nome, fabrica)
                else:
                    self._janela.recusar(nome, FALTAM)

    def _conexao_voltou(self, estado: EstadoConexao) -> None:
        if estado is EstadoConexao.CONECTADO and not self._conferido:
            self._ponte.iniciar(self._conferir(), self)

    def _de(self, cadastro: Cadastro) -> dict[str, Fabrica]:
        return {
            f"inserir_{cadastro.chave}": lambda: self._ligar(self._pagina(cadastro)),
            f"manter_{cadastro.chave}": lambda: self._manter(cadastro),
        }

    def _manter(self, cadastro: Cadastro) -> QWidget:
        tela = PaginaManter(self._ponte, self._estado, cadastro, lambda id_: self._atualizar(cadastro, tela, id_))
        return self._ligar(tela)

    def _atualizar(self, cadastro: Cadastro, lista: PaginaManter, id_: int) -> None:
        if (aberta := self._janela.abas.procurar(chave_da_aba(cadastro, id_))) is not None:
            self._janela.abas.setCurrentWidget(aberta)
            return
        tela = self._pagina(cadastro, id_)
        tela.gravado.connect(lista.reler)
        self._ligar(tela)
        self._janela.abrir_aba(tela, tela.windowTitle(), tela.chave)

    def _pagina(self, cadastro: Cadastro, id_: int | None = None) -> PaginaCadastro:
        tela = PaginaCadastro(self._ponte, self._estado, self._rascunhos, cadastro, id_)
        if cadastro.chave == OCORRENCIA.chave:
            AvisosDaOcorrencia(self._ponte, tela)
        return tela

    def _ligar(self, tela: Any) -> QWidget:
        tela.gravado.connect(self._juntar.start)
        tela.fechar_pedido.connect(lambda: self._janela.abas.pedir_fechamento(tela))
        resultado: QWidget = tela
        return resultado

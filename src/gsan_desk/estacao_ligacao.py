"""The signed link of PROGIS at this workstation: heard, checked, and Inserir RA opened with it (spec 40 §2.2)."""

import asyncio
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from gsan_desk.domain.erros import ErroDeUso, RegraViolada
from gsan_desk.domain.ligacao import Chamada, conferir, ler
from gsan_desk.domain.mensagens import texto, violacao
from gsan_desk.registro import Registrador
from gsan_desk.services.ligacao import propor
from gsan_desk.ui.bridge import Ponte, descrever_erro, em_segundo_plano
from gsan_desk.ui.ligacao import Ouvinte
from gsan_desk.ui.main_window import JanelaPrincipal

FUNCAO = "inserir_ra"
log = Registrador(__name__)


class LigacaoDoProgis(QObject):
    """Lives as long as the main window.

    Args:
        chave: public DSA key of PROGIS: its PEM, or the file that holds it; empty, every call is refused.
        canal: name of the local socket of this person.
    """

    def __init__(self, ponte: Ponte, janela: JanelaPrincipal, chave: str, canal: str) -> None:
        super().__init__(janela)
        self._ponte, self._janela, self._chave = ponte, janela, chave
        self._tarefa: asyncio.Task[Any] | None = None
        self._ouvinte = Ouvinte(canal, self)
        self._ouvinte.chegou.connect(self.receber)
        janela.fechou.connect(self._ouvinte.parar)

    def comecar(self) -> bool:
        """Listen; ``False`` when another workstation of this person does."""
        ouve = self._ouvinte.ouvir()
        if not ouve:
            log.info("ligacao_ocupada")
        return ouve

    def receber(self, url: str) -> None:
        """Open what an address asks for, one at a time."""
        if self._tarefa is not None and not self._tarefa.done():
            return
        self._trazer_a_frente()
        self._tarefa = self._ponte.iniciar(self._abrir(url), self)

    async def _abrir(self, url: str) -> None:
        try:
            chamada = ler(url)
            await self._conferir(chamada)
            proposto = await self._ponte.executar(propor, self._ponte.contexto, chamada)
        except ErroDeUso as erro:
            self._janela.barra.errar(descrever_erro(erro).mensagem, chave="ligacao")
            return
        self._janela.barra.fechar("ligacao")
        self._janela.abrir(FUNCAO, ligacao=proposto)
        if chamada.criticidade is not None:
            dito = texto("LIGACAO_CRITICIDADE", criticidade=chamada.criticidade)
            self._janela.barra.informar(dito, chave="ligacao")

    async def _conferir(self, chamada: Chamada) -> None:
        """See who may open what, and the signature.

        Raises:
            RegraViolada: what is wrong.
        """
        if FUNCAO not in {f.id for f in self._janela.oferecidas()}:
            raise RegraViolada(violacao("LIGACAO_SEM_DIREITO"))
        if not self._chave:
            raise RegraViolada(violacao("LIGACAO_SEM_CHAVE"))
        login = self._ponte.contexto.operador.login
        try:
            await em_segundo_plano(_conferir_com, chamada, login, self._chave)
        except (OSError, ValueError) as erro:
            log.warning("chave_do_progis", exc_info=erro)
            raise RegraViolada(violacao("LIGACAO_CHAVE_ILEGIVEL")) from erro

    def _trazer_a_frente(self) -> None:
        janela = self._janela
        janela.setWindowState(janela.windowState() & ~Qt.WindowState.WindowMinimized)
        janela.raise_()
        janela.activateWindow()
        QApplication.alert(janela)


def _conferir_com(chamada: Chamada, login: str, chave: str) -> None:
    pem = chave.encode() if chave.startswith("-----BEGIN") else Path(chave).read_bytes()
    conferir(chamada, login, pem)

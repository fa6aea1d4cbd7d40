"""The offer of a newer client: copied from the utility's share, checked, and only then opened."""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject

from gsan_desk import __version__
from gsan_desk.domain.versao import Instalador, InstaladorRecusado, VersaoNova
from gsan_desk.registro import Registrador
from gsan_desk.services.instalador import trazer
from gsan_desk.ui.bridge import Ponte, em_segundo_plano
from gsan_desk.ui.main_window import JanelaPrincipal
from gsan_desk.ui.widgets.message_bar import Acao

CHAVE = "nova versao"
log = Registrador(__name__)


def abrir_instalador(arquivo: Path) -> None:
    """Start an installer as a double click does, so that Windows asks for the rights it needs."""
    if sys.platform == "win32":
        os.startfile(arquivo)  # noqa: S606 - its SHA-256 was checked


class NovaVersao(QObject):
    """Lives as long as the main window.

    Args:
        nova: ``None`` when this client is the newest.
        abrir: starts the checked copy.
        plataforma: as ``sys.platform``.
    """

    def __init__(
        self,
        ponte: Ponte,
        janela: JanelaPrincipal,
        nova: VersaoNova | None,
        abrir: Callable[[Path], None] = abrir_instalador,
        plataforma: str = sys.platform,
    ) -> None:
        super().__init__(janela)
        self._ponte, self._barra, self._nova = ponte, janela.barra, nova
        self._abrir, self._plataforma = abrir, plataforma
        self._tarefa: asyncio.Task[Any] | None = None

    def avisar(self) -> None:
        """Say that there is a newer client, with what may be done about it."""
        if self._nova is None:
            return
        texto = f"Há um gsan-desk mais novo, o {self._nova.versao}; este é o {__version__}."
        instalador = self._nova.instalador
        if instalador is None:
            self._barra.informar(f"{texto} Peça o instalador ao administrador.", chave=CHAVE)
        elif instalador.serve(self._plataforma):
            acoes = [Acao("Atualizar", lambda: self._comecar(instalador))]
            self._barra.informar(texto, acoes=acoes, chave=CHAVE)
        else:
            self._barra.informar(f"{texto} O instalador está em {instalador.lugar}.", chave=CHAVE)

    def _comecar(self, instalador: Instalador) -> None:
        if self._tarefa is None or self._tarefa.done():
            self._tarefa = self._ponte.iniciar(self._atualizar(instalador), self)

    async def _atualizar(self, instalador: Instalador) -> None:
        desistir = Event()
        acoes = [Acao("Cancelar", desistir.set)]
        self._barra.informar(f"Copiando e conferindo {instalador.nome}…", acoes=acoes, chave=CHAVE)
        try:
            copia = await em_segundo_plano(trazer, instalador, desistir.is_set)
            if copia is None:
                self.avisar()
            else:
                await self._entregar(copia)
        except InstaladorRecusado as erro:
            log.info("instalador_recusado")
            acoes = [Acao("Tentar de novo", lambda: self._comecar(instalador))]
            self._barra.errar(str(erro), acoes=acoes, chave=CHAVE)
        finally:
            desistir.set()  # a closing window leaves no copy going on behind it

    async def _entregar(self, copia: Path) -> None:
        if self._plataforma != "win32":
            texto = f"O pacote foi conferido. Feche o programa e instale-o com: sudo apt install {copia}"
            self._barra.confirmar(texto, chave=CHAVE)
            return
        try:
            await em_segundo_plano(self._abrir, copia)
        except OSError as erro:  # the person may have answered no to Windows
            raise InstaladorRecusado(f"O Windows não abriu o instalador: {erro.strerror or erro}.") from erro
        texto = "O instalador foi aberto. Quando ele pedir, feche o programa: os formulários ficam em rascunho."
        self._barra.confirmar(texto, chave=CHAVE)

"""Export of a list to CSV or XLSX, with progress and a way to stop."""

import asyncio
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.services.exportar import COLUNAS, Exportacao, Exportar, exportar
from gsan_desk.services.ra_filtrar import Ordem
from gsan_desk.ui.bridge import Ponte, descrever_erro
from gsan_desk.ui.consulta.arquivos import escolher_destino
from gsan_desk.ui.widgets.busy import Ocupado
from gsan_desk.ui.widgets.message_bar import Acao, BarraMensagens

FORMATOS = (("Planilha do Excel", "xlsx"), ("Texto separado por ponto e vírgula", "csv"))
NOME = "registros-de-atendimento"


class _Andamento(QObject):
    """Carries the count from the worker thread to the UI thread.

    Signals:
        linhas: rows written so far.
    """

    linhas = Signal(int)


class Exportador:
    """Exports of one list."""

    def __init__(self, ponte: Ponte, parent: QWidget, barra: BarraMensagens, ocupado: Ocupado) -> None:
        self._ponte, self._parent, self._barra, self._ocupado = ponte, parent, barra, ocupado

    async def exportar(self, filtro: FiltroRA, ordem: Ordem | None, colunas: tuple[str, ...]) -> None:
        """Ask for the file, write, and say at the end what was done; ``colunas`` are names, in the person's order."""
        destino = await escolher_destino(self._parent, "Exportar Registros de Atendimento", NOME, FORMATOS)
        if destino is None:
            return
        pedido = Exportar(filtro, destino, tuple(nome for nome in colunas if nome in COLUNAS), ordem)
        try:
            resultado = await self._escrever(pedido)
        except asyncio.CancelledError:
            self._barra.avisar("Exportação cancelada.", chave="exportacao")
        except OSError as erro:
            motivo = erro.strerror or "erro de gravação"
            self._barra.errar(f"Não foi possível gravar {destino.name}: {motivo}.", chave="exportacao")
        except ErroDeUso as erro:
            self._barra.errar(descrever_erro(erro).mensagem, chave="exportacao")
        else:
            self._concluir(destino, resultado)

    async def _escrever(self, pedido: Exportar) -> Exportacao:
        parar, andamento = Event(), _Andamento()
        andamento.linhas.connect(lambda n: self._ocupado.dizer(f"Exportando… {n} linhas"))
        with self._ocupado.ocupar("Exportando…"):
            try:
                return await self._ponte.executar(
                    exportar, self._ponte.contexto, pedido, andamento.linhas.emit, parar.is_set
                )
            finally:
                parar.set()

    def _concluir(self, destino: Path, resultado: Exportacao) -> None:
        linhas = f"{resultado.linhas:,}".replace(",", ".")
        abrir = Acao("&Abrir", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(destino))))
        self._barra.confirmar(f"{linhas} RA(s) gravado(s) em {destino}.", acoes=[abrir], chave="exportacao")

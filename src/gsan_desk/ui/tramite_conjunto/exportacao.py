"""The result of a run in a file."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.services.exportar import gravar_lista
from gsan_desk.ui.bridge import descrever_erro, em_segundo_plano
from gsan_desk.ui.consulta.arquivos import escolher_destino
from gsan_desk.ui.consulta.exportacao import FORMATOS
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.tramite_conjunto.textos import mil
from gsan_desk.ui.widgets.message_bar import Acao, BarraMensagens

NOME, FOLHA, TITULO = "resultado-da-tramitacao", "Tramitação em conjunto", "Exportar o resultado"


async def exportar(pai: QWidget, barra: BarraMensagens, colunas: Sequence[Coluna], linhas: Sequence[Any]) -> None:
    """Ask for the file, write the rows shown, off the UI thread, and say where they are."""
    destino = await escolher_destino(pai, TITULO, NOME, FORMATOS)
    if destino is None:
        return
    titulos = [coluna.titulo for coluna in colunas]
    valores = ([coluna.obter(linha) for coluna in colunas] for linha in linhas)
    try:
        escritas = await em_segundo_plano(gravar_lista, destino, FOLHA, titulos, valores)
    except OSError as erro:
        motivo = erro.strerror or "erro de gravação"
        barra.errar(f"Não foi possível gravar {destino.name}: {motivo}.", chave="exportacao")
    except ErroDeUso as erro:
        barra.errar(descrever_erro(erro).mensagem, chave="exportacao")
    else:
        abrir = Acao("A&brir", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(destino))))
        barra.confirmar(f"{mil(escritas)} RA(s) gravado(s) em {destino}.", acoes=[abrir], chave="exportacao")

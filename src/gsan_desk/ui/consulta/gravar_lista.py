"""Export of a list that is on screen, as it is there: its columns, its rows, its order."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gsan_desk.domain.erros import ErroDeUso
from gsan_desk.services import exportar
from gsan_desk.ui.bridge import descrever_erro, em_segundo_plano
from gsan_desk.ui.consulta.arquivos import escolher_destino
from gsan_desk.ui.consulta.exportacao import FORMATOS
from gsan_desk.ui.tables.column import Coluna
from gsan_desk.ui.widgets.message_bar import Acao, BarraMensagens


async def gravar_lista(
    parent: QWidget, barra: BarraMensagens, titulo: str, colunas: Sequence[Coluna], linhas: Sequence[Any]
) -> None:
    """Ask for the file, write, and say what was done; ``titulo`` names the sheet and, in lower case, the file."""
    nome = titulo.lower().replace(" ", "-")
    destino = await escolher_destino(parent, f"Exportar {titulo}", nome, FORMATOS)
    if destino is None:
        return
    valores = [[coluna.obter(linha) for coluna in colunas] for linha in linhas]
    titulos = [coluna.titulo for coluna in colunas]
    try:
        escritas = await em_segundo_plano(exportar.gravar_lista, destino, titulo, titulos, valores)
    except OSError as erro:
        motivo = erro.strerror or "erro de gravação"
        barra.errar(f"Não foi possível gravar {destino.name}: {motivo}.", chave="exportacao")
    except ErroDeUso as erro:
        barra.errar(descrever_erro(erro).mensagem, chave="exportacao")
    else:
        abrir = Acao("&Abrir", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(destino))))
        barra.confirmar(f"{escritas} linha(s) gravada(s) em {destino}.", acoes=[abrir], chave="exportacao")
